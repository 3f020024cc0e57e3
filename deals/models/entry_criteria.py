"""What a partner has to meet to join at a moment of signing [003:1180], ticked off per partner."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deals.models.deal import SigningMoment
from deals.models.participation import Participation
from deals.models.removable import Removable
from partners.models import User


class EntryCriterion(Removable):
    """One condition of a moment of signing, in the words of the deal team."""

    moment = models.ForeignKey(
        SigningMoment, models.CASCADE, related_name="criteria", verbose_name=_("ondertekenmoment")
    )
    text = models.CharField(_("criterium"), max_length=300)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("toetredingscriterium")
        verbose_name_plural = _("toetredingscriteria")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["moment", "text"],
                condition=models.Q(deleted_at__isnull=True),
                name="criterion_once_per_moment",
                violation_error_message=_("Dit criterium staat al bij dit ondertekenmoment."),
            )
        ]

    def __str__(self):
        return self.text

    @property
    def deal(self):
        return self.moment.deal


class CriterionMet(models.Model):
    """A partner meets a criterion: who ticked it, and when."""

    criterion = models.ForeignKey(EntryCriterion, models.CASCADE, related_name="met")
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="met_criteria")
    met_at = models.DateTimeField(_("afgevinkt op"))
    met_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("afgevinkt door")
    )

    class Meta:
        verbose_name = _("gehaald toetredingscriterium")
        verbose_name_plural = _("gehaalde toetredingscriteria")
        constraints = [
            models.UniqueConstraint(fields=["criterion", "participation"], name="criterion_met_once")
        ]

    def __str__(self):
        return str(self.criterion)
