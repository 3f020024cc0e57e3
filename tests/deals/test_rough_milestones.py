"""A milestone of a quarter is a quarter wherever its date is said."""

from datetime import date

import pytest
from django.urls import reverse

from deals.models import MilestoneMove
from deals.queries.calendar import days_of
from tests import factories

pytestmark = pytest.mark.django_db
ROUGH = {"planned_on": "2026-06-30", "planned_precision": "kwartaal"}
MOVED = {"expected_on": "2098-12-31", "expected_precision": "halfjaar"}


def page(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_what_is_late_is_said_as_it_was_planned(client, deal, team, settings):
    factories.milestone(deal=deal, name="Nulmeting", **ROUGH | {"planned_on": "2020-06-30"})
    assert "Mijlpaal “Nulmeting” stond voor 2e kwartaal 2020" in page(client, "deals:detail", deal.slug)
    assert "2e kwartaal 2020" in page(client, "deals:newcomers", deal.slug)


@pytest.mark.parametrize("at", ["deals:mine", "deals:newcomers", "programme:overview"])
def test_what_comes_is_said_as_it_is_expected(client, deal, at):
    factories.milestone(deal=deal, name="Slot", **ROUGH, **MOVED)
    client.force_login(factories.staff() if at == "programme:overview" else factories.dealmaker(deal))
    content = page(client, at, *([deal.slug] if at == "deals:newcomers" else []))
    assert "tweede helft van 2098" in content and "31 december 2098" not in content


def test_a_calendar_has_the_last_day_and_says_that_it_is_rough(deal):
    factories.milestone(deal=deal, name="Slot", **ROUGH, **MOVED)
    factories.milestone(deal=deal, name="Start", planned_on="2026-05-01")
    factories.milestone(deal=deal, name="Klaar", **ROUGH, done_on="2026-06-02")
    told = {(event.on, event.summary) for event in days_of([deal], factories.dealmaker(deal))}
    assert told == {
        (date(2026, 5, 1), f"Mijlpaal: Start ({deal.name})"),
        (date(2026, 6, 2), f"Gehaald: Klaar ({deal.name})"),
        (date(2098, 12, 31), f"Mijlpaal: Slot, tweede helft van 2098 ({deal.name})"),
    }


def test_a_move_says_how_precise_both_dates_were(client, deal, team):
    milestone = factories.milestone(deal=deal, name="Nulmeting", **ROUGH)
    sent = {"version": "1", "kind": "mijlpaal", "name": "Nulmeting", **ROUGH, "reason": "later"}
    sent |= {"expected_on": "2026-10-03", "expected_precision": "halfjaar"}
    client.post(reverse("deals:milestone_edit", args=[deal.slug, milestone.pk]), sent)
    [move] = MilestoneMove.objects.values("old_precision", "new_precision")
    assert move == {"old_precision": "kwartaal", "new_precision": "halfjaar"}
    content = page(client, "deals:planning", deal.slug)
    assert "verschoven van 2e kwartaal 2026 naar tweede helft van 2026" in content
