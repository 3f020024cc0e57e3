"""The documents of one report: the PDF and the picture of its web, made by typst from the stored figures.

typst is first used inside a call, never at import: a process that is forked after its parent used typst would hang.
"""

import json
import os
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from threading import Thread
from typing import Any

import typst

from impacttool import report_words, spiderweb, typeface

# One report keeps one core busy, so that two workers on two cores do not wait for each other. Read by typst at its first use.
os.environ.setdefault("RAYON_NUM_THREADS", "1")
TEMPLATES = Path(__file__).parent / "typst"
PDF_STANDARDS = ["a-2a", "ua-1"]
TIME_LIMIT_SECONDS = 60
WEB_PAGE_WIDTH_PT = 400
POINTS_PER_INCH = 72
_idle: dict[Path, list[typst.Compiler]] = defaultdict(
    list
)  # per folder of fonts, those that no thread uses now


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
    """The function `document` of a template, called with the inputs; one that failed or hangs is not used again."""
    if _first_user() != os.getpid():
        raise DocumentError("this process was forked after its parent had used typst, which would now hang")
    try:
        compiler = _idle[fonts].pop()
    except IndexError:
        compiler = typst.Compiler(root=str(TEMPLATES), font_paths=_fonts(fonts), ignore_system_fonts=True)
    source = _call(template, inputs)
    made = _within(TIME_LIMIT_SECONDS, lambda: compiler.compile(input=source, **options))
    _idle[fonts].append(compiler)
    return made


def _call(template: str, inputs: Mapping[str, str]) -> bytes:
    """The source that calls a template. Inputs as text in it, not as `sys.inputs`, since other inputs would make typst
    forget what it keeps from one document to the next."""
    named = ", ".join(f"{name}: {_literal(text)}" for name, text in inputs.items())
    return f'#import "{template}": document\n#document(({named}))\n'.encode()


def _literal(text: str) -> str:
    """As a string of typst, in which only a quotation mark and a backslash mean something."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _within(seconds: float, make: Callable[[], bytes]) -> bytes:
    """typst cannot be interrupted. Cost of an endless compile: its thread keeps a core busy until the process ends."""
    made: list[bytes | typst.TypstError] = []

    def work() -> None:
        try:
            made.append(make())
        except typst.TypstError as error:
            made.append(error)

    thread = Thread(target=work, name="typst", daemon=True)
    thread.start()
    thread.join(seconds)
    if not made:
        raise DocumentError(f"typst gave no document within {seconds:g} seconds")
    if isinstance(made[0], typst.TypstError):
        raise DocumentError(str(made[0])) from made[0]
    return made[0]


@lru_cache(maxsize=1)
def _first_user() -> int:
    return os.getpid()


@lru_cache(maxsize=8)
def _fonts(folder: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
