"""What somebody else did while a form was open, said on a page that shows what was typed."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

NOT_TYPED = {"csrfmiddlewaretoken", "version", "once", "next", "seen", "again", "everything", "take"}


@dataclass(frozen=True, slots=True)
class Happened:
    """`models`: whose fields name what was typed, the first that has it; `undo`: an address, or ""."""

    text: str
    back: str
    back_label: str
    models: tuple
    undo: str = ""


class GoneMeanwhile(Http404):
    """The record was there and this user could see it."""

    def __init__(self, happened):
        super().__init__(happened.text)
        self.happened = happened


class EndedMeanwhile(PermissionDenied):
    """The record may still be read, and no longer be changed."""

    def __init__(self, happened):
        super().__init__(happened.text)
        self.happened = happened


def by_whom_and_when(user, at):
    """ "door Anna op 21 november 2026 om 14:03", of what is known."""
    parts = [_("door %(name)s") % {"name": user} if user else ""]
    parts += [_("op %(moment)s") % {"moment": date_format(localtime(at), "j F Y \\o\\m H:i")} if at else ""]
    return " ".join(part for part in parts if part)


def typed_in(data, models):
    """[(label, text)] of what was filled in; choices in words, and never the number of another record."""
    names = {}
    for model in reversed(models):
        names |= {field.name: field for field in model._meta.fields}
    rows = ((names.get(key), data.getlist(key)) for key in data if key not in NOT_TYPED)
    shown = ((_label(field), _in_words(field, texts)) for field, texts in rows)
    return [(label, text) for label, text in shown if text]


def _label(field):
    return capfirst(field.verbose_name) if field else _("Ook ingevuld")


def _in_words(field, texts):
    if field is not None and field.is_relation:
        return ""
    if field is None:  # of no record: a key or a tick says nothing
        return ", ".join(text for text in texts if not text.isdecimal() and text != "on").strip()
    choices = dict(field.flatchoices)
    return ", ".join(str(choices.get(text, _("ja") if text == "on" else text)) for text in texts).strip()
