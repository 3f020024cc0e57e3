"""What the talks of a survey led to, and what was agreed in earlier rounds."""

from collections import defaultdict

from deals.models import ActionPoint
from impacttool.models import Indicator


def chapters_of(survey):
    """What the report of a deal tells besides its figures [003:753-761]; five queries, whatever was written.

    {"context": text, "chapters": [{"number", "name", "findings": [text]}], "lessons": [text],
    "attention": [{"text", "owner", "due_on", "is_done"}]}: a chapter for every indicator, also without a finding;
    "owner" is "" and "due_on" None as long as no action point was made of it.
    """
    told = survey.sessions.exclude(context="").values_list("context", flat=True)
    findings = defaultdict(list)
    for number, text in survey.findings.values_list("indicator__number", "text"):
        findings[number].append(text)
    indicators = Indicator.objects.filter(instrument__rounds__surveys=survey)
    return {
        "context": "\n\n".join(told),
        "chapters": [
            {"number": number, "name": name, "findings": findings[number]}
            for number, name in indicators.values_list("number", "name")
        ],
        "lessons": list(survey.lessons.values_list("text", flat=True)),
        "attention": [_agreed(point) for point in attention_of(survey)],
    }


def attention_of(survey):
    """The attention points of a survey, with their action points; one query when it is read."""
    return survey.attention_points.select_related("action_point__owner_organisation")


def _agreed(point):
    action = point.action_point
    return {
        "text": point.text,
        "owner": owner_in_words(action) if action else "",
        "due_on": action.due_on if action else None,
        "is_done": action is not None and action.state == ActionPoint.State.DONE,
    }


def owner_in_words(action):
    """ "Gemeente Delft, programmamanager", or one of the two; the organisation must be there already."""
    named = (action.owner_organisation and str(action.owner_organisation), action.owner)
    return ", ".join(part for part in named if part)
