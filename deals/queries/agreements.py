"""The table of partners with what they agreed, as one user may see it."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Prefetch, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deals.models import Amendment, Commitment, CommitmentConfirmation, Participation
from deals.models.participation import ENDED, NAMED_ONLY, TAKING_PART
from deals.queries.entry_criteria import Entry, entry_of


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """A commitment as one user sees it; `confirmation`: what was said about the year, or None."""

    commitment: Commitment
    confirmation: CommitmentConfirmation | None
    runs: bool
    is_asked: bool
    can_change: bool
    can_confirm: bool


@dataclass(frozen=True, slots=True)
class PartnerRow:
    participation: Participation
    lines: list
    reads_agreements: bool
    can_enter: bool
    entry: Entry | None
    contacts: tuple = ()

    @property
    def running(self):
        return [line for line in self.lines if line.runs]

    def eur_in(self, year):
        """The money of all agreements together in that year; None when none of them is about money."""
        amounts = [
            line.commitment.amount_eur_per_year
            for line in self.lines
            if line.commitment.year_from <= year <= line.commitment.year_until
        ]
        return sum(filter(None, amounts), Decimal(0)) or None

    @property
    def agreed(self):
        """The only agreement in words, or the number of agreements."""
        if not self.lines:
            return _("nog geen afspraak")
        if len(self.lines) == 1:
            only = self.lines[0].commitment
            return only.description or only.terms_in_words
        words = ngettext("%(number)s afspraak", "%(number)s afspraken", len(self.lines))
        return words % {"number": len(self.lines)}

    @property
    def has_more(self):
        """Whether there are details to expand."""
        one = self.participation
        said = (one.role, one.source, one.source_url, one.joined_reason, one.left_reason)
        return bool(self.lines or self.entry or any(said) or one.parts.all())

    @property
    def waits(self):
        return any(line.commitment.waiting for line in self.lines)

    @property
    def is_demo(self):
        return any(line.commitment.is_demo for line in self.lines)

    @property
    def stand(self):
        return stand_of(self.running)


@dataclass(frozen=True, slots=True)
class Stand:
    """How the year went for all agreements of one partner; `state` if it is the same for all."""

    text: str
    state: str = ""
    is_open: bool = False


def stand_of(running):
    """Questions still open come first; None when no agreement runs."""
    if not running:
        return None
    waiting = [line for line in running if not line.confirmation]
    if waiting and running[0].is_asked:
        if len(running) == 1:
            return Stand(_("nog te bevestigen"), is_open=True)
        numbers = {"waiting": len(waiting), "number": len(running)}
        return Stand(_("%(waiting)s van %(number)s te bevestigen") % numbers, is_open=True)
    states = {line.confirmation.state for line in running if line.confirmation}
    if waiting and not states:
        return Stand(_("loopt"))
    if len(states) == 1 and not waiting:
        return Stand(running[0].confirmation.get_state_display(), state=states.pop())
    return Stand(_("verschilt per afspraak"))


@dataclass(frozen=True, slots=True)
class Listed:
    """How many organisations a list has, and how many of them are partners."""

    total: int
    partners: int
    named_only: int

    @property
    def others(self):
        """Organisations that are not a partner yet, or no longer."""
        return self.total - self.partners - self.named_only


def count_listed(participations):
    """One query."""
    partner = Q(stage__in=TAKING_PART) & ~NAMED_ONLY
    counts = participations.aggregate(
        total=Count("pk"),
        partners=Count("pk", filter=partner),
        named_only=Count("pk", filter=NAMED_ONLY),
    )
    return Listed(**counts)


def partner_rows(participations, *, user, rights, year, is_asked=True, contacts=None):
    """The table of partners of one deal as this user sees it, with how `year` went and whether that can be confirmed
    now; nine queries however many partners, and one more with these contacts."""
    confirmations = CommitmentConfirmation.objects.filter(year=year)
    commitments = Commitment.objects.visible_to(user).prefetch_related(
        Prefetch("confirmations", queryset=confirmations, to_attr="of_year"),
        Prefetch(
            "amendments", queryset=Amendment.objects.filter(state=Amendment.State.OPEN), to_attr="waiting"
        ),
    )
    listed = participations.select_related(
        "organisation", "joined_reason", "left_reason", "signing_moment"
    ).prefetch_related(
        "organisation__networks",
        "parts",
        "signing_moment__criteria",
        "met_criteria",
        Prefetch("commitments", queryset=commitments, to_attr="shown"),
    )
    if contacts is not None:
        listed = listed.prefetch_related(
            Prefetch("organisation__contacts", queryset=contacts, to_attr="current_contacts")
        )
    return [_partner_row(participation, rights, year, is_asked) for participation in listed]


def _partner_row(participation, rights, year, is_asked):
    is_own = participation.organisation_id in rights.own_organisations
    may_act = rights.agree_commitments or (is_own and participation.stage not in ENDED)
    lines = [
        CommitmentLine(
            commitment=commitment,
            confirmation=commitment.of_year[0] if commitment.of_year else None,
            runs=commitment.year_from <= year <= commitment.year_until,
            is_asked=is_asked,
            can_change=may_act and (rights.agree_commitments or not commitment.is_agreed),
            can_confirm=may_act,
        )
        for commitment in participation.shown
    ]
    return PartnerRow(
        participation=participation,
        lines=lines,
        reads_agreements=rights.read_internal or is_own,
        can_enter=may_act,
        entry=entry_of(participation) if rights.read_internal or is_own else None,
        contacts=getattr(participation.organisation, "current_contacts", ()),
    )


def to_confirm_by_deal(deals, year):
    """{deal id: number of commitments not confirmed for this year}; one query at most."""
    waiting = Commitment.objects.to_confirm_in(year).filter(
        participation__deal__in=[deal.pk for deal in deals]
    )
    return Counter(waiting.order_by().values_list("participation__deal_id", flat=True))


@dataclass(frozen=True, slots=True)
class YearTotals:
    """The totals of one year: euros per type of organisation and in all, and the number of agreements in words."""

    year: int
    eur_by_type: dict
    eur: Decimal
    in_kind: int
    efforts: int


def totals_by_year(deal, year):
    """YearTotals of those years, from last year to three years ahead, in which something runs; one query."""
    agreements = list(
        Commitment.objects.filter(participation__in=deal.participations.current()).select_related(
            "participation__organisation"
        )
    )
    types = {
        one.participation.organisation.get_type_display() for one in agreements if one.amount_eur_per_year
    }
    totals = [_totals(agreements, one, sorted(types)) for one in range(year - 1, year + 4)]
    return [one for one in totals if one.eur or one.in_kind or one.efforts]


def _totals(agreements, year, types):
    """Every year lists the same types, so that they can be the columns of a table."""
    running = [one for one in agreements if one.year_from <= year <= one.year_until]
    by_type = dict.fromkeys(types, Decimal(0))
    for one in running:
        if one.amount_eur_per_year:
            by_type[one.participation.organisation.get_type_display()] += one.amount_eur_per_year
    kinds = Counter(one.kind for one in running)
    return YearTotals(
        year=year,
        eur_by_type=by_type,
        eur=sum(by_type.values(), Decimal(0)),
        in_kind=kinds[Commitment.Kind.IN_KIND],
        efforts=kinds[Commitment.Kind.EFFORT],
    )


def promised_eur(deal, user, year):
    """Decimal euros promised for this year in the commitments this user may read; one query."""
    running = Commitment.objects.visible_to(user).running_in(year).filter(participation__deal=deal)
    return running.aggregate(total=Sum("amount_eur_per_year"))["total"] or Decimal(0)
