"""The invitations of one survey, for the deal's team and Agenda Stad. Never shows who answered."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from impacttool.actions import asking
from impacttool.actions import invitations as actions
from impacttool.actions import messages as mails
from impacttool.forms.invitations import ContactsForm, PasteForm
from impacttool.models import Survey
from impacttool.queries import invitations as queries
from partners import second_person


def managed_survey(request, year, slug):
    """The survey with its deal and round, or 404 outside Agenda Stad and the deal's team; one query."""
    surveys = Survey.objects.managed_by(request.user).select_related("deal", "round")
    return get_object_or_404(surveys, round__year=year, deal__slug=slug)


@require_safe
def list_invitations(request, year, slug):
    survey = managed_survey(request, year, slug)
    return _show(request, survey)


@require_POST
def invite_addresses(request, year, slug):
    """Stores the batch if every line is valid, or only the valid lines if the user asked for that."""
    survey = managed_survey(request, year, slug)
    taken = survey.invitations.filter(revoked_at=None).values_list("email", flat=True)
    form = PasteForm(request.POST, survey=survey, taken=taken)
    if not form.is_valid() or (form.bad_lines and "goede" not in request.POST) or not form.people:
        return _show(request, survey, paste_form=form)
    return _invite(request, survey, form.people)


@require_POST
def invite_contacts(request, year, slug):
    survey = managed_survey(request, year, slug)
    contacts = queries.contacts_to_invite(survey, timezone.localdate())
    ticked = request.POST.getlist("contacts")
    left = [pk for pk in ticked if pk not in queries.contacts_with_link(survey)] if ticked else []
    form = ContactsForm({"contacts": left}, contacts=contacts)
    if ticked and not left:
        return _invite(request, survey, [])
    if not form.is_valid():
        return _show(request, survey, contacts_form=form)
    return _invite(request, survey, form.people)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_invitation(request, year, slug, pk):
    survey = managed_survey(request, year, slug)
    invitation = get_object_or_404(survey.invitations, pk=pk)
    if invitation.revoked_at:
        messages.info(request, _("Deze uitnodiging is ingetrokken."))
        return redirect("impacttool:invitations", year, slug)
    if request.method == "POST":
        done = _("De uitnodiging is ingetrokken. De link werkt niet meer.")
        _attempt(request, done, actions.withdraw_invitation, invitation=invitation)
        return redirect("impacttool:invitations", year, slug)
    context = {"survey": survey, "deal": survey.deal, "round": survey.round, "invitation": invitation}
    return render(request, "impacttool/invitation_withdraw.html", context)


@require_POST
def send_invitation_again(request, year, slug, pk):
    survey = managed_survey(request, year, slug)
    invitation = get_object_or_404(survey.invitations, pk=pk)
    done = _("De mail staat klaar en gaat zo weg.")
    _attempt(request, done, actions.send_again, invitation=invitation)
    return redirect("impacttool:invitations", year, slug)


@require_POST
def mark_undeliverable(request, year, slug, pk):
    """A user reported that the address no longer exists."""
    survey = managed_survey(request, year, slug)
    invitation = get_object_or_404(survey.invitations.filter(revoked_at=None), pk=pk)
    if mails.mark_undeliverable(invitation=invitation, by=request.user):
        messages.success(request, _("De mail staat op onbestelbaar. Met Opnieuw sturen gaat er een nieuwe."))
    else:
        messages.error(request, _("Er is geen verzonden mail die onbestelbaar kan zijn."))
    return redirect("impacttool:invitations", year, slug)


@require_POST
def decide_request(request, year, slug, pk):
    """The second person approves or rejects; the requester may only withdraw."""
    survey = managed_survey(request, year, slug)
    asked = queries.requests_of(survey).filter(pk=pk).first()
    if asked is None:
        messages.info(request, asking.DECIDED)
        return redirect("impacttool:invitations", year, slug)
    agrees = "akkoord" in request.POST
    if agrees:
        done = _("De link voor %(email)s staat klaar en gaat zo weg.") % {"email": asked.email}
    else:
        done = _("%(email)s wordt niet uitgenodigd.") % {"email": asked.email}
    _attempt(request, done, asking.agree if agrees else asking.refuse, asked=asked)
    return redirect("impacttool:invitations", year, slug)


def _invite(request, survey, people):
    try:
        done = asking.invite_or_ask(survey=survey, people=people, by=request.user, now=timezone.now())
    except actions.CannotInvite as error:
        messages.error(request, str(error))
    else:
        (messages.success if done.made else messages.info)(request, " ".join(_told(done)))
    return redirect("impacttool:invitations", survey.round.year, survey.deal.slug)


def _told(done):
    """The number of links, their recipients, and what still has to happen."""
    number = len(done.made)
    if number:
        words = ngettext("Er staat %(count)s link klaar.", "Er staan %(count)s links klaar.", number)
        yield words % {"count": number}
    for address, names in done.shared.items():
        yield _("%(address)s is één postvak van %(names)s: daar gaat één link heen.") % {
            "address": address,
            "names": _(" en ").join(names) or _("meer mensen"),
        }
    if done.own:
        words = ngettext(
            "%(count)s contactpersoon vulde u pas zelf in. Dat wacht op akkoord van een tweede persoon, bij Agenda Stad.",
            "%(count)s contactpersonen vulde u pas zelf in. Die wachten op akkoord van een tweede persoon, bij Agenda Stad.",
            len(done.own),
        )
        yield words % {"count": len(done.own)}
    if strangers := len(done.asked) - len(done.own):
        words = ngettext(
            "%(count)s adres is geen contactpersoon van een organisatie in deze deal. Dat wacht op akkoord van een tweede persoon, bij Agenda Stad.",
            "%(count)s adressen zijn geen contactpersoon van een organisatie in deze deal. Die wachten op akkoord van een tweede persoon, bij Agenda Stad.",
            strangers,
        )
        yield words % {"count": strangers}
    if not number and not done.asked:
        yield _("Er is niemand bij gekomen: deze mensen zijn al uitgenodigd of gevraagd.")


def _attempt(request, done, action, **what):
    try:
        action(by=request.user, now=timezone.now(), **what)
    except actions.CannotInvite as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)


def _show(request, survey, paste_form=None, contacts_form=None):
    """A constant number of queries."""
    now = timezone.now()
    contacts = queries.contacts_to_invite(survey, timezone.localdate(now))
    sent, invited = queries.shown_counts([survey])[survey.pk]
    context = {
        "survey": survey,
        "deal": survey.deal,
        "round": survey.round,
        "is_over": survey.round.is_over(now),
        "takes_answers": survey.round.takes_answers(now),
        "invitations": (invitations := list(queries.active_invitations(survey))),
        "per_organisation": queries.per_organisation(invitations),
        "requests": _requests(request.user, survey),
        "sent": sent,
        "invited": invited,
        "reminders": [moment for _days, moment in queries.reminder_moments(survey.round) if moment > now],
        "paste_form": paste_form or PasteForm(survey=survey),
        "contacts_form": contacts_form or ContactsForm(contacts=contacts, all_ticked=survey.is_follow_up),
        "contacts": contacts,
        "crumbs": _crumbs(survey),
    }
    has_errors = paste_form is not None or contacts_form is not None
    return render(request, "impacttool/invitation_list.html", context, status=422 if has_errors else 200)


def _requests(user, survey):
    givers = second_person.recent_givers(timezone.now())
    return [(one, asking.may_agree(user, one, givers)) for one in queries.requests_of(survey)]


def _crumbs(survey):
    return [(survey.deal.name, survey.deal.get_absolute_url()), (_("Uitnodigingen"), "")]
