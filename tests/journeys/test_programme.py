"""Agenda Stad gives themes with the keyboard alone, makes the programme report and makes it final; a dealmaker reads it."""

import pytest
from django.urls import reverse

from foundation.models import Job
from reports.models import ProgrammeReport, Theme
from reports.queries.marked_texts import agreed_texts
from tests import factories
from tests.reports.reported import agree, reported_round, survey_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_from_themes_to_a_report_that_a_dealmaker_reads(enter, worker):
    round_ = reported_round()
    agree(survey_of(round_, 1), lessons=["Begin klein.", "Neem de tijd."])
    for name in ("Borging", "Geld"):
        Theme.objects.create(name=name)
    page = enter(factories.staff()).page
    page.goto(reverse("programme_reports:texts", args=[2025]))
    page.get_by_role("link", name="Beginnen").click()
    page.locator("input[name=themes]:focus").wait_for()
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    page.get_by_text("Neem de tijd.").wait_for()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.get_by_text("Alles is bekeken.").wait_for()
    assert [text.themes for text in agreed_texts(round_)] == [("Geld",), ("Borging",)]

    page.goto(reverse("programme_reports:report", args=[2025]))
    page.get_by_role("button", name="Programmarapport maken").click()
    page.get_by_role("heading", name="Programmarapport 2025").wait_for()
    page.get_by_text("Klaar sinds").wait_for()
    assert Job.objects.get(title="Programmarapport 2025").state == "klaar"
    page.goto(reverse("programme_reports:report_final", args=[2025]))
    page.get_by_role("button", name="Definitief maken").click()
    page.get_by_text("Het programmarapport is definitief.").wait_for()
    assert ProgrammeReport.objects.get().state == "definitief"

    reader = enter(factories.dealmaker(survey_of(round_, 2).deal)).page
    reader.goto(reverse("programme_reports:reports"))
    reader.get_by_role("link", name="Programmarapport 2025, uitgave 1").click()
    reader.get_by_role("heading", name="Leerpunten van deals, per thema").wait_for()
    assert reader.get_by_text("Begin klein.").count() == 1
