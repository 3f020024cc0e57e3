"""What stays readable of an agreement after a change, and a change that one side proposes and the other accepts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from deals.models.agreements import Commitment, Terms


class CommitmentVersion(Terms):
    """An agreement as it was saved at one moment, and by whom; never changed afterwards."""

    commitment = models.ForeignKey(
        Commitment, models.CASCADE, related_name="versions", verbose_name=_("afspraak")
    )
    agreed_on = models.DateField(_("afgesproken op"), null=True, blank=True)
    is_agreed = models.BooleanField(_("beide kanten zijn akkoord"), default=False)
    saved_at = models.DateTimeField(_("vastgelegd op"), null=True)
    saved_by = models.CharField(_("vastgelegd door"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("eerdere afspraak")
        verbose_name_plural = _("eerdere afspraken")
        ordering = ["-id"]

    def __str__(self):
        return self.terms_in_words


class Amendment(Terms):
    """Other terms for an agreement, proposed by the partner or the team; the other side says yes or no."""

    class State(models.TextChoices):
        OPEN = "open", _("wacht op antwoord")
        ACCEPTED = "aangenomen", _("aangenomen")
        REFUSED = "niet_aangenomen", _("niet aangenomen")
        WITHDRAWN = "ingetrokken", _("ingetrokken")

    commitment = models.ForeignKey(
        Commitment, models.CASCADE, related_name="amendments", verbose_name=_("afspraak")
    )
    of_version = models.PositiveIntegerField(editable=False)
    why = models.TextField(_("waarom?"))
    by_team = models.BooleanField(default=False, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    proposed_label = models.CharField(_("voorgesteld door"), max_length=200, editable=False)
    proposed_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(_("stand"), max_length=20, choices=State, default=State.OPEN, editable=False)
    answered_label = models.CharField(max_length=200, blank=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("voorstel")
        verbose_name_plural = _("voorstellen")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment"],
                condition=Q(state="open"),
                name="amendment_one_open",
                violation_error_message=_("Er loopt al een voorstel voor deze afspraak."),
            )
        ]

    def __str__(self):
        return self.terms_in_words
