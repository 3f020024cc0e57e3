"""The earlier rounds a report is compared with, over the statements that both rounds asked (docs/rules.md 2.1, 3.6)."""

from collections import defaultdict
from dataclasses import dataclass, replace

from impacttool import scoring
from impacttool.models import Round, Statement, Survey
from impacttool.queries import scores
from impacttool.queries.answers import answer_rows
from reports.web_report import publishing as report_figures


@dataclass(frozen=True)
class EarlierRounds:
    """`previous` is None when the previous round is the baseline itself."""

    baseline: report_figures.Baseline | None = None
    previous: report_figures.Baseline | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A statement in a version of the questionnaire; statements with the same root are the same statement."""

    id: int
    root: int
    instrument: int
    number: int
    code: str


def earlier_rounds(surveys, rows):
    """{survey id: EarlierRounds}: the nulmeting of the deal, else its previous closed round; and the previous one. A
    follow-up round is compared only with the last ordinary one, and nothing is compared with a follow-up round.

    Three queries, and one more for every questionnaire the earlier rounds had. `rows`: {survey id: its AnswerRows}.
    """
    pairs = _pairs(surveys)
    if not any(pairs.values()):
        return dict.fromkeys(pairs, EarlierRounds())
    earlier = {then.pk: then for thens in pairs.values() for then in thens}
    found = _baselines(surveys, pairs, rows, scores.scores_by_survey(list(earlier.values())))
    return {key: EarlierRounds(*(found[key, then.pk] for then in thens)) for key, thens in pairs.items()}


def _pairs(surveys):
    """{survey id: [the survey it is compared with, and the previous one if that is another]}; one query."""
    closed = Survey.objects.ordinary().filter(
        deal__in=[survey.deal_id for survey in surveys],
        round__state=Round.State.CLOSED,
        round__year__lt=surveys[0].round.year,
    )
    of_deal = defaultdict(list)
    for earlier in closed.select_related("round").order_by("-round__is_baseline", "-round__year"):
        of_deal[earlier.deal_id].append(earlier)
    pairs = {}
    for survey in surveys:
        thens = of_deal[survey.deal_id]
        newest = sorted(thens, key=lambda then: then.round.year)[-1:]
        compared = newest if survey.is_follow_up else thens[:1]
        pairs[survey.pk] = compared + [then for then in newest if then not in compared]
    return pairs


def _baselines(surveys, pairs, rows, earlier_scores):
    """{(survey id, earlier survey id): Baseline}."""
    groups = defaultdict(list)
    for survey in surveys:
        for then in pairs[survey.pk]:
            groups[survey.instrument_id, then.instrument_id].append((survey, then))
    lines, found = statement_lines(), {}
    for (now_id, before_id), group in groups.items():
        places, overlaps = overlap_of(lines, now_id, before_id)
        common = {number: overlap.shared for number, overlap in overlaps.items()}
        before = answer_rows([then for _survey, then in group], places)
        for survey, then in group:
            found[survey.pk, then.pk] = report_figures.Baseline(
                year=then.round.year,
                scores=_renumbered(earlier_scores.get(then.pk, ()), overlaps),
                changes=scoring.changes(rows[survey.pk], before[then.pk], common),
                thresholds=then.round.thresholds,
                overlaps=overlaps,
            )
    return found


def _renumbered(found, overlaps):
    """The scores of an earlier version, under the current number of each indicator that continues as one."""
    by_number = {score.indicator: score for score in found}
    return tuple(
        replace(by_number[overlap.number], indicator=number)
        for number, overlap in sorted(overlaps.items())
        if overlap.number in by_number
    )


def statement_lines():
    """Every statement of every version, with its root: the first one in the chain of statements it continues; one
    query."""
    fields = ("id", "previous_id", "indicator__instrument_id", "indicator__number", "code")
    rows = list(Statement.objects.order_by("pk").values_list(*fields))
    older = {pk: previous for pk, previous, *_place in rows}

    def root(pk):
        while older[pk] is not None:
            pk = older[pk]
        return pk

    return [Line(pk, root(pk), *place) for pk, _previous, *place in rows]


def overlap_of(lines, now_id, before_id):
    """({earlier statement id: (current indicator number, code)}, {current indicator number: publishing.Overlap})."""
    now = [line for line in lines if line.instrument == now_id]
    before = {line.root: line for line in lines if line.instrument == before_id}
    asked_then = defaultdict(int)
    for line in before.values():
        asked_then[line.number] += 1
    places, overlaps = {}, {}
    for number in sorted({line.number for line in now}):
        asked = [line for line in now if line.number == number]
        shared = [line for line in asked if line.root in before]
        places |= {before[line.root].id: (number, line.code) for line in shared}
        origins = {before[line.root].number for line in shared}
        origin = next(iter(origins)) if len(origins) == 1 else None
        overlaps[number] = report_figures.Overlap(
            origin, frozenset(line.code for line in shared), len(asked), asked_then[origin]
        )
    return places, overlaps
