"""Data of events are stored as JSON and read as what they were."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest

from foundation.event_codec import from_json, to_json
from foundation.events import Changes, FieldChange, Ref, Value


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Row:
    name: str
    on: date | None = None


@dataclass(frozen=True)
class Everything:
    colour: Colour
    at: datetime
    amount: Decimal
    person: Ref | None
    rows: tuple[Row, ...]
    later: int = 7


WHOLE = Everything(
    Colour.RED,
    datetime.fromisoformat("2026-05-03T12:00:00+02:00"),
    Decimal("12.50"),
    Ref("user", 3),
    (Row("een", date(2026, 5, 3)), Row("twee")),
)


def stored(data):
    return json.loads(json.dumps(to_json(data)))


def test_data_are_read_as_they_were():
    assert from_json(Everything, stored(WHOLE)) == WHOLE


def test_what_was_stored_stays_readable_when_fields_come_and_go():
    older = {name: value for name, value in stored(WHOLE).items() if name != "later"} | {"gone": 1}
    assert from_json(Everything, older) == WHOLE
    with pytest.raises(TypeError):
        from_json(Everything, {"colour": "red"})


VALUES: list[Value] = [
    "tekst",
    7,
    True,
    None,
    date(2026, 5, 3),
    datetime.fromisoformat("2026-05-03T12:00:00+02:00"),
    Decimal("12.50"),
    Ref("user", 3),
    ("een", date(2026, 5, 3), Ref("deal", 4)),
]


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_what_is_recorded_is_read_as_it_was(value):
    data = Changes((FieldChange("field", "Veld", None, value),))
    assert from_json(Changes, stored(data)) == data
