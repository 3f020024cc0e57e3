"""Which accounts count as a second person, where two have to agree (docs/rules.md 5.18).

An account that somebody created, gave a role or moved to another address in the last 30 days is not a second
person beside them: it may be the same person.
"""

from datetime import timedelta

from partners.models import User

NEW = timedelta(days=30)


def recent_givers(now):
    """{account: accounts that gave it access recently}; one query."""
    found = User.objects.filter(access_at__gt=now - NEW, access_by__isnull=False)
    return dict(found.values_list("pk", "access_by_id"))


def are_two(one, other, givers):
    """Whether these two accounts (their ids) count as two people; `givers`: see recent_givers. No query."""
    return one != other and other not in _behind(one, givers) and one not in _behind(other, givers)


def _behind(account, givers):
    """The accounts that gave it access, those that gave those access, and so on."""
    found = set()
    giver = givers.get(account)
    while giver is not None and giver not in found:
        found.add(giver)
        giver = givers.get(giver)
    return found
