"""What was removed from a talk can be put back for a while."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from impacttool.models import Finding, Session, SurveyAttention, SurveyLesson

# The name of each in an address.
KINDS = {
    "bevindingen": Finding,
    "leerpunten": SurveyLesson,
    "aandachtspunten": SurveyAttention,
    "gesprekken": Session,
}
WHAT = {model: what for what, model in KINDS.items()}


def put_back_url(record):
    survey = record.survey
    return reverse(
        "impacttool:session_put_back",
        args=[survey.round.year, survey.deal.slug, WHAT[type(record)], record.pk],
    )


def said_removed(record):
    """The message after removing, with the way back."""
    return format_html('{} <a href="{}">{}</a>', _("Verwijderd."), put_back_url(record), _("Ongedaan maken"))
