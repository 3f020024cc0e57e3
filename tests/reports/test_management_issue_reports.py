"""Making the reports of a round from the command line."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from foundation.actions import jobs
from foundation.models import Job
from reports.actions import web_report_runs
from reports.management.commands import issue_reports
from reports.models import WebReport
from tests.reports.test_web_reports import closed_round

pytestmark = pytest.mark.django_db


def test_waiting_without_a_worker_also_finishes_what_a_killed_worker_left(monkeypatch, capsys):
    round_ = closed_round([[(5, 5, 5)] * 6, [(1, 1, 1)] * 7])
    run = web_report_runs.start_web_report_run(round_=round_, by=None, now=timezone.now())
    left_behind = timezone.now() - jobs.STALE_AFTER - timedelta(seconds=1)
    Job.objects.filter(pk=run.parts.first().pk).update(
        state=Job.State.RUNNING, attempts=1, heartbeat_at=left_behind
    )
    monkeypatch.setattr(issue_reports, "PATIENCE_SECONDS", 0)
    call_command("issue_reports", round_.year, wait=True)
    run.refresh_from_db()
    assert run.finished_at and WebReport.objects.count() == 2
    assert capsys.readouterr().out.count("geen werker") == 1
