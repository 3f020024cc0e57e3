"""Which indicators the conversation is about, and why: worked examples, and the guide on paper."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest

from reports import documents, guide
from tests.reports.pdf_text import FONTS, all_text, off_the_page, squeezed, tags_of
from tests.reports.test_documents import HOSTILE
from tests.reports.web_report_figures import NO_MEAN, figures, indicator, withheld_figures

ISSUED_ON = date(2026, 11, 21)
CALM: dict[str, Any] = {"mean": "3.8", "minimum": 3, "maximum": 5, "change": "+0.4"}
ELEMENTS = {
    1: ("De herkenbaarheid van het proces", "Is het proces voldoende adaptief?"),
    2: ("Complementariteit",),
}


def of(*changes: dict[str, Any], **more: Any) -> guide.Guide:
    """The guide of a report with one indicator for each of `changes`, calm unless they say otherwise."""
    rows = [indicator(number, **(CALM | change)) for number, change in enumerate(changes, 1)]
    return guide.guide(figures(indicators=rows, **more), ELEMENTS)


def numbers(made: guide.Guide) -> list[int]:
    return [topic.number for topic in made.topics]


def test_low_is_low_beside_the_deals_own_other_indicators() -> None:
    """The others: (3.8 + 3.6 + 3.7) / 3 = 3.7; 3.2 lies exactly 0.5 under it."""
    made = of({"mean": "3.8"}, {"mean": "3.2", "n": 18}, {"mean": "3.6"}, {"mean": "3.7"})
    assert numbers(made) == [2]
    assert made.topics[0].reasons == (
        "Laag naast de andere: score 3,2 (18 invullers). De andere indicatoren van deze deal staan gemiddeld op 3,7.",
    )
    assert [topic.number for topic in made.others] == [1, 3, 4]


def test_just_not_low_is_not_low() -> None:
    made = of({"mean": "3.8"}, {"mean": "3.3"}, {"mean": "3.6"}, {"mean": "3.7"})
    assert not any(topic.reasons for topic in made.topics)


def test_low_asks_for_two_others_that_are_shown() -> None:
    hidden = NO_MEAN | {"withheld": {"mean": "few_answers"}}
    assert not any(topic.reasons for topic in of({"mean": "4.8"}, {"mean": "1.2"}, hidden).topics)


def test_a_deal_that_is_low_everywhere_has_no_low_indicator() -> None:
    """Never beside other deals: those stand at 3.5 here."""
    made = of({"mean": "1.2"}, {"mean": "1.3"}, {"mean": "1.2"})
    assert not any(topic.reasons for topic in made.topics)


@pytest.mark.parametrize(
    ("low", "high", "chosen"), [(1, 4, [2]), (2, 5, [2]), (1, 5, [2]), (3, 5, []), (2, 4, [])]
)
def test_divided_is_a_range_of_three_or_more(low: int, high: int, chosen: list[int]) -> None:
    made = of({}, {"minimum": low, "maximum": high, "n": 12}, {})
    assert [topic.number for topic in made.topics if topic.reasons] == chosen
    if chosen:
        assert made.topics[0].reasons == (
            f"Verdeeld: de antwoorden lopen van {low} tot {high} (12 invullers).",
        )


def test_a_range_that_is_withheld_divides_nobody() -> None:
    made = of({}, {"minimum": None, "maximum": None, "withheld": {"range": "few_answers"}}, {})
    assert not any(topic.reasons for topic in made.topics)
    assert made.topics[1].range == "minder dan 10 antwoorden"


@pytest.mark.parametrize(
    ("change", "words"),
    [("+0.5", "+0,5"), ("-0.5", "−0,5"), ("-1.2", "−1,2"), ("+0.4", ""), ("0.0", ""), (None, "")],
)
def test_changed_is_half_a_point_up_or_down(change: str | None, words: str) -> None:
    topic = of({}, {"change": change, "n": 12, "baseline_n": 9}, {}).topics[0 if words else 1]
    said = f"Veranderd: {words} ten opzichte van 2024 (toen 9 invullers, nu 12)."
    assert topic.reasons == ((said,) if words else ())


def test_several_reasons_stand_together_in_the_order_of_the_questionnaire() -> None:
    made = of({"change": "+0.9"}, {"mean": "2.0", "minimum": 1, "change": "-1.0"}, {}, {})
    assert numbers(made) == [1, 2]
    assert [reason.split(":")[0].split()[0] for reason in made.topics[1].reasons] == [
        "Laag",
        "Verdeeld",
        "Veranderd",
    ]


def test_a_topic_has_its_elements_figures_and_remarks() -> None:
    made = of({"minimum": 1}, {}, {}, remarks=[{"number": 1, "texts": ["Eén.\nTwee.", ""]}])
    topic = made.topics[0]
    assert (topic.score, topic.n, topic.range) == ("3,8", "24", "1–5")
    assert topic.elements == ELEMENTS[1]
    assert topic.remarks == (("Eén.", "Twee."), ("",))


NOBODY = NO_MEAN | {"withheld": dict.fromkeys(("mean", "range", "change"), "no_answers")}
FEW = NO_MEAN | {"withheld": dict.fromkeys(("mean", "range", "change"), "few_answers")}


@pytest.mark.parametrize(
    ("rows", "respondents", "begin"),
    [
        ([NOBODY] * 3, None, "Niemand vulde de vragenlijst in"),
        ([FEW] * 3, None, "Minder dan 5 mensen vulden de vragenlijst in"),
        ([NOBODY] * 3, 7, "Op geen enkele indicator zijn er genoeg antwoorden"),
        ([FEW, FEW, {"minimum": 1}], 9, "Bij de meeste indicatoren zijn er te weinig antwoorden"),
        ([{}, {}, {}], 24, "Geen indicator springt eruit"),
    ],
    ids=["nobody", "one", "all not applicable", "mostly withheld", "all alike"],
)
def test_all_indicators_when_little_can_be_shown(
    rows: list[Any], respondents: int | None, begin: str
) -> None:
    made = of(*rows, respondents=respondents)
    assert made.why.startswith(begin)
    assert (numbers(made), made.others) == ([1, 2, 3], ())


def test_everything_on_demand() -> None:
    made = guide.guide(figures(), ELEMENTS, everything=True)
    assert numbers(made) == list(range(1, 9))


# On paper

LONG = figures(
    deal={"slug": "w", "name": "W" * 200, "kind": "city_deal"},
    indicators=[indicator(n, name="Samenwerkingsverbandoverstijgend " * 6) for n in range(1, 9)],
    remarks=[{"number": 3, "texts": [HOSTILE, "#" * 10_000, "", "👍🏽 مرحبا שלום \u202eomgekeerd\x00"]}],
)
VARIANTS = {
    "full": figures(),
    "withheld": withheld_figures(),
    "nobody": figures(respondents=None, indicators=[indicator(n, **NOBODY) for n in range(1, 9)]),
    "long and hostile": LONG,
}


def make(chosen: dict[str, Any]) -> bytes:
    made = guide.guide(chosen, {n: [HOSTILE[:300], "Delen van kennis"] for n in range(1, 8)})
    words = guide.contents(chosen, made, issued_on=ISSUED_ON)
    return documents.guide_pdf(words, issued_on=ISSUED_ON, fonts=Path(FONTS))


@pytest.fixture(scope="module", params=VARIANTS)
def made_pdf(request: pytest.FixtureRequest) -> Iterator[bytes]:
    return make(VARIANTS[request.param])


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_every_guide_is_accessible_and_fits_the_page(made_pdf: bytes, profile: str) -> None:
    report = page.validate_pdf_bytes(made_pdf, profile=profile)
    assert report.is_compliant, [failure.message for failure in report.failures]
    assert not off_the_page(made_pdf)


def test_the_paper_says_why_asks_and_leaves_room() -> None:
    made = make(withheld_figures())
    text, (counted, _alternatives) = all_text(made), tags_of(made)
    assert squeezed("Laag naast de andere: score 2,5 (8 invullers).") in text
    assert squeezed("Het kernoverleg werkt goed.") in text
    assert squeezed("4. Borging van het proces: geen antwoorden") in text
    assert (counted["/H1"], counted["/H2"], counted["/Table"]) == (1, 6, 5)
    with pikepdf.open(io.BytesIO(made)) as document:
        assert document.open_metadata()["dc:title"] == "Gespreksleidraad Energieke Wijken"
    assert make(withheld_figures()) == made
