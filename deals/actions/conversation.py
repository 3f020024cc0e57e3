"""Talks with a partner: the log says that there was one, never what was said."""

from django.db import transaction

from deals.actions.participation import hold_participation
from deals.actions.removing import take_away
from foundation.concurrent_edit import ChangedMeanwhile, save_over
from partners.actions import write_log


@transaction.atomic
def save_conversation(*, conversation, version, by):
    """Makes or changes. Raises ChangedMeanwhile, also when the partner was removed."""
    if not hold_participation(conversation.participation):
        raise ChangedMeanwhile
    verb = "wijzigde een gesprek" if conversation.pk else "legde een gesprek vast"
    save_over(conversation, version=version)
    _log(conversation, by, verb)
    return conversation


@transaction.atomic
def remove_conversation(*, conversation, by):
    """A second call changes nothing."""
    if take_away(conversation, by=by):
        _log(conversation, by, "verwijderde een gesprek")


def _log(conversation, by, verb):
    deal = conversation.participation.deal
    details = {"partner": conversation.participation.organisation.name, "gesprek": str(conversation)}
    write_log(by=by, verb=verb, subject=deal.log_subject, label=deal.name, details=details)
