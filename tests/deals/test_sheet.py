"""What rows of a file would do: pure rules, without database."""

from datetime import date
from decimal import Decimal

import pytest

from deals.sheet.cells import Unfit, euros, read
from deals.sheet.headers import guess, table_of
from deals.sheet.lines import Stored
from deals.sheet.names import Directory, Organisation
from deals.sheet.overview import Mapped
from deals.sheet.plan import Known, make_plan
from deals.sheet.questions import Question
from deals.sheet.read import Sheet, sheet_of
from deals.sheet.tables import COMMITMENTS, CONTACTS, MILESTONES, PARTNERS, TABLES
from rendering.reading.files import read_file
from rendering.reading.header import header_at

TYPES = {"gemeente": "gemeente", "provincie": "provincie", "marktpartij": "marktpartij"}
ORGANISATIONS = [
    Organisation(
        1,
        "Gemeente 's-Hertogenbosch",
        "gemeente",
        tooi_uri="https://tooi.example/id/gemeente/gm0796",
        also_called="Den Bosch",
    ),
    Organisation(2, "Gemeente Utrecht", "gemeente"),
    Organisation(3, "Provincie Utrecht", "provincie"),
    Organisation(4, "Gemeente Súdwest-Fryslân", "gemeente"),
    Organisation(
        5, "Gemeente Haaren", "gemeente", has_ended=True, successor="Gemeente Boxtel", successor_pk=7
    ),
    Organisation(6, "Ministerie van Economische Zaken", "ministerie", "EZ", "Ministerie van Handel (MinHa)"),
    Organisation(7, "Gemeente Boxtel", "gemeente"),
]
CHOICES = {
    "partners": {"organisation_type": TYPES, "stage": {"in_gesprek": "in gesprek"}},
    "contactpersonen": {"organisation_type": TYPES, "level": {}},
    "afspraken": {"organisation_type": TYPES, "kind": {"geld": "geld per jaar", "inzet": "inzet in woorden"}},
    "mijlpalen": {
        "planned_precision": {"dag": "dag", "kwartaal": "kwartaal"},
        "expected_precision": {"dag": "dag", "kwartaal": "kwartaal"},
    },
    "gezocht": {},
}
MONEY = {
    "kind": "geld",
    "amount_eur_per_year": Decimal("40000.00"),
    "description": "",
    "year_from": 2025,
    "year_until": 2027,
    "agreed_on": None,
    "is_agreed": False,
}
START = {
    "kind": "mijlpaal",
    "name": "Start",
    "planned_on": date(2026, 3, 1),
    "expected_on": None,
    "done_on": None,
    "note": "",
    "owner": "",
    "planned_precision": "dag",
    "expected_precision": "dag",
}


def directory():
    return Directory(ORGANISATIONS, TYPES)


def plan(table, *rows, **stored):
    tab, *_ = read_file("\n".join(rows).encode())
    sheet, _rows = sheet_of(tab, header_at(tab, 1), 0, range(9))
    known = Known(directory(), {name: stored.get(name, []) for name in TABLES}, CHOICES)
    return make_plan([Mapped(sheet, table, guess(table, sheet.header))], known)


def codes(made):
    return [(problem.row, problem.column, problem.code, problem.value) for problem in made.problems]


@pytest.mark.parametrize(
    ("name", "pk"),
    [
        ("'s-Hertogenbosch", 1),
        ("Den Bosch", 1),
        ("s hertogenbosch", 1),
        ("’s Hertogenbosch", 1),
        ("gemeente utrecht", 2),
        ("Utrecht (provincie)", 3),
        ("sudwest fryslan", 4),
        ("EZ", 6),
        ("Ministerie van Handel", 6),
        ("MinHa", 6),
    ],
)
def test_names_people_use_find_the_organisation(name, pk):
    assert directory().find(name).ref == pk


def test_a_tooi_address_or_its_code_says_who_is_meant_whatever_the_name():
    assert directory().find("iets anders", tooi="https://tooi.example/id/gemeente/gm0796").ref == 1
    assert directory().find("iets anders", tooi="gm0796").ref == 1
    assert directory().find("Utrecht", tooi="gm9999").code == "unknown_tooi"


def test_a_name_of_two_asks_which_and_the_type_says_it():
    found = directory().find("Utrecht")
    assert (found.code, found.value) == ("ambiguous", "Gemeente Utrecht, Provincie Utrecht")
    assert directory().find("Utrecht", "provincie").ref == 3


def test_who_is_not_known_needs_a_type_and_looks_like_somebody():
    assert (directory().find("Gemeente Boxtl").code, directory().find("Gemeente Boxtl").value) == (
        "unknown_organisation",
        "Gemeente Boxtel",
    )
    assert directory().find("Boxtl", "gemeente").code == "not_in_register"
    assert directory().find("Bureau Nieuw", "marktpartij").ref == ("bureau nieuw", "marktpartij")


@pytest.mark.parametrize(
    "text", ["21-11-2026", "2026-11-21", "21/11/2026", "21.11.2026", "21 november 2026", "21 nov. 2026"]
)
def test_dates_as_people_write_them(text):
    assert read(PARTNERS.column("joined_on"), text, {}) == date(2026, 11, 21)
    assert read(MILESTONES.column("planned_on"), text, {}).on == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("planned_on", "31-02-2026", "no_rough_date"),
        ("planned_on", "21-11-26", "no_rough_date"),
        ("planned_on", "11/21/2026", "no_rough_date"),
        ("planned_on", "01-01-1066", "absurd_year"),
        ("name", "x" * 201, "too_long"),
        ("number", "-1", "no_number"),
    ],
)
def test_cells_that_cannot_be_read_say_why(column, text, code):
    with pytest.raises(Unfit) as unfit:
        read(MILESTONES.column(column), text, {})
    assert unfit.value.code == code


@pytest.mark.parametrize("text", ["40.000", "40000", "€ 40.000,-", "40.000,00", "EUR 40000.00"])
def test_amounts_as_people_write_them(text):
    assert euros(text) == 40000


@pytest.mark.parametrize(
    ("text", "code"), [("-5", "low"), ("0", "low"), ("veel", "no_amount"), ("999999999", "high")]
)
def test_amounts_nobody_means(text, code):
    with pytest.raises(Unfit) as unfit:
        euros(text)
    assert unfit.value.code == code


def test_headers_are_recognised_by_what_people_call_them():
    assert guess(PARTNERS, ["PARTNER", "status", "Lievelingskleur", "Opmerkingen"]) == (
        "organisation",
        "stage",
        "",
        "note",
    )
    assert guess(PARTNERS, ["Organisatie", "Partner"]) == ("organisation", "")


@pytest.mark.parametrize(
    ("title", "header", "table"),
    [
        ("Mijlpalen", ("x",), MILESTONES),
        ("", ("Organisatie", "Naam", "E-mail"), CONTACTS),
        ("Blad1", ("Partner", "Soort", "Bedrag", "Van jaar", "Tot en met jaar"), COMMITMENTS),
        ("Blad1", ("Partner", "Status"), PARTNERS),
        ("Uitleg", ("Lees dit eerst",), None),
    ],
)
def test_the_list_is_recognised(title, header, table):
    assert table_of(Sheet(title, header, ())) is table


def test_a_merged_municipality_is_refused_with_its_successor_unless_it_takes_part():
    assert codes(plan(PARTNERS, "Organisatie", "Haaren")) == [
        (2, "Organisatie", "has_successor", "Gemeente Boxtel")
    ]
    values = {column.name: None for column in PARTNERS.columns}
    assert not plan(PARTNERS, "Organisatie", "Haaren", partners=[Stored(9, values, 5)]).problems


def test_the_successor_is_taken_where_that_was_answered():
    known = Known(Directory(ORGANISATIONS, TYPES, {"haaren": 7}), dict.fromkeys(TABLES, ()), CHOICES)
    sheet = Sheet("", ("Organisatie",), ((2, ("Haaren",)),))
    done = make_plan([Mapped(sheet, PARTNERS, ("organisation",))], known)
    assert not done.problems
    assert [(one.ref, one.label) for one in done.tables[0].new] == [(7, "Haaren → Gemeente Boxtel")]


def test_in_another_list_the_successor_is_offered_when_it_is_a_partner():
    values = {column.name: None for column in PARTNERS.columns}
    partners = [Stored(9, values, 7)]
    refused = plan(CONTACTS, "Organisatie;Naam", "Haaren;An", partners=partners)
    assert codes(refused) == [(2, "Organisatie", "has_successor", "Gemeente Boxtel")]
    assert refused.problems[0].name == "Haaren"
    assert codes(plan(CONTACTS, "Organisatie;Naam", "Haaren;An")) == [
        (2, "Organisatie", "not_a_partner", "Haaren")
    ]


def test_a_partner_twice_is_refused_under_any_of_its_names():
    assert codes(plan(PARTNERS, "Organisatie", "Den Bosch", "'s-Hertogenbosch")) == [
        (3, "Organisatie", "twice", "2")
    ]


def test_a_person_needs_an_organisation_that_takes_part():
    made = plan(CONTACTS, "Organisatie;Naam;E-mail", ";Ans;", "Den Bosch;Bo;bo@", "Den Bosch;Cas;")
    assert [problem[0:3:2] for problem in codes(made)] == [
        (2, "empty_cell"),
        (3, "no_e_mail"),
        (3, "not_a_partner"),
        (4, "not_a_partner"),
    ]


def test_a_row_is_recognised_by_its_number_even_when_its_words_changed():
    partner = Stored(1, {}, 2)
    stored = {"partners": [partner], "afspraken": [Stored(7, MONEY, 2)]}
    header = "Nummer;Organisatie;Soort;Bedrag;Van jaar;Tot en met jaar;Omschrijving"
    made = plan(COMMITMENTS, header, "7;Gemeente Utrecht;geld;40000;2025;2027;met brief", **stored)
    (line,) = made.tables[0].changed
    assert (line.pk, line.values, line.old) == (7, {"description": "met brief"}, {"description": ""})
    wrong = plan(COMMITMENTS, header, "8;Gemeente Utrecht;geld;40000;2025;2027;", **stored)
    assert codes(wrong) == [(2, "Nummer afspraak", "unknown_number", "8")]


def test_a_row_without_a_number_is_recognised_by_what_it_is_about():
    stored = {"partners": [Stored(1, {}, 2)], "afspraken": [Stored(7, MONEY, 2)]}
    header = "Organisatie;Soort;Bedrag;Van jaar;Tot en met jaar"
    made = plan(COMMITMENTS, header, "Gemeente Utrecht;geld;50.000;2025;2027", **stored)
    assert made.tables[0].changed[0].values == {"amount_eur_per_year": Decimal(50000)}
    same = plan(COMMITMENTS, header, "Gemeente Utrecht;geld;40.000;2025;2027", **stored)
    assert same.tables[0].same == 1 and not same.does_something
    assert same.fingerprint != made.fingerprint


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("Gemeente Utrecht;geld;;2025;2027;", "Bedrag per jaar (€)", "needs_amount"),
        ("Gemeente Utrecht;inzet;100;2025;2027;denkt", "Bedrag per jaar (€)", "amount_without_money"),
        ("Gemeente Utrecht;inzet;;2025;2027;", "Afspraak in woorden", "needs_words"),
        ("Gemeente Utrecht;geld;100;2027;2025;", "Tot en met jaar", "wrong_order"),
        ("Gemeente Utrecht;uren;100;2025;2027;", "Soort afspraak", "no_choice"),
    ],
)
def test_an_agreement_that_cannot_be(row, column, code):
    header = "Organisatie;Soort;Bedrag;Van jaar;Tot en met jaar;Omschrijving"
    made = plan(COMMITMENTS, header, row, partners=[Stored(1, {}, 2)])
    assert [problem[1:3] for problem in codes(made)] == [(column, code)]


def test_a_date_that_moves_needs_its_reason():
    stored = {"mijlpalen": [Stored(3, START)]}
    assert codes(plan(MILESTONES, "Mijlpaal;Gepland op", "Start;01-05-2026", **stored)) == [
        (2, "Reden van verschuiven", "needs_reason", "")
    ]
    made = plan(MILESTONES, "Mijlpaal;Gepland op;Reden", "start;01-05-2026;ziekte", **stored)
    assert made.tables[0].changed[0].reason == "ziekte"


def test_everything_that_is_wrong_with_a_row_is_said_at_once():
    made = plan(PARTNERS, "Organisatie;Sinds;Stadium", "Gemeente Boxtl;31-02-2026;in gesprek")
    assert [problem[2] for problem in codes(made)] == ["no_date", "unknown_organisation"]


def test_a_name_looks_like_another_by_its_own_part_and_kind():
    places = ["Gemeente Weert", "Gemeente Amsterdam", "Gemeente Utrecht"]
    known = [Organisation(pk, name, "gemeente") for pk, name in enumerate(places)]
    known += [
        Organisation(8, "Provincie Utrecht", "provincie"),
        Organisation(9, "Wonen De Rivier", "marktpartij"),
    ]
    directory = Directory(known)
    assert directory.alike("Gemeente Weesp") == []
    assert directory.alike("Ministerie van IenW") == []
    assert [one.name for one in directory.alike("Gemeente Amsterdm")] == ["Gemeente Amsterdam"]
    assert [one.name for one in directory.alike("Provincie Utrcht")] == ["Provincie Utrecht"]
    assert [one.name for one in directory.alike("wonen de rivier B.V.")] == ["Wonen De Rivier"]


def test_of_a_split_municipality_the_file_asks_which_without_proposing_one():
    parts = [Organisation(pk, f"Gemeente {name}", "gemeente") for pk, name in ((1, "Boxtel"), (2, "Vught"))]
    haaren = Organisation(3, "Gemeente Haaren", "gemeente", has_ended=True, split_into=(1, 2))
    directory = Directory([*parts, haaren])
    assert [one.name for one in directory.candidates("Gem. Haaren", "has_ended")] == [
        one.name for one in parts
    ]
    question = Question("Gem. Haaren", "has_ended", (), tuple(parts), False)
    assert (question.is_split, question.proposed) == (True, "")
    assert Question("Gem. Oud", "has_ended", (), tuple(parts[:1]), False).proposed == "1"
