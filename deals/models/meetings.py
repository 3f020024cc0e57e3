"""Where a deal is steered: its bodies with their members, what was decided, and who does what by when."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from deals.models.deal import Deal, DealRole
from deals.models.removable import Removable, RemovableManager
from foundation.ordering import dutch
from partners.models import Organisation


class Body(Removable):
    """A group of partners that meets with a mandate [docs/rules.md 1]; in public by organisation and function."""

    class Kind(models.TextChoices):
        STEERING = "stuurgroep", _("stuurgroep")
        CORE = "kernteam", _("kernteam")
        GROUP = "werkgroep", _("werkgroep")
        SOUNDING = "klankbordgroep", _("klankbordgroep")
        OTHER = "overleg", _("ander overleg")

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="bodies", verbose_name=_("deal"))
    kind = models.CharField(_("soort"), max_length=20, choices=Kind, default=Kind.STEERING)
    name = models.CharField(_("naam"), max_length=200)
    mandate = models.TextField(_("waarover gaat dit overleg, en wat mag het besluiten?"), blank=True)
    frequency = models.CharField(_("hoe vaak"), max_length=200, blank=True)
    since_on = models.DateField(_("dit geldt sinds"), null=True, blank=True)
    ended_on = models.DateField(_("gestopt op"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("overleg")
        verbose_name_plural = _("overleggen")
        ordering = ["kind", dutch("name"), "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["deal", "name"],
                condition=Q(deleted_at__isnull=True),
                name="body_name_once",
                violation_error_message=_("Dit overleg staat al bij de deal."),
            )
        ]

    def __str__(self):
        return self.name


class BodyVersion(models.Model):
    """What a body was for, and how often it met, until it was agreed otherwise; never changed."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="versions", verbose_name=_("overleg"))
    mandate = models.TextField(_("mandaat"), blank=True)
    frequency = models.CharField(_("hoe vaak"), max_length=200, blank=True)
    from_on = models.DateField(_("van"), null=True, blank=True)
    until_on = models.DateField(_("tot"))

    class Meta:
        verbose_name = _("eerdere afspraak over een overleg")
        verbose_name_plural = _("eerdere afspraken over een overleg")
        ordering = ["-until_on", "-id"]

    def __str__(self):
        return f"{self.body} {self.until_on}"


class BodyMember(Removable):
    """A member of a body: organisation and function for everyone, the name for the team."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="members", verbose_name=_("overleg"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie")
    )
    function = models.CharField(_("functie"), max_length=200)
    person = models.CharField(_("naam"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("lid van een overleg")
        verbose_name_plural = _("leden van een overleg")
        ordering = [dutch("organisation__name"), dutch("function"), "id"]

    def __str__(self):
        return f"{self.organisation}, {self.function}"

    @property
    def deal(self):
        return self.body.deal


class Decision(Removable):
    """What was decided, in a body or by the deal as a whole."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="decisions", verbose_name=_("deal"))
    body = models.ForeignKey(
        Body, models.SET_NULL, null=True, blank=True, related_name="decisions", verbose_name=_("overleg")
    )
    decided_on = models.DateField(_("besloten op"))
    text = models.TextField(_("besluit"))
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        ordering = ["-decided_on", "id"]  # of one meeting as it was written down

    def __str__(self):
        return self.text[:80]


class ActionPointQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Team, Agenda Stad and administrators."""
        if not user.is_authenticated:
            return self.none()
        if user.is_programme_staff or user.is_administrator:
            return self
        return self.filter(deal__in=DealRole.objects.deals_of(user))

    def open(self):
        return self.filter(state=ActionPoint.State.OPEN)

    def late_on(self, day):
        return self.open().filter(due_on__lt=day)


class ActionPoint(Removable):
    """Something to do before a day, agreed in a body or in the deal as a whole."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "gedaan", _("gedaan")
        LAPSED = "vervallen", _("vervallen")

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="action_points", verbose_name=_("deal"))
    body = models.ForeignKey(
        Body, models.SET_NULL, null=True, blank=True, related_name="action_points", verbose_name=_("overleg")
    )
    text = models.TextField(_("actiepunt"))
    owner_organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("wie: organisatie"),
    )
    owner = models.CharField(_("wie: functie of naam"), max_length=200, blank=True)
    due_on = models.DateField(_("klaar voor"), null=True, blank=True)
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.OPEN)
    closed_on = models.DateField(_("gedaan of vervallen op"), null=True, blank=True)
    reason = models.TextField(_("toelichting"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RemovableManager.from_queryset(ActionPointQuerySet)()
    with_removed = ActionPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("actiepunt")
        verbose_name_plural = _("actiepunten")
        ordering = [models.F("due_on").asc(nulls_last=True), "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="vervallen") | ~Q(reason=""),
                name="action_point_lapsed_has_reason",
                violation_error_message=_("Vul in waarom het actiepunt vervalt."),
            )
        ]

    def __str__(self):
        return self.text[:80]

    @property
    def is_open(self):
        return self.state == self.State.OPEN

    @property
    def is_done(self):
        return self.state == self.State.DONE

    @property
    def is_lapsed(self):
        return self.state == self.State.LAPSED
