"""A quote that is not closed never takes the rows below it along in silence."""

from contextlib import suppress
from time import process_time

import pytest

from rendering.reading.files import read_file
from rendering.reading.grid import MOST_IN_A_CELL, Unreadable


def rows(*lines, end="\n"):
    return read_file(end.join(lines).encode())[0].rows


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "wrong", ['"Den Bosch;trekker;2026', 'Den Bosch;"trekker;2026', 'Den Bosch;trekker;"2026']
)
def test_a_quote_that_is_never_closed_is_a_sign_when_every_line_is_a_row(wrong, end):
    found = rows("Partner;Rol;Jaar", wrong, "EZ;meedoen;2027", '"Gemeente ""De Kom""";volgen;2028', end=end)
    assert found[1] == tuple(wrong.split(";"))
    assert found[2:] == (("EZ", "meedoen", "2027"), ('Gemeente "De Kom"', "volgen", "2028"))


def test_a_quote_that_another_cell_happens_to_close_takes_no_rows():
    found = rows("Partner;Rol", '"Den Bosch;trekker', "EZ;meedoen", '"Utrecht";volgen', "Breda;volgen")
    assert [row[0] for row in found] == ["Partner", '"Den Bosch', "EZ", "Utrecht", "Breda"]
    found = rows("Partner;Rol;Jaar", '"Den Bosch;a;1', "EZ;b;2", "Breda;c;3", 'Scherm 19";d;4', "Utrecht;e;5")
    assert [row[0] for row in found] == ["Partner", '"Den Bosch', "EZ", "Breda", 'Scherm 19"', "Utrecht"]


def test_a_quote_that_opens_on_the_last_line():
    assert rows("Partner;Rol", "EZ;a", '"Den Bosch;b')[2] == ('"Den Bosch', "b")


@pytest.mark.parametrize("above", [(), ("sep=;",), ('EZ;"een\ntwee"',)])
def test_where_lines_are_no_rows_the_line_of_the_quote_is_said(above):
    lines = [*above, "Partner;Rol", 'EZ;"twee', 'regels";', '"x";"Den Bosch', "EZ;meedoen;meer"]
    with pytest.raises(Unreadable) as refusal:
        rows(*lines)
    line = "\n".join(lines).split('"Den')[0].count("\n") + 1
    assert refusal.value.code == f"open_quote:{line}"


@pytest.mark.parametrize(
    "cell",
    [
        '"twee\nregels"',
        '"een; twee\ndrie; vier"',
        '"met ""aanhaling""\nen meer"',
        '"Postbus 1; 2500 AA; Den Haag\nKade 2; 2500 BB; Den Haag"',
    ],
)
def test_a_cell_of_several_lines_stays_one(cell):
    found = rows("Partner;Rol;Adres", f"EZ;x;{cell}", "Breda;y;z")
    assert found[1] == ("EZ", "x", cell[1:-1].replace('""', '"')) and found[2] == ("Breda", "y", "z")


def test_text_behind_a_closing_quote_stays_as_it_was():
    found = rows("Partner;Rol;Noot", '"Samen" werken;x;"twee\nregels"', 'EZ;5" scherm;y', '"Aan" de slag;z;w')
    assert found[1:] == (
        ("Samen werken", "x", "twee\nregels"),
        ("EZ", '5" scherm', "y"),
        ("Aan de slag", "z", "w"),
    )


@pytest.mark.parametrize("extra", [0, 1, 200_000])
def test_a_cell_beyond_what_a_spreadsheet_holds_is_named(extra):
    lines = ["Partner;Rol", "EZ;x", f"Breda;{'a' * (MOST_IN_A_CELL + extra)}"]
    if not extra:
        assert len(rows(*lines)[2][1]) == MOST_IN_A_CELL
        return
    with pytest.raises(Unreadable) as refusal:
        rows(*lines)
    assert refusal.value.code == "long_cell:3 B"


def test_a_million_lines_are_looked_at_within_seconds():
    """Which sign is where may not make the looking endless."""
    started = process_time()
    for text in ('"' * 2_000_000, '";' * 1_000_000, '"\n' * 500_000, 'a;"\n' * 500_000, '"a"b\n' * 400_000):
        with suppress(Unreadable):
            read_file(text.encode())
    assert process_time() - started < 10
