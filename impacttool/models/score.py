"""Scores of closed rounds, computed once and kept exactly."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from impacttool.models.instrument import Indicator
from impacttool.models.round import Survey


class IndicatorScore(models.Model):
    """The exact score of a deal on one indicator (numerator / denominator, scale 1-5), computed once at closing."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="indicator_scores")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="scores")
    n = models.PositiveIntegerField()
    mean_numerator = models.BigIntegerField(null=True)
    mean_denominator = models.BigIntegerField(null=True)
    minimum = models.PositiveSmallIntegerField(null=True)
    maximum = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            models.UniqueConstraint(fields=["survey", "indicator"], name="score_once_per_indicator"),
            models.CheckConstraint(
                condition=Q(n=0, mean_numerator__isnull=True, minimum__isnull=True, maximum__isnull=True)
                | Q(n__gt=0, mean_numerator__isnull=False, mean_denominator__gt=0, minimum__isnull=False),
                name="score_complete_or_empty",
            ),
        ]

    def __str__(self):
        return f"{self.survey_id}/{self.indicator_id}"
