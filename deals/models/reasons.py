"""Why organisations join, decline and leave, in the words of a list that staff keep [003:1670]."""

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.ordering import dutch


class StageReasonQuerySet(models.QuerySet):
    def to_choose(self, kinds, kept=None):
        """Those in use, and the one that was chosen before it was retired."""
        return self.filter(kind__in=kinds).filter(models.Q(is_active=True) | models.Q(pk=kept))


class StageReason(models.Model):
    """One reason to join, to decline or to leave; all are neutral ("dat was ok")."""

    class Kind(models.TextChoices):
        JOINED = "aangesloten", _("om aan te sluiten")
        DECLINED = "afgezien", _("om af te zien")
        LEFT = "vertrokken", _("om te vertrekken")

    kind = models.CharField(_("soort reden"), max_length=20, choices=Kind)
    text = models.CharField(_("reden"), max_length=120)
    is_active = models.BooleanField(_("nog te kiezen"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = StageReasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("reden")
        verbose_name_plural = _("redenen")
        ordering = ["kind", dutch("text")]
        constraints = [
            models.UniqueConstraint(
                "kind",
                Lower("text"),
                name="stage_reason_once",
                violation_error_message=_("Deze reden staat al in de lijst."),
            )
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("deals:reason_edit", args=[self.pk])
