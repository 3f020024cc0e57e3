"""What every job of a worker has in common, a ReportJob and a DocumentJob: one worker claims it, another takes over when
that one falls silent, and it is given up after three attempts."""

from datetime import timedelta

from django.conf import settings
from django.db.models import F, Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from reports.models import JobState
from reports.queries.reports import are_under_way

MAX_ATTEMPTS = 3
# Only after the hard limit: a job that loops has lost its worker by then, and never takes a second one along.
STALE_AFTER = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT + 30)
MOST_TECHNICAL = 200


def claimable(now):
    """Of jobs that wait, or whose worker has been silent for too long."""
    silent = Q(state=JobState.RUNNING, heartbeat_at__lt=now - STALE_AFTER)
    return Q(state=JobState.WAITING) | silent


def claim(jobs, *, now):
    """Gives how many of these jobs are in our hands from now on; why they waited before no longer holds."""
    return jobs.update(state=JobState.RUNNING, heartbeat_at=now, attempts=F("attempts") + 1, reason="")


class NotYet(Exception):
    """What it is made of is still being made, with a Dutch sentence for whoever waits; it costs no attempt."""


def require_reports(year):
    """Raises NotYet while the reports of this year's round are being made: a file made now would lack some."""
    if are_under_way(year):
        raise NotYet(_("Begint zodra de rapporten van %(year)s klaar zijn.") % {"year": year})


def give_back(jobs, *, reason):
    """Ours no more: they wait for another time, as if they had not been begun."""
    jobs.update(state=JobState.WAITING, attempts=F("attempts") - 1, reason=reason, done=0, total=0)


def never_finished():
    """For staff, of a job that was given up because its workers fell silent."""
    return _("Het maken begon drie keer en kwam nooit klaar.")


def reason_of(fault):
    """For staff, who can only pass on what is technical about it: one short line."""
    line = next(iter(str(fault).strip().splitlines()), "")
    technical = f"{type(fault).__name__}: {line}" if line else type(fault).__name__
    return _(
        "Probeer het opnieuw. Lukt het weer niet, geef dan deze technische melding door aan de beheerder: %(technical)s"
    ) % {"technical": Truncator(technical).chars(MOST_TECHNICAL)}


def guided(ids, *, most):
    """In parts that end up smaller (guided self-scheduling), so that workers that share them are ready together."""
    while ids:
        size = min(most, -(-len(ids) // 2))
        yield ids[:size]
        ids = ids[size:]
