"""Everything a report is made of, exact, gathered for the gate (`disclosure.publish`)."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, replace

from django.db.models import Count

from impacttool import disclosure, scoring
from impacttool.models import Invitation, Remark, Response, Round, Statement, Survey
from impacttool.queries import scores
from impacttool.queries.answers import answer_rows
from impacttool.queries.invitations import counts


@dataclass(frozen=True)
class ReportInput:
    """`source` goes through the gate; the fingerprints tell later how many responses changed."""

    source: disclosure.ReportSource
    input_hash: str
    responses: frozenset[str]
    indicators: dict[int, frozenset[str]]


def report_inputs(surveys, all_deals):
    """{survey id: ReportInput} of surveys of one round; 13 queries at most, whatever their number.

    `all_deals`: tuple of scoring.AllDealsScore of the round.
    """
    round_ = surveys[0].round
    rows = answer_rows(surveys)
    sent_and_invited = counts(surveys)
    indicators = list(round_.instrument.indicators.values_list("number", "name"))
    own_scores = scores.scores_by_survey(surveys)
    types, remarks = partner_types(surveys), remarks_of(surveys)
    baselines = baselines_of(surveys, rows)
    found = {}
    for survey in surveys:
        sent, invited = sent_and_invited[survey.pk]
        source = disclosure.ReportSource(
            round_year=round_.year,
            round_closed=round_.state == Round.State.CLOSED,
            deal_slug=survey.deal.slug,
            deal_name=survey.deal.name,
            deal_kind=survey.deal.kind,
            respondents=sent,
            invited=invited,
            indicators=indicators,
            scores=own_scores.get(survey.pk, ()),
            all_deals=all_deals,
            partner_types=types[survey.pk],
            seed="",
            thresholds=round_.thresholds,
            baseline=baselines.get(survey.pk),
            remarks=remarks[survey.pk],
            is_fictitious=round_.is_fictitious,
        )
        found[survey.pk] = _with_fingerprints(source, rows[survey.pk])
    return found


def _with_fingerprints(source, rows):
    responses, indicators = disclosure.fingerprints(rows)
    input_hash = hash_of(source, responses)
    return ReportInput(replace(source, seed=input_hash), input_hash, responses, indicators)


def hash_of(source, responses):
    """SHA-256 over what the figures are made of; a deal that gets another name keeps its report."""
    seen = [
        scoring.METHOD_VERSION,
        source.round_year,
        source.deal_slug,
        sorted(source.thresholds.as_dict().items()),
        source.indicators,
        source.invited,
        sorted(responses),
        [str(score) for score in source.scores],
        [str(score) for score in source.all_deals],
        str(source.baseline),
        sorted((number, sorted(texts)) for number, texts in source.remarks.items()),
    ]
    return hashlib.sha256(json.dumps(seen, default=str).encode()).hexdigest()


def partner_types(surveys):
    """{survey id: {type: sent responses}}, with 0 for a type that was invited but did not answer; two queries."""
    found = {survey.pk: {} for survey in surveys}
    invited = Invitation.objects.filter(survey__in=surveys, revoked_at__isnull=True).exclude(partner_type="")
    for survey_id, kind in invited.values_list("survey_id", "partner_type").order_by().distinct():
        found[survey_id][kind] = 0
    sent = Response.objects.sent().filter(survey__in=surveys).values_list("survey_id", "partner_type")
    for survey_id, kind, number in sent.annotate(Count("pk")).order_by():
        found[survey_id][kind] = number
    return found


def remarks_of(surveys):
    """{survey id: {indicator number: texts}}; one query."""
    found = {survey.pk: defaultdict(list) for survey in surveys}
    remarks = Remark.objects.filter(survey__in=surveys)
    for survey_id, number, text in remarks.values_list("survey_id", "indicator__number", "text"):
        found[survey_id][number].append(text)
    return {survey_id: dict(texts) for survey_id, texts in found.items()}


def baselines_of(surveys, rows):
    """{survey id: Baseline}: the nulmeting of the deal, else its previous closed round, on the statements both asked
    (rule 3.6); three queries, and two more for every questionnaire the earlier rounds had.

    `rows`: {survey id: its AnswerRows of now}.
    """
    earlier = _earlier_surveys(surveys)
    earlier_scores = scores.scores_by_survey(list(earlier.values())) if earlier else {}
    by_instrument = defaultdict(list)
    for survey in surveys:
        if survey.pk in earlier:
            by_instrument[earlier[survey.pk].round.instrument_id].append(survey)
    found = {}
    for instrument_id, group in by_instrument.items():
        numbers, common = shared_statements(group[0].round.instrument_id, instrument_id)
        before = answer_rows([earlier[survey.pk] for survey in group], numbers)
        for survey in group:
            then = earlier[survey.pk]
            found[survey.pk] = disclosure.Baseline(
                year=then.round.year,
                scores=_renumbered(earlier_scores.get(then.pk, ()), numbers),
                changes=scoring.changes(rows[survey.pk], before[then.pk], common),
                thresholds=then.round.thresholds,
            )
    return found


def _earlier_surveys(surveys):
    """{survey id: the survey of the same deal it is compared with}; one query."""
    closed = Survey.objects.filter(
        deal__in=[survey.deal_id for survey in surveys],
        round__state=Round.State.CLOSED,
        round__year__lt=surveys[0].round.year,
    )
    best = {}
    for earlier in closed.select_related("round").order_by("-round__is_baseline", "-round__year"):
        best.setdefault(earlier.deal_id, earlier)
    return {survey.pk: best[survey.deal_id] for survey in surveys if survey.deal_id in best}


def _renumbered(found, numbers):
    """An earlier version's scores, only for indicators that kept at least one statement under the same number."""
    kept = {number for number, _code in numbers.values()}
    return tuple(score for score in found if score.indicator in kept)


def shared_statements(now_id, before_id):
    """({statement id before: (indicator number, code) now}, {indicator number now: shared codes})."""
    now = list(
        Statement.objects.filter(indicator__instrument=now_id).values_list(
            "id", "previous_id", "indicator__number", "code"
        )
    )
    common = {number: set() for _id, _previous, number, _code in now}
    older = dict(Statement.objects.values_list("id", "previous_id"))
    before = set(Statement.objects.filter(indicator__instrument=before_id).values_list("id", flat=True))
    numbers = {}
    for statement, _previous, number, code in now:
        ancestor = statement
        while ancestor is not None and ancestor not in before:
            ancestor = older[ancestor]
        if ancestor is not None:
            numbers[ancestor] = (number, code)
            common[number].add(code)
    return numbers, {number: frozenset(codes) for number, codes in common.items()}
