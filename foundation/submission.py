"""A form that is sent twice, for instance by a double click without a script, is carried out once."""

import hashlib
from contextlib import contextmanager
from datetime import timedelta

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from foundation.models import SentForm

FIELD = "once"  # the name of the hidden field that {% once_key %} writes
KEPT_FOR = timedelta(days=1)


class SentBefore(Exception):
    """This very form was carried out; `url` is where that led."""

    def __init__(self, url):
        super().__init__(url)
        self.url = url


def _digest(request):
    """Of the form that was shown, by whom and with what in it: who goes back and types something else sends another."""
    if not request.POST.get(FIELD):
        return ""
    sent = sorted((key, texts) for key, texts in request.POST.lists() if key != "csrfmiddlewaretoken")
    return hashlib.sha256(repr((request.user.pk, request.path, sent)).encode()).hexdigest()


def led_to(request):
    """Where this very form led when it was sent before, else ""; one query for a form with a key, else none."""
    digest = _digest(request)
    first = SentForm.objects.filter(digest=digest).first() if digest else None
    return first.url if first else ""


@contextmanager
def once(request, url=""):
    """One transaction; raises SentBefore where the first made the same, which the middleware answers. What fails may be
    sent again.

    Two at the same moment: the second waits for the first, by the unique digest. Yields a function that says where it
    led, for whoever knows that only afterwards.
    """
    digest = _digest(request)
    if not digest:
        yield lambda made: None
        return
    with transaction.atomic():
        _claim(digest, url)
        yield lambda made: SentForm.objects.filter(digest=digest).update(url=made)


def _claim(digest, url):
    try:
        with transaction.atomic():
            SentForm.objects.create(digest=digest, url=url)
    except IntegrityError as error:
        raise SentBefore(SentForm.objects.get(digest=digest).url) from error


def sent_before(request, url):
    """The page that the first one led to."""
    messages.success(request, _("Dit formulier was al verstuurd. Het is één keer opgeslagen."))
    return redirect(url or request.path)


def forget_sent(*, now):
    SentForm.objects.filter(at__lt=now - KEPT_FOR).delete()
