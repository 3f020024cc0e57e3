"""Which reports exist, and the progress of a run."""

from django.db.models import Count, Max, Prefetch, Q
from django.utils.translation import gettext as _

from foundation.job_kinds import NotYet
from foundation.models import ACTIVE_STATES, Job
from foundation.ordering import dutch
from impacttool.models import Round, Survey
from reports.models import WebReport
from reports.web_report.withheld import empty_reason

RUNS = "rapporten"  # the kind of job
State = Job.State


def newest_run(round_):
    """The job of the newest run of reports of a round, or None; one query."""
    return Job.objects.filter(report_run__round=round_).order_by("-pk").first()


def run_progress(run):
    """The progress of a run: {"total", "done", "failed", "cancelled", "is_finished"}; one query."""
    counts = run.parts.aggregate(
        total=Count("pk"),
        done=Count("pk", filter=Q(state=State.DONE)),
        failed=Count("pk", filter=Q(state=State.FAILED)),
        cancelled=Count("pk", filter=Q(state=State.CANCELLED)),
    )
    ended = counts["done"] + counts["failed"] + counts["cancelled"]
    return counts | {"is_finished": ended == counts["total"]}


def require_reports(year):
    """Raises NotYet while the reports of this year's round are being made, because a file made now would miss some; one
    query."""
    if Job.objects.filter(kind=RUNS, key=str(year), state__in=ACTIVE_STATES).exists():
        raise NotYet(_("Begint zodra de rapporten van %(year)s klaar zijn.") % {"year": year})


def heard_of(run):
    """The last heartbeat of a worker on it, or None; one query."""
    return run.parts.aggregate(heard_at=Max("heartbeat_at"))["heard_at"]


def survey_id_of(part):
    """The survey for which a part of a run makes the report."""
    return int(part.key.partition("/")[2])


def failed_surveys(run):
    """[(survey with its deal, why there is no report)] of parts that failed; at most two queries."""
    failed = list(run.parts.filter(state=State.FAILED).order_by("pk").defer("content"))
    surveys = Survey.objects.select_related("deal").in_bulk([survey_id_of(part) for part in failed])
    return [(surveys[survey_id_of(part)], part.reason) for part in failed]


def readable_surveys(user):
    """Surveys of closed rounds with a report this user may read, newest year first; one query."""
    surveys = Survey.objects.reports_visible_to(user).filter(
        round__state=Round.State.CLOSED, web_reports__isnull=False
    )
    return surveys.select_related("round", "deal").distinct().order_by("-round__year", dutch("deal__name"))


def report_of(survey):
    """The newest report or None, without its files and its fingerprints, which grow with the answers; one query."""
    return survey.web_reports.defer("fingerprints").order_by("-version").first()


def newest_reports_of(deal, user):
    """The newest report of each closed round of a deal that this user may read, including follow-up rounds, oldest
    round first, with its survey and round; one query."""
    surveys = Survey.objects.reports_visible_to(user).filter(deal=deal, round__state=Round.State.CLOSED)
    reports = WebReport.objects.newest().filter(survey__in=surveys.values("pk")).defer("fingerprints")
    return list(reports.select_related("survey__round").order_by("survey__round__year"))


def last_closed_round():
    """The newest closed round, or None; one query."""
    return Round.objects.closed().order_by("-year").first()


def surveys_with_newest_report(round_, user):
    """Ordinary surveys of a closed round in alphabetical order, each with `.newest` (list of at most one report); two
    queries."""
    newest = WebReport.objects.defer("fingerprints").order_by("-version")
    surveys = Survey.objects.reports_visible_to(user).ordinary().filter(round=round_)
    surveys = surveys.select_related("deal", "round")
    return surveys.order_by(dutch("deal__name")).prefetch_related(
        Prefetch("web_reports", queryset=newest, to_attr="newest")
    )


def last_webs_before(round_, surveys, user):
    """{deal: its newest report with a line of its own}, over the closed rounds before `round_` that this user may read,
    for the deals of `surveys`; one query."""
    earlier = (
        Survey.objects.reports_visible_to(user)
        .ordinary()
        .filter(
            deal__in={survey.deal_id for survey in surveys},
            round__state=Round.State.CLOSED,
            round__year__lt=round_.year,
        )
    )
    found = WebReport.objects.newest().filter(survey__in=earlier.values("pk")).defer("fingerprints")
    found = found.select_related("survey__round").order_by("survey__round__year")
    return {report.survey.deal_id: report for report in found if not empty_reason(report.figures)}


def newest_reports(round_, *, follow_ups=False):
    """The newest report of every deal that has one, deals in alphabetical order; two queries, without fingerprints.

    Either of the ordinary surveys or of the follow-up rounds: those two are never compared.
    """
    newest = {}
    reports = WebReport.objects.filter(survey__round=round_, survey__years_after__isnull=not follow_ups)
    for survey_id, pk in reports.order_by("version").values_list("survey_id", "pk"):
        newest[survey_id] = pk
    reports = WebReport.objects.filter(pk__in=newest.values()).defer("fingerprints")
    return list(
        reports.select_related("survey__deal", "survey__round").order_by(dutch("survey__deal__name"), "pk")
    )
