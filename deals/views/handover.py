"""Handing a deal over: one page for the dealmaker who leaves, and for Agenda Stad."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from deals.actions.handover import NamedMeanwhile, hand_over, name_dealmaker
from deals.breadcrumbs import crumbs
from deals.forms.handover import HandOverForm, NameDealmakerForm
from deals.queries.team import dealmakers_of
from deals.views.access import get_deal
from foundation.form_page import run_form

INTRO = gettext_lazy(
    "De nieuwe dealmaker krijgt de deal meteen, met alles wat erin staat. Beide dealmakers krijgen er een mail over."
)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_deal(request, slug):
    """Dealmakers hand over their own role; Agenda Stad any role, and names a dealmaker where there is
    none."""
    deal, user = get_deal(request, slug, "deals.hand_over_deal"), request.user
    roles = dealmakers_of(deal, timezone.localdate())
    is_for_all = user.is_programme_staff or user.is_administrator
    roles = roles if is_for_all else roles.filter(user=user)
    page = {"title": _("Deal overdragen"), "submit": _("Overdragen"), "crumbs": crumbs(deal)}
    page["back"] = deal.get_absolute_url() if is_for_all or deal.is_published else reverse("deals:mine")
    if not roles:
        return _name(request, deal, page)
    if "to" in request.POST and "leaving" not in request.POST:  # from the page that names the first one
        return _say_named(request, deal, roles[0].user)
    return run_form(
        request,
        lambda: HandOverForm(request.POST or None, roles=roles.all(), user=user),
        lambda form: hand_over(**form.cleaned_data, by=user, now=timezone.now()),
        done=_("De deal is overgedragen. Beide dealmakers krijgen een mail."),
        intro=INTRO,
        **page,
    )


def _name(request, deal, page):
    try:
        return run_form(
            request,
            lambda: NameDealmakerForm(request.POST or None, user=request.user),
            lambda form: name_dealmaker(
                deal=deal, user=form.cleaned_data["to"], by=request.user, now=timezone.now()
            ),
            done=_("De dealmaker is aangewezen en krijgt een mail."),
            intro=_("Deze deal heeft nu geen dealmaker."),
            **page | {"title": _("Dealmaker aanwijzen"), "submit": _("Aanwijzen")},
        )
    except NamedMeanwhile as first:
        return _say_named(request, deal, first)


def _say_named(request, deal, name):
    said = _("Er is niets gewijzigd: %(name)s is intussen aangewezen als dealmaker.") % {"name": name}
    messages.warning(request, said)
    return redirect("deals:hand_over", deal.slug)
