"""A partner fills in the yearly form: on a phone, in two goes, without a script, and by keyboard alone."""

import re
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from impacttool.actions.invitations import Person, invite
from impacttool.models import Answer, Response
from impacttool.queries.invitations import token_of
from tests import factories
from tests.impacttool.respondents import SHAPE
from tests.impacttool.respondents import invite as link

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
COUNT = sum(SHAPE)


@pytest.fixture
def survey(portal):
    now = timezone.now()
    round_ = factories.round_(
        instrument=factories.instrument(SHAPE),
        year=now.year,
        opens_at=now - timezone.timedelta(days=1),
        closes_at=now + timezone.timedelta(days=20),
    )
    return factories.survey(round=round_, deal=factories.deal(name="Energieke Wijken"))


def tap(watch, number, value):
    """Taps a button of a statement and waits until the page says that it is stored."""
    statement = watch.page.locator("[data-statement]").nth(number)
    with watch.page.expect_response(re.compile("/opslaan/")) as stored:
        statement.locator(f"label:has(input[value='{value}'])").click()
    assert stored.value.ok
    expect(watch.page.locator("[data-save-state]").first).to_contain_text("opgeslagen")


def test_from_the_mail_to_the_receipt(enter, portal, worker, survey, settings):
    settings.EMAIL_FILE_PATH = settings.DATA_DIR / "mail"
    invite(survey=survey, people=[Person("vera@voorbeeld.invalid", "Vera")], by=None, now=timezone.now())
    phone = enter()
    link_in_mail = urlsplit(_read_mail(phone, "vera@voorbeeld.invalid")).path
    phone.page.goto(link_in_mail)
    expect(phone.page).to_have_url(re.compile("/invullen/"))
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("City Deal Energieke Wijken")
    for number in range(3):
        tap(phone, number, "4")
    phone.page.context.close()

    desk = enter(viewport={"width": 1280, "height": 900})
    desk.page.goto(link_in_mail)
    expect(desk.page.locator("input:checked")).to_have_count(3)
    for number in range(3, COUNT):
        tap(desk, number, "none" if number == 3 else "5")
    desk.page.locator("[data-send]").click()
    expect(desk.page).to_have_url(re.compile("/klaar/"))
    assert Response.objects.sent().count() == 1

    desk.page.get_by_role("link", name="Antwoorden wijzigen").click()
    tap(desk, 0, "1")
    assert Response.objects.get().answers.filter(score=1).count() == 1
    desk.page.goto(link_in_mail)
    expect(desk.page.get_by_text("U hebt al verstuurd.")).to_be_visible()
    desk.page.get_by_role("link", name="Uw overzicht").click()
    desk.page.get_by_role("link", name="Intrekken").click()
    desk.page.get_by_role("button", name="Ja, intrekken").click()
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Uw antwoorden zijn ingetrokken")
    assert not Response.objects.sent().exists() and not Answer.objects.exists()
    assert phone.complaints + desk.complaints == []


def _read_mail(watch, address):
    """The link in the newest mail to this address, read in the portal; the worker needs a moment to send it."""
    for _attempt in range(60):
        watch.page.goto("/demo/mail/")
        mine = watch.page.get_by_role("link").filter(has_text="Energieke Wijken")
        if mine.count() and address in watch.page.content():
            mine.first.click()
            return watch.page.locator("article a[href*='/u/']").first.get_attribute("href")
        watch.page.wait_for_timeout(1000)
    raise AssertionError("the mail did not come")


def test_an_old_tab_never_says_again_that_it_stores(enter, survey):
    address = f"/u/{token_of(link(survey))}/"
    old, new = enter().page, enter()
    old.goto(address)
    new.page.goto(address)
    tap(new, 0, "4")
    state = old.locator("[data-save-state]").first
    for number in range(2):
        old.locator("[data-statement]").nth(number).locator("label:has(input[value='1'])").click()
        expect(state).to_contain_text("niet opgeslagen: daarna is al iets anders verstuurd")
    expect(old.get_by_role("link", name="Laad opnieuw")).to_be_visible()
    assert list(Answer.objects.values_list("score", flat=True)) == [4]


def test_the_form_works_without_a_script(enter, survey):
    invitation = link(survey)
    plain = enter(java_script_enabled=False)
    plain.page.goto(f"/u/{token_of(invitation)}/")
    for number in range(COUNT - 1):
        plain.page.locator("[data-statement]").nth(number).locator("label:has(input[value='3'])").click()
    plain.page.locator("[data-send]").click()
    expect(plain.page.get_by_role("alert")).to_contain_text("1 stelling nog niet ingevuld")
    assert not Response.objects.sent().exists()
    last = plain.page.locator("[data-statement]").nth(COUNT - 1)
    last.locator("label:has(input[value='2'])").click()
    before = plain.page.locator("[data-statement]").nth(0).locator(".scale").bounding_box()
    assert last.locator(".scale").bounding_box()["width"] == pytest.approx(before["width"], abs=2)
    plain.page.locator("[data-send]").click()
    expect(plain.page).to_have_url(re.compile("/klaar/"))
    assert Response.objects.sent().get().answers.count() == COUNT


def test_the_form_works_by_keyboard_alone(enter, survey):
    invitation = link(survey)
    watch = enter(viewport={"width": 1280, "height": 900})
    page = watch.page
    page.goto(f"/u/{token_of(invitation)}/")
    for number in range(COUNT):
        name = page.locator("[data-statement]").nth(number).get_attribute("id")
        _tab_to(page, f"input[name='{name}']")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
    expect(page.locator("input:checked")).to_have_count(COUNT)
    _tab_to(page, "button[data-send]")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/klaar/"))
    assert set(Response.objects.sent().get().answers.values_list("score", flat=True)) == {2}
    assert watch.complaints == []


def _tab_to(page, selector):
    """Goes on by Tab until the focus is there, and sees that it is visible."""
    for _step in range(12):
        page.keyboard.press("Tab")
        if page.evaluate(f'document.activeElement.matches("{selector}")'):
            assert page.evaluate(FOCUS_SHOWS), f"no focus to be seen on {selector}"
            return
    raise AssertionError(f"{selector} cannot be reached by Tab")


FOCUS_SHOWS = """() => {
  const shows = (node) => {
    const style = getComputedStyle(node);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  };
  const focus = document.activeElement;
  return [focus, focus.nextElementSibling, focus.parentElement].some((node) => node && shows(node));
}"""
