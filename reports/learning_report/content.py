"""What is stored of a learning report once its deal team agreed: figures beside what the talk brought."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from reports.web_report.figures import WebFigures


@dataclass(frozen=True, slots=True)
class ChapterFindings:
    """One indicator, also without a finding."""

    number: int
    name: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttentionPoint:
    """`owner` "" and `due_on` None as long as no action point was made of it."""

    text: str
    owner: str
    due_on: date | None
    is_done: bool


@dataclass(frozen=True, slots=True)
class TalkContent:
    context: str
    chapters: tuple[ChapterFindings, ...]
    lessons: tuple[str, ...]
    attention: tuple[AttentionPoint, ...]


@dataclass(frozen=True, slots=True)
class LearningContent:
    """`statements`: by number of the indicator."""

    SCHEMA: ClassVar[int] = 1

    figures: WebFigures
    talk: TalkContent
    statements: Mapping[int, tuple[str, ...]]
    report_version: int
