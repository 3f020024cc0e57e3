"""All reports of a round through the worker (scores, SVG, PDF) against matplotlib + WeasyPrint in one process."""

import statistics
import time
from time import perf_counter

from django.utils import timezone

from bench import build, processes, rivals
from bench.harness import Row, at_least, at_most, say, scaled, seconds, shown
from bench.rollups import settle
from foundation import tasks
from foundation.job_queue import ring
from foundation.models import Job
from impacttool.actions.scores import store_scores
from impacttool.models import Round
from impacttool.queries.scores import all_deals_scores
from impacttool.scoring import RoundScores
from reports.actions.web_report_runs import start_web_report_run
from reports.models import WebReport, WebReportFile
from reports.queries.web_report_source import report_inputs
from reports.web_report import publishing as report_figures
from reports.web_report.drawing import web_of

DEALS, RESPONSES, MANY_DEALS = 34, 40, 340
LEAST_RATIO, LEAST_SPEED_UP, MOST_GROWTH = 8, 1.7, 1.2
TURNS, REPEATS = 4, 4
WAIT_SECONDS = 150


def measure() -> list[Row]:
    few, many = scaled(DEALS), scaled(MANY_DEALS)
    warm = build.closed_round(2001, build.deals(12, "warm"), responses=RESPONSES)
    small = build.closed_round(2024, build.deals(few, "klein"), responses=RESPONSES)
    large = build.closed_round(2025, build.deals(many, "groot"), responses=RESPONSES)
    settle()
    one, two, rival = [], [], []
    for turn in range(TURNS):  # in turns, since a shared computer is fast at one minute and slow at another
        for workers, times in ((1, one), (2, two)):
            with processes.worker_of(workers):
                issue(warm)
                times += [issue(small) for _ in range(REPEATS)]
                if turn == 0 and workers == 1:
                    check(small)
                    growth = issue(large) / many / (statistics.median(times) / few)
        rival.append(rival_seconds(small))
    one, two, rival = min(one), min(two), min(rival)
    return [
        at_least(
            f"{few} reports, 1 worker: times as fast as matplotlib + WeasyPrint",
            rival / one,
            LEAST_RATIO,
            "x",
        ),
        shown(
            f"{few} reports, 1 worker",
            f"{one:.2f} s, rival {rival:.1f} s, per report {one / few * 1000:.0f} ms",
        ),
        at_least(
            f"{few} reports, {processes.pool_words()}: times as fast as 1", one / two, LEAST_SPEED_UP, "x"
        ),
        shown(f"{few} reports, {processes.pool_words()}", f"{two:.2f} s"),
        at_most(f"time per report with {many} deals / with {few}", growth, MOST_GROWTH, "x"),
    ]


def issue(round_: Round) -> float:
    """Seconds from the answers of a closed round to the last stored report: as after closing, none is there yet."""
    WebReport.objects.filter(survey__round=round_).delete()
    Job.objects.filter(report_run__round=round_).delete()
    start = perf_counter()
    store_scores(round_=round_)
    run = start_web_report_run(round_=round_, by=None, now=timezone.now())
    ring(tasks.sweep_jobs)
    while not Job.objects.filter(pk=run.pk, finished_at__isnull=False).exists():
        if perf_counter() - start > WAIT_SECONDS:
            raise RuntimeError(
                f"not ready within {WAIT_SECONDS} s: {list(run.parts.values('state', 'reason')[:3])}"
            )
        time.sleep(0.01)
    spent = perf_counter() - start
    say(f"     {run.parts.count()} reports in {spent:.2f} s")
    return spent


def check(round_: Round) -> None:
    """Every deal has a report with both files, and no job failed."""
    wanted = round_.surveys.count()
    assert WebReport.objects.filter(survey__round=round_).count() == wanted
    assert WebReportFile.objects.filter(report__survey__round=round_).count() == 2 * wanted
    assert not Job.objects.filter(whole__report_run__round=round_).exclude(state=Job.State.DONE).exists()


def rival_seconds(round_: Round) -> float:
    """From the same rows, with the same scores and gate; only the drawing and the document are made otherwise."""
    surveys = list(round_.surveys.select_related("deal", "round__instrument"))
    day = timezone.localdate()
    scores = RoundScores(all_deals_scores(round_))
    rival_report(surveys[0], scores, day)
    return seconds(lambda: [rival_report(survey, scores, day) for survey in surveys]) + seconds(
        lambda: store_scores(round_=round_)
    )


def rival_report(survey, scores: RoundScores, day) -> None:
    figures = report_figures.publish(report_inputs([survey], scores)[survey.pk].source)
    svg = rivals.matplotlib_svg(web_of(figures))
    assert rivals.weasyprint_pdf(figures, svg, issued_on=day).startswith(b"%PDF")
