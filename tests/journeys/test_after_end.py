"""A deal that has ended is asked again; deals that run are brought together to learn from each other."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from impacttool.models import Survey
from impacttool.queries.invitations import token_of
from tests import factories
from tests.impacttool.follow_ups import answer, asked, reported, short_of
from tests.journeys.conftest import DESK

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ended():
    """A deal that ended last year, with scores of the year before and one lasting contact."""
    year = timezone.localdate().year
    whole = factories.instrument((2, 1, 1), version=1)
    deal = factories.deal(
        name="Oude Wijken", slug="oude-wijken", phase="nawerking", ends_on=date(year - 1, 6, 1)
    )
    participation = factories.participation(deal=deal)
    stays = factories.contact(organisation=participation.organisation, name="Bea Blijft")
    participation.lasting_contacts.add(stays)
    earlier = factories.round_(year=year - 2, instrument=whole)
    asked(earlier, deal, [(2, 4, 3, 3)] * 6)
    reported(earlier)
    short_of(whole)
    factories.deal(name="Nieuwe Wijken")
    return deal


def test_from_making_the_round_to_the_page_over_the_years(enter, worker, ended):
    year = timezone.localdate().year
    desk = enter(factories.staff(), viewport=DESK)
    page = desk.page
    page.goto("/impact/nieuw/")
    page.get_by_label("Jaar", exact=True).fill(str(year))
    if not page.get_by_label(re.compile("Oude Wijken .*1 jaar na afloop")).count():
        page.get_by_role("button", name="Opslaan").click()  # the list follows the year
    page.get_by_label(re.compile("Oude Wijken .*1 jaar na afloop")).check()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Er doen 2 deals mee.")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Oude Wijken"))).to_contain_text(
        "nameting, 1 jaar na afloop"
    )
    page.get_by_role("link", name="Ronde openen").click()
    page.get_by_role("button", name="Ronde openen").click()
    page.goto(f"/impact/{year}/oude-wijken/uitnodigingen/")
    expect(page.get_by_label(re.compile("Bea Blijft"))).to_be_checked()
    page.get_by_role("button", name="Aangevinkte uitnodigen").click()
    expect(page.get_by_text("Er staat 1 link klaar.")).to_be_visible()
    survey = Survey.objects.get(deal=ended, round__year=year)
    _fill_in(enter, survey)
    for _person in range(5):
        answer(survey, (4, 3, 5))
    page.goto(f"/impact/{year}/sluiten/")
    page.get_by_role("button", name="Ronde sluiten").click()
    page.get_by_role("button", name="Maak rapporten").click()
    expect(page.get_by_text("2 van 2 deals hebben een rapport.")).to_be_visible(timeout=90_000)
    page.goto("/impact/deal/oude-wijken/jaren/")
    table = page.locator(f"#nameting-{year}")
    expect(table).to_contain_text("Nameting, 1 jaar na afloop")
    expect(table).to_contain_text(f"+2,0 t.o.v. {year - 2}, n = 6 en 6; 1 van 2 stellingen gelijk")
    assert desk.too_wide(320) == [] and desk.axe() == []
    assert desk.complaints == []


def _fill_in(enter, survey):
    """On the phone of the one who was invited."""
    phone = enter()
    phone.page.goto(f"/u/{token_of(survey.invitations.get())}/")
    expect(phone.page.get_by_text("Dit is een korte vragenlijst, 1 jaar na afloop")).to_be_visible()
    for number, value in enumerate((4, 3, 5)):
        with phone.page.expect_response(re.compile("/opslaan/")):
            phone.page.locator("[data-statement]").nth(number).locator(
                f"label:has(input[value='{value}'])"
            ).click()
    assert phone.axe() == []
    phone.page.locator("[data-send]").click()
    expect(phone.page.get_by_role("heading", name="Verstuurd, dank u wel")).to_be_visible()


def test_a_table_plan_for_a_meeting(enter):
    moment = timezone.now()
    round_ = factories.round_(
        year=2025, state="gesloten", instrument=factories.instrument((1, 1)), closed_at=moment - timedelta(9)
    )
    for name, kind, number in (("Anna", "hulp", 1), ("Bert", "hulp", 2), ("Cees", "gegroeid", 2)):
        survey = factories.survey(round=round_, deal=factories.deal(name=name, slug=name.lower()))
        talk = survey.talks.create(held_on="2025-09-01", may_be_paired=True)
        talk.wishes.create(kind=kind, indicator=round_.instrument.indicators.get(number=number))
    desk = enter(factories.staff(), viewport=DESK)
    page = desk.page
    page.goto("/impact/2025/")
    page.get_by_role("link", name="Ontmoetingen").click()
    page.get_by_label("Anna").uncheck()
    page.get_by_label("Aantal rondes").fill("2")
    page.get_by_role("button", name="Maak het tafelplan").click()
    plan = page.get_by_role("row", name=re.compile("Tafel 1"))
    expect(plan).to_contain_text("Bert · Cees")
    expect(plan).to_contain_text("vraag van Bert; heeft ervaring: Cees")
    expect(page.get_by_text("Er past 1 ronde in")).to_be_visible()
    assert desk.too_wide(320) == [] and desk.axe() == []
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Maak het tafelplan")).to_be_hidden()
    expect(plan).to_be_visible()
    # on paper it begins below the heading, also where it is longer than what is left of the page
    expect(page.locator(".plan")).to_have_css("break-inside", "auto")
    assert desk.complaints == []
