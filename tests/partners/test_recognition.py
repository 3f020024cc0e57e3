"""The 55 names as people write them, each with who is meant: one when it is clear, several when it has to be asked."""

from datetime import date

import pytest
from django.core.management import call_command

from partners.queries import name_book
from partners.recognition import searched_words

pytestmark = pytest.mark.django_db
FOUR = ["Boxtel", "Oisterwijk", "Tilburg", "Vught"]


@pytest.fixture
def book(capsys):
    call_command("load_organisations")
    return name_book(date(2026, 6, 1))


def towns(*names):
    return sorted(f"Gemeente {name}" for name in names)


MINISTRY = "Ministerie van {}".format
EZK = MINISTRY("Economische Zaken en Klimaat")
WRITTEN = {
    "Den Haag": towns("Den Haag"),
    "’s-Gravenhage": towns("Den Haag"),
    "'s Gravenhage": towns("Den Haag"),
    "Gemeente s-Hertogenbosch": towns("'s-Hertogenbosch"),
    "Den Bosch": towns("'s-Hertogenbosch"),
    "Hengelo": towns("Hengelo"),
    "Hengelo (O.)": towns("Hengelo"),
    "Bergen": towns("Bergen (L)", "Bergen (NH)"),
    "Bergen NH": towns("Bergen (NH)"),
    "Utrecht": [*towns("Utrecht"), "Provincie Utrecht"],
    "Gemeente Utrecht": towns("Utrecht"),
    "provincie Utrecht": ["Provincie Utrecht"],
    "Groningen": [*towns("Groningen"), "Provincie Groningen"],
    "Nuenen": towns("Nuenen, Gerwen en Nederwetten"),
    "Nuenen, Gerwen en Nederwetten": towns("Nuenen, Gerwen en Nederwetten"),
    "Sudwest Fryslan": towns("Súdwest-Fryslân"),
    "De Friese Meren": towns("De Fryske Marren"),
    "Friesland": ["Provincie Fryslân"],
    "Fryslân": ["Provincie Fryslân"],
    "Weesp": towns("Weesp"),
    "Brielle": towns("Brielle"),
    "Haaren": towns("Haaren"),
    "Landerd": towns("Landerd"),
    "Uden": towns("Uden"),
    "Ĳsselstein": towns("IJsselstein"),
    "IJsselstein": towns("IJsselstein"),
    "Ysselstein": towns("IJsselstein"),
    "Noardeast-Fryslân": towns("Noardeast-Fryslân"),
    "Noordoost-Friesland": towns("Noardeast-Fryslân"),
    "BZK": [MINISTRY("Binnenlandse Zaken en Koninkrijksrelaties")],
    "Min. BZK": [MINISTRY("Binnenlandse Zaken en Koninkrijksrelaties")],
    "Ministerie van VRO": [MINISTRY("Volkshuisvesting en Ruimtelijke Ordening")],
    "VRO": [MINISTRY("Volkshuisvesting en Ruimtelijke Ordening")],
    "I&W": [MINISTRY("Infrastructuur en Waterstaat")],
    "IenW": [MINISTRY("Infrastructuur en Waterstaat")],
    "LVVN": [MINISTRY("Landbouw, Visserij, Voedselzekerheid en Natuur")],
    "LNV": [MINISTRY("Landbouw, Visserij, Voedselzekerheid en Natuur")],
    "EZK": [EZK],
    "EZ": [EZK],
    "KGG": [MINISTRY("Klimaat en Groene Groei")],
    "HH Delfland": ["Hoogheemraadschap van Delfland"],
    "Hoogheemraadschap van Delfland": ["Hoogheemraadschap van Delfland"],
    "Waterschap Aa en Maas": ["Waterschap Aa en Maas"],
    "Bonaire": ["Openbaar lichaam Bonaire"],
    "Capelle aan den IJssel": towns("Capelle aan den IJssel"),
    "Capelle a/d IJssel": towns("Capelle aan den IJssel"),
    "Alphen a/d Rijn": towns("Alphen aan den Rijn"),
    "Nederweert": towns("Nederweert"),
    "Dijk en Waard": towns("Dijk en Waard"),
    "Heerhugowaard": towns("Heerhugowaard"),
    "Beek (L.)": towns("Beek"),
    "Laren": towns("Laren"),
    "Rijswijk": towns("Rijswijk"),
    "Valkenburg a/d Geul": towns("Valkenburg aan de Geul"),
    "Ede gemeente": towns("Ede"),
    "gemeente  Ede ": towns("Ede"),
    "Gem. Ede": towns("Ede"),
    "Gem Zwolle": towns("Zwolle"),
    "Amsterdam (gemeente)": towns("Amsterdam"),
    "GEMEENTE ROTTERDAM": towns("Rotterdam"),
    "HvA": ["Hogeschool van Amsterdam"],
    "VNG": ["Vereniging van Nederlandse Gemeenten"],
    "Avans": ["Avans Hogeschool"],
    "Min. I&W": [MINISTRY("Infrastructuur en Waterstaat")],
    "OC&W": [MINISTRY("Onderwijs, Cultuur en Wetenschap")],
    "BuZa": [MINISTRY("Buitenlandse Zaken")],
    "J&V": [MINISTRY("Justitie en Veiligheid")],
    "Prov. Zuid-Holland": ["Provincie Zuid-Holland"],
    "Hengelo (Gld)": [],
}
GOES_ON = {
    "Weesp": ["Amsterdam"],
    "Brielle": ["Voorne aan Zee"],
    "Haaren": FOUR,
    "Winsum": ["Het Hogeland", "Westerkwartier"],
    "Bernisse": ["Nissewaard"],
    "Littenseradiel": ["Leeuwarden", "Súdwest-Fryslân", "Waadhoeke"],
    "gem. Maasdonk": ["'s-Hertogenbosch", "Oss"],
    "Groesbeek": ["Berg en Dal"],
    "Haren": ["Groningen"],
}
MISTAKES = {
    "Amersfort": "Gemeente Amersfoort",
    "Gem. Eindhovn": "Gemeente Eindhoven",
    "Rotterdm": "Gemeente Rotterdam",
    "Capele aan den IJssel": "Gemeente Capelle aan den IJssel",
    "Provincie Utrcht": "Provincie Utrecht",
    "Leeuwaarden": "Gemeente Leeuwarden",
}


def test_every_name_is_understood_or_asked_about(book):
    found = {written: sorted(one.name for one in book.named(written)) for written in WRITTEN}
    assert found == WRITTEN


def test_who_goes_on_for_a_municipality_of_before(book):
    for written, names in GOES_ON.items():
        (one,) = book.named(written)
        assert one.has_ended
        assert [book.known[pk].name for pk in one.successors] == [f"Gemeente {name}" for name in names], (
            written
        )


def test_a_typing_mistake_leads_to_a_guess_and_never_to_an_answer(book):
    for written, name in MISTAKES.items():
        assert book.named(written) == []
        assert book.alike(written)[0].name == name, written
    assert book.alike("Ministerie van Verzonnen") == book.alike("x") == []


def test_words_are_searched_for_written_out():
    assert searched_words("Gem. Ede") == ["gemeente", "ede"]
    assert searched_words("Ministerie van I&W") == ["ministerie", "ienw"]
    assert searched_words("Capelle a/d IJssel") == ["capelle", "aan", "de", "yssel"]
    assert searched_words("Amsterdam (gemeente)") == ["amsterdam", "gemeente"]
    assert searched_words("van") == ["van"]
    assert searched_words("  ") == []
