"""Limits on personal links and keys of programs, per visitor's address. Passwords: partners/guessing.py.

A key holds 256 bits of chance, so looking one up gives nothing away. Above the limit on wrong ones the right one of
a colleague behind the same address still opens; a wrong one gets 429. All together have a limit against overload.
"""

from django.conf import settings
from django.utils import timezone

from dealportaal.views import too_many
from foundation import counting
from foundation.visitor import address_of, network_of

LINKS = (
    "/u/",
    "/deals/agenda/",
    "/programma/jaarrapport/",
    "/account/overzicht/",
    "/account/password/reset/key/",
)
KEYS = ("/api/", "/invullen/")
WRONG, WRONG_SECONDS = 60, 600
VISITS, VISITS_SECONDS = 3000, 60


def limit_links(get_response):
    def middleware(request):
        if not request.path.startswith(LINKS + KEYS):
            return get_response(request)
        visitor, now = network_of(address_of(request)), timezone.now()
        if request.path.startswith(LINKS) and _is_busy(visitor, now):
            return too_many(request, seconds=VISITS_SECONDS)
        response = get_response(request)
        if not _is_wrong(request, response):
            return response
        tried = counting.add(("wrong-link", visitor), window=WRONG_SECONDS, now=now)
        return too_many(request, seconds=WRONG_SECONDS) if tried > WRONG else response

    return middleware


def _is_busy(visitor, now):
    most = VISITS * 10 if settings.DEMO else VISITS
    return counting.add(("link", visitor), window=VISITS_SECONDS, now=now) > most


def _is_wrong(request, response):
    """A key that is not there; of a link that ended the portal knows to whom it belonged."""
    if request.path.startswith("/api/"):
        return response.status_code == 401
    failed = (getattr(response, "context_data", None) or {}).get("token_fail")
    return response.status_code == 404 or bool(failed)
