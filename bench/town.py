"""A portal with so many of everything: what the list pages show."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from bench import build
from deals.events import DealEvent
from deals.models import (
    Commitment,
    Deal,
    DealFact,
    DealRole,
    Milestone,
    Participation,
    Publication,
    SigningMoment,
)
from foundation.actions.audit_log import record_event
from foundation.events import Changes
from impacttool.models import Round
from impacttool.queries.scores import all_deals_scores
from impacttool.scoring import RoundScores
from knowledge.models import AttentionPoint, Finding, LearningQuestion, Lesson, Product, Signal
from partners.models import Contact, Organisation, User
from rendering import spiderweb
from reports.models import WebReport, WebReportFile
from reports.queries.web_report_source import report_inputs
from reports.web_report import publishing as report_figures
from reports.web_report.drawing import web_of

CLOSED, OPEN = 2025, 2026


@dataclass(frozen=True)
class Town:
    """What an address needs: the first of each kind, which is on every page that grows."""

    user: User
    deal: Deal
    organisation: Organisation
    participation: Participation


def grow(user: User, deals: int, each: int, name: str) -> Town:
    """Adds that many deals, with `each` of everything that hangs on a deal; partners are shared among them."""
    members = build.deals(deals, name)
    organisations = Organisation.objects.bulk_create(
        Organisation(name=f"Gemeente {name} {number}", type="gemeente") for number in range(each)
    )
    Contact.objects.bulk_create(
        Contact(
            organisation=organisation, name=f"Contact {number}", email=f"{name}{number}@voorbeeld.invalid"
        )
        for number, organisation in enumerate(organisations)
    )
    for deal in members:
        DealRole.objects.create(deal=deal, user=user, role=DealRole.Role.DEALMAKER)
        agreements(deal, organisations)
        knowledge(deal, each)
    measurement(members, each)
    deal = Deal.objects.order_by("pk").first()
    return Town(
        user, deal, Organisation.objects.order_by("pk").first(), deal.participations.order_by("pk").first()
    )


def agreements(deal: Deal, organisations: list[Organisation]) -> None:
    numbers = range(len(organisations))
    partners(deal, organisations)
    Milestone.objects.bulk_create(
        Milestone(deal=deal, name=f"Mijlpaal {number}", planned_on=date(2026, 12, 1)) for number in numbers
    )
    moments = SigningMoment.objects.bulk_create(
        SigningMoment(deal=deal, signed_on=date(2024, 1, 1 + number)) for number in numbers
    )
    Publication.objects.bulk_create(
        Publication(deal=deal, signing_moment=moment, number=f"Stcrt-{deal.pk}-{moment.pk}")
        for moment in moments
    )
    DealFact.objects.bulk_create(
        DealFact(deal=deal, subject="doel", text=f"Feit {number}") for number in numbers
    )
    for _ in numbers:
        record_event(DealEvent.CHANGED, by=None, subject=deal.audit_subject, data=Changes())


def partners(deal: Deal, organisations: list[Organisation]) -> None:
    """Each with two commitments."""
    members = Participation.objects.bulk_create(
        Participation(deal=deal, organisation=organisation, stage="ondertekend")
        for organisation in organisations
    )
    words = {"kind": "inzet", "description": "denkt mee", "year_from": 2024, "year_until": 2027}
    Commitment.objects.bulk_create(
        Commitment(participation=member, **words) for member in members for _ in "12"
    )


def knowledge(deal: Deal, each: int) -> None:
    for number in range(each):
        Product.objects.create(deal=deal, name=f"Product {number}", kind="handreiking")
        Lesson.objects.create(deal=deal, section="proces", text=f"Les {number}")
        Finding.objects.create(deal=deal, number=number, indicator="Resultaat", summary="Bevinding")
        AttentionPoint.objects.create(deal=deal, text=f"Aandachtspunt {number}")
        Signal.objects.create(deal=deal, kind="wet", text=f"Signaal {number}")
        LearningQuestion.objects.create(deal=deal, text=f"Leervraag {number}")


def measurement(members: list[Deal], each: int) -> None:
    """A closed round with answers and reports, an open one with invitations, and some rounds of long ago."""
    closed = build.closed_round(CLOSED, members, responses=12)
    scores = RoundScores(all_deals_scores(closed))
    for survey in closed.surveys.filter(deal__in=members).select_related("deal", "round__instrument"):
        store_report(survey, report_inputs([survey], scores)[survey.pk])
    opened = build.round_(OPEN, members, state=Round.State.OPEN)
    build.links(opened.surveys.filter(deal__in=members), each * len(members))
    oldest = min(Round.objects.values_list("year", flat=True))
    for year in range(oldest - each, oldest):
        build.closed_round(year, members[:1], responses=5)


def store_report(survey, found) -> None:
    figures = report_figures.publish(found.source)
    report = WebReport.objects.create(
        survey=survey,
        version=1,
        method_version="1",
        input_hash=found.input_hash,
        figures=figures,
        issued_at=timezone.now(),
    )
    svg = spiderweb.draw(web_of(figures)).encode()
    WebReportFile.objects.create(report=report, format=WebReportFile.Format.SVG, content=svg)
