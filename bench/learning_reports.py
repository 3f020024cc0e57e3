"""Complete learning reports: page, PDF, slides and sheet of one deal; all of a round through the worker, with one and two."""

import time
from collections.abc import Callable
from time import perf_counter

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench import build, processes
from bench.harness import Row, at_least, at_most, median_seconds, say, scaled, shown
from foundation import tasks
from foundation.actions import jobs
from foundation.job_queue import ring
from foundation.models import ACTIVE_STATES, Job
from impacttool.models import Indicator, Round
from partners.models import User
from reports.actions import learning_report_bundle
from reports.actions.web_report_runs import start_web_report_run
from reports.models import (
    Finding,
    Session,
    SurveyAttention,
    SurveyLesson,
)

DEALS, RESPONSES = 34, 40
MOST_SECONDS_EACH, LEAST_SPEED_UP = 1.0, 1.7
FILES = ("pdf", "pptx", "xlsx")
REPEATS, ROUND_REPEATS = 12, 4
WAIT_SECONDS = 120


def measure() -> list[Row]:
    count = scaled(DEALS)
    round_ = build.closed_round(2025, build.deals(count, "deal"), responses=RESPONSES)
    issue(round_)
    talk_about(round_)
    staff = User.objects.create_user(email="staf@voorbeeld.invalid", password=None, is_programme_staff=True)
    rows = one_deal(round_, staff)
    times = {}
    for workers in (1, 2):
        with processes.worker_of(workers):
            for _warm_up in range(2):
                all_of(round_, staff)
            times[workers] = min(all_of(round_, staff) for _ in range(ROUND_REPEATS))
    words = processes.pool_words()
    return [
        *rows,
        shown(
            f"{count} complete learning reports, 1 worker",
            f"{times[1]:.2f} s, each {times[1] / count * 1000:.0f} ms",
        ),
        at_least(
            f"{count} complete learning reports, {words}: times as fast as 1",
            times[1] / times[2],
            LEAST_SPEED_UP,
            "x",
        ),
        shown(f"{count} complete learning reports, {words}", f"{times[2]:.2f} s"),
    ]


def issue(round_: Round) -> None:
    now = timezone.now()
    run = start_web_report_run(round_=round_, by=None, now=now)
    jobs.run(job_ids=list(run.parts.values_list("pk", flat=True)), now=now)
    assert not run.parts.exclude(state=Job.State.DONE).exists()


def talk_about(round_: Round) -> None:
    """Two findings of some lines on every indicator, five lessons and five points of attention for every deal."""
    said = "Het ritme is herkenbaar, en bijsturen gebeurt nog te weinig bewust. " * 3
    indicators = list(Indicator.objects.filter(instrument=round_.instrument))
    surveys = list(round_.surveys.all())
    Session.objects.bulk_create(
        Session(survey=one, held_on=timezone.localdate(), context=said * 3) for one in surveys
    )
    Finding.objects.bulk_create(
        Finding(survey=one, indicator=each, text=said, position=place)
        for one in surveys
        for each in indicators
        for place in (1, 2)
    )
    for model in (SurveyLesson, SurveyAttention):
        model.objects.bulk_create(
            model(survey=one, text=said, position=place) for one in surveys for place in range(5)
        )


def one_deal(round_: Round, staff: User) -> list[Row]:
    """As a browser asks for it, one after the other."""
    client = Client()
    client.force_login(staff)
    place = [round_.year, round_.surveys.first().deal.slug]
    works = {"page": fetch(client, reverse("reports:learning_report", args=place))} | {
        name: fetch(client, reverse("reports:learning_report_file", args=[*place, name])) for name in FILES
    }
    times = {name: median_seconds(work, repeats=REPEATS, warm_up=2) for name, work in works.items()}
    told = ", ".join(f"{name} {spent * 1000:.0f}" for name, spent in times.items())
    row = at_most(
        "one complete learning report: page + PDF + PPTX + XLSX", sum(times.values()), MOST_SECONDS_EACH, " s"
    )
    return [Row(row.what, f"{row.measured} ({told} ms)", row.target, row.is_met)]


def fetch(client: Client, address: str) -> Callable[[], None]:
    def work() -> None:
        assert client.get(address).status_code == 200, address

    return work


def all_of(round_: Round, staff: User) -> float:
    """Seconds from the order to the zip with three files of every deal."""
    Job.objects.filter(is_shared=False).delete()
    start = perf_counter()
    job = jobs.order(
        kind=learning_report_bundle.KIND, key=str(round_.year), title="Alles", by=staff, now=timezone.now()
    )
    ring(tasks.sweep_jobs)
    job = ended(job, start)
    spent = perf_counter() - start
    assert job.state == Job.State.DONE, job.reason
    assert jobs.content_of(job).count(b"PK\x01\x02") >= len(FILES) * round_.surveys.count()
    say(f"     {round_.surveys.count()} complete learning reports in {spent:.2f} s")
    return spent


def ended(job: Job, start: float) -> Job:
    while Job.objects.filter(pk=job.pk, state__in=ACTIVE_STATES).exists():
        if perf_counter() - start > WAIT_SECONDS:
            raise RuntimeError(
                f"not ready within {WAIT_SECONDS} s: {list(job.parts.values('state', 'reason')[:3])}"
            )
        time.sleep(0.03)
    return Job.objects.get(pk=job.pk)
