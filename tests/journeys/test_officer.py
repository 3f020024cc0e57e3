"""Agenda Stad closes a round, has the reports made by the worker, and reads one on paper."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests import factories
from tests.reports.pdf_text import all_text, squeezed

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def round_():
    now = timezone.now()
    made = factories.round_(
        instrument=factories.instrument((2, 1, 1, 2, 3, 2, 1, 2)),
        year=now.year,
        opens_at=now - timedelta(days=20),
        closes_at=now + timedelta(days=20),
    )
    for name, answers in (("Energieke Wijken", 12), ("Andere Wijken", 7), ("Stille Wijken", 2)):
        survey = factories.survey(
            round=made, deal=factories.deal(name=name, slug=name.lower().replace(" ", "-"))
        )
        for number in range(answers):
            factories.response(survey, [1 + (number + place) % 5 for place in range(14)])
    return made


def test_from_closing_to_the_pdf(enter, worker, round_):
    desk = enter(factories.staff(), viewport={"width": 1280, "height": 900})
    page = desk.page
    page.goto(f"/impact/{round_.year}/")
    page.get_by_role("link", name="Nu sluiten").click()
    page.get_by_role("button", name="Ronde sluiten").click()
    expect(page.get_by_text("De ronde is afgerond.")).to_be_visible()
    page.get_by_role("button", name="Maak rapporten").click()
    expect(page.get_by_text("3 van 3 deals hebben een rapport.")).to_be_visible(timeout=90_000)
    page.goto(f"/impact/{round_.year}/energieke-wijken/rapport/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Energieke Wijken")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("PDF")).first.click()
    pdf = download.value.path().read_bytes()
    assert pdf.startswith(b"%PDF")
    assert squeezed("Energieke Wijken") in all_text(pdf)
    assert desk.complaints == []


def test_a_report_of_few_answers_says_so(enter, worker, round_):
    page = enter(factories.staff()).page
    page.goto(f"/impact/{round_.year}/sluiten/")
    page.get_by_role("button", name="Ronde sluiten").click()
    page.get_by_role("button", name="Maak rapporten").click()
    expect(page.get_by_text("3 van 3 deals hebben een rapport.")).to_be_visible(timeout=90_000)
    page.goto(f"/impact/{round_.year}/stille-wijken/rapport/")
    expect(page.get_by_role("table").first).to_contain_text("minder dan 5 antwoorden")
