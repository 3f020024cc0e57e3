"""From the talk about a result to the slides: notes by two people, what it led to, the yes of the deal team, final, and a
presentation that holds the stored figures."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pptx import Presentation

from deals.models import ActionPoint
from reports.models import ElementNote, LearningWish, Talk, WebReport
from tests import factories
from tests.journeys.conftest import DESK
from tests.journeys.test_workspace import press

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SLUG = "energieke-wijken"
DUE = timezone.localdate() + timedelta(days=60)


@pytest.fixture
def round_():
    now = timezone.now()
    made = factories.round_(
        instrument=factories.instrument((2, 1, 1, 2, 3, 2, 1, 2)),
        year=now.year,
        opens_at=now - timedelta(days=20),
        closes_at=now + timedelta(days=20),
    )
    for indicator in made.instrument.indicators.all():
        indicator.elements.create(text=f"Onderwerp bij {indicator.name}")
    for number, name in enumerate(("Energieke Wijken", "Andere Wijken", "Nieuwe Wijken")):
        survey = factories.survey(
            round=made, deal=factories.deal(name=name, slug=name.lower().replace(" ", "-"))
        )
        for respondent in range(12 - 2 * number):
            factories.response(survey, [1 + (respondent + place * (number + 1)) % 5 for place in range(14)])
    return made


@pytest.fixture
def people(round_):
    """Those of one deal: dealmaker, a partner's contact, and Agenda Stad."""
    deal = round_.surveys.get(deal__slug=SLUG).deal
    return (
        factories.dealmaker(deal, name="Dora Dealmaker"),
        factories.partner_contact(deal),
        factories.staff(name="Stan Staf"),
    )


def test_from_the_talk_to_the_slides(enter, worker, round_, people):
    maker, contact, officer = people
    base = f"/impact/{round_.year}/{SLUG}"
    desk, phone = enter(officer, viewport=DESK), enter(maker)
    _close_and_report(desk.page, round_)
    _hold_the_talk(phone, base)
    _write_together(phone, desk, round_)
    _say_what_it_led_to(phone, base)
    _agree_and_finish(phone, desk, base)
    _read_as_partner(enter(contact), base)
    with desk.page.expect_download() as download:
        desk.page.get_by_role("link", name="PowerPoint").click()
    _hold_against_what_is_stored(download.value.path().read_bytes())
    assert phone.complaints == desk.complaints == []


def _close_and_report(page, round_):
    page.goto(f"/impact/{round_.year}/sluiten/")
    page.get_by_role("button", name="Ronde sluiten").click()
    page.get_by_role("button", name="Maak rapporten").click()
    expect(page.get_by_text("3 van 3 deals hebben een rapport.")).to_be_visible(timeout=90_000)


def _hold_the_talk(phone, base):
    page = phone.page
    page.goto(f"{base}/gesprek/")
    page.get_by_role("link", name="Gesprek plannen of vastleggen").click()
    page.get_by_label("Gesprek op").fill(timezone.localdate().isoformat())
    page.get_by_label("Geschiedenis en context van de deal").fill("De deal begon met een kleine groep.")
    page.get_by_label("Agenda Stad mag deze deal koppelen").check()
    page.get_by_label("2. Indicator 2").select_option("wij willen hulp")
    assert phone.axe() == []
    press(page, "Opslaan")
    talk = Talk.objects.get()
    assert talk.may_be_paired and LearningWish.objects.get().kind == "hulp"
    page.locator("#gesprekken").get_by_role("link", name="bij elkaar").click()
    page.get_by_label("Functie").fill("projectleider wonen")
    page.get_by_label("Organisatie").select_option(index=1)
    press(page, "Aanwezige toevoegen")
    assert talk.attendees.get().function == "projectleider wonen"


def _write_together(phone, desk, round_):
    """Both type at the same moment, and each sees what the other wrote."""
    first, second = (f"#text-{one.elements.get().pk}" for one in round_.instrument.indicators.all()[:2])
    desk.page.goto(Talk.objects.get().get_absolute_url())
    phone.page.locator(first).fill("Het ritme is goed.")
    desk.page.locator(second).fill("De kern is compleet.")
    for watch, note, text in ((phone, second, "De kern is compleet."), (desk, first, "Het ritme is goed.")):
        expect(watch.page.locator(note)).to_have_value(text, timeout=15_000)
        assert watch.axe() == []
    assert set(ElementNote.objects.values_list("text", "written_by__name")) == {
        ("Het ritme is goed.", "Dora Dealmaker"),
        ("De kern is compleet.", "Stan Staf"),
    }


def _say_what_it_led_to(phone, base):
    """A finding with the keyboard alone; a lesson and an attention point by touch."""
    page = phone.page
    page.goto(f"{base}/gesprek/")
    page.locator("#bevindingen").get_by_role("link", name="Toevoegen bij 1. Indicator 1").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Bevinding", exact=True).wait_for()
    page.get_by_label("Bevinding", exact=True).focus()
    page.keyboard.type("Bijsturen gebeurt te weinig bewust.")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for link, text in (
        ("Leerpunt toevoegen", "=Begin met een kleine kopgroep."),
        ("Aandachtspunt toevoegen", "Er is geen plan voor na de looptijd."),
    ):
        page.get_by_role("link", name=link).click()
        page.locator("main textarea").fill(text)
        press(page, "Opslaan")
    page.get_by_role("link", name="Actiepunt maken").click()
    page.get_by_label("Wie: functie of naam").fill("strateeg")
    page.get_by_label("Klaar voor").fill(DUE.isoformat())
    assert phone.axe() == []
    press(page, "Actiepunt maken")
    point = ActionPoint.objects.get()
    assert (point.owner, point.due_on) == ("strateeg", DUE)
    assert phone.axe() == [] and phone.too_wide(320) == []


def _agree_and_finish(phone, desk, base):
    phone.page.get_by_role("link", name="Leerrapport", exact=True).click()
    expect(phone.page.get_by_text("Bijsturen gebeurt te weinig bewust.")).to_be_visible()
    assert phone.axe() == [] and phone.too_wide(390) == []
    phone.page.get_by_role("link", name="Akkoord namens het dealteam").click()
    press(phone.page, "Akkoord namens het dealteam")
    expect(phone.page.get_by_text("Het dealteam is akkoord.")).to_be_visible()
    page = desk.page
    page.goto(f"{base}/leerrapport/")
    page.get_by_role("link", name="Definitief maken").click()
    press(page, "Definitief maken")
    expect(page.get_by_text("Het leerrapport is definitief.")).to_be_visible()
    assert desk.axe() == [] and desk.too_wide(1280) == []


def _read_as_partner(reader, base):
    reader.page.goto(f"{base}/leerrapport/")
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Leerrapport Energieke Wijken")
    expect(reader.page.get_by_text("=Begin met een kleine kopgroep.")).to_be_visible()
    assert reader.page.get_by_role("link", name="Definitief maken").count() == 0
    assert reader.axe() == [] and reader.too_wide(320) == [] and reader.complaints == []


def _hold_against_what_is_stored(pptx):
    figures = WebReport.objects.get(survey__deal__slug=SLUG).figures
    shown = [
        (f"{each.number}. {each.name}", each.mean.replace(".", ","), str(each.n),
         f"{each.minimum}–{each.maximum}", "niet te tonen")
        for each in figures.indicators
    ]  # fmt: skip
    assert len({row[1] for row in shown}) > 1
    # Of three deals this team sees one: the mean of all would give the other two away together.
    assert all(each.all_deals_mean for each in figures.indicators)
    slides = {slide.shapes.title.text: slide for slide in Presentation(io.BytesIO(pptx)).slides}
    table = _table(slides[f"Scores per indicator, ronde {figures.round}"])
    columns = [table[0].index(head) for head in ("Indicator", "Deze deal", "n", "Bereik", "Alle deals")]
    assert [tuple(row[column] for column in columns) for row in table[1:]] == shown
    for title, mean, number, extent, all_deals in shown:
        facts = dict(_table(slides[title])[1:])
        found = (facts["Deze deal"], facts["n"], facts["Bereik"], facts["Alle deals"])
        assert found == (mean, number, extent, all_deals)
    words = "\n".join(
        shape.text_frame.text for slide in slides.values() for shape in slide.shapes if shape.has_text_frame
    )
    for said in ("Bijsturen gebeurt te weinig bewust.", "=Begin met een kleine kopgroep.", "strateeg"):
        assert said in words


def _table(slide):
    frame = next(shape for shape in slide.shapes if shape.has_table)
    return [[cell.text for cell in row.cells] for row in frame.table.rows]
