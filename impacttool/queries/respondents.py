"""What a respondent sees through the own link, and through nothing else."""

import hmac
from dataclasses import dataclass, field

from impacttool import links, scoring
from impacttool.models import Answer, Invitation, Remark, Response


@dataclass(frozen=True)
class OwnAnswers:
    """`scores`: statement id -> 1 to 5, or None for "weet ik niet"; `remarks`: indicator id -> text."""

    exists: bool = False
    is_sent: bool = False
    scores: dict = field(default_factory=dict)
    remarks: dict = field(default_factory=dict)


def _with_survey():
    return Invitation.objects.select_related("survey__round__instrument", "survey__deal", "organisation")


def invitation_by_token(token):
    """None when no link has this key; 1 query."""
    return _with_survey().filter(token_hash=links.invitation_hash(token)).first()


def invitation_by_public_id(public_id):
    """1 query."""
    return _with_survey().filter(public_id=public_id).first()


def opens(token, invitation):
    """Is this the key of this invitation? After closing no key is."""
    stored = invitation.token_hash or ""
    return bool(token) and hmac.compare_digest(links.invitation_hash(token), stored)


def own_answers(token):
    """3 queries, 1 when nothing was filled in yet."""
    found = Response.objects.filter(tie_hash=links.response_hash(token)).values_list("key", "is_sent").first()
    if found is None:
        return OwnAnswers()
    key, is_sent = found
    scores = dict(Answer.objects.filter(response=key).values_list("statement", "score"))
    remarks = dict(Remark.objects.filter(response=key).values_list("indicator", "text"))
    return OwnAnswers(exists=True, is_sent=is_sent, scores=scores, remarks=remarks)


def own_scores(answers, questionnaire):
    """{indicator id: exact own score}; an indicator without any is left out."""
    rows = [
        scoring.AnswerRow("own", "", section.id, item.code, answers.scores.get(item.id))
        for section in questionnaire.sections
        for item in section.items
    ]
    return {
        indicator: scores["own"]
        for indicator, scores in scoring.respondent_scores(rows).items()
        if "own" in scores
    }
