"""What a respondent sees through their link, and nothing else."""

import hmac
from dataclasses import dataclass, field

from impacttool import links, scoring
from impacttool.models import Invitation, Remark, Response
from impacttool.save_order import Stored


@dataclass(frozen=True)
class OwnAnswers:
    """`stored`: how often it was sent and stored. `scores`: statement id -> 1 to 5, or None for "weet ik niet";
    `remarks`: indicator id -> text."""

    exists: bool = False
    is_sent: bool = False
    scores: dict = field(default_factory=dict)
    remarks: dict = field(default_factory=dict)
    stored: Stored = field(default_factory=Stored)


# Read at every request, so prepared once, without an order, and no wider than the pages show: half the work of
# these queries is naming columns.
_ROUND = "year state opens_at closes_at closed_at is_fictitious instrument follow_up_instrument".split()
_INSTRUMENT = ("version", "minutes", "frozen_at")
_THRESHOLDS = [
    "mean_threshold",
    "range_threshold",
    "breakdown_threshold",
    "deals_threshold",
    "camps_threshold",
]
_INVITATION = (
    "public_id email survey organisation partner_type token_hash revoked_at handed_over_to moved_at".split()
)
_SURVEY = ("survey__round", "survey__deal", "survey__years_after")
_INSTRUMENTS = ("instrument", "follow_up_instrument")
_DOOR = (
    Invitation.objects.order_by()
    .select_related("survey__round")
    .only(*_INVITATION, *_SURVEY, *(f"survey__round__{name}" for name in _ROUND))
)
_PAGE = (
    Invitation.objects.order_by()
    .select_related(
        "survey__round__instrument", "survey__round__follow_up_instrument", "survey__deal", "organisation"
    )
    .only(
        *_INVITATION,
        *_SURVEY,
        *(f"survey__round__{name}" for name in _ROUND + _THRESHOLDS),
        *(f"survey__round__{one}__{name}" for one in _INSTRUMENTS for name in _INSTRUMENT),
        *(f"survey__deal__{name}" for name in ("slug", "name", "kind")),
        "organisation__name",
    )
)


def invitation_by_token(token):
    """With its round; None if no link has this key. One query."""
    return next(iter(_DOOR.filter(token_hash=links.invitation_hash(token))), None)


def invitation_by_public_id(public_id):
    """With its round, questionnaire, deal and organisation, or None. One query."""
    return next(iter(_PAGE.filter(public_id=public_id)), None)


def opens(token, invitation):
    """Whether this is the key of this invitation; never after closing."""
    stored = invitation.token_hash or ""
    return bool(token) and hmac.compare_digest(links.invitation_hash(token), stored)


def own_answers(token):
    """Two queries, one if nothing was filled in yet."""
    own = Response.objects.filter(tie_hash=links.response_hash(token))
    fields = ("key", "is_sent", "revision", "writes", "answers__statement", "answers__score")
    rows = list(own.values_list(*fields))
    if not rows:
        return OwnAnswers()
    key, is_sent, revision, writes = rows[0][:4]
    scores = {statement: score for *_response, statement, score in rows if statement is not None}
    remarks = dict(Remark.objects.filter(response=key).values_list("indicator", "text"))
    exists = is_sent or bool(scores or remarks)
    return OwnAnswers(
        exists=exists, is_sent=is_sent, scores=scores, remarks=remarks, stored=Stored(revision, writes)
    )


def own_scores(answers, questionnaire):
    """{indicator id: exact own score}, without indicators that have none."""
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
