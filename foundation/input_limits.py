"""Plausible years, texts and amounts; anything outside these is a typing error."""

from decimal import Decimal

FIRST_YEAR, LAST_YEAR = 1990, 2099
LONGEST_TEXT = 5000
HIGHEST_AMOUNT_EUR = Decimal(100_000_000)
