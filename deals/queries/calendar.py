"""The days of deals as one user may know them; rooms above add what they know to SOURCES."""

from dataclasses import astuple

from django.conf import settings
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from deals.models import ActionPoint, CalendarLink, Deal, Milestone, Precision, SigningMoment
from deals.queries.lists import deals_of
from deals.rough import DAY, in_words
from foundation.tokens import digest
from rendering.ical import Event


def link_of(token):
    """The link that is still valid, or None; one query."""
    links = CalendarLink.objects.active().select_related("user", "deal")
    return links.filter(digest=digest(token)).first()


def deals_of_link(link):
    """What its maker may see today: that one deal or the own deals; one query."""
    if link.deal_id is None:
        return list(deals_of(link.user))
    return list(Deal.objects.visible_to(link.user).filter(pk=link.deal_id))


def days_of(deals, user):
    """Events from early to late; one query a source."""
    events = [event for source in SOURCES for event in source(deals, user)]
    return sorted(events, key=lambda event: (event.on, event.uid))


def day_of(kind, row, on, text, *, url=None):
    """`row` has a deal; the address leads to its planning."""
    return Event(
        uid=f"{kind}-{row.pk}@dealportaal",
        on=on,
        summary=f"{text} ({row.deal.name})",
        url=settings.SITE_URL + (url or reverse("deals:planning", args=[row.deal.slug])),
    )


def _milestones(deals, _user):
    found = Milestone.objects.filter(deal__in=deals).select_related("deal")
    for one in found.annotate(day=Coalesce("done_on", "expected_on", "planned_on")):
        word = _("Gehaald") if one.done_on else one.get_kind_display().split()[0].capitalize()
        rough = "" if one.done_on or one.due.precision == DAY else f", {in_words(*astuple(one.due))}"
        yield day_of("mijlpaal", one, one.day, f"{word}: {one.name}{rough}")


def _signing_moments(deals, _user):
    """Only of which the day is known."""
    found = SigningMoment.objects.filter(deal__in=deals, precision=Precision.DAY, signed_on__isnull=False)
    for one in found.select_related("deal"):
        yield day_of("ondertekening", one, one.signed_on, one.get_kind_display().capitalize())


def _action_points(deals, user):
    found = ActionPoint.objects.visible_to(user).open().filter(deal__in=deals, due_on__isnull=False)
    for one in found.select_related("deal"):
        yield day_of("actiepunt", one, one.due_on, _("Actiepunt: %(text)s") % {"text": one.text})


SOURCES = [_milestones, _signing_moments, _action_points]
