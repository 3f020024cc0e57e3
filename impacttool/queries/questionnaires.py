"""The questionnaire in the order of the form. A frozen one never changes, so each process caches it."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Prefetch

from impacttool.models import Indicator, Statement


@dataclass(frozen=True, slots=True)
class Item:
    """One statement. `number` counts through the whole questionnaire."""

    id: int
    number: int
    code: str
    text: str

    @property
    def field(self):
        return f"s{self.id}"


@dataclass(frozen=True, slots=True)
class Section:
    """One indicator with its statements."""

    id: int
    number: int
    name: str
    items: tuple[Item, ...]

    @property
    def remark_field(self):
        return f"t{self.id}"


@dataclass(frozen=True, slots=True)
class Questionnaire:
    sections: tuple[Section, ...]
    minutes: int

    @property
    def items(self):
        return tuple(item for section in self.sections for item in section.items)


def questionnaire_of(instrument):
    """No query for a frozen instrument that this process has cached, else two."""
    if instrument.is_frozen:
        return _frozen(instrument.pk, instrument.version, instrument.minutes, instrument.frozen_at)
    return _read(instrument.pk, instrument.minutes)


@lru_cache(maxsize=32)
def _frozen(instrument_id, version, minutes, frozen_at):
    return _read(instrument_id, minutes)


def _read(instrument_id, minutes):
    statements = Statement.objects.order_by("position", "pk")
    indicators = Indicator.objects.filter(instrument=instrument_id).order_by("number")
    sections, number = [], 0
    for indicator in indicators.prefetch_related(Prefetch("statements", queryset=statements)):
        items = [
            Item(statement.pk, number + index, statement.code, statement.text)
            for index, statement in enumerate(indicator.statements.all(), 1)
        ]
        number += len(items)
        sections.append(Section(indicator.pk, indicator.number, indicator.name, tuple(items)))
    return Questionnaire(tuple(sections), minutes)
