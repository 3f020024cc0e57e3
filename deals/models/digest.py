"""The one mail a day that tells a team what asks for attention."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.models import OutgoingMail
from partners.models import User


class Digest(models.Model):
    """One person's overview of one day; its text is not stored."""

    user = models.ForeignKey(User, models.CASCADE, related_name="digests", verbose_name=_("gebruiker"))
    day = models.DateField(_("dag"))
    mail = models.OneToOneField(OutgoingMail, models.CASCADE, related_name="digest", verbose_name=_("mail"))

    class Meta:
        verbose_name = _("dagelijks overzicht")
        verbose_name_plural = _("dagelijkse overzichten")
        ordering = ["-day", "-id"]
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="digest_once_a_day")]

    def __str__(self):
        return f"{self.day}: {self.mail.get_state_display()}"


class DigestDay(models.Model):
    """A day for which overviews were planned: once, so that nobody gets the morning's mail at noon."""

    day = models.DateField(_("dag"), unique=True)

    class Meta:
        verbose_name = _("dag van de overzichten")
        verbose_name_plural = _("dagen van de overzichten")

    def __str__(self):
        return str(self.day)
