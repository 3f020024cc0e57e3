"""The criteria to join at a moment of signing, and which of them a partner meets."""

from django.db import transaction

from deals.models import CriterionMet, EntryCriterion
from foundation.concurrent_edit import save_over
from partners.actions import write_log


@transaction.atomic
def add_criteria(*, moment, texts, by):
    made = [EntryCriterion(moment=moment, text=text) for text in texts]
    EntryCriterion.objects.bulk_create(made)
    _log(moment.deal, by, "voegde toetredingscriteria toe", {str(moment): "; ".join(texts)})
    return made


@transaction.atomic
def tick_criteria(*, participation, met, version, changes, by, now):
    """`met`: the criteria that are ticked now; of those that were already, who and when stays.

    Raises ChangedMeanwhile.
    """
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
    details = {"partner": participation.organisation.name} | changes
    _log(participation.deal, by, "vinkte toetredingscriteria af", details)


def _log(deal, by, verb, details):
    write_log(by=by, verb=verb, subject=deal.log_subject, label=deal.name, details=details)
