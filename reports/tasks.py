"""What the worker does: ids in, one action; every task may safely run twice."""

from celery import Task, shared_task
from django.utils import timezone

from foundation.job_queue import ring
from reports.actions import document_jobs, partner_mails, report_runs


class ReportTask(Task):
    """Writes down why reports failed and rings again, for each alone, until the third attempt."""

    def on_failure(self, exc, task_id, args, kwargs, einfo):
        for job_id in report_runs.fail_jobs(job_ids=kwargs["job_ids"], fault=exc, now=timezone.now()):
            ring(self, job_ids=[job_id])


@shared_task(base=ReportTask)
def issue_reports(*, job_ids):
    if report_runs.run_jobs(job_ids=job_ids, now=timezone.now()):
        ring(sweep_document_jobs)


@shared_task
def sweep_reports():
    report_runs.close_finished_runs(now=timezone.now())
    for job_ids in report_runs.batches_to_ring(timezone.now()):
        ring(issue_reports, job_ids=job_ids)


class DocumentTask(Task):
    """Writes down why it failed, and rings again until the third attempt."""

    def on_failure(self, exc, task_id, args, kwargs, einfo):
        job_id = kwargs["job_id"]
        if document_jobs.fail_job(job_id=job_id, fault=exc, now=timezone.now()):
            ring(self, job_id=job_id)
        elif whole := document_jobs.next_of(job_id):
            ring(self, job_id=whole)


@shared_task(base=DocumentTask)
def make_document(*, job_id):
    done = document_jobs.run_job(job_id=job_id, now=timezone.now())
    if not done and (whole := document_jobs.next_of(job_id)):
        ring(make_document, job_id=whole)


@shared_task
def sweep_document_jobs():
    document_jobs.discard_old_files(now=timezone.now())
    for job_id in document_jobs.waiting_jobs(now=timezone.now()):
        ring(make_document, job_id=job_id)


@shared_task
def forget_report_keys():
    partner_mails.forget_keys(now=timezone.now())
