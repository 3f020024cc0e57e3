"""The documents of one report: the PDF and the picture of its web, made by typst from the stored figures."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from rendering import spiderweb, typeface, typesetter
from reports import report_words

TEMPLATES = Path(__file__).parent / "typst"
PDF_STANDARDS = ["a-2a", "ua-1"]
TIME_LIMIT_SECONDS = 60
WEB_PAGE_WIDTH_PT = 400
POINTS_PER_INCH = 72


class DocumentError(Exception):
    """The document could not be made; the message is for the log and the job's row, not for a reader."""


def report_pdf(figures: report_words.Figures, svg: str, *, issued_on: date, fonts: Path) -> bytes:
    """A tagged PDF (PDF/UA-1 and PDF/A-2a); the same input gives the same bytes. Raises DocumentError."""
    alternative = spiderweb.describe(spiderweb.from_figures(dict(figures)))
    words = report_words.contents(figures, alternative=alternative, issued_on=issued_on)
    known = _known(fonts)
    inputs = {"report": json.dumps(_fitted(words, known)), "web": typeface.fit(svg, known)}
    return _tagged("report.typ", inputs, issued_on, fonts)


def guide_pdf(words: dict[str, Any], *, issued_on: date, fonts: Path) -> bytes:
    """The conversation guide for the table (`guide.contents`), as the report: tagged, the same input the same bytes.

    Raises DocumentError."""
    inputs = {"guide": json.dumps(_fitted(words, _known(fonts)))}
    return _tagged("guide.typ", inputs, issued_on, fonts)


def _tagged(template: str, inputs: dict[str, str], issued_on: date, fonts: Path) -> bytes:
    moment = int(datetime.combine(issued_on, time(), UTC).timestamp())
    return _compile(template, inputs, fonts, pdf_standards=PDF_STANDARDS, timestamp=moment)


def learning_pdf(
    words: Mapping[str, Any], svg: str, axes: Sequence[str], *, dated: date, fonts: Path
) -> bytes:
    """The Deal report: `words` of learning_words.contents, `axes` one drawing a chapter. As `report_pdf`."""
    return words_pdf("learning.typ", words, {"web": [svg], "axes": axes}, dated=dated, fonts=fonts)


def words_pdf(
    template: str,
    words: Mapping[str, Any],
    drawings: Mapping[str, Sequence[str]],
    *,
    dated: date,
    fonts: Path,
) -> bytes:
    """A report of words and SVG drawings by name, laid out by a template of typst/. As `report_pdf`."""
    known = _known(fonts)
    fitted = {name: [typeface.fit(svg, known) for svg in some] for name, some in drawings.items()}
    inputs = {"report": json.dumps(_fitted(dict(words), known)), "drawings": json.dumps(fitted)}
    return _tagged(template, inputs, dated, fonts)


def web_png(svg: str, *, width_px: int = 1600, fonts: Path) -> bytes:
    """The spider web alone, on white, as PNG. Raises DocumentError."""
    ppi = width_px * POINTS_PER_INCH / WEB_PAGE_WIDTH_PT
    inputs = {"web": typeface.fit(svg, _known(fonts))}
    return _compile("web.typ", inputs, fonts, format="png", ppi=ppi)


def _known(fonts: Path) -> frozenset[str]:
    try:
        return typeface.characters(fonts)
    except FileNotFoundError as error:
        raise DocumentError(str(error)) from error


def _fitted(value: Any, known: frozenset[str]) -> Any:
    if isinstance(value, str):
        return typeface.breakable(typeface.fit(value, known))
    if isinstance(value, dict):
        return {name: _fitted(each, known) for name, each in value.items()}
    return [_fitted(each, known) for each in value] if isinstance(value, list) else value


def _compile(template: str, inputs: Mapping[str, str], fonts: Path, **options: Any) -> bytes:
    """The function `document` of a template, called with the inputs."""
    source = _call(template, inputs)
    try:
        return typesetter.typeset(
            source, root=TEMPLATES, fonts=fonts, seconds=TIME_LIMIT_SECONDS, options=options
        )
    except typesetter.TypesetterError as error:
        raise DocumentError(str(error)) from error


def _call(template: str, inputs: Mapping[str, str]) -> str:
    """The source that calls a template. Inputs as text in it, not as `sys.inputs`, since other inputs would make typst
    forget what it keeps from one document to the next."""
    named = ", ".join(f"{name}: {_literal(text)}" for name, text in inputs.items())
    return f'#import "{template}": document\n#document(({named}))\n'


def _literal(text: str) -> str:
    """As a string of typst, in which only a quotation mark and a backslash mean something."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
