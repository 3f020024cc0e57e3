"""The slides of a programme report, read back: the figures are the stored ones and text is whole."""

import io
from collections import Counter

import pytest
from pptx import Presentation

from rendering import slide_text
from tests.reports.programme_content import LONG_NAME, VARIANTS, words_of
from tests.reports.programme_drawn import make_slides, slides
from tests.reports.test_learning_report_slides import texts


def deck(name):
    return Presentation(io.BytesIO(slides(name)))


def tables(name, heading):
    """The cells of the rows, from every slide with this heading."""
    return [
        [cell.text for cell in row.cells]
        for slide in deck(name).slides
        if slide.shapes.title.text.partition(" (vervolg")[0] == heading
        for shape in slide.shapes
        if shape.has_table
        for row in list(shape.table.rows)[1:]
    ]


def rows_of(table):
    plain = slide_text.plain
    return [[plain(row["name"]), *(plain(cell["text"]) for cell in row["cells"])] for row in table["rows"]]


@pytest.mark.parametrize("name", VARIANTS)
def test_the_figures_on_the_slides_are_those_of_the_report(name):
    words = words_of(name)
    assert tables(name, f"{words['web']['heading']}, ronde 2025") == rows_of(words["table"])
    assert tables(name, words["patterns"]["heading"]) == rows_of(words["patterns"])
    if not words["years"]["none"]:
        assert tables(name, words["years"]["table"]["heading"]) == rows_of(words["years"]["table"])


@pytest.mark.parametrize("name", VARIANTS)
def test_every_slide_has_a_title_of_its_own(name):
    titles = [slide.shapes.title.text for slide in deck(name).slides]
    assert all(titles)
    assert not [title for title, count in Counter(titles).items() if count > 1]


@pytest.mark.parametrize("name", VARIANTS)
def test_everything_that_is_said_stands_on_a_slide(name):
    words = words_of(name)
    squeezed = "".join("".join(text.split()) for slide in deck(name).slides for text in texts(slide) if text)
    items = [
        *words["letter"]["items"],
        *(each for group in words["lessons"]["groups"] for each in group["items"]),
    ]
    said = [
        *words["summary"]["points"],
        *(line for chapter in words["chapters"] for line in chapter["intro"]),
        *(line for item in items for line in [*item["lines"], item["deal"]]),
        *(item["name"] for item in words["webs"]["items"]),
        *words["webs"]["left"],
        *words["method"]["points"],
    ]
    for line in said:
        assert "".join(slide_text.plain(line).split())[:80] in squeezed


@pytest.mark.parametrize("name", VARIANTS)
def test_nothing_runs_off_its_slide_or_over_its_neighbour(name):
    presentation = deck(name)
    for slide in presentation.slides:
        pictures = [shape for shape in slide.shapes if shape.shape_type == 13]
        names = [shape for shape in slide.shapes if shape.name == "Naam"]
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= presentation.slide_width, shape.name
            assert shape.top >= 0 and shape.top + shape.height <= presentation.slide_height, shape.name
        for title, picture in zip(names, pictures, strict=len(names) > 0):
            size = title.text_frame.paragraphs[0].runs[0].font.size.pt
            lines = len(slide_text.lines(title.text_frame.text, title.width.pt, size))
            assert title.top.pt + slide_text.height(lines, size) <= picture.top.pt


def test_pictures_have_their_text_alternatives():
    found = [
        shape._element.xpath(".//p:cNvPr")[0].get("descr")
        for slide in deck("full").slides
        for shape in slide.shapes
        if shape.shape_type == 13
    ]
    words = words_of("full")
    wanted = [
        words["web"]["alt"],
        *(line["alt"] for line in words["years"]["lines"]),
        *(item["alt"] for item in words["webs"]["items"]),
    ]
    assert found == [slide_text.plain(each) for each in wanted]


def test_the_longest_names_are_whole():
    everything = [text for slide in deck("hostile").slides for text in texts(slide)]
    assert sum(LONG_NAME[:195] in text for text in everything) >= 40


def test_the_same_input_gives_the_same_bytes():
    assert make_slides("first round") == slides("first round")
