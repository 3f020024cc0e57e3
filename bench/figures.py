"""The figures of rounds over many deals and years in one pass: the time an answer takes must not grow with their number."""

import gc
from time import perf_counter

from django.db import connection

from bench import build
from bench.harness import Row, at_most, say, scaled, shown
from impacttool.actions.scores import store_scores
from impacttool.models import Answer, IndicatorScore, Round, Survey
from impacttool.queries.scores import all_deals_scores

DEALS, RESPONSES = 200, 100
YEARS = range(2021, 2026)
FEWER = 4
MOST_GROWTH = 1.25
REPEATS = 2


def measure() -> list[Row]:
    """First a quarter of the deals, then the others are added to the same rounds."""
    many = scaled(DEALS)
    few = max(1, many // FEWER)
    before = after_adding(build.deals(few, "eerst"))
    after = after_adding(build.deals(many - few, "daarna"))
    check(many)
    what = f"figures of {len(YEARS)} years: time an answer with {many} deals / with {few}, {RESPONSES} responses each"
    return [
        at_most(what, (after[1] / after[0]) / (before[1] / before[0]), MOST_GROWTH, "x"),
        *(
            shown(f"figures of {len(YEARS)} years of {deals} deals", f"{answers:,} answers in {spent:.1f} s")
            for deals, (answers, spent) in ((few, before), (many, after))
        ),
    ]


def after_adding(deals) -> tuple[int, float]:
    """(answers in all, seconds for the figures of every round)."""
    for year in YEARS:
        round_ = build.round_(year, deals)
        build.add_answers(Survey.objects.filter(round=round_, deal__in=deals), RESPONSES)
        round_.surveys.update(imported_count=RESPONSES)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    gc.collect()
    answers, spent = Answer.objects.count(), min(one_pass() for _ in range(REPEATS))
    say(f"     {answers:,} answers in {spent:.2f} s")
    return answers, spent


def one_pass() -> float:
    start = perf_counter()
    for round_ in Round.objects.filter(year__in=YEARS).order_by("year"):
        store_scores(round_=round_)
        assert all_deals_scores(round_)
    return perf_counter() - start


def check(deals: int) -> None:
    """Every deal has every figure of every year."""
    assert IndicatorScore.objects.count() == len(YEARS) * deals * 8
