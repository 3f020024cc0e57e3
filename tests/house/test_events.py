"""The events of the log: each has a stable code, a data class, a Dutch sentence, and code that records it."""

import ast
import re
from dataclasses import is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from importlib import import_module
from types import NoneType, UnionType
from typing import Union, get_args, get_origin, get_type_hints

import pytest

from foundation.event_words import REFS, SENTENCES
from foundation.events import Event, FieldChange
from foundation.models import AuditEvent
from tests.house import tree

MODULES = [name for room in tree.ROOMS for name in tree.files(f"{room}/events.py")]
EVENTS = [
    event
    for name in MODULES
    for value in vars(import_module(name.removesuffix(".py").replace("/", "."))).values()
    if isinstance(value, type) and issubclass(value, Event)
    for event in value
]
PLAIN = {str, int, bool, date, datetime, Decimal, NoneType}
CODE = tree.files(*(f"{room}/*.py" for room in tree.ROOMS))
WRITER = "foundation/actions/audit_log.py"


def named(event):
    return f"{type(event).__name__}.{event.name}"


def test_there_are_events():
    assert {"partners/events.py", "deals/events.py", "impacttool/events.py"} <= set(MODULES)
    assert len(EVENTS) > 100


@pytest.mark.parametrize("event", EVENTS, ids=named)
def test_an_event_has_a_code_typed_data_and_a_sentence(event):
    assert re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", event.value)
    assert is_dataclass(event.data_class) and event.data_class.__dataclass_params__.frozen
    assert not [kind for kind in _kinds(event.data_class) if not _is_typed(kind)]
    assert event in SENTENCES


def _kinds(kind):
    """All types nested in this one."""
    if get_origin(kind) in (Union, UnionType, tuple):
        for one in get_args(kind):
            yield from _kinds(one) if one is not Ellipsis else ()
    elif kind is FieldChange or not is_dataclass(kind):
        yield kind
    else:
        for hint in get_type_hints(kind).values():
            yield from _kinds(hint)


def _is_typed(kind):
    return kind in PLAIN | {FieldChange} or issubclass(kind, StrEnum)


def test_no_two_events_have_the_same_code():
    codes = [event.value for event in EVENTS]
    assert sorted(codes) == sorted(set(codes))


def test_every_event_is_recorded_somewhere():
    places = [name for name in CODE if not name.endswith(("/events.py", "/event_words.py"))]
    written = set(re.findall(r"\b\w+Event\.[A-Z_]+\b", "\n".join(tree.text(name) for name in places)))
    assert sorted({named(event) for event in EVENTS} - written) == []


def test_the_log_is_written_in_one_place_alone():
    """Tests too record events through the product's actions."""
    makes = re.compile(
        AuditEvent.__name__ + r"(\.objects\.(create|bulk_create|get_or_create))?\((?!models\.Model)"
    )
    assert [name for name in tree.files("*.py") if makes.search(tree.text(name))] == [WRITER]


def _compares_a_sentence(node):
    if isinstance(node, ast.Compare):
        return any(isinstance(one, ast.Attribute) and one.attr == "verb" for one in ast.walk(node))
    return isinstance(node, ast.keyword) and re.fullmatch("verb(__.*)?", node.arg or "")


def test_no_module_asks_by_a_sentence():
    reader = "foundation/queries/audit_log.py"  # gives each line its sentence
    found = [name for name in CODE if any(_compares_a_sentence(node) for node in ast.walk(tree.code(name)))]
    assert found == [reader]


def _names_an_event_as_text(node):
    is_record = isinstance(node, ast.Call) and getattr(node.func, "id", "").startswith("record_event")
    return is_record and any(isinstance(one, ast.Constant) for one in node.args)


def test_no_event_is_recorded_or_asked_for_by_a_text():
    asks = re.compile(r"\bevent(__in)?=[(\[]?\"")
    nodes = [(name, node) for name in CODE for node in ast.walk(tree.code(name))]
    assert not [name for name, node in nodes if _names_an_event_as_text(node)]
    assert not [name for name in CODE if asks.search(tree.text(name))]


def test_what_is_named_can_be_looked_up():
    assert {"user", "deal"} <= set(REFS)
