"""Any words in any template: text stays text, the file is accessible, and the same input gives the same bytes."""

import io
import json
import struct
from datetime import date
from pathlib import Path

import pikepdf
import pytest
import typst
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rendering import documents

FONTS = Path(__file__).parents[2] / "static" / "build" / "typst-fonts"
ON = date(2026, 11, 21)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><path d="M0 0h40v10z"/></svg>'
TEMPLATE = """
#let named(title, body) = { set document(title: title); body }
#let document(inputs) = [
#let words = json(bytes(inputs.words))
#let drawings = json(bytes(inputs.drawings))
#show: body => named(words.title, body)
#set text(font: "Fira Sans", lang: "nl")
= #words.title
#for line in words.lines { par(line) }
#for svg in drawings.at("some", default: ()) { image(bytes(svg), format: "svg", alt: words.title) }
]
"""
HOSTILE = '#panic("boe") #read("/etc/passwd") *vet* <label> \\u{41} "'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "any.typ").write_text(TEMPLATE)
    monkeypatch.setattr(documents, "TEMPLATES", tmp_path)


def tagged(title="Een titel", lines=(), drawings=(), dated=ON, fonts=FONTS):
    words = {"title": title, "lines": list(lines)}
    return documents.tagged_pdf("any.typ", words, {"some": drawings}, dated=dated, fonts=fonts)


def test_the_file_says_what_it_is_and_when_it_is_of(folder):
    with pikepdf.open(io.BytesIO(tagged(HOSTILE, [HOSTILE, "👍🏽\x00"], [SVG, SVG]))) as document:
        metadata = document.open_metadata()
        assert metadata["dc:title"] == HOSTILE
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["xmp:CreateDate"].startswith("2026-11-21")
        assert document.Root.MarkInfo.Marked


def test_the_same_input_gives_the_same_bytes(folder):
    first = tagged(drawings=[SVG])
    assert tagged(drawings=[SVG]) == first
    assert tagged(drawings=[SVG], dated=date(2026, 11, 22)) != first
    assert tagged() != first


def test_a_template_that_is_not_there_is_said_to_be_missing():
    with pytest.raises(documents.DocumentError, match="file not found"):
        documents.tagged_pdf("none.typ", {}, {}, dated=ON, fonts=FONTS)


def test_a_drawing_alone_as_a_picture():
    picture = documents.drawing_png(SVG, fonts=FONTS)
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">L", picture[16:20]) == (1600,)
    small = documents.drawing_png(SVG, width_px=800, fonts=FONTS)
    assert struct.unpack(">L", small[16:20]) == (800,)
    assert documents.drawing_png(SVG, fonts=FONTS) == picture


def test_a_drawing_that_is_none_is_refused():
    with pytest.raises(documents.DocumentError, match="SVG"):
        documents.drawing_png("<svg", fonts=FONTS)


def test_neither_is_such_a_drawing_among_words(folder):
    with pytest.raises(documents.DocumentError, match="SVG"):
        tagged(drawings=["<svg"])


def test_a_folder_without_fonts_is_said_to_be_one(folder, tmp_path):
    with pytest.raises(documents.DocumentError, match="no fonts"):
        documents.drawing_png(SVG, fonts=tmp_path)
    with pytest.raises(documents.DocumentError, match="no fonts"):
        tagged(fonts=tmp_path)


@settings(max_examples=60, deadline=None)
@given(st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from('"\\#()\n'))))
@example('"); #panic("boe')
@example('\\" + read("/etc/passwd") + "')
@example("regel\r\nregel\\")
def test_a_text_handed_to_a_template_is_that_text_and_never_source(text):
    source = f"#metadata({documents._literal(text)}) <text>"
    assert json.loads(typst.query(source.encode(), "<text>", field="value", one=True)) == text
