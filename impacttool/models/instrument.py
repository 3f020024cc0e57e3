"""The questionnaire as data: versioned, and frozen as soon as a round that uses it opens (docs/rules.md 2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.events import Subject


class InstrumentQuerySet(models.QuerySet):
    def whole(self):
        """Without the short ones for follow-up rounds."""
        return self.filter(short_of__isnull=True)

    def short(self):
        return self.filter(short_of__isnull=False)

    def newest(self):
        return self.whole().order_by("-version").first()

    def newest_short(self):
        return self.short().order_by("-version").first()


class Instrument(models.Model):
    """One version of the questionnaire; a change is a new version."""

    version = models.PositiveSmallIntegerField(_("versie"), unique=True)
    name = models.CharField(_("naam"), max_length=200)
    instruction = models.TextField(_("instructie"))
    source = models.CharField(_("bron"), max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minuten om in te vullen"), default=3)
    frozen_at = models.DateTimeField(_("bevroren op"), null=True, blank=True)
    short_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="short_versions",
        verbose_name=_("korte versie van"),
        help_text="A choice of its statements, under the same numbers and codes, asked after the end of a deal.",
    )

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("vragenlijst")
        verbose_name_plural = _("vragenlijsten")
        ordering = ["-version"]

    def __str__(self):
        return f"{self.name}, versie {self.version}"

    @property
    def audit_subject(self):
        return Subject("instrument", str(self.version), str(self))

    @property
    def is_frozen(self):
        return self.frozen_at is not None

    @property
    def is_short(self):
        return self.short_of_id is not None


class Dimension(models.Model):
    """A group of indicators, such as meerwaarde, proces or adaptiviteit [001:124]; an instrument may have none."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="dimensions")
    name = models.CharField(_("naam"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("dimensie")
        verbose_name_plural = _("dimensies")
        ordering = ["position"]

    def __str__(self):
        return self.name


class Indicator(models.Model):
    """One axis of the spider web."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="indicators")
    dimension = models.ForeignKey(Dimension, models.PROTECT, null=True, blank=True, related_name="indicators")
    number = models.PositiveSmallIntegerField(_("nummer"))
    name = models.CharField(_("naam"), max_length=200)
    alias = models.CharField(_("andere naam in de bron"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicatoren")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["instrument", "number"], name="indicator_number_once")]

    def __str__(self):
        return f"{self.number}. {self.name}"


class Statement(models.Model):
    """One statement to score from 1 to 5; `previous` is the same statement in the version before."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="statements")
    code = models.CharField(_("code"), max_length=10)
    text = models.TextField(_("stelling"))
    position = models.PositiveSmallIntegerField(default=0)
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="next_versions")

    class Meta:
        verbose_name = _("stelling")
        verbose_name_plural = _("stellingen")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["indicator", "code"], name="statement_code_once")]

    def __str__(self):
        return self.code


class Element(models.Model):
    """A prompt for the talk about the result [003:1953-2026]."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="elements")
    text = models.CharField(_("element"), max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("element")
        verbose_name_plural = _("elementen")
        ordering = ["position"]

    def __str__(self):
        return self.text
