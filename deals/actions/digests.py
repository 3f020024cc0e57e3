"""The overview of the day: looked for once from seven o'clock on, sent once to each who has something to read."""

from datetime import time, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from deals.actions.digest_texts import compose
from deals.models import Digest, DigestDay
from deals.queries.digest import news_of, readers
from partners import mailing

# Europe/Amsterdam.
FROM = time(7)
KEPT_FOR = timedelta(days=90)
State = Digest.State


def plan_digests(*, now):
    """Makes the mails of today, once a day and never before seven; returns how many."""
    moment = localtime(now)
    day = moment.date()
    if moment.time() < FROM or DigestDay.objects.filter(day=day).exists():
        return 0
    return _plan(day)


@transaction.atomic
def _plan(day):
    """The row of the day is stored with the mails, or not at all: a run that was killed is done again."""
    _row, is_first = DigestDay.objects.get_or_create(day=day)
    if not is_first:
        return 0
    for old in (Digest, DigestDay):
        old.objects.filter(day__lt=day - KEPT_FOR).delete()
    news = news_of(list(readers(day)), day=day)
    rows = [Digest(user_id=user_id, day=day) for user_id, deals in news.items() if deals]
    Digest.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def waiting_digests(*, now):
    """Ids of those to send now; gives up on what a killed worker left behind, and on days that are over."""
    mailing.give_up(mailing.left_behind(Digest.objects, now=now))
    over = Digest.objects.filter(day__lt=localtime(now).date(), state=State.WAITING)
    over.update(state=State.SKIPPED)
    return mailing.ready(Digest.objects, now=now)


def send_digest(*, digest_id, now):
    """Sends one waiting overview with what holds now; returns whether this worker was the one to do so.

    Nothing left to say: the row goes, and no mail leaves.
    """
    if not mailing.claim(Digest.objects, pk=digest_id, now=now):
        return False
    digest = Digest.objects.select_related("user").get(pk=digest_id)
    today = localtime(now).date()
    if digest.day < today or not readers(today).filter(pk=digest.user_id).exists():
        mailing.finish(digest, State.SKIPPED)
        return True
    news = news_of([digest.user], day=digest.day)[digest.user_id]
    if not news:
        digest.delete()
        return True
    mailing.send(digest, compose(digest, news), now=now)
    return True
