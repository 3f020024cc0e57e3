"""A small file that unfolds without end is refused before anything is built of it."""

import io
import zipfile

import pytest

from rendering.reading import inside, workbook
from rendering.reading.files import read_file
from rendering.reading.grid import Unreadable

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ONE_CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>Partner</t></is></c></row>'


def book(rows=ONE_CELL, *, after="", before="", shared="", sheet_name="sheet1.xml", **parts):
    """The smallest workbook that is read, with one sheet."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = "".join(
        f'<Override PartName="/xl/{name}" ContentType="{kind}.{what}+xml"/>'
        for name, what in (
            ("workbook.xml", "sheet.main"),
            (f"worksheets/{sheet_name}", "worksheet"),
            ("sharedStrings.xml", "sharedStrings"),
        )
        if shared or what != "sharedStrings"
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Partners" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/{sheet_name}"/></Relationships>',
        f"xl/worksheets/{sheet_name}": f'{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>'
        f"{after}</worksheet>",
    }
    if shared:
        files["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{shared}</sst>'
    return zipped(files | parts)


def zipped(files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in files.items():
            out.writestr(name, text)
    return content.getvalue()


def code(content):
    try:
        return read_file(content)[0].rows[0]
    except Unreadable as refused:
        return refused.code


def test_the_smallest_workbook_is_read():
    assert code(book()) == ("Partner",)


LOW = {
    "MOST_OF": {"row": 20, "c": 400, "si": 30, "mergeCell": 5},
    "MOST_CELLS_IN_A_ROW": 100,
    "MOST_LIGHT": 900,
    "MOST_OTHER": 60,
    "MOST_IN_ONE_TAG": 2_000,
    "CHUNK": 1_000,
}
TOO_MUCH = {
    "cells": book("<row>" + "<c/>" * 101 + "</row>"),
    "rows": book('<row r="1"/>' * 21),
    "cells of all rows": book(("<row>" + "<c/>" * 90 + "</row>") * 5),
    "merges": book(after="<mergeCells>" + '<mergeCell ref="A1:B1"/>' * 6 + "</mergeCells>"),
    "texts": book(shared="<si/>" * 31),
    "other": book(after="<hyperlink/>" * 61),
    "light": book("<row>" + ("<c>" + "<v/>" * 20 + "</c>") * 60 + "</row>"),
    "a sheet that is called a picture": book("<row>" + "<c/>" * 101 + "</row>", sheet_name="plaatje.png"),
    "attributes": book("<row " + " ".join(f'a{number}=""' for number in range(3_000)) + "/>"),
    "a declaration": book(before='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
}


@pytest.mark.parametrize("what", TOO_MUCH)
def test_what_unfolds_is_refused_before_anything_opens_it(what, monkeypatch):
    for name, limit in LOW.items():
        monkeypatch.setattr(inside, name, limit)
    assert code(book()) == ("Partner",)
    monkeypatch.setattr("python_calamine.load_workbook", lambda *_args, **_options: pytest.fail("opened"))
    assert code(TOO_MUCH[what]) == "unfolds_too_far"


def test_two_cells_far_apart_are_a_plain_of_empty_ones():
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert code(book(ONE_CELL + far)) == "unfolds_too_far"
    assert code(book(ONE_CELL + far.replace("<v>1</v>", ""))) == ("Partner",)  # only a look, nothing in it


CELL = '<c t="inlineStr"><is><t>x</t></is></c>'


@pytest.mark.parametrize(
    "rows",
    [
        f'<row r="1048576">{CELL * 40}</row>',
        f'<row r="1048576"><c r="A1048576"/>{CELL}</row>',
        f'<row r="1048575"><c r="A1048575"/></row><row>{CELL}</row>',
        f'<row r="2"><c r="XFD2"/>{CELL}</row><row r="99" >{CELL}</row>',
    ],
)
def test_a_cell_without_an_address_stands_where_its_row_and_the_cell_before_it_say(rows):
    """Forty such cells, 1.4 kB, would unfold to 1.3 GB."""
    assert code(book(f"<row r='1'>{CELL * 2}</row>{rows}")) == "unfolds_too_far"


def test_cells_without_addresses_are_read():
    assert code(book(f"<row>{CELL}</row><row>{CELL}</row>")) == ("x",)


@pytest.mark.parametrize("row", [5_052, 5_200, 9_000])
def test_what_stands_far_below_is_told_and_not_left_out(row):
    lines = "Partner\nUtrecht\n" + "\n" * (row - 3) + "ver weg\n"
    assert code(lines.encode()) == "too_many_rows"
    far = f'<row r="{row}"><c r="B{row}" t="inlineStr"><is><t>ver weg</t></is></c></row>'
    assert code(book(ONE_CELL + far)) == "too_many_rows"


TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
OFFICE_TEXT = "urn:oasis:names:tc:opendocument:xmlns"


def open_document(rows):
    start = (
        f'<office:document-content xmlns:office="{OFFICE_TEXT}:office:1.0" xmlns:table="{TABLE}" '
        f'xmlns:text="{OFFICE_TEXT}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Partners">'
    )
    end = "</table:table></office:spreadsheet></office:body></office:document-content>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": '<m xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": f"{start}{rows}{end}",
        }
    )


def ods_row(text="Partner", times=1, columns=1):
    cell = f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    return f'<table:table-row table:number-rows-repeated="{times}">{cell}</table:table-row>'


def test_rows_that_are_said_to_be_there_a_million_times():
    empty = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
    assert code(open_document(ods_row())) == ("Partner",)
    assert code(open_document(ods_row() + empty)) == ("Partner",)
    assert code(open_document(ods_row() + empty + ods_row("x", columns=40))) == "unfolds_too_far"
    assert code(open_document(ods_row(times=20_000, columns=100))) == "unfolds_too_far"


def test_millions_of_cells_in_a_few_kilobytes():
    small = book("<row>" + "<c/>" * 2_000_000 + "</row>")
    assert len(small) < 25_000 and code(small) == "unfolds_too_far"


@pytest.mark.parametrize(
    ("limit", "files"),
    [
        ("MAX_UNPACKED", {"xl/workbook.xml": "x" * 2_000}),
        ("MAX_STYLES", {"xl/workbook.xml": "", "xl/styles.xml": "x" * 2_000}),
        ("MAX_ENTRIES", {f"{number}.xml": "" for number in range(150)}),
    ],
)
def test_what_the_list_of_parts_says_is_enough_to_refuse(monkeypatch, limit, files):
    assert code(zipped(files)) != "unfolds_too_far"
    monkeypatch.setattr(inside, limit, 100)
    assert code(zipped(files)) == "unfolds_too_far"


def test_a_workbook_with_too_many_sheets_is_refused():
    from openpyxl import Workbook

    def with_sheets(number):
        made, content = Workbook(), io.BytesIO()
        made.active["A1"] = "Partner"
        for _ in range(number - 1):
            made.create_sheet()
        made.save(content)
        return content.getvalue()

    assert code(with_sheets(workbook.MAX_TABS)) == ("Partner",)
    assert code(with_sheets(workbook.MAX_TABS + 1)) == "too_many_sheets"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("een_x000D_\ntwee", "een\ntwee"),
        ("een_x000A_twee", "een\ntwee"),
        ("a_x0009_b", "a\tb"),
        ("a_x0000_b", "ab"),
        ("a_x005F_x0041_b", "a_x0041_b"),
        ("x000D", "x000D"),
    ],
)
def test_an_end_of_line_of_a_spreadsheet_is_one_and_no_other_sign_is_made(written, text):
    rows = f'{ONE_CELL}<row r="2"><c r="A2" t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c></row>'
    assert read_file(book(rows))[0].rows[1] == (text,)
