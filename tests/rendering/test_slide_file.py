"""A deck becomes a file that says nothing of the moment at which it was put together, and opens as it was."""

import io
import zipfile
from datetime import UTC, datetime

from pptx import Presentation

from rendering.slide_file import FIRST_MOMENT, packed
from rendering.slide_master import TITLE_ONLY, new_deck


def deck(title="Een dia"):
    made = new_deck()
    made.slides.add_slide(made.slide_layouts[TITLE_ONLY]).shapes.title.text = title
    made.core_properties.modified = datetime(2026, 1, 5, tzinfo=UTC)
    return made


def test_it_opens_as_it_was():
    [slide] = Presentation(io.BytesIO(packed(deck()))).slides
    assert slide.shapes.title.text == "Een dia"


def test_no_part_tells_when_it_was_put_in():
    with zipfile.ZipFile(io.BytesIO(packed(deck()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {FIRST_MOMENT}


def test_same_slides_same_bytes():
    assert packed(deck()) == packed(deck())
    assert packed(deck()) != packed(deck("Een andere"))
