"""The dealmaker of a deal: named when it is created, and handed over in one action."""

from django.db import transaction
from django.utils import timezone

from deals.events import DealEvent, DealmakerNamed, HandOver
from deals.handover_mails import HANDED_OVER
from deals.models import Deal, DealRole
from deals.queries.team import dealmakers_of
from foundation.actions import outbox
from foundation.actions.audit_log import record_event
from foundation.concurrent_edit import save_over
from partners import accounts

DEALMAKER = DealRole.Role.DEALMAKER


class NamedMeanwhile(Exception):
    """The deal got a dealmaker in the meantime; the message is the name."""


@transaction.atomic
def name_dealmaker(*, deal, user, by, now):
    """For a deal without a dealmaker; a mail tells the new one. Raises NamedMeanwhile."""
    _hold(deal)
    there = dealmakers_of(deal, timezone.localdate(now)).first()
    if there is not None:
        raise NamedMeanwhile(str(there.user))
    role = _give(deal, user, now)
    data = DealmakerNamed(user.audit_ref)
    line = record_event(DealEvent.DEALMAKER_NAMED, by=by, subject=deal.audit_subject, data=data)
    _tell_officers(line, user, by, now)
    _post(deal, [user], role, None, by, now)
    return role


@transaction.atomic
def hand_over(*, leaving, to, until, by, now):
    """Ends the role of `leaving` on the day `until`, which may be today, and gives it to `to` now.

    Raises ChangedMeanwhile when the old role changed since it was read. A mail tells both.
    """
    deal = leaving.deal
    _hold(deal)
    leaving.ended_on = until
    save_over(leaving, version=leaving.version)
    role = _give(deal, to, now)
    data = HandOver(leaving.user.audit_ref, to.audit_ref, until)
    line = record_event(DealEvent.HANDED_OVER, by=by, subject=deal.audit_subject, data=data)
    _tell_officers(line, to, by, now)
    _post(deal, [leaving.user, to], role, leaving, by, now)
    return role


def _hold(deal):
    """Locks the deal, so that two people naming a dealmaker take turns."""
    Deal.objects.select_for_update(no_key=True).get(pk=deal.pk)


def _give(deal, user, now):
    """Somebody who already has the role keeps it, without a planned end."""
    held = deal.roles.held_on(timezone.localdate(now)).filter(user=user, role=DEALMAKER).first()
    if held is None:
        return deal.roles.create(user=user, role=DEALMAKER)
    if held.ended_on:
        held.ended_on = None
        save_over(held, version=held.version)
    return held


def _post(deal, readers, role, leaving, by, now):
    ids = {"role": role.pk, "leaving": leaving and leaving.pk}
    letters = [(one.email, ids | {"reader": one.pk}, None) for one in readers]
    outbox.post_all(kind=HANDED_OVER, letters=letters, by=by, now=now)


def _tell_officers(line, user, by, now):
    """An administrator reads no reports, so one who takes a deal to read them, even with a second account,
    is reported."""
    if by is not None and by.is_administrator and not by.is_programme_staff:
        accounts.tell_officers(line=line, user=user, by=by, now=now)
