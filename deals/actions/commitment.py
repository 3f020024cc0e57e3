"""What a partner agreed to, and how a year went."""

from django.db import transaction
from django.utils import timezone

from deals.actions.participation import hold_participation
from deals.actions.removing import take_away
from deals.events import (
    Confirmation,
    Confirmations,
    PartnerChanges,
    PartnershipEvent,
    PartnerText,
    SaidOfPartners,
)
from deals.models import Commitment, CommitmentConfirmation, CommitmentVersion
from deals.models.agreements import TERMS
from foundation.actions.audit_log import record_event
from foundation.concurrent_edit import ChangedMeanwhile, save_over
from foundation.sort_key import sort_key


@transaction.atomic
def save_commitment(*, commitment, version, changes, by):
    """Creates or changes; earlier terms stay readable. Raises ChangedMeanwhile, also when the partner was
    removed."""
    is_new = commitment.pk is None
    if not hold_participation(commitment.participation):
        raise ChangedMeanwhile
    if commitment.pk:
        keep_first_versions(Commitment.objects.filter(pk=commitment.pk))
    save_over(commitment, version=version)
    keep_versions([commitment], by=by)
    event = PartnershipEvent.COMMITMENT_ADDED if is_new else PartnershipEvent.COMMITMENT_CHANGED
    _log(commitment, by, event, PartnerChanges(_partner(commitment), tuple(changes)))
    return commitment


def keep_versions(commitments, *, by):
    """As they are now, and by whom; one query."""
    _keep(commitments, saved_at=timezone.now(), saved_by=str(by))


def keep_first_versions(commitments):
    """Stores the first version of an agreement that was loaded without one, before it changes; two
    queries."""
    _keep(commitments.filter(versions=None), saved_at=None, saved_by="")


def _keep(commitments, **saved):
    kept = (*TERMS, "agreed_on", "is_agreed")
    CommitmentVersion.objects.bulk_create(
        CommitmentVersion(commitment=one, **{name: getattr(one, name) for name in kept}, **saved)
        for one in commitments
    )


@transaction.atomic
def remove_commitment(*, commitment, by):
    """Idempotent."""
    if take_away(commitment, by=by):
        data = PartnerText(_partner(commitment), str(commitment))
        _log(commitment, by, PartnershipEvent.COMMITMENT_REMOVED, data)


@transaction.atomic
def confirm_commitment(*, commitment, year, state, note, by, seen=""):
    """Records how a year went; a later answer replaces it, and the log keeps the earlier one. Idempotent.

    `seen`: the fingerprint of the answer that was shown; raises ChangedMeanwhile when it differs by now.
    """
    before = commitment.confirmations.select_for_update().filter(year=year).first()
    if before and before.fingerprint != seen:
        if before.says(state, note):
            return before
        raise ChangedMeanwhile
    was = before.state if before else ""
    confirmation, _ = CommitmentConfirmation.objects.update_or_create(
        commitment=commitment,
        year=year,
        defaults={"state": state, "note": note, "confirmed_by": str(by)},
    )
    data = Confirmation(_partner(commitment), year, was, str(confirmation.state))
    _log(commitment, by, PartnershipEvent.COMMITMENT_CONFIRMED, data)
    return confirmation


@transaction.atomic
def confirm_commitments(*, deal, answers, seen, year, by):
    """`answers`: [(commitment, state, note)] of one deal; one audit event. Four queries. Idempotent.

    `seen`: {commitment id: fingerprint of the answer that was shown}; raises ChangedMeanwhile when somebody
    answered since, and IntegrityError when that was at this very moment.
    """
    keys = [one.pk for one, _state, _note in answers]
    stored = CommitmentConfirmation.objects.select_for_update().filter(commitment__in=keys, year=year)
    before = {one.commitment_id: one for one in stored.order_by("pk")}
    answers = [
        (one, state, note)
        for one, state, note in answers
        if one.pk not in before or not before[one.pk].says(state, note)
    ]
    if not answers:
        return
    if any(one.pk in before and before[one.pk].fingerprint != seen.get(one.pk) for one, *_rest in answers):
        raise ChangedMeanwhile
    changed = [before.pop(one.pk) for one, *_rest in answers if one.pk in before]
    said = {one.pk: (state, note) for one, state, note in answers}
    for one in changed:
        (one.state, one.note), one.confirmed_by = said.pop(one.commitment_id), str(by)
    CommitmentConfirmation.objects.bulk_update(changed, ["state", "note", "confirmed_by"])
    CommitmentConfirmation.objects.bulk_create(
        CommitmentConfirmation(commitment_id=pk, year=year, state=state, note=note, confirmed_by=str(by))
        for pk, (state, note) in said.items()
    )
    _log_many(deal, answers, year, by)


def _log_many(deal, answers, year, by):
    found = []
    for state in CommitmentConfirmation.State:
        partners = {_partner(one) for one, said, _note in answers if said == state}
        found += [SaidOfPartners(state.value, tuple(sorted(partners, key=sort_key)))] if partners else []
    data = Confirmations(year, tuple(found))
    record_event(PartnershipEvent.COMMITMENTS_CONFIRMED, by=by, subject=deal.audit_subject, data=data)


def _log(commitment, by, event, data):
    record_event(event, by=by, subject=commitment.participation.deal.audit_subject, data=data)


def _partner(commitment):
    return commitment.participation.organisation.name
