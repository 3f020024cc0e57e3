"""Agreements on money from the contributions per type and network, for all partners at once."""

from django.db import transaction

from deals import queries
from deals.actions.commitment import keep_versions
from deals.models import Commitment, Deal
from partners.actions import ChangedMeanwhile, write_log


@transaction.atomic
def apply_scheme(*, deal, shown, by):
    """`shown`: {participation id: (id of the contribution, its version)} as confirmed. One line in the log.

    Raises ChangedMeanwhile when it would do anything else by now, for instance after a double click.
    """
    Deal.objects.select_for_update().get(pk=deal.pk)
    due = queries.due_by_scheme(deal)
    if shown != {one.participation.pk: (one.contribution.pk, one.contribution.version) for one in due}:
        raise ChangedMeanwhile
    made = [_agreement(one, by) for one in due]
    names = ", ".join(one.participation.organisation.name for one in due)
    write_log(
        by=by,
        verb="maakte afspraken volgens de bijdrage per soort en netwerk",
        subject=deal.log_subject,
        label=deal.name,
        details={"partners": names},
    )
    return made


def _agreement(due, by):
    made = Commitment.objects.create(
        participation=due.participation,
        kind=Commitment.Kind.MONEY,
        amount_eur_per_year=due.contribution.amount_eur_per_year,
        year_from=due.contribution.year_from,
        year_until=due.contribution.year_until,
    )
    keep_versions([made], by=by)
    return made
