"""What partners agreed: entered by the team, or by a partner's contact for their organisation."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deals import actions
from deals.breadcrumbs import crumbs
from deals.forms import CommitmentForm, ConfirmationForm
from deals.forms.confirming import EVERYTHING, ConfirmManyForm, shown_rows
from deals.models import Commitment
from deals.permissions import rights_on
from deals.queries.own import said_of, to_confirm_of
from deals.told_years import asked_year, open_years
from deals.views.access import get_commitment, get_deal, get_participation
from deals.views.records import run_remove
from foundation.field_changes import changes_of
from foundation.form_page import run_form

AT_ONCE = 60  # keeps the page below 100 kB


@require_http_methods(["GET", "HEAD", "POST"])
def add_commitment(request, slug, pk):
    participation = get_participation(request, slug, pk, "deals.enter_commitment")
    may_agree = request.user.has_perm("deals.agree_commitment", participation)
    years = {"year_from": timezone.localdate().year, "year_until": timezone.localdate().year}
    return run_form(
        request,
        lambda: CommitmentForm(
            request.POST or None,
            instance=Commitment(participation=participation),
            may_agree=may_agree,
            initial=years,
        ),
        lambda form: _save(form, request.user),
        done=_("De afspraak is vastgelegd."),
        title=_("Afspraak met %(name)s") % {"name": participation.organisation},
        **_page(participation),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_commitment(request, slug, pk):
    permission = "deals.edit_commitment"
    commitment = get_commitment(request, slug, pk, permission)
    may_agree = request.user.has_perm("deals.agree_commitment", commitment)
    return run_form(
        request,
        lambda: CommitmentForm(
            request.POST or None,
            instance=get_commitment(request, slug, pk, permission),
            may_agree=may_agree,
        ),
        lambda form: _save(form, request.user),
        done=_("De afspraak is opgeslagen."),
        title=_("Afspraak met %(name)s") % {"name": commitment.participation.organisation},
        extra_url=reverse("deals:commitment_delete", args=[slug, pk]),
        extra_label=_("Afspraak verwijderen"),
        **_page(commitment.participation),
    )


def _save(form, by):
    actions.save_commitment(
        commitment=form.instance, version=form.read_version, changes=changes_of(form), by=by
    )


@require_http_methods(["GET", "HEAD", "POST"])
def delete_commitment(request, slug, pk):
    commitment = get_commitment(request, slug, pk, "deals.edit_commitment")
    return run_remove(
        request,
        commitment,
        remove=lambda: actions.remove_commitment(commitment=commitment, by=request.user),
        question=_("Deze afspraak verwijderen?"),
        text=_(
            "De afspraak verdwijnt, met wat er elk jaar over is gezegd. Tot 30 dagen kan dit ongedaan worden."
        ),
        title=_("Afspraak met %(name)s") % {"name": commitment.participation.organisation},
        **_page(commitment.participation),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_commitment(request, slug, pk):
    """Once a year; this year or the year before, and only a year of the agreement itself."""
    commitment = get_commitment(request, slug, pk, "deals.confirm_commitment")
    years = [
        year
        for year in open_years(timezone.localdate())
        if commitment.year_from <= year <= commitment.year_until
    ]
    if not years:
        messages.error(request, _("De jaren van deze afspraak zijn niet dit jaar of het jaar ervoor."))
        return redirect("deals:partners", slug)
    return run_form(
        request,
        lambda: ConfirmationForm(
            request.POST or None, years=years, said={one.year: one for one in commitment.confirmations.all()}
        ),
        lambda form: actions.confirm_commitment(commitment=commitment, by=request.user, **form.cleaned_data),
        done=_("Bedankt, het is vastgelegd."),
        title=_("Hoe liep de afspraak met %(name)s?") % {"name": commitment.participation.organisation},
        commitment=commitment,
        above="deals/_commitment_above.html",
        submit=_("Vastleggen"),
        **_page(commitment.participation),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_commitments(request, slug):
    """The agreements still to be confirmed for the year in question: of the whole deal for its team, of their
    organisation for a partner.

    A form opened before midnight of a year's limit keeps the year that the page showed.
    """
    deal = get_deal(request, slug)
    rights, year = rights_on(deal, request.user), _year_of_page(request)
    waiting = to_confirm_of(deal, request.user, rights=rights, year=year)
    if waiting is None:
        raise PermissionDenied
    back = reverse("deals:partners", args=[slug])
    if request.method != "POST" and not waiting:
        messages.info(request, _nothing_to_confirm(year))
        return redirect(back)

    def make_form():
        shown = shown_rows(request.POST.get("rows"))
        opened = (
            to_confirm_of(deal, request.user, rights=rights, year=year, shown=shown) if shown else waiting
        )
        asked = opened[:AT_ONCE]
        return ConfirmManyForm(request.POST or None, agreements=asked, said=said_of(asked, year), year=year)

    return run_form(
        request,
        make_form,
        lambda form: actions.confirm_commitments(
            deal=deal, answers=form.answers(), seen=form.seen, year=year, by=request.user
        ),
        done=_("Bedankt, het is vastgelegd."),
        title=_("Hoe liep het in %(year)s?") % {"year": year},
        intro=_("Kies per afspraak hoe het liep. Wat u niet invult, blijft nog te bevestigen."),
        submit=_("Vastleggen"),
        again_label=_("Alles zoals afgesproken"),
        again_name=EVERYTHING,
        back=back if len(waiting) <= AT_ONCE else request.path,
        crumbs=crumbs(deal, (_("Partners & afspraken"), back)),
    )


def _year_of_page(request):
    """The year that is asked, or the one that the page asked that is sent now; None when none is."""
    day = timezone.localdate()
    sent = request.POST.get("year", "")
    if sent.isdecimal() and len(sent) == 4 and int(sent) in open_years(day):
        return int(sent)
    return asked_year(day)


def _nothing_to_confirm(year):
    if year is None:
        words = _("Vanaf 1 november vraagt het portaal hoe het in %(year)s liep.")
        return words % {"year": timezone.localdate().year}
    return _("Elke afspraak van %(year)s is bevestigd.") % {"year": year}


def _page(participation):
    back = reverse("deals:partners", args=[participation.deal.slug])
    return {"back": back, "crumbs": crumbs(participation.deal, (_("Partners & afspraken"), back))}
