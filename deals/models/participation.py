"""Who takes part in a deal, and how they are attached to it."""

from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _

from deals.models.deal import Deal, DealRole, SigningMoment
from deals.models.reach import reached_by
from deals.models.reasons import StageReason
from deals.models.removable import Removable, RemovableManager
from foundation.ordering import dutch
from partners.models import Contact, Organisation, OrganisationType, Sourced


class ParticipationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """In public only who takes part; approaching and leaving are for the team and the partner itself."""
        shown = self.filter(deal__in=Deal.objects.visible_to(user))
        if not user.is_authenticated:
            return shown.taking_part()
        if user.is_programme_staff or user.is_administrator:
            return shown
        return shown.filter(
            Q(stage__in=TAKING_PART)
            | Q(deal__in=DealRole.objects.deals_of(user))
            | Q(pk__in=reached_by(user))
        )

    def current(self):
        return self.exclude(stage__in=ENDED)

    def of_contact(self, user):
        """Those this account is a contact for today; no query."""
        return self.filter(pk__in=reached_by(user))

    def taking_part(self):
        """Signed, or named by a source that does not say how far they are."""
        return self.filter(stage__in=TAKING_PART)

    def at_the_table(self):
        """In conversation or taking part: not merely approached, named in a source, or gone."""
        return self.filter(stage__in=[Stage.TALKING, *TAKING_PART]).exclude(NAMED_ONLY)

    def once_at_the_table(self):
        """Those at the table, and those that may have been before they left or declined."""
        return self.exclude(stage=Stage.APPROACHED).exclude(NAMED_ONLY)

    def partners_first(self):
        """For a short list: organisations that are merely named beside the deal come last."""
        is_named_only = Case(When(NAMED_ONLY, then=1), default=0)
        return self.order_by(is_named_only, dutch("organisation__name"))

    def partners(self):
        """What the portal counts as a partner: taking part, and not merely named beside the deal."""
        return self.taking_part().exclude(NAMED_ONLY)


class Stage(models.TextChoices):
    APPROACHED = "benaderd", _("benaderd")
    TALKING = "in_gesprek", _("in gesprek")
    SIGNED = "ondertekend", _("ondertekend")
    LEFT = "vertrokken", _("vertrokken")
    DECLINED = "afgezien", _("afgezien")


TAKING_PART = [Stage.SIGNED, ""]
ENDED = [Stage.LEFT, Stage.DECLINED]
REASON_KINDS = {
    Stage.SIGNED: StageReason.Kind.JOINED,
    Stage.LEFT: StageReason.Kind.LEFT,
    Stage.DECLINED: StageReason.Kind.DECLINED,
}
NAMED_ONLY = Q(stage="", basis="afgeleid")


class Attachment(models.TextChoices):
    UNKNOWN = "onbekend", _("onbekend")
    YES = "ja", _("aangehaakt")
    NO = "nee", _("niet aangehaakt")


class Participation(Removable, Sourced):
    """An organisation in a deal: how far it is, what it brings and takes, how it is attached [003:1181]."""

    class Intensity(models.TextChoices):
        CORE = "kern", _("kern")
        PART_LEADER = "trekker", _("trekker van een onderdeel")
        JOINING = "meedoen", _("meedoen")
        FOLLOWING = "volgen", _("volgen")

    class Basis(models.TextChoices):
        """How sure the sources are that this organisation is a partner."""

        ENTERED = "ingevoerd", _("ingevoerd in de portal")
        EXPLICIT = "expliciet", _("de bron noemt deze organisatie als partner")
        DERIVED = "afgeleid", _("de bron noemt deze organisatie bij de deal, niet als partner")
        PUBLIC = "openbaar", _("genoemd op een openbare pagina")

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="participations", verbose_name=_("deal"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="participations", verbose_name=_("organisatie")
    )
    stage = models.CharField(_("stadium"), max_length=20, choices=Stage, blank=True)
    basis = models.CharField(max_length=20, choices=Basis, default=Basis.ENTERED, editable=False)
    role = models.CharField(_("rol"), max_length=300, blank=True)
    intensity = models.CharField(_("intensiteit"), max_length=20, choices=Intensity, blank=True)
    brings = models.TextField(_("wat brengt deze partner?"), blank=True)
    takes = models.TextField(_("wat haalt deze partner?"), blank=True)
    note = models.TextField(_("toelichting"), blank=True)
    signing_moment = models.ForeignKey(
        SigningMoment,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("tekent bij ondertekenmoment"),
    )
    joined_on = models.DateField(_("sinds"), null=True, blank=True)
    left_on = models.DateField(_("vertrokken op"), null=True, blank=True)
    joined_reason = models.ForeignKey(
        StageReason,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="joined",
        verbose_name=_("reden om mee te doen"),
    )
    left_reason = models.ForeignKey(
        StageReason,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ended",
        verbose_name=_("reden om te vertrekken of af te zien"),
    )
    reason_note = models.TextField(_("toelichting bij de reden"), blank=True)
    parts = models.ManyToManyField(
        "deals.Part", blank=True, related_name="participations", verbose_name=_("onderdelen")
    )
    attached_official = models.CharField(
        _("ambtelijk"), max_length=10, choices=Attachment, default=Attachment.UNKNOWN
    )
    attached_director = models.CharField(
        _("directie"), max_length=10, choices=Attachment, default=Attachment.UNKNOWN
    )
    attached_executive = models.CharField(
        _("bestuurlijk"), max_length=10, choices=Attachment, default=Attachment.UNKNOWN
    )
    lasting_contacts = models.ManyToManyField(
        Contact,
        blank=True,
        related_name="lasting_for",
        verbose_name=_("blijvende contacten"),
        help_text="Who stays reachable after the end of the deal, for the follow-up rounds.",
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RemovableManager.from_queryset(ParticipationQuerySet)()
    with_removed = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("deelname")
        verbose_name_plural = _("deelnames")
        ordering = [dutch("organisation__name")]
        constraints = [
            models.UniqueConstraint(
                fields=["deal", "organisation"],
                condition=Q(deleted_at__isnull=True),
                name="participation_once_per_deal",
                violation_error_message=_("Deze organisatie doet al mee in deze deal."),
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True)
                | Q(joined_on__isnull=True)
                | Q(left_on__gte=F("joined_on")),
                name="participation_left_after_joined",
                violation_error_message=_("De datum van vertrek ligt voor de datum van aansluiten."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation} in {self.deal}"

    @property
    def is_derived(self):
        return self.basis == self.Basis.DERIVED

    @property
    def is_signed(self):
        return self.stage == Stage.SIGNED


class WantedPartner(Removable):
    """A partner still missing in a deal, and why; found once it takes part [G16]."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="wanted_partners", verbose_name=_("deal"))
    description = models.CharField(_("wie zoekt u?"), max_length=200)
    type = models.CharField(_("soort"), max_length=30, choices=OrganisationType, blank=True)
    why = models.TextField(_("waarom is deze partner nodig?"))
    found_as = models.ForeignKey(
        Participation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="wanted_as",
        verbose_name=_("gevonden: doet mee als"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("gezochte partner")
        verbose_name_plural = _("gezochte partners")
        ordering = [dutch("description"), "id"]

    def __str__(self):
        return self.description
