from pathlib import Path

import pytest

from rendering import typeface

FONTS = Path(__file__).parents[2] / "static" / "build" / "typst-fonts"
KNOWN = typeface.characters(FONTS)


@pytest.mark.parametrize("character", [*"éëïöüáóúñçĳ€–−’“”…·▯łőğΩЖ"])
def test_the_letters_of_dutch_names_are_known(character: str) -> None:
    assert set(character) <= KNOWN
    assert typeface.fit(character, KNOWN) == character


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Mooi 👍🏽!", "Mooi ▯!"),
        ("👨‍👩‍👧 en ❤️", "▯ en ▯"),
        ("你好, مرحبا", "▯, ▯"),
        ("regel\nregel\tregel", "regel regel regel"),
        ("\x00nul\x07\x1b[0m", "nul[0m"),
        ("los\ud800", "los"),
        ("\u202eomgekeerd\u202c", "omgekeerd"),
        ("cafe\u0301", "café"),
        ("z\u0353a", "za"),
        ("", ""),
    ],
)
def test_what_the_fonts_lack_gets_a_stand_in_or_goes(written: str, shown: str) -> None:
    assert typeface.fit(written, KNOWN) == shown


def test_only_words_too_long_for_a_line_can_be_broken() -> None:
    sentence = "Samenwerkingsovereenkomst met gemeenten"
    assert typeface.breakable("gewone woorden blijven heel") == "gewone woorden blijven heel"
    assert typeface.breakable(sentence).replace(typeface.BREAK, "") == sentence
    assert max(map(len, typeface.breakable("x" * 1_000).split(typeface.BREAK))) == 24


def test_a_folder_without_fonts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no fonts"):
        typeface.characters(tmp_path)


def test_the_lighter_fonts_for_documents_hold_every_character() -> None:
    whole = Path(__file__).parents[2] / "node_modules" / "@expo-google-fonts" / "fira-sans"
    names = [f"{path.stem.removeprefix('FiraSans_')}/{path.name}" for path in sorted(FONTS.glob("*.ttf"))]
    assert len(names) == 5
    covered = {chr(point) for name in names for point in typeface._code_points((whole / name).read_bytes())}
    assert typeface.characters(FONTS) == set(filter(typeface._is_visible, covered))
