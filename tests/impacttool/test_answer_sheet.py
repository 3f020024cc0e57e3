"""Every way in which a file of answers can be wrong, by row and column."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impacttool.answer_sheet import MAX_BYTES, MAX_ROWS, Expected, NotACsv, Problem, decode, read_sheet

EXPECTED = Expected(
    codes=("1.1", "1.2", "2.1"),
    deals={"a", "b"},
    known_deals={"a", "b", "buiten"},
    partner_types={"gemeente": "gemeente", "maatschappelijke organisatie": "maatschappelijke_organisatie"},
)
HEADER = "deal,respondent,partner_type,1.1,1.2,2.1"


def problems(*rows, header=HEADER):
    sheet = read_sheet("\n".join([header, *rows]), EXPECTED)
    return [(problem.row, problem.column, problem.code, problem.value) for problem in sheet.problems]


def test_a_good_file_gives_its_rows():
    sheet = read_sheet(f"{HEADER}\na,r1,Gemeente,1,,5\n\nb,r1,,nvt,N.V.T.,3\n", EXPECTED)
    assert not sheet.problems
    first, second = sheet.rows
    assert (first.row, first.deal, first.respondent, first.partner_type) == (2, "a", "r1", "gemeente")
    assert first.scores == {"1.1": 1, "1.2": None, "2.1": 5}
    assert (second.row, second.deal, second.scores) == (4, "b", {"1.1": None, "1.2": None, "2.1": 3})


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_separators_line_ends_and_byte_order_mark(newline, separator, mark):
    lines = [HEADER, "a,r1,gemeente,1,2,3", 'b,"r,é;2",,4,5,1'.replace("r,é;2", "ré2")]
    text = newline.join(lines).replace(",", separator)
    sheet = read_sheet(decode(mark + text.encode()), EXPECTED)
    assert not sheet.problems
    assert [row.respondent for row in sheet.rows] == ["r1", "ré2"]


def test_columns_may_stand_in_any_order_and_case():
    sheet = read_sheet("2.1;Respondent;1.2; DEAL ;partner_type;1.1;\n3;r;2;a;;1;\n", EXPECTED)
    assert not sheet.problems
    assert sheet.rows[0].scores == {"1.1": 1, "1.2": 2, "2.1": 3}


@pytest.mark.parametrize(
    "cell", ["0", "6", "7", "-1", "3.0", "3,0", "x", "=1+1", "@SOM(A1)", "１", "1 2", "³", "null"]
)
def test_what_is_no_score(cell):
    sheet = read_sheet(f'{HEADER}\na,r1,,1,2,"{cell}"', EXPECTED)
    assert list(sheet.problems) == [Problem(2, "2.1", "no_score", cell)]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("c,r1,,1,2,3", (2, "deal", "unknown_deal", "c")),
        ("buiten,r1,,1,2,3", (2, "deal", "deal_not_in_round", "buiten")),
        (",r1,,1,2,3", (2, "deal", "no_deal", "")),
        ("a,,,1,2,3", (2, "respondent", "no_respondent", "")),
        ("a,r1,sterrenwacht,1,2,3", (2, "partner_type", "unknown_partner_type", "sterrenwacht")),
        ("a,r1,,1,2", (2, "", "wrong_width", "5/6")),
        ("a,r1,,1,2,3,4", (2, "", "wrong_width", "7/6")),
    ],
)
def test_what_is_wrong_in_a_row(row, found):
    assert problems(row) == [found]


def test_all_problems_are_told_in_order_of_row():
    found = problems("c,,x,9,8,7", "a,r1,,1,2,3", "a,r1,,1,2,3")
    assert [(row, column) for row, column, _code, _value in found] == [
        (2, "deal"),
        (2, "respondent"),
        (2, "partner_type"),
        (2, "1.1"),
        (2, "1.2"),
        (2, "2.1"),
        (4, "respondent"),
    ]
    assert found[-1] == (4, "respondent", "double_respondent", "3")


def test_one_respondent_may_answer_for_two_deals():
    assert problems("a,r1,,1,2,3", "b,r1,,1,2,3") == []


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("deal,respondent,partner_type,1.1,1.2", [(1, "2.1", "missing_column", "")]),
        (f"{HEADER},9.9", [(1, "9.9", "unknown_column", "")]),
        (f"{HEADER},1.1", [(1, "1.1", "double_column", "")]),
        ("naam;stad", None),
    ],
)
def test_what_is_wrong_in_the_header(header, found):
    seen = problems("a,r1,,1,2,3", header=header)
    assert seen == found if found else len(seen) == 8


def test_a_header_alone_is_no_file_of_answers():
    assert problems() == [(2, "", "no_rows", "")]


def test_a_row_without_any_score_is_a_response():
    assert problems("a,r1,,,nvt,") == []


def test_too_many_rows_and_too_many_mistakes():
    rows = [f"a,r{number},,1,2,3" for number in range(MAX_ROWS + 1)]
    assert problems(*rows[:-1]) == []
    assert problems(*rows) == [(MAX_ROWS + 2, "", "too_many_rows", "")]
    found = problems(*(f"a,r{number},,x,2,3" for number in range(1500)))
    assert len(found) == 1001 and found[-1][2] == "gave_up"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04rest of a workbook", "spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "spreadsheet"),
        ("deal".encode("utf-16"), "encoding"),
        ("deal;é".encode("latin-1"), "encoding"),
        (b"deal\x00respondent", "not_text"),
        (b" \n \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"x" * (MAX_BYTES + 1), "too_large"),
    ],
)
def test_what_is_no_csv(content, code):
    with pytest.raises(NotACsv) as refusal:
        decode(content)
    assert refusal.value.code == code


def test_a_quotation_mark_too_many_is_told():
    with pytest.raises(NotACsv):
        read_sheet(f'{HEADER}\na,"r1,,1,2,3\n' + "a,r2,,1,2,3\n" * 12_000, EXPECTED)


CELL = st.sampled_from(["", "1", "2", "3", "4", "5", "nvt", "n.v.t."])


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.integers(1, 99), CELL, CELL, CELL),
        min_size=1,
        max_size=20,
        unique_by=lambda row: row[:2],
    ),
    st.sampled_from(",;"),
)
def test_what_is_written_is_read(rows, separator):
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator)
    writer.writerow(HEADER.split(","))
    writer.writerows([deal, f"r{number}", "", *cells] for deal, number, *cells in rows)
    sheet = read_sheet(file.getvalue(), EXPECTED)
    assert not sheet.problems
    assert [[row.deal, row.respondent, *row.scores.values()] for row in sheet.rows] == [
        [deal, f"r{number}", *(int(cell) if cell.isdigit() else None for cell in cells)]
        for deal, number, *cells in rows
    ]


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text):
    try:
        sheet = read_sheet(decode(text.encode("utf-8", "replace")), EXPECTED)
    except NotACsv:
        return
    assert sheet.rows or sheet.problems
