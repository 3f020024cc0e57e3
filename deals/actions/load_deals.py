"""Loading the real deals from the data files, once."""

from collections import namedtuple

from django.db import transaction
from django.utils.text import slugify

from deals.actions import deal_children as children
from deals.actions.participation_rows import Register, participations_of
from deals.events import DealEvent, Number
from deals.models import Deal, DealDate, DealFact, Participation, Publication, Relation, SigningMoment
from foundation.actions.audit_log import record_event
from foundation.events import Subject
from partners.models import Organisation

Loaded = namedtuple("Loaded", "deal record")


class RegisterMissing(Exception):
    """A public body in the data files is not in the register of organisations."""


@transaction.atomic
def load_deals(*, records, titles, by=None):
    """Creates missing deals with everything below them, and returns those as `Loaded` pairs.

    A deal whose slug exists is left alone, so that changes made in the portal stay. About 15 queries, however
    many deals.
    """
    known = set(Deal.objects.values_list("slug", flat=True))
    missing = [record for record in records if slug_of(record) not in known]
    if not missing:
        return []
    deals = Deal.objects.bulk_create([_deal(record, titles) for record in missing])
    loaded = [Loaded(deal, record) for deal, record in zip(deals, missing, strict=True)]
    _load_participations(loaded, titles)
    _load_children(loaded, titles)
    subject = Subject("deals", label=f"{len(deals)} deals")
    record_event(DealEvent.LOADED, by=by, subject=subject, data=Number(len(deals)))
    return loaded


def slug_of(record):
    return record.get("id") or slugify(record["naam"])


def _deal(record, titles):
    phase = record.get("fase", {})
    status = record.get("status", "")
    goals = [goal["tekst"] for goal in record.get("doelen", [])]
    return Deal(
        slug=slug_of(record),
        kind=children.kind_of(record),
        name=record.get("korte_naam") or record.get("naam") or record["werktitel"],
        is_working_title="werktitel" in record,
        theme=record.get("thema", ""),
        phase=children.phase_of(phase.get("tekst", status)),
        phase_note=phase.get("tekst", ""),
        goal="\n".join(goals),
        is_published=True,
        source=titles.title(phase.get("bron", "")),
        source_url=record.get("url", ""),
        **children.period_of(record),
    )


def _load_participations(loaded, titles):
    register = Register(Organisation.objects.all())
    try:
        rows = [row for deal, record in loaded for row in participations_of(deal, record, titles, register)]
    except KeyError as error:
        raise RegisterMissing(error.args[0]) from error
    Organisation.objects.bulk_create(register.new)
    Participation.objects.bulk_create(rows)


def _load_children(loaded, titles):
    deals = {deal.slug: deal for deal in Deal.objects.only("slug")}
    moments = {deal.slug: list(children.moments_of(deal, record, titles)) for deal, record in loaded}
    SigningMoment.objects.bulk_create([moment for pairs in moments.values() for moment, _entry in pairs])
    rows = {DealFact: [], DealDate: [], Publication: [], Relation: []}
    for deal, record in loaded:
        rows[DealFact] += children.facts_of(deal, record, titles)
        rows[DealDate] += children.dates_of(deal, record, titles)
        rows[Publication] += children.publications_of(deal, record, titles, moments[deal.slug])
        rows[Relation] += children.relations_of(deal, record, titles, deals)
    for model, made in rows.items():
        model.objects.bulk_create(made)
