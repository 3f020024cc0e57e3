"""One spider web as SVG against matplotlib's polar SVG of the same chart: time and size."""

import random

from bench import rivals
from bench.harness import Row, at_least, at_most, median_seconds, shown
from impacttool.disclosure import Thresholds
from rendering import spiderweb
from reports.web_report.drawing import web_of
from reports.web_report.figures import DealName, IndicatorFigures, WebFigures

LEAST_RATIO, MOST_KB = 300, 12
NAMES = (
    "Vormgeving van het proces",
    "Samenstelling van de partners",
    "Resultaat",
    "Borging van het proces",
    "Ontwikkelen en delen van kennis",
    "Borging van resultaat",
    "Borging van partners",
    "Meetbaarheid van resultaat",
)
DEALS = 34  # as many different charts in turn: nothing is won by drawing the same one again


def figures(number: int) -> WebFigures:
    """A report in which everything is shown, so the fullest drawing there is."""
    chance = random.Random(number)

    def score() -> str:
        return f"{chance.uniform(1, 5):.1f}"

    return WebFigures(
        method="1",
        round=2025,
        baseline_year=2024,
        is_fictitious=True,
        deal=DealName(f"deal-{number}", f"Deal {number}", "city_deal"),
        all_deals_label="Alle deals 2025",
        respondents=24,
        invited=31,
        thresholds=Thresholds(),
        indicators=tuple(
            IndicatorFigures(
                number=place,
                name=name,
                mean=score(),
                minimum=chance.randint(1, 2),
                maximum=chance.randint(4, 5),
                all_deals_mean=score(),
                baseline_mean=score(),
            )
            for place, name in enumerate(NAMES, start=1)
        ),
    )


def measure() -> list[Row]:
    webs = [web_of(figures(number)) for number in range(DEALS)]
    ours = median_seconds(lambda: [spiderweb.draw(web) for web in webs], repeats=41, warm_up=5) / DEALS
    theirs = (
        median_seconds(lambda: [rivals.matplotlib_svg(web) for web in webs[:5]], repeats=7, warm_up=2) / 5
    )
    ours_after = median_seconds(lambda: [spiderweb.draw(web) for web in webs], repeats=41) / DEALS
    ours = (ours + ours_after) / 2
    size = max(len(spiderweb.draw(web).encode()) for web in webs)
    return [
        at_least("spider web: times as fast as matplotlib", theirs / ours, LEAST_RATIO, "x"),
        shown("spider web: one drawing", f"{ours * 1000:.2f} ms, matplotlib {theirs * 1000:.0f} ms"),
        at_most("spider web: size of the largest SVG", size / 1000, MOST_KB, " kB"),
        shown("spider web: size by matplotlib", f"{len(rivals.matplotlib_svg(webs[0])) / 1000:.1f} kB"),
    ]
