"""Long work somebody ordered: a bundle, a report of the whole programme. The row is the truth; Celery only rings."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partners.models import User
from reports.models.report import ACTIVE_STATES, JobState


class DocumentJob(models.Model):
    """One file a user ordered: waiting, in the making with a heartbeat, ready, failed with a reason, or cancelled.

    `kind` and `key` say what is made (reports/actions/document_jobs.py); never a name or a figure, for they are
    not protected as the file is. The file is kept for a week. Long work is cut in parts, so that workers share it: of
    those `whole` is the order they belong to, which waits until all of them have ended.
    """

    State = JobState
    KEPT_FOR = timedelta(days=7)

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    title = models.CharField(_("wat"), max_length=200)
    owner = models.ForeignKey(User, models.CASCADE, related_name="document_jobs")
    whole = models.ForeignKey("self", models.CASCADE, null=True, related_name="parts", editable=False)
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.WAITING, db_index=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("reden"), max_length=500, blank=True)
    ordered_at = models.DateTimeField(_("gevraagd op"))
    finished_at = models.DateTimeField(null=True, blank=True)
    file_name = models.CharField(max_length=150, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    content = models.BinaryField(null=True)

    class Meta:
        verbose_name = _("opdracht")
        verbose_name_plural = _("opdrachten")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind", "key"],
                condition=Q(state__in=["wacht", "bezig"]),
                name="one_active_document_job",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("reports:document_job", args=[self.pk])

    @property
    def is_active(self):
        return self.state in ACTIVE_STATES

    @property
    def is_cancelled(self):
        return self.state == self.State.CANCELLED

    @property
    def has_file(self):
        return self.state == self.State.DONE and bool(self.file_name)
