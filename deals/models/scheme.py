"""What is asked of each type of partner, and of the members of a network, a year [G35]."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from deals.models.deal import Deal
from deals.models.removable import Removable
from partners.models import Network, OrganisationType, User


class Contribution(Removable):
    """Euros a year that a deal asks of partners of one type, of one network, or of one type in one network."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="contributions", verbose_name=_("deal"))
    type = models.CharField(_("soort organisatie"), max_length=30, choices=OrganisationType, blank=True)
    network = models.ForeignKey(
        Network, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("netwerk")
    )
    amount_eur_per_year = models.DecimalField(
        _("bedrag per jaar (€)"),
        max_digits=11,
        decimal_places=2,
        validators=[MinValueValidator(1, _("Vul een bedrag van minstens € 1 in."))],
    )
    year_from = models.PositiveSmallIntegerField(_("van jaar"))
    year_until = models.PositiveSmallIntegerField(_("tot en met jaar"))
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("bijdrage per soort of netwerk")
        verbose_name_plural = _("bijdragen per soort of netwerk")
        ordering = ["type", "network__code", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["deal", "type"],
                condition=Q(network=None, deleted_at__isnull=True),
                name="contribution_once_per_type",
                violation_error_message=_("Voor deze soort staat al een bijdrage vast."),
            ),
            models.UniqueConstraint(
                fields=["deal", "type", "network"],
                condition=Q(deleted_at__isnull=True),
                name="contribution_once_per_network",
                violation_error_message=_("Hiervoor staat al een bijdrage vast."),
            ),
            models.CheckConstraint(
                condition=~Q(type="") | Q(network__isnull=False),
                name="contribution_for_somebody",
                violation_error_message=_("Kies een soort, een netwerk, of allebei."),
            ),
            models.CheckConstraint(
                condition=Q(year_until__gte=F("year_from")),
                name="contribution_years_in_order",
                violation_error_message=_("Het laatste jaar ligt voor het eerste jaar."),
            ),
        ]

    def __str__(self):
        """ "gemeente in G40", "elke partner in G40", "gemeente" """
        who = self.get_type_display() or str(_("elke partner"))
        return (
            str(_("%(who)s in %(network)s") % {"who": who, "network": self.network}) if self.network else who
        )


class SchemeRun(models.Model):
    """The agreements that were made from the contributions in one go; `made` is what taking it back needs."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="scheme_runs", verbose_name=_("deal"))
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("wie"))
    at = models.DateTimeField(_("moment"), auto_now_add=True)
    made = models.JSONField(default=list, editable=False)
    undone_at = models.DateTimeField(_("ongedaan gemaakt op"), null=True, blank=True)

    class Meta:
        verbose_name = _("afspraken volgens de bijdragen")
        verbose_name_plural = _("afspraken volgens de bijdragen")
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.deal}, {self.at:%d-%m-%Y}"

    @property
    def made_count(self):
        return len(self.made)
