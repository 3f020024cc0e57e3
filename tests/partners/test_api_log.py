"""One line a day for calls that are the same, whatever a program does."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from partners import api_log
from partners.actions import create_api_token
from partners.models import ApiCall, ApiToken
from partners.tasks import forget_visitors
from tests import factories

pytestmark = pytest.mark.django_db
NOON = factories.NOON
DAY = NOON.date()


def call(number=1, **fields):
    given = {"token": None, "user": None, "method": "GET", "sender": "192.0.2.1", "status": 200}
    given |= {"address": f"/api/v1/{number}", "now": NOON, "day": DAY} | fields
    api_log.record_call(**given)


@pytest.fixture
def token():
    create_api_token(user=factories.user(name="Jan"), by=None, name="dashboard")
    return ApiToken.objects.get()


def test_the_same_call_is_counted_and_another_is_another_line(token):
    for minutes in range(3):
        call(token=token, now=NOON + timedelta(minutes=minutes))
    call(token=token, status=404)
    call(token=token, sender="192.0.2.2")
    call(token=token, day=DAY + timedelta(days=1))
    call()
    counted = ApiCall.objects.get(caller=f"token:{token.pk}", status=200, sender="192.0.2.1", day=DAY)
    assert (counted.times, counted.first_at, counted.last_at) == (3, NOON, NOON + timedelta(minutes=2))
    assert counted.caller_label == f"sleutel {token.pk} dashboard, Jan"
    assert ApiCall.objects.count() == 5


def test_the_second_time_costs_one_query(django_assert_num_queries):
    call()
    with django_assert_num_queries(1):
        call()


def test_a_program_that_tries_all_addresses_does_not_fill_the_log(monkeypatch):
    monkeypatch.setattr(api_log, "MOST_ADDRESSES", 3)
    for number in range(9):
        call(number, status=404)
    assert ApiCall.objects.count() == 4
    assert ApiCall.objects.get(address=api_log.MORE).times == 6


def test_nor_do_many_senders(monkeypatch):
    monkeypatch.setattr(api_log, "MOST_SENDERS", 3)
    for number in range(9):
        call(sender=f"192.0.2.{number}", status=401)
    assert ApiCall.objects.count() == 4
    assert ApiCall.objects.get(sender=api_log.MORE).times == 6


def test_lines_go_after_their_term():
    call(day=DAY - api_log.KEPT_FOR - timedelta(days=1))
    call(day=DAY - api_log.KEPT_FOR)
    with time_machine.travel(NOON):
        forget_visitors()
    assert ApiCall.objects.count() == 1


def test_the_last_use_of_a_key_is_kept(token):
    call(token=token, status=403)
    token.refresh_from_db()
    assert token.last_used_at is None
    call(token=token, now=timezone.now())
    token.refresh_from_db()
    assert token.last_used_at
