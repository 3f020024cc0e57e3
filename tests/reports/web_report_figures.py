"""Stored figures of invented reports, in the one format that every output is drawn from."""

from typing import Any

import msgspec

from foundation import stored_figures
from reports.web_report.figures import IndicatorFigures, WebFigures

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
NO_MEAN = {"n": None, "mean": None, "minimum": None, "maximum": None, "change": None}


def indicator(number: int, **changes: Any) -> IndicatorFigures:
    full = {
        "number": number,
        "name": NAMES[(number - 1) % len(NAMES)],
        "n": 24,
        "mean": "3.8",
        "minimum": 2,
        "maximum": 5,
        "all_deals_mean": "3.5",
        "all_deals_minimum": "1.6",
        "all_deals_maximum": "4.8",
        "baseline_mean": "3.4",
        "baseline_n": 21,
        "change": "+0.4",
        "withheld": {},
    }
    return msgspec.convert(full | changes, IndicatorFigures)


def figures(**changes: Any) -> WebFigures:
    """A report in which every indicator may show everything."""
    full = {
        "schema": WebFigures.SCHEMA,
        "method": "1",
        "round": 2025,
        "baseline_year": 2024,
        "is_fictitious": False,
        "deal": {"slug": "energieke-wijken", "name": "Energieke Wijken", "kind": "city_deal"},
        "all_deals_label": "Alle deals 2025",
        "respondents": 24,
        "invited": 31,
        "thresholds": {"mean": 5, "range": 10, "breakdown": 5, "deals": 3, "camps": 20},
        "indicators": [indicator(number) for number in range(1, 9)],
        "breakdown": [{"partner_type": "kennisinstelling", "n": 17}, {"partner_type": "overig", "n": 7}],
        "remarks": [],
    }
    return stored_figures.read(WebFigures, msgspec.to_builtins(full | changes))


def withheld_figures() -> WebFigures:
    """A report in which every reason to withhold occurs."""
    return figures(
        is_fictitious=True,
        indicators=[
            indicator(1, mean="4.1", change="-0.1"),
            indicator(2, n=8, mean="2.5", minimum=None, maximum=None, withheld={"range": "few_answers"}),
            indicator(3, **NO_MEAN, withheld=dict.fromkeys(("mean", "range", "change"), "few_answers")),
            indicator(
                4, **NO_MEAN, withheld={"mean": "no_answers", "range": "no_answers", "change": "no_baseline"}
            ),
            indicator(5, change=None, withheld={"change": "not_comparable"}),
            indicator(
                6, all_deals_mean=None, withheld={"all_deals": "few_deals", "all_deals_range": "few_deals"}
            ),
            indicator(7, **NO_MEAN, withheld=dict.fromkeys(("mean", "range", "change"), "few_changes")),
            indicator(8, mean="3.0", change="0.0"),
        ],
        remarks=[
            {
                "number": 1,
                "texts": ["Het kernoverleg werkt goed.", "Meer ruimte graag.\nWij zien elkaar te weinig."],
            }
        ],
    )
