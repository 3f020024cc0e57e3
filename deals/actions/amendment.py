"""A change of an agreement: proposed by one side, answered by the other."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from deals.actions.commitment import save_commitment
from deals.models import Amendment
from deals.models.agreements import TERMS
from partners.actions import ChangedMeanwhile, write_log


class AlreadyProposed(Exception):
    """There is a proposal that waits for an answer."""


@transaction.atomic
def propose_amendment(*, amendment, by_team, by):
    """Raises AlreadyProposed."""
    commitment = amendment.commitment
    amendment.of_version = commitment.version
    amendment.by_team, amendment.proposed_by, amendment.proposed_label = by_team, by, str(by)
    try:
        with transaction.atomic():
            amendment.save()
    except IntegrityError as error:
        raise AlreadyProposed from error
    _log(
        amendment,
        by,
        "stelde een andere afspraak voor",
        {"afspraak": [commitment.in_words, amendment.in_words]},
    )
    return amendment


@transaction.atomic
def answer_amendment(*, amendment, state, by):
    """Accepting changes the agreement. Raises ChangedMeanwhile: answered already, or another agreement by now."""
    answer = {"state": state, "answered_label": str(by), "answered_at": timezone.now()}
    if not Amendment.objects.filter(pk=amendment.pk, state=Amendment.State.OPEN).update(**answer):
        raise ChangedMeanwhile
    label = str(Amendment.State(state).label)
    _log(amendment, by, "beantwoordde een voorstel", {"voorstel": [amendment.in_words, label]})
    if state == Amendment.State.ACCEPTED:
        _take_over(amendment, by)
    return amendment


def _take_over(amendment, by):
    commitment, before = amendment.commitment, amendment.commitment.in_words
    for name in TERMS:
        setattr(commitment, name, getattr(amendment, name))
    commitment.is_agreed, commitment.agreed_on = True, timezone.localdate()
    changes = {"afspraak": [before, commitment.in_words]}
    save_commitment(commitment=commitment, version=amendment.of_version, changes=changes, by=by)


def _log(amendment, by, verb, details):
    participation = amendment.commitment.participation
    deal = participation.deal
    details = {"partner": participation.organisation.name} | details
    write_log(by=by, verb=verb, subject=deal.log_subject, label=deal.name, details=details)
