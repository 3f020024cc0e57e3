"""The page of a deal over the years: only what this reader may read, at a constant cost."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from impacttool.actions.closing import close_round
from impacttool.models import Survey
from reports.models import WebReport
from tests import factories
from tests.factories import NOON
from tests.reports.test_web_reports import issue_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def deal():
    return factories.deal(is_published=True)


@pytest.fixture
def instrument():
    return factories.instrument(shape=(2, 1))


def reported(deal, year, instrument, scores=(4, 4, 4), people=5, **fields):
    """A closed round of this deal, with its report."""
    round_ = factories.round_(year=year, instrument=instrument, **fields)
    survey = factories.survey(round=round_, deal=deal)
    for _person in range(people):
        factories.response(survey, scores)
    close_round(round_=round_, by=None, now=NOON)
    round_.refresh_from_db()
    issue_all(round_)
    return survey


def page(client, deal):
    return client.get(reverse("reports:deal_years", args=[deal.slug]))


def test_all_rounds_with_the_change_since_the_round_before(client, deal, instrument):
    reported(deal, 2023, instrument, (2, 2, 2), is_baseline=True)
    reported(deal, 2024, instrument, (5, 5, 5))
    reported(deal, 2025, instrument, (4, 4, 4), people=6)
    client.force_login(factories.staff())
    text = page(client, deal).content.decode()
    assert "−1,0" in text and "+2,0" in text  # since 2024 and since the nulmeting
    assert "t.o.v. 2024, n = 5 en 6" in text and "met de nulmeting van 2023" in text
    links = [reverse("reports:web_report", args=[year, deal.slug]) for year in (2025, 2024, 2023)]
    assert [text.index(link) for link in links] == sorted(text.index(link) for link in links)
    assert text.count("<svg") == 3


def test_who_may_not_read_a_year_does_not_see_it(client, deal, instrument):
    reported(deal, 2024, instrument, (2, 2, 2))
    reported(deal, 2025, instrument, (4, 4, 4))
    assert "Nog geen rapporten" in page(client, deal).content.decode()
    Survey.objects.filter(round__year=2025).update(is_published=True)
    text = page(client, deal).content.decode()
    assert "Rapport 2025" in text and "Rapport 2024" not in text


def test_a_round_that_is_open_again_or_without_report_is_not_there(client, deal, instrument):
    survey = factories.survey(round=factories.round_(year=2026, instrument=instrument), deal=deal)
    for _person in range(5):
        factories.response(survey, (4, 4, 4))
    client.force_login(factories.staff())
    assert "Nog geen rapporten" in page(client, deal).content.decode()


def test_only_the_newest_version_of_a_round_counts(client, deal, instrument):
    survey = reported(deal, 2025, instrument, (4, 4, 4))
    old = WebReport.objects.get(survey=survey)
    figures = replace(old.figures, is_fictitious=True)
    new = WebReport.objects.create(
        survey=survey, version=2, method_version="1", input_hash="b" * 64, figures=figures, issued_at=NOON
    )
    new.files.create(format="svg", content=bytes(old.files.get(format="svg").content))
    client.force_login(factories.staff())
    answer = page(client, deal)
    assert [report.version for report in answer.context["reports"]] == [2]
    assert "verzonnen gegevens" in answer.content.decode()


def test_statements_that_changed_are_not_compared(client, deal, instrument):
    reported(deal, 2024, instrument, (2, 2, 2))
    reported(deal, 2025, factories.instrument(shape=(2, 1)), (4, 4, 4))
    client.force_login(factories.staff())
    text = page(client, deal).content.decode()
    assert text.count("niet vergelijkbaar</td>") == 2 and "+2,0" not in text
    assert "Geen lijn tussen 2024 en 2025" in text


def test_the_number_of_queries_does_not_grow_with_the_years(client, deal, instrument):
    client.force_login(factories.staff())
    counts = []
    for year in (2021, 2022, 2023, 2024):
        reported(deal, year, instrument)
        page(client, deal)
        with CaptureQueriesContext(connection) as asked:
            page(client, deal)
        counts.append(len(asked))
    assert len(set(counts)) == 1
