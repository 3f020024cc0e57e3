"""A day as precisely as people plan it: a day, a month, a quarter, half a year or a year.

Of what is rougher than a day the last day is kept: only after that it is late.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

DAY, MONTH, QUARTER, HALF, YEAR = "dag", "maand", "kwartaal", "halfjaar", "jaar"
MONTHS_IN = {MONTH: 1, QUARTER: 3, HALF: 6, YEAR: 12}
MONTHS = (
    *(("januari", "jan"), ("februari", "febr", "feb"), ("maart", "mrt", "mar"), ("april", "apr")),
    *(("mei",), ("juni", "jun"), ("juli", "jul"), ("augustus", "aug"), ("september", "sept", "sep")),
    *(("oktober", "okt", "oct"), ("november", "nov"), ("december", "dec")),
)
NUMBERS = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
FIRST = {
    "1": 1,
    "1e": 1,
    "eerste": 1,
    "2": 2,
    "2e": 2,
    "tweede": 2,
    "3": 3,
    "3e": 3,
    "derde": 3,
    "4": 4,
    "4e": 4,
    "vierde": 4,
}
ORDINAL = "|".join(sorted(FIRST, key=len, reverse=True))
SEASONS = {
    **dict.fromkeys(("begin", "voorjaar van", "start"), (QUARTER, 1)),
    **dict.fromkeys(("voorjaar", "lente", "medio", "midden", "half"), (QUARTER, 2)),
    **dict.fromkeys(("zomer",), (QUARTER, 3)),
    **dict.fromkeys(("najaar", "herfst", "eind", "einde", "ultimo"), (QUARTER, 4)),
}
MONTH_OF = re.compile(r"([a-z]+)\.?[ \-/']*(\d{4})")
FIGURES_OF = re.compile(r"(\d{1,2})[-/](\d{4})|(\d{4})-(\d{2})", re.ASCII)
QUARTER_OF = re.compile(
    rf"(?:q|k|kw\.? ?|kwartaal )([1-4])[ \-/]*(\d{{4}})|({ORDINAL}) (?:kwartaal|kw\.?|q)(?: van)? (\d{{4}})|(\d{{4}})[ \-]*q([1-4])"
)
HALF_OF = re.compile(
    rf"(?:h)([12])[ \-/]*(\d{{4}})|({ORDINAL}) (?:helft|halfjaar|half jaar)(?: van)? (\d{{4}})"
)
WORD_OF = re.compile(rf"({'|'.join(SEASONS)})(?: van)? (\d{{4}})")


@dataclass(frozen=True, slots=True)
class RoughDay:
    on: date
    precision: str


def month_number(text: str) -> int:
    """1 for januari and jan, 0 for what is no month."""
    return NUMBERS.get(text, 0)


def last_day(day: date, precision: str) -> date:
    """Of the month, quarter, half year or year in which this day lies."""
    size = MONTHS_IN.get(precision)
    if size is None:
        return day
    month = (day.month - 1) // size * size + size
    return date(day.year, month, monthrange(day.year, month)[1])


def rough_day(text: str) -> RoughDay | None:
    """ "apr 2026", "Q2 2026", "tweede helft 2027", "eind 2028" and "2027"; None for a day, and for what is no date."""
    text = " ".join(text.casefold().split())
    if re.fullmatch(r"\d{4}", text, re.ASCII):
        return _of(int(text), 1, YEAR)
    for pattern, precision, size in ((QUARTER_OF, QUARTER, 3), (HALF_OF, HALF, 6)):
        found = pattern.fullmatch(text)
        if found:
            return _part(found, precision, size)
    word = WORD_OF.fullmatch(text)
    if word:
        precision, place = SEASONS[word[1]]
        return _of(int(word[2]), place * 3, precision)
    return _month(text)


def _part(found: re.Match[str], precision: str, size: int) -> RoughDay | None:
    said = [one for one in found.groups() if one]
    if len(said[0]) == 4 and said[0].isdigit():
        said.reverse()
    number = FIRST[said[0]]
    return _of(int(said[1]), number * size, precision) if number * size <= 12 else None


def _month(text: str) -> RoughDay | None:
    named = MONTH_OF.fullmatch(text)
    if named and month_number(named[1]):
        return _of(int(named[2]), month_number(named[1]), MONTH)
    figures = FIGURES_OF.fullmatch(text)
    if figures:
        month, year = (figures[1], figures[2]) if figures[1] else (figures[4], figures[3])
        return _of(int(year), int(month), MONTH) if 1 <= int(month) <= 12 else None
    return None


def _of(year: int, month: int, precision: str) -> RoughDay | None:
    if year < 1:
        return None
    return RoughDay(last_day(date(year, month, 1), precision), precision)


def day_in_words(day: date, precision: str) -> str:
    """ "2e kwartaal 2026", "tweede helft van 2027", "april 2026", "2028" or "21 november 2026"."""
    month = MONTHS[day.month - 1][0]
    if precision == QUARTER:
        return f"{(day.month + 2) // 3}e kwartaal {day.year}"
    if precision == HALF:
        return f"{'eerste' if day.month <= 6 else 'tweede'} helft van {day.year}"
    if precision == YEAR:
        return str(day.year)
    return f"{month} {day.year}" if precision == MONTH else f"{day.day} {month} {day.year}"
