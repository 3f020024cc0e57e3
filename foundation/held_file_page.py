"""Checks that a click on the page of an uploaded file is about the current file, not an earlier or deleted
one."""

import hashlib
from collections.abc import Mapping
from typing import Protocol

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

FIELD = "held"


class HeldFile(Protocol):
    """A row of a room: the file that somebody uploaded, and the choices with which it is read."""

    pk: int
    file_name: str
    choices: Mapping[str, object]


def mark_of(held: HeldFile) -> str:
    """Hidden field value: which file the page shows, and with which choices it was read."""
    choices = hashlib.sha256(repr(sorted(held.choices.items())).encode()).hexdigest()[:12]
    return f"{held.pk}.{choices}"


def is_of_other_file(request: HttpRequest, held: HeldFile | None) -> bool:
    sent = request.POST.get(FIELD, "").partition(".")[0]
    return bool(sent) and (held is None or sent != str(held.pk))


def is_meant(request: HttpRequest, held: HeldFile | None) -> bool:
    """Whether a click is about the current file; if not, tells the user why."""
    if held is None:
        _say_it_is_gone(request)
    elif is_of_other_file(request, held):
        _say_it_was_replaced(request, held)
    else:
        return True
    return False


def is_older(request: HttpRequest, held: HeldFile) -> bool:
    """The same file, but its choices changed since: row numbers may mean something else."""
    sent = request.POST.get(FIELD, "")
    return bool(sent) and sent != mark_of(held)


def _say_it_is_gone(request: HttpRequest) -> None:
    messages.error(
        request,
        _(
            "Uw klik is niet uitgevoerd: dit bestand ligt niet meer klaar. Het is intussen opgeslagen of weggegooid, of het lag hier langer dan een uur. Kies het bestand opnieuw; wat al was opgeslagen, komt er niet dubbel in."
        ),
    )


def _say_it_was_replaced(request: HttpRequest, held: HeldFile) -> None:
    """Tells the user; the page that follows shows the newer file."""
    text = _(
        "Uw klik is niet uitgevoerd: hij kwam van een oudere pagina. Intussen is een ander bestand gekozen, “%(file)s”; dat ziet u hieronder."
    )
    messages.error(request, text % {"file": held.file_name})


def say_it_was_changed(request: HttpRequest) -> None:
    messages.info(
        request,
        _(
            "Uw laatste klik is niet uitgevoerd: op deze pagina was intussen al iets gekozen. Kijk of het zo klopt."
        ),
    )


def say_it_is_being_stored(request: HttpRequest) -> None:
    messages.error(
        request,
        _(
            "Uw klik is niet uitgevoerd: het bestand dat hier ligt, wordt opgeslagen. Wacht tot dat klaar is; daarna kunt u een ander kiezen."
        ),
    )
