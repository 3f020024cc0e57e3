"""What imported lists are compared with: all organisations, and the rows of one deal."""

from deals.models import ContactDeal, Participation, StageReason
from deals.queries.contacts import contacts_in
from deals.queries.sheets import choices_of, organisation_of, records_of, value_of
from deals.sheet.lines import Stored
from deals.sheet.names import Directory
from deals.sheet.plan import ABOUT_THE_ORGANISATION, Known, Reason
from deals.sheet.tables import TABLES
from partners.queries import name_book

NOT_STORED = {"number", "reason", *ABOUT_THE_ORGANISATION}


def known_rows(deal, *, day, by, answers=None):
    """Fourteen queries at most, however many rows. `by`: the importing user; `answers`: {name as compared:
    chosen organisation}."""
    elsewhere = Participation.objects.current().exclude(deal=deal).order_by()
    return Known(
        directory=directory_of(day, answers),
        stored={table.name: _stored(deal, table) for table in TABLES.values()},
        choices={table.name: choices_of(table, deal) for table in TABLES.values()},
        reasons={one.pk: Reason(one.kind, one.is_active) for one in StageReason.objects.all()},
        shared=_shared(deal, by),
        elsewhere=frozenset(elsewhere.values_list("organisation", flat=True)),
    )


def _shared(deal, by):
    if by.is_programme_staff or by.is_administrator:
        return frozenset()
    changed = ContactDeal.objects.contacts_changed_by(by).values("pk")
    return frozenset(contacts_in(deal).exclude(pk__in=changed).values_list("pk", flat=True))


def directory_of(day, answers=None):
    """Every organisation by the names in use; one query."""
    return name_book(day, make=Directory, answers=answers or {})


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
