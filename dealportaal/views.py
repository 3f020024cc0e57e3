"""Home, errors, health, and the pages that belong to no room."""

import sys
from datetime import UTC, timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import Error as DatabaseError
from django.db import IntegrityError, InterfaceError, OperationalError, connection
from django.db.models import Count, Q
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dealportaal.problems import problem
from deals.models import Deal, Participation
from deals.queries import deals_of
from foundation.concurrent_edit import CONFLICT, typed_in

RETRY_SECONDS = 30
TOO_MANY_SECONDS = 300
SECURITY_TXT_DAYS = 180


@login_not_required
@require_safe
def show_home(request):
    """What City and Town Deals are; users with work to do are sent to their own page."""
    if request.user.is_authenticated and request.user.is_programme_staff:
        return redirect("programme:overview")
    if request.user.is_authenticated and deals_of(request.user).exists():
        return redirect("deals:mine")
    return render(request, "dealportaal/home.html", {"stats": home_stats()})


def home_stats():
    """Counts of what is public; each links to its list. Two queries."""
    deals, partners = reverse("deals:list"), reverse("partners:list")
    published = Deal.objects.filter(is_published=True)
    kinds = published.aggregate(
        city=Count("pk", filter=Q(kind="city_deal")), town=Count("pk", filter=Q(kind="town_deal"))
    )
    members = (
        Participation.objects.taking_part()
        .filter(deal__in=published)
        .values("organisation")
        .distinct()
        .count()
    )
    return [
        {
            "label": _("City Deals"),
            "value": kinds["city"],
            "url": f"{deals}?kind=city_deal",
            "definition": _("Alle City Deals die in het portaal openbaar zijn, in elke fase."),
        },
        {
            "label": _("Town Deals"),
            "value": kinds["town"],
            "url": f"{deals}?kind=town_deal",
            "definition": _("Alle Town Deals die in het portaal openbaar zijn, in elke fase."),
        },
        {
            "label": _("Organisaties bij deals"),
            "value": members,
            "url": f"{partners}?in_deal=1",
            "definition": _(
                "Organisaties die volgens de bronnen bij minstens één openbare deal horen. Elke organisatie telt één keer."
            ),
        },
    ]


@login_not_required
@require_safe
def show_health(request):
    """200 when the database answers; for monitoring, without details."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@login_not_required
@require_safe
def show_security_txt(request):
    """Where to report a weakness (RFC 9116)."""
    expires_at = timezone.now().astimezone(UTC) + timedelta(days=SECURITY_TXT_DAYS)
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires_at:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_URL}{reverse('security_txt')}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def explain_address(request):
    """Nobody changes their own login address: anyone at an unattended screen could take over the account."""
    messages.info(request, _("Een beheerder van Agenda Stad past uw e-mailadres aan."))
    return redirect("account_change_password")


def _error(request, status, template, context=None):
    """Uses neither database nor session, so that it can always be shown."""
    if request.path.startswith("/api/"):
        return problem(status)
    return TemplateResponse(None, template, context, status=status).render()


def _error_with_menu(request, status, template):
    """With the menu of the logged-in user, three queries at most; without it when the database does not
    answer."""
    if request.path.startswith("/api/"):
        return problem(status)
    try:
        return TemplateResponse(request, template, {"has_menu": True}, status=status).render()
    except DatabaseError:
        return _error(request, status, template)


def _said(request, exception, status):
    """The page about a concurrent edit, with what was typed; None for any other error."""
    happened = getattr(exception, "happened", None)
    if happened is None or request.path.startswith("/api/"):
        return None
    page = {"happened": happened, "typed": typed_in(request.POST, happened.models), "has_menu": True}
    return TemplateResponse(request, "errors/meanwhile.html", page, status=status).render()


def bad_request(request, exception=None):
    return _error(request, 400, "errors/400.html")


def permission_denied(request, exception=None):
    return _said(request, exception, 403) or _error_with_menu(request, 403, "errors/403.html")


def page_not_found(request, exception=None):
    return _said(request, exception, 404) or _error_with_menu(request, 404, "errors/404.html")


def csrf_failure(request, reason=""):
    return _error(request, 403, "errors/csrf.html")


def too_many(request, exception=None, *, seconds=TOO_MANY_SECONDS):
    """The page for every rate limit, including those of libraries (handler429)."""
    response = _error(request, 429, "errors/429.html", {"wait_minutes": max(1, seconds // 60)})
    response["Retry-After"] = str(seconds)
    return response


def server_error(request):
    """500, or 503 when the database is unreachable; uses no database itself.

    409 when a unique constraint refused a simultaneous duplicate, such as after a double click.
    """
    fault = sys.exc_info()[1]
    if isinstance(fault, IntegrityError) and request.method == "POST":
        return _error(request, CONFLICT, "errors/409.html")
    if not isinstance(fault, (OperationalError, InterfaceError)):
        return _error(request, 500, "errors/500.html")
    response = _error(request, 503, "errors/503.html")
    response["Retry-After"] = str(RETRY_SECONDS)
    return response
