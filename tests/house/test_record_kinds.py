"""The pages do what the registration of a kind of record promises; for a new kind, say here what to type."""

from datetime import date

import pytest
from django.apps import apps
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from deals.actions import create_calendar_link
from deals.models import Removable
from deals.queries.digest import news_of
from deals.record_kinds import KINDS, kinds_with_page, removable_kinds, searched_kinds
from deals.sheet.tables import TABLES
from tests import factories

pytestmark = pytest.mark.django_db
WORD, OTHER = "bosuil", "kerkuil"
TYPED = {
    "mijlpalen": {"name": WORD, "planned_on": "2026-09-01"},
    "onderdelen": {"kind": "werklijn", "name": WORD},
    "bijstellingen": {"decided_on": "2026-05-01", "what": WORD, "why": "tijd"},
    "borging": {"title": WORD},
    "verbanden": {"kind": "doorstart", "text": WORD},
    "gezocht": {"description": WORD, "why": "kennis"},
    "bijdragen": {"type": "koepel", "amount_eur_per_year": WORD, "year_from": 2024, "year_until": 2026},
    "overleggen": {"kind": "stuurgroep", "name": WORD},
    "besluiten": {"decided_on": "2026-05-01", "text": WORD},
    "actiepunten": {"text": WORD, "state": "open", "due_on": "2026-08-01"},
    "ondertekening": {"kind": "bijtekenmoment", "signed_on": "2026-08-01", "precision": "dag", "note": WORD},
    "publicaties": {"number": WORD},
}
# For kinds where no word can be typed: the values for each of the two words, as on the page and in a file.
NUMBERS = {
    "bijdragen": {WORD: ("98.765", "98765,00"), OTHER: ("87.654", "87654,00")},
    "publicaties": {WORD: ("2024-98765", "2024-98765"), OTHER: ("2024-87654", "2024-87654")},
}

# Creates one that can be found by WORD.
FOUND = {
    "deals": lambda: factories.deal(name=WORD),
    "organisaties": lambda: factories.organisation(name=WORD),
    "contacten": lambda: factories.contact(name=WORD),
}

DAY = date(2026, 11, 2)  # agreements are asked about from November on
# Creates one that the daily overview reports on that day.
TOLD = {
    "mijlpalen": lambda deal: factories.milestone(deal=deal, planned_on=DAY),
    "actiepunten": lambda deal: deal.action_points.create(text=WORD, due_on=date(2026, 11, 1)),
    "afspraken": lambda deal: factories.commitment(participation=deal.participations.get()),
    "contacten": lambda deal: factories.contact(
        organisation=deal.participations.get().organisation, new_at=timezone.now()
    ),
}


@pytest.fixture
def deal():
    return factories.deal()


@pytest.fixture
def maker(client, deal):
    """Confirms the password, as required for an export."""
    cache.clear()  # it counts how often a password was given
    client.force_login(factories.dealmaker(deal))
    client.post(reverse("account_reauthenticate"), {"password": factories.PASSWORD})
    return client


def typed_as(what, word):
    more = {"organisation": factories.organisation(type="ministerie").pk} if what == "borging" else {}
    return {name: _on_page(what, word) if text == WORD else text for name, text in TYPED[what].items()} | more


def _on_page(what, word):
    return NUMBERS[what][word][0] if what in NUMBERS else word


def _in_file(what, word):
    return NUMBERS[what][word][1] if what in NUMBERS else word


def _url(name, deal, *args):
    return reverse(f"deals:{name}", args=[deal.slug, *args])


def _text(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def _tab(client, deal, kind):
    """The page with the record, without the card of removed records."""
    before, _card, after = _text(client, _url(kind.tab, deal)).partition('id="verwijderd"')
    return before + after.partition("</section>")[2]


def _make(client, deal, what):
    assert client.post(_url("piece_add", deal, what), typed_as(what, WORD)).status_code == 302
    return KINDS[what].of(deal).get()


def test_every_model_of_which_rows_can_be_put_back_is_registered():
    models = {model for model in apps.get_models() if issubclass(model, Removable)}
    assert {kind.model for kind in removable_kinds().values()} == models


def test_every_kind_with_pages_is_tried_here():
    assert set(TYPED) == set(kinds_with_page())


@pytest.mark.parametrize("what", kinds_with_page())
def test_it_is_made_and_changed_on_its_page_and_told_in_the_history(maker, deal, what):
    kind, record = KINDS[what], _make(maker, deal, what)
    assert _on_page(what, WORD) in _tab(maker, deal, kind)
    assert escape(str(record)) in _text(maker, _url("history", deal))
    edit = _url("piece_edit", deal, what, record.pk)
    assert _on_page(what, WORD) in _text(maker, edit)
    changed = typed_as(what, OTHER) | {"version": record.version}
    assert maker.post(edit, changed).status_code == 302
    page = _tab(maker, deal, kind)
    assert _on_page(what, OTHER) in page and _on_page(what, WORD) not in page
    assert escape(str(kind.of(deal).get())) in _text(maker, _url("history", deal))


@pytest.mark.parametrize("what", kinds_with_page())
def test_it_goes_out_in_a_list(maker, deal, what):
    tables = [one.name for one in KINDS[what].exports] + ([what] if what in TABLES else [])
    _make(maker, deal, what)
    files = [_text(maker, _url("sheet_export", deal, name, "csv")) for name in tables]
    assert any(_in_file(what, WORD) in text for text in files)


@pytest.mark.parametrize("what", [name for name, kind in kinds_with_page().items() if kind.calendar])
def test_its_day_is_in_the_calendar(maker, deal, what):
    token = create_calendar_link(deal=deal, by=deal.roles.get().user)
    address = reverse("deals:calendar_feed", args=[token])
    assert "BEGIN:VEVENT" not in _text(maker, address)
    _make(maker, deal, what)
    assert "BEGIN:VEVENT" in _text(maker, address)


@pytest.mark.parametrize("what", kinds_with_page())
def test_it_is_removed_and_put_back(maker, deal, what):
    kind, record = KINDS[what], _make(maker, deal, what)
    maker.post(_url("piece_delete", deal, what, record.pk), {"version": record.version})
    assert _on_page(what, WORD) not in _tab(maker, deal, kind)
    undo = _url("put_back", deal, what, record.pk)
    assert undo in _text(maker, _url("planning", deal))
    assert maker.post(undo).url == kind.page_of(record)
    assert _on_page(what, WORD) in _tab(maker, deal, kind)


@pytest.mark.parametrize("name", [kind.name for kind in searched_kinds()])
def test_it_is_found_by_its_name(client, name):
    client.force_login(factories.staff())
    address = reverse("deals:search", query={"q": WORD})
    assert f'id="{name}"' not in _text(client, address)
    FOUND[name]()
    assert f'id="{name}"' in _text(client, address)


@pytest.mark.parametrize("name", [kind.name for kind in KINDS.values() if kind.digest])
def test_the_daily_overview_tells_of_it(deal, name):
    reader = factories.dealmaker(deal)
    factories.participation(deal=deal)
    assert not news_of([reader], day=DAY)[reader.pk]
    TOLD[name](deal)
    [news] = news_of([reader], day=DAY)[reader.pk]
    assert [len(part.rows) for part in news.parts] == [1]
