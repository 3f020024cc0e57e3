"""A run of reports: a job with one part for each deal in a closed round."""

from django.db import transaction
from django.utils.translation import gettext as _

from foundation.actions import jobs
from foundation.actions.audit_log import record_event
from foundation.job_kinds import JobKind, Made, Parts, Together
from impacttool.models import Round, Survey
from impacttool.queries.scores import round_scores
from reports.actions import web_reports
from reports.events import ReportEvent
from reports.models import ReportRun
from reports.queries.web_report_source import report_inputs
from reports.queries.web_reports import RUNS, failed_surveys, survey_id_of

MOST_AT_ONCE = 12
ASKED = ("deal", "round__instrument", "round__follow_up_instrument")


class RoundNotClosed(Exception):
    """Nothing is computed before the round has closed (docs/rules.md 5.5)."""


@transaction.atomic
def start_web_report_run(*, round_, by, now):
    """Orders the job that makes them, or returns the run that is under way. Raises RoundNotClosed. The caller tells the
    workers."""
    round_ = Round.objects.select_for_update().get(pk=round_.pk)
    if round_.state != Round.State.CLOSED:
        raise RoundNotClosed(round_.year)
    title = _("Rapporten van ronde %(year)s") % {"year": round_.year}
    job = jobs.order(kind=RUNS, key=str(round_.year), title=title, by=by, now=now)
    if ReportRun.objects.filter(job=job).exists():
        return job
    ReportRun.objects.create(job=job, round=round_, scores=round_scores(round_))
    record_event(ReportEvent.RUN_STARTED, by=by, subject=round_.audit_subject)
    jobs.close(job_id=job.pk, now=now)
    return job


@transaction.atomic
def stop_run(*, job, round_, by, now):
    """Starts no more reports; those being made are finished. Returns whether the run was still under way."""
    if not jobs.stop(job=job, now=now):
        return False
    record_event(ReportEvent.RUN_STOPPED, by=by, subject=round_.audit_subject)
    return True


def cut(key):
    """`key`: the year of the round. One query."""
    surveys = Survey.objects.filter(round__year=key).order_by("pk")
    return [f"{key}/{pk}" for pk in surveys.values_list("pk", flat=True)]


def make(parts, follow, now):
    """The reports of these parts of one run, not saved yet."""
    run = ReportRun.objects.get(job=parts[0].whole_id)
    ids = [survey_id_of(part) for part in parts]
    found_surveys = Survey.objects.select_related(*ASKED).in_bulk(ids)
    surveys = [found_surveys[pk] for pk in ids]
    found = report_inputs(surveys, run.scores)
    earlier = web_reports.earlier_reports(surveys)
    for part, survey in zip(parts, surveys, strict=True):
        follow(0, 1)
        each = web_reports.make_report(
            survey, found[survey.pk], earlier[survey.pk], by=part.owner_id, now=now
        )
        yield Made(reason=each.refusal, result=each)


def _page(job):
    return job.report_run.round.get_absolute_url()


def _why(job):
    """Names the deals whose report failed."""
    deals = ", ".join(survey.deal.name for survey, _reason in failed_surveys(job))
    return _("Niet gelukt: %(deals)s. Op de bladzijde van de ronde staat waarom.") % {"deals": deals}


REPORTS = JobKind(
    permission="impacttool.manage_rounds",
    parts=Parts(cut, together=Together(MOST_AT_ONCE, make, web_reports.store_reports)),
    is_shared=True,
    page=_page,
    why=_why,
)
