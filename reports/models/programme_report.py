"""The programme report of a round [003:59, 75]: all deals together, for the ministry, Agenda Stad and the deals."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from deals.models import DealRole, Participation
from foundation.figures_field import FiguresField
from impacttool.models import Round
from partners.models import User
from reports.models.learning_report import EditionFile
from reports.programme_report.content import ProgrammeContent


class ProgrammeReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Agenda Stad sees all; users of a deal see final editions; never public [003:17]."""
        if not user.is_authenticated:
            return self.none()
        if user.is_programme_staff:
            return self
        own = Participation.objects.at_the_table().of_contact(user)
        is_of_a_deal = DealRole.objects.deals_of(user).exists() or own.exists()
        return self.filter(state=ProgrammeReport.State.FINAL) if is_of_a_deal else self.none()


class ProgrammeReport(models.Model):
    """One edition of the programme report of a round.

    `content` is frozen: figures that passed the gate and agreed learning reports. A draft can be made anew, and staff
    write its introductions.
    """

    class State(models.TextChoices):
        DRAFT = "concept", _("concept")
        FINAL = "definitief", _("definitief")

    round = models.ForeignKey(
        Round, models.PROTECT, related_name="programme_reports", verbose_name=_("ronde"), editable=False
    )
    edition = models.PositiveSmallIntegerField(_("uitgave"), default=1, editable=False)
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    content = FiguresField(ProgrammeContent, editable=False)
    made_at = models.DateTimeField(_("gemaakt op"), editable=False)
    ministry_intro = models.TextField(_("inleiding voor het ministerie van BZK"), blank=True)
    programme_intro = models.TextField(_("inleiding voor Agenda Stad"), blank=True)
    deals_intro = models.TextField(_("inleiding voor de deals"), blank=True)
    final_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    final_at = models.DateTimeField(_("definitief op"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ProgrammeReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("programmarapport")
        verbose_name_plural = _("programmarapporten")
        ordering = ["-round__year", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["round", "edition"], name="programme_report_edition_once"),
            models.UniqueConstraint(
                fields=["round"], condition=Q(state="concept"), name="one_draft_programme_report"
            ),
            models.CheckConstraint(
                condition=Q(state="concept", final_at__isnull=True)
                | Q(state="definitief", final_at__isnull=False),
                name="programme_report_final_has_a_day",
            ),
        ]

    def __str__(self):
        return f"Programmarapport {self.round.year}, uitgave {self.edition}"

    def get_absolute_url(self):
        return reverse("programme_reports:report", args=[self.round.year])

    @property
    def is_final(self):
        return self.state == self.State.FINAL

    @property
    def intros(self):
        return {"ministry": self.ministry_intro, "programme": self.programme_intro, "deals": self.deals_intro}


class ProgrammeReportFile(EditionFile):
    """A stored file of a final programme report, served unchanged only while every deal in it is public."""

    programme_report = models.ForeignKey(ProgrammeReport, models.CASCADE, related_name="files")

    class Meta:
        verbose_name = _("bestand van een programmarapport")
        verbose_name_plural = _("bestanden van programmarapporten")
        constraints = [
            models.UniqueConstraint(fields=["programme_report", "format"], name="programme_report_file_once")
        ]

    def __str__(self):
        return f"{self.programme_report_id}.{self.format}"
