"""The mails that tell partners about their yearly report."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from foundation.events import Subject
from foundation.fields import AddressField
from foundation.models import OutgoingMail
from foundation.ordering import dutch
from partners.models import Contact, Organisation


def new_nonce():
    """256 random bits, hexadecimal."""
    return secrets.token_hex(32)


class PartnerReportMail(models.Model):
    """One mail to one contact about one yearly report; it never holds any content of the report.

    A contact with an account logs in. Others get a personal link, derived from `nonce` and the portal's secret and not
    stored. It ends at `expires_at`, and stops earlier when it is revoked or the person is no longer a contact.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    year = models.PositiveSmallIntegerField(_("jaar"))
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="report_mails", verbose_name=_("organisatie")
    )
    contact = models.ForeignKey(
        Contact, models.CASCADE, related_name="report_mails", verbose_name=_("contactpersoon")
    )
    email = AddressField(_("e-mailadres"))
    outgoing = models.OneToOneField(OutgoingMail, models.CASCADE, related_name="report_mail", editable=False)
    nonce = models.CharField(max_length=64, blank=True, editable=False)
    token_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)
    expires_at = models.DateTimeField(_("link geldt tot"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("link ingetrokken op"), null=True, blank=True, editable=False)
    ordered_at = models.DateTimeField(_("gevraagd op"))
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("mail met een jaarrapport")
        verbose_name_plural = _("mails met een jaarrapport")
        ordering = [dutch("organisation__name"), "email", "id"]
        constraints = [
            models.UniqueConstraint(
                "year", "organisation", Lower("email"), name="partner_report_mailed_once_per_address"
            ),
            models.CheckConstraint(
                condition=Q(token_hash__isnull=True) | Q(expires_at__isnull=False),
                name="partner_report_link_expires",
            ),
        ]

    def __str__(self):
        return f"{self.year}, {self.organisation}: {self.outgoing.get_state_display()}"

    @property
    def audit_subject(self):
        return Subject("partner_reports", str(self.year), f"{self.year}: {self.organisation}")
