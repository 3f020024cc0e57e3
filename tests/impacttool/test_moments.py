"""Clock times of Amsterdam, also on the nights the clock changes."""

from datetime import UTC, date, datetime

import pytest

from impacttool.moments import (
    NoSuchMoment,
    days_until,
    in_amsterdam,
    proposed_period,
    read_moment,
    reminder_day,
    when_reminders_go,
)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-12-31 23:59", datetime(2026, 12, 31, 22, 59, tzinfo=UTC)),
        ("2026-07-01T12:00", datetime(2026, 7, 1, 10, tzinfo=UTC)),
        ("31-12-2026 23:59", datetime(2026, 12, 31, 22, 59, tzinfo=UTC)),
        ("2026-10-25 02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # comes twice: the first
        ("2026-10-25 03:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        ("2026-03-29 01:59", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        ("2026-03-29 03:00", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
    ],
)
def test_reads_local_time(text, utc):
    assert read_moment(text) == utc


def test_a_time_the_clock_jumps_over_is_refused():
    with pytest.raises(NoSuchMoment):
        read_moment("2026-03-29 02:30")


@pytest.mark.parametrize("text", ["", "morgen", "2026-13-01 10:00", "2026-02-30 10:00", "2026-12-31"])
def test_nonsense_is_refused(text):
    with pytest.raises(ValueError):
        read_moment(text)


def test_the_second_half_of_the_double_hour_is_never_meant():
    wall = datetime.fromisoformat("2026-10-25T02:30").replace(fold=1)
    assert in_amsterdam(wall) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("today", "opens", "closes"),
    [
        (date(2026, 6, 5), datetime(2026, 6, 8, 7, tzinfo=UTC), datetime(2026, 7, 6, 15, tzinfo=UTC)),
        (date(2026, 6, 8), datetime(2026, 6, 15, 7, tzinfo=UTC), datetime(2026, 7, 13, 15, tzinfo=UTC)),
        (date(2026, 10, 1), datetime(2026, 10, 5, 7, tzinfo=UTC), datetime(2026, 11, 2, 16, tzinfo=UTC)),
        # Easter Monday is 29 March 2027: it closes on Tuesday, and a round of the week after Easter opens on Tuesday.
        (date(2027, 2, 26), datetime(2027, 3, 1, 8, tzinfo=UTC), datetime(2027, 3, 30, 15, tzinfo=UTC)),
        (date(2027, 3, 25), datetime(2027, 3, 30, 7, tzinfo=UTC), datetime(2027, 4, 26, 15, tzinfo=UTC)),
    ],
)
def test_a_round_is_proposed_from_monday_nine_to_five_four_weeks_later(today, opens, closes):
    assert proposed_period(today) == (opens, closes)


@pytest.mark.parametrize(
    ("closes_on", "days", "opens_on", "reminded"),
    [
        (date(2027, 1, 8), 14, date(2026, 12, 1), date(2026, 12, 24)),  # not on Christmas Day
        (date(2027, 1, 8), 13, date(2026, 12, 1), date(2026, 12, 24)),  # nor on Boxing Day, a Saturday
        (date(2026, 11, 27), 3, date(2026, 11, 1), date(2026, 11, 24)),
        (date(2026, 11, 30), 2, date(2026, 11, 28), None),  # a round over one weekend
        (date(2026, 12, 4), 6, date(2026, 11, 28), date(2026, 11, 30)),  # no workday before it in the round
        (date(2026, 12, 4), 7, date(2026, 11, 28), None),
    ],
)
def test_a_reminder_goes_on_a_workday_within_the_round(closes_on, days, opens_on, reminded):
    assert reminder_day(closes_on, days, opens_on=opens_on) == reminded


@pytest.mark.parametrize(
    ("now", "goes_at"),
    [
        (datetime(2026, 12, 24, 18, 59, tzinfo=UTC), datetime(2026, 12, 24, 18, 59, tzinfo=UTC)),
        (datetime(2026, 12, 24, 19, 0, tzinfo=UTC), datetime(2026, 12, 28, 7, tzinfo=UTC)),
        (datetime(2026, 12, 25, 12, 0, tzinfo=UTC), datetime(2026, 12, 28, 7, tzinfo=UTC)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), datetime(2027, 1, 4, 7, tzinfo=UTC)),
        (datetime(2026, 6, 1, 5, 59, tzinfo=UTC), datetime(2026, 6, 1, 6, tzinfo=UTC)),
        (datetime(2026, 3, 27, 19, 0, tzinfo=UTC), datetime(2026, 3, 30, 6, tzinfo=UTC)),  # the clock changes
    ],
)
def test_a_reminder_leaves_by_day_on_a_workday(now, goes_at):
    assert when_reminders_go(now) == goes_at


@pytest.mark.parametrize(
    ("moment", "days"),
    [
        (datetime(2026, 6, 1, 21, 59, tzinfo=UTC), 0),
        (datetime(2026, 6, 1, 22, 0, tzinfo=UTC), 1),  # midnight in Amsterdam
        (datetime(2026, 6, 13, 8, tzinfo=UTC), 12),
        (datetime(2026, 5, 31, 21, 59, tzinfo=UTC), -1),
    ],
)
def test_days_are_nights_in_amsterdam(moment, days):
    assert days_until(moment, datetime(2026, 6, 1, 12, tzinfo=UTC)) == days
