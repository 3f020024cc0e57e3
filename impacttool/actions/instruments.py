"""Questionnaires as data: loading a version, never changing one that was used."""

from django.db import transaction

from foundation.actions.audit_log import record_event
from impacttool.actions.short_instruments import InstrumentFrozen, following
from impacttool.events import RoundEvent
from impacttool.models import Element, Indicator, Instrument, Statement


@transaction.atomic
def load_instrument(*, version, name, source, content, by=None):
    """Makes or replaces this version from `content` (as questionnaire.yaml); True when something changed.

    The same content changes nothing, and a frozen version is never changed.
    """
    found = Instrument.objects.select_for_update().filter(version=version).first()
    if found and (found.name, found.instruction, _shape(found)) == (name, *_wanted(content)):
        return False
    if found and found.is_frozen:
        raise InstrumentFrozen(str(found))
    instrument, _made = Instrument.objects.update_or_create(
        version=version,
        defaults={
            "name": name,
            "source": source,
            "instruction": content["instructie"],
            "minutes": content["invultijd_minuten_gemiddeld"],
        },
    )
    with following(instrument):
        instrument.indicators.all().delete()
        _make_indicators(instrument, content["indicatoren"])
    record_event(RoundEvent.INSTRUMENT_LOADED, by=by, subject=instrument.audit_subject)
    return True


def _make_indicators(instrument, wanted):
    indicators = Indicator.objects.bulk_create(
        Indicator(instrument=instrument, number=row["nr"], name=row["naam"], alias=row.get("alias", ""))
        for row in wanted
    )
    statements, elements = [], []
    for indicator, row in zip(indicators, wanted, strict=True):
        for statement in row["stellingen"]:
            position = len(statements) + 1
            statements.append(
                Statement(
                    indicator=indicator, code=statement["code"], text=statement["tekst"], position=position
                )
            )
        elements += [
            Element(indicator=indicator, text=text, position=position)
            for position, text in enumerate(row["verdieping"], 1)
        ]
    Statement.objects.bulk_create(statements)
    Element.objects.bulk_create(elements)


def _shape(instrument):
    """The stored questionnaire as plain lists, to compare; three queries."""
    return [
        (
            indicator.number,
            indicator.name,
            indicator.alias,
            [(statement.code, statement.text) for statement in indicator.statements.all()],
            [element.text for element in indicator.elements.all()],
        )
        for indicator in instrument.indicators.prefetch_related("statements", "elements")
    ]


def _wanted(content):
    return content["instructie"], [
        (
            row["nr"],
            row["naam"],
            row.get("alias", ""),
            [(statement["code"], statement["tekst"]) for statement in row["stellingen"]],
            row["verdieping"],
        )
        for row in content["indicatoren"]
    ]
