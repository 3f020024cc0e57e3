"""What somebody ordered, without the files themselves."""

from impacttool.models import DocumentJob


def jobs_of(user):
    """The newest fifty, newest first; one query."""
    return list(DocumentJob.objects.filter(owner=user).defer("content")[:50])


def own_jobs(user):
    """To find one by its id: nobody else's exists for this user."""
    return DocumentJob.objects.filter(owner=user).defer("content")


def progress_of(job):
    """For the bar: {"value", "max", "finished"}."""
    return {"value": job.done, "max": job.total or 1, "finished": not job.is_active}
