"""What is asked of each type of partner a year [G35]."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from deals.models.deal import Deal
from deals.models.removable import Removable
from partners.models import OrganisationType


class Contribution(Removable):
    """Euros a year that a deal asks of every partner of one type."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="contributions", verbose_name=_("deal"))
    type = models.CharField(_("soort organisatie"), max_length=30, choices=OrganisationType)
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
        verbose_name = _("bijdrage per soort")
        verbose_name_plural = _("bijdragen per soort")
        ordering = ["type"]
        constraints = [
            models.UniqueConstraint(
                fields=["deal", "type"],
                condition=Q(deleted_at__isnull=True),
                name="contribution_once_per_type",
                violation_error_message=_("Voor deze soort staat al een bijdrage vast."),
            ),
            models.CheckConstraint(
                condition=Q(year_until__gte=F("year_from")),
                name="contribution_years_in_order",
                violation_error_message=_("Het laatste jaar ligt voor het eerste jaar."),
            ),
        ]

    def __str__(self):
        return self.get_type_display()
