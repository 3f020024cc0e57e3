from decimal import Decimal

import pytest

from rendering.spiderweb import Axis, draw
from reports.web_report.drawing import web_of
from tests.reports.web_report_figures import NAMES, figures, indicator


def test_the_stored_figures_are_what_is_drawn():
    web = web_of(figures(indicators=[indicator(3)]))
    assert web.axes == (Axis("Resultaat", Decimal("3.8"), 2, 5, Decimal("3.5"), Decimal("3.4")),)
    assert (web.title, web.value_label) == ("Spinnenweb Energieke Wijken 2025", "Deze deal 2025 (n = 24)")
    assert (web.reference_label, web.baseline_label) == ("Alle deals 2025", "Nulmeting 2024")


def test_a_follow_up_is_put_beside_the_last_round_of_the_deal():
    web = web_of(figures(years_after=1))
    assert (web.baseline_label, web.baseline_name) == (
        "Laatste meting 2024",
        "laatste meting tijdens de deal",
    )


def test_invented_answers_are_marked_in_the_drawing_itself():
    assert "verzonnen" in draw(web_of(figures(is_fictitious=True)))
    assert "verzonnen" not in draw(web_of(figures()))


@pytest.mark.parametrize(
    ("withheld", "reason"),
    [
        ("no_answers", "geen antwoorden"),
        ("few_answers", "minder dan 5 antwoorden"),
        ("few_changes", "te weinig gewijzigde antwoorden"),
    ],
)
def test_the_reason_in_words(withheld, reason):
    hidden = indicator(1, mean=None, minimum=None, maximum=None, withheld={"mean": withheld})
    web = web_of(figures(respondents=None, indicators=[hidden]))
    assert (web.axes[0].value, web.axes[0].reason, web.value_label) == (None, reason, "Deze deal 2025")
    assert web.axes[0].label == NAMES[0]
