"""What stands out: sentences with their figures, and nothing the gate withholds."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impacttool.disclosure import Camps, Thresholds, publishable_camps, publishable_voices
from impacttool.scoring import AnswerRow, IndicatorScore
from reports.web_report.highlights import Agreed, sentences, statement_counts, type_scores
from reports.web_report.publishing import publish
from tests.impacttool.test_disclosure import source
from tests.reports.web_report_figures import figures, indicator

LIMITS = Thresholds()
CALM = {"minimum": 3, "maximum": 4, "change": "+0.1"}


def said(*rows, camps=None, voices=None, invited=None, agreed=None, **changes):
    stored = figures(indicators=list(rows) or [indicator(1, **CALM)], **changes)
    found = sentences(stored, camps=camps or {}, voices=voices or {}, invited=invited or {}, agreed=agreed)
    return {each.kind: each.text for each in found}


def test_wide_from_a_distance_of_three_and_only_where_the_range_is_shown():
    rows = [
        indicator(1, **CALM | {"minimum": 2, "maximum": 5}),
        indicator(2, **CALM | {"minimum": 3, "maximum": 5}),
        indicator(3, **CALM | {"minimum": None, "maximum": None}),
    ]
    text = said(*rows)["wide"]
    assert text == "De antwoorden lopen ver uiteen bij “1. Vormgeving van het proces” (2–5, n = 24)."


@pytest.mark.parametrize(
    ("low", "high", "two_camps"),
    [(4, 4, True), (4, 6, True), (3, 9, False), (4, 5, True), (0, 12, False), (2, 2, False)],
)
def test_two_camps_are_two_large_groups_with_fewer_between(low, high, two_camps):
    """All have answers from 1 to 5: a range alone would call 3 and 9 divided too."""
    row = indicator(1, **CALM | {"minimum": 1, "maximum": 5})
    found = said(row, camps={1: [("1.1", Camps(low, high, max(12, low + high)))]})
    assert ("camps" in found) == (two_camps and (12 - low - high) < min(low, high))
    assert (
        "wide" in found
    )  # left out beside camps, it would tell a reader who may not see them that there are


def test_camps_say_their_figures():
    text = said(camps={1: [("1.2", Camps(5, 6, 13))]})["camps"]
    assert "stelling 1.2: 5 van de 13 gaven een 1 of 2, 6 een 4 of 5" in text


@pytest.mark.parametrize(
    ("given_scores", "indicator_n", "shown"),
    [
        ({1: 10, 5: 10}, 20, True),
        ({1: 10, 5: 9}, 19, False),
        ({1: 10, 5: 10}, 21, False),
        ({1: 10, 5: 10}, 25, True),
    ],
)
def test_camps_from_twenty_on_the_statement_and_nobody_alone_on_the_others(given_scores, indicator_n, shown):
    assert (publishable_camps(given_scores, indicator_n, LIMITS) is not None) == shown


def test_what_changed_most_is_told_by_its_size_whichever_way():
    rows = [indicator(1, **CALM | {"change": "+0.5"}), indicator(2, **CALM | {"change": "-0.7", "n": 20})]
    assert said(*rows)["changed"] == (
        "Het meest veranderd sinds 2024: “2. Samenstelling van de partners” (−0,7; n = 21 en 20)."
    )
    assert "changed" not in said(indicator(1, **CALM | {"change": "+0.4"}))
    both = said(indicator(1, **CALM | {"change": "+0.6"}), indicator(2, **CALM | {"change": "-0.6"}))
    assert "+0,6" in both["changed"] and "−0,6" in both["changed"]


def test_missing_voices_are_named_only_when_the_breakdown_says_so_itself():
    whole = [{"partner_type": "gemeente", "n": 12}, {"partner_type": "ministerie", "n": 12}]
    invited = {"gemeente": 14, "ministerie": 12, "provincie": 6, "waterschap": 4}
    text = said(breakdown=whole, invited=invited)["missing"]
    assert (
        text == "Stemmen die ontbreken: geen antwoorden van provincies."
    )  # 4 waterschappen are too few to name
    rest = [{"partner_type": "gemeente", "n": 17}, {"partner_type": "overig", "n": 7}]
    assert "niet, met te weinigen, of tellen mee" in said(breakdown=rest, invited=invited)["missing"]
    assert "missing" not in said(breakdown=None, invited=invited)


@given(st.dictionaries(st.sampled_from(["gemeente", "ministerie", "provincie"]), st.integers(0, 9)))
def test_missing_voices_tell_nothing_that_the_breakdown_does_not(counts):
    """Two worlds with the same breakdown have the same sentence, whoever stayed away in them."""
    invited = {"gemeente": 20, "ministerie": 20, "provincie": 20}
    total = sum(counts.values())
    made = publish(source(partner_types=counts, respondents=total, invited_types=invited))
    again = said(breakdown=made.breakdown, respondents=made.respondents, invited=invited)
    kept = [each.text for each in made.standout if each.kind == "missing"]
    assert kept == [text for kind, text in again.items() if kind == "missing"]


def rows_of(**scores):
    """`scores`: per partner type what its people gave indicator 1."""
    return [
        AnswerRow(f"{kind}{place}", kind, 1, "1.1", score)
        for kind, given_scores in scores.items()
        for place, score in enumerate(given_scores)
    ]


def voice(types, **scores):
    groups = type_scores(rows_of(**scores), [1])[1]
    return publishable_voices(groups, types, LIMITS)


def test_one_type_one_voice_is_the_mean_of_the_means():
    """10 times 5 and 5 times 2: per person 4,0; per type 3,5."""
    types = {"gemeente": 10, "ministerie": 5}
    assert voice(types, gemeente=[5] * 10, ministerie=[2] * 5) == Decimal("3.5")
    text = said(indicator(1, **CALM | {"mean": "4.0"}), voices={1: Decimal("3.5")})["voices"]
    assert "3,5 in plaats van 4,0 (n = 24)" in text
    assert "voices" not in said(indicator(1, **CALM | {"mean": "3.5"}), voices={1: Decimal("3.5")})


def test_only_when_every_type_may_be_shown():
    assert voice({"gemeente": 10, "ministerie": 4}, gemeente=[5] * 10, ministerie=[2] * 4) is None
    assert voice({"gemeente": 10}, gemeente=[5] * 10) is None
    five = {"gemeente": [5] * 5, "ministerie": [2] * 5}
    assert voice({"gemeente": 5, "ministerie": 5, "": 1}, **five) is None
    assert voice({"gemeente": 5, "ministerie": 5, "provincie": 1}, **five) is None
    assert voice({"gemeente": 5, "ministerie": 5, "provincie": 0}, **five) == Decimal("3.5")


@given(st.integers(1, 4), st.integers(1, 5), st.integers(1, 5))
def test_no_voice_depends_on_a_small_group(n, one, other):
    types = {"gemeente": 6, "ministerie": n}
    shown = {voice(types, gemeente=[3] * 6, ministerie=[score] * n) for score in (one, other)}
    assert shown == {None}


def test_said_beside_done():
    row = indicator(7, **CALM)
    text = said(row, agreed=Agreed(20, 14, 12))["done"]
    assert "“7. Borging van partners” krijgt een 3,8 (n = 24)" in text
    assert "Van de 20 afspraken van 2025 zijn er 14 bevestigd, waarvan 12 als" in text
    assert "done" not in said(indicator(7, **CALM | {"mean": None}), agreed=Agreed(20, 14, 12))
    assert "done" not in said(row, agreed=Agreed(0, 0, 0)) and "done" not in said(row)


def divided(**changes):
    rows = rows_of(gemeente=[1] * 9, ministerie=[5] * 11)
    given_source = {
        "scores": [IndicatorScore(1, 20, Fraction(64, 20), 1, 5)], "respondents": 20,
        "partner_types": {"gemeente": 9, "ministerie": 11}, "statement_counts": statement_counts(rows),
        "type_scores": type_scores(rows, [1]),
    }  # fmt: skip
    return {each.kind for each in publish(replace(source(**given_source), **changes)).standout}


def test_a_second_version_has_no_camps_and_no_voices():
    """Five responses differ as a whole, but perhaps one answer to this statement, or one person of this type."""
    assert divided() == {"camps", "wide", "voices"}
    assert divided(reissued=True) == {"wide"}
