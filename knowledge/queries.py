"""Reads of what the deals taught."""

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Model, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from deals.models import Deal, Milestone
from foundation.ordering import dutch
from foundation.sort_key import sort_key
from knowledge.models import AttentionPoint, Finding, LearningQuestion, Lesson, Product, Signal


@dataclass(frozen=True)
class Shelf:
    """One kind of knowledge, and which of its fields are title, text and part."""

    url_name: str
    label: str
    model: type[Model]
    empty: str
    title: str = ""
    text: str = "text"
    part: str = ""
    part_label: str = ""

    @property
    def searched(self):
        return [name for name in (self.title, self.text, self.part, "deal__name") if name]


IN_PLANNING = "uit-de-planning"  # a part of the products, beside their kinds

SHELVES = (
    Shelf(
        "knowledge:list",
        _("Producten"),
        Product,
        _("Hier staat wat een deal maakte en wat anderen kunnen gebruiken."),
        title="name",
        text="description",
        part="kind",
        part_label=_("Soort"),
    ),
    Shelf(
        "knowledge:lessons",
        _("Lessen"),
        Lesson,
        _("Hier staat wat deals leerden: over de aanleiding, het proces, het resultaat en de borging."),
        part="section",
        part_label=_("Onderdeel"),
    ),
    Shelf(
        "knowledge:signals",
        _("Signalen"),
        Signal,
        _("Hier staan knelpunten in wet, beleid of geld die de praktijk doorgeeft aan het Rijk."),
        part="kind",
        part_label=_("Soort"),
    ),
    Shelf(
        "knowledge:findings",
        _("Bevindingen"),
        Finding,
        _("Hier staat wat de midterm review per indicator zag."),
        title="indicator",
        text="summary",
        part="indicator",
        part_label=_("Indicator"),
    ),
    Shelf(
        "knowledge:questions",
        _("Leervragen"),
        LearningQuestion,
        _("Hier staan vragen waarover partners samen willen leren."),
    ),
    Shelf(
        "knowledge:attention_points",
        _("Aandachtspunten"),
        AttentionPoint,
        _("Hier staat waar een deal volgens de midterm review zelf op moet letten."),
    ),
)


@dataclass(frozen=True)
class Found:
    """One line of the list, from any shelf."""

    title: str
    text: str
    part: str
    deal: Deal | None
    source: str
    source_url: str
    lead_time_years: int | None = None


def found_on(shelf, user, *, words="", deal=None, part=""):
    """What stands on a shelf for this user and matches every word; the list itself is one query."""
    listed = shelf.model.objects.visible_to(user).select_related("deal")
    for word in words.split():
        listed = listed.filter(_any_of(shelf.searched, word))
    if deal:
        listed = listed.filter(deal=deal)
    if part and shelf.part:
        listed = listed.filter(**{shelf.part: part})
    return listed.order_by(
        *([dutch(shelf.title)] if shelf.part == "kind" and shelf.title else []), dutch("deal__name"), "pk"
    )


def made_in_planning(user, *, words="", deal=None, part=""):
    """Finished products of the planning, which the shelf of products shows too; the list itself is one
    query."""
    made = Milestone.objects.filter(kind=Milestone.Kind.PRODUCT, done_on__isnull=False)
    made = made.filter(deal__in=Deal.objects.visible_to(user)).select_related("deal")
    for word in words.split():
        made = made.filter(_any_of(("name", "note", "deal__name"), word))
    if deal:
        made = made.filter(deal=deal)
    return made if part in ("", IN_PLANNING) else made.none()


def listed_on(shelf, user, **search):
    """What a page of this shelf goes through; one query, two for the products."""
    found = found_on(shelf, user, **search)
    made = list(made_in_planning(user, **search)) if shelf.model is Product else []
    if not made:
        return found
    return sorted([*found, *made], key=lambda one: (sort_key(one.name), sort_key(one.deal.name), one.pk))


def count_on(shelf, user, **search):
    """How many `listed_on` gives; one query."""
    found = found_on(shelf, user, **search).order_by()
    if shelf.model is not Product:
        return found.count()
    made = made_in_planning(user, **search).order_by()
    return found.values("pk").union(made.values("pk"), all=True).count()


def _any_of(names, word):
    condition = Q()
    for name in names:
        condition |= Q(**{f"{name}__icontains": word})
    return condition


def lines_of(shelf, objects):
    """What a page shows of the objects found; no query."""
    for one in objects:
        if isinstance(one, Milestone):
            yield _made(one)
            continue
        display = getattr(one, f"get_{shelf.part}_display", None)
        part = display() if display else getattr(one, shelf.part or "pk")
        shows_part = shelf.part and shelf.part != shelf.title
        yield Found(
            title=getattr(one, shelf.title) if shelf.title else "",
            text=getattr(one, shelf.text),
            part=str(part) if shows_part else "",
            deal=one.deal,
            source=one.source,
            source_url=one.source_url,
            lead_time_years=getattr(one, "lead_time_years", None),
        )


def _made(product):
    """A finished product of the planning as a line of the list."""
    told = _("gemaakt: %(on)s") % {"on": date_format(product.done_on, "j F Y")}
    return Found(
        title=product.name,
        text=product.note,
        part=f"{told} · {_('verzonnen')}" if product.is_demo else told,
        deal=product.deal,
        source=product.source,
        source_url=product.source_url,
    )


def parts_of(shelf, user):
    """What can be chosen as a part of this shelf; one query, two for the products."""
    if not shelf.part:
        return []
    labels = dict(shelf.model._meta.get_field(shelf.part).choices or ())
    parts = shelf.model.objects.visible_to(user).order_by(shelf.part).values_list(shelf.part, flat=True)
    found = [(part, capfirst(labels.get(part, part))) for part in parts.distinct()]
    if shelf.model is Product and made_in_planning(user).exists():
        found.append((IN_PLANNING, _("Uit de planning")))
    return found


def deals_with_knowledge(user):
    return Deal.objects.visible_to(user).alphabetical()


def tabs_for(active, user, *, words="", deal=None):
    """The shelves with how many match the same search; a query for each."""
    kept = {"q": words, "deal": deal.slug if deal else ""}
    query = urlencode({name: value for name, value in kept.items() if value})
    return [
        {
            "label": shelf.label,
            "url": reverse(shelf.url_name) + (f"?{query}" if query else ""),
            "active": shelf is active,
            "count": count_on(shelf, user, words=words, deal=deal),
        }
        for shelf in SHELVES
    ]


def lessons_by_section(deal):
    """[(section, [lessons])] in the order of the Lessenposter; one query."""
    lessons = defaultdict(list)
    for lesson in deal.lessons.all():
        lessons[lesson.section].append(lesson)
    return [(label, lessons[value]) for value, label in Lesson.Section.choices if lessons[value]]


def products_in_planning(deal):
    """Products of the planning, which stay with the products once finished; one query."""
    planned = list(deal.milestones.filter(kind=Milestone.Kind.PRODUCT))
    made = [one for one in planned if one.done_on]
    return {
        "made_products": sorted(made, key=lambda one: one.done_on, reverse=True),
        "planned_products": [one for one in planned if not one.done_on],
    }
