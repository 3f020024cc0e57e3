"""Which of two saves of a form is the later: by numbers that the server issued, never by a clock.

A page gets a ticket: how often the answers were submitted or withdrawn (`revision`), how often anything was
stored (`writes`), the device, the number of the page on that device, and a unique mark. A tap adds its number
on that page.
"""

import re
from dataclasses import dataclass
from enum import Enum

LAST_OF_PAGE = 10**9 - 1
_TICKET = re.compile(r"(\d{1,9})\.(\d{1,9})\.([0-9a-f]{1,16})\.(\d{1,9})\.([0-9a-f]{1,16})", re.ASCII)
_LAST = re.compile(r"([0-9a-f]{1,16})\.(\d{1,9})\.([0-9a-f]{1,16})\.(\d{1,9})\.(\d{1,9})", re.ASCII)
_DEVICE = re.compile(r"([0-9a-f]{1,16})\.(\d{1,8})", re.ASCII)


class Verdict(Enum):
    NEWER = "newer"
    AGAIN = "again"  # this very save was stored before
    UNSEEN = "unseen"  # something was stored that the page does not show
    OLDER = "older"  # something was submitted, withdrawn or stored after it


@dataclass(frozen=True, slots=True)
class Ticket:
    revision: int
    writes: int
    device: str
    page: int
    mark: str

    def __str__(self) -> str:
        return f"{self.revision}.{self.writes}.{self.device}.{self.page}.{self.mark}"


@dataclass(frozen=True, slots=True)
class Order:
    """`number`: of a tap on its page; None for the whole form."""

    ticket: Ticket
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """`last`: the page that stored last, its number, and the writes before its first; as text in one column."""

    revision: int = 0
    writes: int = 0
    last: str = ""


def read_order(ticket: str, number: str = "") -> Order | None:
    """None for a value without a valid order."""
    found = _TICKET.fullmatch(ticket)
    if found is None or (number and not re.fullmatch(r"\d{1,9}", number, re.ASCII)):
        return None
    revision, writes, device, page, mark = found.groups()
    return Order(Ticket(int(revision), int(writes), device, int(page), mark), int(number) if number else None)


def next_page(cookie: str, new_device: str) -> tuple[str, int]:
    """(device, number of the page) for a page that is made now, from what the device's cookie says."""
    found = _DEVICE.fullmatch(cookie)
    return (found[1], int(found[2]) + 1) if found else (new_device, 1)


def judge(stored: Stored, order: Order | None) -> Verdict:
    """Without an order, only a response that was never submitted or withdrawn may be overwritten."""
    if order is None:
        return Verdict.OLDER if stored.revision else Verdict.NEWER
    ticket, last = order.ticket, _LAST.fullmatch(stored.last)
    if ticket.revision != stored.revision:
        return Verdict.OLDER
    if last is None or last[1] != ticket.device or (int(last[2]) == ticket.page and last[3] != ticket.mark):
        return Verdict.NEWER if ticket.writes == stored.writes else Verdict.OLDER
    if int(last[2]) != ticket.page:
        return _of_another_page(stored, order, int(last[2]))
    return _of_the_same_page(order, number=int(last[4]), base=int(last[5]))


def _of_another_page(stored: Stored, order: Order, last_page: int) -> Verdict:
    if order.ticket.page < last_page:
        return Verdict.OLDER
    unseen = order.number is None and order.ticket.writes != stored.writes
    return Verdict.UNSEEN if unseen else Verdict.NEWER


def _of_the_same_page(order: Order, *, number: int, base: int) -> Verdict:
    if order.number is None:
        return Verdict.NEWER if order.ticket.writes >= base else Verdict.UNSEEN
    if order.number == number:
        return Verdict.AGAIN
    return Verdict.NEWER if order.number > number else Verdict.OLDER


def after(stored: Stored, order: Order | None, *, sent: bool = False) -> Stored:
    """What is kept beside the answers once this save is in."""
    return Stored(stored.revision + sent, stored.writes + 1, "" if order is None else _last(stored, order))


def emptied(stored: Stored) -> Stored:
    """After withdrawing: no earlier save brings the answers back."""
    return Stored(stored.revision + 1, stored.writes + 1)


def _last(stored: Stored, order: Order) -> str:
    ticket, last = order.ticket, _LAST.fullmatch(stored.last)
    own = last and (last[1], int(last[2]), last[3]) == (ticket.device, ticket.page, ticket.mark)
    base = int(last[5]) if last and own else stored.writes
    number = LAST_OF_PAGE if order.number is None else min(order.number, LAST_OF_PAGE)
    return f"{ticket.device}.{ticket.page}.{ticket.mark}.{number}.{base}"
