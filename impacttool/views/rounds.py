"""Rounds: following them, and for Agenda Stad creating, opening, postponing and closing them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from deals.models import Deal
from deals.queries import deal_page, deals_of
from foundation.concurrent_edit import CONFLICT
from foundation.field_changes import changes_of
from foundation.submission import once
from impacttool.actions import closing
from impacttool.actions import messages as messages_of_round
from impacttool.actions import rounds as actions
from impacttool.disclosure import publishable_total
from impacttool.forms.moments import day_off
from impacttool.forms.rounds import AddDealsForm, PostponeForm, RoundForm
from impacttool.models import Round
from impacttool.moments import days_until
from impacttool.queries import rounds as queries
from impacttool.queries.invitations import counts, waiting_for_agreement
from impacttool.queries.messages import round_mails
from impacttool.queries.reporting import reporting
from partners.permissions import require

READ_OR_SEND = ["GET", "HEAD", "POST"]


def managed_round(request, year):
    """A round to manage, for Agenda Stad only; one query."""
    require(request.user, "impacttool.manage_rounds")
    return get_object_or_404(Round.objects.select_related("instrument"), year=year)


@require_safe
def list_rounds(request):
    context = {"rows": queries.round_rows(request.user, timezone.now())}
    if not request.user.is_programme_staff:
        context["reports"] = reporting().readable_surveys(request.user)
    return render(request, "impacttool/round_list.html", context)


@require_safe
def show_round(request, year):
    """For Agenda Stad every deal; for others their own deals and the reports they may read."""
    round_ = get_object_or_404(Round.objects.select_related("instrument", "follow_up_instrument"), year=year)
    rows = queries.survey_rows(queries.followed_surveys(request.user).filter(round=round_), request.user)
    may_manage = request.user.has_perm("impacttool.manage_rounds")
    if not rows and not may_manage:
        raise Http404
    managed = [row for row in rows if row.is_managed]
    now = timezone.now()
    context = {
        "round": round_,
        "rows": rows,
        "may_manage": may_manage,
        "is_over": round_.is_over(now),
        "total": publishable_total((row.sent, row.invited) for row in managed),
        "follows": bool(managed),
        "waiting": waiting_for_agreement(round_) if may_manage and not round_.is_over(now) else [],
        "issued": sum(row.version is not None for row in rows),
        "mails": round_mails(round_) if may_manage and round_.state == Round.State.OPEN else None,
    }
    if may_manage and round_.state == Round.State.CLOSED:
        context |= reporting().card_of(round_)
    return render(request, "impacttool/round_detail.html", context)


@require_safe
def show_deal(request, slug):
    """All rounds of one deal."""
    deal = get_object_or_404(Deal.objects.visible_to(request.user), slug=slug)
    surveys = queries.followed_surveys(request.user).filter(deal=deal).order_by("-round__year")
    context = deal_page(deal, request.user, active="impact", day=timezone.localdate())
    context["rows"] = queries.survey_rows(surveys, request.user)
    return render(request, "impacttool/deal_rounds.html", context)


@require_safe
def show_own_counts(request):
    """The open rounds of this user's own deals, as fragments of "Mijn deals": one request for all its cards."""
    now = timezone.now()
    rows = queries.open_rows(deals_of(request.user), request.user)
    lines = [(row, days_until(row.survey.round.closes_at, now)) for row in rows]
    return render(request, "impacttool/_own_counts.html", {"lines": lines})


@require_http_methods(READ_OR_SEND)
def add_round(request):
    require(request.user, "impacttool.manage_rounds")
    return _edit(request, None, _("Ronde maken"), reverse("impacttool:rounds"))


@require_http_methods(READ_OR_SEND)
def edit_round(request, year):
    round_ = managed_round(request, year)
    if round_.state != Round.State.DRAFT:
        messages.error(request, _("Deze ronde is al geopend. Alleen het sluiten kan nog worden uitgesteld."))
        return redirect(round_)
    return _edit(request, round_, _("Ronde wijzigen"), round_.get_absolute_url())


def _chosen(request):
    """The closing being entered: the field requests its hint again."""
    chosen = request.GET.get("closes_at")
    return {"closes_at": chosen} if chosen else {}


def _edit(request, round_, title, cancel_url):
    form = RoundForm(request.POST or None, instance=round_, initial=_chosen(request))
    if request.method == "POST" and form.is_valid():
        try:
            round_ = _save(request, form)
        except actions.RoundNotReady as refusal:
            form.add_error("deals", str(refusal))
        else:
            messages.success(request, _saved(len(form.chosen_deals) + len(form.cleaned_data["follow_ups"])))
            _say_day_off(request, round_)
            return redirect(round_)
    context = {
        "form": form,
        "title": title,
        "cancel_url": cancel_url,
        "label": _("Opslaan"),
        "round": form.instance,
    }
    return render(request, "impacttool/round_form.html", context)


def _save(request, form):
    with once(request) as led:
        round_ = actions.save_round(
            round_=form.instance,
            deals=form.chosen_deals,
            follow_ups=form.cleaned_data["follow_ups"],
            by=request.user,
            changes=changes_of(form),
        )
        led(round_.get_absolute_url())
    return round_


def _say_day_off(request, round_):
    if words := day_off(round_.closes_at):
        messages.warning(request, words)


def _saved(number):
    words = ngettext(
        "De ronde is opgeslagen. Er doet %(number)s deal mee.",
        "De ronde is opgeslagen. Er doen %(number)s deals mee.",
        number,
    )
    return words % {"number": number}


@require_http_methods(READ_OR_SEND)
def open_round(request, year):
    round_ = managed_round(request, year)
    if request.method == "POST":
        try:
            actions.open_round(round_=round_, by=request.user, now=timezone.now())
        except actions.RoundNotReady as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, _("De ronde is open. De uitnodigingen die klaarstaan, worden nu verstuurd.")
            )
        return redirect(round_)
    if round_.state != Round.State.DRAFT:
        return redirect(round_)
    numbers = [invited for _sent, invited in counts(round_.surveys.all()).values()]
    context = {
        "round": round_,
        "deals": len(numbers),
        "invited": sum(numbers),
        "uninvited": numbers.count(0),
        "day_off": day_off(round_.closes_at),
    }
    return render(request, "impacttool/round_open.html", context)


@require_http_methods(READ_OR_SEND)
def close_round(request, year):
    round_ = managed_round(request, year)
    if round_.state != Round.State.OPEN:
        messages.info(request, _("Deze ronde is niet open."))
        return redirect(round_)
    if request.method == "POST":
        closing.close_round(round_=round_, by=request.user, now=timezone.now())
        messages.success(
            request,
            _("De ronde is afgerond. De antwoorden zijn nu anoniem. U kunt de rapporten laten maken."),
        )
        return redirect(round_)
    rows = queries.round_rows(request.user, timezone.now())
    row = next(row for row in rows if row.round == round_)
    context = {"round": round_, "row": row}
    return render(request, "impacttool/round_close.html", context)


@require_http_methods(READ_OR_SEND)
def postpone_round(request, year):
    round_ = managed_round(request, year)
    form = PostponeForm(request.POST or None, round_=round_, initial=_chosen(request))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, round_.get_absolute_url()):
                actions.postpone_closing(
                    round_=round_, **form.cleaned_data, by=request.user, now=timezone.now()
                )
        except actions.AlreadyPutOff as refusal:
            return _say_put_off(request, year, str(refusal), form.cleaned_data["closes_at"])
        except actions.RoundNotReady as refusal:
            form.add_error("closes_at", str(refusal))
        else:
            messages.success(
                request,
                _(
                    "Het sluiten is uitgesteld. Wie was uitgenodigd krijgt een mail met de nieuwe datum, en de herinneringen volgen die datum."
                ),
            )
            _say_day_off(request, managed_round(request, year))
            return redirect(round_)
    return _postpone_page(request, round_, form)


def _say_put_off(request, year, sentence, chosen):
    """The form is outdated: done if the same moment was chosen, else asks again with that choice."""
    round_ = managed_round(request, year)
    if chosen == round_.closes_at:
        messages.info(request, sentence)
        return redirect(round_)
    messages.warning(
        request, _("%(done)s Er is nu niets gewijzigd: kijk of het nog later moet.") % {"done": sentence}
    )
    return _postpone_page(
        request, round_, PostponeForm(round_=round_, initial={"closes_at": chosen}), status=CONFLICT
    )


def _postpone_page(request, round_, form, status=200):
    context = {
        "form": form,
        "title": _("Sluiten uitstellen"),
        "round": round_,
        "label": _("Uitstellen"),
        "cancel_url": round_.get_absolute_url(),
    }
    return render(request, "impacttool/round_form.html", context, status=status)


@require_POST
def send_mails_again(request, year):
    """Queues all failed mails of this round again."""
    round_ = managed_round(request, year)
    now = timezone.now()
    if not round_.takes_answers(now):
        messages.error(request, _("De ronde is niet open. Er gaan geen mails meer weg."))
    # No number here, only beside the mails: for reminders it would reveal how many had not answered.
    elif messages_of_round.send_failed_again(round_=round_, by=request.user, now=now):
        messages.success(request, _("De mails die niet weggingen, worden opnieuw verstuurd."))
    else:
        messages.info(
            request, _("Er zijn geen mislukte mails meer: ze zijn al weg of wachten op verzending.")
        )
    return redirect(round_)


@require_http_methods(READ_OR_SEND)
def add_deals(request, year):
    round_ = managed_round(request, year)
    form = AddDealsForm(request.POST or None, round_=round_)
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_deals(round_=round_, by=request.user, now=timezone.now(), **form.cleaned_data)
        except actions.RoundNotReady as refusal:
            form.add_error("deals", str(refusal))
        else:
            messages.success(request, _("Toegevoegd: %(number)s.") % {"number": len(added)})
            return redirect(round_)
    context = {"form": form, "title": _("Deals toevoegen"), "round": round_, "label": _("Toevoegen")}
    return render(request, "impacttool/round_form.html", context | {"cancel_url": round_.get_absolute_url()})
