"""Invitations and their mails. Nothing here says whether somebody answered."""

import secrets
import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.fields import AddressField
from foundation.models import OutgoingMail
from foundation.ordering import dutch
from impacttool.models.round import Survey
from partners.models import Contact, Organisation, OrganisationType, User


def new_nonce():
    """256 random bits, hexadecimal."""
    return secrets.token_hex(32)


class InvitationQuerySet(models.QuerySet):
    def of_the_contact_of_now(self):
        """Excludes links of the previous person on a contact record that was reused for another."""
        return self.exclude(contact__new_at__gt=models.F("contact_since"))


class Invitation(models.Model):
    """A personal link for one person in one survey; the link itself is never stored, only its hash (docs/rules.md 5)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="invitations", verbose_name=_("meting"))
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("organisatie"),
    )
    name = models.CharField(_("naam"), max_length=200, blank=True)
    email = AddressField(_("e-mailadres"))
    partner_type = models.CharField(_("soort partner"), max_length=30, choices=OrganisationType, blank=True)
    nonce = models.CharField(max_length=64, default=new_nonce, blank=True, editable=False)
    token_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)
    revoked_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)
    handed_over_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="handed_over_from"
    )
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="invitations")
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    agreed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    moved_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Since when the link belongs to this contact: if the record was created later than the link, it is the same person.
    contact_since = models.DateTimeField(default=timezone.now, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        ordering = [dutch("name"), "email"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "email"],
                condition=models.Q(revoked_at__isnull=True),
                name="invitation_once_per_address",
                violation_error_message=_("Dit adres is al uitgenodigd."),
            )
        ]

    def __str__(self):
        return self.email


class InvitationRequest(models.Model):
    """A request to invite somebody, waiting for a second person: not a contact of an organisation in the
    deal, or a contact whose address was entered or corrected recently (docs/rules.md 5.18, 5.19)."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="requests")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(_("naam"), max_length=200, blank=True)
    email = AddressField(_("e-mailadres"))
    partner_type = models.CharField(_("soort partner"), max_length=30, choices=OrganisationType, blank=True)
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(User, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("gevraagde uitnodiging")
        verbose_name_plural = _("gevraagde uitnodigingen")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "email"],
                name="invitation_request_once_per_address",
                violation_error_message=_("Dit adres is al gevraagd."),
            )
        ]

    def __str__(self):
        return self.email


class Message(models.Model):
    """An invitation's place in a mail; a person invited for several deals gets them in one mail."""

    class Kind(models.TextChoices):
        INVITATION = "uitnodiging", _("uitnodiging")
        REMINDER = "herinnering", _("herinnering")
        HAND_OVER = "overdracht", _("overgedragen uitnodiging")
        POSTPONED = "uitstel", _("sluiten uitgesteld")

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="messages")
    mail = models.ForeignKey(OutgoingMail, models.CASCADE, related_name="messages", verbose_name=_("mail"))
    kind = models.CharField(_("soort"), max_length=20, choices=Kind)
    occasion = models.CharField(_("aanleiding"), max_length=40, default="eerste")

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "kind", "occasion"], name="message_once_per_occasion"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.mail.get_state_display()}"
