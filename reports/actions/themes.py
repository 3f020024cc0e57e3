"""The list of themes, and the themes of a text."""

from django.db import transaction

from foundation.actions.audit_log import record_event
from foundation.concurrent_edit import save_over
from foundation.events import Changes, Subject
from reports.events import MarkedText, ProgrammeEvent


@transaction.atomic
def save_theme(*, theme, version, changes, by):
    """Adds, changes or retires a theme. A retired theme stays readable where it was given. Raises ChangedMeanwhile."""
    event = ProgrammeEvent.THEME_CHANGED if theme.pk else ProgrammeEvent.THEME_ADDED
    save_over(theme, version=version)
    subject = Subject("theme", str(theme.pk), str(theme))
    record_event(event, by=by, subject=subject, data=Changes(tuple(changes)))
    return theme


@transaction.atomic
def mark_text(*, marked, themes, version, changes, by):
    """Saves the themes that staff give one text; the first save creates the row. Raises ChangedMeanwhile, and
    IntegrityError when somebody else created it first."""
    marked.marked_by = by
    save_over(marked, version=version)
    marked.themes.set(themes)
    survey = marked.survey
    subject, data = survey.round.audit_subject.called(str(survey)), MarkedText(marked.kind, tuple(changes))
    record_event(ProgrammeEvent.TEXT_MARKED, by=by, subject=subject, data=data)
    return marked
