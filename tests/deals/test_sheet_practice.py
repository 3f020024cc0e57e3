"""Lists as people really keep them: what they call things, where they merge cells, and how they write dates and amounts."""

from datetime import date

import pytest

from deals.sheet.addresses import contacts_in
from deals.sheet.cells import Unfit, euros, is_nothing, read
from deals.sheet.overview import split
from deals.sheet.reading import read_tabs, totals
from deals.sheet.tables import MILESTONES
from rendering.reading.grid import Tab


def reading_of(rows, **more):
    tab = Tab("Lijst", tuple(tuple(map(str, row)) for row in rows), **more)
    (found,) = read_tabs([tab], {}, set(), {})
    return found


def lists_of(rows, **more):
    made = split(reading_of(rows, **more).mapped, 2026)
    return {one.table.name: [cells for _number, cells in one.sheet.rows] for one in made}


def kinds_of(rows):
    return [row.kind for row in reading_of(rows).rows]


def test_a_name_and_an_address_in_one_cell_are_both_read():
    assert contacts_in("Ada Vries <ada@x.nl>", "") == [("Ada Vries", "ada@x.nl")]
    assert contacts_in("", "Bo Bos (bo@x.nl)") == [("Bo Bos", "bo@x.nl")]
    assert contacts_in("Vries, Ada ada@x.nl; Bo bo@x.nl", "") == [
        ("Vries, Ada", "ada@x.nl"),
        ("Bo", "bo@x.nl"),
    ]
    assert contacts_in("ada@x.nl Ada, bo@x.nl Bo", "") == [("Ada", "ada@x.nl"), ("Bo", "bo@x.nl")]
    assert contacts_in("c@x.nl, d@x.nl", "") == [("c", "c@x.nl"), ("d", "d@x.nl")]
    assert contacts_in("Ada <ada@x.nl>", "ada@x.nl") == [("Ada", "ada@x.nl")]


def test_a_name_in_three_columns_is_one_name():
    header = ["Voornaam", "Tussenv.", "Achternaam", "Organisatie", "E-mail"]
    found = lists_of([header, ["Ada", "de", "Vries", "EZ", "a@x.nl"], ["Bo", "", "Bos", "EZ", "b@x.nl"]])
    assert [row[1] for row in found["contactpersonen"]] == ["Ada de Vries", "Bo Bos"]
    found = lists_of(
        [["Partij", "Voornaam", "Naam", "2026"], ["EZ", "Ada", "Vries", "5"], ["VWS", "Bo", "Bo Bos", "5"]]
    )
    assert [row[1] for row in found["contactpersonen"]] == ["Ada Vries", "Bo Bos"]


@pytest.mark.parametrize(
    "header", [["Partij", "Naam", "E-mail", "2026"], ["Naam", "Partij", "E-mail", "2026"]]
)
def test_naam_is_of_the_contact_where_another_column_names_the_organisation(header):
    row = {"Partij": "EZ", "Naam": "Ada", "E-mail": "a@x.nl", "2026": "5000"}
    found = lists_of([header, [row[name] for name in header]])
    assert found["contactpersonen"][0][:2] == ("EZ", "Ada") and found["afspraken"][0][2] == "5000"
    assert reading_of([["Naam", "Status", "2026"], ["EZ", "in gesprek", "5"]]).columns[0] == "organisation"


def test_three_lines_of_names_with_merged_cells():
    rows = [
        ["Partij", "Contactpersoon", "", "Bijdrage", ""],
        ["", "eerste", "", "toegezegd", ""],
        ["", "Naam", "E-mail", "2026", "2027"],
        ["EZ", "Ada", "a@x.nl", "5", "6"],
    ]
    found = reading_of(rows, merged=((0, 2, 0),))
    assert found.columns == (
        "organisation",
        "contact_name",
        "contact_email",
        "bijdrage-2026",
        "bijdrage-2027",
    )
    assert [row.kind for row in found.rows] == ["above", "above", "header", "row"]


def test_a_line_of_units_below_the_names_is_no_row():
    rows = [["Partij", "2026", "2027"], ["", "(€)", "(€)"], ["EZ", "5", "6"]]
    assert kinds_of(rows) == ["header", "again", "row"]


def test_an_amount_in_a_merged_cell_is_given_once_and_a_name_in_one_is_of_each_row():
    rows = [["Partij", "Naam", "E-mail", "2026"], ["EZ", "Ada", "a@x.nl", "5000"], ["", "Bo", "b@x.nl", ""]]
    found = lists_of(rows, merged=((1, 2, 0), (1, 2, 3)))
    assert [row[:2] for row in found["contactpersonen"]] == [("EZ", "Ada"), ("EZ", "Bo")]
    assert [row[2] for row in found["afspraken"]] == ["5000"]


def test_what_is_still_to_be_found_is_no_partner_and_a_heading_may_end_with_a_colon():
    rows = [
        *(
            ["Partij", "2026", "2027"],
            ["EZ", "5", "5"],
            ["Subtotaal", "5", "5"],
            ["Anders:"],
            ["VNG", "0", "-"],
        ),
        *(["Totaal", "5", "6"], ["Nog te dekken", "20", "19"], ["Dekkingspercentage", "0.84", "0.85"]),
    ]
    assert kinds_of(rows) == ["header", "row", "total", "section", "row", "total", "note", "note"]
    assert totals(reading_of(rows))[6] == {"bijdrage-2026": (5, 5), "bijdrage-2027": (6, 5)}


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("do 3 juni 2027", date(2027, 6, 3), "dag"),
        ("donderdag, 3 juni 2027", date(2027, 6, 3), "dag"),
        ("3-6-'27", date(2027, 6, 3), "dag"),
        ("03-06-2027 00:00:00", date(2027, 6, 3), "dag"),
        ("2027-06-03T14:00:00", date(2027, 6, 3), "dag"),
        ("3 juni 2027 14:00", date(2027, 6, 3), "dag"),
        ("3 juni 2027 (o.v.b.)", date(2027, 6, 3), "dag"),
        ("uiterlijk 3 juni 2027", date(2027, 6, 3), "dag"),
        ("vóór 3 juni 2027", date(2027, 6, 3), "dag"),
        ("maart '27", date(2027, 3, 31), "maand"),
        ("begin juni 2027", date(2027, 6, 30), "maand"),
        ("1e kwartaal '27", date(2027, 3, 31), "kwartaal"),
        ("kw 2 2027", date(2027, 6, 30), "kwartaal"),
        ("uiterlijk eind van 2027", date(2027, 12, 31), "kwartaal"),
    ],
)
def test_dates_in_words(text, day, precision):
    found = read(MILESTONES.column("planned_on"), text, {})
    assert (found.on, found.precision) == (day, precision)


@pytest.mark.parametrize(
    "text", ["voor 2027", "vanaf mei 2027", "week 23 2027", "juni - september 2027", "z.s.m."]
)
def test_a_date_that_would_be_a_guess_is_asked_as_it_stands_there(text):
    with pytest.raises(Unfit) as unfit:
        read(MILESTONES.column("planned_on"), text, {})
    assert (unfit.value.code, unfit.value.value) == ("no_rough_date", text)


def test_amounts_that_are_sure_are_read_and_others_are_told_as_they_stand_there():
    assert euros("10,000.00") == euros("€ 10.000 p/j") == euros("10.000 (o.v.b.)") == 10_000
    assert is_nothing("nihil") and is_nothing("Geen")
    for text in ("10,000", "10.000 + btw", "ca. 10.000"):
        with pytest.raises(Unfit) as unfit:
            euros(text)
        assert (unfit.value.code, unfit.value.value) == ("no_amount", text)
