"""What a newcomer in a deal should know, and who the newcomers are."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q

from deals.models import Introduction, Participation, reach
from deals.permissions import contacts_visible_to
from deals.queries.agreements import partner_rows
from deals.queries.progress import open_milestones
from deals.rough import DAY
from deals.told_years import told_year
from foundation.ordering import dutch
from partners.models import Contact, OrganisationType

NEXT_MILESTONES = 12


def newcomers_of(deals, day):
    """Contacts of current partners who were not introduced to the deal yet, each with `in_deal`; one query.

    A contact imported with a file is new in that file's deal only.
    """
    current = Participation.objects.current().filter(deal__in=[deal.pk for deal in deals])
    new = Contact.objects.active_on(day).filter(
        new_at__isnull=False, organisation__participations__in=current
    )
    told = Introduction.objects.filter(
        deal=OuterRef("in_deal"), contact=OuterRef("pk"), done_at__gte=OuterRef("new_at")
    )
    here = new.annotate(in_deal=F("organisation__participations__deal"))
    is_of_deal = Q(brought_in=None) | Q(brought_in__deal=F("in_deal"))
    return (
        here.filter(reach.of_deal(F("in_deal")), is_of_deal, ~Exists(told))
        .select_related("organisation")
        .order_by("new_at", "pk")
    )


class Coming(NamedTuple):
    """One upcoming item: a milestone, or an action point of the team."""

    due_on: date
    text: str
    owner: str
    is_demo: bool
    is_late: bool
    precision: str = DAY


def page_for_newcomers(deal, user, *, rights, day):
    """Everything on one page that this user may see; at most sixteen queries."""
    listed = Participation.objects.visible_to(user).filter(deal=deal).taking_part()
    rows = partner_rows(listed, user=user, rights=rights, year=told_year(day))
    running = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
    page = {
        "partner_types": _by_type(row.participation.organisation for row in rows),
        "listed_count": len(rows),
        "rows": [row for row in rows if row.lines],
        "contacts": _contacts(deal, listed, user, rights, day),
        "parts": deal.parts.filter(running).select_related("lead_organisation"),
        "bodies": deal.bodies.filter(running).prefetch_related("members__organisation"),
        "lessons": lessons_of(deal, user),
        "facts": deal.facts.filter(subject="context"),
    }
    page |= _for_the_team(deal, day) if rights.read_internal else {}
    milestones = open_milestones([deal])[:NEXT_MILESTONES]
    return page | {"coming": _coming(milestones, page.get("open_actions", ()), day)}


def _coming(milestones, actions, day):
    """Milestones and action points together, by date; overdue ones are marked."""
    dated = [
        Coming(one.due_on, one.name, "", one.is_demo, one.due_on < day, one.due.precision)
        for one in milestones
    ]
    for point in actions:
        if point.due_on:
            owner = point.owner or point.owner_organisation or ""
            dated.append(Coming(point.due_on, point.text, str(owner), False, point.due_on < day))
    return sorted(dated, key=lambda one: one.due_on)


def _for_the_team(deal, day):
    return {
        "team": deal.roles.held_on(day).select_related("user"),
        "course_changes": deal.course_changes.all(),
        "open_actions": deal.action_points.open().select_related("owner_organisation"),
    }


def _by_type(organisations):
    """[(type, its organisations)], in the order of the types."""
    found = defaultdict(list)
    for organisation in organisations:
        found[organisation.type].append(organisation)
    return [(label, found[value]) for value, label in OrganisationType.choices if found[value]]


def _contacts(deal, participations, user, rights, day):
    """All contacts of this deal for its team; for others only those of their own organisation."""
    if not rights.read_internal:
        participations = participations.filter(organisation__in=rights.own_organisations)
    seen = contacts_visible_to(user).active_on(day)
    there = seen.filter(
        reach.of_deal(deal), organisation__in=participations.order_by().values("organisation")
    )
    return there.select_related("organisation").order_by(dutch("organisation__name"), dutch("name"))


def lessons_of(deal, user):
    """What the deal learned, stored in a higher room and reached through the deal's reverse relation; one query."""
    lessons = deal._meta.get_field("lessons").related_model.objects.visible_to(user)
    return lessons.filter(deal=deal)
