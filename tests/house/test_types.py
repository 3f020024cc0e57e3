"""The mypy settings (pyproject.toml) and loose types; `make lint` runs mypy."""

import ast
import re
import tomllib
from fnmatch import fnmatchcase

import pytest

from tests.house import test_floors, tree

MYPY = tomllib.loads(tree.text("pyproject.toml"))["tool"]["mypy"]
STRICT = next(one for one in MYPY["overrides"] if one.get("disallow_untyped_defs"))
# May only shrink: remove a code when its last finding is fixed.
STILL_ALLOWED = {
    *("arg-type", "assignment", "attr-defined", "call-arg", "has-type", "index", "method-assign", "misc"),
    *("operator", "override", "union-attr", "var-annotated"),
}

# Only fewer: values of sheets, the words drawn from stored figures, and shapes of libraries without types.
STILL_LOOSE = {
    "deals/sheet/cells.py",
    "deals/sheet/lines.py",
    "deals/sheet/plan.py",
    "deals/sheet/reading.py",
    "deals/sheet/write.py",
    "foundation/event_codec.py",
    "rendering/open_document.py",
    "rendering/reading/grid.py",
    "rendering/reading/workbook.py",
    "rendering/slide_master.py",
    "rendering/slide_parts.py",
    "reports/guide.py",
    "reports/learning_report/words.py",
    "reports/partner_words.py",
    "reports/programme_report/book.py",
    "reports/programme_report/slides.py",
    "reports/programme_report/tables.py",
    "reports/programme_report/words.py",
    "reports/web_report/words.py",
    "reports/learning_report/slides.py",
    "reports/trend_words.py",
    "reports/learning_report/workbook.py",
}


def is_strict(name):
    module = name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    return any(fnmatchcase(module, one) or one == f"{module}.*" for one in STRICT["module"])


def test_every_room_is_checked():
    assert {*MYPY["files"]} == {*tree.ROOMS, "deploy"}


@pytest.mark.parametrize("name", test_floors.MODULES)
def test_pure_modules_are_strict(name):
    assert is_strict(name)


def test_what_is_named_strict_exists():
    places = [one.removesuffix(".*").replace(".", "/") for one in STRICT["module"]]
    assert not [place for place in places if not tree.files(f"{place}.py", f"{place}/*.py")]


def test_what_is_still_allowed_becomes_less():
    assert {*MYPY["disable_error_code"]} - {"import-untyped"} == STILL_ALLOWED
    assert {*STRICT["enable_error_code"]} == STILL_ALLOWED


def _public(body):
    """Public functions, fields and aliases of a module and its classes."""
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from _public(node.body)
        elif isinstance(node, ast.FunctionDef) and not re.match(r"_[^_]", node.name):
            yield from _annotations(node)
        elif isinstance(node, ast.AnnAssign):
            yield node.annotation
            yield from [node.value] if getattr(node.annotation, "id", "") == "TypeAlias" else []
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript | ast.BinOp):
            yield node.value


def _annotations(function):
    arguments = function.args
    every = [
        *arguments.posonlyargs,
        *arguments.args,
        *arguments.kwonlyargs,
        arguments.vararg,
        arguments.kwarg,
    ]
    return [one for one in [*(a.annotation for a in every if a), function.returns] if one is not None]


def _is_loose(annotation):
    """`Any` somewhere in it, or a dict or a list of one does not know what."""
    told = {id(node.value) for node in ast.walk(annotation) if isinstance(node, ast.Subscript)}
    names = [node for node in ast.walk(annotation) if isinstance(node, ast.Name)]
    return any(name.id == "Any" or (name.id in ("dict", "list") and id(name) not in told) for name in names)


def is_loose(text):
    return any(map(_is_loose, _public(ast.parse(text).body)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def show(words: dict[str, Any]) -> str: ...", True),
        ("def show(words: dict) -> str: ...", True),
        ("def show(*words: Any) -> str: ...", True),
        ("def show() -> list: ...", True),
        ("class Web:\n    figures: Mapping[str, Any]", True),
        ("Figures = Mapping[str, Any]", True),
        ("Figures: TypeAlias = dict[str, Any] | None", True),
        ("def show(words: dict[str, list[str]]) -> list[str]: ...", False),
        ("def _show(words: Any) -> str: ...", False),
        ("class _Web:\n    figures: Any", False),
    ],
)
def test_the_rule_sees_what_says_nothing(text, expected):
    assert is_loose(text) == expected


def test_signatures_say_what_goes_in_and_out():
    """No `Any` in the public names of a strict module; STILL_LOOSE may only shrink."""
    strict = [name for name in tree.python_files() if is_strict(name)]
    assert {name for name in strict if is_loose(tree.text(name))} == STILL_LOOSE
