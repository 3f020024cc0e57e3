"""A step to another phase is taken back with a reason, and going on shows what is still open."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from deals import actions
from deals.models import ActionPoint, AnchoringDocument, Deal
from deals.queries import last_step
from foundation.models import AuditEvent
from tests import factories
from tests.audit_log import details, verb

pytestmark = pytest.mark.django_db
TODAY = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture
def deal():
    """In "verkenning" since this morning, by a step in the log."""
    with time_machine.travel(TODAY - timedelta(hours=2), tick=False):
        return actions.move_deal(deal=factories.deal(phase="idee"), to="verkenning", by=None)


def back_url(deal):
    return reverse("deals:step_back", args=[deal.slug])


def take_back(client, deal, day, **typed):
    with time_machine.travel(day, tick=False):
        client.force_login(typed.pop("by"))
        page = client.get(back_url(deal))
        if page.status_code != 200:
            return page
        data = {"step_id": page.context["form"]["step_id"].value(), "reason": "Vergissing."} | typed
        return client.post(back_url(deal), data)


def test_the_team_takes_a_step_back_on_the_same_day_and_the_log_has_both(client, deal):
    assert take_back(client, deal, TODAY, by=factories.dealmaker(deal)).status_code == 302
    deal.refresh_from_db()
    assert deal.phase == "idee"
    newest = AuditEvent.objects.first()
    assert verb(newest) == "nam de laatste stap van de deal terug"
    assert details(newest)["reden"] == ["", "Vergissing."]
    assert last_step(deal) is None


def test_the_day_after_only_agenda_stad_can(client, deal):
    team, tomorrow = factories.dealmaker(deal), TODAY + timedelta(days=1)
    with time_machine.travel(tomorrow, tick=False):
        client.force_login(team)
        assert back_url(deal) not in client.get(deal.get_absolute_url()).content.decode()
    assert take_back(client, deal, tomorrow, by=team).status_code == 403
    assert take_back(client, deal, tomorrow, by=factories.staff()).status_code == 302
    assert Deal.objects.get(pk=deal.pk).phase == "idee"


def test_on_the_day_itself_the_deal_says_that_it_can_be_taken_back(client, deal):
    with time_machine.travel(TODAY, tick=False):
        client.force_login(factories.dealmaker(deal))
        assert back_url(deal) in client.get(deal.get_absolute_url()).content.decode()


def test_without_a_reason_nothing_happens(client, deal):
    page = take_back(client, deal, TODAY, by=factories.dealmaker(deal), reason=" ")
    assert page.status_code == 200 and page.context["form"].errors["reason"]
    assert Deal.objects.get(pk=deal.pk).phase == "verkenning"


def test_sent_twice_it_takes_one_step_back_and_not_two(client, deal):
    actions.move_deal(deal=deal, to="kwartiermaken", by=None)
    boss = factories.staff()
    client.force_login(boss)
    data = {"step_id": last_step(Deal.objects.get(pk=deal.pk)).pk, "reason": "Vergissing."}
    client.post(back_url(deal), data)
    again = client.post(back_url(deal), data)
    assert again.status_code == 409
    assert Deal.objects.get(pk=deal.pk).phase == "verkenning"
    assert take_back(client, deal, timezone.now(), by=boss).status_code == 302
    assert Deal.objects.get(pk=deal.pk).phase == "idee"


def test_stopping_and_taking_up_again_are_taken_back_whole(deal):
    staff, day = factories.staff(), timezone.localdate()

    def back(of):
        return actions.take_back_step(
            deal=of, step_id=last_step(of).pk, reason="Vergissing.", by=staff, day=day
        )

    stopped = actions.move_deal(deal=deal, to="niet_doorgegaan", reason="Geen geld.", by=staff)
    resumed = actions.move_deal(deal=stopped, to="verkenning", reason="Toch geld.", by=staff)
    again = back(resumed)
    assert (again.phase, again.stopped_in_phase, again.resume_reason) == ("niet_doorgegaan", "verkenning", "")
    before = back(again)
    assert (before.phase, before.stopped_in_phase, before.stop_reason) == ("verkenning", "", "")


def test_stopping_is_taken_back_by_agenda_stad_alone_also_on_the_day(client, deal):
    with time_machine.travel(TODAY, tick=False):
        actions.move_deal(deal=deal, to="niet_doorgegaan", reason="Geen geld.", by=None)
    assert take_back(client, deal, TODAY, by=factories.dealmaker(deal)).status_code == 403


def test_a_phase_without_a_step_in_the_log_is_not_taken_back(client):
    deal = factories.deal(phase="uitvoering")
    client.force_login(factories.staff())
    assert client.get(back_url(deal)).status_code == 404


@pytest.mark.parametrize(("phase", "to"), [("uitvoering", "afronding"), ("afronding", "nawerking")])
def test_going_on_shows_what_is_still_open_and_asks(client, phase, to):
    deal = factories.deal(phase=phase, ends_on=date(2027, 12, 31))
    factories.milestone(deal=deal, name="Open")
    factories.milestone(deal=deal, name="Klaar", done_on=date(2026, 1, 1))
    ActionPoint.objects.create(deal=deal, text="Bellen")
    factories.commitment(participation=factories.participation(deal=deal), year_from=2026, year_until=2026)
    url = reverse("deals:step", args=[deal.slug, to])
    with time_machine.travel(TODAY, tick=False):
        client.force_login(factories.dealmaker(deal))
        page = client.get(url).content.decode()
    for sentence in (
        "1 mijlpaal is nog niet gehaald.",
        "1 actiepunt staat nog open.",
        "Van 1 afspraak is nog niet gezegd hoe het in 2026 liep.",
        "Er staat nog niet waar de resultaten worden geborgd.",
        "De einddatum ligt nog voor u: 31 december 2027.",
        "Ja, toch doen",
    ):
        assert sentence in page
    assert Deal.objects.get(pk=deal.pk).phase == phase
    with time_machine.travel(TODAY, tick=False):
        client.post(url)
    assert Deal.objects.get(pk=deal.pk).phase == to


def test_where_nothing_is_open_nothing_is_said(client):
    deal = factories.deal(phase="uitvoering", ends_on=date(2026, 1, 1))
    AnchoringDocument.objects.create(deal=deal, organisation=factories.organisation(), title="Omgevingsvisie")
    client.force_login(factories.dealmaker(deal))
    page = client.get(reverse("deals:step", args=[deal.slug, "afronding"])).content.decode()
    assert "staat nog open" not in page and "Ja, doen" in page
