"""What is new or due in the deals of a team, for the one mail a day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import rules
from django.db.models import Max
from django.utils import timezone
from django.utils.timezone import make_aware

from deals.models import ActionPoint, Deal, DealRole, Digest, Phase
from deals.queries.agreements import to_confirm_by_deal
from deals.queries.newcomers import newcomers_of
from deals.queries.progress import open_milestones
from deals.told_years import asked_year
from foundation.sort_key import sort_key
from partners.models import Contact, LogEntry, User
from partners.name_register import fold

AHEAD = timedelta(days=14)
# Nobody works on these any more.
AT_REST = (Phase.STOPPED, Phase.COMPLETED)
# How far back is looked for changes by others when the last overview was long ago, or never.
FIRST_LOOK, FURTHEST_LOOK = timedelta(days=1), timedelta(days=14)


@dataclass(frozen=True, slots=True)
class DealNews:
    """One deal in the overview of one person."""

    deal: Deal
    late: tuple
    upcoming: tuple
    late_actions: tuple
    own_actions: tuple
    to_confirm: int
    newcomers: tuple
    changes: tuple

    def __bool__(self):
        return any(
            (
                self.late,
                self.upcoming,
                self.late_actions,
                self.own_actions,
                self.to_confirm,
                self.newcomers,
                self.changes,
            )
        )


def readers(day):
    """Who may get the overview: an account that is open, wants it, and is in the team of a deal; no query."""
    teams = DealRole.objects.held_on(day)
    return User.objects.working_on(day).filter(wants_digest=True, pk__in=teams.values("user"))


def news_of(users, *, day):
    """{user id: [DealNews that have something to say, by name]}; at most ten queries however many users and deals."""
    deals_of_user = _teams(users, day)
    deals = {
        deal.pk: deal
        for deal in Deal.objects.filter(pk__in=set().union(*deals_of_user.values())).exclude(
            phase__in=AT_REST
        )
    }
    found = _Found(deals.values(), users, day)
    news = {}
    for user in users:
        own = sorted(
            (deals[pk] for pk in deals_of_user[user.pk] if pk in deals), key=lambda deal: sort_key(deal.name)
        )
        news[user.pk] = [one for one in (found.news(deal, user) for deal in own) if one]
    return news


def _teams(users, day):
    """{user id: ids of the deals of whose team they are that day}; one query."""
    roles = DealRole.objects.held_on(day).filter(user__in=[user.pk for user in users])
    teams = defaultdict(set)
    for user_id, deal_id in roles.values_list("user_id", "deal_id"):
        teams[user_id].add(deal_id)
    return teams


class _Found:
    """Everything in these deals, asked once; at most eight queries."""

    def __init__(self, deals, users, day):
        self.day = day
        until = day + AHEAD
        self.milestones = _by_deal(open_milestones(deals).filter(due_on__lte=until))
        points = ActionPoint.objects.open().filter(deal__in=[deal.pk for deal in deals], due_on__lte=until)
        self.points = _by_deal(points)
        self.to_confirm = to_confirm_by_deal(deals, asked_year(day))
        self.newcomers = _by_deal(newcomers_of(deals, day), "in_deal")
        self.organisations = _organisations(users, day)
        self.since = _last_looks([user for user in users if rules.has_perm("partners.read_log", user)], day)
        self.lines = _by_deal(_log_lines(deals, self.since.values()), "subject")

    def news(self, deal, user):
        milestones, points = self.milestones[deal.pk], self.points[deal.pk]
        return DealNews(
            deal=deal,
            late=tuple(one for one in milestones if one.due_on < self.day),
            upcoming=tuple(one for one in milestones if one.due_on >= self.day),
            late_actions=tuple(one for one in points if one.due_on < self.day),
            own_actions=tuple(one for one in points if one.due_on >= self.day and self._is_own(one, user)),
            to_confirm=self.to_confirm[deal.pk],
            newcomers=tuple(self.newcomers[deal.pk]),
            changes=tuple(self._changes(deal, user)),
        )

    def _is_own(self, point, user):
        """Their name stands at it; or nobody's, and it is for their organisation."""
        if point.owner:
            return bool(user.name) and fold(user.name) in fold(point.owner)
        reached = self.organisations[user.pk]
        return any((point.owner_organisation_id, deal) in reached for deal in (None, point.deal_id))

    def _changes(self, deal, user):
        """What others did, for whoever may read the log."""
        if user.pk not in self.since:
            return []
        lines = self.lines[deal.log_subject]
        return [line for line in lines if line.at >= self.since[user.pk] and line.actor_id != user.pk]


def _by_deal(rows, key="deal_id"):
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found


def _organisations(users, day):
    """{user id: {(the organisation they are a contact of, the deal, None for all of its deals)}}; one query."""
    contacts = Contact.objects.active_on(day).filter(user__in=[user.pk for user in users])
    found = defaultdict(set)
    for user_id, *reached in contacts.values_list("user_id", "organisation_id", "deal_ties__deal"):
        found[user_id].add(tuple(reached))
    return found


def _log_lines(deals, since):
    """What happened in the deals since the earliest of these moments; one query, none when there is none."""
    if not since:
        return LogEntry.objects.none()
    lines = LogEntry.objects.filter(subject__in=[deal.log_subject for deal in deals], at__gte=min(since))
    # What is known by the day alone stands at the end of that day: told once, the morning after.
    return lines.filter(at__lte=timezone.now())


def _last_looks(users, day):
    """{user id: the moment of the last overview that left}; one query, none without users."""
    sent = Digest.objects.filter(
        user__in=[user.pk for user in users], day__lt=day, mail__sent_at__isnull=False
    )
    last = dict(sent.order_by().values_list("user").annotate(last=Max("mail__sent_at")))
    first, furthest = _start_of(day - FIRST_LOOK), _start_of(day - FURTHEST_LOOK)
    return {user.pk: max(last.get(user.pk, first), furthest) for user in users}


def _start_of(day):
    return make_aware(datetime.combine(day, time()))
