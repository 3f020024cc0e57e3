"""Which deals may be paired to learn from each other, and about what (docs/rules.md 6.5). No figure leaves here."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from deals.models import Deal
from foundation.sort_key import sort_key
from reports.models import LearningWish, Talk, WebReport
from reports.pairing import Guest
from reports.web_report.highlights import CHANGED


@dataclass(frozen=True, slots=True)
class LearningDeal:
    """A deal whose newest talk of the round says that it may be paired."""

    deal: Deal
    guest: Guest


def learning_deals(round_):
    """By name; three queries. Consent that was taken back, or a talk that was removed, takes the deal out at once."""
    talks = _consenting(round_)
    wishes = defaultdict(lambda: defaultdict(set))
    for talk_id, kind, number in LearningWish.objects.filter(talk__in=talks).values_list(
        "talk_id", "kind", "indicator__number"
    ):
        wishes[talk_id][kind].add(number)
    grew = _grew({talk.survey_id for talk in talks})
    return [_learning_deal(talk, wishes[talk.pk], grew[talk.survey_id]) for talk in talks]


def _consenting(round_):
    """The newest talk of each deal, where that one has the tick."""
    newest = {}
    talks = Talk.objects.filter(survey__round=round_, survey__years_after__isnull=True)
    for talk in talks.select_related("survey__deal").order_by("held_on", "pk"):
        newest[talk.survey_id] = talk
    found = [talk for talk in newest.values() if talk.may_be_paired]
    return sorted(found, key=lambda talk: sort_key(talk.survey.deal.name))


def _learning_deal(talk, wishes, grew):
    asks = frozenset(wishes[LearningWish.Kind.HELP])
    knows = frozenset(wishes[LearningWish.Kind.GREW] | grew) - asks
    return LearningDeal(talk.survey.deal, Guest(talk.survey.deal.slug, asks, knows))


def _grew(surveys):
    """{survey id: indicator numbers}, from the change that stands in a report everybody may read; of other reports a
    partner at the table could learn it here."""
    public = WebReport.objects.newest().filter(
        survey__in=surveys, survey__is_published=True, survey__deal__is_published=True
    )
    found = defaultdict(set)
    for survey_id, figures in public.values_list("survey_id", "figures"):
        for row in figures.indicators:
            if any(change and Decimal(change) >= CHANGED for change in (row.change, row.previous_change)):
                found[survey_id].add(row.number)
    return found
