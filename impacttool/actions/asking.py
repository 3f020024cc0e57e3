"""Invites contacts of the deal's organisations; anybody else only after a second person agreed
(docs/rules.md 5.18)."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from foundation.actions.audit_log import record_event
from foundation.addresses import mailbox
from impacttool.actions.invitations import CannotInvite, Person, invite, lock_survey
from impacttool.events import InvitationEvent, Number
from impacttool.models import InvitationRequest
from impacttool.queries.invitations import known_contacts
from partners import second_person

OWN_ENTRY = timedelta(days=30)
DECIDED = _("Hierover is al beslist.")


@dataclass
class Invited:
    """The result. `own`: addresses of contacts that wait because the inviting user entered them. `shared`:
    {address: names} of people who share a mailbox and get one link together."""

    made: list = field(default_factory=list)
    asked: list = field(default_factory=list)
    own: list = field(default_factory=list)
    shared: dict = field(default_factory=dict)


@transaction.atomic
def invite_or_ask(*, survey, people, by, now):
    """Links for contacts of the deal's organisations; for others a request that a second person has to
    approve.

    A request also for somebody who handed over their link and is invited again (that would give them two
    places), and for a contact whose address the inviting user entered recently (nobody else saw it). Raises
    CannotInvite.
    """
    locked = lock_survey(survey, now)
    contacts = known_contacts(locked, now)
    gave_away = _who_gave_away(locked)
    known, others, own, shared = [], [], [], {}
    givers = second_person.recent_givers(now)
    for box, group in _by_mailbox(people).items():
        person = _with_contact(group[0], contacts.get(box))
        is_own = is_own_entry(person.contact, by, locked.round, givers, now)
        own += [person.email] if is_own else []
        is_second_place = box in gave_away or (person.contact and person.contact.pk in gave_away)
        (known if person.contact and not is_own and not is_second_place else others).append(person)
        if len(group) > 1:
            shared[person.email] = [one.name for one in group if one.name]
    made = invite(survey=survey, people=known, by=by, now=now)
    locked.requests.filter(contact__in=[one.contact_id for one in made if one.contact_id]).delete()
    asked = ask(locked, others, by)
    waiting = {one.email for one in asked}
    return Invited(made, asked, [email for email in own if email in waiting], shared)


def is_own_entry(contact, by, round_, givers, now):
    """Whether this user, or an account of the same person, entered the address in the 30 days before the
    round opened, or since; for a planned round, in the last 30 days.

    The planned date is not used: a round is opened by hand, possibly months before it. `givers`: see
    partners.second_person.
    """
    if contact is None or contact.address_by_id is None or by is None:
        return False
    is_late = contact.address_at >= min(round_.opens_at, now) - OWN_ENTRY
    return is_late and not second_person.are_two(contact.address_by_id, by.pk, givers)


def _who_gave_away(survey):
    """Mailboxes, and ids of contacts, whose place was taken over by a colleague."""
    found = set()
    for email, contact in survey.invitations.filter(handed_over_to__isnull=False).values_list(
        "email", "contact"
    ):
        found |= {mailbox(email), contact} - {None}
    return found


def _by_mailbox(people):
    groups = {}
    for person in people:
        groups.setdefault(mailbox(person.email), []).append(person)
    return groups


def _with_contact(person, contact):
    """A contact's own organisation counts, whatever was chosen for the batch."""
    if contact is None or person.contact:
        return person
    return replace(
        person, contact=contact, organisation=contact.organisation, name=person.name or contact.name
    )


def ask(survey, people, by):
    """Leaves out people with a link or an open request. The survey is locked (`lock_survey`)."""
    has_link = survey.invitations.filter(revoked_at=None).values_list("email", flat=True)
    known = {mailbox(email) for email in [*has_link, *survey.requests.values_list("email", flat=True)]}
    asked = InvitationRequest.objects.bulk_create(
        InvitationRequest(
            survey=survey,
            asked_by=by,
            email=person.email,
            name=person.name,
            organisation=person.organisation,
            partner_type=person.partner_type,
            contact=person.contact,
        )
        for person in people
        if mailbox(person.email) not in known
    )
    if asked:
        data = Number(len(asked))
        record_event(InvitationEvent.AGREEMENT_ASKED, by=by, subject=survey.audit_subject, data=data)
    return asked


def may_agree(user, asked, givers):
    """Agenda Stad for the deal team, another officer for an officer. `givers`: see partners.second_person."""
    return user.is_programme_staff and second_person.are_two(user.pk, asked.asked_by_id, givers)


@transaction.atomic
def agree(*, asked, by, now):
    """The second person agrees: the link is created and mailed. Raises CannotInvite."""
    survey = lock_survey(asked.survey, now)
    held = InvitationRequest.objects.select_for_update(of=("self",)).filter(pk=asked.pk).first()
    if held is None:
        raise CannotInvite(DECIDED)
    if not may_agree(by, held, second_person.recent_givers(now)):
        raise CannotInvite(
            _(
                "Wie een adres voordraagt, kan er niet zelf akkoord op geven, ook niet met een pas gemaakt account."
            )
        )
    contact = _contact_of(held, survey, now)
    person = Person(held.email, held.name, held.organisation, held.partner_type, contact)
    made = invite(survey=survey, people=[person], by=held.asked_by, now=now, agreed_by=by)
    held.delete()
    record_event(InvitationEvent.AGREED, by=by, subject=survey.audit_subject)
    return made


def _contact_of(asked, survey, now):
    """Two contacts may share a mailbox; a contact with another address by now is not the person who was
    requested."""
    if asked.contact and mailbox(asked.contact.email) == mailbox(asked.email):
        return asked.contact
    return known_contacts(survey, now).get(mailbox(asked.email))


@transaction.atomic
def refuse(*, asked, by, now):
    """Rejects the request; the requester may withdraw it too. Raises CannotInvite when it was decided
    before."""
    survey = lock_survey(asked.survey, now)
    if not InvitationRequest.objects.filter(pk=asked.pk).delete()[0]:
        raise CannotInvite(DECIDED)
    record_event(InvitationEvent.REFUSED, by=by, subject=survey.audit_subject)
