"""The one mail a day leaves at seven, or later that day, and never twice."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connections

from deals import tasks
from deals.actions import digests
from deals.models import Digest, DigestDay
from foundation.actions import delivery
from foundation.models import OutgoingMail
from tests import factories
from tests.deals.digest_days import DAY, SEVEN, digest, late, run

State = OutgoingMail.State
pytestmark = pytest.mark.django_db


@pytest.fixture
def deal():
    return factories.deal(name="Energieke Wijken", slug="wijken")


@pytest.fixture
def reader(deal):
    return factories.dealmaker(deal, name="Vera de Vries", email="vera@voorbeeld.invalid")


def test_never_before_seven_and_caught_up_later_that_day(deal, reader):
    late(deal)
    assert run(SEVEN - timedelta(seconds=1)) == []
    assert run(SEVEN + timedelta(hours=9)) == [reader.email]


def test_seven_in_winter_is_an_hour_later_in_utc(deal, reader):
    late(deal)
    winter = datetime(2026, 12, 1, 6, tzinfo=UTC)
    assert run(winter - timedelta(seconds=1)) == []
    assert run(winter) == [reader.email]


def test_however_often_the_worker_runs_it_is_sent_once_a_day(deal, reader):
    late(deal)
    for hours in (0, 0, 1, 12):
        run(SEVEN + timedelta(hours=hours))
    assert len(mail.outbox) == 1
    run(SEVEN + timedelta(days=1))
    assert len(mail.outbox) == 2


def test_what_comes_up_during_the_day_waits_for_the_next_morning(deal, reader):
    run()
    late(deal)
    assert run(SEVEN + timedelta(hours=5)) == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_plan_one_and_send_one():
    deal = factories.deal()
    factories.dealmaker(deal)
    late(deal)
    planned, faults = [], []

    def work():
        try:
            planned.append(digests.plan_digests(now=SEVEN))
            delivery.send_due(clock=lambda: SEVEN)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong in a thread fails the test
            faults.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (faults, sorted(planned)) == ([], [0, 0, 0, 1])
    assert (Digest.objects.get().mail.state, len(mail.outbox)) == (State.SENT, 1)


def test_a_server_that_is_out_keeps_it_waiting_until_it_is_back(deal, reader, monkeypatch):
    def out(_self):
        raise TimeoutError

    late(deal)
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "open", out)
        assert run() == []
    row = Digest.objects.get().mail
    assert (row.state, row.reason) == (State.WAITING, "De mailserver antwoordde niet op tijd.")
    assert run(SEVEN + timedelta(seconds=60)) == [reader.email]
    row.refresh_from_db()
    assert (row.state, row.reason) == (State.SENT, "")


def test_the_overview_of_yesterday_is_not_sent_today(deal, reader):
    late(deal)
    row = digest(reader, DAY - timedelta(days=1))
    delivery.send_due(clock=lambda: SEVEN)
    row.mail.refresh_from_db()
    assert (row.mail.state, mail.outbox) == (State.SKIPPED, [])


def test_rows_of_long_ago_go(deal, reader):
    for days in (90, 91):
        digest(reader, DAY - timedelta(days=days), state=State.SENT)
        DigestDay.objects.create(day=DAY - timedelta(days=days))
    digests.plan_digests(now=SEVEN)
    assert Digest.objects.get().day == DAY - timedelta(days=90)
    assert DigestDay.objects.count() == 2


# The worker


def test_the_task_plans_them_and_may_run_twice(deal, reader):
    late(deal)
    with time_machine.travel(SEVEN, tick=False):
        for _twice in range(2):
            tasks.sweep_digests()
    assert Digest.objects.get().mail.to == reader.email


def test_the_clock_rings_at_seven_in_amsterdam_and_sweeps(settings):
    planned = [
        one["schedule"]
        for one in settings.CELERY_BEAT_SCHEDULE.values()
        if one["task"] == tasks.sweep_digests.name
    ]
    [at_seven] = [one for one in planned if not isinstance(one, float)]
    assert (at_seven.hour, at_seven.minute) == ({7}, {0})
    assert str(at_seven.app.timezone) == "Europe/Amsterdam"
    assert [one for one in planned if isinstance(one, float)] == [60.0]
