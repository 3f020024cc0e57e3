"""The reports' part of the pages of rounds (impacttool/queries/reporting.py)."""

from impacttool.queries.reporting import Reporting
from reports.models import WebReport
from reports.queries.web_reports import failed_surveys, newest_run, readable_surveys, run_progress


def newest_versions(surveys):
    """{survey id: (version, made at)} of the newest report of each; one query."""
    found = WebReport.objects.filter(survey__in=surveys.values("pk")).order_by("version")
    return {
        survey_id: (version, issued_at)
        for survey_id, version, issued_at in found.values_list("survey_id", "version", "issued_at")
    }


def card_of(round_):
    """How far the newest run of reports is; at most four queries."""
    card = {"reports_card": "reports/_round_reports.html"}
    run = newest_run(round_)
    if run is None:
        return card | {"run": None}
    return card | {"run": run, "progress": run_progress(run), "failed": failed_surveys(run)}


REPORTING = Reporting(readable_surveys, newest_versions, card_of)
