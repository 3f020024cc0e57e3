"""The pages' scripts: modules without a build step, preloaded together, and tested by node."""

import re

import pytest

from tests import run
from tests.house import tree

IMPORTED = re.compile(r"""from "\./(\w+\.js)";""")
NO_MODULE = {"themes.js"}  # its file header says: it must catch keys before the page is complete


def _needed(name):
    """All modules that a script imports, and what those import."""
    found = set()
    for one in IMPORTED.findall(tree.text(f"static/src/{name}")):
        found |= {one, *_needed(one)}
    return found


def _uses(pattern):
    return [
        (name, found)
        for name in tree.files("templates/*.html")
        for found in re.findall(pattern, tree.text(name))
    ]


def test_every_script_is_a_module():
    tags = _uses(r"<script[^>]*src=\"{% static [\"']src/[^>]*>")
    assert tags
    assert not [(name, tag) for name, tag in tags if 'type="module"' not in tag]


def test_every_script_is_used():
    used = {found for _name, found in _uses(r"<script[^>]*src/(\w+\.js)")}
    needed = {module for one in used for module in _needed(one)}
    assert used | needed | NO_MODULE == {name.rpartition("/")[2] for name in tree.files("static/src/*.js")}


def test_what_the_form_of_a_respondent_needs_is_fetched_at_once():
    form = tree.text("templates/impacttool/respondent_form.html")
    assert set(re.findall(r'rel="modulepreload" href="{% static "src/(\w+\.js)"', form)) == _needed(
        "respondent.js"
    )


def test_the_tests_of_the_scripts_are_run():
    scripts = run.parts()[0]
    assert {name.rpartition("/")[2] for name in scripts.options} == {
        name.rpartition("/")[2] for name in tree.files("tests/scripts/*.test.js")
    }


def test_without_node_they_are_left_out_and_that_is_said(monkeypatch):
    monkeypatch.setattr(run.shutil, "which", lambda name, path=None: None)
    assert "node" in run.parts()[0].missing


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ("# tests 5\n# pass 3\n# fail 1\n# cancelled 1\n# skipped 0\n# todo 0\n", (3, 2, 0)),
        ("node: bad option\n", (0, 0, 0)),
    ],
)
def test_the_totals_of_node_are_read(said, counted):
    assert run.tap_counts(said) == counted
