"""The talk about a result: who was there, what was said, found, learned and agreed [003:54, 753-761]."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from deals.models import ActionPoint, Removable
from foundation.ordering import dutch
from impacttool.models import Element, Indicator, Survey
from partners.models import Organisation, User


class Talk(Removable):
    """A deepening talk (verdiepend gesprek) of one deal about the result of one round."""

    class Form(models.TextChoices):
        IN_PERSON = "fysiek", _("bij elkaar")
        ONLINE = "online", _("online")
        HYBRID = "hybride", _("deels online")

    survey = models.ForeignKey(
        Survey, models.PROTECT, related_name="talks", editable=False, verbose_name=_("meting")
    )
    held_on = models.DateField(_("gesprek op"))
    form = models.CharField(_("vorm"), max_length=10, choices=Form, default=Form.IN_PERSON)
    context = models.TextField(_("geschiedenis en context van de deal"), blank=True)
    may_be_paired = models.BooleanField(
        _("Agenda Stad mag deze deal koppelen aan een andere deal om van te leren"), default=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("verdiepend gesprek")
        verbose_name_plural = _("verdiepende gesprekken")
        ordering = ["held_on", "id"]

    def __str__(self):
        return f"{date_format(self.held_on, 'j F Y')}, {self.get_form_display()}"

    def get_absolute_url(self):
        return reverse("reports:talk", args=[self.survey.round.year, self.survey.deal.slug, self.pk])


class TalkAttendee(models.Model):
    """Somebody who was at a talk, by organisation and function: never by name, and without a score."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="attendees", editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie")
    )
    function = models.CharField(_("functie"), max_length=200)

    class Meta:
        verbose_name = _("aanwezige")
        verbose_name_plural = _("aanwezigen")
        ordering = [dutch("organisation__name"), dutch("function"), "id"]

    def __str__(self):
        return f"{self.organisation}, {self.function}"


class LearningWish(models.Model):
    """What the deal said about an indicator, to be paired with another deal: it grew, or it wants help. Only with
    `may_be_paired`."""

    class Kind(models.TextChoices):
        GREW = "gegroeid", _("wij groeiden hierin")
        HELP = "hulp", _("wij willen hulp")

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="wishes", editable=False)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="learning_wishes", verbose_name=_("indicator")
    )
    kind = models.CharField(_("wat wilt u?"), max_length=10, choices=Kind)

    class Meta:
        verbose_name = _("leerwens")
        verbose_name_plural = _("leerwensen")
        ordering = ["indicator__number"]
        constraints = [models.UniqueConstraint(fields=["talk", "indicator"], name="learning_wish_once")]

    def __str__(self):
        return f"{self.indicator}: {self.get_kind_display()}"


class ElementNote(models.Model):
    """The note on one element of a talk, typed by several people at once; `version` is for optimistic locking."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="notes", editable=False)
    element = models.ForeignKey(Element, models.PROTECT, related_name="notes", verbose_name=_("element"))
    text = models.TextField(_("aantekening"), blank=True)
    written_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", editable=False, verbose_name=_("door")
    )
    written_at = models.DateTimeField(_("geschreven op"), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("aantekening")
        verbose_name_plural = _("aantekeningen")
        ordering = ["element__indicator__number", "element__position"]
        constraints = [models.UniqueConstraint(fields=["talk", "element"], name="note_once_per_element")]

    def __str__(self):
        return self.text[:80]


class Outcome(Removable):
    """One outcome of the talks of a survey, as a sentence; users put them in order."""

    text = models.TextField(_("tekst"))
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
        ordering = ["position", "id"]

    def __str__(self):
        return self.text[:80]

    @property
    def deal(self):
        return self.survey.deal


class Finding(Outcome):
    """What the deal found out about itself on one indicator."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="findings", editable=False)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="findings", verbose_name=_("indicator")
    )

    class Meta(Outcome.Meta):
        verbose_name = _("bevinding")
        verbose_name_plural = _("bevindingen")
        ordering = ["indicator__number", "position", "id"]


class SurveyLesson(Outcome):
    """What other deals can learn from this one."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="lessons", editable=False)

    class Meta(Outcome.Meta):
        verbose_name = _("leerpunt voor andere deals")
        verbose_name_plural = _("leerpunten voor andere deals")


class SurveyAttention(Outcome):
    """What this deal itself must watch; `action_point` holds who acts on it, and by when."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="attention_points", editable=False)
    action_point = models.ForeignKey(
        ActionPoint,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="attention_points",
        editable=False,
        verbose_name=_("actiepunt"),
    )

    class Meta(Outcome.Meta):
        verbose_name = _("aandachtspunt voor deze deal")
        verbose_name_plural = _("aandachtspunten voor deze deal")
        constraints = [
            models.UniqueConstraint(
                fields=["action_point"],
                condition=Q(action_point__isnull=False),
                name="one_attention_point_per_action_point",
            )
        ]
