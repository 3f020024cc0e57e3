"""How a deal stood at a half-yearly review, as stored with it. Organisations and no names, because it is kept."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ReviewMilestone:
    """Planned beside real; each date as precisely as it was said."""

    name: str
    planned_on: date
    planned_precision: str
    expected_on: date | None
    expected_precision: str
    done_on: date | None
    is_demo: bool


@dataclass(frozen=True, slots=True)
class ReviewAgreement:
    """`state` in words, "" while nobody said how it goes."""

    partner: str
    agreement: str
    amount_eur: Decimal | None
    years: str
    state: str
    note: str
    is_demo: bool


@dataclass(frozen=True, slots=True)
class ReviewAction:
    """`organisation` is "" without one."""

    text: str
    organisation: str
    due_on: date | None
    state: str
    closed_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class ReviewFigures:
    """`since_on`: from when action points that are closed stand there; `year`: of the agreements."""

    SCHEMA: ClassVar[int] = 1

    since_on: date
    year: int
    milestones: tuple[ReviewMilestone, ...]
    agreements: tuple[ReviewAgreement, ...]
    actions: tuple[ReviewAction, ...]
