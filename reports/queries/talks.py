"""The outcomes of a survey's talks, and those of earlier rounds."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from deals.models import KEPT_FOR, ActionPoint
from impacttool.models import Element, Indicator
from reports.learning_report.content import AttentionPoint, ChapterFindings, TalkContent
from reports.models import Finding, SurveyAttention, SurveyLesson, Talk


def chapters_of(survey):
    """What the report of a deal says besides its figures [003:753-761]; always five queries."""
    told = survey.talks.exclude(context="").values_list("context", flat=True)
    findings = defaultdict(list)
    for number, text in survey.findings.values_list("indicator__number", "text"):
        findings[number].append(text)
    indicators = Indicator.objects.filter(instrument=survey.instrument_id)
    return TalkContent(
        context="\n\n".join(told),
        chapters=tuple(
            ChapterFindings(number, name, tuple(findings[number]))
            for number, name in indicators.values_list("number", "name")
        ),
        lessons=tuple(survey.lessons.values_list("text", flat=True)),
        attention=tuple(_agreed(point) for point in attention_of(survey)),
    )


def attention_of(survey):
    """The attention points of a survey, with their action points; one query when evaluated."""
    return survey.attention_points.select_related("action_point__owner_organisation")


def _agreed(point):
    action = point.action_point
    return AttentionPoint(
        text=point.text,
        owner=owner_in_words(action) if action else "",
        due_on=action.due_on if action else None,
        is_done=action is not None and action.state == ActionPoint.State.DONE,
    )


def owner_in_words(action):
    """ "Gemeente Delft, programmamanager", or one of the two. Needs the organisation to be loaded."""
    named = (action.owner_organisation and str(action.owner_organisation), action.owner)
    return ", ".join(part for part in named if part)


@dataclass(frozen=True)
class Prompt:
    """One element with its note; version 0 and an empty text while there is none."""

    element: Element
    text: str = ""
    version: int = 0
    written_by: str = ""
    written_at: datetime | None = None


def elements_of(survey):
    """The elements that its questionnaire gives to talk about, in order; no query."""
    found = Element.objects.filter(indicator__instrument=survey.instrument_id)
    return found.select_related("indicator").order_by("indicator__number", "position", "pk")


def prompts_of(talk):
    """Every element with its note, by indicator: [(indicator, [Prompt])]; three queries."""
    notes = {note.element_id: note for note in talk.notes.select_related("written_by")}
    found = {one: [] for one in Indicator.objects.filter(instrument=talk.survey.instrument_id)}
    for element in elements_of(talk.survey):
        found[element.indicator].append(_prompt(element, notes.get(element.pk)))
    return list(found.items())


def _prompt(element, note):
    if note is None:
        return Prompt(element)
    return Prompt(element, note.text, note.version, str(note.written_by or ""), note.written_at)


def earlier_attention(survey):
    """[(year, attention points)] of the deal's earlier rounds, newest first; one query."""
    found = SurveyAttention.objects.filter(
        survey__deal=survey.deal_id, survey__round__year__lt=survey.round.year
    )
    found = found.select_related("survey__round", "action_point__owner_organisation")
    by_year = defaultdict(list)
    for point in found.order_by("-survey__round__year", "position", "pk"):
        by_year[point.survey.round.year].append(point)
    return list(by_year.items())


def findings_by_indicator(survey):
    """[(indicator, findings)], including indicators without; two queries."""
    found = {one: [] for one in Indicator.objects.filter(instrument=survey.instrument_id)}
    for finding in survey.findings.select_related("indicator"):
        found[finding.indicator].append(finding)
    return list(found.items())


def talks_of(survey):
    """The talks, oldest first, with the number of attendees and notes; one query."""
    return survey.talks.annotate(
        present=Count("attendees", distinct=True),
        written=Count("notes", distinct=True, filter=~Q(notes__text="")),
    )


def removed_from(survey, *, now):
    """What can still be restored, the last removed first; four queries."""
    found = [
        record
        for model in (Talk, Finding, SurveyLesson, SurveyAttention)
        for record in model.with_removed.filter(survey=survey, deleted_at__gte=now - KEPT_FOR).select_related(
            "deleted_by", "survey__round", "survey__deal"
        )
    ]
    return sorted(found, key=lambda record: record.deleted_at, reverse=True)
