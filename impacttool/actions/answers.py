"""What a respondent stores through the own link: taps at once, counting only after "Versturen" (docs/rules.md 5)."""

from django.db import transaction

from impacttool import links
from impacttool.models import Answer, Invitation, Remark, Response
from impacttool.queries.partner_types import LEAST_INVITED


class NotTakingAnswers(Exception):
    """The round is closed, or the link stopped, while the answer was on its way: nothing is stored."""


def lock_invitation(invitation, token, now):
    """Holds the own invitation until the transaction ends: two tabs follow each other, and closing comes before or after.

    `invitation` was read with its round in this request. Closing erases `token_hash` first, so whoever waited for
    it finds no key any more. Costs 1 query. Raises NotTakingAnswers.
    """
    own = Invitation.objects.select_for_update().filter(
        pk=invitation.pk, token_hash=links.invitation_hash(token), revoked_at=None
    )
    if not invitation.survey.round.takes_answers(now) or not list(own.order_by().values_list("pk")):
        raise NotTakingAnswers


@transaction.atomic
def save_answers(*, invitation, token, scores, remarks, now):
    """Stores these taps and remarks and leaves the others alone; the same ones twice change nothing."""
    lock_invitation(invitation, token, now)
    return _store(invitation, token, scores, remarks)


@transaction.atomic
def send_answers(*, invitation, token, scores, remarks, now):
    """From now on these answers count. Sending again changes the same response."""
    lock_invitation(invitation, token, now)
    return _store(invitation, token, scores, remarks, is_sent=True, partner_type=_partner_type(invitation))


@transaction.atomic
def withdraw_answers(*, invitation, token, now):
    """Takes the own answers away for good; the link works on until closing."""
    lock_invitation(invitation, token, now)
    Response.objects.filter(tie_hash=links.response_hash(token)).delete()


def _store(invitation, token, scores, remarks, **sent):
    response, is_new = _own_response(invitation, token, sent)
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


def _own_response(invitation, token, sent):
    """(the response of this link, whether it was made now); `sent`: what makes it count, when it is sent. 2 queries."""
    tie_hash = links.response_hash(token)
    response = next(iter(Response.objects.filter(tie_hash=tie_hash)), None)
    if response is None:
        return Response.objects.create(tie_hash=tie_hash, survey_id=invitation.survey_id, **sent), True
    if sent:
        Response.objects.filter(pk=response.pk).update(**sent)
    return response, False


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
