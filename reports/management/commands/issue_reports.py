"""Makes the reports of a closed round."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from foundation import tasks
from foundation.actions import jobs
from foundation.job_queue import ring
from impacttool.models import Round
from reports.actions import web_report_runs as actions
from reports.queries import web_reports as queries

PATIENCE_SECONDS = 5
STEP_SECONDS = 0.1


class Command(BaseCommand):
    help = "Maakt de rapporten van een gesloten ronde. Met --wait wacht het commando tot alles klaar is."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int, help="jaar van de ronde")
        parser.add_argument("--wait", action="store_true", help="wacht tot alle rapporten klaar zijn")

    def handle(self, *, year, wait, **_options):
        round_ = Round.objects.filter(year=year).first()
        if round_ is None:
            raise CommandError(f"Er is geen ronde {year}.")
        try:
            run = actions.start_web_report_run(round_=round_, by=None, now=timezone.now())
        except actions.RoundNotClosed as error:
            raise CommandError(
                f"Ronde {year} is nog niet gesloten. Sluit haar eerst: close_round {year}."
            ) from error
        ring(tasks.sweep_jobs)
        self.stdout.write(f"Rapporten van ronde {year}: {run.parts.count()} opdrachten klaargezet.")
        if wait:
            self._wait(run)

    def _wait(self, run):
        """Follows the worker; when nothing changes for some seconds, no worker is running and this process does the
        work."""
        moved_at, before = time.monotonic(), None
        while True:
            progress = queries.run_progress(run)
            if progress != before:
                moved_at, before = time.monotonic(), progress
                self.stdout.write(f"{progress['done']} van {progress['total']} klaar", ending="\n")
            if progress["is_finished"]:
                break
            if time.monotonic() - moved_at > PATIENCE_SECONDS:
                self._work(run)
                moved_at = time.monotonic()
            time.sleep(STEP_SECONDS)
        self._report_failures(run)

    def _work(self, run):
        """Also takes over the work of a killed worker once its heartbeat is stale."""
        waiting = [pk for batch in jobs.batches(now=timezone.now()) for pk in batch]
        left = list(run.parts.filter(pk__in=waiting).values_list("pk", flat=True))
        if left:
            self.stdout.write("Er lijkt geen werker te draaien: dit commando maakt de rapporten zelf.")
        for job_id in left:
            tasks.run_jobs.apply(kwargs={"job_ids": [job_id]})

    def _report_failures(self, run):
        failed = queries.failed_surveys(run)
        for survey, reason in failed:
            self.stderr.write(f"{survey.deal.slug}: {reason}")
        if failed:
            raise CommandError(f"{len(failed)} rapporten zijn mislukt.")
