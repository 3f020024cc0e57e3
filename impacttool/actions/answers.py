"""What a respondent stores through their link: each tap at once, counting only after "Versturen"
(docs/rules.md 5).

Submitted answers stay: an earlier save that arrives later is refused (`save_order`).
"""

from django.db import transaction

from impacttool import links
from impacttool.models import Answer, Invitation, Remark, Response
from impacttool.queries.partner_types import LEAST_INVITED
from impacttool.save_order import Stored, Verdict, after, emptied, judge


class NotTakingAnswers(Exception):
    """The round closed, or the link stopped working, before the answer arrived: nothing is stored."""


class OlderSave(Exception):
    """Something was submitted, withdrawn or stored after this save was made: nothing is stored."""


def lock_invitation(invitation, token, now):
    """Locks the respondent's invitation until the transaction ends: two tabs take turns, and closing comes
    before or after.

    `invitation` was read with its round in this request. Closing erases `token_hash` first, so a request that
    waited for it finds no key any more. Costs 1 query. Raises NotTakingAnswers.
    """
    own = Invitation.objects.select_for_update().filter(
        pk=invitation.pk, token_hash=links.invitation_hash(token), revoked_at=None
    )
    if not invitation.survey.round.takes_answers(now) or not list(own.order_by().values_list("pk")):
        raise NotTakingAnswers


@transaction.atomic
def save_answers(*, invitation, token, scores, remarks, now, order=None):
    """Stores these taps and remarks and leaves the others alone. Idempotent. Raises OlderSave."""
    lock_invitation(invitation, token, now)
    response = _own_response(token)
    stored = response.stored if response else Stored()
    verdict = judge(stored, order)
    if verdict == Verdict.AGAIN:
        return response
    if verdict != Verdict.NEWER and not (
        verdict == Verdict.UNSEEN and _agrees(response, scores, remarks, may_add=True)
    ):
        raise OlderSave
    return _store(invitation, token, response, scores, remarks, after(stored, order))


@transaction.atomic
def send_answers(*, invitation, token, scores, remarks, now, order=None):
    """From now on these answers count. Submitting again changes the same response. Idempotent. Raises
    OlderSave."""
    lock_invitation(invitation, token, now)
    response = _own_response(token)
    stored = response.stored if response else Stored()
    verdict = Verdict.NEWER if order is None else judge(stored, order)
    if verdict != Verdict.NEWER:
        is_older = verdict == Verdict.OLDER
        if not _agrees(response, scores, remarks, may_add=not is_older):
            raise OlderSave
        if is_older and not response.is_sent:
            raise OlderSave
        if is_older:
            return response
    if invitation.moved_at:
        Response.objects.filter(tie_hash=links.replaced_hash(token)).delete()
    sent = {"is_sent": True, "partner_type": _partner_type(invitation)}
    return _store(invitation, token, response, scores, remarks, after(stored, order, sent=True), **sent)


@transaction.atomic
def withdraw_answers(*, invitation, token, now, order=None):
    """Deletes the respondent's answers; the link works until closing. Raises OlderSave when they were
    submitted since."""
    lock_invitation(invitation, token, now)
    response = _own_response(token)
    if order is not None and order.ticket.revision != (response.revision if response else 0):
        raise OlderSave
    empty(invitation.survey_id, token)


def empty(survey_id, token):
    """Empties the response; keeps only its order, so that an older save cannot bring the answers back. At
    most 4 queries."""
    tie_hash = links.response_hash(token)
    response, _is_new = Response.objects.get_or_create(tie_hash=tie_hash, defaults={"survey_id": survey_id})
    response.answers.all().delete()
    response.remarks.all().delete()
    _keep(response, emptied(response.stored), is_sent=False, partner_type="")


def _own_response(token):
    """1 query."""
    return next(iter(Response.objects.filter(tie_hash=links.response_hash(token))), None)


def _agrees(response, scores, remarks, *, may_add):
    """Whether everything in this form is stored as it is, or (`may_add`) not answered yet. 2 queries."""
    if response is None:
        return False
    kept = dict(response.answers.values_list("statement", "score"))
    texts = dict(response.remarks.values_list("indicator", "text"))
    same_scores = all(kept[key] == score if key in kept else may_add for key, score in scores.items())
    return same_scores and all(texts.get(key, "") == text for key, text in remarks.items())


def _store(invitation, token, response, scores, remarks, stored, **sent):
    is_new = response is None
    if is_new:
        response = Response(tie_hash=links.response_hash(token), survey_id=invitation.survey_id)
    _keep(response, stored, **sent)
    if scores:
        Answer.objects.bulk_create(
            [
                Answer(response=response, statement_id=statement, score=score)
                for statement, score in scores.items()
            ],
            update_conflicts=True,
            unique_fields=["response", "statement"],
            update_fields=["score"],
        )
    if remarks:
        _store_remarks(response, remarks, is_new=is_new)
    return response


def _keep(response, stored, **fields):
    """1 query, for a new response with a savepoint."""
    fields |= {"revision": stored.revision, "writes": stored.writes, "last_save": stored.last}
    for name, value in fields.items():
        setattr(response, name, value)
    if response._state.adding:
        response.save(force_insert=True)
    else:
        Response.objects.filter(pk=response.pk).update(**fields)


def _store_remarks(response, remarks, *, is_new):
    """Writes only what changed: at most 1 query when nothing did."""
    before = {} if is_new else dict(response.remarks.values_list("indicator", "text"))
    changed = {key: text for key, text in remarks.items() if text != before.get(key, "")}
    if before.keys() & changed.keys():
        response.remarks.filter(indicator__in=changed).delete()
    Remark.objects.bulk_create(
        Remark(response=response, survey_id=response.survey_id, indicator_id=indicator, text=text)
        for indicator, text in changed.items()
        if text
    )


def _partner_type(invitation):
    """Empty when it would point at few people; 1 query."""
    if not invitation.partner_type:
        return ""
    alike = Invitation.objects.filter(
        survey=invitation.survey_id, partner_type=invitation.partner_type, revoked_at=None
    )
    return invitation.partner_type if alike.count() >= LEAST_INVITED else ""
