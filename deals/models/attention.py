"""Days of elections, and points of attention that the team put aside."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deals.models.deal import Deal
from partners.models import User


class Election(models.Model):
    """A day of elections; entered by people, never fixed in code [docs/rules.md 8]."""

    name = models.CharField(_("verkiezing"), max_length=200)
    on = models.DateField(_("dag"))

    class Meta:
        verbose_name = _("verkiezing")
        verbose_name_plural = _("verkiezingen")
        ordering = ["on", "id"]

    def __str__(self):
        return self.name


class PutAside(models.Model):
    """A dismissed point of attention, with the reason; it returns when its facts change."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="put_aside", verbose_name=_("deal"))
    code = models.CharField(max_length=100, editable=False)
    fingerprint = models.CharField(max_length=32, editable=False)
    why = models.TextField(_("aandachtspunt"), editable=False)
    reason = models.TextField(_("reden"))
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("wie"))
    at = models.DateTimeField(_("moment"), auto_now_add=True)

    class Meta:
        verbose_name = _("aandachtspunt dat terzijde ligt")
        verbose_name_plural = _("aandachtspunten die terzijde liggen")
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["deal", "fingerprint"], name="put_aside_once")]

    def __str__(self):
        return self.why[:80]
