"""The short questionnaire: a choice from a whole one, whose statements stay the same statements."""

import pytest
from django.urls import reverse
from django.utils import timezone

from impacttool.actions.instrument_versions import IndicatorText, copy_newest, save_instrument
from impacttool.actions.short_instruments import InstrumentFrozen, copy_short, save_short
from impacttool.models import Instrument, Statement
from impacttool.models.instrument import InstrumentQuerySet
from tests import factories
from tests.impacttool.follow_ups import short_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole():
    return factories.instrument(shape=(2, 1, 1), version=1, frozen_at=timezone.now())


def lines(instrument):
    """[(indicator number, code, text, what it continues)]"""
    asked = Statement.objects.filter(indicator__instrument=instrument).order_by("position")
    return list(asked.values_list("indicator__number", "code", "text", "previous__code"))


def test_it_keeps_numbers_codes_and_words(whole):
    short = short_of(whole, ("1.2", "3.1"))
    assert (short.version, short.short_of) == (2, whole)
    assert lines(short) == [(1, "1.2", "Stelling 1.2", "1.2"), (3, "3.1", "Stelling 3.1", "3.1")]


def test_the_next_whole_version_follows_the_whole_one(whole):
    short_of(whole, ("1.1",))
    copy = copy_newest(by=None)
    assert copy.version == 3 and copy.short_of is None
    assert [code for _number, code, _text, _previous in lines(copy)] == ["1.1", "1.2", "2.1", "3.1"]
    assert [previous for *_rest, previous in lines(copy)] == ["1.1", "1.2", "2.1", "3.1"]
    assert {
        one.previous.indicator.instrument for one in Statement.objects.filter(indicator__instrument=copy)
    } == {whole}
    assert Instrument.objects.newest() == copy


def test_a_short_concept_is_gone_on_with_and_a_used_one_is_copied(whole):
    first = copy_short(by=None)
    assert len(lines(first)) == 4
    save_short(instrument=first, statements=Statement.objects.filter(code="1.1"), by=None)
    assert copy_short(by=None) == first
    Instrument.objects.filter(pk=first.pk).update(frozen_at=timezone.now())
    second = copy_short(by=None)
    assert second != first and lines(second) == lines(first)


def what_was_newest_before(monkeypatch, name, old):
    """What PostgreSQL gives whoever waited for the lock of another who made a newer one: the row that was waited for."""
    now = getattr(InstrumentQuerySet, name)
    monkeypatch.setattr(
        InstrumentQuerySet, name, lambda self: old if self.query.select_for_update else now(self)
    )


def test_pressed_twice_at_once_one_version_is_made(whole, monkeypatch):
    first = copy_newest(by=None)
    what_was_newest_before(monkeypatch, "newest", whole)
    assert copy_newest(by=None) == first


def test_pressed_twice_at_once_one_short_version_is_made(whole, monkeypatch):
    used = short_of(whole)
    Instrument.objects.filter(pk=used.pk).update(frozen_at=timezone.now())
    first = copy_short(by=None)
    what_was_newest_before(monkeypatch, "newest_short", used)
    assert copy_short(by=None) == first


def test_a_used_one_never_changes(whole):
    short = short_of(whole)
    Instrument.objects.filter(pk=short.pk).update(frozen_at=timezone.now())
    with pytest.raises(InstrumentFrozen):
        save_short(instrument=short, statements=Statement.objects.none(), by=None)


def test_a_whole_concept_that_is_written_anew_takes_its_short_one_along():
    whole = factories.instrument(shape=(1, 1), version=1)
    short = short_of(whole, ("1.1", "2.1"))
    rows = [
        IndicatorText("Eerste", statements=["Stelling 1.1"]),
        IndicatorText("Tweede", statements=["Nieuw"]),
    ]
    save_instrument(instrument=whole, contents=rows, by=None)
    assert lines(short) == [(1, "1.1", "Stelling 1.1", "1.1")]
    assert short.indicators.get().name == "Eerste"


def test_staff_choose_the_statements(client, whole):
    client.force_login(factories.staff())
    made = client.post(reverse("impacttool:instrument_add_short"))
    short = Instrument.objects.short().get()
    url = reverse("impacttool:instrument_edit", args=[short.version])
    assert made["Location"] == url
    assert "Stelling 1.2" in client.get(url).content.decode()
    chosen = Statement.objects.filter(indicator__instrument=whole, code__in=["1.2", "2.1"])
    fields = {"name": "Kort", "instruction": "Scoor", "source": "eigen keuze", "minutes": "1"}
    without = client.post(url, fields)
    assert "Kies er minstens één" in without.content.decode() and len(lines(short)) == 4
    saved = client.post(url, fields | {"statements": [one.pk for one in chosen]})
    assert saved.status_code == 302
    assert [code for _number, code, *_rest in lines(short)] == ["1.2", "2.1"]
    foreign = factories.instrument(shape=(1,))
    other = Statement.objects.get(indicator__instrument=foreign)
    refused = client.post(url, fields | {"statements": [other.pk]})
    assert refused.status_code == 200 and len(lines(short)) == 2


def test_pages_say_what_it_is(client, whole):
    short = short_of(whole)
    client.force_login(factories.staff())
    page = client.get(reverse("impacttool:instrument", args=[short.version])).content.decode()
    assert "De stellingen staan ook in versie 1" in page and "niet vergelijkbaar" not in page
    assert "kort, uit versie 1" in client.get(reverse("impacttool:instruments")).content.decode()


def test_without_a_whole_one_there_is_no_short_one(client):
    client.force_login(factories.staff())
    answer = client.post(reverse("impacttool:instrument_add_short"), follow=True)
    assert "Maak eerst een gewone vragenlijst" in answer.content.decode()
