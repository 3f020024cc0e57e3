"""Scores of closed rounds, read from the stored scores: constant time in the number of answers."""

from collections import defaultdict
from fractions import Fraction

from impacttool import scoring
from impacttool.models import IndicatorScore, Survey


def scores_by_survey(surveys):
    """{survey id: tuple of scoring.IndicatorScore by number}; one query."""
    rows = IndicatorScore.objects.filter(survey__in=surveys).order_by("indicator__number")
    found = defaultdict(list)
    fields = (
        "survey_id",
        "indicator__number",
        "n",
        "mean_numerator",
        "mean_denominator",
        "minimum",
        "maximum",
    )
    for survey_id, number, n, numerator, denominator, minimum, maximum in rows.values_list(*fields):
        mean = Fraction(numerator, denominator) if n else None
        found[survey_id].append(scoring.IndicatorScore(number, n, mean, minimum, maximum))
    return {survey_id: tuple(scores) for survey_id, scores in found.items()}


def all_deals_scores(round_):
    """The round's scores over all its running deals (docs/rules.md 3.4, 3.9); three queries, whatever the number of
    answers."""
    numbers = list(round_.instrument.indicators.values_list("number", flat=True))
    per_deal = scores_by_survey(Survey.objects.ordinary().filter(round=round_)).values()
    limits = round_.thresholds
    return scoring.all_deals_scores(
        per_deal, numbers, mean_threshold=limits.mean, range_threshold=limits.range
    )


def phase_scores(round_):
    """{phase: the scores over the deals in it at the closing}, without deals of unknown phase; three queries."""
    phases = dict(round_.surveys.ordinary().exclude(phase="").values_list("pk", "phase"))
    numbers = list(round_.instrument.indicators.values_list("number", flat=True))
    limits = round_.thresholds
    groups = defaultdict(list)
    for survey_id, found in scores_by_survey(list(phases)).items():
        groups[phases[survey_id]].append(found)
    return {
        phase: scoring.all_deals_scores(
            per_deal, numbers, mean_threshold=limits.mean, range_threshold=limits.range
        )
        for phase, per_deal in sorted(groups.items())
    }


def round_scores(round_):
    """What all reports of a run are compared with; six queries."""
    return scoring.RoundScores(all_deals_scores(round_), phase_scores(round_))
