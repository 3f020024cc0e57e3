"""Which file a click was meant for, when another tab went on meanwhile."""

from dataclasses import dataclass, field

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage

from foundation import held_file_page


@dataclass
class Held:
    pk: int = 1
    file_name: str = "lijst.xlsx"
    choices: dict = field(default_factory=dict)


@pytest.fixture
def click(rf):
    def made(mark=""):
        request = rf.post("/", {held_file_page.FIELD: mark} if mark else {})
        request.session = {}
        request._messages = FallbackStorage(request)
        return request

    return made


def _said(request):
    return " ".join(str(one) for one in get_messages(request))


def test_a_click_on_the_page_of_this_file_is_meant(click):
    request = click(held_file_page.mark_of(Held()))
    assert held_file_page.is_meant(request, Held()) and not _said(request)


def test_a_click_on_the_page_of_a_file_before_it_is_not(click):
    request = click(held_file_page.mark_of(Held(pk=2)))
    assert held_file_page.is_of_other_file(request, Held())
    assert not held_file_page.is_meant(request, Held()) and "“lijst.xlsx”" in _said(request)


def test_nor_is_one_when_the_file_is_gone(click):
    request = click(held_file_page.mark_of(Held()))
    assert not held_file_page.is_meant(request, None) and "ligt niet meer klaar" in _said(request)


def test_a_page_from_before_a_choice_is_older(click):
    before = click(held_file_page.mark_of(Held()))
    assert held_file_page.is_older(before, Held(choices={"tab": 1}))
    assert not held_file_page.is_older(before, Held())
