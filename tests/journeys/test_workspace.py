"""A deal from idea to execution with its partners brought in from a sheet, and two people at the same record."""

import io
import re
import time

import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from deals.models import Commitment, Deal
from tests import factories
from tests.journeys.conftest import DESK

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PARTNERS = 40
YEAR = timezone.localdate().year


def press(page, name):
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).first.click()


def follow(page, name):
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=name, exact=True).first.click()


def sheet_of(organisations):
    """What a dealmaker keeps by hand: partners on one sheet, agreements on another, headers in their own words."""
    book = openpyxl.Workbook()
    partners = book.active
    partners.title = "Partners"
    partners.append(["Naam", "Soort organisatie", "Stadium", "Rol"])
    agreements = book.create_sheet("Afspraken")
    agreements.append(["Partner", "Soort afspraak", "Bedrag", "Van jaar", "Tot en met jaar"])
    for organisation in organisations:
        partners.append([organisation.name, organisation.get_type_display(), "ondertekend", "denkt mee"])
        agreements.append([organisation.name, "geld per jaar", 15000, YEAR, YEAR + 2])
    made = io.BytesIO()
    book.save(made)
    return {
        "name": "lijst.xlsx",
        "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "buffer": made.getvalue(),
    }


def rows_of(download):
    book = openpyxl.load_workbook(io.BytesIO(download.path().read_bytes()), read_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_from_idea_to_execution_with_forty_partners_from_a_sheet(enter):
    organisations = [factories.organisation() for _number in range(PARTNERS - 2)]
    organisations += [factories.organisation(name=f"Ministerie {n}", type="ministerie") for n in "AB"]
    contact = factories.contact(organisation=organisations[0], name="Anna de Vries")
    desk = enter(factories.staff(), viewport=DESK)
    page = desk.page
    page.goto("/deals/nieuw/")
    page.get_by_label("Soort", exact=True).select_option("City Deal")
    page.get_by_label("Naam", exact=True).fill("Groene Daken")
    page.get_by_label("Fase", exact=True).select_option("idee")
    page.get_by_label("Dealmaker").fill(factories.user(name="Dirk Maker").email)
    press(page, "Deal maken")
    deal = Deal.objects.get(name="Groene Daken")
    home = page.url
    for step in ("verkenning", "kwartiermaken"):
        follow(page, f"Naar {step}")
        press(page, "Ja, doen")
    _bring_in(page, home, organisations)
    assert deal.participations.count() == PARTNERS
    assert Commitment.objects.filter(participation__deal=deal).count() == PARTNERS
    _fill_in_what_is_missing(page, home)
    page.goto(home)
    follow(page, "Naar uitvoering")
    press(page, "Ja, doen")
    deal.refresh_from_db()
    assert deal.phase == "uitvoering"
    _extend(page, home)
    _replace(page, contact)
    page.goto(home + "lijsten/")
    page.locator("a[href$='alles.xlsx']").first.click()
    page.locator("[name=password]").fill(factories.PASSWORD)  # a file with names asks for it once more
    with page.expect_navigation():
        page.locator("main button[type=submit]").first.click()
    with page.expect_download() as downloading:
        page.locator("#klaar a").click()
    rows = rows_of(downloading.value)
    assert len(rows["Partners"]) == len(rows["Afspraken"]) == PARTNERS + 1
    assert any("Bas Jansen" in row for row in rows["Contactpersonen"])
    assert desk.complaints == []


def _bring_in(page, home, organisations):
    page.goto(home + "lijsten/")
    follow(page, "Bestand inlezen")
    page.locator("input[type=file]").set_input_files(sheet_of(organisations))
    press(page, "Bekijken wat er verandert")
    expect(page.get_by_role("heading", name="Dit wordt opgeslagen")).to_be_visible()
    press(page, "Opslaan")
    expect(page.locator("main")).to_contain_text(str(PARTNERS))


def _fill_in_what_is_missing(page, home):
    """The page says what is missing, and its links lead to the fields."""
    page.goto(home)
    expect(page.get_by_text("Het doel van de deal is nog niet ingevuld.")).to_be_visible()
    page.goto(home + "bewerken/")
    page.get_by_label(re.compile("^Doel")).fill("Honderd groene daken in tien wijken.")
    page.locator("[name=starts_on]").fill(f"{YEAR}-01-01")
    page.locator("[name=ends_on]").fill(f"{YEAR + 2}-12-31")
    press(page, "Opslaan")
    page.goto(home + "ondertekening/nieuw/")
    page.locator("[name=signed_on]").fill(f"{YEAR}-01-15")
    press(page, "Opslaan")


def _extend(page, home):
    page.goto(home + "planning/")
    follow(page, "Deal verlengen")
    page.locator("[name=ends_on]").fill(f"{YEAR + 3}-12-31")
    page.locator("[name=reason]").fill("De proeven lopen door.")
    press(page, "Opslaan")
    expect(page.get_by_text("verlengd: De proeven lopen door.")).to_be_visible()


def _replace(page, contact):
    page.goto(f"/partners/{contact.organisation_id}/contacten/{contact.pk}/vervangen/")
    page.locator("[name=name]").fill("Bas Jansen")
    page.locator("[name=email]").fill("bas@voorbeeld.invalid")
    page.locator("main button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text("Bas Jansen")


def test_two_people_at_the_same_record_with_the_keyboard_alone(enter):
    deal = factories.deal(goal="Zo stond het er.")
    anna, bob = (enter(factories.dealmaker(deal), viewport=DESK) for _person in range(2))
    for watch in (anna, bob):
        watch.page.goto(f"/deals/{deal.slug}/bewerken/")
    for watch, text in ((anna, "Wat Anna schreef."), (bob, "Wat Bob schreef.")):
        _type_goal(watch.page, text)
        with watch.page.expect_navigation():
            watch.page.keyboard.press("Enter")
    expect(bob.page.get_by_text("Iemand anders heeft dit intussen gewijzigd.")).to_be_visible()
    expect(bob.page.get_by_label(re.compile("^Doel"))).to_have_value("Wat Bob schreef.")
    expect(bob.page.locator("main")).to_contain_text("Wat Anna schreef.")
    deal.refresh_from_db()
    assert deal.goal == "Wat Anna schreef."
    assert bob.axe() == []
    _to_button(bob.page)
    bob.page.keyboard.press("Enter")
    expect(bob.page.get_by_role("heading", level=1, name=deal.name)).to_be_visible()
    deal.refresh_from_db()
    assert deal.goal == "Wat Bob schreef."
    assert anna.complaints == bob.complaints == []


def _type_goal(page, text):
    _tab_until(page, "document.activeElement.name === 'goal'")
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    _to_button(page)


def _to_button(page):
    _tab_until(
        page, "document.activeElement.type === 'submit' && document.activeElement.closest('main') !== null"
    )


def _tab_until(page, there):
    for _key in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(there):
            return
    raise AssertionError(f"the keyboard never gets there: {there}")


def test_a_button_that_is_pressed_twice_sends_once(enter):
    deal = factories.deal()
    page = enter(factories.dealmaker(deal), viewport=DESK).page
    page.goto(f"/deals/{deal.slug}/mijlpalen/nieuw/")
    page.locator("[name=name]").fill("Handreiking")
    page.locator("[name=planned_on]").fill("2026-12-01")
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    # Two presses before the first answer: a browser would send the form again.
    page.route("**/mijlpalen/nieuw/", lambda route: (time.sleep(1), route.continue_()))
    press_twice = "for (const wait of [0, 300]) setTimeout(() => document.querySelector('main form [type=submit]').click(), wait)"
    with page.expect_navigation():
        page.evaluate(f"() => {{ {press_twice} }}")
    assert sent.count("POST") == 1
    assert deal.milestones.count() == 1


def test_escape_gives_the_row_back_with_the_focus_and_without_the_change(enter):
    deal = factories.deal()
    partner = factories.participation(deal=deal, role="denkt mee")
    watch = enter(factories.dealmaker(deal), viewport=DESK)
    page = watch.page
    page.goto(f"/deals/{deal.slug}/partners/")
    menu = page.get_by_label(f"Acties: {partner.organisation.name}")
    menu.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Deelname wijzigen").press("Enter")
    role = page.locator("form[data-row] [name=role]")
    role.fill("trekker")
    role.press("Escape")
    expect(role).to_have_count(0)
    expect(menu).to_be_focused()
    partner.refresh_from_db()
    assert partner.role == "denkt mee"
    assert watch.complaints == []


def test_a_file_tells_that_it_is_sent_and_read(enter):
    deal = factories.deal()
    watch = enter(factories.dealmaker(deal), viewport=DESK)
    page = watch.page
    page.goto(f"/deals/{deal.slug}/lijsten/inlezen/")
    busy = page.locator("#bezig-met-zenden")
    expect(busy).to_be_hidden()
    page.route("**/lijsten/inlezen/", lambda route: (time.sleep(3), route.continue_()))
    page.locator("[name=file]").set_input_files(sheet_of([factories.organisation(type="koepel")]))
    page.get_by_role("button", name="Bekijken wat er verandert").click(no_wait_after=True)
    expect(busy).to_be_visible()
    expect(busy).to_contain_text("Het bestand wordt gelezen")
    expect(busy).to_contain_text("seconden bezig")
    expect(page.get_by_role("heading", name="Dit wordt opgeslagen")).to_be_visible(timeout=20_000)
    assert watch.complaints == []


def test_a_partner_is_added_from_the_list_with_the_keyboard_alone(enter):
    deal = factories.deal()
    uri = "https://identifier.overheid.nl/tooi/id/gemeente/gm0796"
    place = factories.organisation(name="Gemeente 's-Hertogenbosch", tooi_uri=uri)
    factories.organisation(name="Gemeente Boschendaal")
    watch = enter(factories.dealmaker(deal), viewport=DESK)
    page = watch.page
    page.goto(f"/deals/{deal.slug}/partners/nieuw/")
    field = page.get_by_role("combobox", name="Organisatie")
    field.press_sequentially("den bosch", delay=20)
    options = page.locator("#organisaties [role=option]")
    expect(options).to_have_text(["Gemeente 's-Hertogenbosch (gemeente)"])  # and not what was typed
    expect(field).to_have_attribute("aria-expanded", "true")
    assert watch.axe() == []
    field.press("Escape")
    expect(options).to_be_hidden()
    expect(field).to_have_value("den bosch")
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "organisatie-1")
    field.press("Enter")
    expect(field).to_have_value("Gemeente 's-Hertogenbosch (gemeente)")
    with page.expect_navigation():
        field.press("Enter")
    assert deal.participations.get().organisation == place
    assert watch.complaints == []
