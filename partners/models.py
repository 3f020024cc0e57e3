"""Organisations, their contacts, and the people who log in."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.events import Ref, Subject
from foundation.fields import AddressField
from foundation.ordering import dutch


class Sourced(models.Model):
    """A fact that says where it comes from: a title with line numbers, or a public page."""

    source = models.CharField(_("bron"), max_length=300, blank=True)
    source_url = models.URLField(_("adres van de bron"), max_length=500, blank=True)

    class Meta:
        abstract = True


class UserQuerySet(models.QuerySet):
    def working_on(self, day):
        """Accounts that are open and have not reached their planned end."""
        return self.filter(is_active=True).filter(not_ended_on(day))


def not_ended_on(day, prefix=""):
    """`ended_on` is the first day without access: a future date is a planned end, today ends it at once."""
    return Q(**{f"{prefix}ended_on__isnull": True}) | Q(**{f"{prefix}ended_on__gt": day})


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_administrator=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email=email.strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who logs in by e-mail; what they may do per deal hangs on that deal, not here."""

    email = AddressField(_("e-mailadres"), unique=True)
    name = models.CharField(_("naam"), max_length=200)
    is_active = models.BooleanField(_("actief"), default=True)
    ended_on = models.DateField(
        _("toegang tot"),
        null=True,
        blank=True,
        help_text=_(
            "Vanaf deze dag kan deze persoon niet meer inloggen. Vandaag: meteen. Leeg: geen einde gepland."
        ),
    )
    is_programme_staff = models.BooleanField(_("medewerker Agenda Stad"), default=False)
    is_administrator = models.BooleanField(_("beheerder van accounts"), default=False)
    is_demo = models.BooleanField(_("verzonnen persoon"), default=False)
    wants_digest = models.BooleanField(_("dagelijks overzicht per mail"), default=True)
    # The account that created this one, or gave it a role or another address (partners/second_person.py).
    access_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    access_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")
        ordering = [dutch("name"), "email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("Dit e-mailadres is al in gebruik."),
            )
        ]

    def __str__(self):
        return self.name or self.email

    @property
    def audit_subject(self):
        return Subject("user", str(self.pk), str(self))

    @property
    def audit_ref(self):
        return Ref("user", self.pk)

    def get_short_name(self):
        return str(self)

    @property
    def is_staff(self):
        """Django's admin site asks this: only administrators may enter."""
        return self.is_administrator

    def has_module_perms(self, app_label):
        return self.is_active and self.is_administrator

    def works_on(self, day: date) -> bool:
        """Whether this account can log in on this day; no query."""
        return self.is_active and (self.ended_on is None or self.ended_on > day)


def in_a_year():
    today = timezone.localdate()
    return today.replace(year=today.year + 1, day=min(today.day, 28))


class ApiToken(models.Model):
    """An API key with which a program reads as this user, within its scope; only its hash is stored."""

    class Scope(models.TextChoices):
        PUBLIC = "openbaar", _("alleen wat openbaar is")
        OWN = "eigen", _("ook wat van de eigen deals is")
        REPORTS = "rapporten", _("alle rapporten die dit account mag lezen")

    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens", verbose_name=_("gebruiker"))
    digest = models.CharField(_("hash"), max_length=64, unique=True)
    name = models.CharField(_("waarvoor"), max_length=100, blank=True)
    scope = models.CharField(_("mag lezen"), max_length=10, choices=Scope, default=Scope.PUBLIC)
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    ended_on = models.DateField(
        _("geldig tot"), default=in_a_year, help_text=_("Vanaf deze dag werkt de sleutel niet meer.")
    )
    last_used_at = models.DateTimeField(_("laatst gebruikt"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)

    class Meta:
        verbose_name = _("API-sleutel")
        verbose_name_plural = _("API-sleutels")

    def __str__(self):
        return (
            f"{self.name or _('zonder naam')} · {self.user} · {timezone.localtime(self.created_at):%d-%m-%Y}"
        )


class ApiCall(models.Model):
    """Calls of the API: one row a day for the same caller, address, sender and result, with how often.

    Kept for KEPT_FOR (partners/api_log.py). No foreign keys: what was called stays readable when a key goes.
    """

    day = models.DateField(_("dag"))
    caller = models.CharField(_("sleutel of account"), max_length=40, blank=True)
    caller_label = models.CharField(_("wie"), max_length=300, blank=True)
    method = models.CharField(_("methode"), max_length=10)
    address = models.CharField(_("adres"), max_length=200)
    sender = models.CharField(_("van IP-adres"), max_length=45)
    status = models.PositiveSmallIntegerField(_("uitkomst"))
    times = models.PositiveIntegerField(_("aantal keer"), default=0)
    first_at = models.DateTimeField(_("eerste keer"))
    last_at = models.DateTimeField(_("laatste keer"))

    class Meta:
        verbose_name = _("API-aanroep")
        verbose_name_plural = _("API-aanroepen")
        ordering = ["-last_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "caller", "method", "address", "sender", "status"], name="api_call_once_a_day"
            )
        ]

    def __str__(self):
        return f"{self.method} {self.address}: {self.status}"


class Network(models.Model):
    """A network of municipalities such as the G40 or the K80 [002:119]."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    members_loaded_at = models.DateTimeField(_("leden ingelezen op"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("netwerk")
        verbose_name_plural = _("netwerken")
        ordering = ["code"]

    def __str__(self):
        return self.code


class OrganisationType(models.TextChoices):
    MINISTRY = "ministerie", _("ministerie")
    MUNICIPALITY = "gemeente", _("gemeente")
    PROVINCE = "provincie", _("provincie")
    WATER_BOARD = "waterschap", _("waterschap")
    OTHER_GOVERNMENT = "overige_overheid", _("overige overheid")
    KNOWLEDGE = "kennisinstelling", _("kennisinstelling")
    COMPANY = "marktpartij", _("marktpartij")
    CIVIL = "maatschappelijke_organisatie", _("maatschappelijke organisatie")
    UMBRELLA = "koepel", _("koepel")


class OrganisationQuerySet(models.QuerySet):
    def existing_on(self, day):
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))


class Organisation(Sourced):
    """An organisation that can take part in deals; public bodies carry their TOOI address."""

    name = models.CharField(_("naam"), max_length=200)
    abbreviation = models.CharField(_("afkorting"), max_length=30, blank=True)
    former_names = models.CharField(_("vroegere namen"), max_length=300, blank=True)
    type = models.CharField(_("soort"), max_length=30, choices=OrganisationType)
    tooi_uri = models.URLField(_("TOOI-adres"), max_length=200, null=True, blank=True, unique=True)
    cbs_code = models.CharField(_("CBS-code"), max_length=10, blank=True)
    oin = models.CharField(_("OIN"), max_length=30, blank=True)
    province = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="municipalities",
        verbose_name=_("provincie"),
    )
    networks = models.ManyToManyField(
        Network, blank=True, related_name="organisations", verbose_name=_("netwerken")
    )
    ended_on = models.DateField(_("bestaat tot"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("opvolger")
    )
    website = models.URLField(_("website"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = [dutch("name")]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                "type",
                name="organisation_name_once_per_type",
                violation_error_message=_("Deze organisatie staat al in de lijst."),
            ),
            models.CheckConstraint(
                condition=~Q(successor=models.F("id")),
                name="organisation_not_own_successor",
                violation_error_message=_("Een organisatie kan niet haar eigen opvolger zijn."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partners:detail", args=[self.pk])

    @property
    def is_municipality(self):
        return self.type == OrganisationType.MUNICIPALITY

    @property
    def audit_subject(self):
        return Subject("organisation", str(self.pk), self.name)


class ContactLevel(models.TextChoices):
    OFFICIAL = "ambtelijk", _("ambtelijk")
    DIRECTOR = "directie", _("directie")
    EXECUTIVE = "bestuurlijk", _("bestuurlijk")


class ContactQuerySet(models.QuerySet):
    def active_on(self, day):
        return self.filter(Q(from_on__isnull=True) | Q(from_on__lte=day)).filter(
            Q(until_on__isnull=True) | Q(until_on__gte=day)
        )

    def organisations_of(self, user):
        """Ids of the organisations this account is a contact of today."""
        return self.active_on(timezone.localdate()).filter(user=user).values("organisation_id")


class Contact(models.Model):
    """Someone through whom an organisation takes part, for a period; with an account when they log in."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="contacts", verbose_name=_("organisatie")
    )
    name = models.CharField(_("naam"), max_length=200)
    email = AddressField(_("e-mailadres"), blank=True)
    function = models.CharField(_("functie"), max_length=200, blank=True)
    level = models.CharField(_("niveau"), max_length=20, choices=ContactLevel, default=ContactLevel.OFFICIAL)
    from_on = models.DateField(_("vanaf"), null=True, blank=True)
    until_on = models.DateField(_("tot en met"), null=True, blank=True)
    user = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="contacts", verbose_name=_("account")
    )
    successor = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("opgevolgd door"),
    )
    hand_over = models.TextField(_("overdracht"), blank=True)
    is_demo = models.BooleanField(_("verzonnen persoon"), default=False)
    new_at = models.DateTimeField(_("nieuw sinds"), null=True, blank=True, editable=False)
    # The account that entered this address, and when; it cannot also be the second person (impacttool/actions/asking.py).
    address_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    address_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contactpersoon")
        verbose_name_plural = _("contactpersonen")
        ordering = [dutch("name")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True)
                | Q(from_on__isnull=True)
                | Q(until_on__gte=models.F("from_on")),
                name="contact_until_after_from",
                violation_error_message=_("De einddatum ligt voor de begindatum."),
            )
        ]

    def __str__(self):
        return self.name
