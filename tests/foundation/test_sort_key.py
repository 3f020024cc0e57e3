import pytest

from foundation.sort_key import sort_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Gemeente Súdwest-Fryslân", "gemeente sudwest fryslan"),
        ("Gemeente 's-Hertogenbosch", "gemeente hertogenbosch"),
        ("’s Gravenhage", "gravenhage"),
        ("'t Hart", "hart"),
        ("Hunze en Aa's", "hunze en aas"),
        ("ĲSSELSTEIN", "ijsselstein"),
        ("IJsselstein", "ijsselstein"),
        ("Renée", "renee"),
        ("Rene\u0301e", "renee"),
        ("Łódź & Ærø", "lodz aero"),
        ("Bergen (NH.)", "bergen nh"),
        ("  ", ""),
        ("Ωmega", "ωmega"),
    ],
)
def test_what_names_are_compared_by(text, key):
    assert sort_key(text) == key
