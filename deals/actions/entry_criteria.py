"""The criteria to join at a moment of signing, and which of them a partner meets."""

from django.db import transaction

from deals.events import Criteria, PartnerChanges, PartnershipEvent
from deals.models import CriterionMet, EntryCriterion
from foundation.actions.audit_log import record_event
from foundation.concurrent_edit import save_over


@transaction.atomic
def add_criteria(*, moment, texts, by):
    made = [EntryCriterion(moment=moment, text=text) for text in texts]
    EntryCriterion.objects.bulk_create(made)
    data = Criteria(str(moment), tuple(texts))
    record_event(PartnershipEvent.CRITERIA_ADDED, by=by, subject=moment.deal.audit_subject, data=data)
    return made


@transaction.atomic
def tick_criteria(*, participation, met, version, changes, by, now):
    """`met`: the criteria ticked now; those that were ticked before keep their user and moment. Raises
    ChangedMeanwhile."""
    save_over(participation, version=version)
    asked = EntryCriterion.objects.filter(moment=participation.signing_moment)
    ticked = participation.met_criteria.filter(criterion__in=asked)
    ticked.exclude(criterion__in=met).delete()
    kept = set(ticked.values_list("criterion_id", flat=True))
    CriterionMet.objects.bulk_create(
        CriterionMet(criterion=one, participation=participation, met_at=now, met_by=by)
        for one in met
        if one.pk not in kept
    )
    data, subject = (
        PartnerChanges(participation.organisation.name, tuple(changes)),
        participation.deal.audit_subject,
    )
    record_event(PartnershipEvent.CRITERIA_TICKED, by=by, subject=subject, data=data)
