from datetime import date

import pytest

from deals.attention import is_moved_often, times_moved

MARCH, MAY, JUNE = date(2026, 3, 1), date(2026, 5, 2), date(2026, 6, 3)


@pytest.mark.parametrize(
    ("days", "times", "often"),
    [
        ([], 0, False),
        ([MARCH], 1, False),
        ([MARCH, MARCH], 1, False),  # planned and expected in one go, or a correction
        ([MARCH, MAY], 2, True),
        ([MARCH, MARCH, MAY, JUNE], 3, True),
    ],
)
def test_a_date_that_is_moved_on_two_days_asks_for_attention(days, times, often):
    assert times_moved(days) == times
    assert is_moved_often(days) is often
