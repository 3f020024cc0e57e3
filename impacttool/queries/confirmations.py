"""The commitments of the invited organisation, confirmed once a year along with the statements."""

from django.db.models import Exists, OuterRef

from deals.models import Commitment, CommitmentConfirmation


def commitments_of(invitation):
    """The organisation's running commitments in this deal and year; no query for a link without an organisation."""
    if invitation.organisation_id is None:
        return Commitment.objects.none()
    year = invitation.survey.round.year
    agreements = Commitment.objects.running_in(year).filter(
        participation__deal=invitation.survey.deal_id,
        participation__organisation=invitation.organisation_id,
    )
    return agreements.order_by("pk")


def state_of(invitation):
    """(number of commitments, whether each is confirmed); one query."""
    if not invitation.organisation_id:
        return 0, False
    said = CommitmentConfirmation.objects.filter(commitment=OuterRef("pk"), year=invitation.survey.round.year)
    rows = commitments_of(invitation).values_list(Exists(said), flat=True)
    return len(rows), all(rows)


def confirmations_of(invitation):
    """{commitment id: what was said about this year}; one query."""
    year = invitation.survey.round.year
    said = CommitmentConfirmation.objects.filter(commitment__in=commitments_of(invitation), year=year)
    return {confirmation.commitment_id: confirmation for confirmation in said}
