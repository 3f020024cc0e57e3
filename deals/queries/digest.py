"""What is new or due in the deals of a team, for the one mail a day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import rules
from django.db.models import Max
from django.utils import timezone
from django.utils.timezone import make_aware

from deals.models import Deal, DealRole, Digest, Phase
from deals.record_kinds import KINDS, DigestPart
from foundation.models import AuditEvent
from foundation.sort_key import sort_key
from partners.models import User

AHEAD = timedelta(days=14)  # how far ahead it looks
# Nobody works on these any more.
AT_REST = (Phase.STOPPED, Phase.COMPLETED)
# How far back to look for changes by others, when the last overview was long ago or never sent.
FIRST_LOOK, FURTHEST_LOOK = timedelta(days=1), timedelta(days=14)


@dataclass(frozen=True, slots=True)
class DealNews:
    """One deal in the overview of one person: the parts that are not empty, and what others did."""

    deal: Deal
    parts: tuple[DigestPart, ...]
    changes: tuple

    def __bool__(self):
        return bool(self.parts or self.changes)


def readers(day):
    """Recipients of the overview: open accounts that want it and are in the team of a deal; no query."""
    teams = DealRole.objects.held_on(day)
    return User.objects.working_on(day).filter(wants_digest=True, pk__in=teams.values("user"))


def news_of(users, *, day):
    """{user id: [DealNews, not empty, by name]}; at most ten queries however many users and deals."""
    deals_of_user = _teams(users, day)
    deals = {
        deal.pk: deal
        for deal in Deal.objects.filter(pk__in=set().union(*deals_of_user.values())).exclude(
            phase__in=AT_REST
        )
    }
    found = _Found(list(deals.values()), users, day)
    news = {}
    for user in users:
        own = sorted(
            (deals[pk] for pk in deals_of_user[user.pk] if pk in deals), key=lambda deal: sort_key(deal.name)
        )
        news[user.pk] = [one for one in (found.news(deal, user) for deal in own) if one]
    return news


def _teams(users, day):
    """{user id: ids of the deals whose team they are in that day}; one query."""
    roles = DealRole.objects.held_on(day).filter(user__in=[user.pk for user in users])
    teams = defaultdict(set)
    for user_id, deal_id in roles.values_list("user_id", "deal_id"):
        teams[user_id].add(deal_id)
    return teams


class _Found:
    """Everything in these deals, loaded once; at most eight queries."""

    def __init__(self, deals, users, day):
        self.kinds = [kind.digest(deals, users, day) for kind in KINDS.values() if kind.digest]
        self.since = _last_looks([user for user in users if rules.has_perm("partners.read_log", user)], day)
        self.events = by_deal(_log_events(deals, self.since.values()))

    def news(self, deal, user):
        parts = (part for of_kind in self.kinds for part in of_kind(deal, user))
        return DealNews(
            deal=deal,
            parts=tuple(part for part in parts if part.rows),
            changes=tuple(self._changes(deal, user)),
        )

    def _changes(self, deal, user):
        """What others did, for users who may read the log."""
        if user.pk not in self.since:
            return []
        events = self.events[deal.pk]
        return [one for one in events if one.at >= self.since[user.pk] and one.actor_id != user.pk]


def by_deal(rows, key="deal_id"):
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found


def _log_events(deals, since):
    """The events in the deals since the earliest of these moments; one query, or none without moments."""
    if not since:
        return AuditEvent.objects.none()
    events = AuditEvent.objects.filter(deal_id__in=[deal.pk for deal in deals], at__gte=min(since))
    # Events dated by day only carry the end of that day: reported once, the next morning.
    return events.filter(at__lte=timezone.now())


def _last_looks(users, day):
    """{user id: when the last overview was sent}; one query, none without users."""
    sent = Digest.objects.filter(
        user__in=[user.pk for user in users], day__lt=day, mail__sent_at__isnull=False
    )
    last = dict(sent.order_by().values_list("user").annotate(last=Max("mail__sent_at")))
    first, furthest = _start_of(day - FIRST_LOOK), _start_of(day - FURTHEST_LOOK)
    return {user.pk: max(last.get(user.pk, first), furthest) for user in users}


def _start_of(day):
    return make_aware(datetime.combine(day, time()))
