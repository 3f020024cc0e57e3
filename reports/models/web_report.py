"""Spider-web reports of closed rounds, and the runs that make them."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from foundation.figures_field import FiguresField
from foundation.models import Job
from impacttool.models import Round, Survey
from impacttool.scoring import RoundScores
from partners.models import User
from reports.web_report.figures import WebFigures


class ReportRun(models.Model):
    """One run of "maak rapporten": a job with a part for each survey, and the input computed once for all of them."""

    job = models.OneToOneField(Job, models.CASCADE, related_name="report_run")
    round = models.ForeignKey(Round, models.CASCADE, related_name="report_runs")
    scores = FiguresField(
        RoundScores,
        help_text="Over all deals of the round, and by their phase at closing; computed once for all reports of the run.",
    )

    class Meta:
        verbose_name = _("aanmaak van rapporten")
        verbose_name_plural = _("aanmaak van rapporten")
        ordering = ["-id"]

    def __str__(self):
        return str(self.round)


class WebReportQuerySet(models.QuerySet):
    def newest(self):
        """The latest version of each survey's report."""
        newer = self.model.objects.filter(survey=OuterRef("survey"), version__gt=OuterRef("version"))
        return self.filter(~Exists(newer))


class WebReport(models.Model):
    """The issued spider-web report of a deal in a round: gated, rounded figures, made once; every page and file is
    drawn from them."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="web_reports", verbose_name=_("meting"))
    version = models.PositiveSmallIntegerField(_("versie"))
    method_version = models.CharField(_("rekenwijze"), max_length=10)
    input_hash = models.CharField(max_length=64)
    fingerprints = models.JSONField(default=dict, editable=False)
    figures = FiguresField(WebFigures)
    issued_at = models.DateTimeField(_("gemaakt op"))
    issued_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = WebReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("rapport")
        verbose_name_plural = _("rapporten")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "version"], name="report_version_once"),
            models.UniqueConstraint(fields=["survey", "input_hash"], name="report_once_per_input"),
        ]

    def __str__(self):
        return f"{self.survey}, versie {self.version}"


class WebReportFile(models.Model):
    """A file drawn from the stored figures of a report, served only to those who may read the report."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        SVG = "svg", "SVG"

    report = models.ForeignKey(WebReport, models.CASCADE, related_name="files")
    format = models.CharField(max_length=5, choices=Format)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("bestand")
        verbose_name_plural = _("bestanden")
        constraints = [
            models.UniqueConstraint(fields=["report", "format"], name="report_file_once_per_format")
        ]

    def __str__(self):
        return f"{self.report_id}.{self.format}"
