"""Figures that are stored come back as they were, or not at all."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, get_args, get_type_hints

import msgspec
import pytest
from django.apps import apps
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from foundation import stored_figures
from foundation.figures_field import FiguresField
from foundation.stored_figures import CannotRead
from impacttool.disclosure import Thresholds
from reports.web_report.figures import WebFigures
from tests.reports.web_report_figures import figures

COLUMNS = [
    field for model in apps.get_models() for field in model._meta.fields if isinstance(field, FiguresField)
]
KINDS = sorted({column.kind for column in COLUMNS}, key=lambda kind: kind.__name__)
st.register_type_strategy(
    Mapping, lambda kind: st.dictionaries(*map(st.from_type, get_args(kind)), max_size=3)
)
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))
st.register_type_strategy(
    Thresholds,
    st.builds(
        Thresholds,
        st.integers(5, 99),
        st.integers(10, 99),
        st.integers(5, 99),
        st.integers(3, 99),
        st.integers(20, 99),
    ),
)


@dataclass(frozen=True, slots=True)
class Exact:
    SCHEMA: ClassVar[int] = 3

    mean: Fraction | None
    shown: Decimal
    by_number: dict[int, tuple[str, ...]]


def test_every_stored_kind_is_found():
    assert {kind.__name__ for kind in KINDS} >= {"WebFigures", "LearningContent", "ProgrammeContent"}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_is_read_back(kind):
    @settings(
        max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
    )
    @given(st.from_type(kind))
    def check(made):
        stored = json.loads(json.dumps(stored_figures.write(made)))
        assert stored_figures.read(kind, stored) == made

    check()


def test_exact_fractions_stay_exact():
    made = Exact(Fraction(10, 3), Decimal("3.30"), {2: ("a",), 10: ()})
    written = {"by_number": {"2": ("a",), "10": ()}, "mean": "10/3", "schema": 3, "shown": "3.30"}
    assert stored_figures.write(made) == written
    assert stored_figures.read(Exact, stored_figures.write(made)) == made


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"schema": 2}, "stored with schema 2, this version reads 1"),
        ({"schema": None}, "stored with schema None, this version reads 1"),
        ({"respondents": "24"}, "respondents"),
        ({"indicators": [{"number": 1}]}, "indicators"),
    ],
)
def test_another_shape_is_refused_with_what_is_wrong(changes, told):
    with pytest.raises(CannotRead, match=told):
        stored_figures.read(WebFigures, stored_figures.write(figures()) | changes)


def test_the_hash_is_over_the_value_and_not_over_its_order():
    one, other = {2: "b", 10: frozenset("xyz")}, {10: frozenset("zyx"), 2: "b"}
    assert stored_figures.canonical(one) == b'{"10":["x","y","z"],"2":"b"}'
    assert stored_figures.hash_of(one) == stored_figures.hash_of(other)
    assert stored_figures.hash_of(Fraction(1, 3)) != stored_figures.hash_of(Fraction(1, 4))
    with pytest.raises(TypeError, match="no place in stored figures"):
        stored_figures.hash_of(object())


def _types(kind, seen=()):
    """Every type in the fields of a kind, those of its parts too."""
    for hint in (get_type_hints(kind)[each.name] for each in fields(kind)) if is_dataclass(kind) else ():
        yield from _parts(hint, (*seen, kind))


def _parts(hint, seen):
    yield hint
    for part in get_args(hint):
        yield from _parts(part, seen)
    if is_dataclass(hint) and hint not in seen:
        yield from _types(hint, seen)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_frozen_and_holds_no_float(kind):
    parts = [kind, *_types(kind)]
    assert float not in parts
    assert all(part.__dataclass_params__.frozen for part in parts if is_dataclass(part))


# A changed shape asks for another schema number: then the line here changes with it.
SHAPES = {
    "LearningContent": (1, "8ed3e09bba1f"),
    "ProgrammeContent": (1, "9863fd493eeb"),
    "ReviewFigures": (1, "53db2817a9d7"),
    "RoundScores": (1, "f92cd8ec6915"),
    "WebFigures": (1, "dafa72b388a3"),
}


def _shape(kind):
    described = msgspec.json.schema(kind, schema_hook=lambda _kind: {"type": "string"})
    return stored_figures.hash_of(_without_words(described))[:12]


def _without_words(described):
    if isinstance(described, dict):
        return {key: _without_words(part) for key, part in described.items() if key != "description"}
    return [_without_words(part) for part in described] if isinstance(described, list) else described


def test_another_shape_has_another_schema_number():
    assert {kind.__name__: (kind.SCHEMA, _shape(kind)) for kind in KINDS} == SHAPES
