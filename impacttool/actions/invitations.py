"""Personal links: created, sent again, withdrawn, and handed over to a colleague."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from foundation.actions import outbox
from foundation.actions.audit_log import record_event
from foundation.addresses import mailbox
from foundation.models import OutgoingMail
from impacttool import links
from impacttool.actions import messages
from impacttool.actions.answers import empty, lock_invitation
from impacttool.actions.readdressing import readdress
from impacttool.events import InvitationEvent, Number
from impacttool.models import Invitation, Message, Response, Survey
from impacttool.models.invitation import new_nonce
from impacttool.queries.invitations import FIRST_MAILS, token_of
from partners.models import Contact, Organisation


class CannotInvite(Exception):
    """The message says in Dutch why not."""


@dataclass(frozen=True)
class Person:
    email: str
    name: str = ""
    organisation: Organisation | None = None
    partner_type: str = ""
    contact: Contact | None = None


@transaction.atomic
def invite(*, survey, people, by, now, mail=True, agreed_by=None):
    """Creates a link, and its mail, for everyone who has none in this survey. Returns these invitations.

    One mailbox gets one link. `actions.asking` decides who needs a second person. A withdrawn address, or
    contact, gets its own invitation back, so that earlier answers through it count once. Mails are sent when
    the round is open.
    """
    locked = lock_survey(survey, now)
    _require_links(locked)
    taken = {
        mailbox(email) for email in locked.invitations.filter(revoked_at=None).values_list("email", flat=True)
    }
    wanted = {}
    for person in people:
        if mailbox(person.email) not in taken:
            taken.add(mailbox(person.email))
            wanted[mailbox(person.email)] = person
    if not wanted:
        return []
    revived = _revive_contacts(locked, wanted, now)
    withdrawn = _withdrawn(locked, wanted)
    revived += [_revive(invitation, wanted.pop(box), now) for box, invitation in withdrawn.items()]
    new = Invitation.objects.bulk_create(_new_invitation(locked, person) for person in wanted.values())
    if mail:
        first = [Message(invitation=invitation, kind=Message.Kind.INVITATION) for invitation in new]
        messages.post(first + [mail_again(invitation) for invitation in revived], now=now, by=by)
    made = new + revived
    given = Invitation.objects.filter(pk__in=[invitation.pk for invitation in made])
    given.update(invited_by=by, agreed_by=agreed_by)
    data = Number(len(made))
    record_event(InvitationEvent.INVITED, by=by, subject=survey.audit_subject, data=data)
    return made


@transaction.atomic
def send_again(*, invitation, by, now):
    """Mails the same link again, unless a mail is still on its way. Returns the message or None.

    Raises CannotInvite when one was sent within the last minute: a second press, or a repeated submission.
    """
    lock_survey(invitation.survey, now)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.revoked_at:
        raise CannotInvite(_("Deze uitnodiging is ingetrokken."))
    mails = OutgoingMail.objects.filter(messages__in=invitation.messages.filter(kind__in=FIRST_MAILS))
    if outbox.is_on_its_way(mails):
        return None
    if outbox.left_just_now(mails, now=now):
        raise CannotInvite(
            _("Er ging net al een mail naar dit adres. Kwam die niet aan, wacht dan een minuut.")
        )
    message = mail_again(invitation)
    messages.post([message], now=now, by=by)
    record_event(InvitationEvent.SENT_AGAIN, by=by, subject=invitation.survey.audit_subject)
    return message


@transaction.atomic
def withdraw_invitation(*, invitation, by, now):
    """Stops the link at once. Submitted answers keep counting; a draft is deleted. Raises CannotInvite.

    Deleting submitted answers would change the count, and so reveal whether this person had answered. The tie
    stays: inviting the address again revives the same link (`_revive`), so that nobody counts twice.
    """
    lock_survey(invitation.survey, now)
    locked = Invitation.objects.select_for_update().filter(pk=invitation.pk, revoked_at=None).first()
    if locked is None:
        return invitation
    revoke(locked, now)
    drop_draft(locked.survey_id, token_of(locked))
    record_event(InvitationEvent.WITHDRAWN, by=by, subject=invitation.survey.audit_subject)
    return locked


@transaction.atomic
def hand_over(*, invitation, token, name, email, now):
    """A respondent passes their place to a colleague: their link and draft go, the colleague gets a link and
    a mail.

    A colleague who was already invited gets their own link again, and the page says the same, so that nobody
    learns who was invited. Raises CannotInvite when the answers were submitted: they stay the respondent's.
    """
    lock_survey(invitation.survey, now)
    lock_invitation(invitation, token, now)
    tie_hash = links.response_hash(token)
    if Response.objects.filter(tie_hash=tie_hash, is_sent=True).exists():
        raise CannotInvite(_("U hebt al verstuurd. Trek eerst uw antwoorden in; daarna kunt u overdragen."))
    drop_draft(invitation.survey_id, token)
    revoke(invitation, now)
    living = Invitation.objects.filter(survey=invitation.survey_id, revoked_at=None)
    other = next((one for one in living if mailbox(one.email) == mailbox(email)), None)
    if other is None:
        person = Person(email, name, invitation.organisation, invitation.partner_type)
        other = _place_for(person, invitation.survey, now)
    invitation.handed_over_to = other
    invitation.save(update_fields=["handed_over_to"])
    occasion = f"overdracht-{other.messages.count()}"
    message = Message(invitation=other, kind=Message.Kind.HAND_OVER, occasion=occasion)
    messages.post([message], now=now)
    record_event(InvitationEvent.HANDED_OVER, by=None, subject=invitation.survey.audit_subject)
    return other


def lock_survey(survey, now):
    """Locks the survey, so that two people inviting take turns. Raises CannotInvite."""
    locked = (
        Survey.objects.select_for_update(of=("self",), no_key=True)
        .select_related("round", "deal")
        .get(pk=survey.pk)
    )
    if locked.round.is_over(now):
        raise CannotInvite(_("De ronde is afgerond. Uitnodigingen staan nu vast."))
    return locked


def _require_links(survey):
    """Nobody is invited beside imported answers: the importer knows those (docs/rules.md 5.17)."""
    if survey.imported_count:
        raise CannotInvite(
            _(
                "In deze meting zijn antwoorden uit een bestand ingelezen. Uitnodigen kan dan niet meer: een meting bestaat uit ingelezen antwoorden of uit antwoorden via links, nooit uit beide."
            )
        )


def _new_invitation(survey, person):
    invitation = Invitation(
        survey=survey,
        organisation=person.organisation,
        name=person.name,
        email=person.email,
        partner_type=_partner_type(person),
        contact=person.contact,
        nonce=new_nonce(),
    )
    invitation.token_hash = links.invitation_hash(token_of(invitation))
    return invitation


def _place_for(person, survey, now):
    for invitation in _withdrawn(survey, {mailbox(person.email)}).values():
        return _revive(invitation, person, now)
    invitation = _new_invitation(survey, person)
    invitation.save(force_insert=True)
    return invitation


def _withdrawn(survey, boxes):
    """{mailbox: its newest withdrawn invitation} of these mailboxes, held, however the address is written; 1 query."""
    rows = survey.invitations.select_for_update().filter(revoked_at__isnull=False).order_by("pk")
    found = {mailbox(invitation.email): invitation for invitation in rows}
    return {box: invitation for box, invitation in found.items() if box in boxes}


def _revive(invitation, person, now):
    """The same row and the same link, whether or not anything was sent through it; in the writing of now."""
    invitation.revoked_at = None
    invitation.email = person.email
    invitation.handed_over_to = None
    invitation.name = person.name or invitation.name
    invitation.organisation = person.organisation or invitation.organisation
    invitation.partner_type = _partner_type(person) or invitation.partner_type
    fields = ["revoked_at", "handed_over_to", "email", "name", "organisation", "partner_type"]
    if person.contact:
        invitation.contact, invitation.contact_since = person.contact, now
        fields += ["contact", "contact_since"]
    invitation.save(update_fields=fields)
    return invitation


def _revive_contacts(survey, wanted, now):
    """Of the people in `wanted` (by mailbox), who are taken out: contacts with a withdrawn invitation, also on another
    address. Before whatever was once given to the mailbox: one person, one response."""
    people = {person.contact.pk: person for person in wanted.values() if person.contact}
    rows = survey.invitations.select_for_update(of=("self",)).filter(
        contact__in=people, revoked_at__isnull=False
    )
    found = {one.contact_id: one for one in rows.of_the_contact_of_now().order_by("pk")}
    revived = []
    for key, invitation in found.items():
        person = people[key]
        if mailbox(invitation.email) != mailbox(person.email):
            readdress(invitation, person.email, now=now)
        revived.append(_revive(invitation, wanted.pop(mailbox(person.email)), now))
    return revived


def mail_again(invitation):
    """A message about the same link, not stored yet; 1 query."""
    number = invitation.messages.filter(kind__in=FIRST_MAILS).count()
    return Message(invitation=invitation, kind=Message.Kind.INVITATION, occasion=f"opnieuw-{number}")


def _partner_type(person):
    return person.partner_type or (person.organisation.type if person.organisation else "")


def revoke(invitation, now):
    """The link stops, and mails that wait for it alone are taken back."""
    invitation.revoked_at = now
    invitation.save(update_fields=["revoked_at"])
    messages.take_back(invitation)


def drop_draft(survey_id, token):
    """Submitted answers stay. 2 queries, more with a draft."""
    if not Response.objects.sent().filter(tie_hash=links.response_hash(token)).exists():
        empty(survey_id, token)
