"""The input of a report, exact, gathered for the gate (`publishing.publish`)."""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.db.models import Count, OuterRef, Subquery

from deals.models import Commitment, CommitmentConfirmation
from foundation.stored_figures import hash_of
from impacttool import scoring
from impacttool.models import Indicator, Invitation, Remark, Response, Round
from impacttool.queries import scores
from impacttool.queries.answers import answer_rows
from impacttool.queries.invitations import counts
from impacttool.queries.partner_types import invited_by_type
from reports.queries.earlier_rounds import earlier_rounds
from reports.web_report import highlights, reissue
from reports.web_report import publishing as report_figures

KEPT = (CommitmentConfirmation.State.MORE, CommitmentConfirmation.State.AS_AGREED)


@dataclass(frozen=True)
class ReportInput:
    """`source` goes through the gate; the fingerprints later tell how many responses changed."""

    source: report_figures.ReportSource
    input_hash: str
    responses: frozenset[str]
    indicators: dict[int, frozenset[str]]


def report_inputs(surveys, compared_with):
    """{survey id: ReportInput} of surveys of one round; 17 queries at most, whatever their number.

    `compared_with`: scoring.RoundScores of the round.
    """
    round_ = surveys[0].round
    rows = answer_rows(surveys)
    sent_and_invited = counts(surveys)
    asked = _indicators({survey.instrument_id for survey in surveys})
    found, own_scores = {}, scores.scores_by_survey(surveys)
    types, remarks = partner_types(surveys), remarks_of(surveys)
    earlier = earlier_rounds(surveys, rows)
    invited, agreed = invited_types(surveys), agreed_in(surveys, round_.year)
    for survey in surveys:
        sent, links = sent_and_invited[survey.pk]
        indicators = asked[survey.instrument_id]
        source = report_figures.ReportSource(
            round_year=round_.year,
            round_closed=round_.state == Round.State.CLOSED,
            deal_slug=survey.deal.slug,
            deal_name=survey.deal.name,
            deal_kind=survey.deal.kind,
            respondents=sent,
            invited=links,
            indicators=indicators,
            scores=own_scores.get(survey.pk, ()),
            all_deals=() if survey.is_follow_up else compared_with.all_deals,
            partner_types=types[survey.pk],
            seed="",
            thresholds=round_.thresholds,
            **_compared_with(survey, earlier[survey.pk], compared_with.phases),
            remarks=remarks[survey.pk],
            is_fictitious=round_.is_fictitious,
            **_standing_out(rows[survey.pk], indicators),
            invited_types=invited[survey.pk],
            agreed=agreed.get(survey.deal_id),
            is_imported=survey.imported_count > 0,
        )
        found[survey.pk] = _with_fingerprints(source, rows[survey.pk])
    return found


def _indicators(instruments):
    """{instrument id: [(number, name)]}; one query."""
    found = {pk: [] for pk in instruments}
    rows = Indicator.objects.filter(instrument__in=instruments).order_by("number")
    for instrument_id, number, name in rows.values_list("instrument_id", "number", "name"):
        found[instrument_id].append((number, name))
    return found


def _compared_with(survey, earlier, phases):
    """A follow-up round is compared only with the deal's own last round (docs/rules.md 3.9)."""
    return {
        "years_after": survey.years_after,
        "baseline": earlier.baseline,
        "previous": earlier.previous,
        "phase": "" if survey.is_follow_up else survey.phase,
        "phases": {} if survey.is_follow_up else phases,
    }


def _standing_out(rows, indicators):
    numbers = [number for number, _name in indicators]
    return {
        "statement_counts": highlights.statement_counts(rows),
        "type_scores": highlights.type_scores(rows, numbers),
    }


def _with_fingerprints(source, rows):
    responses, indicators = reissue.fingerprints(rows)
    input_hash = input_hash_of(source, responses)
    return ReportInput(replace(source, seed=input_hash), input_hash, responses, indicators)


def input_hash_of(source, responses):
    """Hash of the input of the figures, in whatever order it was read; renaming a deal does not change it."""
    return hash_of(
        {
            "method": scoring.METHOD_VERSION,
            "round": source.round_year,
            "years_after": source.years_after,
            "deal": source.deal_slug,
            "thresholds": source.thresholds,
            "indicators": source.indicators,
            "invited": source.invited,
            "responses": responses,
            "scores": source.scores,
            "all_deals": source.all_deals,
            "phase": source.phase if source.phases else "",
            "phases": source.phases if source.phase else {},
            "baseline": source.baseline,
            "previous": source.previous,
            "remarks": {number: sorted(texts) for number, texts in source.remarks.items()},
        }
    )


def partner_types(surveys):
    """{survey id: {type: number of sent responses}}, with 0 for a type that was invited but did not answer; two
    queries."""
    found = {survey.pk: {} for survey in surveys}
    invited = Invitation.objects.filter(survey__in=surveys, revoked_at__isnull=True).exclude(partner_type="")
    for survey_id, kind in invited.values_list("survey_id", "partner_type").order_by().distinct():
        found[survey_id][kind] = 0
    sent = Response.objects.sent().filter(survey__in=surveys).values_list("survey_id", "partner_type")
    for survey_id, kind, number in sent.annotate(Count("pk")).order_by():
        found[survey_id][kind] = number
    return found


def invited_types(surveys):
    """{survey id: {type: number of personal links that were not revoked}}; one query."""
    found = {survey.pk: {} for survey in surveys}
    for (survey_id, kind), number in invited_by_type(surveys).items():
        found[survey_id][kind] = number
    return found


def agreed_in(surveys, year):
    """{deal id: highlights.Agreed} over the agreements of this year, of partners that did not leave; one query."""
    deals = [survey.deal_id for survey in surveys]
    running = Commitment.objects.running_in(year).filter(participation__deal__in=deals)
    said = CommitmentConfirmation.objects.filter(commitment=OuterRef("pk"), year=year).values("state")[:1]
    states = defaultdict(list)
    for deal_id, state in (
        running.annotate(said=Subquery(said)).order_by().values_list("participation__deal_id", "said")
    ):
        states[deal_id].append(state)
    return {
        deal_id: highlights.Agreed(len(each), sum(map(bool, each)), sum(state in KEPT for state in each))
        for deal_id, each in states.items()
    }


def remarks_of(surveys):
    """{survey id: {indicator number: texts}}; one query."""
    found = {survey.pk: defaultdict(list) for survey in surveys}
    remarks = Remark.objects.filter(survey__in=surveys)
    for survey_id, number, text in remarks.values_list("survey_id", "indicator__number", "text"):
        found[survey_id][number].append(text)
    return {survey_id: dict(texts) for survey_id, texts in found.items()}
