"""What somebody ordered, without the files themselves."""

from django.utils.translation import gettext as _

from impacttool.models import DocumentJob


def jobs_of(user):
    """The newest fifty, newest first; one query."""
    return list(own_jobs(user)[:50])


def own_jobs(user):
    """To find one by its id: nobody else's exists for this user, nor do the parts that one is cut in."""
    return DocumentJob.objects.filter(owner=user, whole=None).defer("content")


def progress_of(job):
    """For the bar: {"value", "max", "text", "finished"}."""
    words = _("stap %(done)s van %(total)s") if job.total else _("wacht op zijn beurt")
    return {
        "value": job.done,
        "max": job.total or 1,
        "text": words % {"done": job.done, "total": job.total},
        "finished": not job.is_active,
    }
