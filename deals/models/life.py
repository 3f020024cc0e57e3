"""What happens to a deal on its way: its parts, its changes of course, and where its results are anchored."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deals.models.deal import Deal
from deals.models.removable import Removable
from foundation.ordering import dutch
from partners.models import Organisation, OrganisationType, Sourced


class Part(Removable, Sourced):
    """A piece of the work with someone who leads it: line of work, working group, team, tranche, track [C08]."""

    class Kind(models.TextChoices):
        LINE = "werklijn", _("werklijn")
        GROUP = "werkgroep", _("werkgroep")
        TEAM = "ontwikkelteam", _("ontwikkelteam")
        TRANCHE = "tranche", _("tranche")
        TRACK = "spoor", _("spoor")

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="parts", verbose_name=_("deal"))
    kind = models.CharField(_("soort"), max_length=20, choices=Kind, default=Kind.LINE)
    name = models.CharField(_("naam"), max_length=200)
    aim = models.TextField(_("wat wil dit onderdeel bereiken?"), blank=True)
    lead_organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("trekker: organisatie"),
    )
    lead_person = models.CharField(_("trekker: naam en functie"), max_length=200, blank=True)
    ended_on = models.DateField(_("klaar op"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("onderdeel")
        verbose_name_plural = _("onderdelen")
        ordering = ["kind", dutch("name"), "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["deal", "kind", "name"],
                condition=models.Q(deleted_at__isnull=True),
                name="part_name_once",
                violation_error_message=_("Dit onderdeel staat al bij de deal."),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.name}"


class CourseChange(Removable):
    """A change of course, and why: changing course is part of learning [B09]."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="course_changes", verbose_name=_("deal"))
    decided_on = models.DateField(_("besloten op"))
    what = models.TextField(_("wat gaan we anders doen?"))
    why = models.TextField(_("waarom?"))
    decided_by = models.CharField(_("besloten door"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("bijstelling")
        verbose_name_plural = _("bijstellingen")
        ordering = ["-decided_on", "-id"]

    def __str__(self):
        return self.what[:80]


class AnchoringDocument(Removable, Sourced):
    """A ministry's document on what it continues when the deal ends (borgingsdocument) [D11]."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="anchoring_documents", verbose_name=_("deal"))
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        limit_choices_to={"type": OrganisationType.MINISTRY},
        verbose_name=_("ministerie"),
    )
    title = models.CharField(_("titel"), max_length=200)
    laid_down_on = models.DateField(_("vastgesteld op"), null=True, blank=True)
    note = models.TextField(_("wat is daarin geborgd?"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("borgingsdocument")
        verbose_name_plural = _("borgingsdocumenten")
        ordering = [dutch("organisation__name"), "id"]

    def __str__(self):
        return self.title
