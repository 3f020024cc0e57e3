"""The programme report as a PDF: tagged, archivable, whole, and every word of it that of the report."""

import io

import pikepdf
import pytest

from tests.reports.pdf_text import all_text, faults, off_the_page, pieces, squeezed, tags_of
from tests.reports.programme_content import VARIANTS, words_of
from tests.reports.programme_drawn import make_pdf, pdf


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("name", VARIANTS)
def test_it_is_accessible_and_fit_for_the_archive(name, profile):
    assert not faults(pdf(name), profile)


@pytest.mark.parametrize("name", VARIANTS)
def test_nothing_runs_off_the_page(name):
    assert not off_the_page(pdf(name))


@pytest.mark.parametrize("name", ["full", "first round", "withheld"])
def test_the_figures_and_texts_on_paper_are_the_stored_ones(name):
    text, words = all_text(pdf(name)), words_of(name)
    tables = [words["table"], words["patterns"], words["years"].get("table") or {"rows": []}]
    for row in (row for table in tables for row in table["rows"]):
        assert squeezed(row["name"] + "".join(cell["text"] for cell in row["cells"])) in text
    said = [
        *words["summary"]["points"],
        *(line for chapter in words["chapters"] for line in [chapter["title"], *chapter["intro"]]),
        *("".join(item["lines"]) + item["deal"] for item in words["letter"]["items"]),
        *("".join(item["lines"]) + item["deal"] for item in words["attention"]["items"]),
        *(
            "".join(item["lines"]) + item["deal"]
            for group in words["lessons"]["groups"]
            for item in group["items"]
        ),
        *(item["name"] for item in words["webs"]["items"]),
        *words["webs"]["left"],
        *words["method"]["points"],
    ]
    for sentence in said:
        assert squeezed(sentence) in text, sentence


def test_the_contents_lead_to_every_part():
    words = words_of("full")
    headings = [
        words["summary"]["heading"],
        *(chapter["title"] for chapter in words["chapters"]),
        *(words[part]["heading"] for part in ("web", "table", "letter", "years", "patterns", "attention")),
        *(words[part]["heading"] for part in ("lessons", "webs", "method")),
    ]
    with pikepdf.open(io.BytesIO(pdf("full"))) as document:
        links = [note for note in document.pages[0].get("/Annots", []) if note.Subtype == "/Link"]
    assert len(links) == len(headings)


def test_drawings_have_their_text_alternatives():
    words = words_of("full")
    counted, alternatives = tags_of(pdf("full"))
    assert alternatives == [
        words["web"]["alt"],
        *(line["alt"] for line in words["years"]["lines"]),
        *(item["alt"] for item in words["webs"]["items"]),
    ]
    assert (counted["/H1"], counted["/Table"]) == (1, 3)


@pytest.mark.parametrize(("name", "mark"), [("withheld", "Concept"), ("full", "")])
def test_every_page_says_how_far_the_report_is(name, mark):
    words = pieces(pdf(name))
    for number in range(1, max(piece.page for piece in words) + 1):
        top = squeezed(
            "".join(piece.text for piece in words if piece.page == number and piece.baseline_pt > 780)
        )
        assert mark in top if mark else "Concept" not in top


def test_text_of_people_is_text():
    text = all_text(pdf("hostile"))
    assert text.count("#") > 10_000 and squeezed('#panic("boe") *vet* <b>x</b> {{ y }} &') in text


def test_the_same_input_gives_the_same_bytes():
    assert make_pdf("full") == pdf("full")
