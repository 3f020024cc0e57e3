"""Tasks of the workers: ids in, one action; idempotent."""

from collections.abc import Mapping, Sequence

from celery import Task, shared_task
from django.utils import timezone

from foundation.actions import jobs
from foundation.actions.delivery import forget_old, send_due
from foundation.job_queue import ring, ring_for_mails


@shared_task
def send_mails() -> None:
    if send_due(clock=timezone.now):
        ring_for_mails()


@shared_task
def forget_old_mails() -> None:
    forget_old(now=timezone.now())


class JobTask(Task):
    """Records why jobs failed and enqueues each again, alone, until the third attempt."""

    def on_failure(
        self,
        exc: Exception,
        task_id: str,
        args: Sequence[object],
        kwargs: Mapping[str, list[int]],
        einfo: object,
    ) -> None:
        for job_id in jobs.fail(job_ids=kwargs["job_ids"], fault=exc, now=timezone.now()):
            ring(self, job_ids=[job_id])


@shared_task(base=JobTask)
def run_jobs(*, job_ids: list[int]) -> None:
    """When a whole ended, jobs that waited for it begin at once."""
    if jobs.run(job_ids=job_ids, now=timezone.now()):
        ring(sweep_jobs)


@shared_task
def sweep_jobs() -> None:
    for job_ids in jobs.sweep(now=timezone.now()):
        ring(run_jobs, job_ids=job_ids)
