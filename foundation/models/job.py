"""The table of background work. The rows are the source of truth; Celery only tells the workers that there
are some."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    WAITING = "wacht", _("wacht")
    RUNNING = "bezig", _("bezig")
    DONE = "klaar", _("klaar")
    FAILED = "mislukt", _("mislukt")
    CANCELLED = "gestopt", _("gestopt")


ACTIVE_STATES = (JobState.WAITING, JobState.RUNNING)
IS_ACTIVE = Q(state__in=["wacht", "bezig"])


class Job(models.Model):
    """Work that was ordered: waiting, running with a heartbeat, done, failed with a reason, or cancelled; at
    most three attempts.

    `kind` and `key` say what is made (foundation/job_kinds.py); never a name or a figure, because they are
    less protected than the result. Long work is cut into parts for several workers: their `whole` is the
    order, which waits until all parts have ended. A file belongs to its owner and is kept for a week; a
    shared result is made once for everybody and kept.
    """

    State = JobState
    KEPT_FOR = timedelta(days=7)

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    title = models.CharField(_("wat"), max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="jobs")
    is_shared = models.BooleanField(default=False)
    whole = models.ForeignKey("self", models.CASCADE, null=True, related_name="parts", editable=False)
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.WAITING, db_index=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("reden"), max_length=500, blank=True)
    ordered_at = models.DateTimeField(_("gevraagd op"))
    stopped_at = models.DateTimeField(
        null=True, blank=True, help_text="Somebody asked that no more is begun."
    )
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
                fields=["owner", "kind", "key"], condition=IS_ACTIVE, name="one_active_job_per_owner"
            ),
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=IS_ACTIVE & Q(is_shared=True),
                name="one_active_shared_job",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reports:document_job", args=[self.pk])

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE_STATES

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    @property
    def has_file(self) -> bool:
        return self.state == self.State.DONE and bool(self.file_name)
