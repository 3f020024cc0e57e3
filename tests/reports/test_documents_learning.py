"""The learning report as a PDF: tagged, archivable, whole, and every word of it that of the report."""

import io

import pikepdf
import pytest

from rendering import axis_detail, spiderweb
from reports import documents
from reports.web_report.drawing import marks_of, web_of
from tests.reports.learning_report_content import VARIANTS, words_of
from tests.reports.pdf_text import FONTS, all_text, faults, off_the_page, pieces, squeezed, tags_of


def make(name):
    shown, stage = VARIANTS[name][0].figures, VARIANTS[name][1]
    axes = [axis_detail.draw(marks_of(each), prefix=f"as-{each.number}") for each in shown.indicators]
    svg = spiderweb.draw(web_of(shown))
    return documents.learning_pdf(words_of(name), svg, axes, dated=stage.on, fonts=FONTS)


@pytest.fixture(scope="module")
def made():
    return {name: make(name) for name in VARIANTS}


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("name", VARIANTS)
def test_it_is_accessible_and_fit_for_the_archive(made, name, profile):
    assert not faults(made[name], profile)


@pytest.mark.parametrize("name", VARIANTS)
def test_nothing_runs_off_the_page(made, name):
    assert not off_the_page(made[name])


@pytest.mark.parametrize("name", ["full", "withheld", "one answer"])
def test_the_figures_and_the_findings_on_paper_are_the_stored_ones(made, name):
    text, words = all_text(made[name]), words_of(name)
    for row in words["table"]["rows"]:
        assert squeezed(row["name"] + "".join(cell["text"] for cell in row["cells"])) in text
    for chapter in words["chapters"]:
        labels = "".join(fact["label"] for fact in chapter["facts"])
        values = "".join(fact["text"] for fact in chapter["facts"])
        assert squeezed(chapter["title"] + labels + values) in text
        for lines in chapter["findings"] or [[chapter["none"]]]:
            assert squeezed("".join(lines)) in text


def test_the_contents_lead_to_every_part(made):
    words = words_of("full")
    headings = [
        words["context"]["heading"],
        words["web"]["heading"],
        words["table"]["heading"],
        *(chapter["title"] for chapter in words["chapters"]),
        words["lessons"]["heading"],
        words["attention"]["heading"],
        words["method"]["heading"],
    ]
    with pikepdf.open(io.BytesIO(made["full"])) as document:
        links = [note for note in document.pages[0].get("/Annots", []) if note.Subtype == "/Link"]
        assert len(links) == len(headings)
        with document.open_outline() as outline:
            titles = [each.title for root in outline.root for each in (root, *root.children)]
    assert [title for title in titles if title in headings] == headings


def test_drawings_have_their_text_alternatives(made):
    words = words_of("full")
    counted, alternatives = tags_of(made["full"])
    assert alternatives[0] == words["web"]["alt"]
    assert {chapter["alt"] for chapter in words["chapters"]} <= set(alternatives)
    assert (counted["/H1"], counted["/Table"]) == (1, 9)


@pytest.mark.parametrize(
    ("name", "mark"), [("withheld", "Concept"), ("hostile", "Akkoord, nog niet definitief"), ("full", "")]
)
def test_every_page_says_how_far_the_report_is(made, name, mark):
    words = pieces(made[name])
    for number in range(1, max(piece.page for piece in words) + 1):
        top = squeezed(
            "".join(piece.text for piece in words if piece.page == number and piece.baseline_pt > 780)
        )
        assert squeezed(mark) in top if mark else "Concept" not in top and "Akkoord" not in top


def test_text_of_people_is_text(made):
    text = all_text(made["hostile"])
    assert text.count("#") > 10_000 and squeezed('#panic("boe") *vet* <b>x</b> {{ y }} &') in text


def test_the_same_input_gives_the_same_bytes(made):
    assert make("withheld") == made["withheld"]
