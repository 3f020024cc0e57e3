"""The programme reports of the demo: one final, one in draft, something left to do, everything marked, made once."""

import pytest

from reports.models import MarkedText, ProgrammeReport, Theme
from reports.queries.marked_texts import agreed_texts
from tests.programme.test_demo import make
from tests.programme.test_demo_talks import demo  # noqa: F401 - the same deals

pytestmark = pytest.mark.django_db


def test_one_is_final_with_its_files_and_one_is_in_draft(demo):  # noqa: F811
    found = {report.round.year: report for report in ProgrammeReport.objects.all()}
    assert {year: report.state for year, report in found.items()} == {2024: "definitief", 2025: "concept"}
    assert found[2024].files.count() == 3 and found[2024].final_by.is_programme_staff
    assert all(report.content.is_fictitious for report in found.values())


def test_everything_says_that_it_is_made_up(demo):  # noqa: F811
    for report in ProgrammeReport.objects.all():
        texts = [each.text for each in (*report.content.lessons, *report.content.attention)]
        texts += [intro for intro in report.intros.values() if intro]
        assert texts and all(text.startswith("Voorbeeld: ") for text in texts)


def test_lessons_have_themes_and_one_text_waits(demo):  # noqa: F811
    years = {report.round.year: agreed_texts(report.round) for report in ProgrammeReport.objects.all()}
    texts = [text for of_year in years.values() for text in of_year]
    assert any(text.themes for text in texts)
    assert {text.text for text in texts if text.marked is None} <= {
        "Voorbeeld: Overdracht bij het vertrek van mensen is niet geregeld."
    }


def test_running_again_changes_nothing(demo):  # noqa: F811
    before = [model.objects.count() for model in (Theme, MarkedText, ProgrammeReport)]
    assert not [sentence for sentence in make() if "programmarapport" in sentence]
    assert [model.objects.count() for model in (Theme, MarkedText, ProgrammeReport)] == before
