"""The mail about a job that ended."""

from datetime import timedelta

import pytest
from django.core import mail

from foundation import tasks
from foundation.actions import jobs
from tests import factories
from tests.factories import NOON
from tests.impacttool.mails import run as send_mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def job():
    """Of a year without a round there is nothing to bundle."""
    job = jobs.order(kind="bundel", key="2024", title="Alles van 2024", by=factories.staff(), now=NOON)
    tasks.run_jobs(job_ids=[job.pk])
    return job


def send():
    send_mails(NOON + timedelta(days=1000))
    return mail.outbox


def test_it_says_what_did_not_work_and_why_and_leads_to_the_order(job):
    [sent] = send()
    assert (sent.to, sent.subject) == ([job.owner.email], "Niet gelukt: Alles van 2024")
    assert "Deze ronde is nog niet afgerond." in sent.body and job.get_absolute_url() in sent.body


def test_of_an_order_that_is_there_no_more_nobody_is_mailed(job):
    job.delete()
    assert send() == []
