"""What partners promised, how it went, and the milestones of a deal."""

from hashlib import sha256

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from deals import rough
from deals.models.deal import Deal, DealRole
from deals.models.participation import Participation
from deals.models.reach import reached_by
from deals.models.removable import Removable, RemovableManager
from foundation.newlines import one_newline
from partners.models import Sourced, User

TERMS = ["kind", "amount_eur_per_year", "description", "year_from", "year_until"]


class CommitmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Team, Agenda Stad and administrators see all of a deal; a partner contact what is their
        organisation's."""
        if not user.is_authenticated:
            return self.none()
        if user.is_programme_staff or user.is_administrator:
            return self
        return self.filter(
            Q(participation__deal__in=DealRole.objects.deals_of(user)) | Q(participation__in=reached_by(user))
        )

    def of_year(self, year):
        """Those that run this year, also of a partner that left."""
        return self.filter(year_from__lte=year, year_until__gte=year)

    def running_in(self, year):
        """Of this year, of a partner that did not leave."""
        return self.of_year(year).filter(participation__in=Participation.objects.current())

    def to_confirm_in(self, year):
        """Those that run, of which nobody said yet how it went that year; none where no year is asked."""
        if year is None:
            return self.none()
        return self.running_in(year).exclude(confirmations__year=year)


class Terms(models.Model):
    """What is agreed: money per year, something in kind, or an effort in words, for some years."""

    class Kind(models.TextChoices):
        MONEY = "geld", _("geld per jaar")
        IN_KIND = "natura", _("in natura")
        EFFORT = "inzet", _("inzet in woorden")

    kind = models.CharField(_("soort"), max_length=10, choices=Kind)
    amount_eur_per_year = models.DecimalField(
        _("bedrag per jaar (€)"),
        max_digits=11,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1, _("Vul een bedrag van minstens € 1 in."))],
    )
    description = models.TextField(_("afspraak in woorden"), blank=True)
    year_from = models.PositiveSmallIntegerField(_("van jaar"))
    year_until = models.PositiveSmallIntegerField(_("tot en met jaar"))

    class Meta:
        abstract = True

    @property
    def money_in_words(self):
        """ "€ 15.000 per jaar"; cents only when there are any, nothing when it is not about money."""
        amount = self.amount_eur_per_year
        if not amount:
            return ""
        euros = number_format(amount, 2 if amount % 1 else 0, force_grouping=True)
        return str(_("€ %(amount)s per jaar") % {"amount": euros})

    @property
    def years_in_words(self):
        if self.year_until == self.year_from:
            return f"{self.year_from}"
        return f"{self.year_from}–{self.year_until}"

    @property
    def terms_in_words(self):
        """All of it in one line, for the log and for a reader."""
        years = f"({self.years_in_words})"
        return " ".join(part for part in (self.money_in_words, self.description, years) if part)


class Commitment(Removable, Terms):
    """What a partner agreed to do: money per year, something in kind, or an effort in words. Never hours [003:885]."""

    participation = models.ForeignKey(
        Participation, models.CASCADE, related_name="commitments", verbose_name=_("deelname")
    )
    agreed_on = models.DateField(_("afgesproken op"), null=True, blank=True)
    is_agreed = models.BooleanField(_("beide kanten zijn akkoord"), default=False)
    is_demo = models.BooleanField(_("verzonnen afspraak"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RemovableManager.from_queryset(CommitmentQuerySet)()
    with_removed = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("afspraak")
        verbose_name_plural = _("afspraken")
        ordering = ["participation", "year_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind="geld", amount_eur_per_year__isnull=False)
                    | (~Q(kind="geld") & Q(amount_eur_per_year__isnull=True) & ~Q(description=""))
                ),
                name="commitment_money_or_words",
                violation_error_message=_(
                    "Geef bij geld een bedrag per jaar, en anders de afspraak in woorden."
                ),
            ),
            models.CheckConstraint(
                condition=Q(amount_eur_per_year__isnull=True) | Q(amount_eur_per_year__gt=0),
                name="commitment_amount_positive",
                violation_error_message=_("Vul een bedrag van minstens € 1 in."),
            ),
            models.CheckConstraint(
                condition=Q(year_until__gte=F("year_from")),
                name="commitment_years_in_order",
                violation_error_message=_("Het laatste jaar ligt voor het eerste jaar."),
            ),
        ]

    def __str__(self):
        return self.description or self.money_in_words

    @property
    def deal(self):
        return self.participation.deal


class CommitmentConfirmation(models.Model):
    """How one year went, said once a year by partner or dealmaker; "gesprek gevoerd" instead of a score [003:1653]."""

    class State(models.TextChoices):
        MORE = "meer", _("meer dan afgesproken")
        AS_AGREED = "zoals", _("zoals afgesproken")
        LESS = "minder", _("minder dan afgesproken")
        TALKED = "gesprek", _("gesprek gevoerd")

    commitment = models.ForeignKey(
        Commitment, models.CASCADE, related_name="confirmations", verbose_name=_("afspraak")
    )
    year = models.PositiveSmallIntegerField(_("jaar"))
    state = models.CharField(_("stand"), max_length=10, choices=State)
    note = models.TextField(_("toelichting"), blank=True)
    confirmed_by = models.CharField(_("bevestigd door"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("jaarlijkse bevestiging")
        verbose_name_plural = _("jaarlijkse bevestigingen")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "year"],
                name="confirmation_once_a_year",
                violation_error_message=_("Dit jaar is al bevestigd."),
            )
        ]

    def __str__(self):
        return f"{self.year}: {self.get_state_display()}"

    def says(self, state, note):
        return (self.state, one_newline(self.note)) == (state, one_newline(note))

    @property
    def fingerprint(self):
        """Differs when something else was said about a year, or about another year."""
        said = f"{self.year} {self.state} {one_newline(self.note)}"
        return sha256(said.encode()).hexdigest()[:16]


class Milestone(Removable, Sourced):
    """Something the deal wants to reach, or a product it wants to have made, by a date."""

    class Kind(models.TextChoices):
        MILESTONE = "mijlpaal", _("mijlpaal")
        PRODUCT = "product", _("product dat we gaan maken")

    class Precision(models.TextChoices):
        """Of what is rougher than a day the last day is stored: only after that it is late."""

        DAY = rough.DAY, _("dag")
        MONTH = rough.MONTH, _("maand")
        QUARTER = rough.QUARTER, _("kwartaal")
        HALF = rough.HALF, _("half jaar")
        YEAR = rough.YEAR, _("jaar")

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="milestones", verbose_name=_("deal"))
    kind = models.CharField(_("soort"), max_length=10, choices=Kind, default=Kind.MILESTONE)
    name = models.CharField(_("mijlpaal"), max_length=200)
    owner = models.CharField(_("trekker"), max_length=200, blank=True)
    planned_on = models.DateField(_("gepland op"))
    planned_precision = models.CharField(
        _("gepland: hoe precies"), max_length=10, choices=Precision, default=Precision.DAY
    )
    expected_on = models.DateField(_("nu verwacht op"), null=True, blank=True)
    expected_precision = models.CharField(
        _("verwacht: hoe precies"), max_length=10, choices=Precision, default=Precision.DAY
    )
    done_on = models.DateField(_("gehaald op"), null=True, blank=True)
    note = models.TextField(_("toelichting"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    is_demo = models.BooleanField(_("verzonnen mijlpaal"), default=False)

    class Meta:
        verbose_name = _("mijlpaal")
        verbose_name_plural = _("mijlpalen")
        ordering = ["planned_on", "id"]

    def __str__(self):
        return self.name

    @property
    def is_product(self):
        return self.kind == self.Kind.PRODUCT

    @property
    def planned(self):
        return rough.RoughDay(self.planned_on, self.planned_precision)

    @property
    def due(self):
        """When it is expected now, as precisely as it was said; the planned date unless it moved."""
        if self.expected_on is None:
            return self.planned
        return rough.RoughDay(self.expected_on, self.expected_precision)


class MilestoneMove(models.Model):
    """A date of a milestone that was changed, and why; never changed itself (docs/rules.md 8)."""

    class Which(models.TextChoices):
        PLANNED = "gepland", _("geplande datum")
        EXPECTED = "verwacht", _("verwachte datum")

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="moves", verbose_name=_("mijlpaal"))
    which = models.CharField(_("welke datum"), max_length=10, choices=Which)
    old_on = models.DateField(_("van"))
    old_precision = models.CharField(max_length=10, choices=Milestone.Precision, default=rough.DAY)
    new_on = models.DateField(_("naar"))
    new_precision = models.CharField(max_length=10, choices=Milestone.Precision, default=rough.DAY)
    reason = models.CharField(_("reden"), max_length=500)
    moved_at = models.DateTimeField(_("verschoven op"), auto_now_add=True)
    moved_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("verschoven door")
    )

    class Meta:
        verbose_name = _("verschoven datum")
        verbose_name_plural = _("verschoven data")
        ordering = ["moved_at", "id"]

    def __str__(self):
        return f"{self.old_on} → {self.new_on}"

    @property
    def is_of_plan(self):
        return self.which == self.Which.PLANNED
