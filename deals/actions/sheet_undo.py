"""Takes the last file back: what it made goes, what it changed is set back; not when somebody went on with it since."""

from collections import defaultdict
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from deals.actions.commitment import keep_versions
from deals.actions.planning import moves_of
from deals.actions.sheet_addresses import addresses_of, follow_addresses, mended_addresses
from deals.actions.sheet_store import BATCH, PARTS, SIGNED, model_of, set_parts
from deals.events import DealEvent, ImportUndone
from deals.models import (
    BroughtIn,
    Commitment,
    CommitmentVersion,
    ContactDeal,
    Deal,
    Milestone,
    MilestoneMove,
    Participation,
    SheetImport,
)
from deals.queries import value_of
from deals.sheet.tables import COMMITMENTS, CONTACTS, MILESTONES, PARTNERS, WANTED
from foundation.actions.audit_log import record_event
from partners.models import Contact

CAN_UNDO_FOR = timedelta(days=14)
LAST_TO_FIRST = (WANTED.name, MILESTONES.name, COMMITMENTS.name, CONTACTS.name, PARTNERS.name, "organisatie")
MOST_NAMED = 5
PART_OF_IT = (BroughtIn, CommitmentVersion, ContactDeal, Participation.parts.through)


class CannotUndo(Exception):
    """Somebody changed or used what the file made; `names` says what, as (words, address)."""

    def __init__(self, names, count=0):
        super().__init__(f"{count} rows")
        self.names, self.more = names, count - len(names)


def last_import(deal, *, now):
    """The one that can be undone, or None; one query."""
    last = deal.sheet_imports.filter(undone_at=None).first()
    return last if last and last.rows and last.at > now - CAN_UNDO_FOR else None


def forget_old_imports(*, now):
    """What was kept to undo a file holds data of people: it goes when undoing is over."""
    SheetImport.objects.filter(at__lte=now - CAN_UNDO_FOR).exclude(rows=[]).update(rows=[])


@transaction.atomic
def undo_import(*, deal, by, now):
    """All or nothing. Returns sentences about effects elsewhere. Raises CannotUndo.

    About four queries a table, one for 200 rows, and a few for every restored address.
    """
    Deal.objects.select_for_update().get(pk=deal.pk)
    last = last_import(deal, now=now)
    if last is None:
        raise CannotUndo([])
    rows = defaultdict(list)
    for row in last.rows:
        rows[row["table"]].append(row)
    told = [words for table in LAST_TO_FIRST for words in _take_back(table, rows[table], by)]
    last.rows, last.undone_at = [], now
    last.save(update_fields=["rows", "undone_at"])
    data = ImportUndone(last.new_count, last.changed_count)
    record_event(DealEvent.LISTS_IMPORT_UNDONE, by=by, subject=deal.audit_subject, data=data)
    return told


def _take_back(table, rows, by):
    model = model_of(table)
    held = model.objects.select_for_update(no_key=True).in_bulk([row["pk"] for row in rows])
    records = held if table != PARTNERS.name else model.objects.prefetch_related(PARTS).in_bulk(list(held))
    changed = [row for row in rows if not _is_as_stored(records.get(row["pk"]), row)]
    made = [row["pk"] for row in rows if "old" not in row and row["pk"] in records]
    used = _used(model, made)
    if table == "organisatie":  # another deal may use it by now, or somebody edited it: then it stays
        kept = used | {row["pk"] for row in changed}
        made = [pk for pk in made if pk not in kept]
    else:
        _refuse([*changed, *({"pk": pk} for pk in used)], records)
    try:
        with transaction.atomic():
            model.objects.filter(pk__in=made).delete()
            return _set_back(model, [(records[row["pk"]], row) for row in rows if "old" in row], by)
    except IntegrityError:  # the earlier values no longer fit the current ones
        _refuse([row for row in rows if "old" in row], records)
        raise


def _refuse(rows, records):
    if rows:
        raise CannotUndo([_name(records.get(row["pk"])) for row in rows[:MOST_NAMED]], len(rows))


def _name(record):
    """(what it is, with its partner; the address where it stands, or "")"""
    if record is None:
        return _("iets dat er niet meer is"), ""
    if isinstance(record, Milestone):
        return str(record), reverse("deals:planning", args=[record.deal.slug])
    if isinstance(record, Commitment):
        partner = record.participation
        name = f"{partner.organisation}: {record.terms_in_words}"
        return name, reverse("deals:commitment", args=[partner.deal.slug, record.pk])
    if isinstance(record, Contact):
        return f"{record.organisation}: {record}", record.organisation.get_absolute_url()
    if isinstance(record, Participation):
        return str(record.organisation), reverse(
            "deals:participation_edit", args=[record.deal.slug, record.pk]
        )
    return str(record), ""


def _is_as_stored(record, row):
    if record is None or getattr(record, "version", 0) != row["version"]:
        return False
    return all(value_of(record, name) == _value(record, name, value) for name, value in row["new"].items())


def _value(record, name, value):
    """JSON holds dates and amounts as text."""
    if name == PARTS:
        return tuple(value)
    return record._meta.get_field(name).to_python(value)


def _used(model, pks):
    """The rows that something else depends on by now, other than their own answers and deals."""
    found = set()
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.related_model in PART_OF_IT:
            continue
        if pks and relation.auto_created and not relation.concrete and not relation.many_to_many:
            name = relation.field.name
            others = relation.related_model._base_manager.filter(**{f"{name}__in": pks})
            found |= set(others.values_list(f"{name}_id", flat=True))
    return found


def _set_back(model, pairs, by):
    moves, names = [], set()
    addresses = addresses_of(record for record, _row in pairs)
    for record, row in pairs:
        before = {name: value_of(record, name) for name in row["old"]}
        for name, value in row["old"].items():
            if name != PARTS:
                setattr(record, name, _value(record, name, value))
        if model is Milestone:
            moves += moves_of(record, before, reason=_("het inlezen is ongedaan gemaakt"), by=by)
        if hasattr(record, "version"):
            record.version += 1
        names |= set(row["old"])
    mended = mended_addresses([record for record, _row in pairs], addresses, by=by)
    if pairs:
        also = {name for name in ("version", *SIGNED) if hasattr(model, name)}
        fields = sorted(names - {PARTS} | also)
        model.objects.bulk_update([record for record, _row in pairs], fields, batch_size=BATCH)
    MilestoneMove.objects.bulk_create(moves)
    set_parts({record.pk: row["old"][PARTS] for record, row in pairs if PARTS in row["old"]})
    if model is Commitment:
        keep_versions([record for record, _row in pairs], by=by)
    return follow_addresses(mended, addresses, by=by)
