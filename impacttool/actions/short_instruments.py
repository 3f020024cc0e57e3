"""The short questionnaire of follow-up rounds: statements of a whole one, under its numbers and codes, word for word."""

from contextlib import contextmanager

from django.db import transaction

from foundation.actions.audit_log import record_event
from impacttool.events import RoundEvent
from impacttool.models import Element, Indicator, Instrument, Statement
from impacttool.queries.instruments import indicators_of, next_version


class InstrumentFrozen(Exception):
    """A round that uses this version has opened: a change is a new version (docs/rules.md 2)."""


@transaction.atomic
def make_short(*, whole, statements, name, source, minutes, by):
    """`statements`: those of the whole questionnaire that are asked after the end."""
    short = Instrument.objects.create(
        version=next_version(),
        short_of=whole,
        name=name,
        instruction=whole.instruction,
        source=source,
        minutes=minutes,
    )
    _store(short, {statement.text for statement in statements})
    record_event(RoundEvent.SHORT_INSTRUMENT_CREATED, by=by, subject=short.audit_subject)
    return short


@transaction.atomic
def load_short(*, whole, name, source, minutes, codes, by=None):
    """The short questionnaire that comes with the portal; None when the whole one has a short one already."""
    if whole.short_versions.exists():
        return None
    chosen = Statement.objects.filter(indicator__instrument=whole, code__in=codes)
    return make_short(whole=whole, statements=chosen, name=name, source=source, minutes=minutes, by=by)


@transaction.atomic
def copy_short(*, by):
    """A concept of the next short one, of the newest whole questionnaire; when there is a concept, that one.

    It begins with the statements of the short one before, where they still exist, else with all. None without a
    whole questionnaire.
    """
    whole = Instrument.objects.select_for_update().newest()
    if whole is None:
        return None
    before = Instrument.objects.newest_short()
    if before is not None and not before.is_frozen and before.short_of_id == whole.pk:
        return before
    every = Statement.objects.filter(indicator__instrument=whole)
    asked = _texts(before) if before else set()
    chosen = [statement for statement in every if statement.text in asked]
    return make_short(
        whole=whole,
        statements=chosen or every,
        name=before.name if before else whole.name,
        source=before.source if before else whole.source,
        minutes=before.minutes if before else whole.minutes,
        by=by,
    )


@transaction.atomic
def save_short(*, instrument, statements, by):
    """Stores a concept anew. Raises InstrumentFrozen."""
    if Instrument.objects.select_for_update().get(pk=instrument.pk).is_frozen:
        raise InstrumentFrozen(instrument.version)
    instrument.save()
    _store(instrument, {statement.text for statement in statements})
    record_event(RoundEvent.SHORT_INSTRUMENT_CHANGED, by=by, subject=instrument.audit_subject)
    return instrument


@contextmanager
def following(whole):
    """While a whole questionnaire that is still a concept is written anew, its short ones let go of its statements and
    then take those again that kept their words."""
    kept = {short: _texts(short) for short in whole.short_versions.all()}
    for short in kept:
        short.indicators.all().delete()
    yield
    for short, texts in kept.items():
        _store(short, texts)


def _texts(instrument):
    return set(Statement.objects.filter(indicator__instrument=instrument).values_list("text", flat=True))


def _store(short, texts):
    """Every statement goes on as the one it is, so that a change is computed over what both asked."""
    short.indicators.all().delete()
    for whole in indicators_of(short.short_of):
        chosen = [statement for statement in whole.statements.all() if statement.text in texts]
        if not chosen:
            continue
        indicator = Indicator.objects.create(
            instrument=short, number=whole.number, name=whole.name, alias=whole.alias
        )
        Statement.objects.bulk_create(
            Statement(indicator=indicator, code=one.code, text=one.text, position=one.position, previous=one)
            for one in chosen
        )
        Element.objects.bulk_create(
            Element(indicator=indicator, text=one.text, position=one.position) for one in whole.elements.all()
        )
