"""The days of deals that one user may see, over every kind of record with days."""

from django.conf import settings
from django.urls import reverse

from deals.models import CalendarLink, Deal
from deals.queries.lists import deals_of
from deals.record_kinds import KINDS
from foundation.tokens import digest
from rendering.ical import Event


def link_of(token):
    """The link if it is still valid, or None; one query."""
    links = CalendarLink.objects.active().select_related("user", "deal")
    return links.filter(digest=digest(token)).first()


def deals_of_link(link):
    """The deals its owner may see today: that one deal or the owner's own deals; one query."""
    if link.deal_id is None:
        return list(deals_of(link.user))
    return list(Deal.objects.visible_to(link.user).filter(pk=link.deal_id))


def days_of(deals, user):
    """Events, earliest first; one query per kind."""
    events = [event for kind in KINDS.values() if kind.calendar for event in kind.calendar(deals, user)]
    return sorted(events, key=lambda event: (event.on, event.uid))


def day_of(kind, row, on, text, *, url=None):
    """`row` has a deal; the URL is that of its planning."""
    return Event(
        uid=f"{kind}-{row.pk}@dealportaal",
        on=on,
        summary=f"{text} ({row.deal.name})",
        url=settings.SITE_URL + (url or reverse("deals:planning", args=[row.deal.slug])),
    )
