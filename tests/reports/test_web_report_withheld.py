"""Every reason to withhold has its words."""

import pytest

from impacttool.disclosure import Thresholds
from reports.web_report.withheld import few_unseen_note, withheld_words

LIMITS = Thresholds(mean=6, range=11, deals=4)


@pytest.mark.parametrize(
    ("reason", "column", "words"),
    [
        ("few_answers", "mean", "minder dan 6 antwoorden"),
        ("few_answers", "range", "minder dan 11 antwoorden"),
        ("few_answers", "change", "te weinig antwoorden"),
        ("few_deals", "all_deals", "minder dan 4 deals"),
        ("few_unseen", "all_deals", "niet te tonen"),
        (None, "mean", "geen cijfer"),
    ],
)
def test_words_name_the_threshold_of_the_column(reason, column, words):
    assert withheld_words(reason, column, LIMITS) == words


def test_the_note_explains_why_a_figure_over_deals_is_missing():
    assert "geen of ten minste 4 overblijven" in few_unseen_note(LIMITS)
