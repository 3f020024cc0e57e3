"""Templates have short lines, and ask the model questions instead of comparing stored values."""

import re

import pytest
from django.apps import apps

from tests.house import tree

COMPARED = re.compile(r"""([\w.]+) (?:==|!=|in|not in) "([^"]*)\"""")
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}|{#.*?#}", re.S)


def stored_choices():
    """(field, value) of every choice that a row can hold."""
    return {
        (field.name, str(value))
        for model in apps.get_models()
        if model._meta.app_label in tree.ROOMS
        for field in model._meta.get_fields()
        if getattr(field, "choices", None)
        for value, _label in field.flatchoices
    }


def compared(text):
    """(field, value) of every comparison of an attribute with a literal."""
    return {(path.rpartition(".")[2], value) for path, value in COMPARED.findall(COMMENT.sub("", text))}


@pytest.mark.parametrize("name", tree.files("templates/*.html", "templates/*.txt"))
def test_no_template_compares_a_stored_value(name):
    """A property of the model has a name for the question: round.is_closed."""
    assert not compared(tree.text(name)) & stored_choices()


def test_a_stored_value_in_a_template_is_seen():
    assert compared('{% if row.round.state == "gesloten" %}') & stored_choices()
    assert compared('{% elif round.state != "concept" and x %}') & stored_choices()


@pytest.mark.parametrize("block", ["page-header", "page-header__text", "page-header__actions", "breadcrumb"])
def test_the_head_of_a_page_is_drawn_in_one_place(block):
    drawn = [name for name in tree.files("templates/*.html") if f'class="{block}"' in tree.text(name)]
    assert drawn == ["templates/components/_page_header.html"], "use {% page_header %}"
