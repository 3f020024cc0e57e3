"""One change to several partners of a deal, ticked in the table and confirmed on a page that names them."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from deals import actions
from deals.breadcrumbs import crumbs
from deals.forms import PartnerFilter, TogetherChoiceForm, TogetherForm
from deals.forms.bulk_change import is_key
from deals.models import Participation
from deals.permissions import rights_on
from deals.queries.own import own_first
from deals.told_years import asked_year
from deals.views.access import get_deal
from foundation.form_page import run_form
from foundation.ordering import dutch


def partners_found(request, deal, rights, year):
    """The partners of this deal that the user sees, filtered and sorted as the address says."""
    visible = Participation.objects.visible_to(request.user).filter(deal=deal)
    return PartnerFilter(
        request.GET,
        queryset=visible.order_by(*own_first(rights), dutch("organisation__name"), "pk"),
        deal=deal,
        reads_internal=rights.read_internal,
        year=year,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change_together(request, slug):
    """The address holds what is ticked and what will change; the form holds the versions that were shown."""
    deal = get_deal(request, slug, "deals.edit_participation")
    back = _list_as_it_was(request, slug)
    may_agree = request.user.has_perm("deals.agree_commitment", deal)
    choice = TogetherChoiceForm(request.GET, deal=deal, may_agree=may_agree)
    ticked = _ticked(request, deal)
    if not choice.is_valid() or not ticked or not choice.changes_something:
        messages.error(
            request, _("Vink partners aan en kies wat er verandert, zoals het stadium of de intensiteit.")
        )
        return redirect(back)

    def save(form):
        data = form.cleaned_data
        actions.change_together(
            deal=deal,
            versions=data["rows"],
            stage=choice.stage,
            part=choice.part,
            moment=choice.moment,
            values=choice.values,
            values_in_words=choice.values_in_words(),
            agreed=choice.agreed,
            reason=data.get("reason"),
            left_on=data.get("left_on"),
            by=request.user,
        )

    return run_form(
        request,
        lambda: TogetherForm(request.POST or None, deal=deal, choice=choice, ticked=ticked),
        save,
        done=_("De partners zijn gewijzigd."),
        back=back,
        title=_title(len(ticked)),
        submit=_("Alles wijzigen"),
        crumbs=crumbs(deal, (_("Partners & afspraken"), back)),
    )


def _title(number):
    words = ngettext("%(number)s partner tegelijk wijzigen", "%(number)s partners tegelijk wijzigen", number)
    return words % {"number": number}


def _list_as_it_was(request, slug):
    """The table with the filters that travelled along in the address."""
    kept = [(key, value) for key in PartnerFilter.base_filters for value in request.GET.getlist(key) if value]
    return f"{reverse('deals:partners', args=[slug])}{'?' if kept else ''}{urlencode(kept)}"


def _ticked(request, deal):
    """Ids of the rows that were ticked, or of the whole list as it was filtered; none of another deal."""
    if request.GET.get("all"):
        found = partners_found(
            request, deal, rights_on(deal, request.user), asked_year(timezone.localdate())
        ).qs
    else:
        keys = [key for key in request.GET.getlist("row") if is_key(key)]
        found = deal.participations.filter(pk__in=keys)
    return list(found.values_list("pk", flat=True))
