"""One question, one answer: the bytes, or what is wrong."""

import json
import signal
from pathlib import Path

from rendering import typst_child

ROOT = Path(__file__).resolve().parents[2]


def ask(source):
    question = {
        "source": source,
        "root": str(ROOT / "rendering" / "typst"),
        "fonts": str(ROOT / "static" / "build" / "typst-fonts"),
        "seconds": 30,
        "options": {"format": "pdf"},
    }
    return typst_child.answer(json.dumps(question).encode(), typst_child._Compilers())


def test_a_document_or_the_words_of_typst():
    assert ask("Hallo").startswith(typst_child.MADE + b"%PDF")
    assert ask("#(") == typst_child.REFUSED + b"unclosed delimiter"


def test_afterwards_no_clock_runs():
    ask("Hallo")
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
