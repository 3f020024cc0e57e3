"""The days of a user's deals for their calendar program, at a secret address that can be revoked."""

from hashlib import sha256

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from deals import actions, queries
from deals.forms import CalendarForm
from foundation.form_page import run_confirm
from foundation.submission import SentBefore, once
from rendering import ical


@require_safe
def show_calendars(request):
    links = request.user.calendar_links.active().select_related("deal")
    return render(request, "deals/calendar.html", {"links": links, "title": _("In uw agenda")})


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def add_calendar(request):
    """The address is shown only once; a lost one is replaced by a new one."""
    form = CalendarForm(request.POST or None, user=request.user, initial={"deal": request.GET.get("deal")})
    page = {"title": _("Agenda-adres maken"), "back": reverse("deals:calendars"), "crumbs": _crumbs()}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request):
                token = actions.create_calendar_link(deal=form.cleaned_data["deal"], by=request.user)
        except SentBefore:
            messages.success(
                request, _("Dit adres was al gemaakt. Zag u het niet? Trek het in en maak een ander.")
            )
            return redirect(page["back"])
        page["address"] = settings.SITE_URL + reverse("deals:calendar_feed", args=[token])
        return render(request, "deals/calendar_made.html", page)
    return render(request, "components/form_page.html", page | {"form": form, "submit": _("Adres maken")})


@require_http_methods(["GET", "HEAD", "POST"])
def revoke_calendar(request, pk):
    link = get_object_or_404(request.user.calendar_links.active().select_related("deal"), pk=pk)
    return run_confirm(
        request,
        lambda: actions.revoke_calendar_link(link=link, by=request.user),
        done=_("Het adres is ingetrokken."),
        back=reverse("deals:calendars"),
        question=_("Dit agenda-adres intrekken?"),
        text=_("Agenda's die dit adres lezen, krijgen daarna niets meer. Het gaat om: %(link)s.")
        % {"link": link},
        label=_("Intrekken"),
        danger=True,
        title=_("Agenda-adres intrekken"),
        crumbs=_crumbs(),
    )


def _crumbs():
    return [(_("Mijn deals"), reverse("deals:mine")), (_("In uw agenda"), reverse("deals:calendars"))]


@login_not_required
@require_safe
def read_calendar(request, token):
    """For a calendar program: the key in the address says who reads. Nothing new, nothing sent (ETag)."""
    link = queries.link_of(token)
    deals = queries.deals_of_link(link) if link else []
    if link is None or (link.deal_id and not deals):
        raise Http404
    events = queries.days_of(deals, link.user)
    etag = f'W/"{sha256(repr((str(link), events)).encode()).hexdigest()}"'
    content = ical.calendar(f"Dealportaal: {link}", events, stamp=timezone.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8", headers={"ETag": etag})
    response = get_conditional_response(request, etag=etag, response=response)
    response["Cache-Control"], response["Referrer-Policy"] = "private, no-cache", "no-referrer"
    return response
