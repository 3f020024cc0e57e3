"""Creating and changing accounts: who is told, and the link to choose a password."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from foundation.actions import outbox
from foundation.actions.audit_log import record_event
from foundation.models import OutgoingMail
from partners import actions, second_person
from partners.account_mails import CHANGED, INVITATION, MOVED
from partners.actions import make_api_token
from partners.events import AccountEvent, AccountOfContact
from partners.models import User

State = OutgoingMail.State


def administrators(day):
    return User.objects.working_on(day).filter(is_administrator=True)


def second_administrators(*, by, now):
    """The other administrators who count as a second person beside this one; two queries."""
    givers = second_person.recent_givers(now)
    others = administrators(timezone.localdate(now)).values_list("pk", flat=True)
    return [one for one in others if second_person.are_two(by.pk, one, givers)]


def sign_access(user, *, by, now):
    """Called on an account that is about to be saved."""
    if by.pk != user.pk:
        user.access_by, user.access_at = by, now


@transaction.atomic
def create_account(*, email, name, by, now, **roles):
    """Without a password; `roles`: is_programme_staff, is_administrator, ended_on."""
    user = User.objects.create_user(email, name=name, **roles)
    line = record_event(AccountEvent.CREATED, by=by, subject=user.audit_subject)
    if user.is_administrator or user.is_programme_staff:
        tell_officers(line=line, user=user, by=by, now=now)
    invite(user=user, by=by, now=now)
    return user


@transaction.atomic
def invite(*, user, by, now):
    """Mails a link to choose a password, which only the mailbox's reader can use. Returns whether there is a
    new mail.

    There is none when one is waiting or was sent within the last minute: a second press, or somebody else's.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    same = OutgoingMail.objects.filter(kind=INVITATION, to__iexact=user.email, payload__user=user.pk)
    if outbox.is_on_its_way(same) or outbox.left_just_now(same, now=now):
        return False
    outbox.post(kind=INVITATION, to=user.email, payload={"user": user.pk}, by=by, now=now)
    record_event(AccountEvent.LINK_SENT, by=by, subject=user.audit_subject)
    return True


@transaction.atomic
def give_key(*, user, by, now, **fields):
    """Creates a key. Its holder reads as this account, so the owner and the other administrators are told.
    Returns it."""
    token, line = make_api_token(user=user, by=by, **fields)
    tell_administrators(line=line, by=by, now=now)
    if user.pk != by.pk and not administrators(timezone.localdate(now)).filter(pk=user.pk).exists():
        outbox.post(kind=CHANGED, to=user.email, payload={"line": line.pk, "reader": user.pk}, by=by, now=now)
    return token


@transaction.atomic
def reset_second_factor(*, user, by, now):
    """Removes the second factor, for a lost phone. The owner and the other administrators are told."""
    line = actions.reset_second_factor(user=user, by=by)
    _tell(
        administrators(timezone.localdate(now)) | User.objects.filter(pk=user.pk), line=line, by=by, now=now
    )


def tell_of_contact(*, contact, by, now):
    """An account that became a contact reads what its organisation reads; the others are told."""
    user, data = contact.user, AccountOfContact(str(contact.organisation))
    line = record_event(AccountEvent.TIED_TO_CONTACT, by=by, subject=user.audit_subject, data=data)
    tell_officers(line=line, user=user, by=by, now=now)


def tell_administrators(*, line, by, now):
    """Mails every other administrator who gave or took access, worded as in the log."""
    _tell(administrators(timezone.localdate(now)), line=line, by=by, now=now)


def tell_officers(*, line, user, by, now):
    """Agenda Stad is also told about a role that reads reports, or another address for somebody who has
    one: an administrator reads no reports, and may be the only administrator."""
    working = User.objects.working_on(timezone.localdate(now)).exclude(pk=user.pk)
    readers = working.filter(Q(is_administrator=True) | Q(is_programme_staff=True))
    _tell(readers, line=line, by=by, now=now)


def _tell(readers, *, line, by, now):
    others = readers.exclude(pk=by.pk) if by else readers
    letters = [(one.email, {"line": line.pk, "reader": one.pk}, None) for one in others]
    outbox.post_all(kind=CHANGED, letters=letters, by=by, now=now)


def tell_both_addresses(*, user, old, by, now):
    """The old address is told when an account moves to another one."""
    letters = [(address, {"user": user.pk}, None) for address in (old, user.email)]
    outbox.post_all(kind=MOVED, letters=letters, by=by, now=now)
