import pytest

from partners.name_register import also_called, full_name


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("ministerie", "Algemene Zaken", "Ministerie van Algemene Zaken"),
        ("gemeente", "'s-Hertogenbosch", "Gemeente 's-Hertogenbosch"),
        ("provincie", "Fryslân", "Provincie Fryslân"),
        ("waterschap", "De Dommel", "Waterschap De Dommel"),
        ("waterschap", "Waterschap Limburg", "Waterschap Limburg"),
        ("waterschap", "Wetterskip Fryslân", "Wetterskip Fryslân"),
        ("waterschap", "Hoogheemraadschap van Delfland", "Hoogheemraadschap van Delfland"),
    ],
)
def test_names_are_those_people_use(kind, name, expected):
    assert full_name(kind, name) == expected


def test_names_in_use_beside_the_official_one_are_known_by_the_address_in_the_register():
    assert also_called("https://identifier.overheid.nl/tooi/id/gemeente/gm0796") == "Den Bosch"
    assert also_called(None) == also_called("https://identifier.overheid.nl/tooi/id/gemeente/gm9999") == ""
