"""Moments as people write them: local time in Europe/Amsterdam, also on the nights the clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%d-%m-%Y %H:%M")


class NoSuchMoment(ValueError):
    """The clock jumps over this time: 29 March 2026 has no half past two."""


def in_amsterdam(wall: datetime) -> datetime:
    """The moment (UTC) of a clock time. A time that comes twice in the autumn night is the first of the two.

    Raises NoSuchMoment.
    """
    moment = wall.replace(tzinfo=AMSTERDAM, fold=0).astimezone(UTC)
    if moment.astimezone(AMSTERDAM).replace(tzinfo=None) != wall:
        raise NoSuchMoment(wall.isoformat())
    return moment


def proposed_period(today: date) -> tuple[datetime, datetime]:
    """Opens on the Monday after today at nine, closes four weeks later at five in the afternoon."""
    opens_on = today + timedelta(days=7 - today.weekday())
    opens, closes = datetime.combine(opens_on, time(9)), datetime.combine(opens_on, time(17))
    return in_amsterdam(opens), in_amsterdam(closes + timedelta(weeks=4))


def days_until(moment: datetime, now: datetime) -> int:
    """Nights to sleep, in Amsterdam: 0 for later today, however few hours are left tonight."""
    return (moment.astimezone(AMSTERDAM).date() - now.astimezone(AMSTERDAM).date()).days


def read_moment(text: str) -> datetime:
    """Reads "2026-12-31 23:59". Raises NoSuchMoment, or ValueError when it is no date and time."""
    for style in FORMATS:
        try:
            wall = datetime.strptime(text.strip(), style)  # noqa: DTZ007 - a clock time, placed below
        except ValueError:
            continue
        return in_amsterdam(wall)
    raise ValueError(text)
