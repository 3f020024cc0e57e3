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


def report_input(survey, all_deals):
    """`all_deals`: tuple of scoring.AllDealsScore of the round. Nine queries, two more with a baseline."""
    round_ = survey.round
    rows = answer_rows(survey)
    responses, indicators = disclosure.fingerprints(rows)
    sent, invited = counts([survey])[survey.pk]
    source = disclosure.ReportSource(
        round_year=round_.year,
        round_closed=round_.state == Round.State.CLOSED,
        deal_slug=survey.deal.slug,
        deal_name=survey.deal.name,
        deal_kind=survey.deal.kind,
        respondents=sent,
        invited=invited,
        indicators=list(round_.instrument.indicators.values_list("number", "name")),
        scores=scores.scores_by_survey([survey]).get(survey.pk, ()),
        all_deals=all_deals,
        partner_types=partner_types(survey),
        seed="",
        thresholds=round_.thresholds,
        baseline=baseline_of(survey, rows),
        remarks=remarks_of(survey),
        is_fictitious=round_.is_fictitious,
    )
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


def partner_types(survey):
    """{type: sent responses}, with 0 for a type that was invited but did not answer; two queries."""
    invited = Invitation.objects.filter(survey=survey, revoked_at__isnull=True).exclude(partner_type="")
    found = dict.fromkeys(invited.values_list("partner_type", flat=True).order_by(), 0)
    sent = Response.objects.sent().filter(survey=survey).values_list("partner_type")
    found.update(sent.annotate(Count("pk")).order_by())
    return found


def remarks_of(survey):
    """{indicator number: texts}; one query."""
    found = defaultdict(list)
    for number, text in Remark.objects.filter(survey=survey).values_list("indicator__number", "text"):
        found[number].append(text)
    return dict(found)


def baseline_of(survey, rows):
    """The nulmeting of this deal, else its previous closed round, on the statements both asked (rule 3.6)."""
    earlier = (
        Survey.objects.filter(
            deal=survey.deal, round__state=Round.State.CLOSED, round__year__lt=survey.round.year
        )
        .select_related("round__instrument")
        .order_by("-round__is_baseline", "-round__year")
        .first()
    )
    if earlier is None:
        return None
    numbers, common = shared_statements(survey.round.instrument_id, earlier.round.instrument_id)
    return disclosure.Baseline(
        year=earlier.round.year,
        scores=_renumbered(scores.scores_by_survey([earlier]).get(earlier.pk, ()), numbers),
        changes=scoring.changes(rows, answer_rows(earlier, numbers), common),
        thresholds=earlier.round.thresholds,
    )


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
