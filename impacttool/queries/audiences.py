"""Which deals' figures a reader has seen, and so which figures over deals that reader may see
(docs/rules.md 5.4)."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils import timezone

from deals.models import DealRole, Participation
from deals.models.reach import of_deal
from impacttool import audience
from impacttool.models import IndicatorScore, Survey
from partners.models import Contact

STRANGER = (frozenset(), frozenset())


def contributions_of(rounds):
    """{round id: audience.Contributions}; two queries."""
    rounds = {round_.pk: round_ for round_ in rounds}
    means, ranges, phases = (defaultdict(lambda: defaultdict(set)) for _part in range(3))
    surveys = Survey.objects.ordinary().filter(round__in=rounds)
    for pk, round_id, phase in surveys.exclude(phase="").order_by().values_list("pk", "round_id", "phase"):
        phases[round_id][phase].add(pk)
    rows = IndicatorScore.objects.filter(survey__in=surveys, n__gt=0)
    for survey_id, round_id, number, n in rows.values_list(
        "survey_id", "survey__round_id", "indicator__number", "n"
    ):
        limits = rounds[round_id].thresholds
        if n >= limits.mean:
            means[round_id][number].add(survey_id)
        if n >= max(limits.mean, limits.range):
            ranges[round_id][number].add(survey_id)
    return {
        pk: audience.Contributions(
            round_.thresholds, *(_frozen(part[pk]) for part in (means, ranges, phases))
        )
        for pk, round_ in rounds.items()
    }


def _frozen(sets):
    return {key: frozenset(found) for key, found in sets.items()}


def reader(user, rounds):
    """The audience of one person at a screen, None for Agenda Stad, which reads every report. Without an account it is
    everyone, because users can also read without logging in. Six queries at most."""
    if user.is_authenticated and user.is_programme_staff:
        return None
    if not user.is_authenticated:
        return everyone(rounds)
    return _surveys(rounds).seen_by({*people(user=user).values()} or {STRANGER})


def everyone(rounds, *, and_public=()):
    """What the whole world can read. `and_public`: surveys to treat as public too. Six queries."""
    return _surveys(rounds, and_public).seen_by({*people().values(), STRANGER})


def of_deals(deals, rounds, *, and_public=()):
    """{deal id: readers of its reports as members of the deal}, who may pass files on to each other. Six queries."""
    persons, found = people(), {}
    surveys = _surveys(rounds, and_public)
    for deal in deals:
        own = {each for each in persons.values() if deal in each[0]}
        found[deal] = surveys.seen_by(own | {(frozenset({deal}), frozenset({deal}))})
    return found


def people(user=None):
    """{user id: (the deals whose reports this person reads now, those ever read)}; five queries.

    Ever: the report stays known to somebody who left a team or organisation, became a contact of only some of its
    deals, whose organisation left the deal, or whose account was closed.
    """
    who = Q(user=user) if user else Q()
    today = timezone.localdate()
    roles = DealRole.objects.filter(who)
    held = set(roles.held_on(today).filter(user__is_active=True).values_list("pk", flat=True))
    contacts = list(Contact.objects.filter(who, user__isnull=False).values_list("user_id", "organisation_id"))
    now, ever = defaultdict(set), defaultdict(set)
    for pk, user_id, deal_id in roles.values_list("pk", "user_id", "deal_id"):
        ever[user_id].add(deal_id)
        if pk in held:
            now[user_id].add(deal_id)
    deals = defaultdict(set)
    once = Participation.with_removed.once_at_the_table()
    for organisation_id, deal_id in once.filter(
        organisation__in={organisation for _user, organisation in contacts}
    ).values_list("organisation_id", "deal_id"):
        deals[organisation_id].add(deal_id)
    for user_id, organisation_id in contacts:
        ever[user_id] |= deals[organisation_id]
    active = Contact.objects.active_on(today).filter(who, user__is_active=True)
    at_table = Participation.objects.at_the_table()
    here = "organisation__participations__"
    reached = active.filter(of_deal(F(f"{here}deal")), **{f"{here}in": at_table})
    for user_id, deal_id in reached.values_list("user_id", f"{here}deal"):
        now[user_id].add(deal_id)
    return {key: (frozenset(now[key]), frozenset(ever[key])) for key in ever}


@dataclass(frozen=True)
class _Surveys:
    """The surveys of some rounds: by deal, those that are public, and those that once were."""

    of_deal: dict
    public: frozenset
    once: frozenset

    def seen_by(self, persons):
        """The surveys that each of these people has seen, now and ever; without duplicate sets."""
        return {self._seen(deals, public) for person in persons for deals, public in self._sides(person)}

    def _sides(self, person):
        now, ever = person
        return (now, self.public), (ever, self.public | self.once)

    def _seen(self, deals, public):
        return public.union(*(self.of_deal[deal] for deal in deals if deal in self.of_deal))


def _surveys(rounds, and_public=()):
    """`and_public`: surveys to treat as public too; one query."""
    of_deal, public, once = defaultdict(set), set(and_public), set(and_public)
    surveys = Survey.objects.ordinary().filter(round__in=[round_.pk for round_ in rounds])
    fields = ("pk", "deal_id", "is_published", "was_published", "deal__is_published")
    for pk, deal_id, is_published, was_published, is_open in surveys.order_by().values_list(*fields):
        of_deal[deal_id].add(pk)
        if is_published and is_open:
            public.add(pk)
        if is_published or was_published:
            once.add(pk)
    return _Surveys(of_deal, frozenset(public), frozenset(once))
