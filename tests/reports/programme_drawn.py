"""The files of the invented programme reports, made once for all tests."""

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from rendering import documents, spiderweb
from reports import yearlines
from reports.programme_report import tables as programme_tables
from reports.programme_report.book import programme_book
from reports.programme_report.slides import programme_slides
from tests.reports.programme_content import VARIANTS, words_of

FONTS = Path(__file__).parents[2] / "node_modules" / "@expo-google-fonts" / "fira-sans"
MOMENT = datetime(2026, 1, 5, tzinfo=UTC)


def drawings(name):
    content = VARIANTS[name][0]
    return {
        "web": [spiderweb.draw(programme_tables.web_of(content))],
        "lines": [
            yearlines.draw(line, prefix=f"lijn-{place}", look=yearlines.ALL_DEALS)
            for place, line in enumerate(programme_tables.year_lines(content))
        ],
        "small": [
            spiderweb.draw_small(web, prefix=f"web-{place}", alone=True)
            for place, web in enumerate(programme_tables.shown_webs(content))
        ],
    }


def make_pdf(name):
    return documents.tagged_pdf(
        "programme.typ", words_of(name), drawings(name), dated=VARIANTS[name][2].on, fonts=FONTS
    )


def make_slides(name):
    png = {
        kind: [documents.drawing_png(svg, width_px=120, fonts=FONTS) for svg in some]
        for kind, some in drawings(name).items()
    }
    return programme_slides(words_of(name), png["web"][0], png["small"], png["lines"], moment=MOMENT)


def make_book(name):
    return programme_book(VARIANTS[name][0], words_of(name), moment=MOMENT.replace(tzinfo=None))


pdf, slides, book = lru_cache(make_pdf), lru_cache(make_slides), lru_cache(make_book)
