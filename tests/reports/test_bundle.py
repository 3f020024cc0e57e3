"""The bundle of a round: ordered, waited for, followed and fetched."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from foundation import tasks
from foundation.actions import jobs
from foundation.models import Job
from foundation.queries.jobs import progress_of
from reports.actions import web_report_runs
from tests import factories
from tests.factories import NOON
from tests.reports.test_web_reports import closed_round, issue_all

pytestmark = pytest.mark.django_db
State = Job.State


def work_off_orders():
    """Also of those that wait for something; the reports are left alone."""
    for job_ids in jobs.sweep(now=timezone.now()):
        if Job.objects.filter(pk__in=job_ids, is_shared=False).exists():
            jobs.run(job_ids=job_ids, now=timezone.now())


def test_a_bundle_ordered_while_the_reports_are_being_made_holds_them_all(monkeypatch):
    round_ = closed_round([[(4, 4, 4)] * 5] * 2)
    boss = factories.staff()
    reports = web_report_runs.start_web_report_run(round_=round_, by=boss, now=timezone.now())
    first, last = reports.parts.order_by("pk").values_list("pk", flat=True)
    tasks.run_jobs.apply(kwargs={"job_ids": [first]})
    key = str(round_.year)
    orders = [
        jobs.order(kind=kind, key=key, title=kind, by=boss, now=timezone.now())
        for kind in ("bundel", "leerrapporten", "programmarapport", "partnerjaar")
    ]
    work_off_orders()
    for order in orders:
        order.refresh_from_db()
        assert (order.state, order.attempts) == (State.WAITING, 0)
        said = progress_of(order, now=timezone.now() + timedelta(minutes=9))["text"]
        assert said == f"Begint zodra de rapporten van {key} klaar zijn."
    rung = []
    monkeypatch.setattr(tasks, "ring", lambda task, **_ids: rung.append(task))
    tasks.run_jobs.apply(kwargs={"job_ids": [last]})
    assert tasks.sweep_jobs in rung
    work_off_orders()
    bundle = Job.objects.get(kind="bundel")
    assert bundle.state == State.DONE
    names = zipfile.ZipFile(io.BytesIO(bundle.content)).namelist()
    assert len([name for name in names if name.endswith(".pdf")]) == 2


def test_staff_order_the_bundle_of_a_round_follow_it_and_fetch_it(client):
    names = ["Zuid", "=1+1", "Midden"]
    round_ = closed_round([[(4, 1, 3)] * 6] * 2 + [[(5, 5, 5)] * 2])
    for survey, name in zip(round_.surveys.order_by("pk"), names, strict=True):
        survey.deal.name = name
        survey.deal.save()
    issue_all(round_)
    factories.log_in(client, factories.staff(), stays_recent=3600)
    page = client.post(reverse("reports:order_bundle", args=[round_.year]), follow=True)
    assert "U mag deze bladzijde verlaten" in page.content.decode()
    assert "progress.js" in page.content.decode()
    job = Job.objects.get(is_shared=False)
    state = client.get(reverse("reports:document_job_progress", args=[job.pk])).json()
    assert (state["value"], state["text"], state["finished"]) == (0, "wacht op zijn beurt", False)
    tasks.run_jobs(job_ids=[job.pk])
    assert "Klaar sinds" in client.get(job.get_absolute_url()).content.decode()
    answer = client.get(reverse("reports:document_job_file", args=[job.pk]))
    assert answer["Cache-Control"] == "private, no-store"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        pdfs = [name for name in archive.namelist() if name.endswith(".pdf")]
        assert len(pdfs) == 3 and archive.read(pdfs[0]).startswith(b"%PDF")
        rows = list(load_workbook(io.BytesIO(archive.read(f"cijfers-{round_.year}.xlsx")))["Cijfers"].values)
    # in alphabetical order, text as text (also what looks like a formula), few answers in words: the two answers of the last deal are nowhere
    assert [row[0] for row in rows[1:]] == ["=1+1", "=1+1", "Midden", "Midden", "Zuid", "Zuid"]
    assert rows[1][4:6] == (2.5, 6)
    assert rows[3][4:8] == (None, None, None, None) and rows[3][10] == "minder dan 5 antwoorden"


def test_a_bundle_without_reports_says_what_to_do(client):
    round_ = closed_round([[(4, 1, 3)] * 6])
    boss = factories.staff()
    job = jobs.order(kind="bundel", key=str(round_.year), title="Alles", by=boss, now=NOON)
    tasks.run_jobs(job_ids=[job.pk])
    client.force_login(boss)
    assert "Laat ze eerst maken" in client.get(job.get_absolute_url()).content.decode()
