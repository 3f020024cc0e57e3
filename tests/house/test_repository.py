"""Rules of the house that can be read from the files alone."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import tree

FUNCTION_LINES, FILE_LINES, TEMPLATE_LINES, TASK_LINES = 40, 400, 120, 10
# Written in two parts, so that this file does not match itself.
POSTPONED = re.compile("|".join(["TO" + "DO", "FIX" + "ME", r"\bXX" + r"X\b", "NotImplemented" + "Error"]))
LEFT_OUT = re.compile(r"pytest\.(mark\.)?(sk" + "ip|xf" + r"ail)|importorsk" + "ip|unittest.sk" + "ip")
PLACES = re.compile(
    "|".join(
        [
            r"(?<![\w.])/(wo" + r"rk|fa" + r"rm|ro" + "ot)/",
            "shared/" + "(design|domain|hooks)",
            r"\b(RUL" + r"ES|HOU" + r"SE|STA" + r"CK|TRU" + r"ST|PAG" + r"ES|EXAM" + r"PLES)\.md",
            r"py" + r"pi\.org",
            "pythonho" + "sted",
            r"registry\.np" + "mjs",
            r"registry\.ya" + "rn",
            r"deb\.deb" + r"ian",
        ]
    )
)
# Templates that a library loads by name.
ASKED_FOR_BY_LIBRARIES = (
    "account/",
    "allauth/",
    "mfa/",
    "nlds/",
    "socialaccount/",
    "admin/",
    "registration/",
)
WITHOUT_TESTS_OF_THEIR_OWN = {"apps", "settings", "celery", "wsgi", "migrations", "__init__"}
# Covered for all rooms by tests/house/test_events.py; their sentences are read on the pages.
WITHOUT_TESTS_OF_THEIR_OWN |= {"events", "event_words"}


def _lines(node):
    return node.end_lineno - node.lineno + 1


def test_functions_are_short():
    too_long = [
        f"{name}:{node.lineno} {node.name} has {_lines(node)} lines"
        for name in tree.python_files()
        for node in tree.functions(name)
        if _lines(node) > FUNCTION_LINES
    ]
    assert not too_long


@pytest.mark.parametrize(
    ("pattern", "limit"),
    [("*.py", FILE_LINES), ("templates/*.html", TEMPLATE_LINES), ("static/*.css", FILE_LINES)],
)
def test_files_are_short(pattern, limit):
    counts = {name: tree.text(name).count("\n") for name in tree.files(pattern) if "/migrations/" not in name}
    assert not {name: count for name, count in counts.items() if count > limit}


def test_nothing_is_postponed_or_left_out():
    found = [
        f"{name}: {match[0]}"
        for name in tree.files("*.py", "*.html", "*.js", "*.css", "*.sh", "*.toml", ".ci/*", "Makefile")
        for match in [*POSTPONED.finditer(tree.text(name)), *LEFT_OUT.finditer(tree.text(name))]
    ]
    assert not found


def test_no_place_of_one_machine_or_registry_is_named():
    found = [f"{name}: {match[0]}" for name in tree.files() for match in PLACES.finditer(tree.text(name))]
    assert not found


def test_no_links_between_files_are_stored():
    """A stored link to a folder of one machine replaces that folder wherever the repository is checked out."""
    assert not [name for name in tree.listed() if (tree.ROOT / name).is_symlink()]


def test_without_git_the_same_files_are_looked_at():
    assert set(tree.walked()) == set(tree.listed())


def test_lock_files_name_no_addresses():
    locks = tree.files("requirements/*.txt", "package-lock.json")
    assert "requirements/runtime.txt" in locks
    assert "package-lock.json" in locks
    assert not [name for name in locks if re.search(r"[=@ ] *https?://|\"resolved\":", tree.text(name))]


@pytest.mark.parametrize("name", tree.files("requirements/*.in"))
def test_every_dependency_says_what_it_is_for(name):
    lines = [line for line in tree.text(name).splitlines() if line and not line.startswith(("#", "-"))]
    assert lines
    assert not [line for line in lines if not re.search(r"\s# *\S", line)]


def _names_of_tests(room):
    """For each module of a room with functions or classes: the names its tests may have, such as
    test_actions.py or test_reports.py for actions/reports.py."""
    for name in tree.files(f"{room}/*.py"):
        parts = Path(name).relative_to(room).with_suffix("").parts
        has_code = any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in tree.code(name).body)
        if has_code and not WITHOUT_TESTS_OF_THEIR_OWN & {parts[0], parts[-1]}:
            yield name, {parts[0], parts[-1], *parts[1:2]}


@pytest.mark.parametrize("room", tree.ROOMS)
def test_tests_mirror_the_code(room):
    tests = [Path(name).relative_to(f"tests/{room}") for name in tree.files(f"tests/{room}/*.py")]
    tested = {part.removesuffix(".py").removeprefix("test_") for test in tests for part in test.parts}
    missing = [
        name
        for name, wanted in _names_of_tests(room)
        if not any(test == one or test.startswith(f"{one}_") for one in wanted for test in tested)
    ]
    assert not missing


def test_no_template_is_unused():
    sources = "\n".join(
        tree.text(name) for name in tree.files("*.py", "*.html", "*.txt") if "requirements" not in name
    )
    names = [name.removeprefix("templates/") for name in tree.files("templates/*")]
    unused = [name for name in names if name not in sources and not name.startswith(ASKED_FOR_BY_LIBRARIES)]
    assert not unused


def _is_task(node):
    return any("shared_task" in ast.unparse(decorator) for decorator in node.decorator_list)


def _positional(node):
    arguments = [*node.args.posonlyargs, *node.args.args]
    bound = any("bind=True" in ast.unparse(decorator) for decorator in node.decorator_list)
    return arguments[1:] if bound else arguments


def test_tasks_are_short_and_take_ids_by_name():
    tasks = [
        (name, node)
        for room in tree.ROOMS
        for name in tree.files(f"{room}/tasks.py", f"{room}/tasks/*.py")
        for node in tree.functions(name)
        if _is_task(node)
    ]
    assert not [f"{name} {node.name}" for name, node in tasks if _positional(node) or node.args.vararg]
    assert not [f"{name} {node.name}" for name, node in tasks if _lines(node) > TASK_LINES]


def test_arrows_point_down():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-logo"], cwd=tree.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
