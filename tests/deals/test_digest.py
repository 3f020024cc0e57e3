"""The one mail a day for a team: what it says, and to whom."""

from datetime import date, timedelta
from email import message_from_bytes, policy

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deals.actions import digests
from deals.actions.digest_texts import compose
from deals.models import Digest
from deals.queries.digest import news_of, readers
from deals.record_kinds import Heading
from foundation.actions import delivery
from foundation.models import MailServer, OutgoingMail
from tests import factories
from tests.deals.digest_days import DAY, SEVEN, change, digest, fill, late, run

State = OutgoingMail.State
pytestmark = pytest.mark.django_db


@pytest.fixture
def deal():
    return factories.deal(name="Energieke Wijken", slug="wijken")


@pytest.fixture
def reader(deal):
    return factories.dealmaker(deal, name="Vera de Vries", email="vera@voorbeeld.invalid")


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
        "Nico Nieuw van Gemeente Ede is nog niet ingewerkt.",
    ]
    assert "CITY DEAL ENERGIEKE WIJKEN" in sent.body
    assert "\n\n\n\n" not in sent.body
    assert "geheim" not in sent.body
    row = Digest.objects.get()
    assert (row.user, row.day, row.mail.state, row.mail.sent_at) == (reader, DAY, State.SENT, SEVEN)


@pytest.mark.parametrize(("day", "number"), [(DAY, 0), (date(2026, 11, 1), 1), (date(2027, 3, 31), 1)])
def test_agreements_are_asked_from_november_until_april(deal, reader, day, number):
    fill(deal)
    (news,) = news_of([reader], day=day)[reader.pk]
    waiting = [row for part in news.parts if part.heading == Heading.AGREEMENTS for row in part.rows]
    assert waiting == [number] * bool(number)
    mailed = compose(Digest(user=reader, day=day), [news]).body
    assert ("1 afspraak is nog te bevestigen." in mailed) == bool(number)


def test_a_milestone_of_a_month_is_said_as_a_month(deal, reader):
    factories.milestone(deal=deal, name="Nulmeting", planned_on="2026-05-31", planned_precision="maand")
    run()
    assert "Mijlpaal “Nulmeting” stond voor mei 2026 en" in mail.outbox[0].body


def test_every_link_opens_for_the_reader(deal, reader, settings, client):
    fill(deal)
    settings.SITE_URL = "http://testserver"
    run()
    client.force_login(reader)
    links = [word for word in mail.outbox[0].body.split() if word.startswith("http")]
    assert len(links) == 7
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


# Changes by others, for whoever may read the log


def test_who_may_read_the_log_hears_what_others_did_since_the_last_time(deal):
    staff = factories.dealmaker(deal, is_programme_staff=True, name="Siem Staf")
    other = factories.dealmaker(deal, name="Anna Ander")
    digest(staff, DAY - timedelta(days=3), sent_at=SEVEN - timedelta(days=3), state="verzonden")
    change(deal, other, SEVEN - timedelta(days=4))
    change(deal, other, SEVEN - timedelta(days=2))
    change(deal, staff, SEVEN - timedelta(days=1))
    change(factories.deal(), other, SEVEN - timedelta(days=1))
    assert run() == [staff.email]
    body = mail.outbox[0].body
    assert "- 30 mei, 07:00: Anna Ander wijzigde een mijlpaal" in body
    assert body.count("wijzigde een mijlpaal") == 1
    assert "nieuw" not in body


def test_without_an_earlier_overview_it_looks_back_to_yesterday(deal):
    staff = factories.dealmaker(deal, is_programme_staff=True)
    change(deal, None, SEVEN - timedelta(days=2))
    assert news_of([staff], day=DAY)[staff.pk] == []
    change(deal, None, SEVEN - timedelta(days=1))
    assert len(news_of([staff], day=DAY)[staff.pk]) == 1


# Its readers


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
    assert [row.mail.state for row in Digest.objects.all()] == [State.SKIPPED] * is_planned


def test_who_has_a_planned_end_is_mailed_until_then(deal, reader):
    late(deal)
    reader.deal_roles.update(ended_on=DAY + timedelta(days=1))
    reader.ended_on = DAY + timedelta(days=1)
    reader.save()
    assert run() == [reader.email]
    assert run(SEVEN + timedelta(days=1)) == [reader.email]  # no second one


def test_who_is_in_no_team_gets_nothing(deal):
    late(deal)
    factories.partner_contact(deal)
    factories.staff()
    assert run() == []
    assert not readers(DAY).exists()


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
    assert Digest.objects.get().mail.state == State.SKIPPED


@pytest.mark.parametrize("phase", ["niet_doorgegaan", "afgerond"])
def test_a_deal_at_rest_asks_nothing(deal, reader, phase):
    late(deal)
    deal.phase, deal.stop_reason = phase, "klaar"
    deal.save()
    assert run() == []


# Cost


def test_more_people_and_deals_cost_no_more_queries(deal):
    def cost():
        users = list(readers(DAY))
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
    MailServer.objects.create(pk=1)

    def cost(day):
        now = SEVEN + timedelta(days=day)
        digests.plan_digests(now=now)
        with CaptureQueriesContext(connection) as queries:
            delivery.send_due(clock=lambda: now)
        return len(queries)

    fill(deal)
    few = cost(0)
    for _turn in range(4):
        made = factories.deal()
        made.roles.create(user=reader, role="dealmaker")
        fill(made)
        fill(deal)
    assert cost(1) == few
