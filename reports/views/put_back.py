"""Restoring what was removed from a talk, for a while."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from deals.record_kinds import kind_of
from reports.models import Finding, SurveyAttention, SurveyLesson, Talk

# The name of each kind in URLs.
KINDS = {
    "bevindingen": Finding,
    "leerpunten": SurveyLesson,
    "aandachtspunten": SurveyAttention,
    "gesprekken": Talk,
}


def said_removed(record):
    """The message after removing, with the link to restore."""
    return format_html(
        '{} <a href="{}">{}</a>',
        _("Verwijderd."),
        kind_of(record).removal.undo_url(record),
        _("Ongedaan maken"),
    )
