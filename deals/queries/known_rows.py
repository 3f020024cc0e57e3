"""What a file of lists is laid beside: all organisations and the rows of one deal."""

from deals.models import StageReason
from deals.permissions import shared_with_other_teams
from deals.queries.sheets import choices_of, organisation_of, records_of, value_of
from deals.sheet.lines import Stored
from deals.sheet.names import Directory
from deals.sheet.names import Organisation as Named
from deals.sheet.plan import ABOUT_THE_ORGANISATION, Known, Reason
from deals.sheet.tables import TABLES
from partners.models import Organisation, OrganisationType
from partners.queries import successor_today
from partners.register import also_called

NOT_STORED = {"number", "reason", *ABOUT_THE_ORGANISATION}


def known_rows(deal, *, day, by, answers=None):
    """Twelve queries at most, however many rows. `by`: who brings the file in; `answers`: {name as compared: who is
    meant}, as somebody said."""
    return Known(
        directory=directory_of(day, answers),
        stored={table.name: _stored(deal, table) for table in TABLES.values()},
        choices={table.name: choices_of(table, deal) for table in TABLES.values()},
        reasons={one.pk: Reason(one.kind, one.is_active) for one in StageReason.objects.all()},
        shared=_shared(by),
    )


def _shared(by):
    if by.is_programme_staff or by.is_administrator:
        return frozenset()
    return frozenset(shared_with_other_teams(by).values_list("pk", flat=True))


def directory_of(day, answers=None):
    """Every organisation by the names in use; one query, and one a step of a succession."""
    types = {value: str(label) for value, label in OrganisationType.choices}
    return Directory(_organisations(day), types, answers or {})


def _organisations(day):
    known = Organisation.objects.in_bulk()
    for one in known.values():
        one.successor = known.get(one.successor_id)  # in memory, so that no step costs a query
    return [_named(one, successor_today(one, day), day) for one in known.values()]


def _named(one, successor, day):
    return Named(
        pk=one.pk,
        name=one.name,
        type=one.type,
        abbreviation=one.abbreviation,
        former_names=one.former_names,
        also_called=also_called(one.tooi_uri),
        tooi_uri=one.tooi_uri or "",
        has_ended=bool(one.ended_on and one.ended_on <= day),
        successor=successor.name if successor else "",
        successor_pk=successor.pk if successor else 0,
    )


def _stored(deal, table):
    names = [column.name for column in table.columns if column.name not in NOT_STORED]
    return [
        Stored(
            pk=record.pk,
            values={name: value_of(record, name) for name in names},
            ref=getattr(organisation_of(record), "pk", None),
        )
        for record in records_of(deal, table)
    ]
