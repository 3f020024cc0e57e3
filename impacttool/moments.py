"""Moments as people write them: local time in Europe/Amsterdam, also on the nights the clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from foundation.workdays import ONE_DAY, is_workday, workday_from, workday_until

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# On a workday, between these hours (choice).
REMINDERS_FROM, REMINDERS_UNTIL, LATEST_PLANNED = time(8), time(20), time(17)
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
    """Opens on the Monday after today at nine, closes four weeks later at five in the afternoon; each on the first
    workday after that where it is a feast day."""
    monday = today + timedelta(days=7 - today.weekday())
    opens_on, closes_on = workday_from(monday), workday_from(monday + timedelta(weeks=4))
    opens, closes = datetime.combine(opens_on, time(9)), datetime.combine(closes_on, time(17))
    return in_amsterdam(opens), in_amsterdam(closes)


def reminder_day(closes_on: date, days: int, *, opens_on: date) -> date | None:
    """The day of a reminder so many days before the closing: a workday, rather earlier than later, within the round.
    None where the round has no such day left."""
    day = closes_on - timedelta(days=days)
    if day < opens_on:
        return None
    earlier, later = workday_until(day), workday_from(day)
    if earlier >= opens_on:
        return earlier
    return later if later < closes_on else None


def when_reminders_go(now: datetime) -> datetime:
    """This moment, or the next one on which a reminder may leave: also one that a server kept waiting leaves neither by
    night nor on a feast day."""
    local = now.astimezone(AMSTERDAM)
    if is_workday(local.date()) and REMINDERS_FROM <= local.time() < REMINDERS_UNTIL:
        return now
    day = local.date() if local.time() < REMINDERS_FROM else local.date() + ONE_DAY
    return in_amsterdam(datetime.combine(workday_from(day), REMINDERS_FROM))


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
