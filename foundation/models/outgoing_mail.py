"""The outbox: every mail is a row here before it is sent."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.mail_pauses import FAULTS_UNTIL_AWAY


class OutgoingMail(models.Model):
    """A mail to send; its text is composed when it is sent, from the ids in `payload`
    (foundation/actions/outbox.py)."""

    class State(models.TextChoices):
        WAITING = "wacht", _("wacht op verzending")
        SENDING = "bezig", _("wordt verzonden")
        SENT = "verzonden", _("verzonden")  # only once a mail server accepted it
        FAILED = "mislukt", _("mislukt")
        UNDELIVERABLE = "onbestelbaar", _("onbestelbaar")
        SKIPPED = "vervallen", _("niet meer nodig")
        HANDLED = (
            "afgehandeld",
            _("afgehandeld"),
        )  # of a kind without trace: sent, or no longer needed

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("soort"), max_length=40)
    to = models.EmailField(_("aan"), max_length=254)
    payload = models.JSONField(default=dict)
    key = models.CharField(max_length=120, null=True, unique=True, editable=False)
    is_urgent = models.BooleanField(default=False)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(_("stand"), max_length=12, choices=State, default=State.WAITING)
    reason = models.CharField(_("reden"), max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    posted_at = models.DateTimeField(_("klaargezet op"))
    next_try_at = models.DateTimeField(null=True, blank=True)  # empty: held until its room releases it
    give_up_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("verzonden op"), null=True, blank=True)

    class Meta:
        verbose_name = _("uitgaande mail")
        verbose_name_plural = _("uitgaande mails")
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "-is_urgent", "next_try_at"], name="outgoing_mail_due")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_state_display()}"

    @property
    def is_sent(self) -> bool:
        return self.state == self.State.SENT

    @property
    def is_lost(self) -> bool:
        return self.state in (self.State.FAILED, self.State.UNDELIVERABLE)

    @property
    def message_id(self) -> str:
        """The Message-ID header, the same at every attempt, so that receivers recognise a duplicate."""
        return f"<{self.public_id.hex}@{settings.MAIL_DOMAIN}>"


class MailServer(models.Model):
    """The mail server's state: one row. After two consecutive faults it gets one mail at a time."""

    faults = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)
    away_since = models.DateTimeField(null=True, blank=True)
    ask_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("mailserver")
        verbose_name_plural = _("mailserver")

    def __str__(self) -> str:
        return self.reason or "ok"

    @property
    def is_away(self) -> bool:
        return self.faults >= FAULTS_UNTIL_AWAY
