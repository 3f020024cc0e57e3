"""Who counts as a second person, where two have to see something (docs/rules.md 5.18).

An account that somebody made, gave a role or moved to another address in the last 30 days is not a second person beside
that somebody: nobody else may be behind it.
"""

from datetime import timedelta

from partners.models import User

NEW = timedelta(days=30)


def recent_givers(now):
    """{account: who gave it access lately}; one query."""
    found = User.objects.filter(access_at__gt=now - NEW, access_by__isnull=False)
    return dict(found.values_list("pk", "access_by_id"))


def are_two(one, other, givers):
    """Whether these two accounts (their keys) count as two people; `givers`: see recent_givers. No query."""
    return one != other and other not in _behind(one, givers) and one not in _behind(other, givers)


def _behind(account, givers):
    """Who gave it access, who gave those access, and so on."""
    found = set()
    giver = givers.get(account)
    while giver is not None and giver not in found:
        found.add(giver)
        giver = givers.get(giver)
    return found
