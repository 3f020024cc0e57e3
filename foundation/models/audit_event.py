"""The audit log."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from foundation.events import Subject


class AuditEvent(models.Model):
    """An event in the log: who did what to which thing, and when (UTC in the database). Nobody can edit it
    in the portal."""

    at = models.DateTimeField(_("moment"), default=timezone.now, editable=False, db_index=True)
    # For events whose time would give somebody away; `at` is then the end of that day.
    is_of_a_day = models.BooleanField(_("alleen de dag"), default=False, editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="audit_events",
        verbose_name=_("wie"),
    )
    actor_label = models.CharField(_("wie (naam)"), max_length=200, blank=True)
    event = models.CharField(_("gebeurtenis"), max_length=60)
    subject_kind = models.CharField(_("soort onderwerp"), max_length=60)
    subject_key = models.CharField(_("sleutel van het onderwerp"), max_length=140, blank=True)
    subject_label = models.CharField(_("waarvan (naam)"), max_length=300, blank=True)
    # No foreign key: the log knows no room, and outlives its subjects.
    deal_id = models.BigIntegerField(_("deal"), null=True, blank=True, editable=False)
    data = models.JSONField(_("gegevens"), default=dict, blank=True)

    class Meta:
        verbose_name = _("logregel")
        verbose_name_plural = _("logregels")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_key"], name="audit_event_by_subject"),
            models.Index(fields=["deal_id", "event"], name="audit_event_by_deal"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_label}: {self.event} {self.subject_label}"

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_key, self.subject_label, self.deal_id)

    @property
    def when(self) -> str:
        """The moment in Dutch words."""
        return date_format(timezone.localtime(self.at), "j F Y" if self.is_of_a_day else "j F Y H:i")
