"""The learning report (leerrapport): what partners answered and what they said about it, agreed and made final."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.figures_field import FiguresField
from impacttool.models import Survey
from partners.models import User
from reports.learning_report.content import LearningContent


class LearningReport(models.Model):
    """One edition of the learning report (leerrapport) of a deal and round.

    A draft follows the talk and its content is not stored. The deal team agrees to the content at that moment, which is
    frozen in `content` and becomes final.
    """

    class State(models.TextChoices):
        DRAFT = "concept", _("concept")
        AGREED = "akkoord", _("akkoord door het dealteam")
        FINAL = "definitief", _("definitief")

    survey = models.ForeignKey(
        Survey, models.PROTECT, related_name="learning_reports", verbose_name=_("meting"), editable=False
    )
    edition = models.PositiveSmallIntegerField(_("uitgave"), default=1, editable=False)
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    content = FiguresField(LearningContent, null=True, editable=False)
    agreed_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    agreed_at = models.DateTimeField(_("akkoord op"), null=True, blank=True, editable=False)
    final_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    final_at = models.DateTimeField(_("definitief op"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("leerrapport")
        verbose_name_plural = _("leerrapporten")
        ordering = ["-edition"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "edition"], name="learning_report_edition_once"),
            models.CheckConstraint(
                condition=Q(
                    state="concept", content__isnull=True, agreed_at__isnull=True, final_at__isnull=True
                )
                | Q(state="akkoord", content__isnull=False, agreed_at__isnull=False, final_at__isnull=True)
                | Q(
                    state="definitief", content__isnull=False, agreed_at__isnull=False, final_at__isnull=False
                ),
                name="learning_report_frozen_once_agreed",
            ),
        ]

    def __str__(self):
        return f"{self.survey}, uitgave {self.edition}"


class EditionFile(models.Model):
    """A file of a final edition of a report, stored once."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        PPTX = "pptx", "PowerPoint"
        XLSX = "xlsx", "Excel"

    format = models.CharField(max_length=5, choices=Format)
    content = models.BinaryField()

    class Meta:
        abstract = True


class LearningReportFile(EditionFile):
    """A stored file of a final learning report, served only to those who may read the whole report."""

    learning_report = models.ForeignKey(LearningReport, models.CASCADE, related_name="files")

    class Meta:
        verbose_name = _("bestand van een leerrapport")
        verbose_name_plural = _("bestanden van leerrapporten")
        constraints = [
            models.UniqueConstraint(fields=["learning_report", "format"], name="learning_report_file_once")
        ]

    def __str__(self):
        return f"{self.learning_report_id}.{self.format}"
