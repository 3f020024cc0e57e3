"""Two people at one talk: what the one writes the other sees; in the same note both texts are there to choose from."""

import re

import pytest
from playwright.sync_api import expect

from tests.reports.talks import hold_talk, setting, url

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_two_people_write_notes_together(enter):
    world = setting()
    talk = hold_talk(world)
    one, other = enter(world.dealmaker), enter(world.staff)
    for person in (one, other):
        person.page.goto(url(world, "talk", talk.pk))
    first, second, third = (f"text-{element.pk}" for element in world.elements)
    one.page.locator(f"#{first}").fill("Te druk")
    expect(one.page.get_by_text(re.compile(r"bewaard om \d\d:\d\d"))).to_be_visible()
    expect(other.page.locator(f"#{first}")).to_have_value("Te druk", timeout=15_000)

    other.page.locator(f"#{second}").fill("van de staf")
    one.page.locator(f"#{second}").fill("van de deal")
    torn = one if "schreef hier intussen" in _both(one, other, second) else other
    mine, theirs = ("van de deal", "van de staf") if torn is one else ("van de staf", "van de deal")
    expect(torn.page.locator(f"#{second}")).to_have_value(mine)
    torn.page.get_by_role("button", name="Beide houden").click()
    expect(torn.page.locator(f"#{second}")).to_have_value(f"{theirs}\n\n{mine}")
    assert torn.page.locator(f"#{third}").input_value() == ""
    _stored(world.elements[1], f"{theirs}\n\n{mine}", torn.page)


def _both(one, other, area):
    """The words of the first one's page, once one of the two was told."""
    told = re.compile("schreef hier intussen")
    for _turn in range(40):
        if any(person.page.get_by_text(told).is_visible() for person in (one, other)):
            break
        one.page.wait_for_timeout(250)
    return one.page.locator(f".note:has(#{area})").inner_text()


def _stored(element, text, page):
    for _turn in range(40):
        if element.notes.values_list("text", flat=True).first() == text:
            return
        page.wait_for_timeout(250)
    assert element.notes.get().text == text
