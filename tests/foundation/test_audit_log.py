"""The log: written in one way, and read in words by whoever may know the names."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.utils.timezone import localtime

from deals.events import CalendarAddress, DealEvent
from foundation.actions.audit_log import record_event, record_event_of_day
from foundation.events import Changes, FieldChange, NoData, Ref, Subject
from foundation.models import AuditEvent
from foundation.queries import audit_log
from tests import factories
from tests.audit_log import details, read

pytestmark = pytest.mark.django_db
SUBJECT = Subject("deal", "wijken", "Energieke Wijken", 12)


def test_a_row_says_who_what_and_about_which_deal():
    person = factories.user(name="Anna Ander")
    row = record_event(DealEvent.PUBLISHED, by=person, subject=SUBJECT)
    assert (row.actor, row.actor_label, row.event) == (person, "Anna Ander", "deal.published")
    assert (row.subject, row.deal_id, row.data) == (SUBJECT, 12, {})
    assert list(audit_log.about("deal:wijken")) == [row]
    assert record_event(DealEvent.PUBLISHED, by=None, subject=SUBJECT).actor_label == "het portaal zelf"


def test_data_of_another_event_are_refused():
    with pytest.raises(TypeError, match=r"deal\.changed has Changes, not NoData"):
        record_event(DealEvent.CHANGED, by=None, subject=SUBJECT, data=NoData())
    assert not AuditEvent.objects.exists()


def test_of_what_is_known_by_the_day_alone_no_time_is_kept():
    with time_machine.travel(datetime(2026, 6, 1, 9, 12, tzinfo=UTC), tick=False):
        row = record_event_of_day(DealEvent.PUBLISHED, by=None, subject=SUBJECT)
    assert f"{localtime(row.at):%H:%M}" == "23:59"
    assert read(row).when == "1 juni 2026"


def test_names_are_those_of_now_and_of_what_the_reader_may_see():
    hidden = factories.deal(name="Geheim", is_published=False)
    person, team = factories.user(name="Jan Jansen"), factories.dealmaker(hidden)
    changes = (
        FieldChange("x", "Deal", None, hidden.audit_ref),
        FieldChange("y", "Wie", None, person.audit_ref),
    )
    row = record_event(DealEvent.CHANGED, by=None, subject=SUBJECT, data=Changes(changes))
    person.name = "Jan Pietersen"
    person.save()
    assert details(row, reader=team) == {"Deal": ["", "Geheim"], "Wie": ["", "Jan Pietersen"]}
    assert details(row, reader=person)["Deal"] == ["", "een deal die u niet kunt zien"]
    assert "Jan" not in str(row.data) and "Geheim" not in str(row.data)


def test_a_deal_or_an_account_that_is_gone_has_no_name():
    data = CalendarAddress(Ref("deal", 999))
    row = record_event(DealEvent.CALENDAR_ADDRESS_MADE, by=None, subject=SUBJECT, data=data)
    assert details(row) == {"agenda": "een deal die u niet kunt zien"}


def test_an_event_that_no_room_knows_any_more_keeps_its_code():
    row = record_event(DealEvent.PUBLISHED, by=None, subject=SUBJECT)
    row.event = "deal.of_old"
    assert (read(row).verb, read(row).changes) == ("deal.of_old", [])


def test_a_page_costs_as_many_queries_with_more_lines(django_assert_num_queries):
    reader = factories.staff()
    for _turn in range(3):
        data = CalendarAddress(factories.deal().audit_ref)
        record_event(DealEvent.CALENDAR_ADDRESS_MADE, by=reader, subject=SUBJECT, data=data)
    with django_assert_num_queries(2):
        assert len(audit_log.read(AuditEvent.objects.all(), reader=reader)) == 3
