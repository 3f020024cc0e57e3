"""A run of reports: a job for each deal, done a few together by whatever worker is free, stopped, and closed by the last."""

import time
from collections import defaultdict
from datetime import timedelta

from django.db import transaction

from foundation.actions.audit_log import record_event
from impacttool.models import Round
from impacttool.queries import scores
from reports.actions import document_mails, jobs, reports
from reports.events import ReportEvent
from reports.models import ACTIVE_STATES, ReportJob, ReportRun
from reports.queries.report_source import report_inputs

BEAT_SECONDS = 10
MOST_AT_ONCE = 12
ASKED = ("survey__round__instrument", "survey__round__follow_up_instrument")
State = ReportJob.State


class RoundNotClosed(Exception):
    """Nothing is computed before the round has closed (docs/rules.md 5.5)."""


@transaction.atomic
def start_report_run(*, round_, by, now):
    """One job per deal of a closed round, leaving out deals whose job is still under way.

    Pressed twice it gives the run that is under way. Raises RoundNotClosed. The caller rings the bell.
    """
    round_ = Round.objects.select_for_update().get(pk=round_.pk)
    if round_.state != Round.State.CLOSED:
        raise RoundNotClosed(round_.year)
    under_way = round_.report_runs.filter(finished_at__isnull=True).first()
    if under_way is not None:
        return under_way
    together = {
        "all_deals": scores.as_json(scores.all_deals_scores(round_)),
        "phases": {phase: scores.as_json(found) for phase, found in scores.phase_scores(round_).items()},
    }
    run = ReportRun.objects.create(round=round_, started_at=now, started_by=by, **together)
    ReportJob.objects.bulk_create(ReportJob(run=run, survey=survey) for survey in round_.surveys.all())
    record_event(ReportEvent.RUN_STARTED, by=by, subject=round_.audit_subject)
    close_run(run_id=run.pk, now=now)
    return run


def jobs_to_ring(now):
    """Ids of jobs that wait, or whose worker has been silent for too long; one query."""
    return [job_id for batch in batches_to_ring(now) for job_id in batch]


def batches_to_ring(now):
    """The same ids as a worker should get them: new ones a few of a run together, since gathering the figures for
    several costs as much as for one; one that was begun before alone, so that a bad one takes no others along."""
    rows = ReportJob.objects.filter(jobs.claimable(now)).order_by("run_id", "pk")
    alone, new = [], defaultdict(list)
    for job_id, run_id, attempts in rows.values_list("pk", "run_id", "attempts")[:500]:
        if attempts:
            alone.append([job_id])
        else:
            new[run_id].append(job_id)
    return [batch for ids in new.values() for batch in jobs.guided(ids, most=MOST_AT_ONCE)] + alone


def run_jobs(*, job_ids, now):
    """Makes the reports of these jobs of one run. Safe to run twice: only the one who claims a job does its work.

    Gives whether the run has ended now. What goes wrong is raised; `fail_jobs` then writes it down for those that are
    not done.
    """
    ours = _claim(job_ids, now)
    if not ours:
        return False
    run = ours[0].run
    surveys = [job.survey for job in ours]
    phases = {phase: scores.from_json(rows) for phase, rows in run.phases.items()}
    found = report_inputs(surveys, scores.from_json(run.all_deals), phases)
    earlier = reports.earlier_reports(surveys)
    heart, made = _Heart(now), []
    try:
        for place, job in enumerate(ours):
            heart.beat(ours[place:])
            key = job.survey_id
            made.append(
                reports.make_report(job.survey, found[key], earlier[key], by=run.started_by_id, now=now)
            )
    finally:
        _store(made, ours[: len(made)])
    return close_run(run_id=run.pk, now=now)


@transaction.atomic
def _claim(job_ids, now):
    """Those that are really ours from now on; one that was begun three times and never finished is given up."""
    claimable = ReportJob.objects.filter(jobs.claimable(now), pk__in=job_ids)
    found = dict(claimable.select_for_update(skip_locked=True).values_list("pk", "attempts"))
    hopeless = [pk for pk, number in found.items() if number >= jobs.MAX_ATTEMPTS]
    if hopeless:
        reason = jobs.never_finished()
        ReportJob.objects.filter(pk__in=hopeless).update(state=State.FAILED, reason=reason)
        close_finished_runs(now=now)
    ours = ReportJob.objects.filter(pk__in=found.keys() - set(hopeless))
    jobs.claim(ours, now=now)
    return list(ours.select_related("run", "survey__deal", *ASKED).order_by("pk"))


@transaction.atomic
def _store(made, ours):
    """The reports, and that their jobs are done: all of it or nothing."""
    reports.store_reports(made)
    done = defaultdict(list)
    for job, each in zip(ours, made, strict=True):
        done[each.refusal].append(job.pk)
    for reason, ids in done.items():
        ReportJob.objects.filter(pk__in=ids).update(state=State.DONE, reason=reason)


class _Heart:
    """Says of the jobs in hand that their worker lives, when one of them takes long."""

    def __init__(self, now):
        self.now, self.started, self.last = now, time.monotonic(), 0.0

    def beat(self, in_hand):
        passed = time.monotonic() - self.started
        if passed - self.last > BEAT_SECONDS:
            self.last = passed
            moment = self.now + timedelta(seconds=passed)
            running = ReportJob.objects.filter(pk__in=[job.pk for job in in_hand], state=State.RUNNING)
            running.update(heartbeat_at=moment)


def fail_jobs(*, job_ids, fault, now):
    """After a fault: those that are not done try again, each alone, or have failed after three attempts.

    Celery logs the traceback; the rows get a sentence for staff. Gives the ids to ring again.
    """
    reason = jobs.reason_of(fault)
    running = ReportJob.objects.filter(pk__in=job_ids, state=State.RUNNING)
    with transaction.atomic():
        may_again = running.filter(attempts__lt=jobs.MAX_ATTEMPTS, run__stopped_at__isnull=True)
        again = list(may_again.values_list("pk", flat=True))
        ReportJob.objects.filter(pk__in=again).update(state=State.WAITING, reason=reason)
        running.update(state=State.FAILED, reason=reason)
    close_finished_runs(now=now)
    return again


def close_finished_runs(*, now):
    """Closes every run without a job under way, also one whose last worker was killed before it could."""
    for run_id in ReportRun.objects.filter(finished_at__isnull=True).values_list("pk", flat=True):
        close_run(run_id=run_id, now=now)


@transaction.atomic
def close_run(*, run_id, now):
    """The job that finishes last closes the run; a conditional UPDATE, so that it happens once. With it the mail to whoever
    started it, unless somebody stopped it or there was nothing to make. Gives whether it was now."""
    open_runs = ReportRun.objects.filter(pk=run_id, finished_at__isnull=True)
    if not open_runs.exclude(jobs__state__in=ACTIVE_STATES).update(finished_at=now):
        return False
    told = ReportRun.objects.filter(pk=run_id, started_by__isnull=False, stopped_at__isnull=True)
    if run := told.filter(jobs__isnull=False).select_related("started_by").first():
        document_mails.tell_of_run(run, now=now)
    return True


@transaction.atomic
def stop_run(*, run, by, now):
    """No report is begun any more; those in hand are finished. Gives whether it was under way until now."""
    under_way = ReportRun.objects.filter(pk=run.pk, finished_at__isnull=True, stopped_at__isnull=True)
    if not under_way.update(stopped_at=now):
        return False
    run.jobs.filter(state=State.WAITING).update(state=State.CANCELLED)
    record_event(ReportEvent.RUN_STOPPED, by=by, subject=run.round.audit_subject)
    close_run(run_id=run.pk, now=now)
    return True
