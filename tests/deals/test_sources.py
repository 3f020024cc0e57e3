from datetime import date

import pytest

from deals.sources import (
    RoughDate,
    SourceTitles,
    dates_in_words,
    first_url,
    names_listed,
    publication_numbers,
    rough_date,
)

TITLES = SourceTitles({"001": "Nieuwsberichten", "003": "Midterm review"})


@pytest.mark.parametrize(
    ("text", "first", "precision", "last"),
    [
        ("2023", date(2023, 1, 1), "jaar", date(2023, 12, 31)),
        ("2021-06", date(2021, 6, 1), "maand", date(2021, 6, 30)),
        ("2024-09-25", date(2024, 9, 25), "dag", date(2024, 9, 25)),
    ],
)
def test_a_date_is_as_precise_as_its_text(text, first, precision, last):
    found = rough_date(text)
    assert (found, found.last_day) == (RoughDate(first, precision), last)


def test_dates_in_words():
    text = "ondertekend 5 februari 2018, drie jaar; bijtekenmoment 18 december 2019 (20 ondertekenaars)"
    assert dates_in_words(text) == {
        "ondertekend": rough_date("2018-02-05"),
        "bijtekenmoment": rough_date("2019-12-18"),
    }
    assert dates_in_words("sinds maart 2017") == {"sinds": rough_date("2017-03")}
    assert dates_in_words("gestart 2016 (EZ, IenM)") == {"gestart": rough_date("2016")}
    assert dates_in_words("zesde City Deal, begin april 2016") == {}


def test_a_source_shows_its_title_and_never_a_file_name():
    assert TITLES.title("003_f97b741906b80155.txt r.1240-1242") == "Midterm review, r. 1240-1242"
    assert TITLES.in_text("aanbevelingen (001 r.61-63)") == "aanbevelingen (Nieuwsberichten, r. 61-63)"
    assert TITLES.of({"url": "https://voorbeeld.invalid"}) == {
        "source": "",
        "source_url": "https://voorbeeld.invalid",
    }


def test_numbers_and_addresses_in_a_text():
    assert publication_numbers("2023-17585 en 2023-19255") == ["2023-17585", "2023-19255"]
    assert first_url("https://a.invalid/x ; lijst is niet volledig") == "https://a.invalid/x"
    assert first_url("zie feiten hierboven") == ""


def test_names_in_a_list():
    text = "twaalf steden (onder meer Ede, Almere), provincie Utrecht; Cleantech Regio (Epe, Voorst)"
    assert names_listed(text) == ["twaalf steden", "Ede", "Almere", "provincie Utrecht", "Cleantech Regio"]
