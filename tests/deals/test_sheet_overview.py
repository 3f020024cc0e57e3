"""A list as people keep it: found under its titles, a column a year, people in one cell, totals that are a check."""

import pytest

from deals.sheet.addresses import contacts_in
from deals.sheet.cells import euros, is_still_open
from deals.sheet.overview import split
from deals.sheet.questions import kind_of
from deals.sheet.reading import read_tabs, totals
from rendering.reading.files import read_file

LIST = """Bijdragen City Deal Voorbeeld;;;;;;;
;;;;;;;
Nr;Partij;Contactpersoon;;Bijdrage (euro);;In natura;Getekend
;;Naam;E-mail;2026;2027;;
1;BZK;Ada Voorbeeld;ada@min.example.nl, loket@min.example.nl;€ 50.000,-;50k;;1-4-2026
GEMEENTEN;;;;;;;
2;Gem. Utrecht;Carla;carla@u.example.nl;15.000;p.m.;2 dagdelen;Q2 2026
3;Zwolle;;;n.t.b.;0;;
;Totaal;;;€ 65.000;€ 40.000;;
* onder voorbehoud;;;;;;;
"""


def reading_of(text, **chosen):
    (found,) = read_tabs(read_file(text.encode()), chosen, set(), {})
    return found


def rows(text, table):
    lists = {one.table.name: one for one in split(reading_of(text).mapped, 2026)}
    return [(number, *cells) for number, cells in lists[table].sheet.rows]


def test_titles_sections_totals_and_notes_are_not_rows():
    found = reading_of(LIST)
    kinds = [row.kind for row in found.rows]
    assert kinds == ["above", "empty", "header", "header", "row", "section", "row", "row", "total", "note"]
    assert (found.table.name, found.header.first, found.header.last) == ("overzicht", 3, 4)
    assert found.columns == (
        *(
            "",
            "organisation",
            "contact_name",
            "contact_email",
            "bijdrage-2026",
            "bijdrage-2027",
            "in_kind",
            "signed",
        ),
    )


def test_a_column_a_year_becomes_an_agreement_a_year_and_words_for_open_are_none():
    assert rows(LIST, "afspraken") == [
        (5, "BZK", "geld", "€ 50.000,-", "", "2026", "2026"),
        (5, "BZK", "geld", "50k", "", "2027", "2027"),
        (7, "Gem. Utrecht", "geld", "15.000", "", "2026", "2026"),
        (7, "Gem. Utrecht", "natura", "", "2 dagdelen", "2026", "2027"),
    ]


def test_several_addresses_in_a_cell_are_several_contacts():
    assert [row[:4] for row in rows(LIST, "contactpersonen")] == [
        (5, "BZK", "Ada Voorbeeld", ""),
        (5, "BZK", "loket", ""),
        (7, "Gem. Utrecht", "Carla", ""),
    ]
    assert contacts_in("Bo en Al", "al@x.nl; bo@x.nl") == [("Bo", "bo@x.nl"), ("Al", "al@x.nl")]
    assert contacts_in("", "jan.de.vries@x.nl") == [("jan de vries", "jan.de.vries@x.nl")]
    assert contacts_in("Jan", "geen adres") == [("Jan", "geen adres")]


def test_a_quarter_in_which_was_signed_stays_in_words():
    found = {row[1]: row[2:] for row in rows(LIST, "partners")}
    assert found["BZK"] == ("ondertekend", "1-4-2026", "")
    assert found["Gem. Utrecht"] == ("ondertekend", "", "Getekend: Q2 2026")
    assert found["Zwolle"] == ("", "", "")


def test_a_total_is_laid_beside_what_the_rows_make():
    assert totals(reading_of(LIST)) == {
        9: {"bijdrage-2026": (65_000, 65_000), "bijdrage-2027": (40_000, 50_000)}
    }


@pytest.mark.parametrize(
    "text", ["p.m.", "pm", "n.t.b.", "-", "o.v.", "?", "nader te bepalen", "N.T.B.", "n.v.t."]
)
def test_words_for_an_amount_that_is_still_open(text):
    assert is_still_open(text)


@pytest.mark.parametrize("text", ["0", "15.000", "25k", "1"])
def test_an_amount_is_not_open(text):
    assert not is_still_open(text)


@pytest.mark.parametrize(("text", "amount"), [("25k", 25_000), ("1,5 mln", 1_500_000), ("15.000*", 15_000)])
def test_amounts_in_short(text, amount):
    assert euros(text) == amount


def test_the_kind_of_a_new_organisation_as_its_name_says():
    assert kind_of("Stichting Dorpskracht") == "maatschappelijke_organisatie"
    assert kind_of("Hogeschool Zuid") == "kennisinstelling"
    assert kind_of("Bouwbedrijf Jansen B.V.") == "marktpartij"
    assert kind_of("Iets") == ""
