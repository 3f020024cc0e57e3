"""The scores of a closed round: computed once from the rows, stored exactly, and verified by a command."""

from collections.abc import Callable

from django.db import transaction

from impacttool.disclosure import RoundStillOpen
from impacttool.models import Indicator, IndicatorScore, Round, Survey
from impacttool.queries.answers import rows_by_survey
from impacttool.scoring import deal_scores

BATCH = 1000
# Called before scores are stored, with the round and the IndicatorScores; may raise OtherDealsBehindFigure. Filled
# when the apps are ready, because the reports are in a higher room.
GUARDS: list[Callable] = []


class OtherDealsBehindFigure(Exception):
    """A deal would come into a figure over deals, or leave it, after reports were made (docs/rules.md 5.22)."""


@transaction.atomic
def store_scores(*, round_):
    """Stores the rollup of every deal in the round again. Raises RoundStillOpen and
    OtherDealsBehindFigure."""
    rows = list(computed_scores(round_).values())
    for guard in GUARDS:
        guard(round_, rows)
    IndicatorScore.objects.filter(survey__round=round_).delete()
    IndicatorScore.objects.bulk_create(rows, batch_size=BATCH)


def score_differences(round_):
    """(survey id, indicator id) of every rollup that is missing, superfluous or different from the rows.

    Returns no figures: an exact score of few answers would give them away. Raises RoundStillOpen.
    """
    stored = {
        (row.survey_id, row.indicator_id): _figures(row)
        for row in IndicatorScore.objects.filter(survey__round=round_).iterator(chunk_size=BATCH)
    }
    fresh = {place: _figures(row) for place, row in computed_scores(round_).items()}
    return sorted(place for place in stored.keys() | fresh.keys() if stored.get(place) != fresh.get(place))


def computed_scores(round_):
    """{(survey id, indicator id): IndicatorScore not yet stored}, also for deals without an answer.

    Five queries, whatever the number of deals and answers. Raises RoundStillOpen.
    """
    if not Round.objects.closed().filter(pk=round_.pk).exists():
        raise RoundStillOpen(round_.year)
    ids = _indicator_ids(round_)
    surveys = Survey.objects.filter(round=round_).order_by("pk").values_list("pk", "years_after")
    asked = {pk: ids[years is not None] for pk, years in surveys}
    per_survey = {pk: deal_scores((), sorted(numbers)) for pk, numbers in asked.items()}
    for survey_id, rows in rows_by_survey(round_):
        per_survey[survey_id] = deal_scores(rows, sorted(asked[survey_id]))
    return {
        (survey_id, asked[survey_id][score.indicator]): _row(
            survey_id, asked[survey_id][score.indicator], score
        )
        for survey_id, scores in per_survey.items()
        for score in scores
    }


def _indicator_ids(round_):
    """{whether it is a follow-up: {indicator number: id}}; one query."""
    asked = {False: round_.instrument_id, True: round_.follow_up_instrument_id}
    found = {pk: {} for pk in asked.values()}
    rows = Indicator.objects.filter(instrument__in=[pk for pk in found if pk])
    for instrument_id, number, pk in rows.values_list("instrument_id", "number", "pk"):
        found[instrument_id][number] = pk
    return {is_follow_up: found[pk] for is_follow_up, pk in asked.items()}


def _row(survey_id, indicator_id, score):
    mean = score.mean
    return IndicatorScore(
        survey_id=survey_id,
        indicator_id=indicator_id,
        n=score.n,
        mean_numerator=None if mean is None else mean.numerator,
        mean_denominator=None if mean is None else mean.denominator,
        minimum=score.minimum,
        maximum=score.maximum,
    )


def _figures(row):
    return row.n, row.mean_numerator, row.mean_denominator, row.minimum, row.maximum
