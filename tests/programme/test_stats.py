"""Figures as a Dutch reader writes them."""

from decimal import Decimal

import pytest

from programme.stats import euro_short


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(0, "€ 0"), (999_999, "€ 999.999"), (1_000_000, "€ 1,0 mln"), (6_149_999, "€ 6,1 mln")],
)
def test_amounts(amount, shown):
    assert euro_short(Decimal(amount)) == shown
