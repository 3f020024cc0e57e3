"""The course of one agreement: what it was before, and changes that one side proposes and the other answers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from deals import actions, queries
from deals.breadcrumbs import crumbs
from deals.forms import AmendmentForm
from deals.models import Amendment, Commitment
from deals.models.agreements import TERMS
from deals.told_years import open_years
from deals.views.access import get_commitment, get_deal
from foundation.concurrent_edit import ChangedMeanwhile
from foundation.form_page import run_form
from partners.permissions import require

QUESTIONS = {
    Amendment.State.ACCEPTED: (
        gettext_lazy("Dit voorstel aannemen?"),
        gettext_lazy("De afspraak verandert dan meteen."),
        gettext_lazy("Aannemen"),
    ),
    Amendment.State.REFUSED: (
        gettext_lazy("Dit voorstel niet aannemen?"),
        gettext_lazy("De afspraak blijft zoals die is."),
        gettext_lazy("Niet aannemen"),
    ),
    Amendment.State.WITHDRAWN: (
        gettext_lazy("Uw voorstel intrekken?"),
        gettext_lazy("De afspraak blijft zoals die is."),
        gettext_lazy("Intrekken"),
    ),
}


@require_safe
def show_commitment(request, slug, pk):
    commitment = get_commitment(request, slug, pk, None)
    amendments, versions = list(commitment.amendments.all()), list(commitment.versions.all())
    day = timezone.localdate()
    waiting = next((one for one in amendments if one.state == Amendment.State.OPEN), None)
    page = {
        "commitment": commitment,
        "deal": commitment.participation.deal,
        "versions": versions,
        "agreed": queries.agreed_at(versions),
        "years": queries.years_of(commitment, year=day.year),
        "years_to_confirm": open_years(day),
        "may_confirm": request.user.has_perm("deals.confirm_commitment", commitment),
        "waiting": waiting,
        "answered": [one for one in amendments if one is not waiting],
        "may_propose": request.user.has_perm("deals.propose_amendment", commitment),
        "may_answer": waiting and request.user.has_perm("deals.answer_amendment", waiting),
        "may_withdraw": waiting and request.user.has_perm("deals.withdraw_amendment", waiting),
        "crumbs": _crumbs(commitment)[:-1],
    }
    return render(request, "deals/commitment_detail.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def propose_amendment(request, slug, pk):
    commitment = get_commitment(request, slug, pk, "deals.propose_amendment")
    by_team = request.user.has_perm("deals.agree_commitment", commitment)
    return run_form(
        request,
        lambda: _form(request, get_commitment(request, slug, pk, "deals.propose_amendment")),
        lambda form: actions.propose_amendment(
            amendment=form.instance, version=form.read_version, by_team=by_team, by=request.user
        ),
        done=_("Uw voorstel staat klaar. De andere kant kan het aannemen."),
        title=_("Andere afspraak voorstellen"),
        intro=_("De afspraak verandert pas als de andere kant uw voorstel aanneemt."),
        submit=_("Voorstellen"),
        back=reverse("deals:commitment", args=[slug, pk]),
        crumbs=_crumbs(commitment),
    )


def _form(request, commitment):
    now = {name: getattr(commitment, name) for name in TERMS}
    return AmendmentForm(request.POST or None, instance=Amendment(commitment=commitment), initial=now)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_amendment(request, slug, pk, state):
    deal = get_deal(request, slug)
    seen = Commitment.objects.visible_to(request.user).filter(participation__deal=deal)
    found = Amendment.objects.filter(commitment__in=seen).select_related(
        "commitment__participation__deal", "commitment__participation__organisation"
    )
    amendment = get_object_or_404(found, pk=pk)
    own = state == Amendment.State.WITHDRAWN
    require(request.user, "deals.withdraw_amendment" if own else "deals.answer_amendment", amendment)
    back = reverse("deals:commitment", args=[slug, amendment.commitment_id])
    if request.method == "POST":
        _answer(request, amendment, state)
        return redirect(back)
    question, text, label = QUESTIONS[state]
    page = {"question": question, "text": f"{amendment.terms_in_words}. {text}", "label": label, "back": back}
    title = {"title": _("Voorstel"), "crumbs": _crumbs(amendment.commitment)}
    return render(request, "components/confirm_page.html", page | title)


def _answer(request, amendment, state):
    try:
        actions.answer_amendment(amendment=amendment, state=state, by=request.user)
    except ChangedMeanwhile:
        messages.error(
            request,
            _("Het voorstel is al beantwoord, of de afspraak is intussen veranderd. Er is niets gewijzigd."),
        )
    else:
        messages.success(request, _("Vastgelegd."))


def _crumbs(commitment):
    deal = commitment.participation.deal
    partners = reverse("deals:partners", args=[deal.slug])
    this = reverse("deals:commitment", args=[deal.slug, commitment.pk])
    return crumbs(deal, (_("Partners & afspraken"), partners), (_("Verloop van de afspraak"), this))
