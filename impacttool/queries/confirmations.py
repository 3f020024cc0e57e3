"""The commitments of the invited organisation, asked once a year beside the statements."""

from deals.models import Commitment, CommitmentConfirmation


def commitments_of(invitation):
    """Of this organisation, in this deal, in the year of the round; no query when the link is nobody's in particular."""
    if invitation.organisation_id is None:
        return Commitment.objects.none()
    year = invitation.survey.round.year
    return Commitment.objects.filter(
        participation__deal=invitation.survey.deal_id,
        participation__organisation=invitation.organisation_id,
        year_from__lte=year,
        year_until__gte=year,
    ).order_by("pk")


def count_of(invitation):
    """1 query."""
    return commitments_of(invitation).count() if invitation.organisation_id else 0


def confirmations_of(invitation):
    """{commitment id: what was said about this year}; 1 query."""
    year = invitation.survey.round.year
    said = CommitmentConfirmation.objects.filter(commitment__in=commitments_of(invitation), year=year)
    return {confirmation.commitment_id: confirmation for confirmation in said}
