"""A run of reports: begun once, whatever happens to the worker, stopped, followed, and told to whoever started it."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.core import mail
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from foundation import tasks
from foundation.actions import jobs
from foundation.models import AuditEvent, Job, OutgoingMail
from impacttool.queries.scores import round_scores
from rendering.documents import DocumentError
from reports import documents
from reports.actions import web_report_runs
from reports.events import ReportEvent
from reports.models import ReportRun, WebReport, WebReportFile
from reports.queries.web_reports import failed_surveys
from tests import factories
from tests.factories import NOON
from tests.impacttool.mails import run as send_mails
from tests.reports.test_web_reports import closed_round, issue_all

pytestmark = pytest.mark.django_db
State = Job.State


def started(deals=3, by=None):
    return web_report_runs.start_web_report_run(
        round_=closed_round([[(4, 4, 4)] * 5] * deals), by=by, now=NOON
    )


def make(parts):
    return jobs.run(job_ids=[part.pk for part in parts], now=NOON)


def waiting(now=NOON):
    return [job_id for batch in jobs.sweep(now=now) for job_id in batch]


def send():
    send_mails(NOON + timedelta(days=1000))
    return mail.outbox


def test_who_had_reports_made_gets_one_mail_with_the_page_when_the_last_is_there():
    maker = factories.staff(email="maker@voorbeeld.nl")
    run = started(by=maker)
    first, *others = run.parts.order_by("pk")
    assert make([first]) is False and not OutgoingMail.objects.exists()
    assert make(others) is True
    (sent,) = send()
    assert (sent.to, sent.subject) == (
        ["maker@voorbeeld.nl"],
        f"Klaar: Rapporten van ronde {run.report_run.round.year}",
    )
    assert f"/impact/{run.report_run.round.year}/" in sent.body
    assert "blijft" not in sent.body
    jobs.sweep(now=NOON)
    assert OutgoingMail.objects.count() == 1


def test_the_mail_says_which_reports_could_not_be_made(monkeypatch, django_capture_on_commit_callbacks):
    def refuse(*_args, **_kwargs):
        raise DocumentError("geen papier")

    monkeypatch.setattr(documents, "web_report_pdf", refuse)
    run = started(deals=1, by=factories.staff())
    job = run.parts.get()
    for _attempt in range(3):
        tasks.run_jobs.apply(kwargs={"job_ids": [job.pk]})
    (sent,) = send()
    assert sent.subject.startswith("Niet gelukt: Rapporten van ronde")
    assert run.report_run.round.surveys.get().deal.name in sent.body


def test_nobody_is_mailed_of_a_run_that_nobody_started_or_that_was_stopped():
    make(started().parts.all())
    run = started(by=factories.staff())
    web_report_runs.stop_run(job=run, round_=run.report_run.round, by=run.owner, now=NOON)
    assert run.parts.filter(state=State.CANCELLED).count() == 3
    assert send() == []


def test_after_stopping_no_report_is_begun_and_those_in_hand_are_finished(client, monkeypatch):
    maker = factories.staff()
    run = started(by=maker)
    busy, *waiting = run.parts.order_by("pk")
    real = documents.web_report_pdf

    def stopped_meanwhile(*args, **kwargs):
        client.force_login(maker)
        client.post(reverse("reports:stop_web_reports", args=[run.report_run.round.year]))
        return real(*args, **kwargs)

    monkeypatch.setattr(documents, "web_report_pdf", stopped_meanwhile)
    assert make([busy]) is True
    assert make(waiting) is False
    assert jobs.sweep(now=NOON) == []
    assert [f"{run.key}/{report.survey_id}" for report in WebReport.objects.all()] == [busy.key]
    assert [job.state for job in run.parts.order_by("pk")] == [State.DONE, State.CANCELLED, State.CANCELLED]
    page = client.get(run.report_run.round.get_absolute_url()).content.decode()
    assert "Het maken is gestopt: 2 rapporten zijn niet gemaakt." in page and "Maak rapporten" in page
    assert AuditEvent.objects.filter(event=ReportEvent.RUN_STOPPED).count() == 1


@pytest.mark.parametrize("state", [State.RUNNING, State.DONE])
def test_what_is_ready_or_was_stopped_before_is_not_stopped(client, state):
    maker = factories.staff()
    run = started(deals=1, by=maker)
    run.parts.update(state=state)
    if state == State.RUNNING:
        web_report_runs.stop_run(job=run, round_=run.report_run.round, by=maker, now=NOON)
    jobs.close(job_id=run.pk, now=NOON)
    stopped_before = Job.objects.get(whole=None).stopped_at
    client.force_login(maker)
    answer = client.post(reverse("reports:stop_web_reports", args=[run.report_run.round.year]), follow=True)
    assert "Het maken was al klaar of al gestopt." in answer.content.decode()
    assert Job.objects.get(whole=None).stopped_at == stopped_before
    assert AuditEvent.objects.filter(event=ReportEvent.RUN_STOPPED).count() == (state == State.RUNNING)


def test_of_a_round_without_deals_nobody_is_mailed():
    run = started(deals=0, by=factories.staff())
    run.refresh_from_db()
    assert run.finished_at and send() == []


def test_a_fault_after_stopping_is_not_tried_again():
    run = started(deals=1, by=factories.staff())
    run.parts.update(state=State.RUNNING, attempts=1)
    web_report_runs.stop_run(job=run, round_=run.report_run.round, by=run.owner, now=NOON)
    assert jobs.fail(job_ids=[run.parts.get().pk], fault=OSError("schijf vol"), now=NOON) == []
    assert run.parts.get().state == State.FAILED
    run.refresh_from_db()
    assert run.finished_at


def test_what_a_fault_put_back_while_the_run_was_stopped_is_not_begun_and_the_run_ends():
    run = started(deals=1, by=factories.staff())
    run.parts.update(state=State.RUNNING, attempts=1, heartbeat_at=NOON)
    web_report_runs.stop_run(job=run, round_=run.report_run.round, by=run.owner, now=NOON)
    run.parts.update(state=State.WAITING)  # by a worker that did not see the stop yet
    assert make(run.parts.all()) is False
    assert waiting() == []
    run.refresh_from_db()
    assert (run.parts.get().state, run.state) == (State.CANCELLED, State.CANCELLED)


def test_the_report_in_hand_of_a_killed_worker_is_still_made_after_stopping():
    run = started(deals=1, by=factories.staff())
    run.parts.update(state=State.RUNNING, attempts=1, heartbeat_at=NOON)
    web_report_runs.stop_run(job=run, round_=run.report_run.round, by=run.owner, now=NOON)
    later = NOON + jobs.STALE_AFTER + timedelta(seconds=1)
    assert waiting(later) == [run.parts.get().pk]
    jobs.run(job_ids=waiting(later), now=later)
    assert WebReport.objects.count() == 1


def test_there_is_one_run_whoever_presses_at_the_same_moment(monkeypatch):
    run = started(by=factories.staff())
    monkeypatch.setattr(QuerySet, "first", lambda _found: None)  # not stored yet when the other looked
    again = jobs.order(kind=run.kind, key=run.key, title=run.title, by=factories.staff(), now=NOON)
    assert again == run


def test_a_stopped_run_makes_way_for_a_new_one(client):
    run = started(by=factories.staff())
    client.force_login(run.owner)
    page = client.get(run.report_run.round.get_absolute_url()).content.decode()
    assert reverse("reports:stop_web_reports", args=[run.report_run.round.year]) in page
    for _press in range(2):
        client.post(reverse("reports:stop_web_reports", args=[run.report_run.round.year]))
    again = web_report_runs.start_web_report_run(round_=run.report_run.round, by=run.owner, now=NOON)
    assert again.pk != run.pk
    assert make(again.parts.all()) is True
    assert WebReport.objects.count() == 3


def test_a_report_of_an_open_round_is_refused():
    survey = factories.survey()
    with pytest.raises(web_report_runs.RoundNotClosed):
        web_report_runs.start_web_report_run(round_=survey.round, by=None, now=NOON)
    assert not Job.objects.exists()


def test_pressing_twice_gives_one_run_and_the_same_input_no_second_report():
    round_ = closed_round([[(4, 4, 4)] * 5])
    first = web_report_runs.start_web_report_run(round_=round_, by=None, now=NOON)
    assert web_report_runs.start_web_report_run(round_=round_, by=None, now=NOON) == first
    issue_all(round_)
    again = issue_all(round_)
    assert again != first and again.finished_at
    assert WebReport.objects.count() == 1


def test_what_reports_are_compared_with_stays_exact_in_a_run():
    round_ = closed_round([[(4, 4, 5)] * 5, [(4, 3, 4)] * 5, [(5, 5, 5)] * 6])
    round_.surveys.update(phase="uitvoering")
    job = web_report_runs.start_web_report_run(round_=round_, by=None, now=NOON)
    kept = ReportRun.objects.get(job=job).scores
    assert kept == round_scores(round_) and {*kept.phases} == {"uitvoering"}
    assert Fraction(25, 6) in {each.mean for each in kept.all_deals}


def test_a_job_is_done_by_the_one_who_claims_it():
    round_ = closed_round([[(4, 4, 4)] * 5])
    run = web_report_runs.start_web_report_run(round_=round_, by=None, now=NOON)
    job = run.parts.get()
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, heartbeat_at=NOON)
    jobs.run(job_ids=[job.pk], now=NOON)
    assert not WebReport.objects.exists()


def test_the_job_of_a_killed_worker_is_taken_over():
    round_ = closed_round([[(4, 4, 4)] * 5])
    job = web_report_runs.start_web_report_run(round_=round_, by=None, now=NOON).parts.get()
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, heartbeat_at=NOON, attempts=1)
    assert waiting() == []
    later = NOON + jobs.STALE_AFTER + timedelta(seconds=1)
    assert waiting(later) == [job.pk]
    jobs.run(job_ids=[job.pk], now=later)
    job.refresh_from_db()
    assert job.state == State.DONE


def test_a_job_whose_worker_dies_three_times_ends_as_failed():
    round_ = closed_round([[(4, 4, 4)] * 5])
    run = web_report_runs.start_web_report_run(round_=round_, by=None, now=NOON)
    run.parts.update(state=State.RUNNING, heartbeat_at=NOON, attempts=3)
    later = NOON + jobs.STALE_AFTER + timedelta(seconds=1)
    make(run.parts.all())
    assert waiting(later) == []
    job, run = run.parts.get(), Job.objects.get(whole=None)
    assert (job.state, run.finished_at) == (State.FAILED, later)
    assert "nooit klaar" in job.reason


def test_a_report_that_raises_is_tried_three_times_and_then_says_why(monkeypatch, client, caplog):
    round_ = closed_round([[(4, 4, 4)] * 5, [(3, 3, 3)] * 5])
    broken = round_.surveys.order_by("pk").first()
    real = documents.web_report_pdf

    def sometimes(figures, *args, **kwargs):
        if figures.deal.slug == broken.deal.slug:
            raise DocumentError("geen papier")
        return real(figures, *args, **kwargs)

    monkeypatch.setattr(documents, "web_report_pdf", sometimes)
    run = web_report_runs.start_web_report_run(round_=round_, by=None, now=NOON)
    for _attempt in range(4):
        for job_id in waiting():
            tasks.run_jobs.apply(kwargs={"job_ids": [job_id]})
    run.refresh_from_db()
    assert run.finished_at is not None
    failed = run.parts.get(state=State.FAILED)
    assert (failed.key, failed.attempts) == (f"{round_.year}/{broken.pk}", 3)
    assert failed.reason.endswith("technische melding door aan de beheerder: DocumentError: geen papier")
    client.force_login(factories.staff())
    page = client.get(reverse("impacttool:round", args=[round_.year])).content.decode()
    assert f"Het rapport van {broken.deal.name} kon niet worden gemaakt. Probeer het opnieuw." in page
    assert any("in sometimes" in (record.exc_text or "") for record in caplog.records)
    assert list(WebReport.objects.values_list("survey__deal__slug", flat=True)) != [broken.deal.slug]
    assert not WebReportFile.objects.filter(report__survey=broken).exists()


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
    run = web_report_runs.start_web_report_run(round_=closed_round([[(4, 4, 4)] * 5]), by=None, now=NOON)
    run.parts.update(state=State.RUNNING, attempts=3)
    jobs.fail(job_ids=[run.parts.get().pk], fault=fault, now=NOON)
    assert run.parts.get().reason.split("beheerder: ")[1] == technical


def test_nothing_is_half_stored_when_storing_a_file_fails(monkeypatch):
    round_ = closed_round([[(4, 4, 4)] * 5])
    job = web_report_runs.start_web_report_run(round_=round_, by=None, now=NOON).parts.get()

    def refuse(*_args, **_kwargs):
        raise OSError("schijf vol")

    monkeypatch.setattr(WebReportFile.objects, "bulk_create", refuse)
    with pytest.raises(OSError, match="schijf vol"):
        jobs.run(job_ids=[job.pk], now=NOON)
    assert not WebReport.objects.exists()


def test_the_queue_may_be_out_when_the_button_is_pressed(
    client, settings, monkeypatch, django_capture_on_commit_callbacks
):
    round_ = closed_round([[(4, 4, 4)] * 5])
    client.force_login(factories.staff())

    def refuse(*_args, **_kwargs):
        raise OSError("no queue")

    monkeypatch.setattr(tasks.sweep_jobs, "apply_async", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("reports:issue_web_reports", args=[round_.year]))
    assert answer.status_code == 302
    assert waiting()


def test_new_jobs_go_out_together_and_one_begun_before_goes_alone():
    round_ = closed_round([[(4, 4, 4)]] * 13)
    run = web_report_runs.start_web_report_run(round_=round_, by=None, now=NOON)
    begun = run.parts.order_by("pk").first()
    Job.objects.filter(pk=begun.pk).update(attempts=1)
    batches = jobs.sweep(now=NOON)
    assert batches[-1] == [begun.pk]
    sizes = [len(batch) for batch in batches[:-1]]
    assert sizes == sorted(sizes, reverse=True) and 1 < sizes[0] <= web_report_runs.MOST_AT_ONCE
    assert sorted(pk for batch in batches for pk in batch) == sorted(run.parts.values_list("pk", flat=True))


def test_a_report_that_raises_takes_none_of_its_batch_along(monkeypatch, django_capture_on_commit_callbacks):
    round_ = closed_round([[(4, 4, 4)] * 5] * 4)
    slugs = list(round_.surveys.order_by("pk").values_list("deal__slug", flat=True))
    real = documents.web_report_pdf

    def sometimes(figures, *args, **kwargs):
        if figures.deal.slug == slugs[1]:
            raise DocumentError("geen papier")
        return real(figures, *args, **kwargs)

    monkeypatch.setattr(documents, "web_report_pdf", sometimes)
    run = web_report_runs.start_web_report_run(round_=round_, by=None, now=NOON)
    tasks.run_jobs.apply(kwargs={"job_ids": list(run.parts.values_list("pk", flat=True))})
    assert [report.survey.deal.slug for report in WebReport.objects.all()] == slugs[:1]
    for _attempt in range(3):
        for job_ids in jobs.sweep(now=NOON):
            assert len(job_ids) == 1
            tasks.run_jobs.apply(kwargs={"job_ids": job_ids})
    assert [survey.deal.slug for survey, _reason in failed_surveys(run)] == [slugs[1]]
    assert set(WebReport.objects.values_list("survey__deal__slug", flat=True)) == {*slugs} - {slugs[1]}


def test_with_each_report_all_that_are_not_stored_yet_show_that_their_worker_lives(monkeypatch):
    run = started(deals=2)
    real, heard = documents.web_report_pdf, []

    def silent_before(*args, **kwargs):
        heard.append([part.heartbeat_at > NOON for part in run.parts.all()])
        run.parts.update(heartbeat_at=NOON)
        return real(*args, **kwargs)

    monkeypatch.setattr(documents, "web_report_pdf", silent_before)
    make(run.parts.all())
    assert heard == [[True, True], [True, True]]


def test_a_run_whose_last_worker_was_killed_before_it_could_close_it_is_closed_by_the_sweep():
    round_ = closed_round([[(4, 4, 4)] * 5])
    run = web_report_runs.start_web_report_run(round_=round_, by=None, now=NOON)
    run.parts.update(state=State.DONE)
    tasks.sweep_jobs()
    run.refresh_from_db()
    assert run.finished_at


def test_progress_counts_the_jobs(client):
    round_ = closed_round([[(4, 4, 4)] * 5, [(3, 3, 3)] * 5])
    run = web_report_runs.start_web_report_run(round_=round_, by=None, now=NOON)
    jobs.run(job_ids=[run.parts.order_by("pk").first().pk], now=NOON)
    client.force_login(factories.staff())
    path = reverse("reports:run_progress", args=[round_.year])
    run.parts.update(heartbeat_at=NOON)
    answer = client.get(path).json()
    assert (answer["value"], answer["max"], answer["finished"]) == (1, 2, False)
    assert answer["text"] == "1 van 2 rapporten klaar. Het staat even stil en gaat vanzelf verder."
    run.parts.update(heartbeat_at=timezone.now())
    assert client.get(path).json()["text"] == "1 van 2 rapporten klaar"
