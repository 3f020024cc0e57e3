"""Documents laid out by typst: tagged PDFs of words and drawings, and a drawing as PNG. Same input, same bytes. The
caller and the template in typst/ know what the words are about."""

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
    """The document could not be made; the message is for the log and the job's row, not for users."""


def tagged_pdf(
    template: str,
    words: Mapping[str, object],
    drawings: Mapping[str, Sequence[str]],
    *,
    dated: date,
    fonts: Path,
) -> bytes:
    """PDF/UA-1 and PDF/A-2a. `template`: a file in typst/; `words`: passed to it as JSON; `drawings`: SVGs by name.

    Raises DocumentError.
    """
    known = _known(fonts)
    fitted = {name: [typeface.fit(svg, known) for svg in some] for name, some in drawings.items()}
    inputs = {"words": json.dumps(_fitted(dict(words), known)), "drawings": json.dumps(fitted)}
    moment = int(datetime.combine(dated, time(), UTC).timestamp())
    return _compile(template, inputs, fonts, pdf_standards=PDF_STANDARDS, timestamp=moment)


def drawing_png(svg: str, *, width_px: int = 1600, fonts: Path) -> bytes:
    """One drawing on a white background. Raises DocumentError."""
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
    """Calls the function `document` of a template with the inputs and compiles the result."""
    source = _call(template, inputs)
    try:
        return typesetter.typeset(
            source, root=TEMPLATES, fonts=fonts, seconds=TIME_LIMIT_SECONDS, options=options
        )
    except typesetter.TypesetterError as error:
        raise DocumentError(str(error)) from error


def _call(template: str, inputs: Mapping[str, str]) -> str:
    """The source that calls a template. Inputs are written into the source and not passed as `sys.inputs`, because a
    change of those clears typst's cache."""
    named = ", ".join(f"{name}: {_literal(text)}" for name, text in inputs.items())
    return f'#import "{template}": document\n#document(({named}))\n'


def _literal(text: str) -> str:
    """As a typst string, in which only a quotation mark and a backslash need escaping."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
