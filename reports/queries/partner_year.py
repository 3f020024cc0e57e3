"""What one organisation, or each of them, did in one year over its deals: the facts of the yearly report [003:1197].

The report is the same for every reader, so this reads only what each contact of the organisation may see: published
deals, its own agreements, who it met by organisation and function, and public reports. It never reads conversations
between the deal team and a partner (deals.Conversation), which are for the team alone.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format

from deals.models import (
    BodyMember,
    Commitment,
    CommitmentConfirmation,
    Deal,
    Milestone,
    Participation,
    Phase,
    SigningMoment,
    Stage,
)
from deals.models.participation import ENDED, NAMED_ONLY, TAKING_PART
from foundation.ordering import dutch
from impacttool.models import Round
from knowledge.models import Product
from reports.models import TalkAttendee, WebReport
from reports.partner_words import Agreement, DealYear, Meeting, PartnerYear
from reports.queries.editions import in_public
from reports.web_report.figures import for_other_reports

FIRST_YEAR = 2015  # the first City Deals
QUERIES = 17  # at most; seven fewer without a public report


@dataclass
class _Year:
    """Everything about the deals of one year, by id of participation, deal or (deal, organisation)."""

    agreements: dict = field(default_factory=lambda: defaultdict(list))
    meetings: dict = field(default_factory=lambda: defaultdict(list))
    made: dict = field(default_factory=lambda: defaultdict(list))
    shelf: dict = field(default_factory=lambda: defaultdict(list))
    figures: dict = field(default_factory=dict)
    demo_deals: set = field(default_factory=set)


def partner_year(organisation, year, *, day):
    """The facts of one organisation, possibly without any deal; QUERIES queries."""
    participations = _in_year(year).filter(organisation=organisation)
    found = _partner_years(participations, year, day)
    return found[0] if found else _facts(organisation, year, day, has_closed_round=False, deals=())


def partner_years(year, *, day):
    """The facts of every organisation with a deal in that year, by name; QUERIES queries, however many there are."""
    return _partner_years(_in_year(year), year, day)


def _partner_years(participations, year, day):
    of_organisation = defaultdict(list)
    listed = participations.select_related("deal", "organisation")
    for one in listed.order_by(dutch("organisation__name"), "organisation", dutch("deal__name"), "deal"):
        of_organisation[one.organisation].append(one)
    if not of_organisation:
        return []
    read = _read([one for each in of_organisation.values() for one in each], year)
    has_closed_round = Round.objects.closed().filter(year=year).exists()
    found = [
        _facts(organisation, year, day, has_closed_round, _deals(rows, read, year))
        for organisation, rows in of_organisation.items()
    ]
    return [each for each in found if each.deals]


def _facts(organisation, year, day, has_closed_round, deals):
    return PartnerYear(
        organisation_id=organisation.pk,
        organisation=organisation.name,
        type=str(organisation.get_type_display()),
        year=year,
        on=day,
        has_closed_round=has_closed_round,
        deals=tuple(deals),
    )


def _in_year(year):
    """Participations in published deals that count for this year: taking part or in conversation, left in or after it,
    or with an agreement that runs in it. For a deal that had ended, `_deals` keeps only what happened in the year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    running = Commitment.objects.of_year(year).filter(participation=OuterRef("pk"))
    counts = (
        (Q(stage__in=[Stage.TALKING, *TAKING_PART]) & ~NAMED_ONLY)
        | Q(stage=Stage.LEFT, left_on__gte=first)
        | (Exists(running) & ~Q(stage__in=ENDED))
    )
    begun = (Q(joined_on=None) | Q(joined_on__lte=last)) & Q(deal__in=Deal.objects.begun_by(last))
    return Participation.objects.filter(counts, begun, deal__is_published=True)


def _read(participations, year):
    """Fifteen queries at most."""
    read = _Year()
    deals = {one.deal_id for one in participations}
    _read_agreements(read, [one.pk for one in participations], year)
    _read_bodies(read, deals, year)
    _read_talks(read, deals, year)
    _read_signings(read, deals, year)
    _read_products(read, deals, year)
    _read_figures(read, deals, year)
    return read


def _read_agreements(read, participations, year):
    said = defaultdict(dict)
    running = Commitment.objects.of_year(year).filter(participation__in=participations)
    confirmations = CommitmentConfirmation.objects.filter(commitment__in=running.values("pk"), year__lte=year)
    for one in confirmations.order_by("year"):
        said[one.commitment_id][one.year] = one
    for one in running.order_by("kind", "year_from", "pk"):
        this = said[one.pk].pop(year, None)
        read.agreements[one.participation_id].append(
            Agreement(
                kind=one.kind,
                text=one.description,
                first_year=one.year_from,
                last_year=one.year_until,
                is_agreed=one.is_agreed,
                eur_per_year=one.amount_eur_per_year,
                said=this.state if this else "",
                note=this.note if this else "",
                earlier=tuple((on, before.state) for on, before in said[one.pk].items()),
                is_demo=one.is_demo,
            )
        )


def _read_bodies(read, deals, year):
    """The members of the bodies a partner is in, as recorded now: the years of a membership are not recorded."""
    members = BodyMember.objects.filter(body__deal__in=deals, body__deleted_at=None).exclude(
        body__ended_on__lt=date(year, 1, 1)
    )
    members = members.select_related("body", "organisation").order_by("body__kind", dutch("body__name"), "pk")
    at_table = defaultdict(list)
    for one in members:
        at_table[one.body].append((one.organisation, one.function))
    for body, present in at_table.items():
        _met(read, body.deal_id, f"{body.name} ({body.get_kind_display()})", present)


def _read_talks(read, deals, year):
    attendees = TalkAttendee.objects.filter(
        talk__survey__deal__in=deals,
        talk__held_on__year=year,
        talk__deleted_at=None,
        talk__survey__round__state=Round.State.CLOSED,
    ).select_related("talk__survey__round", "organisation")
    at_table = defaultdict(list)
    for one in attendees.order_by("talk__held_on", "talk", "pk"):
        at_table[one.talk].append((one.organisation, one.function))
    for talk, present in at_table.items():
        what = f"Verdiepend gesprek op {date_format(talk.held_on, 'j F Y')}"
        is_demo = talk.survey.round.is_fictitious
        _met(read, talk.survey.deal_id, what, present, is_demo=is_demo)


def _read_signings(read, deals, year):
    signed = Participation.objects.filter(
        deal__in=deals,
        stage=Stage.SIGNED,
        signing_moment__deleted_at=None,
        signing_moment__signed_on__year=year,
        signing_moment__kind__in=[SigningMoment.Kind.SIGNING, SigningMoment.Kind.JOINING],
    ).select_related("signing_moment", "organisation")
    at_table = defaultdict(list)
    for one in signed.order_by("signing_moment__signed_on", "signing_moment", dutch("organisation__name")):
        at_table[one.signing_moment].append((one.organisation, ""))
    for moment, present in at_table.items():
        _met(read, moment.deal_id, f"{moment.get_kind_display().capitalize()} in {year}", present)


def _met(read, deal_id, what, present, *, is_demo=False):
    """For every organisation at a meeting: the others that were there."""
    for organisation in {one for one, _function in present}:
        others = tuple((str(one), function) for one, function in present if one != organisation)
        read.meetings[deal_id, organisation.pk].append(Meeting(what, others, is_demo))


def _read_products(read, deals, year):
    planned = Milestone.objects.filter(
        deal__in=deals, kind=Milestone.Kind.PRODUCT, done_on__year=year
    ).order_by("done_on", "pk")
    for one in planned:
        read.made[one.deal_id].append((one.name, one.done_on))
        if one.is_demo:
            read.demo_deals.add(one.deal_id)
    for one in Product.objects.filter(deal__in=deals).order_by(dutch("name"), "pk"):
        read.shelf[one.deal_id].append((one.name, one.kind))


def _read_figures(read, deals, year):
    """From public reports: the stored figures, which passed the gate, without remarks or breakdown; of rounds while the
    deal ran."""
    reports = WebReport.objects.newest().filter(
        survey__deal__in=deals,
        survey__is_published=True,
        survey__years_after__isnull=True,
        survey__round__year=year,
        survey__round__state=Round.State.CLOSED,
    )
    reports = list(reports.defer("fingerprints").select_related("survey__round"))
    for report, figures in zip(reports, in_public(reports), strict=True):
        read.figures[report.survey.deal_id] = for_other_reports(figures)


def _deals(participations, read, year):
    for one in participations:
        deal = one.deal
        found = DealYear(
            name=deal.name,
            slug=deal.slug,
            agreements=tuple(read.agreements[one.pk]),
            meetings=tuple(read.meetings[deal.pk, one.organisation_id]),
            made=tuple(read.made[deal.pk]),
            shelf=_unmade(read, deal.pk),
            figures=read.figures.get(deal.pk),
            has_demo=deal.pk in read.demo_deals,
        )
        if not _was_over(deal, year) or found.agreements or found.meetings or found.made or found.figures:
            yield found


def _unmade(read, deal_id):
    """Leaves out a product that is already listed with its date."""
    made = {name.casefold() for name, _on in read.made[deal_id]}
    return tuple((name, kind) for name, kind in read.shelf[deal_id] if name.casefold() not in made)


def _was_over(deal, year):
    if deal.ends_on is not None and deal.ends_on < date(year, 1, 1):
        return True
    return deal.phase == Phase.STOPPED or (deal.phase == Phase.COMPLETED and deal.ends_on is None)
