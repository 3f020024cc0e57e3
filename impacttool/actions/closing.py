"""Closing a round: afterwards nobody can tell who gave which answer (docs/rules.md 5.8)."""

import uuid
from collections import Counter

from django.db import transaction
from django.db.models import OuterRef, Subquery

from deals.models import Deal
from foundation.actions.audit_log import record_event
from impacttool.actions import messages
from impacttool.actions.erasing import forget_what_was_erased
from impacttool.actions.scores import store_scores
from impacttool.events import RoundEvent
from impacttool.models import Answer, Invitation, InvitationRequest, Remark, Response, Round
from impacttool.queries.partner_types import LEAST_INVITED, imported_by_type, invited_by_type

BATCH = 500


class RoundNotOpened(Exception):
    """A round that was never opened cannot be closed."""


@transaction.atomic
def close_round(*, round_, by, now, only_if_due=False):
    """Closes an open round, completely or not at all, and returns it; a closed round stays as it is.

    Idempotent, also concurrently: the conditional UPDATE lets one through. The links are erased next, which
    waits for respondents whose save holds their invitation; after that nobody can save any more. Raises
    RoundNotOpened.
    """
    claim = Round.objects.open().filter(pk=round_.pk)
    if only_if_due:
        claim = claim.due(now)
    claimed = claim.update(state=Round.State.CLOSED, closed_at=now)
    round_.refresh_from_db()
    if round_.state == Round.State.DRAFT:
        raise RoundNotOpened(round_.year)
    if claimed:
        _erase_links(round_)
        InvitationRequest.objects.filter(survey__round=round_).delete()
        _drop_drafts(round_)
        _clear_rare_partner_types(round_)
        for survey_id in round_.surveys.order_by("pk").values_list("pk", flat=True):
            _rewrite_responses(survey_id)
            _rewrite_remarks(survey_id)
        _keep_phases(round_)
        store_scores(round_=round_)
        transaction.on_commit(forget_what_was_erased, robust=True)
        record_event(RoundEvent.CLOSED, by=by, subject=round_.audit_subject)
    return round_


def _keep_phases(round_):
    """Keeps the phase of each deal at closing: a later or repeated report then compares with the same
    deals. Two groups that differ by one deal would reveal that deal's mean."""
    phase = Deal.objects.filter(pk=OuterRef("deal")).values("phase")[:1]
    round_.surveys.update(phase=Subquery(phase))


def close_due_rounds(*, now):
    """Closes every open round that is due; a round that was postponed in the meantime stays open."""
    for round_ in Round.objects.due(now):
        close_round(round_=round_, by=None, now=now, only_if_due=True)


def _erase_links(round_):
    """Comes first: a respondent's save locks this row."""
    Invitation.objects.filter(survey__round=round_).update(nonce="", token_hash=None)
    messages.end(round_)


def _drop_drafts(round_):
    """Answers that were never submitted do not count."""
    drafts = {"response__survey__round": round_, "response__is_sent": False}
    Answer.objects.filter(**drafts).delete()
    Remark.objects.filter(**drafts).delete()
    Response.objects.filter(survey__round=round_, is_sent=False).delete()


def _clear_rare_partner_types(round_):
    """A type of which fewer than 5 were invited in a deal says too much about who answered (docs/rules.md 5.9)."""
    invited = Counter(invited_by_type(round_.surveys.all()))
    invited.update(imported_by_type(round_.surveys.all()))
    kept = Response.objects.filter(survey__round=round_).exclude(partner_type="")
    for survey_id, partner_type in kept.values_list("survey_id", "partner_type").distinct().order_by():
        if invited[survey_id, partner_type] < LEAST_INVITED:
            kept.filter(survey_id=survey_id, partner_type=partner_type).update(partner_type="")


def _rewrite_responses(survey_id):
    """Stores responses and answers again under new random keys, in the order of those keys.

    So neither key, tie nor position on disk reveals when or through which link a row came in.
    """
    of_survey = Response.objects.filter(survey_id=survey_id)
    fresh = {
        key: Response(survey_id=survey_id, partner_type=partner_type, is_sent=True)
        for key, partner_type in of_survey.values_list("key", "partner_type")
    }
    given = Answer.objects.filter(response__survey_id=survey_id)
    answers = [
        Answer(id=uuid.uuid4(), response=fresh[key], statement_id=statement_id, score=score)
        for key, statement_id, score in given.values_list("response_id", "statement_id", "score")
    ]
    given.delete()
    Remark.objects.filter(survey_id=survey_id).update(response=None)
    of_survey.delete()
    Response.objects.bulk_create(sorted(fresh.values(), key=lambda row: row.key), batch_size=BATCH)
    Answer.objects.bulk_create(sorted(answers, key=lambda row: row.id), batch_size=BATCH)


def _rewrite_remarks(survey_id):
    """The same for remarks, which belong to no response any more."""
    remarks = Remark.objects.filter(survey_id=survey_id)
    fresh = [
        Remark(survey_id=survey_id, indicator_id=indicator_id, text=text)
        for indicator_id, text in remarks.values_list("indicator_id", "text")
    ]
    remarks.delete()
    Remark.objects.bulk_create(sorted(fresh, key=lambda row: row.id), batch_size=BATCH)
