"""A round is one year's measurement; a survey is one deal in it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from deals.models import Deal, DealRole, Participation
from foundation.events import Subject
from foundation.ordering import dutch
from impacttool.disclosure import Thresholds
from impacttool.follow_up import YEARS_AFTER
from impacttool.models.instrument import Instrument
from partners.models import User


class RoundQuerySet(models.QuerySet):
    def closed(self):
        return self.filter(state=Round.State.CLOSED)

    def open(self):
        return self.filter(state=Round.State.OPEN)

    def due(self, now):
        """Open rounds whose closing moment has come."""
        return self.open().filter(closes_at__lte=now)


class Round(models.Model):
    """The yearly round: one instrument, one closing moment, and the thresholds under which nothing is shown."""

    class State(models.TextChoices):
        DRAFT = "concept", _("in voorbereiding")
        OPEN = "open", _("open")
        CLOSED = "gesloten", _("afgerond")  # "gesloten" means signed in this field: never shown as a status

    year = models.PositiveSmallIntegerField(
        _("jaar"), unique=True, error_messages={"unique": _("Dit jaar heeft al een ronde.")}
    )
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, related_name="rounds", verbose_name=_("vragenlijst")
    )
    follow_up_instrument = models.ForeignKey(
        Instrument,
        models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"short_of__isnull": False},
        related_name="follow_up_rounds",
        verbose_name=_("korte vragenlijst voor de nametingen"),
    )
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    opens_at = models.DateTimeField(_("opent op"))
    closes_at = models.DateTimeField(_("sluit op"))
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_baseline = models.BooleanField(_("dit is de nulmeting"), default=False)
    is_fictitious = models.BooleanField(_("verzonnen gegevens"), default=False, editable=False)
    mean_threshold = models.PositiveSmallIntegerField(_("gemiddelde vanaf"), default=5)
    range_threshold = models.PositiveSmallIntegerField(_("bereik en toelichtingen vanaf"), default=10)
    breakdown_threshold = models.PositiveSmallIntegerField(_("uitsplitsing vanaf"), default=5)
    deals_threshold = models.PositiveSmallIntegerField(_("alle deals vanaf"), default=3)
    camps_threshold = models.PositiveSmallIntegerField(_("twee kampen vanaf"), default=20)
    reminder_days = models.CharField(
        _("herinneringen, dagen voor sluiting"), max_length=50, default="14, 3", blank=True
    )
    deals = models.ManyToManyField(Deal, through="Survey", related_name="rounds")

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("ronde")
        verbose_name_plural = _("rondes")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="round_closes_after_opening",
                violation_error_message=_("De ronde moet later sluiten dan zij opent."),
            ),
            models.CheckConstraint(
                condition=Q(mean_threshold__gte=5)
                & Q(range_threshold__gte=10)
                & Q(breakdown_threshold__gte=5)
                & Q(deals_threshold__gte=3)
                & Q(camps_threshold__gte=20),
                name="round_thresholds_only_up",
                violation_error_message=_("De drempels mogen niet lager dan 5, 10, 5, 3 en 20."),
            ),
            models.CheckConstraint(
                condition=Q(range_threshold__gte=F("mean_threshold")),
                name="round_range_needs_more_than_mean",
                violation_error_message=_(
                    "De drempel voor het bereik kan niet lager zijn dan die voor het gemiddelde."
                ),
            ),
        ]

    def __str__(self):
        return f"Ronde {self.year}"

    def get_absolute_url(self):
        return reverse("impacttool:round", args=[self.year])

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @property
    def is_open(self):
        """Also after its end, until it is closed; `takes_answers` checks the clock."""
        return self.state == self.State.OPEN

    @property
    def is_closed(self):
        return self.state == self.State.CLOSED

    @property
    def audit_subject(self):
        return Subject("round", str(self.year), str(self))

    @property
    def thresholds(self):
        return Thresholds(
            mean=self.mean_threshold,
            range=self.range_threshold,
            breakdown=self.breakdown_threshold,
            deals=self.deals_threshold,
            camps=self.camps_threshold,
        )

    def takes_answers(self, now):
        """The server's clock decides, to the second, even before the closing job has run."""
        return self.state == self.State.OPEN and self.opens_at <= now < self.closes_at

    def is_over(self, now):
        return self.state == self.State.CLOSED or (self.state == self.State.OPEN and now >= self.closes_at)


class SurveyQuerySet(models.QuerySet):
    def ordinary(self):
        """Of running deals: the basis of all deals, phases and the reference range (docs/rules.md 3.9)."""
        return self.filter(years_after__isnull=True)

    def follow_ups(self):
        """Nametingen: of deals that have ended."""
        return self.filter(years_after__isnull=False)

    def reports_visible_to(self, user):
        """Surveys whose report this user may read (permission matrix, "Deal report of a closed round").

        Organisations that left, declined, were only approached or are only mentioned see what is public, like everybody
        else.
        """
        if user.is_authenticated and user.is_programme_staff:
            return self
        public = Q(is_published=True, deal__is_published=True)
        return self.filter(public | self._of_own_deals(user))

    def public_or_of_own_deals(self, user):
        """Public ones and those of own deals; for Agenda Stad too no more than that."""
        return self.filter(Q(is_published=True, deal__is_published=True) | self._of_own_deals(user))

    def of_own_deals(self, user):
        """Surveys of deals in whose team or among whose partners this user is; all of them for Agenda Stad."""
        if user.is_authenticated and user.is_programme_staff:
            return self
        return self.filter(self._of_own_deals(user))

    @staticmethod
    def _of_own_deals(user):
        if not user.is_authenticated:
            return Q(pk__in=[])
        own = Participation.objects.at_the_table().of_contact(user)
        return Q(deal__in=DealRole.objects.deals_of(user)) | Q(deal__in=own.values("deal"))

    def managed_by(self, user):
        """Surveys whose invitations and counts this user may handle: Agenda Stad and the deal's team."""
        if user.is_authenticated and user.is_programme_staff:
            return self
        return self.filter(deal__in=DealRole.objects.deals_of(user)) if user.is_authenticated else self.none()


class Survey(models.Model):
    """One deal in one round."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="surveys", verbose_name=_("ronde"))
    deal = models.ForeignKey(Deal, models.PROTECT, related_name="surveys", verbose_name=_("deal"))
    is_published = models.BooleanField(_("rapport openbaar"), default=False)
    was_published = models.BooleanField(
        default=False, editable=False, help_text="Once public: what was read then is still known."
    )
    published_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, editable=False)
    phase = models.CharField(_("fase bij de sluiting"), max_length=20, blank=True, editable=False)
    years_after = models.PositiveSmallIntegerField(
        _("nameting, jaren na afloop"), null=True, blank=True, editable=False
    )
    imported_count = models.PositiveIntegerField(_("ingelezen antwoorden"), default=0, editable=False)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("meting")
        verbose_name_plural = _("metingen")
        ordering = [dutch("deal__name")]
        constraints = [
            models.UniqueConstraint(fields=["round", "deal"], name="survey_once_per_round"),
            models.CheckConstraint(
                condition=Q(years_after__isnull=True) | Q(years_after__range=YEARS_AFTER),
                name="survey_one_to_three_years_after",
                violation_error_message=_("Een nameting is 1, 2 of 3 jaar na afloop."),
            ),
        ]

    def __str__(self):
        return f"{self.deal} {self.round.year}"

    @property
    def audit_subject(self):
        """Its deal, by the year too."""
        return self.deal.audit_subject.called(str(self))

    @property
    def is_follow_up(self):
        return self.years_after is not None

    @property
    def instrument(self):
        """The questionnaire for this deal; needs the round to be loaded with its questionnaires."""
        return self.round.follow_up_instrument if self.is_follow_up else self.round.instrument

    @property
    def instrument_id(self):
        return self.round.follow_up_instrument_id if self.is_follow_up else self.round.instrument_id
