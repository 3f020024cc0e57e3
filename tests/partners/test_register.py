import pytest

from partners.register import full_name


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
