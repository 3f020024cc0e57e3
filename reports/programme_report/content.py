"""The stored content of a programme report: published figures and agreed texts. Counts are of deals, never of
people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from impacttool.disclosure import Thresholds
from reports.web_report.figures import SharedStatements, WebFigures


@dataclass(frozen=True, slots=True)
class AllDealsIndicator:
    """One indicator over all deals. `n`: how many deals are behind the mean, None when that is withheld. There is no
    change over time: the deals and the people differ from year to year."""

    baseline_n: ClassVar[None] = None
    baseline_overlap: ClassVar[None] = None
    change: ClassVar[None] = None
    previous_n: ClassVar[None] = None
    previous_change: ClassVar[None] = None
    all_deals_mean: ClassVar[None] = None

    number: int
    name: str
    n: int | None = None
    mean: str | None = None
    minimum: str | None = None
    maximum: str | None = None
    previous_overlap: SharedStatements | None = None
    withheld: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AllDealsYear:
    """All deals together in one closed round."""

    baseline_year: ClassVar[None] = None

    round: int
    is_baseline: bool
    previous_year: int | None
    thresholds: Thresholds
    indicators: tuple[AllDealsIndicator, ...]


@dataclass(frozen=True, slots=True)
class AgreedWords:
    """A lesson or an attention point that a deal team agreed to, with its themes from Agenda Stad."""

    survey: str
    deal: str
    kind: str
    text: str
    is_final: bool
    themes: tuple[str, ...] = ()
    is_for_letter: bool = False


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text as shown in the report."""

    survey: str
    deal: str
    text: str
    themes: tuple[str, ...]
    is_for_letter: bool


@dataclass(frozen=True, slots=True)
class Theme:
    """At how many deals a theme recurs. `attention`: None when that is withheld; `attention_of`: the surveys counted in
    it."""

    name: str
    lessons: int
    attention: int | None
    attention_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DealWeb:
    """`figures` None: there is no report, or it is closed to these readers (`is_closed`)."""

    survey: str
    deal: str
    slug: str
    figures: WebFigures | None = None
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    deals: int
    reported: int
    shown: int
    responses: int | None
    agreed: int
    follow_ups: int = 0


@dataclass(frozen=True, slots=True)
class ProgrammeContent:
    """`years`: oldest first. `behind`: for each sum over deals ("responses", or an indicator number) the surveys in it.
    `sources`: (survey, edition, version) of the learning reports used; `texts`: the hash of their texts."""

    SCHEMA: ClassVar[int] = 1

    round: int
    method: str
    is_fictitious: bool
    thresholds: Thresholds
    years: tuple[AllDealsYear, ...]
    behind: Mapping[str, tuple[str, ...]]
    counts: Counts
    webs: tuple[DealWeb, ...]
    sources: tuple[tuple[int, int, int], ...] = ()
    texts: str = ""
    themes: tuple[Theme, ...] = ()
    lessons: tuple[NamedText, ...] = ()
    attention: tuple[NamedText, ...] = ()
    unmarked: int = 0
    unnamed_deals: int = 0
    unnamed_lessons: int = 0
