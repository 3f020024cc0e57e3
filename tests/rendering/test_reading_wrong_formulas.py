"""A formula that went wrong is never an empty cell."""

import io
import zipfile

import pytest

from rendering.open_document import to_ods
from rendering.reading.files import read_file

KEPT = {
    "nothing": 'office:value-type="string" office:string-value=""',
    "a zero": 'office:value-type="float" office:value="0"',
    "text": 'office:value-type="string"',
}


def book(error):
    from xlsxwriter import Workbook

    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Bijdragen")
        sheet.write_row(0, 0, ["Partij", "2026", "t='e'"])
        sheet.write_row(1, 0, ["EZ"])
        sheet.write_formula(1, 1, "=1/0", None, error)
        sheet.write_formula(1, 2, "=1+1", None, 2)
    return file.getvalue()


@pytest.mark.parametrize(
    ("error", "shown"), [("#DIV/0!", "#DEEL/0!"), ("#N/A", "#N/B"), ("#REF!", "#VERW!"), ("#NAME?", "#NAAM?")]
)
def test_an_error_of_excel_is_read_as_a_dutch_excel_shows_it(error, shown):
    assert read_file(book(error))[0].rows == (("Partij", "2026", "t='e'"), ("EZ", shown, "2"))


@pytest.mark.parametrize("kept", KEPT)
def test_so_is_one_of_open_document_whatever_is_kept_with_it(kept):
    content, file = to_ods([("A", [["Partij", "2026"], ["EZ", "HIER"]])]), io.BytesIO()
    cell = b'<table:table-cell office:value-type="string"><text:p>HIER'
    wrong = f'<table:table-cell table:formula="of:=1/0" {KEPT[kept]} calcext:value-type="error"><text:p>#N/A'
    wrong = wrong.encode()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(file, "w") as made:
        for one in given.infolist():
            part = given.read(one)
            if one.filename == "content.xml":
                assert cell in part
                part = part.replace(cell, wrong).replace(
                    b"xmlns:office", b'xmlns:calcext="urn:x" xmlns:office', 1
                )
            made.writestr(one.filename, part)
    assert read_file(file.getvalue())[0].rows[1] == ("EZ", "#N/B")
