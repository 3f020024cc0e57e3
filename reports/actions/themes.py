"""The list of themes, and the themes of a text."""

from django.db import transaction

from foundation.concurrent_edit import save_over
from partners.actions import write_log


@transaction.atomic
def save_theme(*, theme, version, changes, by):
    """Adds, changes or retires; a theme that was given stays readable. Raises ChangedMeanwhile."""
    verb = "wijzigde een thema" if theme.pk else "voegde een thema toe"
    save_over(theme, version=version)
    write_log(by=by, verb=verb, subject=f"theme:{theme.pk}", label=str(theme), details=changes)
    return theme


@transaction.atomic
def mark_text(*, marked, themes, version, changes, by):
    """What staff say of one text, from the first time that they look at it. Raises ChangedMeanwhile, and IntegrityError
    when somebody else was the first."""
    marked.marked_by = by
    save_over(marked, version=version)
    marked.themes.set(themes)
    survey = marked.survey
    verb = f"gaf thema’s aan een {marked.get_kind_display()}"
    write_log(by=by, verb=verb, subject=f"round:{survey.round.year}", label=str(survey), details=changes)
    return marked
