"""The slides, read back: the figures are the stored ones, text is whole and in order, and who cannot see is served."""

import io
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Pt

from rendering import slide_master, slide_text, spiderweb
from rendering.documents import drawing_png
from reports.learning_report import slides
from reports.learning_report import words as learning_words
from reports.web_report.drawing import marks_of, web_of
from tests.reports.learning_report_content import ARABIC, LONG_NAME, VARIANTS, words_of

FONTS = Path(__file__).parents[2] / "static" / "build" / "typst-fonts"
MOMENT = datetime(2026, 1, 5, tzinfo=UTC)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def make(name):
    shown = VARIANTS[name][0].figures
    png = drawing_png(spiderweb.draw(web_of(shown)), width_px=400, fonts=FONTS)
    axes = [marks_of(indicator) for indicator in shown.indicators]
    return slides.report_slides(words_of(name), axes, png, moment=MOMENT)


@pytest.fixture(scope="module")
def made():
    return {name: make(name) for name in VARIANTS}


def deck(made, name):
    return Presentation(io.BytesIO(made[name]))


def text_of(shape):
    if shape.has_table:
        return [cell.text for row in shape.table.rows for cell in row.cells]
    return [paragraph.text for paragraph in shape.text_frame.paragraphs] if shape.has_text_frame else []


def texts(slide):
    return [text for shape in slide.shapes for text in text_of(shape)]


def chapter_slide(presentation, number):
    return next(slide for slide in presentation.slides if slide.shapes.title.text.startswith(f"{number}. "))


@pytest.mark.parametrize("name", VARIANTS)
def test_the_figures_on_the_slides_are_those_of_the_report(made, name):
    presentation, words = deck(made, name), words_of(name)
    cells = [
        [cell.text for cell in row.cells]
        for slide in presentation.slides
        if slide.shapes.title.text.startswith("Scores per indicator")
        for shape in slide.shapes
        if shape.has_table
        for row in list(shape.table.rows)[1:]
    ]
    plain = slide_text.plain
    assert cells == [
        [plain(row["name"]), *(plain(cell["text"]) for cell in row["cells"])]
        for row in words["table"]["rows"]
    ]
    for chapter in words["chapters"]:
        table = next(
            shape for shape in chapter_slide(presentation, chapter["number"]).shapes if shape.has_table
        ).table
        pairs = [[cell.text for cell in row.cells] for row in list(table.rows)[1:]]
        assert pairs == [[fact["label"], plain(fact["text"])] for fact in chapter["facts"]]


@pytest.mark.parametrize("name", VARIANTS)
def test_every_slide_has_a_title_of_its_own(made, name):
    titles = [slide.shapes.title.text for slide in deck(made, name).slides]
    assert all(titles)
    assert not [title for title, count in Counter(titles).items() if count > 1]


@pytest.mark.parametrize("name", VARIANTS)
def test_no_text_is_cut_or_runs_off_its_slide(made, name):
    presentation, words = deck(made, name), words_of(name)
    everything = "".join(text for slide in presentation.slides for text in texts(slide) if text)
    squeezed = "".join(everything.split())
    for chapter in words["chapters"]:
        for lines in chapter["findings"]:
            for line in lines:
                assert "".join(slide_text.plain(line).split())[:80] in squeezed
    for slide in presentation.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= presentation.slide_width, shape.name
            assert shape.top >= 0 and shape.top + shape.height <= presentation.slide_height, shape.name
        bodies = [shape for shape in slide.placeholders if shape.placeholder_format.idx == 1]
        for body in bodies:
            width, used = body.width / Pt(1), 0.0
            for paragraph in body.text_frame.paragraphs:
                size = paragraph.runs[0].font.size.pt
                used += len(slide_text.lines(paragraph.text, width, size)) * slide_text.LINE * size
            assert used <= body.height / Pt(1) + 1, slide.shapes.title.text


def test_ten_thousand_characters_come_back_whole(made):
    presentation = deck(made, "hostile")
    assert sum(text.count("#") for slide in presentation.slides for text in texts(slide)) >= 10_000
    assert (
        sum(text.split().count("woord") for slide in presentation.slides for text in texts(slide))
        == 1_666 + 1_600
    )


def test_how_the_figures_were_made_is_one_slide_with_its_source():
    shown, stage = VARIANTS["same phase"]
    source = (
        "Self-assessment. Bron: AEF, midterm review City Deals, r. 1852-1950 (stellingen) en r. 1953-2026."
    )
    words = learning_words.contents(shown, stage)
    method = words["method"] | {
        "source": source,
        "points": [*words["method"]["points"], "Een regel meer. " * 14],
    }
    axes = [marks_of(indicator) for indicator in shown.figures.indicators]
    png = drawing_png(spiderweb.draw(web_of(shown.figures)), width_px=400, fonts=FONTS)
    made = slides.report_slides(words | {"method": method}, axes, png, moment=MOMENT)
    last = list(Presentation(io.BytesIO(made)).slides)[-1]
    assert last.shapes.title.text == method["heading"]
    assert [texts(last)[1], texts(last)[-3]] == [method["points"][0], source]


@pytest.mark.parametrize("name", ["full", "hostile"])
def test_it_is_read_in_the_right_order(made, name):
    names = [shape.name.split()[0] for shape in chapter_slide(deck(made, name), 1).shapes]
    assert names == ["Titel", "Tabel", "As", "Uitleg", "Tekst", "Voettekst", "Dianummer"]


def test_pictures_tables_and_drawings_say_what_they_show(made):
    presentation, words = deck(made, "full"), words_of("full")
    described = {
        shape.name: shape._element.xpath(".//p:cNvPr/@descr")
        for slide in presentation.slides
        for shape in slide.shapes
        if shape.name in ("Spinnenweb", "Tabel", "As van de indicator")
    }
    assert described["Spinnenweb"] == [words["web"]["alt"]]
    assert described["As van de indicator"] == [words["chapters"][-1]["alt"]]
    assert described["Tabel"][0].endswith(words["chapters"][-1]["alt"])


def test_every_piece_of_text_is_dutch(made):
    presentation = deck(made, "full")
    layers = [
        presentation.slide_master,
        *presentation.slide_layouts,
        *presentation.slides,
        presentation.notes_master,
    ]
    for layer in [*layers, *(slide.notes_slide for slide in presentation.slides)]:
        runs = list(layer._element.iter(f"{A}r"))
        assert all(run.find(f"{A}rPr").get("lang") == "nl-NL" for run in runs)
    assert presentation.core_properties.language == "nl-NL"


def test_arabic_runs_from_right_to_left(made):
    paragraphs = [
        paragraph
        for slide in deck(made, "hostile").slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        if paragraph.text == ARABIC
    ]
    assert len(paragraphs) == 2
    assert all(paragraph._p.pPr.get("rtl") == "1" for paragraph in paragraphs)
    assert all(paragraph._p.pPr.get("algn") == "r" for paragraph in paragraphs)


def test_the_master_is_the_portals_own(made):
    presentation = deck(made, "full")
    assert [layout.name for layout in presentation.slide_layouts] == [
        "Titel",
        "Titel en tekst",
        "Alleen titel",
    ]
    master = presentation.slide_master.part
    theme = next(
        rel.target_part for rel in master.rels.values() if rel.reltype.endswith("/theme")
    ).blob.decode()
    assert theme.count(slide_master.FONT) == 2 and '<a:accent1><a:srgbClr val="154273"/>' in theme
    assert (presentation.slide_width, presentation.slide_height) == (Pt(960), Pt(540))


@pytest.mark.parametrize(
    ("name", "foot"),
    [
        ("full", "Leerrapport Energieke Wijken · ronde 2025"),
        ("withheld", "Leerrapport Energieke Wijken · ronde 2025 · Concept · Verzonnen gegevens"),
    ],
)
def test_every_slide_says_how_far_the_report_is(made, name, foot):
    presentation = deck(made, name)
    feet = {
        shape.text for slide in presentation.slides for shape in slide.shapes if shape.name == "Voettekst"
    }
    assert feet == {foot}
    assert presentation.core_properties.content_status == ("Definitief" if name == "full" else "Concept")


def test_the_notes_define_the_score(made):
    slide = chapter_slide(deck(made, "full"), 1)
    assert slide.notes_slide.notes_text_frame.text.startswith(
        "Stellingen: “Stelling 1.” De score is het gemiddelde"
    )


def test_a_name_of_two_hundred_letters_fits_its_title(made):
    slide = chapter_slide(deck(made, "hostile"), 1)
    size = slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size.pt
    lines = slide_text.lines(f"1. {LONG_NAME}", slide_master.INNER, size)
    assert slide_text.height(len(lines), size) <= slide_master.TITLE_HEIGHT


def test_the_same_input_gives_the_same_bytes(made, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert make("withheld") == made["withheld"]
    assert made["full"] != made["withheld"]
