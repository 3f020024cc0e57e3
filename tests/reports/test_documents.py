import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pikepdf
import pytest

from rendering import spiderweb
from rendering.documents import DocumentError, drawing_png
from reports import documents
from reports.web_report.drawing import web_of
from tests.reports.pdf_text import (
    A4_HEIGHT_PT,
    FONTS,
    all_text,
    faults,
    off_the_page,
    pieces,
    squeezed,
    tags_of,
)
from tests.reports.web_report_figures import figures, indicator, withheld_figures

ISSUED_ON = date(2026, 11, 21)
HOSTILE = (
    '#panic("boe") #let x = 1 #read("/etc/passwd") #eval("1") [blok] *vet* _schuin_ `code` $x^2$ <label> @ref \\u{41} '
    "// weg /* weg */ = Kop - lijst + nummer https://example.org ~ -- ... '\" & <b>vet</b> {{ x }} %s"
)
VARIANTS = {
    "full": figures(),
    "withheld": withheld_figures(),
    "first round": figures(
        baseline_year=None,
        indicators=[indicator(n, baseline_mean=None, baseline_n=None, change=None) for n in range(1, 9)],
    ),
    "three axes": figures(indicators=[indicator(n) for n in range(1, 4)]),
    "long names": figures(
        deal={"slug": "lang", "name": "Gemeentegrensoverschrijdend " * 7 + "x", "kind": "town_deal"},
        indicators=[indicator(n, name="Samenwerkingsverbandoverstijgend " * 6) for n in range(1, 9)],
    ),
    "one long word": figures(deal={"slug": "w", "name": "W" * 200, "kind": "city_deal"}),
    "hostile": figures(
        deal={"slug": "h", "name": HOSTILE[:200], "kind": "city_deal"},
        remarks=[
            {
                "number": 3,
                "texts": [
                    HOSTILE,
                    "#" * 10_000,
                    "woord " * 1_666,
                    "",
                    "👍🏽 مرحبا שלום 你好 \u202eomgekeerd\x00\x07",
                ],
            }
        ],
    ),
}


def make(chosen: dict[str, Any]) -> bytes:
    return documents.web_report_pdf(chosen, web(chosen), issued_on=ISSUED_ON, fonts=FONTS)


def web(chosen: dict[str, Any]) -> str:
    return spiderweb.draw(web_of(chosen))


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return {name: make(chosen) for name, chosen in VARIANTS.items()}


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("name", VARIANTS)
def test_every_report_is_accessible_and_fit_for_the_archive(
    made: dict[str, bytes], name: str, profile: str
) -> None:
    assert not faults(made[name], profile)


@pytest.mark.parametrize("name", VARIANTS)
def test_nothing_runs_off_the_page(made: dict[str, bytes], name: str) -> None:
    assert not off_the_page(made[name])
    assert all(20 < piece.baseline_pt < A4_HEIGHT_PT - 20 for piece in pieces(made[name]))


@pytest.mark.parametrize("name", VARIANTS)
def test_no_letter_is_left_without_a_shape(made: dict[str, bytes], name: str) -> None:
    assert "\ufffd" not in all_text(made[name])
    with pikepdf.open(io.BytesIO(made[name])) as document:
        families = {str(each.BaseFont) for each in document.objects if _is_font(each)}
    assert families
    assert all("FiraSans" in family for family in families)


def _is_font(each: pikepdf.Object) -> bool:
    return isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"


def test_the_file_says_what_it_is_in_dutch(made: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(made["full"])) as document:
        assert str(document.Root.Lang) == "nl"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        metadata = document.open_metadata()
        assert metadata["dc:title"] == "Spinnenwebrapport Energieke Wijken"
        assert metadata["dc:creator"] == ["Dealportaal, Agenda Stad"]
        assert metadata["xmp:CreateDate"].startswith("2026-11-21")


def test_the_web_has_its_text_alternative_and_the_table_its_heads(made: dict[str, bytes]) -> None:
    counted, alternatives = tags_of(made["withheld"])
    assert alternatives == [spiderweb.describe(web_of(VARIANTS["withheld"]))]
    assert (counted["/H1"], counted["/H2"], counted["/H3"]) == (1, 4, 1)
    assert (counted["/Table"], counted["/TH"], counted["/TD"]) == (1, 6, 8 * 6)


def test_the_figures_on_paper_are_the_stored_figures(made: dict[str, bytes]) -> None:
    text = all_text(made["withheld"])
    for row in (
        "1. Vormgeving van het proces 4,1 −0,1 3,5 2–5 24",
        "2. Samenstelling van de partners 2,5 +0,4 3,5 minder dan 10 antwoorden 8",
        "3. Resultaat minder dan 5 antwoorden te weinig antwoorden 3,5 minder dan 10 antwoorden minder dan 5",
        "4. Borging van het proces geen antwoorden geen nulmeting 3,5 geen antwoorden geen antwoorden",
        "5. Ontwikkelen en delen van kennis 3,8 niet vergelijkbaar 3,5 2–5 24",
        "6. Borging van resultaat 3,8 +0,4 minder dan 3 deals 2–5 24",
        "8. Meetbaarheid van resultaat 3,0 0,0 3,5 2–5 24",
    ):
        assert squeezed(row) in text
    assert squeezed("City Deal · ronde 2025 · 24 van 31 genodigden vulden in (77%)") in text
    assert squeezed("Meer ruimte graag. Wij zien elkaar te weinig.") in text


def test_the_breakdown_stays_off_the_paper(made: dict[str, bytes]) -> None:
    assert "kennisinstelling" not in all_text(made["full"])


def test_what_stands_out_is_on_paper_without_what_is_for_the_team(made: dict[str, bytes]) -> None:
    kept = [
        {"kind": "wide", "text": "Bij *Resultaat* liggen de antwoorden ver uiteen: 1 tot 5.", "team": False},
        {"kind": "missing", "text": "Van de kennisinstellingen is er geen cijfer.", "team": True},
    ]
    pdf = make(figures(standout=kept))
    text = all_text(pdf)
    assert "Watopvaltin2025" in text and squeezed(kept[0]["text"]) in text
    assert "kennisinstellingen" not in text
    assert not faults(pdf, "ua1")
    assert "Watopvalt" not in all_text(made["full"])
    assert "Watopvalt" not in all_text(make(figures(standout=kept[1:])))


def test_every_page_is_numbered_and_says_when_its_answers_are_invented(made: dict[str, bytes]) -> None:
    for name in ("withheld", "full"):
        words = pieces(made[name])
        last = max(piece.page for piece in words)
        for number in range(1, last + 1):
            here = squeezed("".join(piece.text for piece in words if piece.page == number))
            assert f"Pagina{number}van{last}" in here
            assert "uitgebrachtop21november2026" in here
            assert ("Verzonnengegevens" in here) is (name == "withheld")


def test_text_of_people_is_text(made: dict[str, bytes]) -> None:
    text = all_text(made["hostile"])
    assert squeezed(HOSTILE) in text
    assert text.count("#") > 10_000
    assert "▯" in text
    assert "omgekeerd" in text


def test_the_same_input_gives_the_same_bytes(made: dict[str, bytes]) -> None:
    assert make(VARIANTS["withheld"]) == made["withheld"]
    assert make(VARIANTS["full"]) != made["withheld"]


def test_documents_made_at_once_and_after_a_fault_are_the_same_as_alone(made: dict[str, bytes]) -> None:
    with pytest.raises(DocumentError):
        drawing_png("<svg", fonts=FONTS)
    names = ["full", "withheld", "three axes", "first round"] * 2
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda name: make(VARIANTS[name]), names)) == [made[name] for name in names]
