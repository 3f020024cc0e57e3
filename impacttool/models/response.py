"""What people answered: with a random key, without organisation or time, and never shown individually (docs/rules.md
5)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from impacttool.models.instrument import Indicator, Statement
from impacttool.models.round import Survey
from impacttool.save_order import Stored
from partners.models import OrganisationType


class ResponseQuerySet(models.QuerySet):
    def sent(self):
        return self.filter(is_sent=True)


class Response(models.Model):
    """One filled-in questionnaire. `tie_hash` ties it to a link while the round is open and is destroyed at closing."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="responses")
    tie_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)
    partner_type = models.CharField(max_length=30, choices=OrganisationType, blank=True)
    is_sent = models.BooleanField(default=False)
    # The order of saves, as numbers without a time (`save_order`); deleted at closing, with the tie.
    revision = models.PositiveIntegerField(default=0, editable=False)
    writes = models.PositiveIntegerField(default=0, editable=False)
    last_save = models.CharField(max_length=80, blank=True, editable=False)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("ingevulde vragenlijst")
        verbose_name_plural = _("ingevulde vragenlijsten")

    def __str__(self):
        return str(self.key)

    @property
    def stored(self):
        return Stored(self.revision, self.writes, self.last_save)


class Answer(models.Model):
    """A score from 1 to 5 on one statement; empty means "weet ik niet / niet van toepassing"."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="answers")
    score = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("antwoord")
        verbose_name_plural = _("antwoorden")
        constraints = [
            models.UniqueConstraint(fields=["response", "statement"], name="answer_once_per_statement"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(1, 5)),
                name="answer_score_from_1_to_5",
                violation_error_message=_("Kies een score van 1 tot en met 5."),
            ),
        ]

    def __str__(self):
        return str(self.id)


class Remark(models.Model):
    """A remark on one indicator; unlinked from the answers at closing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="remarks")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="remarks")
    response = models.ForeignKey(Response, models.CASCADE, null=True, blank=True, related_name="remarks")
    text = models.TextField()

    class Meta:
        verbose_name = _("toelichting")
        verbose_name_plural = _("toelichtingen")
        constraints = [
            models.UniqueConstraint(
                fields=["response", "indicator"],
                condition=Q(response__isnull=False),
                name="remark_once_per_indicator",
            )
        ]

    def __str__(self):
        return str(self.id)
