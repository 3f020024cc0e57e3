"""Rate limits on personal links and API keys, per visitor's address. Passwords: partners/guessing.py.

A key holds 256 random bits, so looking one up reveals nothing. Above the limit on wrong keys, the right key
of a colleague behind the same address still works; a wrong one gets 429. A limit over all visitors guards
against overload.
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
    """An unknown key; the portal does know whose a link was that ended."""
    if request.path.startswith("/api/"):
        return response.status_code == 401
    failed = (getattr(response, "context_data", None) or {}).get("token_fail")
    return response.status_code == 404 or bool(failed)
