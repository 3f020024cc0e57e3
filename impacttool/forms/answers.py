"""Parses what the respondent's form sends: one tap or all fields at once."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

NO_ANSWER = "none"
SCORES = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, NO_ANSWER: None}
MOST_CHARACTERS = 2000


class NotOurForm(Exception):
    """A field or value that our form never sends."""


@dataclass
class Submission:
    """`scores` by statement id, `remarks` by indicator id; `errors` by field name, in Dutch."""

    scores: dict = field(default_factory=dict)
    remarks: dict = field(default_factory=dict)
    errors: dict = field(default_factory=dict)


def read_submission(data, questionnaire):
    """Only what was sent: open statements are left out. Raises NotOurForm."""
    submission = Submission()
    known = {item.field: item for item in questionnaire.items}
    known |= {section.remark_field: section for section in questionnaire.sections}
    for name, value in data.items():
        if name in known:
            _read_field(submission, name, known[name], value)
        elif name[:1] in "st" and name[1:].isdigit():
            raise NotOurForm(name)
    return submission


def _read_field(submission, name, asked, value):
    if name.startswith("s"):
        if value not in SCORES:
            raise NotOurForm(name)
        submission.scores[asked.id] = SCORES[value]
        return
    text = value.replace("\r\n", "\n").replace("\x00", "").strip()
    submission.remarks[asked.id] = text
    if len(text) > MOST_CHARACTERS:
        submission.errors[name] = _(
            "Deze toelichting is te lang: %(length)s tekens. Kort haar in tot 2.000 tekens."
        ) % {"length": len(text)}
