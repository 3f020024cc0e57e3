"""Agreements on money from the contributions per type and network, for all partners at once."""

from django.db import transaction

from deals import queries
from deals.actions.commitment import keep_versions
from deals.actions.removing import take_away
from deals.events import OfPartners, PartnershipEvent
from deals.models import Commitment, Deal, SchemeRun
from deals.queries.scheme import last_scheme_run
from foundation.actions.audit_log import record_event
from foundation.concurrent_edit import ChangedMeanwhile


@transaction.atomic
def apply_scheme(*, deal, shown, by):
    """`shown`: {participation id: (contribution id, its version)} as confirmed. One audit event.

    Raises ChangedMeanwhile when the result would differ by now, for instance after a double click.
    """
    Deal.objects.select_for_update().get(pk=deal.pk)
    due = queries.due_by_scheme(deal)
    if shown != {one.participation.pk: (one.contribution.pk, one.contribution.version) for one in due}:
        raise ChangedMeanwhile
    made = [_agreement(one, by) for one in due]
    SchemeRun.objects.create(deal=deal, by=by, made=[one.pk for one in made])
    _log(PartnershipEvent.SCHEME_APPLIED, deal, due, by)
    return made


@transaction.atomic
def undo_scheme(*, deal, run, now, by):
    """Removes everything it made, or nothing; each can be restored. Idempotent.

    Raises ChangedMeanwhile when somebody changed, agreed or confirmed one since, or when it is no longer the
    last.
    """
    Deal.objects.select_for_update().get(pk=deal.pk)
    last = last_scheme_run(deal, now=now)
    if last is None or last.run.pk != run.pk:
        return
    held = Commitment.objects.select_for_update().filter(pk__in=[one.pk for one in last.made])
    if last.kept or any(one.version > 1 for one in held.order_by("pk")):
        raise ChangedMeanwhile
    for one in last.made:
        take_away(one, by=by)
    SchemeRun.objects.filter(pk=run.pk).update(undone_at=now)
    _log(PartnershipEvent.SCHEME_UNDONE, deal, last.made, by)


def _log(event, deal, rows, by):
    data = OfPartners(tuple(one.participation.organisation.name for one in rows))
    record_event(event, by=by, subject=deal.audit_subject, data=data)


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
