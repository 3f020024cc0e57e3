"""The deal itself: what it is, its phase, its dates, its signing moments, and what the sources say."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from deals.models.removable import Removable
from foundation.events import Ref, Subject
from foundation.ordering import dutch
from partners.models import Sourced, User, not_ended_on

EARLIER_END = "eerder vastgelegd einde"  # the name of a DealDate
STAATSCOURANT_URL = "https://zoek.officielebekendmakingen.nl/stcrt-{number}.html"


class Kind(models.TextChoices):
    CITY_DEAL = "city_deal", _("City Deal")
    TOWN_DEAL = "town_deal", _("Town Deal")


class Phase(models.TextChoices):
    """docs/rules.md 7. "Ondertekend" is a moment, not a phase."""

    IDEA = "idee", _("idee")
    EXPLORATION = "verkenning", _("verkenning")
    PREPARATION = "kwartiermaken", _("kwartiermaken")
    EXECUTION = "uitvoering", _("uitvoering")
    COMPLETION = "afronding", _("afronding")
    AFTERCARE = "nawerking", _("nawerking")
    COMPLETED = "afgerond", _("afgerond")
    STOPPED = "niet_doorgegaan", _("niet doorgegaan")


class Precision(models.TextChoices):
    DAY = "dag", _("dag")
    MONTH = "maand", _("maand")
    YEAR = "jaar", _("jaar")


class DealQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Published deals for everyone; the rest for their team, Agenda Stad and administrators."""
        if not user.is_authenticated:
            return self.filter(is_published=True)
        if user.is_programme_staff or user.is_administrator:
            return self
        return self.filter(Q(is_published=True) | Q(pk__in=DealRole.objects.deals_of(user)))

    def of_team(self, user):
        return self.filter(pk__in=DealRole.objects.deals_of(user))

    def alphabetical(self):
        return self.order_by(dutch("name"))

    def with_first_signing(self):
        """Each with `first_signed_on`: where no begin is known the term begins there (docs/rules.md 7.2)."""
        signed = SigningMoment.objects.filter(deal=OuterRef("pk"), kind=SigningMoment.Kind.SIGNING)
        first = signed.exclude(signed_on=None).order_by("signed_on").values("signed_on")[:1]
        return self.annotate(first_signed_on=Subquery(first))

    def begun_by(self, day):
        """Also those of which no begin is known."""
        begin = Coalesce("starts_on", "first_signed_on")
        return self.with_first_signing().annotate(begin=begin).filter(Q(begin=None) | Q(begin__lte=day))


class Deal(Sourced):
    """A City Deal or Town Deal: partners who solve one problem together for two to four years."""

    slug = models.SlugField(_("adres"), max_length=80, unique=True)
    kind = models.CharField(_("soort"), max_length=20, choices=Kind)
    name = models.CharField(_("naam"), max_length=200)
    is_working_title = models.BooleanField(_("de naam is een werktitel"), default=False)
    theme = models.CharField(_("thema"), max_length=300, blank=True)
    phase = models.CharField(_("fase"), max_length=20, choices=Phase, blank=True)
    phase_note = models.CharField(_("toelichting bij de fase"), max_length=500, blank=True)
    stopped_in_phase = models.CharField(max_length=20, choices=Phase, blank=True, editable=False)
    stop_reason = models.TextField(_("reden van stoppen"), blank=True)
    resume_reason = models.TextField(_("reden om weer op te pakken"), blank=True, editable=False)
    goal = models.TextField(_("doel"), blank=True)
    why_deal = models.TextField(_("waarom kan dit niet zonder deal?"), blank=True)
    starts_on = models.DateField(_("begin"), null=True, blank=True)
    starts_precision = models.CharField(max_length=10, choices=Precision, default=Precision.DAY)
    ends_on = models.DateField(_("einde"), null=True, blank=True)
    ends_precision = models.CharField(max_length=10, choices=Precision, default=Precision.DAY)
    internal_notes = models.TextField(_("interne notities"), blank=True)
    is_published = models.BooleanField(_("openbaar"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = DealQuerySet.as_manager()

    class Meta:
        verbose_name = _("deal")
        verbose_name_plural = _("deals")
        ordering = [dutch("name")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="deal_ends_after_start",
                violation_error_message=_("De einddatum ligt voor de begindatum."),
            ),
            models.CheckConstraint(
                condition=~Q(phase=Phase.STOPPED) | ~Q(stop_reason=""),
                name="deal_stop_has_reason",
                violation_error_message=_("Geef een reden waarom de deal niet doorgaat."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("deals:detail", args=[self.slug])

    @property
    def term_begins_on(self):
        """Where no begin is known the first signing, on a deal read `with_first_signing`."""
        return self.starts_on or getattr(self, "first_signed_on", None)

    @property
    def full_name(self):
        """With its kind in front; a working title such as "City Deal over AI" has that already."""
        kind = self.get_kind_display()
        return self.name if self.name.startswith(kind) else f"{kind} {self.name}"

    @property
    def is_beginning(self):
        """Until uitvoering; also of which the phase is not known."""
        return self.phase in ("", Phase.IDEA, Phase.EXPLORATION, Phase.PREPARATION, Phase.EXECUTION)

    @property
    def is_stopped(self):
        return self.phase == Phase.STOPPED

    @property
    def audit_subject(self):
        return Subject("deal", self.slug, self.name, self.pk)

    @property
    def audit_ref(self):
        """Its name is not for everybody: a relation may lead to a deal that some do not see."""
        return Ref("deal", self.pk)


class DealRoleQuerySet(models.QuerySet):
    def held_on(self, day):
        """Roles that count on this day; one with a planned end counts until then."""
        return self.filter(not_ended_on(day))

    def deals_of(self, user):
        return self.held_on(timezone.localdate()).filter(user=user).values("deal_id")


class DealRole(models.Model):
    """Someone's place in the team of one deal; it counts from the next request on, and stops likewise."""

    class Role(models.TextChoices):
        DEALMAKER = "dealmaker", _("dealmaker")
        PROJECT_LEADER = "projectleider", _("projectleider")

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="roles", verbose_name=_("deal"))
    user = models.ForeignKey(User, models.CASCADE, related_name="deal_roles", verbose_name=_("gebruiker"))
    role = models.CharField(_("rol"), max_length=20, choices=Role)
    ended_on = models.DateField(
        _("stopt op"),
        null=True,
        blank=True,
        help_text=_("De eerste dag zonder deze rol. Vandaag: meteen. Leeg: geen einde gepland."),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DealRoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rol in een deal")
        verbose_name_plural = _("rollen in deals")
        constraints = [
            models.UniqueConstraint(
                fields=["deal", "user", "role"],
                condition=Q(ended_on__isnull=True),
                name="deal_role_once",
                violation_error_message=_("Deze persoon heeft deze rol al."),
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.role_in_words}"

    @property
    def role_in_words(self):
        """Without the name."""
        ends = f" tot {date_format(self.ended_on, 'j F Y')}" if self.ended_on else ""
        return f"{self.get_role_display()}{ends}"


class DealFact(Sourced):
    """Something the sources say about a deal in words: context, governance, a number of partners ..."""

    class Subject(models.TextChoices):
        CONTEXT = "context", _("Achtergrond")
        TERM = "looptijd", _("Looptijd")
        GOAL = "doel", _("Doelen")
        MAIN_QUESTION = "hoofdvraag", _("Hoofdvragen")
        PARTNER_COUNT = "partner_aantal", _("Aantal partners")
        CONTRIBUTION = "bijdrage", _("Bijdragen")
        GOVERNANCE = "governance", _("Sturing en overleg")
        RESULT = "resultaat", _("Resultaten")
        YEAR_PLAN = "jaarplan", _("Jaarplan")
        OTHER = "overig", _("Overig")
        PUBLIC = "openbaar", _("Wat er openbaar over te vinden is")

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="facts", verbose_name=_("deal"))
    subject = models.CharField(_("onderwerp"), max_length=20, choices=Subject)
    text = models.TextField(_("tekst"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("feit")
        verbose_name_plural = _("feiten")
        ordering = ["subject", "position", "id"]

    def __str__(self):
        return self.text[:80]


class DealDate(Sourced):
    """A date in the deal's life as precisely as the source gives it."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="dates", verbose_name=_("deal"))
    what = models.CharField(_("wat"), max_length=200)
    on = models.DateField(_("datum"))
    precision = models.CharField(_("nauwkeurigheid"), max_length=10, choices=Precision, default=Precision.DAY)
    note = models.CharField(_("toelichting"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("datum")
        verbose_name_plural = _("data")
        ordering = ["on", "id"]

    def __str__(self):
        return self.what


class SigningMoment(Removable, Sourced):
    """A moment at which partners signed; a deal has one or more [003:811]."""

    class Kind(models.TextChoices):
        SIGNING = "ondertekening", _("ondertekening")
        JOINING = "bijtekenmoment", _("bijtekenmoment")
        EXTENSION = "verlenging", _("verlenging")
        INTENT = "intentieverklaring", _("intentieverklaring")

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="signing_moments", verbose_name=_("deal"))
    kind = models.CharField(_("soort"), max_length=20, choices=Kind, default=Kind.SIGNING)
    signed_on = models.DateField(_("datum"), null=True, blank=True)
    precision = models.CharField(_("nauwkeurigheid"), max_length=10, choices=Precision, default=Precision.DAY)
    conditions = models.TextField(_("voorwaarden om aan te sluiten"), blank=True)
    note = models.TextField(_("toelichting"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("ondertekenmoment")
        verbose_name_plural = _("ondertekenmomenten")
        ordering = ["signed_on", "id"]

    def __str__(self):
        return self.get_kind_display()


class Publication(Removable, Sourced):
    """A publication of the deal's text in the Staatscourant; a deal can have several [FACTS 14.1]."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="publications", verbose_name=_("deal"))
    signing_moment = models.ForeignKey(
        SigningMoment,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="publications",
        verbose_name=_("ondertekenmoment"),
    )
    number = models.CharField(
        _("nummer in de Staatscourant"),
        max_length=12,
        validators=[
            RegexValidator(r"^\d{4}-\d{1,6}$", _("Schrijf het nummer als jaar-nummer, zoals 2022-1709."))
        ],
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("publicatie in de Staatscourant")
        verbose_name_plural = _("publicaties in de Staatscourant")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["deal", "number"],
                condition=Q(deleted_at__isnull=True),
                name="publication_once_per_deal",
                violation_error_message=_("Deze publicatie staat al bij de deal."),
            )
        ]

    def __str__(self):
        return f"Staatscourant {self.number}"

    @property
    def url(self):
        return STAATSCOURANT_URL.format(number=self.number)


class Relation(Removable, Sourced):
    """How two deals hang together: predecessor, successor, restart, grown out of [003:1078, 1240, 1554]."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="relations", verbose_name=_("deal"))
    other = models.ForeignKey(
        Deal,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="reverse_relations",
        verbose_name=_("andere deal"),
    )
    kind = models.CharField(_("soort"), max_length=40)
    text = models.TextField(_("toelichting"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("verband met een andere deal")
        verbose_name_plural = _("verbanden met andere deals")
        ordering = ["id"]

    def __str__(self):
        return self.kind
