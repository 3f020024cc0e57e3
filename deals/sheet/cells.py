"""What stands in one cell, as a value; a cell that cannot be read says why."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from deals.sheet.names import compared
from deals.sheet.tables import Column
from foundation.addresses import NotAnAddress, normal
from partners.limits import FIRST_YEAR, HIGHEST_AMOUNT_EUR, LAST_YEAR

WHOLE_EUROS = re.compile(r"\d{1,3}(\.\d{3})+|\d+")
EUROS = re.compile(rf"({WHOLE_EUROS.pattern})(,\d{{1,2}}|,-)?|\d+\.\d{{2}}", re.ASCII)
DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2}|[a-z]+)\.?[-/. ](\d{4})", re.ASCII)
YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})( 00:00:00)?", re.ASCII)
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
YES, NO = {"ja", "j", "x", "waar", "true", "1", "yes"}, {"nee", "n", "onwaar", "false", "0", "no", "-"}


BETWEEN = "; "


class Unfit(Exception):
    """`code` names the sentence for the user, `value` is what it names."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(code)
        self.code, self.value = code, value


def read(column: Column, text: str, words: Mapping[str, str]) -> Any:
    """The value of a cell that is not empty. Raises Unfit."""
    return READERS[column.kind](column, text, words)


def euros(text: str) -> Decimal:
    """40.000, 40.000,00, 40000 and € 40.000,- are all forty thousand. Raises Unfit: low, no_amount or high."""
    text = re.sub(r"[€\s]|EUR", "", text)
    if text.startswith(("-", "−")):
        raise Unfit("low")
    if not EUROS.fullmatch(text):
        raise Unfit("no_amount", text)
    if not re.fullmatch(r"\d+\.\d{2}", text):
        text = text.replace(",-", "").replace(".", "").replace(",", ".")
    amount = Decimal(text)
    if amount < 1:
        raise Unfit("low")
    if amount > HIGHEST_AMOUNT_EUR:
        raise Unfit("high")
    return amount


def _text(column: Column, text: str, _words: Mapping[str, str]) -> str:
    if len(text) > column.most:
        raise Unfit("too_long", str(column.most))
    return text


def _choice(_column: Column, text: str, words: Mapping[Any, str]) -> Any:
    """The label; of words of our own also the word as it is stored, never a key of the database."""
    for value, label in words.items():
        if compared(text) == compared(label) or (
            isinstance(value, str) and compared(text) == compared(value)
        ):
            return value
    raise Unfit("no_choice", ", ".join(words.values()))


def _several(column: Column, text: str, words: Mapping[Any, str]) -> tuple[Any, ...]:
    """Labels with a semicolon between them; a label may hold one itself, so the longest that fits goes first."""
    pieces, found = text.split(BETWEEN.strip()), set()
    while pieces:
        for size in range(len(pieces), 0, -1):
            piece = ";".join(pieces[:size]).strip()
            try:
                found |= {_choice(column, piece, words)} if piece else set()
            except Unfit:
                if size > 1:
                    continue
                raise
            pieces = pieces[size:]
            break
    return tuple(sorted(found))


def _date(_column: Column, text: str, _words: Mapping[str, str]) -> date:
    found = YEAR_FIRST.fullmatch(text)
    year, month, day = found.groups()[:3] if found else _day_first(text)
    try:
        read_day = date(int(year), int(month), int(day))
    except ValueError as error:
        raise Unfit("no_date", text) from error
    if not FIRST_YEAR <= read_day.year <= LAST_YEAR:
        raise Unfit("absurd_year")
    return read_day


def _day_first(text: str) -> tuple[str, str, str]:
    found = DAY_FIRST.fullmatch(text.casefold())
    if not found:
        raise Unfit("no_date", text)
    day, month, year = found.groups()
    if not month.isdigit():
        numbers = [str(number) for number, name in enumerate(MONTHS, 1) if name.startswith(month[:3])]
        month = numbers[0] if numbers and len(month) > 2 else "0"
    return year, month, day


def _year(_column: Column, text: str, _words: Mapping[str, str]) -> int:
    if not re.fullmatch(r"\d{4}", text, re.ASCII):
        raise Unfit("no_year", text)
    if not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise Unfit("absurd_year")
    return int(text)


def _euro(_column: Column, text: str, _words: Mapping[str, str]) -> Decimal:
    return euros(text)


def _yes_no(_column: Column, text: str, _words: Mapping[str, str]) -> bool:
    if text.casefold() not in YES | NO:
        raise Unfit("no_yes_no", text)
    return text.casefold() in YES


def _number(_column: Column, text: str, _words: Mapping[str, str]) -> int:
    if not re.fullmatch(r"\d{1,12}", text, re.ASCII):
        raise Unfit("no_number", text)
    return int(text)


def _e_mail(column: Column, text: str, words: Mapping[str, str]) -> str:
    try:
        return _text(column, normal(text), words)
    except NotAnAddress as error:
        raise Unfit("no_e_mail", text) from error


READERS: Mapping[str, Callable[[Column, str, Mapping[str, str]], Any]] = {
    "text": _text,
    "organisation": _text,
    "choice": _choice,
    "several": _several,
    "date": _date,
    "year": _year,
    "euro": _euro,
    "yes_no": _yes_no,
    "number": _number,
    "e_mail": _e_mail,
}
