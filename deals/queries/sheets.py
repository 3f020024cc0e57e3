"""The tables of one deal as rows of a sheet."""

from collections import Counter

from deals.models import Attachment, Commitment, ContactReach, Milestone, Participation, Stage, StageReason
from deals.queries.contacts import contacts_in
from deals.sheet.tables import COMMITMENTS, CONTACTS, MILESTONES, PARTNERS, REACH, TABLES, WANTED
from foundation.ordering import dutch
from partners.models import ContactLevel, OrganisationType

CHOICES = {
    PARTNERS.name: {
        "organisation_type": OrganisationType,
        "stage": Stage,
        "intensity": Participation.Intensity,
        "attached_official": Attachment,
        "attached_director": Attachment,
        "attached_executive": Attachment,
    },
    CONTACTS.name: {"organisation_type": OrganisationType, "level": ContactLevel, REACH: ContactReach},
    COMMITMENTS.name: {"organisation_type": OrganisationType, "kind": Commitment.Kind},
    MILESTONES.name: {
        "kind": Milestone.Kind,
        "planned_precision": Milestone.Precision,
        "expected_precision": Milestone.Precision,
    },
    WANTED.name: {"type": OrganisationType},
}


def choices_of(table, deal):
    """{column: {value: what the reader sees}}; of partners two queries, of wanted partners one."""
    fixed = {
        name: {value: str(label) for value, label in kind.choices}
        for name, kind in CHOICES.get(table.name, {}).items()
    }
    if table is PARTNERS:
        return fixed | _reasons() | {"parts": {part.pk: str(part) for part in deal.parts.all()}}
    if table is WANTED:
        return fixed | {"found_as_id": _partners(deal)}
    return fixed


def _reasons():
    """Also those that can no longer be chosen: an old list comes in again as it went out."""
    reasons = list(StageReason.objects.all())
    joined = [one for one in reasons if one.kind == StageReason.Kind.JOINED]
    left = [one for one in reasons if one.kind != StageReason.Kind.JOINED]
    often = Counter(one.text.casefold() for one in left)
    return {
        "joined_reason_id": {one.pk: one.text for one in joined},
        "left_reason_id": {
            one.pk: one.text if often[one.text.casefold()] == 1 else f"{one.text} ({one.get_kind_display()})"
            for one in left
        },
    }


def _partners(deal):
    listed = list(deal.participations.select_related("organisation").order_by(dutch("organisation__name")))
    often = Counter(one.organisation.name.casefold() for one in listed)
    return {
        one.pk: one.organisation.name
        if often[one.organisation.name.casefold()] == 1
        else f"{one.organisation.name} ({one.organisation.get_type_display()})"
        for one in listed
    }


def sheet_rows(deal, table):
    """Every row of a table as {column: value}; one query, of partners and contacts two."""
    return [_row(table, record) for record in records_of(deal, table)]


def records_of(deal, table):
    """The records behind the rows, each with its organisation; one query, of partners and contacts two."""
    if table is MILESTONES:
        return deal.milestones.order_by("planned_on", "pk")
    if table is WANTED:
        return deal.wanted_partners.order_by(dutch("description"), "pk")
    if table is CONTACTS:
        return (
            contacts_in(deal)
            .prefetch_related("deal_ties")
            .order_by(dutch("organisation__name"), dutch("name"), "pk")
        )
    if table is COMMITMENTS:
        commitments = Commitment.objects.filter(participation__deal=deal)
        listed = commitments.select_related("participation__organisation")
        return listed.order_by(dutch("participation__organisation__name"), "year_from", "pk")
    partners = deal.participations.select_related("organisation").prefetch_related("parts")
    return partners.order_by(dutch("organisation__name"), "pk")


def value_of(record, name):
    """What stands in a column; of parts their keys."""
    if name == REACH:
        ties = len(record.deal_ties.all())
        return (ContactReach.ALL, ContactReach.THIS)[ties] if ties < 2 else ContactReach.MORE
    if name == "parts":
        return tuple(sorted(part.pk for part in record.parts.all()))
    return getattr(record, name)


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
        column.name: special[column.name] if column.name in special else value_of(record, column.name)
        for column in table.columns
    }


def lists_of(deal):
    """[(table, number of rows)]; five queries."""
    return [(table, records_of(deal, table).count()) for table in TABLES.values()]
