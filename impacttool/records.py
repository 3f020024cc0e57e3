"""This room's days in the calendar of a deal. Nothing here comes from a person's answers."""

from deals.record_kinds import RecordKind
from impacttool.models import Survey
from impacttool.queries.calendar import closings

KINDS = (RecordKind(name="impactmeting", model=Survey, calendar=closings),)
