"""A contact whose address is corrected keeps the invitation: the old link stops, a second person approves
the new one (docs/rules.md 5.19)."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actions.audit_log import record_event
from foundation.addresses import mailbox
from impacttool.actions import messages
from impacttool.actions.asking import ask
from impacttool.actions.invitations import (
    CannotInvite,
    Person,
    drop_draft,
    invite,
    lock_survey,
    mail_again,
    revoke,
)
from impacttool.actions.readdressing import readdress
from impacttool.events import InvitationEvent
from impacttool.models import Round, Survey
from impacttool.queries.invitations import known_contacts, token_of

LIVING = (Round.State.DRAFT, Round.State.OPEN)


@transaction.atomic
def follow_contact(*, contact, before, by):
    """Called when the address of a contact changed; `before`: the earlier one. Returns what the user who
    corrected it has to know."""
    if not contact.email or contact.email.lower() == before.lower():
        return []
    now = timezone.now()
    told = []
    for survey in _surveys_of(contact, before):
        try:
            told.append(_follow(lock_survey(survey, now), contact, before, by=by, now=now))
        except CannotInvite:
            continue
    return [words for words in told if words]


def _surveys_of(contact, before):
    has_link = Q(invitations__revoked_at=None) & (
        Q(invitations__contact=contact) | Q(invitations__contact=None, invitations__email__iexact=before)
    )
    waits = Q(requests__contact=contact)
    return Survey.objects.filter(has_link | waits, round__state__in=LIVING).order_by("pk").distinct()


def _follow(survey, contact, before, *, by, now):
    waiting = survey.requests.filter(contact=contact)
    invitation = _link_of(survey, contact, before, now)
    if invitation is None and not waiting.exists():
        return ""
    waiting.delete()
    if invitation is None:
        return _ask_anew(survey, contact, by=by, now=now)
    if invitation.email == contact.email:
        return ""
    if mailbox(contact.email) in _other_boxes(invitation):
        revoke(invitation, now)
        return _("Dit postvak had al een link voor %(name)s; de link op het oude adres werkt niet meer.") % {
            "name": survey.deal.name
        }
    if by is None or mailbox(contact.email) == mailbox(invitation.email):
        return _move(invitation, contact.email, by=by, now=now)
    return _wait(survey, invitation, contact, by=by, now=now)


def _link_of(survey, contact, before, now):
    """The link of this contact that works, held; also one given to the address before it was known whose it is."""
    working = survey.invitations.select_for_update(of=("self",)).filter(revoked_at=None)
    own = working.filter(contact=contact).of_the_contact_of_now().first()
    if own or not before:
        return own
    known = known_contacts(survey, now)
    if known.get(mailbox(contact.email)) != contact or mailbox(before) in known:
        return None
    found = working.filter(contact=None, email__iexact=before).first()
    if found:
        found.contact, found.contact_since = contact, now
        found.save(update_fields=["contact", "contact_since"])
    return found


def _other_boxes(invitation):
    others = invitation.survey.invitations.filter(revoked_at=None).exclude(pk=invitation.pk)
    return {mailbox(email) for email in others.values_list("email", flat=True)}


def _move(invitation, email, *, by, now):
    """No other person gets to read this mailbox, so nobody has to approve."""
    readdress(invitation, email, now=now)
    messages.post([mail_again(invitation)], now=now, by=by)
    _log(by, InvitationEvent.MOVED, invitation)
    return _("Er gaat een nieuwe link voor %(name)s heen; de oude werkt niet meer.") % {
        "name": invitation.survey.deal.name
    }


def _wait(survey, invitation, contact, *, by, now):
    """Otherwise a user could correct addresses to their own mailboxes and answer for a whole deal."""
    revoke(invitation, now)
    drop_draft(survey.pk, token_of(invitation))
    organisation, kind = invitation.organisation, invitation.partner_type
    ask(survey, [Person(contact.email, contact.name, organisation, kind, contact)], by)
    _log(by, InvitationEvent.ADDRESS_CHANGED, invitation)
    return _told_to_wait(survey)


def _ask_anew(survey, contact, *, by, now):
    """Corrected again while waiting: back at the invited address it is an ordinary link again."""
    person = Person(contact.email, contact.name, contact.organisation, "", contact)
    was_there = survey.invitations.filter(contact=contact, email=contact.email, handed_over_to=None)
    if by is None or was_there.exists():
        invite(survey=survey, people=[person], by=by, now=now)
        return _("De link voor %(name)s werkt weer; er gaat een mail heen.") % {"name": survey.deal.name}
    ask(survey, [person], by)
    return _told_to_wait(survey)


def _told_to_wait(survey):
    return _(
        "De link voor de meting van %(name)s op het oude adres werkt niet meer. De nieuwe wacht op akkoord van een tweede persoon, bij Agenda Stad."
    ) % {"name": survey.deal.name}


def _log(by, event, invitation):
    subject = invitation.survey.audit_subject
    label = _("%(survey)s, %(partner)s: adres aangepast")
    label %= {"survey": subject.label, "partner": invitation.organisation}
    record_event(event, by=by, subject=subject.called(label))
