"""Documents laid out by typst: tagged PDFs of words and drawings, and a drawing as a picture. The same input gives the
same bytes. What the words are about is for the caller, and for the template in typst/ that lays them out.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

from rendering import typeface, typesetter

TEMPLATES = Path(__file__).parent / "typst"
PDF_STANDARDS = ["a-2a", "ua-1"]
TIME_LIMIT_SECONDS = 60
DRAWING_PAGE_WIDTH_PT = 400
POINTS_PER_INCH = 72


class DocumentError(Exception):
    """The document could not be made; the message is for the log and the job's row, not for a reader."""


def tagged_pdf(
    template: str,
    words: Mapping[str, object],
    drawings: Mapping[str, Sequence[str]],
    *,
    dated: date,
    fonts: Path,
) -> bytes:
    """PDF/UA-1 and PDF/A-2a. `template`: a file of typst/; `words`: what it reads as JSON; `drawings`: SVGs by name.

    Raises DocumentError."""
    known = _known(fonts)
    fitted = {name: [typeface.fit(svg, known) for svg in some] for name, some in drawings.items()}
    inputs = {"words": json.dumps(_fitted(dict(words), known)), "drawings": json.dumps(fitted)}
    moment = int(datetime.combine(dated, time(), UTC).timestamp())
    return _compile(template, inputs, fonts, pdf_standards=PDF_STANDARDS, timestamp=moment)


def drawing_png(svg: str, *, width_px: int = 1600, fonts: Path) -> bytes:
    """One drawing alone, on white. Raises DocumentError."""
    ppi = width_px * POINTS_PER_INCH / DRAWING_PAGE_WIDTH_PT
    return _compile("drawing.typ", {"svg": typeface.fit(svg, _known(fonts))}, fonts, format="png", ppi=ppi)


def _known(fonts: Path) -> frozenset[str]:
    try:
        return typeface.characters(fonts)
    except FileNotFoundError as error:
        raise DocumentError(str(error)) from error


def _fitted(value: object, known: frozenset[str]) -> object:
    if isinstance(value, str):
        return typeface.breakable(typeface.fit(value, known))
    if isinstance(value, dict):
        return {name: _fitted(each, known) for name, each in value.items()}
    return [_fitted(each, known) for each in value] if isinstance(value, list) else value


def _compile(template: str, inputs: Mapping[str, str], fonts: Path, **options: object) -> bytes:
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
