"""The builder of the style sheets keeps used rules, fills in tokens and drops the rest."""

import importlib.util
import re

import pytest

from tests.house import tree

spec = importlib.util.spec_from_file_location("build_css", tree.ROOT / "static" / "build_css.py")
build_css = importlib.util.module_from_spec(spec)
spec.loader.exec_module(build_css)


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".a{x:1}.b{x:2}", ".a{x:1}"),
        (".a,.b{x:1}", ".a{x:1}"),
        (".a:not(:disabled, .b){x:1}", ".a:not(:disabled, .b){x:1}"),
        (".a .b{x:1}", ""),
        ("@media print{.b{x:1}}", ""),
        ("@media print{.a{x:1}.b{x:1}}", "@media print{.a{x:1}}"),
    ],
)
def test_rules_for_classes_nobody_uses_are_left_out(css, left):
    assert build_css.only_used(css, frozenset({"a"})) == left


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("var(--x)", "1px"),
        ("var(--y)", "1px"),
        ("var(--none, var(--x))", "1px"),
        ("calc(var(--x) + var(--none, 2px))", "calc(1px + 2px)"),
        ("var(--off, 3px)", "3px"),
        ("var(--off)", "unset"),
        ("var(--alive, var(--x))", "var(--alive,1px)"),
    ],
)
def test_tokens_are_filled_in(text, filled):
    tokens = {"--x": "1px", "--y": "var(--x)", "--off": "unset"}
    assert build_css.resolved(text, tokens, frozenset({"--alive"})) == filled


def test_a_declaration_without_a_value_is_dropped():
    assert build_css.settled(".a{color:var(--none);width:1px}", {}) == ".a{width:1px}"


def test_a_private_property_that_is_dropped_settles_what_hung_on_it():
    css = ".a{--_b:var(--none);color:var(--_b,red)}"
    assert build_css.settled(css, {}) == ".a{color:red}"


def test_every_part_of_a_sheet_is_there_and_every_part_is_in_a_sheet():
    parts = {part for sheet in build_css.SHEETS for part in sheet.parts}
    assert {f"static/src/{part}.css" for part in parts | {"tokens"}} == set(tree.files("static/src/*.css"))


@pytest.mark.parametrize("name", tree.files("templates/*.html"))
def test_no_template_writes_its_own_style_or_script(name):
    text = re.sub(r"{% comment %}.*?{% endcomment %}", "", tree.text(name), flags=re.S)
    assert not re.search(
        r"<style|\sstyle=|\son(click|change|submit|load|input)=|<script(?![^>]*\bsrc=)", text
    )
