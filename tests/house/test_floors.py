"""Pure modules: values in, values out. No Django, clock, randomness, or import from a higher floor."""

import ast
import re
import tomllib

import pytest

from tests.house import tree

CONTRACTS = tomllib.loads(tree.text("pyproject.toml"))["tool"]["importlinter"]["contracts"]
PURE = re.findall(r"\w+", next(one for one in CONTRACTS if one["id"] == "floors")["layers"][-1])
IMPURE = {"django", "rest_framework", "celery", "kombu", "redis", "time", "os", "socket", "subprocess"}
CLOCK = {"now", "utcnow", "today"}
MODULES = [
    name
    for room in tree.ROOMS
    for part in PURE
    for name in tree.files(f"{room}/{part}.py", f"{room}/{part}/*.py")
]


def test_there_are_pure_modules():
    assert "impacttool/scoring.py" in MODULES


def _imported(node):
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {(node.module or "").split(".")[0]}
    return set()


@pytest.mark.parametrize("name", MODULES)
def test_pure_modules_import_nothing_impure(name):
    imported = set().union(*(_imported(node) for node in ast.walk(tree.code(name))))
    assert not imported & IMPURE


@pytest.mark.parametrize("name", MODULES)
def test_pure_modules_read_no_clock(name):
    assert not [
        node.attr
        for node in ast.walk(tree.code(name))
        if isinstance(node, ast.Attribute) and node.attr in CLOCK
    ]
