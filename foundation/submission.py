"""Makes a form submission idempotent: a second POST of the same form redirects to where the first one led."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from foundation.models import SentForm

FIELD = "once"  # the name of the hidden field that {% once_key %} writes
KEPT_FOR = timedelta(days=1)


class SentBefore(Exception):
    """This form was carried out before; `url` is where it led."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


def _digest(request: HttpRequest) -> str:
    """Hash of form, user and content: going back and typing something else is another submission."""
    if not request.POST.get(FIELD):
        return ""
    sent = sorted((key, texts) for key, texts in request.POST.lists() if key != "csrfmiddlewaretoken")
    return hashlib.sha256(repr((request.user.pk, request.path, sent)).encode()).hexdigest()


def led_to(request: HttpRequest) -> str:
    """Where this form led when it was submitted before, else ""; one query for a form with a key, else
    none."""
    digest = _digest(request)
    first = SentForm.objects.filter(digest=digest).first() if digest else None
    return first.url if first else ""


@contextmanager
def once(request: HttpRequest, url: str = "") -> Iterator[Callable[[str], object]]:
    """A transaction; raises SentBefore on a repeat, which the middleware answers. A failed submission may be
    sent again.

    Of two at the same moment the second waits for the first, by the unique digest. Yields a callback that
    records the resulting URL, for callers that know it only after saving.
    """
    digest = _digest(request)
    if not digest:
        yield lambda made: None
        return
    with transaction.atomic():
        _claim(digest, url)
        yield lambda made: SentForm.objects.filter(digest=digest).update(url=made)


def _claim(digest: str, url: str) -> None:
    try:
        with transaction.atomic():
            SentForm.objects.create(digest=digest, url=url)
    except IntegrityError as error:
        raise SentBefore(SentForm.objects.get(digest=digest).url) from error


def sent_before(request: HttpRequest, url: str) -> HttpResponse:
    """Redirects to the page that the first submission led to."""
    messages.success(request, _("Dit formulier was al verstuurd. Het is één keer opgeslagen."))
    return redirect(url or request.path)


def forget_sent(*, now: datetime) -> None:
    SentForm.objects.filter(at__lt=now - KEPT_FOR).delete()
