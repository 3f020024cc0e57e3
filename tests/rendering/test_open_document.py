"""An OpenDocument workbook holds what was put in it, and is read back by the reader of files."""

import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

from rendering.open_document import to_ods
from rendering.reading.files import read_file


def test_what_goes_out_comes_in_again():
    rows = [
        ["Naam", "Sinds", "Bedrag"],
        ["'=1+1 & <b>", date(2026, 3, 1), Decimal("40000.50")],
        ["een\ntwee", "", 7],
    ]
    first, second = read_file(to_ods([("Een & twee", rows), ("Leeg op een na", [["x"]])]))
    assert (first.title, second.title) == ("Een & twee", "Leeg op een na")
    assert first.rows[1] == ("=1+1 & <b>", "01-03-2026", "40000.50")
    assert first.rows[2] == ("een\ntwee", "", "7")


def test_signs_that_no_file_may_hold_fall_off_and_the_type_stands_first():
    content = to_ods([("Lijst", [["a\x00b"]])])
    assert read_file(content)[0].rows == (("ab",),)
    with zipfile.ZipFile(BytesIO(content)) as made:
        assert made.namelist()[0] == "mimetype"
