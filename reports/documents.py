"""The PDFs of a spider-web report, a conversation guide and a learning report, from stored figures and words."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rendering import spiderweb
from rendering.documents import tagged_pdf
from reports.web_report import words as report_words
from reports.web_report.drawing import web_of
from reports.web_report.figures import WebFigures


def web_report_pdf(figures: WebFigures, svg: str, *, issued_on: date, fonts: Path) -> bytes:
    """Raises DocumentError."""
    alternative = spiderweb.describe(web_of(figures))
    words = report_words.contents(figures, alternative=alternative, issued_on=issued_on)
    return tagged_pdf("report.typ", words, {"web": [svg]}, dated=issued_on, fonts=fonts)


def guide_pdf(words: dict[str, Any], *, issued_on: date, fonts: Path) -> bytes:
    """The conversation guide on paper. `words`: from guide.contents. Raises DocumentError."""
    return tagged_pdf("guide.typ", words, {}, dated=issued_on, fonts=fonts)


def learning_pdf(
    words: Mapping[str, Any], svg: str, axes: Sequence[str], *, dated: date, fonts: Path
) -> bytes:
    """`words`: from learning_words.contents; `axes`: one drawing per chapter. Raises DocumentError."""
    return tagged_pdf("learning.typ", words, {"web": [svg], "axes": axes}, dated=dated, fonts=fonts)
