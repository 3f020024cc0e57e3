"""Carries out the plan of a file: makes and changes rows of the lists of a deal, and remembers how to undo it."""

from itertools import chain

from django.utils import timezone

from deals.actions.commitment import keep_first_versions, keep_versions
from deals.actions.participation import add_organisation
from deals.actions.planning import moves_of
from deals.actions.sheet_addresses import (
    addresses_of,
    follow_addresses,
    mended_addresses,
    sign_addresses,
)
from deals.models import (
    BroughtIn,
    Commitment,
    ContactDeal,
    ContactReach,
    Milestone,
    MilestoneMove,
    Participation,
    Stage,
    WantedPartner,
)
from deals.models.reach import of_deal
from deals.sheet.tables import COMMITMENTS, CONTACTS, MILESTONES, PARTNERS, REACH, WANTED
from partners.models import Contact, Organisation
from partners.name_register import fold

MODELS = {
    PARTNERS.name: Participation,
    CONTACTS.name: Contact,
    COMMITMENTS.name: Commitment,
    MILESTONES.name: Milestone,
    WANTED.name: WantedPartner,
}
PARTS = "parts"  # the one column that is a table of its own
SIGNED = ("address_by", "address_at")
BATCH = 200
ALL = ContactReach.ALL


def store(deal, plan, by, progress):
    """Returns what was done as rows for `sheet_undo`, and sentences about what came of it elsewhere.

    About two queries a table, one for 200 changed rows, and a few for every address that was mended.
    """
    organisations = _make_organisations(plan, by)
    made = [_made("organisatie", one, {}) for one in organisations.values()]
    partners, told = {}, []
    for one in plan.tables:
        if one.table is not PARTNERS and not partners:
            partners = dict(deal.participations.values_list("organisation_id", "pk"))
        new = [
            MODELS[one.table.name](
                **_owner(deal, one.table, line, organisations, partners), **_own(line.values)
            )
            for line in one.new
        ]
        if one.table is CONTACTS:
            _say_who_is_new(deal, new)
            sign_addresses(new, by=by)
        _create(new, progress)
        if one.table is COMMITMENTS:
            keep_versions(new, by=by)
        set_parts(
            {
                record.pk: line.values[PARTS]
                for record, line in zip(new, one.new, strict=True)
                if PARTS in line.values
            }
        )
        if one.table is CONTACTS:
            BroughtIn.objects.bulk_create(BroughtIn(deal=deal, contact=contact) for contact in new)
            _tie(deal, new, one.new)
        made += [
            _made(one.table.name, record, line.values) for record, line in zip(new, one.new, strict=True)
        ]
        changed, elsewhere = _change(one, by)
        made, told = made + changed, told + elsewhere
        progress.step(len(one.changed))
    return made, told


def _create(records, progress):
    """In batches, so that whoever waits sees how far it is."""
    for start in range(0, len(records), BATCH):
        some = records[start : start + BATCH]
        type(some[0]).objects.bulk_create(some)
        progress.step(len(some))


def _own(values):
    return {name: value for name, value in values.items() if name not in (PARTS, REACH)}


def _tie(deal, contacts, lines):
    """Contacts of this deal only; one query."""
    pairs = zip(contacts, lines, strict=True)
    ties = [ContactDeal(deal=deal, contact=one) for one, line in pairs if line.values.get(REACH, ALL) != ALL]
    ContactDeal.objects.bulk_create(ties, batch_size=BATCH)


def set_parts(parts):
    """{participation id: ids of the parts it takes part in}; two queries, and one for 200 new rows."""
    if parts:
        through = Participation.parts.through
        through.objects.filter(participation__in=parts, part__deleted_at=None).delete()
        pairs = [(pk, part) for pk, keys in parts.items() for part in keys]
        rows = [through(participation_id=pk, part_id=part) for pk, part in pairs]
        through.objects.bulk_create(rows, batch_size=BATCH)


def _say_who_is_new(deal, contacts):
    """The first contacts of an organisation in this deal are those who were there already: nobody to tell; one query."""
    asked = {contact.organisation_id for contact in contacts}
    known = Contact.objects.filter(of_deal(deal), organisation__in=asked).order_by()
    had = set(known.values_list("organisation", flat=True).distinct())
    for contact in contacts:
        contact.new_at = timezone.now() if contact.organisation_id in had else None


def _make_organisations(plan, by):
    """{(name as compared, type): the new organisation}; two queries each."""
    return {
        ref: add_organisation(name=name, type_=ref[1], by=by) for ref, name in plan.new_organisations.items()
    }


def _owner(deal, table, line, organisations, partners):
    if table in (MILESTONES, WANTED):
        return {"deal": deal}
    pk = line.ref if isinstance(line.ref, int) else organisations[line.ref].pk
    if table is COMMITMENTS:
        return {"participation_id": partners[pk]}
    if table is CONTACTS:
        return {"organisation_id": pk}
    stage = {} if "stage" in line.values else {"stage": Stage.TALKING}
    return {"deal": deal, "organisation_id": pk, **stage}


def _change(one, by):
    """The rows are held until the end of the transaction; a new version, so that an open form notices."""
    model = MODELS[one.table.name]
    lines = {line.pk: line for line in one.changed}
    records = list(model.objects.select_for_update(no_key=True).filter(pk__in=lines).order_by("pk"))
    moves, addresses = [], addresses_of(records)
    if one.table is COMMITMENTS:
        keep_first_versions(model.objects.filter(pk__in=lines))
    for record in records:
        line = lines[record.pk]
        for name, value in _own(line.values).items():
            setattr(record, name, value)
        if one.table is MILESTONES:
            moves += moves_of(record, line.old, reason=line.reason, by=by)
        if one.table is CONTACTS and _is_someone_else(line):
            record.new_at = timezone.now()
        _raise_version(record)
    mended = mended_addresses(records, addresses, by=by)
    if records:
        model.objects.bulk_update(records, _fields(model, lines.values()), batch_size=BATCH)
    MilestoneMove.objects.bulk_create(moves)
    set_parts({pk: line.values[PARTS] for pk, line in lines.items() if PARTS in line.values})
    if one.table is COMMITMENTS:
        keep_versions(records, by=by)
    same = [record for record in mended if not _is_someone_else(lines[record.pk])]
    told = follow_addresses(same, addresses, by=by)
    return [_changed(one.table.name, record, lines[record.pk]) for record in records], told


def _is_someone_else(line):
    """Another name on the record: someone who has to learn what the deals are about."""
    return "name" in line.values and fold(line.values["name"]) != fold(line.old["name"])


def _raise_version(record):
    if hasattr(record, "version"):
        record.version += 1


def _fields(model, lines):
    names = set(chain.from_iterable(line.values for line in lines))
    also = {name for name in ("version", "new_at", *SIGNED) if hasattr(model, name)}
    return sorted(names - {PARTS} | also)


def _made(table, record, values):
    """Of which deals a contact is goes with the contact."""
    stored = {name: value for name, value in values.items() if name != REACH}
    return {"table": table, "pk": record.pk, "version": getattr(record, "version", 0), "new": stored}


def _changed(table, record, line):
    return _made(table, record, line.values) | {"old": line.old}


def model_of(table):
    return Organisation if table == "organisatie" else MODELS[table]
