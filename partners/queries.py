"""Reads of organisations. What hangs on them in rooms above is reached through the model's own relations."""

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from foundation.ordering import dutch
from partners.models import Organisation
from partners.register import also_called, fold


def rows_with(words, rows):
    """Keys of the rows (key, text, text ...) in which every word occurs, without accents, capitals or order.

    Accents are left out on both sides here, because SQLite cannot; 500 rows take a few milliseconds.
    """
    wanted = fold(words).split()
    folded = ((key, fold(" ".join(texts))) for key, *texts in rows)
    return [key for key, text in folded if all(word in text for word in wanted)]


def organisations_named(words):
    """Ids of the organisations in whose name, abbreviation, former or other names every word occurs; one query."""
    rows = Organisation.objects.values_list("pk", "name", "abbreviation", "former_names", "tooi_uri")
    return rows_with(words, ((pk, *names, also_called(uri)) for pk, *names, uri in rows))


def participations_seen_by(user):
    """Every participation this user may see, as the room of the deals decides; no query."""
    return Organisation._meta.get_field("participations").related_model.objects.visible_to(user)


def taking_part(organisations, user):
    """Those that take part in a deal this user may see."""
    return organisations.filter(pk__in=participations_seen_by(user).current().values("organisation"))


def organisations_to_list(user):
    """With `deal_count`, the deals this user may see, and what a row shows; two queries a page."""
    seen = participations_seen_by(user).current().filter(organisation=OuterRef("pk")).order_by()
    count = Subquery(seen.values("organisation").annotate(number=Count("pk")).values("number"))
    listed = Organisation.objects.annotate(deal_count=Coalesce(count, 0)).select_related("province")
    return listed.prefetch_related("networks").order_by(dutch("name"), "pk")


def deals_of(organisation, user):
    """The participations of an organisation this user may see, by deal; one query."""
    seen = participations_seen_by(user).filter(organisation=organisation)
    return seen.select_related("deal").order_by(dutch("deal__name"))


def contacts_by_period(organisation, day):
    """(those of today and later, those of before); one query."""
    now, before = [], []
    for contact in organisation.contacts.select_related("successor"):
        (before if contact.until_on and contact.until_on < day else now).append(contact)
    return now, before


MOST_SUCCESSIONS = 5


def successor_today(organisation, day):
    """Who goes on with what this one did, also when its successor was merged too; None when that is not known.

    One query a step.
    """
    for _step in range(MOST_SUCCESSIONS):
        organisation = organisation.successor
        if organisation is None or not organisation.ended_on or organisation.ended_on > day:
            return organisation
    return None


def kin_of(organisation):
    """Organisations that went up in this one, by name; one query."""
    return organisation.predecessors.order_by(dutch("name"))


def municipality_count(organisation):
    return organisation.municipalities.filter(Q(ended_on__isnull=True)).count()
