"""Reads of organisations. What hangs on them in rooms above is reached through the model's own relations."""

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from foundation.ordering import dutch
from partners.models import Contact, Organisation, OrganisationType
from partners.name_register import also_called, split_into
from partners.recognition import NameBook, searched_words, spelled
from partners.recognition import Organisation as Named

SHORT_WORD = 3
MOST_ENDED = 5  # for which a list explains why it shows their successors


def rows_with(words, rows):
    """Keys of the rows (key, text, text ...) in which every word occurs, without accents, capitals or order.

    Accents are left out on both sides here, because SQLite cannot; 500 rows take a few milliseconds.
    """
    wanted = searched_words(words)
    spelt = ((key, spelled(" ".join(texts))) for key, *texts in rows)
    return [key for key, text in spelt if all(word in text for word in wanted)]


def organisations_named(words, *, day=None):
    """Ids of the organisations with every word in a current name, of successors of those that were merged
    or split, and of those with it as a full name. Two queries."""
    return [*meant_by(words, day=day).ids]


def meant_by(words, *, day=None):
    return Meant(words, day=day or timezone.localdate())


class Meant:
    """What words may mean: `ids` of organisations, who carries them as a name `first`,
    `ended` with who goes on, and `guesses` when nothing is found."""

    def __init__(self, words, *, day):
        self.book = name_book(day)
        wanted = searched_words(words)
        found = [one for one in self.book.known.values() if wanted and _has_words(one, wanted)]
        named = self.book.named(words)
        self.first = {one.pk for one in named}
        whole = set(wanted) - KINDS
        self.ended = [
            (one, [self.book.known[pk] for pk in one.successors if pk in self.book.known])
            for one in dict.fromkeys([*named, *found])
            if one.has_ended and one.successors and whole and whole <= _words_of(one)
        ]
        after = [one for _ended, successors in self.ended for one in successors]
        self.first |= {one.pk for one in after}
        self.ids = dict.fromkeys(one.pk for one in (*named, *found, *after))
        alike = [] if self.ids else self.book.alike(words, 3)
        self.guesses = [one for one in alike if not one.has_ended]


KINDS = {"gemeente", "provincie", "ministerie", "waterschap", "hoogheemraadschap"}


def _texts(one):
    return " ".join((one.name, one.abbreviation, one.former_names, one.also_called))


def _words_of(one):
    return set(searched_words(_texts(one)))


def _has_words(one, wanted):
    """Short words are abbreviations: they must start a word, so that EZ does not match Geldermalsezand."""
    text = " " + spelled(_texts(one)).translate(BETWEEN)
    return all((f" {word}" if len(word) <= SHORT_WORD else word) in text for word in wanted)


BETWEEN = str.maketrans(dict.fromkeys("(;,./", " "))


def name_book(day, *, make=NameBook, **more):
    """Every organisation by the names in use; one query, and one a step of a succession that leads outside it."""
    types = {value: str(label) for value, label in OrganisationType.choices}
    return make(_names(day), types, **more)


def _names(day):
    known = Organisation.objects.in_bulk()
    by_code = {(one.tooi_uri or "").rpartition("/")[2]: one for one in known.values()}
    for one in known.values():
        one.successor = known.get(one.successor_id)  # in memory, so that no step costs a query
        one.province = known.get(one.province_id)
    return [_named(one, by_code, day) for one in known.values()]


def _named(one, by_code, day):
    successor = successor_today(one, day)
    parts = () if successor else _parts(one, by_code, day)
    return Named(
        pk=one.pk,
        name=one.name,
        type=one.type,
        abbreviation=one.abbreviation,
        former_names=one.former_names,
        also_called=also_called(one.tooi_uri, one.name),
        tooi_uri=one.tooi_uri or "",
        has_ended=bool(one.ended_on and one.ended_on <= day),
        ended_year=one.ended_on.year if one.ended_on else 0,
        successor=successor.name if successor else "",
        successor_pk=successor.pk if successor else 0,
        split_into=tuple(part.pk for part in parts),
        province=one.province.name if one.province else "",
    )


def _parts(one, by_code, day):
    """The present-day municipalities that a former one was split into, according to the CBS list."""
    if not one.ended_on or one.tooi_uri:
        return []
    there = [by_code[code] for code in split_into(one.name) if code in by_code]
    return [part if _exists(part, day) else successor_today(part, day) for part in there]


def _exists(one, day):
    return not one.ended_on or one.ended_on > day


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


def _contact_deals():
    """For which deals contacts are is kept in a room above, and so is who may read them."""
    return Contact._meta.get_field("deal_ties").related_model.objects


def contacts_of(organisation, user):
    """Those this user may read; no query."""
    return _contact_deals().contacts_visible_to(user).filter(organisation=organisation)


def contacts_by_period(organisation, user, day):
    """(current and future, former) contacts that this user may read; two queries."""
    contacts = list(_contact_deals().contacts_to_show(user).filter(organisation=organisation))
    names = {contact.pk: contact.name for contact in contacts}
    now, before = [], []
    for contact in contacts:
        contact.followed_by = names.get(contact.successor_id, "")
        (before if contact.until_on and contact.until_on < day else now).append(contact)
    return now, before


MOST_SUCCESSIONS = 5


def successor_today(organisation, day):
    """The successor, also when that was merged again; None when unknown. One query a step."""
    for _step in range(MOST_SUCCESSIONS):
        organisation = organisation.successor
        if organisation is None or not organisation.ended_on or organisation.ended_on > day:
            return organisation
    return None


def kin_of(organisation):
    """Organisations that merged into this one, by name; one query."""
    return organisation.predecessors.order_by(dutch("name"))


def municipality_count(organisation):
    return organisation.municipalities.filter(Q(ended_on__isnull=True)).count()
