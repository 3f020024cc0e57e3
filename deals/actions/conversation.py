"""Talks with a partner: the log records that there was one, never its content."""

from django.db import transaction

from deals.actions.participation import hold_participation
from deals.actions.removing import take_away
from deals.events import PartnershipEvent, PartnerText
from foundation.actions.audit_log import record_event
from foundation.concurrent_edit import ChangedMeanwhile, save_over


@transaction.atomic
def save_conversation(*, conversation, version, by):
    """Creates or changes. Raises ChangedMeanwhile, also when the partner was removed."""
    if not hold_participation(conversation.participation):
        raise ChangedMeanwhile
    is_new = conversation.pk is None
    save_over(conversation, version=version)
    _log(
        conversation,
        by,
        PartnershipEvent.CONVERSATION_ADDED if is_new else PartnershipEvent.CONVERSATION_CHANGED,
    )
    return conversation


@transaction.atomic
def remove_conversation(*, conversation, by):
    """Idempotent."""
    if take_away(conversation, by=by):
        _log(conversation, by, PartnershipEvent.CONVERSATION_REMOVED)


def _log(conversation, by, event):
    data = PartnerText(conversation.participation.organisation.name, str(conversation))
    record_event(event, by=by, subject=conversation.participation.deal.audit_subject, data=data)
