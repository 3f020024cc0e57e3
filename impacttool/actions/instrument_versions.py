"""A new version of the questionnaire: copied, edited, and frozen as soon as a round with it opens (docs/rules.md 2)."""

from dataclasses import dataclass, field

from django.db import transaction

from foundation.actions.audit_log import record_event
from impacttool.actions.instruments import InstrumentFrozen
from impacttool.actions.short_instruments import following
from impacttool.events import RoundEvent
from impacttool.models import Dimension, Element, Indicator, Instrument, Statement
from impacttool.queries.instruments import contents_of, next_version


@dataclass(frozen=True)
class IndicatorText:
    """One indicator as it is typed: a statement a line."""

    name: str
    alias: str = ""
    dimension: str = ""
    statements: list = field(default_factory=list)
    elements: list = field(default_factory=list)


@transaction.atomic
def copy_newest(*, by):
    """The newest version as a draft of the next; the newest itself when that is still a draft."""
    Instrument.objects.select_for_update().newest()
    newest = (
        Instrument.objects.newest()
    )  # after waiting for the lock this is the draft that the other request made
    if newest is not None and not newest.is_frozen:
        return newest
    copy = Instrument.objects.create(
        version=next_version(),
        name=newest.name if newest else "Nieuwe vragenlijst",
        instruction=newest.instruction if newest else "",
        source=newest.source if newest else "",
        minutes=newest.minutes if newest else 3,
    )
    if newest:
        _store(copy, [IndicatorText(**part) for part in contents_of(newest)])
    record_event(RoundEvent.INSTRUMENT_CREATED, by=by, subject=copy.audit_subject)
    return copy


@transaction.atomic
def save_instrument(*, instrument, contents, by):
    """Stores a concept anew with these IndicatorText rows, in their order. Raises InstrumentFrozen."""
    if Instrument.objects.select_for_update().get(pk=instrument.pk).is_frozen:
        raise InstrumentFrozen(instrument.version)
    instrument.save()
    with following(instrument):
        instrument.indicators.all().delete()
        instrument.dimensions.all().delete()
        _store(instrument, contents)
    record_event(RoundEvent.INSTRUMENT_CHANGED, by=by, subject=instrument.audit_subject)
    return instrument


def _store(instrument, contents):
    """A statement is linked to the same sentence of the version before; a changed sentence is another statement."""
    older = Instrument.objects.filter(version__lt=instrument.version).newest()
    statements = Statement.objects.filter(indicator__instrument=older) if older else Statement.objects.none()
    before = dict(statements.values_list("text", "pk"))
    dimensions = {}
    for name in dict.fromkeys(part.dimension for part in contents if part.dimension):
        dimensions[name] = Dimension.objects.create(
            instrument=instrument, name=name, position=len(dimensions) + 1
        )
    position = 0
    for number, part in enumerate(contents, 1):
        indicator = Indicator.objects.create(
            instrument=instrument,
            number=number,
            name=part.name,
            alias=part.alias,
            dimension=dimensions.get(part.dimension),
        )
        Statement.objects.bulk_create(
            Statement(
                indicator=indicator,
                code=f"{number}.{index}",
                text=text,
                position=position + index,
                previous_id=before.get(text),
            )
            for index, text in enumerate(part.statements, 1)
        )
        position += len(part.statements)
        Element.objects.bulk_create(
            Element(indicator=indicator, text=text, position=index)
            for index, text in enumerate(part.elements, 1)
        )
