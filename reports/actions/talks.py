"""Talks about a result. The log records that there was one and who changed it, never what was said."""

from django.db import IntegrityError, transaction
from django.db.models import F

from foundation.actions.audit_log import record_event
from foundation.concurrent_edit import save_over
from reports.events import Attendee, NoteWritten, TalkChange, TalkEvent
from reports.models import ElementNote, LearningWish


class NoteChangedMeanwhile(Exception):
    """Somebody else wrote in the same note. Nothing is stored; show both texts."""

    def __init__(self, stored):
        super().__init__(stored.pk)
        self.stored = stored


@transaction.atomic
def save_talk(*, talk, version, wishes, changed, by):
    """Creates or changes a talk. `wishes`: {indicator id: LearningWish.Kind}, kept only if the deal may be paired.

    `changed`: labels of the changed fields, for the log. Raises ChangedMeanwhile.
    """
    event = TalkEvent.CHANGED if talk.pk else TalkEvent.ADDED
    save_over(talk, version=version)
    talk.wishes.all().delete()
    if talk.may_be_paired:
        LearningWish.objects.bulk_create(
            LearningWish(talk=talk, indicator_id=indicator, kind=kind) for indicator, kind in wishes.items()
        )
    log_of(talk.survey, by, event, TalkChange(str(talk), tuple(changed)))
    return talk


@transaction.atomic
def add_attendee(*, attendee, by):
    """Idempotent."""
    talk = attendee.talk
    same = {"organisation": attendee.organisation, "function": attendee.function}
    found, is_new = talk.attendees.get_or_create(**same)
    if is_new:
        log_of(talk.survey, by, TalkEvent.ATTENDEE_ADDED, Attendee(str(talk), str(found)))
    return found


@transaction.atomic
def remove_attendee(*, attendee, by):
    talk = attendee.talk
    log_of(talk.survey, by, TalkEvent.ATTENDEE_REMOVED, Attendee(str(talk), str(attendee)))
    attendee.delete()


@transaction.atomic
def save_note(*, talk, element, text, version, by, now):
    """Returns the note as stored. `version`: the version that was read, 0 if there was none.

    Idempotent for the same text. Raises NoteChangedMeanwhile. Adds one line to the log each time another user takes
    over.
    """
    before = talk.notes.filter(element=element).select_related("written_by").first()
    if (before.text if before else "") == text:
        return before or ElementNote(talk=talk, element=element, version=0, text="")
    if not _written(talk, element, text, version, by, now):
        raise NoteChangedMeanwhile(talk.notes.select_related("written_by").get(element=element))
    if before is None or before.written_by_id != by.pk:
        log_of(talk.survey, by, TalkEvent.NOTE_WRITTEN, NoteWritten(str(element)))
    return talk.notes.select_related("written_by").get(element=element)


def _written(talk, element, text, version, by, now):
    """One UPDATE or INSERT that succeeds only for the first of two writers."""
    fields = {"text": text, "written_by": by, "written_at": now}
    if version:
        own = talk.notes.filter(element=element, version=version)
        return own.update(version=F("version") + 1, **fields)
    try:
        with transaction.atomic():
            talk.notes.create(element=element, **fields)
    except IntegrityError:
        return False
    return True


def log_of(survey, by, event, data):
    record_event(event, by=by, subject=survey.deal.audit_subject, data=data)
