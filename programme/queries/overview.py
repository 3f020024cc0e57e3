"""What the programme page shows; every figure links to the list behind it."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deals.models import Commitment, CommitmentConfirmation, Deal, Milestone, Participation
from deals.queries.attention import attention_by_deal
from deals.rough import DAY, day_in_words
from foundation.ordering import dutch
from impacttool.models import Round
from impacttool.queries import invitations
from rendering import spiderweb
from rendering.drawing import in_page
from reports.queries import editions, web_reports
from reports.web_report.drawing import web_of
from reports.web_report.withheld import empty_reason

DAYS_SHOWN = 5


@dataclass(frozen=True)
class SmallWeb:
    """One deal in the overview of webs; `svg` is None if there is no report to draw.

    `note`: why the round shows no line. `year`: of the earlier round whose web is shown instead.
    """

    deal: Deal
    url: str
    svg: str | None
    note: str = ""
    year: int | None = None


@dataclass(frozen=True)
class Moment:
    """Something that happens on a day: of the programme, with a `url`, or of deals."""

    text: str
    deals: list
    url: str = ""


def phase_counts():
    """{phase: number of deals}; one query."""
    return dict(Deal.objects.values_list("phase").annotate(Count("pk")).order_by())


def partner_counts():
    """{organisation type: organisations in a deal}, each organisation once; one query."""
    current = Participation.objects.current()
    return dict(
        current.values_list("organisation__type").annotate(Count("organisation", distinct=True)).order_by()
    )


def commitment_counts(year):
    """Commitments of `year`: how many, how many confirmed, and the money promised (€); two queries.

    As on the page of a deal, without those of partners that left.
    """
    running = Commitment.objects.running_in(year)
    totals = running.aggregate(
        total=Count("pk"), money=Sum("amount_eur_per_year"), demo=Count("pk", filter=Q(is_demo=True))
    )
    confirmed = CommitmentConfirmation.objects.filter(year=year, commitment__in=running).count()
    return {**totals, "money": totals["money"] or Decimal(0), "confirmed": confirmed}


def open_round():
    """The open round that closes first, or None; one query."""
    return Round.objects.open().order_by("closes_at").first()


def live_counts(round_):
    """[(survey, sent or None for fewer than 5, invited)] of an open round in alphabetical order; three queries."""
    surveys = list(round_.surveys.select_related("deal").order_by(dutch("deal__name")))
    counts = invitations.shown_counts(surveys)
    return [(survey, *counts[survey.pk]) for survey in surveys]


def small_webs(round_, user):
    """SmallWeb of every deal in a closed round, alphabetical, never by score; ten queries at most."""
    surveys = list(web_reports.surveys_with_newest_report(round_, user))
    lineless = [each for each in surveys if not each.newest or empty_reason(each.newest[0].figures)]
    earlier = web_reports.last_webs_before(round_, lineless, user) if lineless else {}
    drawn = {each.pk: earlier.get(each.deal_id) or next(iter(each.newest), None) for each in lineless}
    drawn = {each.pk: each.newest[0] for each in surveys if each.newest} | drawn
    found = [report for report in drawn.values() if report]
    figures = dict(zip((each.pk for each in found), editions.on_screen(found, user), strict=True))
    return [
        _small_web(survey, drawn[survey.pk], figures, f"web{position}")
        for position, survey in enumerate(surveys)
    ]


def _small_web(survey, report, figures, prefix):
    url = reverse("reports:web_report", args=[survey.round.year, survey.deal.slug])
    note = empty_reason(survey.newest[0].figures) if survey.newest else ""
    if report is None:
        return SmallWeb(survey.deal, url, None)
    is_earlier = report.survey_id != survey.pk
    # An earlier round may have another number of axes than the page's grid.
    drawing = spiderweb.draw_small(web_of(figures[report.pk]), prefix=prefix, alone=is_earlier)
    year = report.survey.round.year if is_earlier else None
    return SmallWeb(survey.deal, url, in_page(drawing), note, year)


def grid_of(round_):
    """The grid that the small webs of a round share; one query."""
    return in_page(spiderweb.grid_symbol(round_.instrument.indicators.count()))


def coming_days(day, round_):
    """[(day, moments)] with milestones and the closing of the open round, soonest first; two queries."""
    open_ones = Milestone.objects.filter(done_on__isnull=True)
    coming = open_ones.annotate(due_on=Coalesce("expected_on", "planned_on")).filter(due_on__gte=day)
    days = list(coming.order_by("due_on").values_list("due_on", flat=True).distinct()[:DAYS_SHOWN])
    deals = {on: defaultdict(list) for on in days}
    shown = coming.filter(due_on__in=days).select_related("deal")
    for milestone in shown.order_by(dutch("name"), dutch("deal__name")):
        deals[milestone.due_on][_named(milestone)].append(milestone.deal)
    moments = {on: [Moment(text, of) for text, of in named.items()] for on, named in deals.items()}
    if round_ is not None:
        text = _("Sluiting impactmeting %(year)s") % {"year": round_.year}
        closing = Moment(text, [], round_.get_absolute_url())
        moments.setdefault(timezone.localtime(round_.closes_at).date(), []).append(closing)
    return sorted(moments.items())


def _named(milestone):
    """With "2e kwartaal 2026" added if only that is planned: then it is listed on the last day of the quarter."""
    due = milestone.due
    return (
        milestone.name
        if due.precision == DAY
        else f"{milestone.name} ({day_in_words(due.on, due.precision)})"
    )


# The name of each kind of point on the list over all deals.
KINDS = {
    "borging": gettext_lazy("Over de helft, borging nog niet vastgelegd"),
    "zonder": gettext_lazy("Geen ministerie of geen gemeente (meer)"),
    "contact": gettext_lazy("Partner zonder contactpersoon van nu"),
    "verkiezing": gettext_lazy("Verkiezing binnen een half jaar"),
    "rol": gettext_lazy("Een rol bij één persoon"),
}


def attention_points(day):
    """[(kind in words, number of deals, [(deal, why)])], deals by name, never by number of points; six queries."""
    deals = list(Deal.objects.with_first_signing().alphabetical())
    found = attention_by_deal(deals, day)
    rows = [(point.kind, deal, point.why) for deal in deals for point in found[deal.pk].open]
    kinds = [(words, [row[1:] for row in rows if row[0] == kind]) for kind, words in KINDS.items()]
    return [(words, len({deal.pk for deal, _why in listed}), listed) for words, listed in kinds if listed]


def few_answers(webs):
    """As attention_points: deals whose report of the last closed round shows no score. No query, and no information
    that is not in the small webs."""
    listed = [(web.deal, web.note) for web in webs if web.note]
    return [(_("Meting met te weinig antwoorden om te laten zien"), len(listed), listed)] if listed else []
