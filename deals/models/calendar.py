"""The address with which a calendar program reads the days of one deal, or of all deals of one person."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deals.models.deal import Deal
from partners.models import User


class CalendarLinkQuerySet(models.QuerySet):
    def active(self):
        return self.filter(revoked_at__isnull=True, user__in=User.objects.working_on(timezone.localdate()))


class CalendarLink(models.Model):
    """A secret calendar address: gives what its maker may read now; only the hash of its key is stored."""

    user = models.ForeignKey(User, models.CASCADE, related_name="calendar_links", verbose_name=_("gebruiker"))
    deal = models.ForeignKey(
        Deal, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("deal")
    )
    digest = models.CharField(_("hash"), max_length=64, unique=True)
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)

    objects = CalendarLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda-adres")
        verbose_name_plural = _("agenda-adressen")
        ordering = ["-created_at", "-id"]

    def __str__(self):
        return self.deal.name if self.deal else str(_("al mijn deals"))
