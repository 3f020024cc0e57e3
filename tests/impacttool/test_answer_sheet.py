"""Every way in which a file of answers can be wrong, by row and column."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impacttool.answer_sheet import LEFT_OUT, LIMITS, MAX_ROWS, Chosen, Expected, Problem, read_sheet, score
from rendering.reading.files import read_file
from rendering.reading.grid import Unreadable

EXPECTED = Expected(
    codes=("1.1", "1.2", "2.1"),
    deals={"a", "b"},
    known_deals={"a", "b", "buiten"},
    partner_types={"gemeente": "gemeente", "maatschappelijke organisatie": "maatschappelijke_organisatie"},
)
HEADER = "deal,respondent,partner_type,1.1,1.2,2.1"


def sheet_of(text, chosen=None):
    content = text if isinstance(text, bytes) else text.encode()
    return read_sheet(read_file(content, LIMITS)[0], EXPECTED, chosen)


def problems(*rows, header=HEADER):
    sheet = sheet_of("\n".join([header, *rows]))
    return [(problem.row, problem.column, problem.code, problem.value) for problem in sheet.problems]


def test_a_good_file_gives_its_rows():
    sheet = sheet_of(f"{HEADER}\na,r1,Gemeente,1,,5\n\nb,r1,,nvt,N.V.T.,3\n")
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
    sheet = sheet_of(mark + text.encode())
    assert not sheet.problems
    assert [row.respondent for row in sheet.rows] == ["r1", "ré2"]


def test_columns_may_stand_in_any_order_and_case():
    sheet = sheet_of("2.1;Respondent;1.2; DEAL ;partner_type;1.1;\n3;r;2;a;;1;\n")
    assert not sheet.problems
    assert sheet.rows[0].scores == {"1.1": 1, "1.2": 2, "2.1": 3}


@pytest.mark.parametrize(
    "cell", ["0", "6", "7", "-1", "3.1", "3,5", "x", "=1+1", "@SOM(A1)", "１", "1 2", "³", "null"]
)
def test_what_is_no_score(cell):
    sheet = sheet_of(f'{HEADER}\na,r1,,1,2,"{cell}"')
    assert list(sheet.problems) == [Problem(2, "2.1", "no_score", cell)]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("c,r1,,1,2,3", (2, "deal", "unknown_deal", "c")),
        ("buiten,r1,,1,2,3", (2, "deal", "deal_not_in_round", "buiten")),
        (",r1,,1,2,3", (2, "deal", "no_deal", "")),
        ("a,,,1,2,3", (2, "respondent", "no_respondent", "")),
        ("a,r1,sterrenwacht,1,2,3", (2, "partner_type", "unknown_partner_type", "sterrenwacht")),
        ("a,r1,,1,2,3,4", (1, "G", "unknown_column", "")),
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
        (
            "deal,respondent,partner_type,1.1,1.2,",
            [(1, "2.1", "missing_column", ""), (1, "F", "unknown_column", "")],
        ),
        (f"{HEADER},9.9", [(1, "9.9", "unknown_column", "")]),
        (f"{HEADER},1.1", [(1, "1.1", "unknown_column", "")]),
        ("naam;stad", None),
    ],
)
def test_what_is_wrong_in_the_header(header, found):
    seen = problems("a,r1,,1,2,3", header=header)
    assert seen == found if found else len(seen) >= 7


def test_a_header_alone_is_no_file_of_answers():
    assert problems() == [(2, "", "no_rows", "")]


def test_a_row_without_any_score_is_a_response():
    assert problems("a,r1,,,nvt,") == []


def test_too_many_rows_and_too_many_mistakes():
    rows = [f"a,r{number},,1,2,3" for number in range(MAX_ROWS + 1)]
    assert problems(*rows[:-1]) == []
    with pytest.raises(Unreadable) as refusal:
        problems(*rows)
    assert refusal.value.code == "too_many_rows"
    found = problems(*(f"a,r{number},,x,2,3" for number in range(1500)))
    assert len(found) == 1001 and found[-1][2] == "gave_up"


def test_a_quotation_mark_too_many_loses_no_row():
    opened = f'{HEADER}\na,"r1,,1,2,3\n'
    more = "".join(f"a,r{number},,1,2,3\n" for number in range(2, 12_002))
    assert len(sheet_of(opened + more).rows) == 12_001
    with pytest.raises(Unreadable) as refusal:
        sheet_of(opened + "a,r2,,1,2,3,4\n" * 12_000)
    assert refusal.value.code == "open_quote:2"


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        *(("4,0", 4), ("4.00", 4), ("weet ik niet", 0), ("Weet ik niet / niet van toepassing", 0), ("-", 0)),
        *(
            ("N.V.T.", 0),
            ("niet van toepassing", 0),
            ("geen mening", 0),
            ("9", None),
            ("4,5", None),
            ("ja", None),
        ),
    ],
)
def test_scores_and_their_absence_in_words(cell, meant):
    assert score(cell) == meant


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\na,Ren\u00e9e,,1,2,3\n".encode("cp1252"),
        f"{HEADER}\na,Ren\u00e9e,,1,2,3\n".replace(",", "\t").encode("utf-16"),
        f"sep=;\n{HEADER}\na,Ren\u00e9e,,1,2,3\n".replace(",", ";").encode(),
    ],
)
def test_letters_and_separators_of_every_usual_kind(content):
    sheet = sheet_of(content)
    assert not sheet.problems and [row.respondent for row in sheet.rows] == ["Ren\u00e9e"]


def test_columns_are_recognised_by_their_statement_and_deals_by_name():
    expected = Expected(
        codes=("1.1", "1.2"),
        deals={"a"},
        known_deals={"a"},
        texts={"1.1": "De deal maakt verschil.", "1.2": "Wij leren."},
        named={"city deal a": "a"},
    )
    text = "Uitkomsten 2024;;;\nNaam deal;Nr;De deal maakt verschil;Stelling 1.2: Wij leren;Datum\nCity Deal A;1;4;nvt;1-1-2024\n"
    tab = read_file(text.encode(), LIMITS)[0]
    found = read_sheet(tab, expected)
    assert list(found.problems) == [Problem(2, "Datum", "unknown_column")]
    done = read_sheet(tab, expected, Chosen({4: LEFT_OUT}))
    assert not done.problems
    assert [(row.deal, row.respondent, row.scores) for row in done.rows] == [
        ("a", "1", {"1.1": 4, "1.2": None})
    ]


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
    sheet = sheet_of(file.getvalue())
    assert not sheet.problems
    assert [[row.deal, row.respondent, *row.scores.values()] for row in sheet.rows] == [
        [deal, f"r{number}", *(int(cell) if cell.isdigit() else None for cell in cells)]
        for deal, number, *cells in rows
    ]


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text):
    try:
        sheet = sheet_of(text.encode("utf-8", "replace"))
    except Unreadable:
        return
    assert sheet.rows or sheet.problems
