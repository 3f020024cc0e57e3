"""Issuing reports: a run of jobs, each of which makes one report, whole or not at all."""

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from impacttool import documents, reissue, report_figures, scoring, spiderweb
from impacttool.models import DocumentMail, Report, ReportFile, ReportJob, ReportRun, Round
from impacttool.queries import scores
from impacttool.queries.report_source import report_inputs
from partners.actions import write_log

MAX_ATTEMPTS = 3
STALE_AFTER = timedelta(minutes=2)
BEAT_SECONDS = 10
MOST_AT_ONCE = 12
MOST_TECHNICAL = 200
ASKED = ("survey__round__instrument", "survey__round__follow_up_instrument")
ACTIVE = (ReportJob.State.WAITING, ReportJob.State.RUNNING)


class RoundNotClosed(Exception):
    """Nothing is computed before the round has closed (docs/rules.md 5.5)."""


class ReportNotIssued(Exception):
    """Fewer than 5 responses changed since an earlier version: a new one would give someone away."""


def fonts_folder():
    return Path(settings.BASE_DIR) / "static" / "build" / "typst-fonts"


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
    write_log(by=by, verb="liet rapporten maken", subject=f"round:{round_.year}", label=str(round_))
    close_run(run_id=run.pk, now=now)
    return run


def jobs_to_ring(now):
    """Ids of jobs that wait, or whose worker has been silent for too long; one query."""
    return [job_id for batch in batches_to_ring(now) for job_id in batch]


def batches_to_ring(now):
    """The same ids as a worker should get them: new ones a few of a run together, since gathering the figures for
    several costs as much as for one; one that was begun before alone, so that a bad one takes no others along."""
    waiting = Q(state=ReportJob.State.WAITING)
    jobs = ReportJob.objects.filter(waiting | _stale(now)).order_by("run_id", "pk")[:500]
    alone, new = [], defaultdict(list)
    for job_id, run_id, attempts in jobs.values_list("pk", "run_id", "attempts"):
        if attempts:
            alone.append([job_id])
        else:
            new[run_id].append(job_id)
    return [batch for ids in new.values() for batch in guided(ids, most=MOST_AT_ONCE)] + alone


def guided(ids, *, most):
    """In parts that end up smaller (guided self-scheduling), so that workers that share them are ready together."""
    while ids:
        size = min(most, -(-len(ids) // 2))
        yield ids[:size]
        ids = ids[size:]


def _stale(now):
    return Q(state=ReportJob.State.RUNNING, heartbeat_at__lt=now - STALE_AFTER)


def run_jobs(*, job_ids, now):
    """Makes the reports of these jobs of one run. Safe to run twice: only the one who claims a job does its work.

    Gives whether the run has ended now. What goes wrong is raised; `fail_jobs` then writes it down for those that are
    not done.
    """
    jobs = _claim(job_ids, now)
    if not jobs:
        return False
    run = jobs[0].run
    surveys = [job.survey for job in jobs]
    phases = {phase: scores.from_json(rows) for phase, rows in run.phases.items()}
    found = report_inputs(surveys, scores.from_json(run.all_deals), phases)
    earlier = _earlier_reports(surveys)
    heart, made = _Heart(now), []
    try:
        for place, job in enumerate(jobs):
            heart.beat(jobs[place:])
            made.append(
                _make(job.survey, found[job.survey_id], earlier[job.survey_id], run.started_by_id, now)
            )
    finally:
        _store(made, jobs[: len(made)])
    return close_run(run_id=run.pk, now=now)


@transaction.atomic
def _claim(job_ids, now):
    """Those that are really ours from now on; one that was begun three times and never finished is given up."""
    claimable = ReportJob.objects.filter(Q(state=ReportJob.State.WAITING) | _stale(now), pk__in=job_ids)
    found = dict(claimable.select_for_update(skip_locked=True).values_list("pk", "attempts"))
    hopeless = [pk for pk, number in found.items() if number >= MAX_ATTEMPTS]
    if hopeless:
        reason = _("Het maken begon drie keer en kwam nooit klaar.")
        ReportJob.objects.filter(pk__in=hopeless).update(state=ReportJob.State.FAILED, reason=reason)
        close_finished_runs(now=now)
    ours = ReportJob.objects.filter(pk__in=[pk for pk, number in found.items() if number < MAX_ATTEMPTS])
    ours.update(state=ReportJob.State.RUNNING, heartbeat_at=now, attempts=F("attempts") + 1)
    return list(ours.select_related("run", "survey__deal", *ASKED).order_by("pk"))


class _Heart:
    """Says of the jobs in hand that their worker lives, when one of them takes long."""

    def __init__(self, now):
        self.now, self.started, self.last = now, time.monotonic(), 0.0

    def beat(self, jobs):
        passed = time.monotonic() - self.started
        if passed - self.last > BEAT_SECONDS:
            self.last = passed
            moment = self.now + timedelta(seconds=passed)
            running = ReportJob.objects.filter(pk__in=[job.pk for job in jobs], state=ReportJob.State.RUNNING)
            running.update(heartbeat_at=moment)


def fail_jobs(*, job_ids, fault, now):
    """After a fault: those that are not done try again, each alone, or have failed after three attempts.

    Celery logs the traceback; the rows get a sentence for staff. Gives the ids to ring again.
    """
    reason = reason_of(fault)
    running = ReportJob.objects.filter(pk__in=job_ids, state=ReportJob.State.RUNNING)
    with transaction.atomic():
        may_again = running.filter(attempts__lt=MAX_ATTEMPTS, run__stopped_at__isnull=True)
        again = list(may_again.values_list("pk", flat=True))
        ReportJob.objects.filter(pk__in=again).update(state=ReportJob.State.WAITING, reason=reason)
        running.update(state=ReportJob.State.FAILED, reason=reason)
    close_finished_runs(now=now)
    return again


def reason_of(fault):
    """For staff, who can only pass on what is technical about it: one short line."""
    line = next(iter(str(fault).strip().splitlines()), "")
    technical = f"{type(fault).__name__}: {line}" if line else type(fault).__name__
    return _(
        "Probeer het opnieuw. Lukt het weer niet, geef dan deze technische melding door aan de beheerder: %(technical)s"
    ) % {"technical": Truncator(technical).chars(MOST_TECHNICAL)}


def close_finished_runs(*, now):
    """Closes every run without a job under way, also one whose last worker was killed before it could."""
    for run_id in ReportRun.objects.filter(finished_at__isnull=True).values_list("pk", flat=True):
        close_run(run_id=run_id, now=now)


@transaction.atomic
def close_run(*, run_id, now):
    """The job that finishes last closes the run; a conditional UPDATE, so that it happens once. With it the mail to who
    started it, unless somebody stopped it or there was nothing to make. Gives whether it was now."""
    open_runs = ReportRun.objects.filter(pk=run_id, finished_at__isnull=True)
    if not open_runs.exclude(jobs__state__in=ACTIVE).update(finished_at=now):
        return False
    told = ReportRun.objects.filter(pk=run_id, started_by__isnull=False, stopped_at__isnull=True)
    if told.filter(jobs__isnull=False).exists():
        DocumentMail.objects.get_or_create(run_id=run_id)
    return True


@transaction.atomic
def stop_run(*, run, by, now):
    """No report is begun any more; those in hand are finished. Gives whether the run was still under way."""
    if not ReportRun.objects.filter(pk=run.pk, finished_at__isnull=True).update(stopped_at=now):
        return False
    run.jobs.filter(state=ReportJob.State.WAITING).update(state=ReportJob.State.CANCELLED)
    write_log(
        by=by, verb="stopte het maken van rapporten", subject=f"round:{run.round.year}", label=str(run.round)
    )
    close_run(run_id=run.pk, now=now)
    return True


def issue_report(*, survey, all_deals, by, now):
    """The report of one survey: figures through the gate, drawn, and stored with its files in one transaction.

    `by`: user id or None. The same input issues nothing new. Raises ReportNotIssued.
    """
    found, earlier = report_inputs([survey], all_deals), _earlier_reports([survey])
    made = _make(survey, found[survey.pk], earlier[survey.pk], by, now)
    if made.refusal:
        raise ReportNotIssued(made.refusal)
    _store([made])


def _earlier_reports(surveys):
    """{survey id: its reports, oldest first, without their figures}; one query."""
    reports = Report.objects.filter(survey__in=surveys).order_by("version")
    found = {survey.pk: [] for survey in surveys}
    for report in reports.only("survey_id", "input_hash", "fingerprints"):
        found[report.survey_id].append(report)
    return found


@dataclass(frozen=True)
class _Made:
    """A report that is not stored yet, or none: because it is there already, or because of the `refusal`."""

    report: Report | None = None
    files: Sequence[ReportFile] = ()
    refusal: str = ""


def _make(survey, found, earlier, by, now):
    if any(report.input_hash == found.input_hash for report in earlier):
        return _Made()
    try:
        figures, held = _publishable(found, earlier, survey.instrument)
    except ReportNotIssued as refusal:
        return _Made(refusal=str(refusal))
    report = Report(
        survey=survey,
        version=len(earlier) + 1,
        method_version=scoring.METHOD_VERSION,
        input_hash=found.input_hash,
        fingerprints=_prints(found, held),
        figures=figures,
        issued_at=now,
        issued_by_id=by,
    )
    svg = spiderweb.draw(spiderweb.from_figures(figures))
    return _Made(report, [ReportFile(report=report, **file) for file in _files(figures, svg, now)])


@transaction.atomic
def _store(made, jobs=()):
    """Reports, files, and that their jobs are done: all of it or nothing, at once since each statement costs time."""
    Report.objects.bulk_create(each.report for each in made if each.report)
    ReportFile.objects.bulk_create(file for each in made for file in each.files)
    done = defaultdict(list)
    for job, each in zip(jobs, made, strict=bool(jobs)):
        done[each.refusal].append(job.pk)
    for reason, ids in done.items():
        ReportJob.objects.filter(pk__in=ids).update(state=ReportJob.State.DONE, reason=reason)


def _publishable(found, earlier, instrument):
    issued = [frozenset(report.fingerprints["responses"]) for report in earlier]
    if not reissue.may_reissue(issued, found.responses):
        raise ReportNotIssued(
            _(
                "Sinds een eerdere versie veranderden er minder dan 5 ingevulde vragenlijsten. Er komt geen nieuwe versie."
            )
        )
    shown = [
        {int(number): frozenset(prints) for number, prints in report.fingerprints["indicators"].items()}
        for report in earlier
    ]
    held = reissue.held_indicators(shown, found.indicators)
    figures = report_figures.publish(replace(found.source, held=held, reissued=bool(earlier)))
    return figures | {"instrument": {"name": instrument.name, "source": instrument.source}}, held


def _prints(found, held):
    kept = {number: sorted(prints) for number, prints in found.indicators.items() if number not in held}
    return {"responses": sorted(found.responses), "indicators": kept}


def _files(figures, svg, now):
    issued_on = timezone.localdate(now)
    fonts = fonts_folder()
    pdf = documents.report_pdf(figures, svg, issued_on=issued_on, fonts=fonts)
    return [
        {"format": ReportFile.Format.SVG, "content": svg.encode()},
        {"format": ReportFile.Format.PDF, "content": pdf},
    ]


def web_png(report):
    """The web alone as PNG, drawn from the stored SVG; so not kept."""
    svg = report.files.get(format=ReportFile.Format.SVG)
    return documents.web_png(bytes(svg.content).decode(), fonts=fonts_folder())


@transaction.atomic
def publish_report(*, survey, is_published, by):
    """Makes the report of a survey readable for everyone, or no longer. Twice is once."""
    if survey.is_published == is_published:
        return survey
    survey.is_published = is_published
    survey.published_by = by if is_published else None
    survey.save(update_fields=["is_published", "published_by"])
    verb = "maakte het rapport openbaar" if is_published else "maakte het rapport niet meer openbaar"
    write_log(by=by, verb=verb, subject=survey.deal.log_subject, label=str(survey))
    return survey
