"""New contacts of a partner, and who of them was told about the deal."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deals.models.deal import Deal
from partners.models import Contact, User


class Introduction(models.Model):
    """A contact who was told about this deal; a later contact still has to be told."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="introductions", verbose_name=_("deal"))
    contact = models.ForeignKey(
        Contact, models.CASCADE, related_name="introductions", verbose_name=_("contactpersoon")
    )
    done_at = models.DateTimeField(_("ingewerkt op"))
    done_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("afgevinkt door")
    )

    class Meta:
        verbose_name = _("inwerking")
        verbose_name_plural = _("inwerkingen")
        constraints = [
            models.UniqueConstraint(
                fields=["deal", "contact"],
                name="introduction_once",
                violation_error_message=_("Deze persoon is al ingewerkt."),
            )
        ]

    def __str__(self):
        return f"{self.contact} · {self.deal}"


class BroughtIn(models.Model):
    """A contact that came with a file of this deal: someone new in this deal only."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="+", verbose_name=_("deal"))
    contact = models.OneToOneField(
        Contact, models.CASCADE, related_name="brought_in", verbose_name=_("contactpersoon")
    )

    class Meta:
        verbose_name = _("ingelezen contactpersoon")
        verbose_name_plural = _("ingelezen contactpersonen")

    def __str__(self):
        return f"{self.contact} · {self.deal}"
