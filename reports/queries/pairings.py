"""Which deals may be paired to learn from each other, and about what (docs/rules.md 6.5). Returns no figures."""

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
    """A deal that consented to being paired in its newest talk of the round."""

    deal: Deal
    guest: Guest


def learning_deals(round_):
    """By name; three queries. Withdrawn consent or a removed talk takes effect at once."""
    talks = _consenting(round_)
    wishes = defaultdict(lambda: defaultdict(set))
    for talk_id, kind, number in LearningWish.objects.filter(talk__in=talks).values_list(
        "talk_id", "kind", "indicator__number"
    ):
        wishes[talk_id][kind].add(number)
    grew = _grew({talk.survey_id for talk in talks})
    return [_learning_deal(talk, wishes[talk.pk], grew[talk.survey_id]) for talk in talks]


def _consenting(round_):
    """The newest talk of each deal, if that one has the consent."""
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
    """{survey id: numbers of indicators that improved}, from public reports only: a pairing based on another report
    would reveal its change to the partners at the table."""
    public = WebReport.objects.newest().filter(
        survey__in=surveys, survey__is_published=True, survey__deal__is_published=True
    )
    found = defaultdict(set)
    for survey_id, figures in public.values_list("survey_id", "figures"):
        for row in figures.indicators:
            if any(change and Decimal(change) >= CHANGED for change in (row.change, row.previous_change)):
                found[survey_id].add(row.number)
    return found
