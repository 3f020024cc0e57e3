"""What the contact of a partner has to do: agreements to confirm, and proposals of the team to answer."""

from collections import Counter

from django.db.models import Case, When

from deals.models import Amendment, Commitment, CommitmentConfirmation, Participation
from deals.queries.agreements import partner_rows
from foundation.ordering import dutch


def own_rows(deal, user, *, rights, year, is_asked=True):
    """The rows of the user's own organisations in this deal; empty for a user without a contact, else nine queries."""
    if not rights.own_organisations:
        return []
    own = Participation.objects.current().filter(deal=deal, organisation__in=rights.own_organisations)
    return partner_rows(own, user=user, rights=rights, year=year, is_asked=is_asked)


def own_first(rights):
    """For `order_by`: puts the user's own organisation on top of a long table."""
    if not rights.own_organisations:
        return []
    return [Case(When(organisation__in=rights.own_organisations, then=0), default=1)]


def waiting_for_partner(deals, user, year):
    """({deal id: agreements to confirm}, {deal id: proposals to answer}) of the partners this user is a contact of; two
    queries."""
    own = Participation.objects.current().of_contact(user).filter(deal__in=[deal.pk for deal in deals])
    agreements = Commitment.objects.to_confirm_in(year).filter(participation__in=own).order_by()
    proposals = Amendment.objects.filter(
        state=Amendment.State.OPEN,
        by_team=True,
        commitment__participation__in=own,
        commitment__deleted_at=None,
    )
    return (
        Counter(agreements.values_list("participation__deal_id", flat=True)),
        Counter(proposals.order_by().values_list("commitment__participation__deal_id", flat=True)),
    )


def to_confirm_of(deal, user, *, rights, year, shown=()):
    """Agreements of this year that this user may confirm and that nobody confirmed; None for users who confirm nothing.
    One query.

    `shown`: keys on a page opened earlier, of which those confirmed since are included too.
    """
    if not rights.agree_commitments and not rights.own_organisations:
        return None
    agreements = Commitment.objects.visible_to(user).filter(participation__deal=deal)
    asked = agreements.running_in(year).filter(pk__in=shown) if shown else agreements.to_confirm_in(year)
    if not rights.agree_commitments:
        asked = asked.filter(participation__organisation__in=rights.own_organisations)
    named = asked.select_related("participation__organisation", "participation__deal")
    return list(named.order_by(dutch("participation__organisation__name"), "pk"))


def said_of(agreements, year):
    """{agreement id: what was said about this year}; one query."""
    said = CommitmentConfirmation.objects.filter(commitment__in=agreements, year=year)
    return {one.commitment_id: one for one in said}
