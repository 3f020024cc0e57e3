"""API errors as problem details (RFC 9457), in Dutch, without internal details."""

from django.http import JsonResponse
from rest_framework.views import exception_handler

TITLES = {
    400: "De vraag klopt niet.",
    401: "Log in of stuur een geldige sleutel mee.",
    403: "U mag dit niet.",
    404: "Dit bestaat niet, of u mag het niet zien.",
    405: "Deze handeling kan hier niet.",
    406: "Dit antwoord is er alleen als JSON.",
    409: "Dit kan nu nog niet.",
    429: "Te veel vragen achter elkaar. Probeer het straks weer.",
    500: "Er ging iets mis bij ons.",
    503: "De portal is even niet bereikbaar.",
}


def problem(status, detail="", headers=None):
    """A JsonResponse with media type application/problem+json."""
    body = {"type": "about:blank", "title": TITLES.get(status, "Fout"), "status": status}
    if detail:
        body["detail"] = str(detail)
    return JsonResponse(body, status=status, content_type="application/problem+json", headers=headers)


def problem_details(exc, context):
    """DRF's exception handler."""
    response = exception_handler(exc, context)
    if response is None:
        return None
    kept = {
        name: response[name]
        for name in ("WWW-Authenticate", "Retry-After", "Allow")
        if response.has_header(name)
    }
    is_for_reader = response.status_code in {400, 409} or getattr(exc, "is_for_reader", False)
    detail = exc.detail if isinstance(getattr(exc, "detail", None), str) and is_for_reader else ""
    return problem(response.status_code, detail, kept)
