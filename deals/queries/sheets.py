"""The tables of one deal as rows of a sheet."""

from deals.models import Attachment, Commitment, Milestone, Participation, Stage
from deals.sheet.tables import COMMITMENTS, CONTACTS, MILESTONES, PARTNERS, TABLES
from partners.models import Contact, ContactLevel, OrganisationType

CHOICES = {
    PARTNERS.name: {
        "organisation_type": OrganisationType,
        "stage": Stage,
        "intensity": Participation.Intensity,
        "attached_official": Attachment,
        "attached_director": Attachment,
        "attached_executive": Attachment,
    },
    CONTACTS.name: {"organisation_type": OrganisationType, "level": ContactLevel},
    COMMITMENTS.name: {"organisation_type": OrganisationType, "kind": Commitment.Kind},
    MILESTONES.name: {"kind": Milestone.Kind},
}


def choices_of(table):
    """{column: {value: what the reader sees}}"""
    return {
        name: {value: str(label) for value, label in kind.choices}
        for name, kind in CHOICES[table.name].items()
    }


def sheet_rows(deal, table):
    """Every row of a table as {column: value}; one query."""
    return [_row(table, record) for record in records_of(deal, table)]


def records_of(deal, table):
    """The records behind the rows, each with its organisation; one query."""
    if table is MILESTONES:
        return deal.milestones.order_by("planned_on", "pk")
    if table is CONTACTS:
        current = deal.participations.current().values("organisation")
        contacts = Contact.objects.filter(organisation__in=current).select_related("organisation")
        return contacts.order_by("organisation__name", "name", "pk")
    if table is COMMITMENTS:
        commitments = Commitment.objects.filter(participation__deal=deal)
        listed = commitments.select_related("participation__organisation")
        return listed.order_by("participation__organisation__name", "year_from", "pk")
    return deal.participations.select_related("organisation").order_by("organisation__name", "pk")


def organisation_of(record):
    owner = record.participation if isinstance(record, Commitment) else record
    return getattr(owner, "organisation", None)


def _row(table, record):
    organisation = organisation_of(record)
    special = {"number": record.pk, "reason": ""}
    if organisation is not None:
        special |= {
            "organisation": organisation.name,
            "organisation_type": organisation.type,
            "tooi_uri": organisation.tooi_uri,
        }
    return {
        column.name: special[column.name] if column.name in special else getattr(record, column.name)
        for column in table.columns
    }


def lists_of(deal):
    """[(table, number of rows)]; four queries."""
    return [(table, records_of(deal, table).count()) for table in TABLES.values()]
