"""What recurs over the deals: themes that Agenda Stad gives to lessons and attention points of learning reports."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.ordering import dutch
from impacttool.models import Survey
from partners.models import User


class Theme(models.Model):
    """One of a short list of themes, kept by staff. A retired theme stays readable where it was given."""

    name = models.CharField(
        _("thema"),
        max_length=80,
        unique=True,
        error_messages={"unique": _("Dit thema staat al in de lijst.")},
    )
    is_active = models.BooleanField(_("te kiezen"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("thema")
        verbose_name_plural = _("thema’s")
        ordering = [dutch("name")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("programme_reports:theme_edit", args=[self.pk])


class MarkedText(models.Model):
    """The themes that staff gave one text of a learning report. It belongs to exactly these words (`digest`); changed
    words need new themes."""

    class Kind(models.TextChoices):
        LESSON = "leerpunt", _("leerpunt")
        ATTENTION = "aandachtspunt", _("aandachtspunt")

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="marked_texts", editable=False)
    kind = models.CharField(_("soort"), max_length=15, choices=Kind, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    themes = models.ManyToManyField(Theme, related_name="marked_texts", verbose_name=_("thema’s"), blank=True)
    is_for_letter = models.BooleanField(_("geschikt voor de Kamerbrief"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    marked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", editable=False)

    class Meta:
        verbose_name = _("thema’s van een tekst")
        verbose_name_plural = _("thema’s van teksten")
        constraints = [
            models.UniqueConstraint(fields=["survey", "kind", "digest"], name="text_marked_once"),
            models.CheckConstraint(
                condition=Q(is_for_letter=False) | Q(kind="leerpunt"), name="only_lessons_for_the_letter"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.survey}"
