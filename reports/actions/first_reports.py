"""What the reports issued so far no longer allow."""

from impacttool.actions.scores import OtherDealsBehindFigure
from reports.models import WebReport


def require_same_deals(round_, rows):
    """Requires the same deals behind each mean over deals as in the first reports: two means that differ by one deal
    reveal that deal's own mean.

    `rows`: the IndicatorScores about to be stored. Raises OtherDealsBehindFigure.
    """
    first = WebReport.objects.filter(survey__in=round_.surveys.ordinary(), version=1)
    issued = {pk: prints["indicators"] for pk, prints in first.values_list("survey", "fingerprints")}
    if not issued:
        return
    limits, numbers = round_.thresholds, dict(round_.instrument.indicators.values_list("pk", "number"))
    for row in rows:
        if row.survey_id not in issued:
            continue
        then = len(issued[row.survey_id].get(str(numbers[row.indicator_id]), ()))
        if any(
            (then >= least) != (row.n >= least) for least in (limits.mean, max(limits.mean, limits.range))
        ):
            raise OtherDealsBehindFigure(round_.year)
