"""Accounts that are made and changed: who is told, and the link with which a person chooses the own password."""

from django.db import transaction
from django.utils import timezone

from foundation.actions import outbox
from partners.account_mails import CHANGED, INVITATION, MOVED
from partners.actions import make_api_token, write_log
from partners.models import User


def administrators(day):
    return User.objects.working_on(day).filter(is_administrator=True)


@transaction.atomic
def create_account(*, email, name, by, now, **roles):
    """Without a password; `roles`: is_programme_staff, is_administrator, ended_on."""
    user = User.objects.create_user(email, name=name, **roles)
    write_log(by=by, verb="maakte een account", subject=f"user:{user.pk}", label=str(user))
    invite(user=user, by=by, now=now)
    return user


@transaction.atomic
def invite(*, user, by, now):
    """A mail with a link; only who reads that mailbox chooses the password."""
    outbox.post(kind=INVITATION, to=user.email, payload={"user": user.pk}, by=by, now=now)
    verb = "stuurde een link om een wachtwoord te kiezen"
    write_log(by=by, verb=verb, subject=f"user:{user.pk}", label=str(user))


@transaction.atomic
def give_key(*, user, by, now, **fields):
    """Whoever holds the key reads as this account, so its owner and the other administrators hear of it. Returns it."""
    token, line = make_api_token(user=user, by=by, **fields)
    tell_administrators(line=line, by=by, now=now)
    if user.pk != by.pk and not administrators(timezone.localdate(now)).filter(pk=user.pk).exists():
        outbox.post(kind=CHANGED, to=user.email, payload={"line": line.pk, "reader": user.pk}, by=by, now=now)
    return token


def tell_administrators(*, line, by, now):
    """Every other administrator reads in a mail who gave or took access, as the line in the log says it."""
    others = administrators(timezone.localdate(now)).exclude(pk=by.pk)
    letters = [(one.email, {"line": line.pk, "reader": one.pk}, None) for one in others]
    outbox.post_all(kind=CHANGED, letters=letters, by=by, now=now)


def tell_both_addresses(*, user, old, by, now):
    """Whoever loses the account by another address hears so at the old one."""
    letters = [(address, {"user": user.pk}, None) for address in (old, user.email)]
    outbox.post_all(kind=MOVED, letters=letters, by=by, now=now)
