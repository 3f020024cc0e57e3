"""The half-yearly review: what was planned beside what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deals.models.deal import Deal
from deals.models.removable import Removable
from deals.review_figures import ReviewFigures
from foundation.figures_field import FiguresField


class Review(Removable):
    """A talk about the progress of a deal; `figures` is how it stood when it was written down, and stays so."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="reviews", verbose_name=_("deal"))
    held_on = models.DateField(_("datum van het gesprek"))
    note = models.TextField(_("wat kwam eruit?"))
    figures = FiguresField(ReviewFigures, editable=False)
    drawn_on = models.DateField(_("stand van"), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("halfjaargesprek")
        verbose_name_plural = _("halfjaargesprekken")
        ordering = ["-held_on", "-id"]

    def __str__(self):
        return f"{self.held_on:%d-%m-%Y}"
