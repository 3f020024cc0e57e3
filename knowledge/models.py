"""What the deals taught: products, lessons, findings, signals and learning questions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deals.models import Deal
from foundation.ordering import dutch
from partners.models import Sourced


class OfDealQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What belongs to a deal is as visible as the deal; what belongs to none is the programme's, for
        everyone."""
        return self.filter(models.Q(deal__isnull=True) | models.Q(deal__in=Deal.objects.visible_to(user)))


class Product(Sourced):
    """Something a deal made that others can use [003:696]."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="products", verbose_name=_("deal"))
    name = models.CharField(_("naam"), max_length=200)
    kind = models.CharField(_("soort"), max_length=60)
    description = models.TextField(_("omschrijving"), blank=True)

    objects = OfDealQuerySet.as_manager()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("producten")
        ordering = [dutch("name"), "id"]

    def __str__(self):
        return self.name


class Lesson(Sourced):
    """A lesson of a deal, in one of the four sections of the Lessenposter [001:53], or a leerpunt for other deals."""

    class Section(models.TextChoices):
        CAUSE = "aanleiding", _("aanleiding")
        PROCESS = "proces", _("proces")
        RESULT = "resultaat", _("resultaat")
        ANCHORING = "borging", _("borging")
        FOR_OTHERS = "leerpunt", _("leerpunt voor andere deals")

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="lessons", verbose_name=_("deal"))
    section = models.CharField(_("onderdeel"), max_length=20, choices=Section)
    text = models.TextField(_("les"))

    objects = OfDealQuerySet.as_manager()

    class Meta:
        verbose_name = _("les")
        verbose_name_plural = _("lessen")
        ordering = [dutch("deal__name"), "section", "id"]

    def __str__(self):
        return self.text[:80]


class Finding(Sourced):
    """What the midterm review found on one indicator of a deal, in our own words."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="findings", verbose_name=_("deal"))
    number = models.PositiveSmallIntegerField(_("nummer"))
    indicator = models.CharField(_("indicator"), max_length=200)
    summary = models.TextField(_("bevinding"))

    objects = OfDealQuerySet.as_manager()

    class Meta:
        verbose_name = _("bevinding")
        verbose_name_plural = _("bevindingen")
        ordering = [dutch("deal__name"), "number"]

    def __str__(self):
        return f"{self.number}. {self.indicator}"


class AttentionPoint(Sourced):
    """Something this deal itself should look at [003:761]."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="attention_points", verbose_name=_("deal"))
    text = models.TextField(_("aandachtspunt"))

    objects = OfDealQuerySet.as_manager()

    class Meta:
        verbose_name = _("aandachtspunt")
        verbose_name_plural = _("aandachtspunten")
        ordering = [dutch("deal__name"), "id"]

    def __str__(self):
        return self.text[:80]


class Signal(Sourced):
    """A bottleneck in law, policy or money that practice reports to the ministries [001:75, 291]."""

    deal = models.ForeignKey(
        Deal, models.CASCADE, null=True, blank=True, related_name="signals", verbose_name=_("deal")
    )
    text = models.TextField(_("signaal"))
    kind = models.CharField(_("soort"), max_length=60)
    lead_time_years = models.PositiveSmallIntegerField(_("doorlooptijd in jaren"), null=True, blank=True)

    objects = OfDealQuerySet.as_manager()

    class Meta:
        verbose_name = _("signaal")
        verbose_name_plural = _("signalen")
        ordering = ["id"]

    def __str__(self):
        return self.text[:80]


class LearningQuestion(Sourced):
    """A question a partner wants to learn about together with the others [001:276]."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="learning_questions", verbose_name=_("deal"))
    text = models.TextField(_("leervraag"))

    objects = OfDealQuerySet.as_manager()

    class Meta:
        verbose_name = _("leervraag")
        verbose_name_plural = _("leervragen")
        ordering = ["id"]

    def __str__(self):
        return self.text[:80]
