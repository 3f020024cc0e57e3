"""One mail a day for a team: what it says, to whom, and never twice."""

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from threading import Thread

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from deals import tasks
from deals.actions import digests
from deals.models import Digest, DigestDay
from deals.queries.digest import news_of, readers
from partners.models import LogEntry
from tests import factories

State = Digest.State
DAY = date(2026, 6, 1)
SEVEN = datetime(2026, 6, 1, 5, tzinfo=UTC)  # 07:00 in Amsterdam in summer
pytestmark = pytest.mark.django_db


@pytest.fixture
def deal():
    return factories.deal(name="Energieke Wijken", slug="wijken")


@pytest.fixture
def reader(deal):
    return factories.dealmaker(deal, name="Vera de Vries", email="vera@voorbeeld.invalid")


def late(deal, **fields):
    return factories.milestone(
        **{"deal": deal, "name": "Startbijeenkomst", "planned_on": "2026-05-20"} | fields
    )


def fill(deal, **organisation):
    """Something of everything, and what should stay out."""
    late(deal)
    late(deal, name="Op tijd gehaald", done_on="2026-05-20")
    late(deal, name="Verschoven", expected_on="2026-06-15")
    factories.milestone(deal=deal, name="Later", planned_on="2026-06-16")
    member = factories.participation(deal=deal, organisation=factories.organisation(**organisation))
    factories.commitment(participation=member)
    factories.commitment(participation=member).confirmations.create(year=2026, state="zoals")
    member.conversations.create(held_on="2026-05-01", with_whom="directeur", what="geheim")
    new_at = SEVEN - timedelta(days=3)
    factories.contact(organisation=member.organisation, name="Nico Nieuw", new_at=new_at)
    for text, owner, due_on in [
        ("Zaal regelen", "Jan", "2026-05-31"),
        ("Brief sturen", "projectleider Véra de Vries", "2026-06-15"),
        ("Van een ander", "Jan", "2026-06-02"),
        ("Voor later", "Vera de Vries", "2026-06-16"),
    ]:
        deal.action_points.create(text=text, owner=owner, due_on=due_on)
    deal.action_points.create(text="Al klaar", due_on="2026-05-01", state="gedaan")


def run(now=SEVEN):
    """As the worker does: sweep, and send what it rings for."""
    digests.plan_digests(now=now)
    for digest_id in digests.waiting_digests(now=now):
        digests.send_digest(digest_id=digest_id, now=now)
    return [sent.to[0] for sent in mail.outbox]


# What it says


def test_the_mail_of_a_worked_example(deal, reader, settings):
    fill(deal, name="Gemeente Ede")
    settings.SITE_URL = "https://deals.voorbeeld.nl"
    assert run() == ["vera@voorbeeld.invalid"]
    [sent] = mail.outbox
    assert sent.subject == "Uw deals op 1 juni 2026"
    assert sent.body.startswith("Beste Vera de Vries,\n")
    said = [line[2:] for line in sent.body.splitlines() if line.startswith("- ")]
    assert said == [
        "Mijlpaal “Startbijeenkomst” stond voor 20 mei 2026 en is nog niet gehaald.",
        "Actiepunt “Zaal regelen” zou op 31 mei 2026 klaar zijn.",
        "Mijlpaal “Verschoven” staat voor 15 juni 2026.",
        "Uw actiepunt “Brief sturen” moet op 15 juni 2026 klaar zijn.",
        "1 afspraak is dit jaar nog niet bevestigd.",
        "Nico Nieuw van Gemeente Ede is nog niet ingewerkt.",
    ]
    assert "CITY DEAL ENERGIEKE WIJKEN" in sent.body
    assert "\n\n\n\n" not in sent.body
    assert "geheim" not in sent.body
    row = Digest.objects.get()
    assert (row.user, row.day, row.state, row.sent_at) == (reader, DAY, State.SENT, SEVEN)


def test_every_link_opens_for_the_reader(deal, reader, settings, client):
    fill(deal)
    settings.SITE_URL = "http://testserver"
    run()
    client.force_login(reader)
    links = [word for word in mail.outbox[0].body.split() if word.startswith("http")]
    assert len(links) == 8
    assert {client.get(link).status_code for link in links} == {200}


def test_a_mail_program_can_stop_it_with_one_click(deal, reader, settings, client):
    late(deal)
    settings.SITE_URL = "https://deals.voorbeeld.nl"
    run()
    headers = message_from_bytes(mail.outbox[0].message().as_bytes(), policy=policy.default)
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip(" <>")
    assert address in mail.outbox[0].body
    path = address.removeprefix(settings.SITE_URL)
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    reader.refresh_from_db()
    assert not reader.wants_digest


def test_a_long_list_ends_with_how_many_more_there_are(deal, reader):
    for number in range(11):
        late(deal, name=f"Stap {number}")
    run()
    assert mail.outbox[0].body.count("- Mijlpaal") == 8
    assert "- En nog 3." in mail.outbox[0].body


def test_nothing_in_a_name_begins_a_header_or_a_line(deal, reader):
    late(deal, name="Stap\n- Vals\nBcc: a@b.nl")
    reader.name = "Vera\nBcc: a@b.nl"
    reader.save()
    run()
    assert "- Mijlpaal “Stap - Vals Bcc: a@b.nl” stond" in mail.outbox[0].body
    assert mail.outbox[0].message()["Bcc"] is None


def test_a_point_of_nobody_is_of_the_own_organisation(deal, reader):
    own = factories.contact(user=reader).organisation
    due = {"due_on": "2026-06-03"}
    deal.action_points.create(text="Ons punt", owner_organisation=own, **due)
    deal.action_points.create(text="Van een collega", owner_organisation=own, owner="Jan", **due)
    deal.action_points.create(text="Van een partner", owner_organisation=factories.organisation(), **due)
    deal.action_points.create(text="Van niemand", **due)
    run()
    assert mail.outbox[0].body.count("Uw actiepunt") == 1
    assert "“Ons punt”" in mail.outbox[0].body


# Changes by others, for who may read the log


def change(deal, by, at, verb="wijzigde een mijlpaal"):
    with time_machine.travel(at, tick=False):
        LogEntry.objects.create(
            actor=by,
            actor_label=str(by),
            verb=verb,
            subject=deal.log_subject,
            details={"doel": ["oud", "nieuw"]},
        )


def test_who_may_read_the_log_hears_what_others_did_since_the_last_time(deal):
    staff = factories.dealmaker(deal, is_programme_staff=True, name="Siem Staf")
    other = factories.dealmaker(deal, name="Anna Ander")
    Digest.objects.create(
        user=staff, day=DAY - timedelta(days=3), sent_at=SEVEN - timedelta(days=3), state="verzonden"
    )
    change(deal, other, SEVEN - timedelta(days=4), "deed iets lang geleden")
    change(deal, other, SEVEN - timedelta(days=2))
    change(deal, staff, SEVEN - timedelta(days=1), "deed zelf iets")
    change(factories.deal(), other, SEVEN - timedelta(days=1), "deed iets elders")
    assert run() == [staff.email]
    body = mail.outbox[0].body
    assert "- 30 mei, 07:00: Anna Ander wijzigde een mijlpaal" in body
    assert not [word for word in ("lang geleden", "zelf iets", "elders", "nieuw") if word in body]


def test_without_an_earlier_overview_it_looks_back_to_yesterday(deal):
    staff = factories.dealmaker(deal, is_programme_staff=True)
    change(deal, None, SEVEN - timedelta(days=2), "deed iets eergisteren")
    assert news_of([staff], day=DAY)[staff.pk] == []
    change(deal, None, SEVEN - timedelta(days=1), "deed iets gisteren")
    assert len(news_of([staff], day=DAY)[staff.pk]) == 1


# Who gets it


def test_nothing_to_say_is_no_mail_and_no_row(deal, reader):
    assert run() == []
    assert not Digest.objects.exists()
    late(deal, planned_on="2026-06-01")
    assert run(SEVEN + timedelta(days=1)) == [reader.email]


@pytest.mark.parametrize("field", ["wants_digest", "is_active"])
@pytest.mark.parametrize("is_planned", [False, True])
def test_who_switched_it_off_or_left_gets_nothing(deal, reader, field, is_planned):
    late(deal)
    if is_planned:
        digests.plan_digests(now=SEVEN)
    setattr(reader, field, False)
    reader.save()
    assert run() == []
    assert [row.state for row in Digest.objects.all()] == [State.SKIPPED] * is_planned


def test_who_is_in_no_team_gets_nothing(deal):
    late(deal)
    factories.partner_contact(deal)
    factories.staff()
    assert run() == []
    assert not readers().exists()


def test_who_lost_a_deal_hears_nothing_of_it(deal, reader):
    other = factories.deal(name="Blijvende Deal", is_published=False)
    other.roles.create(user=reader, role="projectleider")
    late(deal)
    late(other, name="Van de andere")
    digests.plan_digests(now=SEVEN)
    reader.deal_roles.filter(deal=deal).update(ended_on="2026-06-01")
    run()
    assert "BLIJVENDE DEAL" in mail.outbox[0].body
    assert "ENERGIEKE" not in mail.outbox[0].body


def test_when_all_is_done_before_it_leaves_nothing_leaves(deal, reader):
    late(deal)
    digests.plan_digests(now=SEVEN)
    deal.milestones.update(done_on="2026-06-01")
    assert run() == []
    assert not Digest.objects.exists()


@pytest.mark.parametrize("phase", ["niet_doorgegaan", "afgerond"])
def test_a_deal_at_rest_asks_nothing(deal, reader, phase):
    late(deal)
    deal.phase, deal.stop_reason = phase, "klaar"
    deal.save()
    assert run() == []


# When, and never twice


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


def test_who_comes_second_while_it_is_being_sent_sends_nothing(deal, reader, monkeypatch):
    late(deal)
    original, seen = EmailBackend.send_messages, []

    def second_worker_meanwhile(self, emails):
        seen.append(digests.send_digest(digest_id=Digest.objects.get().pk, now=SEVEN))
        return original(self, emails)

    monkeypatch.setattr(EmailBackend, "send_messages", second_worker_meanwhile)
    assert (run(), seen) == ([reader.email], [False])


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_plan_one_and_send_one():
    deal = factories.deal()
    factories.dealmaker(deal)
    late(deal)
    planned, faults = [], []

    def work():
        try:
            planned.append(digests.plan_digests(now=SEVEN))
            for digest_id in Digest.objects.values_list("pk", flat=True):
                digests.send_digest(digest_id=digest_id, now=SEVEN)
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
    assert (Digest.objects.get().state, len(mail.outbox)) == (State.SENT, 1)


def test_a_server_that_is_out_keeps_it_waiting_until_it_is_back(deal, reader, monkeypatch):
    def out(_self):
        raise TimeoutError

    late(deal)
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "open", out)
        assert run() == []
    row = Digest.objects.get()
    assert (row.state, row.reason) == (State.WAITING, "De mailserver was niet bereikbaar.")
    assert run(SEVEN + timedelta(seconds=59)) == []
    assert run(SEVEN + timedelta(seconds=60)) == [reader.email]
    row.refresh_from_db()
    assert (row.state, row.reason) == (State.SENT, "")


def test_a_server_that_stays_out_ends_with_the_reason(deal, reader, monkeypatch):
    def out(_self):
        raise TimeoutError

    late(deal)
    monkeypatch.setattr(EmailBackend, "open", out)
    for minutes in range(5):
        run(SEVEN + timedelta(minutes=minutes))
    row = Digest.objects.get()
    assert (row.state, row.attempts, row.reason) == (State.FAILED, 3, "De mailserver was niet bereikbaar.")


def test_what_a_killed_worker_was_busy_with_is_given_up(deal, reader):
    row = Digest.objects.create(user=reader, day=DAY, state=State.SENDING, claimed_at=SEVEN)
    digests.waiting_digests(now=SEVEN + timedelta(minutes=6))
    row.refresh_from_db()
    assert (row.state, row.reason) == (State.FAILED, "Onbekend of deze mail is aangekomen.")


@pytest.mark.parametrize("is_swept", [True, False])
def test_the_overview_of_yesterday_is_not_sent_today(deal, reader, is_swept):
    late(deal)
    row = Digest.objects.create(user=reader, day=DAY - timedelta(days=1))
    if is_swept:
        digests.waiting_digests(now=SEVEN)
    digests.send_digest(digest_id=row.pk, now=SEVEN)
    row.refresh_from_db()
    assert (row.state, mail.outbox) == (State.SKIPPED, [])


def test_rows_of_long_ago_go(deal, reader):
    for days in (90, 91):
        Digest.objects.create(user=reader, day=DAY - timedelta(days=days), state=State.SENT)
        DigestDay.objects.create(day=DAY - timedelta(days=days))
    digests.plan_digests(now=SEVEN)
    assert Digest.objects.get().day == DAY - timedelta(days=90)
    assert DigestDay.objects.count() == 2


# Cost


def test_more_people_and_deals_cost_no_more_queries(deal):
    def cost():
        users = list(readers())
        with CaptureQueriesContext(connection) as queries:
            news = news_of(users, day=DAY)
            texts = [one.deal.name for user in users for one in news[user.pk]]
        assert len(texts) >= len(users)
        return len(queries)

    def grow(number):
        for _turn in range(number):
            made = factories.deal()
            fill(made)
            change(made, None, SEVEN)
            for team in (made, deal):
                factories.dealmaker(team)
                factories.dealmaker(team, is_programme_staff=True)

    fill(deal)
    grow(2)
    few = cost()
    grow(4)
    assert cost() == few <= 10


def test_sending_one_costs_the_same_however_much_it_says(deal, reader):
    def cost(day):
        now = SEVEN + timedelta(days=day)
        digests.plan_digests(now=now)
        [digest_id] = digests.waiting_digests(now=now)
        with CaptureQueriesContext(connection) as queries:
            digests.send_digest(digest_id=digest_id, now=now)
        return len(queries)

    fill(deal)
    few = cost(0)
    for _turn in range(4):
        made = factories.deal()
        made.roles.create(user=reader, role="dealmaker")
        fill(made)
        fill(deal)
    assert cost(1) == few


# The worker


def test_the_tasks_do_it_and_may_run_twice(deal, reader, django_capture_on_commit_callbacks, monkeypatch):
    late(deal)
    rung = []
    monkeypatch.setattr(tasks.send_digest, "apply_async", lambda **options: rung.append(options["kwargs"]))
    with time_machine.travel(SEVEN, tick=False):
        with django_capture_on_commit_callbacks(execute=True):
            tasks.sweep_digests()
        assert rung == [{"digest_id": Digest.objects.get().pk}]
        for _twice in range(2):
            tasks.send_digest(**rung[0])
    assert len(mail.outbox) == 1


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
