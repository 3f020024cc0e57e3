"""Audit events about talks, reports, themes and yearly reports of partners."""

from dataclasses import dataclass

from foundation.events import Audience, Changes, Event, FieldChange

TEAM = Audience.TEAM


@dataclass(frozen=True, slots=True)
class TalkChange:
    """`talk`: its id; `fields`: the labels of the changed fields, never their values."""

    talk: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attendee:
    """An organisation with a function, without a name."""

    talk: str
    attendee: str


@dataclass(frozen=True, slots=True)
class NoteWritten:
    element: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome of a talk; `kind`: the label of its model."""

    kind: str
    round: str


@dataclass(frozen=True, slots=True)
class MarkedText:
    """`kind`: the kind of text."""

    kind: str
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Mails:
    number: int


@dataclass(frozen=True, slots=True)
class OfRound:
    """`year`: that of the round a report is about."""

    year: int


class TalkEvent(Event):
    ADDED = "talk.added", TalkChange, TEAM
    CHANGED = "talk.changed", TalkChange, TEAM
    ATTENDEE_ADDED = "talk.attendee_added", Attendee, TEAM
    ATTENDEE_REMOVED = "talk.attendee_removed", Attendee, TEAM
    NOTE_WRITTEN = "talk.note_written", NoteWritten, TEAM
    OUTCOME_ADDED = "outcome.added", Outcome, TEAM
    OUTCOME_CHANGED = "outcome.changed", Outcome, TEAM
    OUTCOME_REMOVED = "outcome.removed", Outcome, TEAM
    OUTCOME_PUT_BACK = "outcome.put_back", Outcome, TEAM


class ReportEvent(Event):
    RUN_STARTED = "reports.run_started"
    RUN_STOPPED = "reports.run_stopped"
    PUBLISHED = "report.published", OfRound, TEAM
    UNPUBLISHED = "report.unpublished", OfRound, TEAM
    LEARNING_AGREED = "learning_report.agreed", OfRound, TEAM
    LEARNING_REOPENED = "learning_report.reopened", OfRound, TEAM
    LEARNING_FINALISED = "learning_report.finalised", OfRound, TEAM
    LEARNING_EDITION_STARTED = "learning_report.edition_started", OfRound, TEAM
    FILE_FETCHED = "order.file_fetched"


class ProgrammeEvent(Event):
    THEME_ADDED = "theme.added", Changes
    THEME_CHANGED = "theme.changed", Changes
    TEXT_MARKED = "text.marked", MarkedText
    REPORT_MADE = "programme_report.made"
    REPORT_INTRODUCED = "programme_report.introduced"
    REPORT_FINALISED = "programme_report.finalised"
    REPORT_EDITION_STARTED = "programme_report.edition_started"
    PARTNER_YEARS_ORDERED = "partner_years.ordered"
    PARTNER_YEARS_MAILED = "partner_years.mailed", Mails
    PARTNER_YEAR_MAILED_AGAIN = "partner_year.mailed_again"
    PARTNER_YEAR_LINK_REVOKED = "partner_year.link_revoked"
