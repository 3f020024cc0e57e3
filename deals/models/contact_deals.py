"""A contact that is of some deals of its organisation only."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Value
from django.utils.translation import gettext_lazy as _

from deals.models.deal import Deal, DealRole
from deals.models.participation import Participation
from deals.models.reach import contacts_today, of_deal
from partners.models import Contact, Organisation

OF_PARTNER = "organisation__contacts__"


class ContactReach(models.TextChoices):
    """Seen from one of its deals."""

    ALL = "alle", _("alle deals van de organisatie")
    THIS = "deze", _("alleen deze deal")
    MORE = "meer", _("deze en andere gekozen deals")


class ContactDealQuerySet(models.QuerySet):
    def contacts_visible_to(self, user):
        """Contacts of the user's own organisation with whom they share a deal, and of a team those of its
        deals; no query."""
        if not user.is_authenticated:
            return Contact.objects.none()
        if user.is_programme_staff or user.is_administrator:
            return Contact.objects.all()
        return Contact.objects.filter(
            Q(pk__in=_colleagues_of(user)) | Q(pk__in=_contacts_of(in_teams_of(user)))
        )

    def contacts_to_show(self, user):
        """The same, each with `is_tied`, `may_change`, and its deals in `told_ties`; one query more."""
        told = self.filter(deal__in=Deal.objects.visible_to(user)).select_related("deal")
        rows = self.contacts_visible_to(user).annotate(
            is_tied=is_tied(),
            may_change=_is_changed_by(user),
        )
        return rows.prefetch_related(Prefetch("deal_ties", queryset=told, to_attr="told_ties"))

    def contacts_changed_by(self, user):
        """Those this user may change; no query."""
        return Contact.objects.filter(_is_changed_by(user))


class ContactDeal(models.Model):
    """This contact is of this deal; without any it is of all deals of its organisation.

    A deal that goes may not turn its contacts into contacts of all the others: it is protected.
    """

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="contact_ties", verbose_name=_("deal"))
    contact = models.ForeignKey(
        Contact, models.CASCADE, related_name="deal_ties", verbose_name=_("contactpersoon")
    )

    objects = ContactDealQuerySet.as_manager()

    class Meta:
        verbose_name = _("deal van een contactpersoon")
        verbose_name_plural = _("deals van contactpersonen")
        ordering = ["deal"]
        constraints = [models.UniqueConstraint(fields=["deal", "contact"], name="contact_deal_once")]

    def __str__(self):
        return f"{self.contact} · {self.deal}"


def is_tied():
    """Whether a contact is of some deals only, as part of a query."""
    return Exists(ContactDeal.objects.filter(contact=OuterRef("pk")))


def in_teams_of(user):
    """Participations of today in the deals of this user's teams; no query."""
    return Participation.objects.current().filter(deal__in=DealRole.objects.deals_of(user))


def shared_with_other_teams(user):
    """Organisations in a deal whose team this user is not in; no query.

    A contact for all deals also gets the questionnaires of those deals, so one team alone may not change such
    a contact.
    """
    return Organisation.objects.filter(pk__in=_elsewhere(user).values("organisation"))


def _elsewhere(user):
    return Participation.objects.current().exclude(deal__in=DealRole.objects.deals_of(user))


def _contacts_of(participations):
    """Ids of the contacts through whom these take part."""
    there = participations.filter(of_deal(F("deal"), OF_PARTNER), organisation__contacts__isnull=False)
    return there.order_by().values("organisation__contacts")


def _colleagues_of(user):
    mine = contacts_today(user)
    of_everything = mine.filter(deal_ties=None).values("organisation")
    shares = mine.filter(organisation=OuterRef("organisation"), deal_ties__deal=OuterRef("deal_ties__deal"))
    colleagues = Contact.objects.filter(
        Q(organisation__in=of_everything)
        | Q(organisation__in=mine.values("organisation"), deal_ties=None)
        | Exists(shares)
    )
    return colleagues.order_by().values("pk")


def _is_changed_by(user):
    """Agenda Stad and administrators all; a team whoever is at its table, and of no deal of another team."""
    if user.is_programme_staff or user.is_administrator:
        return Value(True, output_field=models.BooleanField())
    own = in_teams_of(user).at_the_table()
    return Q(pk__in=_contacts_of(own)) & ~Q(pk__in=_contacts_of(_elsewhere(user)))


def of_all_deals(contacts):
    """Contacts through whom the organisation takes part in everything it does in public; no query.

    A report over all deals of an organisation is for them; not for whoever is of some of those.
    """
    missed = Participation.objects.filter(organisation=OuterRef("organisation"), deal__is_published=True)
    missed = missed.exclude(stage="afgezien").exclude(
        Exists(ContactDeal.objects.filter(contact=OuterRef(OuterRef("pk")), deal=OuterRef("deal")))
    )
    return contacts.filter(~is_tied() | ~Exists(missed))
