"""The stored content of a learning report once its deal team agreed: figures and the outcomes of the talk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from reports.web_report.figures import WebFigures


@dataclass(frozen=True, slots=True)
class ChapterFindings:
    """The findings on one indicator, possibly none."""

    number: int
    name: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttentionPoint:
    """`owner` is "" and `due_on` None until it becomes an action point."""

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
    """`statements`: by indicator number."""

    SCHEMA: ClassVar[int] = 1

    figures: WebFigures
    talk: TalkContent
    statements: Mapping[int, tuple[str, ...]]
    report_version: int
