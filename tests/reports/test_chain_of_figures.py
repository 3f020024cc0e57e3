"""Page, PDF, slides and sheet of a learning report hold the stored figures: read back from each and laid beside the report in
the database, without the words that the report itself is made of."""

import html
import io
import re
from dataclasses import replace

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pptx import Presentation

from reports.models import WebReport
from tests import factories
from tests.reports.pdf_text import all_text, squeezed
from tests.reports.test_chain_of_bad_input import held, url

pytestmark = pytest.mark.django_db
SHAPE = (2, 1, 1, 2, 3, 2, 1, 2)


def answers(seed, people):
    """Uneven on purpose: no two indicators have the same mean or the same number of answers."""
    return [
        tuple(
            None if (person * 7 + place * seed) % (4 + place % 5) == 0 else 1 + (person * place + seed) % 5
            for place in range(14)
        )
        for person in range(people)
    ]


@pytest.fixture
def survey():
    """The second of two rounds."""
    deal, instrument = factories.deal(slug="een-deal"), factories.instrument(SHAPE)
    held(answers(2, 11), year=2024, deal=deal, instrument=instrument, is_baseline=True)
    return held(answers(3, 23), deal=deal, instrument=instrument)


@pytest.fixture
def stored(survey):
    """The figures of the report, with a comparison beside them that is in no other column."""
    report = WebReport.objects.get(survey=survey)
    rows = tuple(
        replace(each, all_deals_mean=f"2.{place}", withheld={})
        for place, each in enumerate(report.figures.indicators)
    )
    report.figures = replace(report.figures, indicators=rows)
    report.save()
    return report.figures.indicators


def dutch(figure):
    return figure.replace("-", "−").replace(".", ",")


def shown(each):
    """The figures of one indicator as a Dutch reader writes them, by the head of their column."""
    return {
        "Deze deal": dutch(each.mean),
        "n": str(each.n),
        "Bereik": f"{each.minimum}–{each.maximum}",
        "t.o.v. 2024": dutch(each.change),
        "Alle deals": dutch(each.all_deals_mean),
    }


def fetched(client, survey, format_):
    client.force_login(factories.staff())
    return client.get(url(survey, "learning_report_file", format_)).content


def test_the_example_tells_one_figure_from_another(stored):
    assert len({each.mean for each in stored}) >= 5 and len({each.n for each in stored}) >= 3
    assert any(each.change.startswith("-") for each in stored)
    assert any(each.change.startswith("+") for each in stored)


def test_on_paper(client, survey, stored):
    text = all_text(fetched(client, survey, "pdf"))
    for each in stored:
        title, facts = f"{each.number}.{each.name}", shown(each)
        row = [facts[head] for head in ("Deze deal", "t.o.v. 2024", "Alle deals", "Bereik", "n")]
        assert squeezed(title + "".join(row)) in text
        assert squeezed(title + "".join(facts) + "".join(facts.values())) in text


def test_on_the_slides(client, survey, stored):
    slides = {
        slide.shapes.title.text: slide
        for slide in Presentation(io.BytesIO(fetched(client, survey, "pptx"))).slides
    }
    for each in stored:
        title = f"{each.number}. {each.name}"
        assert dict(_table(slides[title])[1:]) == shown(each)
        drawn = [shape for shape in slides[title].shapes if shape.name == "As van de indicator"]
        assert shown(each)["Deze deal"] in {shape.text_frame.text for shape in drawn[0].shapes}
    head, *rows = _table(slides["Scores per indicator, ronde 2025"])
    assert [dict(zip(head, row, strict=True)) for row in rows] == [
        {"Indicator": f"{each.number}. {each.name}"} | shown(each) for each in stored
    ]


def _table(slide):
    frame = next(shape for shape in slide.shapes if shape.has_table)
    return [[cell.text for cell in row.cells] for row in frame.table.rows]


def test_in_the_sheet(client, survey, stored):
    book = load_workbook(io.BytesIO(fetched(client, survey, "xlsx")))
    head, *rows = book["Cijfers"].iter_rows(values_only=True)
    names = {
        "Deze deal": "mean",
        "n": "n",
        "Laagste antwoord": "minimum",
        "Hoogste antwoord": "maximum",
        "Alle deals": "all_deals_mean",
        "t.o.v. 2024": "change",
        "Nulmeting 2024": "baseline_mean",
        "n in 2024": "baseline_n",
    }
    for each, row in zip(stored, rows, strict=True):
        found = dict(zip(head, row, strict=True))
        assert {column: found[column] for column in names} == {
            column: float(getattr(each, name)) for column, name in names.items()
        }


def test_on_the_page_and_over_the_years(client, survey, stored):
    client.force_login(factories.staff())
    page = html.unescape(client.get(url(survey, "learning_report")).content.decode())
    plain = squeezed(re.sub(r"<[^>]*>", "", page))
    for each in stored:
        facts = shown(each)
        assert squeezed("".join(label + value for label, value in facts.items())) in plain, each.number
    years = client.get(reverse("reports:deal_years", args=[survey.deal.slug])).content.decode()
    for each in stored:
        assert shown(each)["Deze deal"] in years and shown(each)["t.o.v. 2024"] in years
