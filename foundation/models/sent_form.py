"""Submitted forms, for idempotency."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SentForm(models.Model):
    """A form that was carried out, so that a repeat is not; kept for a day, without user or content."""

    digest = models.CharField(max_length=64, unique=True)
    url = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        db_table = "partners_sentform"
        verbose_name = _("verstuurd formulier")
        verbose_name_plural = _("verstuurde formulieren")

    def __str__(self) -> str:
        return self.url
