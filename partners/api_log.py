"""The log of API calls: which key called what, from where and with what result; counted, to stay readable."""

from datetime import timedelta

from django.db.models import F, Q

from partners.models import ApiCall, ApiToken

KEPT_FOR = timedelta(days=90)
USED_AGAIN_AFTER = timedelta(minutes=1)
# Above this number of addresses a day calls are counted together: a program that tries them all does not fill the disk.
MOST_ADDRESSES, MOST_SENDERS = 500, 5000
MORE = "(meer)"


def record_call(*, token, user, method, address, sender, status, now, day):
    """Counts one call; one query, and at most five for the first of its kind that day."""
    caller, label = _caller(token, user)
    row = {"day": day, "caller": caller, "method": method[:10], "status": status}
    row |= {"address": address[:200], "sender": sender[:45]}
    if not _count(row, now):
        row |= _within_bounds(row)
        ApiCall.objects.bulk_create(
            [ApiCall(**row, caller_label=label[:300], first_at=now, last_at=now)], ignore_conflicts=True
        )
        _count(row, now)
    if token and status < 400:
        rested = Q(last_used_at=None) | Q(last_used_at__lt=now - USED_AGAIN_AFTER)
        ApiToken.objects.filter(rested, pk=token.pk).update(last_used_at=now)


def forget_calls(*, day):
    ApiCall.objects.filter(day__lt=day - KEPT_FOR).delete()


def _caller(token, user):
    """(key, name) of the caller; empty without a key."""
    if token:
        return f"token:{token.pk}", f"sleutel {token.pk} {token.name}".strip() + f", {token.user}"
    if user is not None and user.is_authenticated:
        return f"user:{user.pk}", str(user)
    return "", ""


def _count(row, now):
    return ApiCall.objects.filter(**row).update(times=F("times") + 1, last_at=now)


def _within_bounds(row):
    of_caller = ApiCall.objects.filter(day=row["day"], caller=row["caller"])
    found = {}
    if of_caller.filter(sender=row["sender"]).count() >= MOST_ADDRESSES:
        found["address"] = MORE
    if of_caller.count() >= MOST_SENDERS:
        found |= {"address": MORE, "sender": MORE}
    return found
