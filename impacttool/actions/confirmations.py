"""What an organisation confirms once a year about its commitments: in its own name, separate from
anybody's answers."""

from dataclasses import dataclass

from django.db import transaction

from deals.models import CommitmentConfirmation
from foundation.actions.audit_log import record_event_of_day
from impacttool.actions.answers import lock_invitation
from impacttool.events import InvitationEvent, SaidByPartner
from impacttool.queries.confirmations import commitments_of, confirmations_of


@dataclass(frozen=True)
class Said:
    """`before` is the state and note that the page showed, so that a colleague's answer is never
    overwritten unseen."""

    commitment_id: int
    state: str
    note: str
    before: tuple[str, str]


class SaidMeanwhile(Exception):
    """A colleague answered in the meantime: `commitment_ids`. Nothing was stored."""

    def __init__(self, commitment_ids):
        super().__init__(commitment_ids)
        self.commitment_ids = commitment_ids


@transaction.atomic
def confirm_commitments(*, invitation, token, said, contact_is_right, now):
    """Stores the answers for this year, in the organisation's name and not the respondent's."""
    lock_invitation(invitation, token, now)
    known = {commitment.pk for commitment in commitments_of(invitation).select_for_update()}
    stored = confirmations_of(invitation)
    changed = [one for one in said if one.commitment_id in known and (one.state, one.note) != one.before]
    clashes = {
        one.commitment_id for one in changed if said_before(stored.get(one.commitment_id)) != one.before
    }
    if clashes:
        raise SaidMeanwhile(clashes)
    for one in changed:
        CommitmentConfirmation.objects.update_or_create(
            commitment_id=one.commitment_id,
            year=invitation.survey.round.year,
            defaults={"state": one.state, "note": one.note, "confirmed_by": invitation.organisation.name},
        )
    if changed:
        _log(invitation, InvitationEvent.COMMITMENTS_CONFIRMED, len(changed))
    if not contact_is_right:
        _log(invitation, InvitationEvent.CONTACT_IS_WRONG)
    return changed


def said_before(confirmation):
    return (confirmation.state, confirmation.note) if confirmation else ("", "")


def _log(invitation, event, number=0):
    """With the day only: next to the count of submissions, the minute would reveal who answered."""
    survey = invitation.survey
    data = SaidByPartner(invitation.organisation.name, survey.round.year, number)
    record_event_of_day(event, by=None, subject=survey.deal.audit_subject, data=data)
