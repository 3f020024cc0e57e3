"""What the pages of rounds show about reports, which are in a higher room.

That room registers its functions when the apps are ready.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from impacttool.models import Round
from partners.models import User


@dataclass(frozen=True)
class Reporting:
    """`readable_surveys(user)`: surveys with a report this user may read. `newest_versions(surveys)`: {survey id:
    (version, made at)} for those with one. `card_of(round)`: the template of its card about reports, with the
    context."""

    readable_surveys: Callable[[User], QuerySet]
    newest_versions: Callable[[QuerySet], dict[int, tuple[int, datetime]]]
    card_of: Callable[[Round], dict[str, Any]]


_registered: list[Reporting] = []


def register(answers: Reporting) -> None:
    _registered[:] = [answers]


def reporting() -> Reporting:
    [answers] = _registered
    return answers
