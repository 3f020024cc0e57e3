"""Notes per element, typed by several people at once; without JavaScript they are one form."""

import hashlib
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.concurrent_edit import CONFLICT
from reports.actions import talks as actions
from reports.forms.talks import AttendeeForm, NoteForm, as_stored
from reports.models import ElementNote, TalkAttendee
from reports.queries import talks as queries
from reports.views.talks import READ_OR_SEND, get_talk, survey_crumbs


@dataclass
class Field:
    """One note as shown in the form. `other`: what somebody else stored since the page was loaded."""

    prompt: queries.Prompt
    text: str
    version: int
    other: ElementNote | None = None
    errors: list[str] = field(default_factory=list)

    @property
    def read_as(self):
        """A hash that tells which notes changed in the plain form, without sending the old text along."""
        return mark_of(self.prompt.text)

    @property
    def needs_a_look(self):
        return bool(self.other or self.errors)


def mark_of(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@require_http_methods(READ_OR_SEND)
def show_talk(request, year, slug, pk):
    """The notes of one talk, for writing together."""
    talk = get_talk(request, year, slug, pk)
    troubled = _take(request, talk) if request.method == "POST" else {}
    if request.method == "POST" and not troubled:
        messages.success(request, _("De aantekeningen zijn bewaard."))
        return redirect(talk.get_absolute_url())
    chapters = [
        (indicator, [_field(prompt, troubled) for prompt in prompts])
        for indicator, prompts in queries.prompts_of(talk)
    ]
    page = {
        "talk": talk,
        "survey": talk.survey,
        "deal": talk.survey.deal,
        "round": talk.survey.round,
        "crumbs": survey_crumbs(talk.survey, with_talks=True),
        "chapters": chapters,
        "troubled": _troubled_in_words(len(troubled)) if troubled else "",
        "attendees": talk.attendees.select_related("organisation"),
        "attendee_form": AttendeeForm(instance=TalkAttendee(talk=talk)),
        "wishes": talk.wishes.select_related("indicator"),
    }
    return render(request, "reports/talk_detail.html", page, status=_status_of(troubled.values()))


def _status_of(troubled):
    """409 when somebody else wrote first, 422 when a note is invalid."""
    if any(field.other for field in troubled):
        return CONFLICT
    return 422 if troubled else 200


def _troubled_in_words(number):
    return ngettext(
        "Eén aantekening is nog niet bewaard: kijk bij de rode rand.",
        "%(number)s aantekeningen zijn nog niet bewaard: kijk bij de rode randen.",
        number,
    ) % {"number": number}


def _field(prompt, troubled):
    found = troubled.get(prompt.element.pk)
    if found is None:
        return Field(prompt, prompt.text, prompt.version)
    found.prompt = prompt
    return found


def _take(request, talk):
    """Stores every note that changed; {element id: Field} of those that could not be stored."""
    troubled = {}
    elements = queries.elements_of(talk.survey)
    for element in elements:
        key = element.pk
        text = request.POST.get(f"text-{key}")
        if text is None or mark_of(as_stored(text)) == request.POST.get(f"read-{key}"):
            continue
        version = request.POST.get(f"version-{key}")
        form = NoteForm({"element": key, "version": version, "text": text}, elements=elements)
        problem = _store(request, talk, form, element)
        if problem is not None:
            troubled[key] = problem
    return troubled


def _store(request, talk, form, element):
    """None when it is stored."""
    prompt = queries.Prompt(element)
    if not form.is_valid():
        errors = [error for one in form.errors.values() for error in one]
        return Field(prompt, form.data["text"], form.cleaned_data.get("version") or 0, errors=errors)
    try:
        _save(request, talk, form)
    except actions.NoteChangedMeanwhile as refusal:
        stored = refusal.stored
        return Field(prompt, form.cleaned_data["text"], stored.version, other=stored)
    return None


def _save(request, talk, form):
    given = form.cleaned_data
    return actions.save_note(
        talk=talk,
        element=given["element"],
        text=given["text"],
        version=given["version"],
        by=request.user,
        now=timezone.now(),
    )


@require_POST
def save_note(request, year, slug, pk):
    """One note: {"version", "saved_at"}; 409 with the other text when somebody else wrote first; 422 with the
    errors."""
    talk = get_talk(request, year, slug, pk)
    form = NoteForm(request.POST, elements=queries.elements_of(talk.survey))
    if not form.is_valid():
        words = " ".join(error for one in form.errors.values() for error in one)
        return JsonResponse({"message": words}, status=422)
    try:
        note = _save(request, talk, form)
    except actions.NoteChangedMeanwhile as refusal:
        return JsonResponse(_as_json(refusal.stored), status=409)
    moment = timezone.localtime(note.written_at or timezone.now())
    return JsonResponse({"version": note.version, "saved_at": moment.strftime("%H:%M")})


@require_safe
def show_notes(request, year, slug, pk):
    """The current text of all notes, for everyone who has the page open; four queries."""
    talk = get_talk(request, year, slug, pk)
    notes = talk.notes.select_related("written_by")
    return JsonResponse({"notes": [_as_json(note) for note in notes]})


def _as_json(note):
    by = str(note.written_by) if note.written_by else _("een ander")
    return {"element": note.element_id, "version": note.version, "text": note.text, "by": by}
