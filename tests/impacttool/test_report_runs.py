"""Stopping a run of reports, and the mail to who started it."""

import pytest
from django.core import mail
from django.urls import reverse

from impacttool import documents, tasks
from impacttool.actions import document_mails, reports
from impacttool.models import DocumentMail, Report, ReportJob
from partners.models import LogEntry
from tests import factories
from tests.factories import NOON
from tests.impacttool.test_reports import closed_round

pytestmark = pytest.mark.django_db
State = ReportJob.State


def started(deals=3, by=None):
    return reports.start_report_run(round_=closed_round([[(4, 4, 4)] * 5] * deals), by=by, now=NOON)


def make(jobs):
    return reports.run_jobs(job_ids=[job.pk for job in jobs], now=NOON)


def send():
    for mail_id in document_mails.waiting_mails(now=NOON) * 2:
        document_mails.send_document_mail(mail_id=mail_id, now=NOON)
    return mail.outbox


def test_who_had_reports_made_gets_one_mail_with_the_page_when_the_last_is_there():
    maker = factories.staff(email="maker@voorbeeld.nl")
    run = started(by=maker)
    first, *others = run.jobs.order_by("pk")
    assert make([first]) is False and not DocumentMail.objects.exists()
    assert make(others) is True
    (sent,) = send()
    assert (sent.to, sent.subject) == (["maker@voorbeeld.nl"], f"Klaar: Rapporten van ronde {run.round.year}")
    assert f"/impact/{run.round.year}/" in sent.body
    assert "blijft" not in sent.body
    reports.close_finished_runs(now=NOON)
    assert DocumentMail.objects.count() == 1


def test_the_mail_says_which_reports_could_not_be_made(monkeypatch, django_capture_on_commit_callbacks):
    def refuse(*_args, **_kwargs):
        raise documents.DocumentError("geen papier")

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
    reports.stop_run(run=run, by=run.started_by, now=NOON)
    assert run.jobs.filter(state=State.CANCELLED).count() == 3
    assert send() == []


def test_after_stopping_no_report_is_begun_and_those_in_hand_are_finished(client, monkeypatch):
    maker = factories.staff()
    run = started(by=maker)
    busy, *waiting = run.jobs.order_by("pk")
    real = documents.report_pdf

    def stopped_meanwhile(*args, **kwargs):
        client.force_login(maker)
        client.post(reverse("impacttool:stop_reports", args=[run.round.year]))
        return real(*args, **kwargs)

    monkeypatch.setattr(documents, "report_pdf", stopped_meanwhile)
    assert make([busy]) is True
    assert make(waiting) is False
    assert reports.batches_to_ring(NOON) == []
    assert [report.survey_id for report in Report.objects.all()] == [busy.survey_id]
    assert [job.state for job in run.jobs.order_by("pk")] == [State.DONE, State.CANCELLED, State.CANCELLED]
    page = client.get(run.round.get_absolute_url()).content.decode()
    assert "Het maken is gestopt: 2 rapporten zijn niet gemaakt." in page and "Maak rapporten" in page
    assert LogEntry.objects.filter(verb="stopte het maken van rapporten").count() == 1


def test_a_fault_after_stopping_is_not_tried_again():
    run = started(deals=1, by=factories.staff())
    run.jobs.update(state=State.RUNNING, attempts=1)
    reports.stop_run(run=run, by=run.started_by, now=NOON)
    assert reports.fail_jobs(job_ids=[run.jobs.get().pk], fault=OSError("schijf vol"), now=NOON) == []
    assert run.jobs.get().state == State.FAILED
    run.refresh_from_db()
    assert run.finished_at


def test_a_stopped_run_makes_way_for_a_new_one(client):
    run = started(by=factories.staff())
    client.force_login(run.started_by)
    page = client.get(run.round.get_absolute_url()).content.decode()
    assert reverse("impacttool:stop_reports", args=[run.round.year]) in page
    for _press in range(2):
        client.post(reverse("impacttool:stop_reports", args=[run.round.year]))
    again = reports.start_report_run(round_=run.round, by=run.started_by, now=NOON)
    assert again.pk != run.pk
    assert make(again.jobs.all()) is True
    assert Report.objects.count() == 3
