"""A run of reports: begun once, whatever happens to the worker, stopped, followed, and told to whoever started it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from foundation.models import AuditEvent, OutgoingMail
from rendering.documents import DocumentError
from reports import documents, tasks
from reports.actions import jobs, report_runs
from reports.events import ReportEvent
from reports.models import Report, ReportFile, ReportJob, ReportRun
from tests import factories
from tests.factories import NOON
from tests.impacttool.mails import run as send_mails
from tests.reports.test_reports import closed_round, issue_all

pytestmark = pytest.mark.django_db
State = ReportJob.State


def started(deals=3, by=None):
    return report_runs.start_report_run(round_=closed_round([[(4, 4, 4)] * 5] * deals), by=by, now=NOON)


def make(jobs):
    return report_runs.run_jobs(job_ids=[job.pk for job in jobs], now=NOON)


def send():
    send_mails(NOON + timedelta(days=1000))
    return mail.outbox


def test_who_had_reports_made_gets_one_mail_with_the_page_when_the_last_is_there():
    maker = factories.staff(email="maker@voorbeeld.nl")
    run = started(by=maker)
    first, *others = run.jobs.order_by("pk")
    assert make([first]) is False and not OutgoingMail.objects.exists()
    assert make(others) is True
    (sent,) = send()
    assert (sent.to, sent.subject) == (["maker@voorbeeld.nl"], f"Klaar: Rapporten van ronde {run.round.year}")
    assert f"/impact/{run.round.year}/" in sent.body
    assert "blijft" not in sent.body
    report_runs.close_finished_runs(now=NOON)
    assert OutgoingMail.objects.count() == 1


def test_the_mail_says_which_reports_could_not_be_made(monkeypatch, django_capture_on_commit_callbacks):
    def refuse(*_args, **_kwargs):
        raise DocumentError("geen papier")

    monkeypatch.setattr(documents, "report_pdf", refuse)
    run = started(deals=1, by=factories.staff())
    job = run.jobs.get()
    for _attempt in range(3):
        tasks.issue_reports.apply(kwargs={"job_ids": [job.pk]})
    (sent,) = send()
    assert sent.subject.startswith("Niet gelukt: Rapporten van ronde")
    assert job.survey.deal.name in sent.body


def test_nobody_is_mailed_of_a_run_that_nobody_started_or_that_was_stopped():
    make(started().jobs.all())
    run = started(by=factories.staff())
    report_runs.stop_run(run=run, by=run.started_by, now=NOON)
    assert run.jobs.filter(state=State.CANCELLED).count() == 3
    assert send() == []


def test_after_stopping_no_report_is_begun_and_those_in_hand_are_finished(client, monkeypatch):
    maker = factories.staff()
    run = started(by=maker)
    busy, *waiting = run.jobs.order_by("pk")
    real = documents.report_pdf

    def stopped_meanwhile(*args, **kwargs):
        client.force_login(maker)
        client.post(reverse("reports:stop_reports", args=[run.round.year]))
        return real(*args, **kwargs)

    monkeypatch.setattr(documents, "report_pdf", stopped_meanwhile)
    assert make([busy]) is True
    assert make(waiting) is False
    assert report_runs.batches_to_ring(NOON) == []
    assert [report.survey_id for report in Report.objects.all()] == [busy.survey_id]
    assert [job.state for job in run.jobs.order_by("pk")] == [State.DONE, State.CANCELLED, State.CANCELLED]
    page = client.get(run.round.get_absolute_url()).content.decode()
    assert "Het maken is gestopt: 2 rapporten zijn niet gemaakt." in page and "Maak rapporten" in page
    assert AuditEvent.objects.filter(event=ReportEvent.RUN_STOPPED).count() == 1


@pytest.mark.parametrize("state", [State.RUNNING, State.DONE])
def test_what_is_ready_or_was_stopped_before_is_not_stopped(client, state):
    maker = factories.staff()
    run = started(deals=1, by=maker)
    run.jobs.update(state=state)
    if state == State.RUNNING:
        report_runs.stop_run(run=run, by=maker, now=NOON)
    report_runs.close_run(run_id=run.pk, now=NOON)
    stopped_before = ReportRun.objects.get().stopped_at
    client.force_login(maker)
    answer = client.post(reverse("reports:stop_reports", args=[run.round.year]), follow=True)
    assert "Het maken was al klaar of al gestopt." in answer.content.decode()
    assert ReportRun.objects.get().stopped_at == stopped_before
    assert AuditEvent.objects.filter(event=ReportEvent.RUN_STOPPED).count() == (state == State.RUNNING)


def test_of_a_round_without_deals_nobody_is_mailed():
    run = started(deals=0, by=factories.staff())
    run.refresh_from_db()
    assert run.finished_at and send() == []


def test_a_fault_after_stopping_is_not_tried_again():
    run = started(deals=1, by=factories.staff())
    run.jobs.update(state=State.RUNNING, attempts=1)
    report_runs.stop_run(run=run, by=run.started_by, now=NOON)
    assert report_runs.fail_jobs(job_ids=[run.jobs.get().pk], fault=OSError("schijf vol"), now=NOON) == []
    assert run.jobs.get().state == State.FAILED
    run.refresh_from_db()
    assert run.finished_at


def test_a_stopped_run_makes_way_for_a_new_one(client):
    run = started(by=factories.staff())
    client.force_login(run.started_by)
    page = client.get(run.round.get_absolute_url()).content.decode()
    assert reverse("reports:stop_reports", args=[run.round.year]) in page
    for _press in range(2):
        client.post(reverse("reports:stop_reports", args=[run.round.year]))
    again = report_runs.start_report_run(round_=run.round, by=run.started_by, now=NOON)
    assert again.pk != run.pk
    assert make(again.jobs.all()) is True
    assert Report.objects.count() == 3


def test_a_report_of_an_open_round_is_refused():
    survey = factories.survey()
    with pytest.raises(report_runs.RoundNotClosed):
        report_runs.start_report_run(round_=survey.round, by=None, now=NOON)
    assert not ReportRun.objects.exists()


def test_pressing_twice_gives_one_run_and_the_same_input_no_second_report():
    round_ = closed_round([[(4, 4, 4)] * 5])
    first = report_runs.start_report_run(round_=round_, by=None, now=NOON)
    assert report_runs.start_report_run(round_=round_, by=None, now=NOON) == first
    issue_all(round_)
    again = issue_all(round_)
    assert again != first and again.finished_at
    assert Report.objects.count() == 1


def test_a_job_is_done_by_the_one_who_claims_it():
    round_ = closed_round([[(4, 4, 4)] * 5])
    run = report_runs.start_report_run(round_=round_, by=None, now=NOON)
    job = run.jobs.get()
    ReportJob.objects.filter(pk=job.pk).update(state=State.RUNNING, heartbeat_at=NOON)
    report_runs.run_jobs(job_ids=[job.pk], now=NOON)
    assert not Report.objects.exists()


def test_the_job_of_a_killed_worker_is_taken_over():
    round_ = closed_round([[(4, 4, 4)] * 5])
    job = report_runs.start_report_run(round_=round_, by=None, now=NOON).jobs.get()
    ReportJob.objects.filter(pk=job.pk).update(state=State.RUNNING, heartbeat_at=NOON, attempts=1)
    assert report_runs.jobs_to_ring(NOON) == []
    later = NOON + jobs.STALE_AFTER + timedelta(seconds=1)
    assert report_runs.jobs_to_ring(later) == [job.pk]
    report_runs.run_jobs(job_ids=[job.pk], now=later)
    assert ReportJob.objects.get().state == State.DONE


def test_a_job_whose_worker_dies_three_times_ends_as_failed():
    round_ = closed_round([[(4, 4, 4)] * 5])
    run = report_runs.start_report_run(round_=round_, by=None, now=NOON)
    run.jobs.update(state=State.RUNNING, heartbeat_at=NOON, attempts=3)
    later = NOON + jobs.STALE_AFTER + timedelta(seconds=1)
    report_runs.run_jobs(job_ids=[run.jobs.get().pk], now=later)
    job, run = run.jobs.get(), ReportRun.objects.get()
    assert (job.state, run.finished_at) == (State.FAILED, later)
    assert "nooit klaar" in job.reason


def test_a_report_that_raises_is_tried_three_times_and_then_says_why(monkeypatch, client, caplog):
    round_ = closed_round([[(4, 4, 4)] * 5, [(3, 3, 3)] * 5])
    broken = round_.surveys.order_by("pk").first()
    real = documents.report_pdf

    def sometimes(figures, *args, **kwargs):
        if figures["deal"]["slug"] == broken.deal.slug:
            raise DocumentError("geen papier")
        return real(figures, *args, **kwargs)

    monkeypatch.setattr(documents, "report_pdf", sometimes)
    run = report_runs.start_report_run(round_=round_, by=None, now=NOON)
    for _attempt in range(4):
        for job_id in report_runs.jobs_to_ring(NOON):
            tasks.issue_reports.apply(kwargs={"job_ids": [job_id]})
    run.refresh_from_db()
    assert run.finished_at is not None
    failed = run.jobs.get(state=State.FAILED)
    assert (failed.survey, failed.attempts) == (broken, 3)
    assert failed.reason.endswith("technische melding door aan de beheerder: DocumentError: geen papier")
    client.force_login(factories.staff())
    page = client.get(reverse("impacttool:round", args=[round_.year])).content.decode()
    assert f"Het rapport van {broken.deal.name} kon niet worden gemaakt. Probeer het opnieuw." in page
    assert any("in sometimes" in (record.exc_text or "") for record in caplog.records)
    assert list(Report.objects.values_list("survey__deal__slug", flat=True)) != [broken.deal.slug]
    assert not ReportFile.objects.filter(report__survey=broken).exists()


@pytest.mark.parametrize(
    ("fault", "technical"),
    [
        (TypeError("eerste regel\ntweede regel"), "TypeError: eerste regel"),
        (MemoryError(), "MemoryError"),
        (OSError("x" * 900), f"OSError: {'x' * 190}…"),
    ],
    ids=["lines", "nothing", "long"],
)
def test_what_staff_read_of_a_fault_is_one_short_line(fault, technical):
    run = report_runs.start_report_run(round_=closed_round([[(4, 4, 4)] * 5]), by=None, now=NOON)
    run.jobs.update(state=State.RUNNING, attempts=3)
    report_runs.fail_jobs(job_ids=[run.jobs.get().pk], fault=fault, now=NOON)
    assert run.jobs.get().reason.split("beheerder: ")[1] == technical


def test_nothing_is_half_stored_when_storing_a_file_fails(monkeypatch):
    round_ = closed_round([[(4, 4, 4)] * 5])
    job = report_runs.start_report_run(round_=round_, by=None, now=NOON).jobs.get()

    def refuse(*_args, **_kwargs):
        raise OSError("schijf vol")

    monkeypatch.setattr(ReportFile.objects, "bulk_create", refuse)
    with pytest.raises(OSError, match="schijf vol"):
        report_runs.run_jobs(job_ids=[job.pk], now=NOON)
    assert not Report.objects.exists()


def test_the_queue_may_be_out_when_the_button_is_pressed(
    client, settings, monkeypatch, django_capture_on_commit_callbacks
):
    round_ = closed_round([[(4, 4, 4)] * 5])
    client.force_login(factories.staff())

    def refuse(*_args, **_kwargs):
        raise OSError("no queue")

    monkeypatch.setattr(tasks.sweep_reports, "apply_async", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("reports:issue_reports", args=[round_.year]))
    assert answer.status_code == 302
    assert report_runs.jobs_to_ring(NOON)


def test_new_jobs_go_out_together_and_one_begun_before_goes_alone():
    round_ = closed_round([[(4, 4, 4)]] * 13)
    run = report_runs.start_report_run(round_=round_, by=None, now=NOON)
    begun = run.jobs.order_by("pk").first()
    ReportJob.objects.filter(pk=begun.pk).update(attempts=1)
    batches = report_runs.batches_to_ring(NOON)
    assert batches[-1] == [begun.pk]
    sizes = [len(batch) for batch in batches[:-1]]
    assert sizes == sorted(sizes, reverse=True) and 1 < sizes[0] <= report_runs.MOST_AT_ONCE
    assert sorted(pk for batch in batches for pk in batch) == sorted(run.jobs.values_list("pk", flat=True))


def test_a_report_that_raises_takes_none_of_its_batch_along(monkeypatch, django_capture_on_commit_callbacks):
    round_ = closed_round([[(4, 4, 4)] * 5] * 4)
    slugs = list(round_.surveys.order_by("pk").values_list("deal__slug", flat=True))
    real = documents.report_pdf

    def sometimes(figures, *args, **kwargs):
        if figures["deal"]["slug"] == slugs[1]:
            raise DocumentError("geen papier")
        return real(figures, *args, **kwargs)

    monkeypatch.setattr(documents, "report_pdf", sometimes)
    run = report_runs.start_report_run(round_=round_, by=None, now=NOON)
    tasks.issue_reports.apply(kwargs={"job_ids": list(run.jobs.values_list("pk", flat=True))})
    assert [report.survey.deal.slug for report in Report.objects.all()] == slugs[:1]
    for _attempt in range(3):
        for job_ids in report_runs.batches_to_ring(NOON):
            assert len(job_ids) == 1
            tasks.issue_reports.apply(kwargs={"job_ids": job_ids})
    assert run.jobs.get(state=State.FAILED).survey.deal.slug == slugs[1]
    assert set(Report.objects.values_list("survey__deal__slug", flat=True)) == {*slugs} - {slugs[1]}


def test_a_long_job_says_that_its_worker_lives(monkeypatch):
    round_ = closed_round([[(4, 4, 4)] * 5] * 2)
    run = report_runs.start_report_run(round_=round_, by=None, now=NOON)
    clock = iter([0, 0, 50])
    monkeypatch.setattr(report_runs, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    report_runs.run_jobs(job_ids=list(run.jobs.values_list("pk", flat=True)), now=NOON)
    first, second = run.jobs.order_by("pk")
    assert (first.heartbeat_at, second.heartbeat_at) == (NOON, NOON + timedelta(seconds=50))


def test_a_run_whose_last_worker_was_killed_before_it_could_close_it_is_closed_by_the_sweep():
    round_ = closed_round([[(4, 4, 4)] * 5])
    run = report_runs.start_report_run(round_=round_, by=None, now=NOON)
    run.jobs.update(state=State.DONE)
    tasks.sweep_reports()
    run.refresh_from_db()
    assert run.finished_at


def test_progress_counts_the_jobs(client):
    round_ = closed_round([[(4, 4, 4)] * 5, [(3, 3, 3)] * 5])
    run = report_runs.start_report_run(round_=round_, by=None, now=NOON)
    report_runs.run_jobs(job_ids=[run.jobs.order_by("pk").first().pk], now=NOON)
    client.force_login(factories.staff())
    path = reverse("reports:run_progress", args=[round_.year])
    answer = client.get(path).json()
    assert (answer["value"], answer["max"], answer["finished"]) == (1, 2, False)
    assert answer["text"] == "1 van 2 rapporten klaar. Het staat even stil en gaat vanzelf verder."
    run.jobs.update(heartbeat_at=timezone.now())
    assert client.get(path).json()["text"] == "1 van 2 rapporten klaar"
