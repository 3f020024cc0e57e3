"""The daily overview: planned once a day from seven o'clock, sent once to each person with something to
read."""

from datetime import time, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from deals.actions import digest_texts
from deals.models import Digest, DigestDay
from deals.queries.digest import news_of, readers
from foundation.actions import outbox
from foundation.models import OutgoingMail

KIND = "deals.overzicht"
# Europe/Amsterdam.
FROM = time(7)
KEPT_FOR = timedelta(days=90)


def register():
    outbox.register(KIND, compose)


def plan_digests(*, now):
    """Posts today's mails, once a day and never before seven; returns how many."""
    moment = localtime(now)
    day = moment.date()
    if moment.time() < FROM or DigestDay.objects.filter(day=day).exists():
        return 0
    return _plan(day, now)


@transaction.atomic
def _plan(day, now):
    """Stores the day's row with the mails, or neither: a run that was killed starts over."""
    _row, is_first = DigestDay.objects.get_or_create(day=day)
    if not is_first:
        return 0
    OutgoingMail.objects.filter(digest__day__lt=day - KEPT_FOR).delete()
    DigestDay.objects.filter(day__lt=day - KEPT_FOR).delete()
    people = list(readers(day))
    news = news_of(people, day=day)
    told = [person for person in people if news.get(person.pk)]
    letters = [(person.email, {"user": person.pk}, None) for person in told]
    mails = outbox.post_all(kind=KIND, letters=letters, now=now)
    rows = [Digest(user=person, day=day, mail=mail) for person, mail in zip(told, mails, strict=True)]
    Digest.objects.bulk_create(rows)
    return len(rows)


def compose(row):
    """Composed from current data. Raises outbox.Skip when the day is over, or when there is nothing to say
    or nobody to say it to."""
    digest = Digest.objects.select_related("user").get(mail=row)
    today = localtime(row.claimed_at).date()
    if digest.day < today or not readers(today).filter(pk=digest.user_id).exists():
        raise outbox.Skip
    news = news_of([digest.user], day=digest.day)[digest.user_id]
    if not news:
        raise outbox.Skip
    return digest_texts.compose(digest, news)
