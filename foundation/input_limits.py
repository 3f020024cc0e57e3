"""What nobody means: years, texts and amounts outside these were mistyped."""

from decimal import Decimal

FIRST_YEAR, LAST_YEAR = 1990, 2099
LONGEST_TEXT = 5000
HIGHEST_AMOUNT_EUR = Decimal(100_000_000)
