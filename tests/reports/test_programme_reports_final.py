"""A programme report that becomes final, whole or not at all, and the edition after it."""

import pytest
from django.utils import timezone

from rendering import documents
from reports.actions import programme_reports
from reports.models import ProgrammeReport, WebReport
from tests import factories
from tests.factories import NOON
from tests.reports.reported import reported_round, survey_of
from tests.reports.test_programme_reports import browser, final, made, page, url

pytestmark = pytest.mark.django_db


def test_without_its_files_it_does_not_become_final(monkeypatch):
    report = made(reported_round())

    def no_paper(*_args, **_options):
        raise documents.DocumentError("geen papier")

    monkeypatch.setattr(documents, "tagged_pdf", no_paper)
    with pytest.raises(documents.DocumentError):
        programme_reports.finalise(report=report, by=factories.staff(), now=NOON)
    assert ProgrammeReport.objects.get().state == programme_reports.State.DRAFT


def test_a_next_edition_without_reports_of_the_round_is_not_begun():
    report = final(reported_round())
    WebReport.objects.all().delete()
    with pytest.raises(programme_reports.ChangedMeanwhile):
        programme_reports.start_edition(report=report, by=factories.staff(), now=NOON)
    assert ProgrammeReport.objects.count() == 1


def test_the_files_of_a_final_report_are_stored_once():
    report = final(reported_round())
    report.files.update(content=b"bewaard")
    assert programme_reports.file_of(report, "pdf") == b"bewaard"


def test_a_next_edition_begins_as_a_draft_and_readers_keep_the_final_one():
    round_ = reported_round()
    final(round_)
    staff, reader = factories.staff(), factories.dealmaker(survey_of(round_, 1).deal)
    browser(staff).post(url("report_edition", round_), {"version": 2})
    assert list(ProgrammeReport.objects.values_list("edition", "state")) == [
        (2, "concept"),
        (1, "definitief"),
    ]
    assert "Concept van" in page(staff, round_) and "Definitief, uitgave 1" in page(reader, round_)
    client = browser(reader)
    assert client.get(f"{url('report', round_)}?uitgave=2").status_code == 404
    assert client.get(f"{url('report', round_)}?uitgave=1").status_code == 200
    assert client.get(f"{url('report', round_)}?uitgave=x").status_code == 404
    assert client.get(f"{url('report_file', round_, 'pdf')}?uitgave=2").status_code == 404


def test_a_next_edition_follows_only_on_the_newest_and_only_when_that_is_final():
    round_, staff = reported_round(), factories.staff()
    older = final(round_)
    programme_reports.start_edition(report=older, by=staff, now=timezone.now())
    newest = final(round_)
    with pytest.raises(programme_reports.ChangedMeanwhile):
        programme_reports.start_edition(report=older, by=staff, now=timezone.now())
    draft = programme_reports.start_edition(report=newest, by=staff, now=timezone.now())
    with pytest.raises(programme_reports.ChangedMeanwhile):
        programme_reports.start_edition(report=draft, by=staff, now=timezone.now())
