"""Partners and agreements of a big deal, at a desk: as many lines on a screen as a sheet has, worked with the keyboard."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from deals.models import CommitmentConfirmation
from deals.views import commitments, pages
from partners.models import Network
from tests import factories
from tests.journeys.conftest import DESK, PHONE

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SCREENS = 2 * DESK["height"]
TYPES = ("gemeente", "provincie", "maatschappelijke_organisatie", "ministerie")
MINISTRY = "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties"


@pytest.fixture
def big_deal(monkeypatch):
    """Forty partners, of which four agreed on two things, in the part of the year in which it is asked how it went."""
    monkeypatch.setattr(commitments, "asked_year", lambda day: day.year)
    monkeypatch.setattr(pages, "is_asked", lambda day: True)
    deal, year = factories.deal(name="Energieke Wijken"), timezone.localdate().year
    network = Network.objects.create(code="G40")
    for number in range(40):
        long = number % 4 == 3 and number > 3
        name = f"{MINISTRY} {number}" if long else f"Gemeente Nummer {number:02}"
        organisation = factories.organisation(name=name, type=TYPES[number % 4])
        organisation.networks.add(network)
        partner = factories.participation(deal=deal, organisation=organisation, role="denkt mee over warmte")
        terms = {"participation": partner, "year_from": year, "year_until": year + 2}
        factories.commitment(
            **terms,
            kind="geld",
            amount_eur_per_year=40000,
            description="voor het projectteam en de werkplaats",
        )
        for name in ("Hendrika van der Voorbeeld-Verzonnen", "Willem Verzonnen"):
            factories.contact(organisation=organisation, name=f"{name} {number}")
        if number % 10 == 0:
            factories.commitment(**terms, description="trekt werklijn 2, een dag per week")
    return deal


# How far the table is wider than its place, in px.
SIDEWAYS = """() => {
  const place = document.querySelector(".table-scroll");
  return place.scrollWidth - place.clientWidth;
}"""


def bottom_of(page, selector):
    """How far down the page something ends, in CSS pixels."""
    return page.locator(selector).evaluate("node => node.getBoundingClientRect().bottom + window.scrollY")


def test_forty_partners_fit_two_screens_and_a_row_is_one_line(enter, big_deal):
    watch = enter(factories.dealmaker(big_deal), viewport=DESK)
    page = watch.page
    page.goto(f"/deals/{big_deal.slug}/partners/")
    assert page.locator("tbody .tick").count() == 40
    for chosen in ("", "?kolommen=1&kolom=soort&kolom=contact", "?kolommen=1&kolom=soort"):
        page.goto(f"/deals/{big_deal.slug}/partners/{chosen}")
        assert bottom_of(page, ".table--sheet") <= SCREENS
        assert page.evaluate(SIDEWAYS) == 0
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        assert watch.axe() == []
        assert watch.too_wide(320) == []
    assert watch.complaints == []


def test_the_keyboard_reaches_what_can_be_done_with_a_row(enter, big_deal):
    watch = enter(factories.dealmaker(big_deal), viewport=DESK)
    page = watch.page
    page.goto(f"/deals/{big_deal.slug}/partners/")
    row = page.locator("tbody tr").first
    folded = row.get_by_text("2 afspraken")
    folded.focus()
    page.keyboard.press("Enter")
    expect(row.get_by_role("link", name="trekt werklijn 2")).to_be_visible()
    assert watch.too_wide(DESK["width"]) == []
    page.set_viewport_size(DESK)
    menu = row.locator(".rowmenu > summary")
    expect(menu).to_have_accessible_name("Acties: Gemeente Nummer 00")
    menu.focus()
    page.keyboard.press("Enter")
    expect(row.get_by_role("link", name="Gesprekken")).to_be_visible()
    assert watch.axe() == []
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(row.get_by_role("link", name="Gesprekken")).to_be_hidden()
    expect(menu).to_be_focused()
    row.locator(".tick").check()
    bar = page.get_by_text("Met de aangevinkte partners")
    assert bar.bounding_box()["y"] + bar.bounding_box()["height"] <= DESK["height"]
    bar.click()
    expect(page.get_by_role("button", name="Bekijken en bevestigen")).to_be_in_viewport()
    assert watch.complaints == []


def test_columns_are_chosen_and_remembered(enter, big_deal):
    watch = enter(factories.dealmaker(big_deal), viewport=DESK)
    page = watch.page
    page.goto(f"/deals/{big_deal.slug}/partners/?type=gemeente")
    page.get_by_text("Kolommen", exact=True).first.click()
    for name in ("contact", "geld per jaar", "aangehaakt in woorden"):
        page.get_by_label(name, exact=True).check()
    page.get_by_role("button", name="Tonen").click()
    assert page.url.endswith("/partners/?type=gemeente")
    page.goto(f"/deals/{big_deal.slug}/partners/")
    expect(page.get_by_role("columnheader", name="Contact")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Bestuurlijk")).to_be_visible()
    assert watch.axe() == []


def test_forty_four_agreements_are_confirmed_on_two_screens_each_with_a_note(enter, big_deal):
    watch = enter(factories.dealmaker(big_deal), viewport=DESK)
    page = watch.page
    page.goto(f"/deals/{big_deal.slug}/afspraken/bevestigen/")
    assert page.locator(".table--answers tbody tr").count() == 44
    assert bottom_of(page, "main form .buttons") <= SCREENS
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        assert watch.axe() == []
    row = page.locator(".table--answers tbody tr").first
    row.get_by_role("radio", name="minder dan afgesproken").check()
    row.get_by_role("textbox", name="Toelichting").fill("de werf sloot")
    page.get_by_role("button", name="Vastleggen").click()
    page.wait_for_url("**/partners/**")
    said = CommitmentConfirmation.objects.get()
    assert (said.state, said.note) == ("minder", "de werf sloot")
    assert watch.complaints == []


COLUMNS = "soort rol onderdeel contact jaren woorden".split()
# Of every header in sight the difference with the cell under it, in px.
ASKEW = """() => {
  const seen = row => [...row.children].filter(one => one.getClientRects().length);
  const [head, row] = ["thead tr", "tbody tr"].map(one => seen(document.querySelector(".table--sheet " + one)));
  return [head.length - row.length, ...head.map((one, place) =>
    Math.round(one.getBoundingClientRect().left - row[place].getBoundingClientRect().left))];
}"""


def test_on_paper_every_column_stands_under_its_name_and_fits(enter, big_deal):
    desk = enter(factories.dealmaker(big_deal), viewport={"width": 1017, "height": 690})  # A4 on its side
    page = desk.page
    chosen = "&".join(f"kolom={one}" for one in COLUMNS)
    page.goto(f"/deals/{big_deal.slug}/partners/?kolommen=1&{chosen}")
    page.emulate_media(media="print")
    assert set(page.evaluate(ASKEW)) == {0}
    assert page.evaluate("document.documentElement.scrollWidth") <= 1017
    row = page.locator(".table--sheet tbody tr").first
    expect(row.locator(".unfold li").first).to_be_visible()
    expect(row.locator(".edit").first).to_be_hidden()
    expect(page.locator(".table--sheet .tick").first).to_be_hidden()
