"""Reading and editing questionnaires."""

import pytest
from django.urls import reverse

from impacttool.models import Element, Instrument, Statement
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff_client(client):
    client.force_login(factories.staff())
    return client


def url(name, *args):
    return reverse(f"impacttool:{name}", args=args)


def rows_of(*rows):
    data = {"indicator-TOTAL_FORMS": len(rows), "indicator-INITIAL_FORMS": 0}
    for index, row in enumerate(rows):
        data |= {f"indicator-{index}-{name}": value for name, value in row.items()}
    return data | {"name": "Vragenlijst", "instruction": "Scoor", "minutes": "3"}


def test_the_page_shows_statements_elements_and_source(client):
    instrument = factories.instrument(version=1, source="bron van de vragen")
    Element.objects.create(indicator=instrument.indicators.first(), text="Een vraag voor later")
    client.force_login(factories.user())
    text = client.get(url("instrument", 1)).content.decode()
    for words in ("Stelling 1.2", "Een vraag voor later", "bron van de vragen", "1 = laag, 5 = hoog"):
        assert words in text
    assert "Wijzigen" not in text
    assert "Proef" in client.get(url("instruments")).content.decode()


def test_a_new_version_keeps_the_link_of_statements_that_stay(staff_client):
    old = factories.instrument(version=1, frozen_at=NOON)
    staff_client.post(url("instrument_add"))
    data = rows_of(
        {"name": "Eerste", "dimension": "proces", "statements": "Stelling 1.1\nEen nieuwe stelling"},
        {"name": "Weg", "statements": "Iets", "DELETE": "on"},
        {"name": "Tweede", "dimension": "proces", "statements": "Stelling 2.1\n\n", "elements": "a\nb"},
    )
    answer = staff_client.post(url("instrument_edit", 2), data)
    assert answer.url == url("instrument", 2)
    new = Instrument.objects.get(version=2)
    found = Statement.objects.filter(indicator__instrument=new).values_list(
        "code", "position", "previous__code"
    )
    assert list(found) == [("1.1", 1, "1.1"), ("1.2", 2, None), ("2.1", 3, "2.1")]
    assert [indicator.dimension.name for indicator in new.indicators.all()] == ["proces", "proces"]
    assert new.dimensions.count() == 1
    assert Statement.objects.filter(indicator__instrument=old).count() == 3
    text = staff_client.get(url("instrument", 2)).content.decode()
    assert "niet vergelijkbaar" in text and "dezelfde als 2.1" in text


def test_a_copy_is_the_same_until_it_is_changed(staff_client):
    old = factories.instrument(version=1, frozen_at=NOON)
    old.indicators.update(alias="zo heet het ook")
    staff_client.post(url("instrument_add"))
    new = Instrument.objects.get(version=2)
    texts = [list(i.statements.values_list("text", flat=True)) for i in new.indicators.all()]
    assert texts == [["Stelling 1.1", "Stelling 1.2"], ["Stelling 2.1"]]
    assert set(new.indicators.values_list("alias", flat=True)) == {"zo heet het ook"}
    assert not Statement.objects.filter(indicator__instrument=new, previous=None).exists()


def test_there_is_one_concept_at_a_time(staff_client):
    factories.instrument(version=1, frozen_at=NOON)
    for _ in range(2):
        assert staff_client.post(url("instrument_add")).url == url("instrument_edit", 2)
    assert Instrument.objects.count() == 2


def test_a_frozen_version_refuses_edits(staff_client):
    factories.instrument(version=1, frozen_at=NOON)
    data = rows_of({"name": "Eerste", "statements": "Iets anders"})
    for answer in (
        staff_client.get(url("instrument_edit", 1)),
        staff_client.post(url("instrument_edit", 1), data),
    ):
        assert answer.url == url("instrument", 1)
    assert not Statement.objects.filter(text="Iets anders").exists()


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "minstens één indicator"),
        ([{"name": "Leeg"}], "Stellingen"),
        ([{"name": "Dubbel", "statements": "a\na"}], "dezelfde regels"),
        ([{"name": "Lang", "statements": "x" * 1001}], "hoogstens 1000"),
    ],
)
def test_mistakes_are_told(staff_client, rows, sentence):
    factories.instrument(version=1)
    answer = staff_client.post(url("instrument_edit", 1), rows_of(*rows))
    assert answer.status_code == 200 and sentence in answer.content.decode()
    assert Statement.objects.filter(text="Stelling 1.1").exists()


def test_only_agenda_stad_edits(client):
    factories.instrument(version=1)
    for person in (factories.dealmaker(factories.deal()), factories.administrator()):
        client.force_login(person)
        assert client.post(url("instrument_add")).status_code == 403
        assert client.get(url("instrument_edit", 1)).status_code == 403


def test_queries_do_not_grow_with_the_questionnaire(staff_client, django_assert_max_num_queries):
    counts = []
    for version, shape in enumerate([(1,), (3, 2, 4, 1)], 1):
        factories.instrument(version=version, shape=shape)
        for address in (url("instruments"), url("instrument", version)):
            with django_assert_max_num_queries(12) as queries:
                staff_client.get(address)
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
