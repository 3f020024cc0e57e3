"""The style guide shows every building block; what holds for it holds for the pages made of them."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from dealportaal import styleguide


@pytest.fixture
def guide():
    return render_to_string(
        "styleguide.html", styleguide.examples(), RequestFactory().get("/demo/stijlgids/")
    )


@pytest.mark.parametrize(
    "forbidden", [r"<style", r"\sstyle=", r"\son[a-z]+=", r"<script(?![^>]*\ssrc=)", "javascript:"]
)
def test_nothing_in_it_needs_a_weaker_content_policy(guide, forbidden):
    assert not re.search(forbidden, guide)


def test_every_error_points_at_a_control_that_is_there(guide):
    summary = guide[guide.index("error-summary") :]
    targets = re.findall(r'<li><a href="#([^"]+)">', summary[: summary.index("</ul>")])
    assert len(targets) == 8
    assert [target for target in targets if f'id="{target}"' not in guide] == []


def test_every_description_of_a_control_is_there(guide):
    named = {name for names in re.findall(r'aria-describedby="([^"]+)"', guide) for name in names.split()}
    assert named
    assert {name for name in named if f'id="{name}"' not in guide} == set()


def test_no_id_is_given_twice(guide):
    ids = re.findall(r'\sid="([^"]+)"', guide)
    assert sorted(ids) == sorted(set(ids))


def test_a_page_has_one_main_heading_and_a_way_past_the_menu(guide):
    assert guide.count("<h1") == 1
    assert 'href="#main"' in guide and 'id="main"' in guide
    assert '<html lang="nl">' in guide


def test_the_frame_stands_without_a_request():
    """An error page is drawn without context processors."""
    assert "<main" in render_to_string("base.html", {})


def test_a_refused_form_takes_the_keyboard_to_its_errors():
    form = styleguide.ControlsForm({})
    html = render_to_string("nlds/errors.html", {"form": form})
    assert 'role="alert"' in html and "autofocus" in html
