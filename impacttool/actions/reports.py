"""Issuing reports: a run of jobs, each of which makes one report, whole or not at all."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from impacttool import disclosure, documents, scoring, spiderweb
from impacttool.models import Report, ReportFile, ReportJob, ReportRun, Round, Survey
from impacttool.queries import scores
from impacttool.queries.report_source import report_input
from partners.actions import write_log

MAX_ATTEMPTS = 3
STALE_AFTER = timedelta(minutes=2)
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
    all_deals = scores.as_json(scores.all_deals_scores(round_))
    run = ReportRun.objects.create(round=round_, started_at=now, started_by=by, all_deals=all_deals)
    ReportJob.objects.bulk_create(ReportJob(run=run, survey=survey) for survey in round_.surveys.all())
    write_log(by=by, verb="liet rapporten maken", subject=f"round:{round_.year}", label=str(round_))
    close_run(run_id=run.pk, now=now)
    return run


def jobs_to_ring(now):
    """Ids of jobs that wait, or whose worker has been silent for too long; one query."""
    waiting = Q(state=ReportJob.State.WAITING)
    return list(ReportJob.objects.filter(waiting | _stale(now)).values_list("pk", flat=True)[:500])


def _stale(now):
    return Q(state=ReportJob.State.RUNNING, heartbeat_at__lt=now - STALE_AFTER)


def run_job(*, job_id, now):
    """Makes the report of one job. Safe to run twice: only the one who claims it does the work.

    What goes wrong is raised; `fail_job` then writes it down.
    """
    claimable = ReportJob.objects.filter(Q(state=ReportJob.State.WAITING) | _stale(now), pk=job_id)
    claimed = claimable.filter(attempts__lt=MAX_ATTEMPTS).update(
        state=ReportJob.State.RUNNING, heartbeat_at=now, attempts=F("attempts") + 1
    )
    if not claimed:
        if claimable.update(state=ReportJob.State.FAILED, reason=_("Drie keer begonnen en nooit klaar.")):
            close_run(run_id=ReportJob.objects.get(pk=job_id).run_id, now=now)
        return None
    job = ReportJob.objects.select_related("run", "survey__deal", "survey__round__instrument").get(pk=job_id)
    return _finish(job, now)


def _finish(job, now):
    try:
        report = issue_report(
            survey=job.survey,
            all_deals=scores.from_json(job.run.all_deals),
            by=job.run.started_by_id,
            now=now,
            job=job,
        )
        reason = ""
    except ReportNotIssued as refusal:
        report, reason = None, str(refusal)
        ReportJob.objects.filter(pk=job.pk).update(state=ReportJob.State.DONE, reason=reason)
    close_run(run_id=job.run_id, now=now)
    return report


def fail_job(*, job_id, reason, now):
    """After a fault: try again later, or after three attempts failed with the reason. True when to ring again."""
    running = ReportJob.objects.filter(pk=job_id, state=ReportJob.State.RUNNING)
    if running.filter(attempts__lt=MAX_ATTEMPTS).update(state=ReportJob.State.WAITING, reason=reason[:500]):
        return True
    if running.update(state=ReportJob.State.FAILED, reason=reason[:500]):
        close_run(run_id=ReportJob.objects.get(pk=job_id).run_id, now=now)
    return False


def close_run(*, run_id, now):
    """The job that finishes last closes the run; a conditional UPDATE, so that it happens once."""
    open_runs = ReportRun.objects.filter(pk=run_id, finished_at__isnull=True)
    return open_runs.exclude(jobs__state__in=ACTIVE).update(finished_at=now)


def issue_report(*, survey, all_deals, by, now, job=None):
    """The report of one survey: figures through the gate, drawn, and stored with its files in one transaction.

    `by`: user id or None. The same input gives back the report that is there. Raises ReportNotIssued.
    """
    found = report_input(survey, all_deals)
    earlier = list(survey.reports.order_by("version"))
    same = next((report for report in earlier if report.input_hash == found.input_hash), None)
    if same is not None:
        _done(job)
        return same
    figures, held = _publishable(found, earlier, survey.round.instrument)
    svg = spiderweb.draw(spiderweb.from_figures(figures))
    files = _files(figures, svg, now)
    with transaction.atomic():
        Survey.objects.select_for_update().get(pk=survey.pk)
        report = Report.objects.create(
            survey=survey,
            version=len(earlier) + 1,
            method_version=scoring.METHOD_VERSION,
            input_hash=found.input_hash,
            fingerprints=_prints(found, held),
            figures=figures,
            issued_at=now,
            issued_by_id=by,
        )
        ReportFile.objects.bulk_create(ReportFile(report=report, **file) for file in files)
        _done(job)
    return report


def _publishable(found, earlier, instrument):
    issued = [frozenset(report.fingerprints["responses"]) for report in earlier]
    if not disclosure.may_reissue(issued, found.responses):
        raise ReportNotIssued(
            _(
                "Sinds een eerdere versie veranderden er minder dan 5 ingevulde vragenlijsten. Er komt geen nieuwe versie."
            )
        )
    shown = [
        {int(number): frozenset(prints) for number, prints in report.fingerprints["indicators"].items()}
        for report in earlier
    ]
    held = disclosure.held_indicators(shown, found.indicators)
    figures = disclosure.publish(replace(found.source, held=held))
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


def _done(job):
    if job is not None:
        ReportJob.objects.filter(pk=job.pk).update(state=ReportJob.State.DONE, reason="")


@transaction.atomic
def publish_report(*, survey, is_published, by):
    """Makes the report of a survey readable for everyone, or no longer."""
    survey.is_published = is_published
    survey.published_by = by if is_published else None
    survey.save(update_fields=["is_published", "published_by"])
    verb = "maakte het rapport openbaar" if is_published else "maakte het rapport niet meer openbaar"
    write_log(by=by, verb=verb, subject=survey.deal.log_subject, label=str(survey))
    return survey
