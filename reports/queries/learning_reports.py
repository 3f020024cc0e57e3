"""The content of a learning report, live or frozen, and how much of it each reader sees."""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.utils import timezone

from foundation.stored_figures import hash_of
from impacttool.models import Statement, Survey
from reports.learning_report.content import LearningContent
from reports.learning_report.words import Stage
from reports.models import LearningReport
from reports.queries.talks import chapters_of
from reports.queries.web_reports import report_of
from reports.web_report.figures import for_other_reports

State = LearningReport.State


@dataclass(frozen=True)
class Opened:
    """A learning report as one reader sees it. `is_whole`: with the owners of actions. `stored`: what the deal team
    agrees to and the stored files hold, before anything was removed for this reader."""

    learning_report: LearningReport
    content: LearningContent
    is_whole: bool
    stored: LearningContent

    @property
    def seal(self):
        return seal_of(self.learning_report, self.stored)


def is_of_own_deal(survey, user):
    """Whether this user reads the report as one of the deal or as Agenda Stad, rather than as the public; one query."""
    return Survey.objects.of_own_deals(user).filter(pk=survey.pk).exists()


def may_read(survey, user):
    """Whether there is or will be a learning report for this user; two queries at most."""
    if survey.is_follow_up:
        return False
    return is_of_own_deal(survey, user) or survey.learning_reports.filter(state=State.FINAL).exists()


def open_report(survey, user, *, edition=None):
    """The newest edition this user may read, or the given edition; None if there is none. Nine queries at most.

    Readers from outside the deal see only final editions, without the owners of actions.
    """
    is_own = is_of_own_deal(survey, user)
    editions = survey.learning_reports.all() if is_own else survey.learning_reports.filter(state=State.FINAL)
    if edition is not None:
        editions = editions.filter(edition=edition)
    found = editions.first()
    if found is None and (edition is not None or not is_own):
        return None
    found = found or LearningReport(survey=survey)
    content = content_of(found)
    if content is None:
        return None
    return Opened(found, content if is_own else without_owners(content), is_own, content)


def newest_report(survey):
    """The newest edition in full, as Agenda Stad sees it; None without figures. Nine queries."""
    found = survey.learning_reports.first() or LearningReport(survey=survey)
    content = content_of(found)
    return None if content is None else Opened(found, content, is_whole=True, stored=content)


def content_of(learning_report):
    """The agreed content, else the live content; None without figures. Eight queries at most."""
    frozen = learning_report.content
    return frozen if frozen is not None else live_content(learning_report.survey)


def editions_of(survey):
    """The final editions, newest first; one query."""
    return survey.learning_reports.filter(state=State.FINAL).defer("content")


def live_content(survey):
    """The newest figures and the outcomes of the talk so far, or None without a report; eight queries."""
    report = report_of(survey)
    if report is None:
        return None
    return LearningContent(
        figures=for_other_reports(report.figures),
        talk=chapters_of(survey),
        statements=_statements(survey),
        report_version=report.version,
    )


def without_owners(content):
    """The owners of actions are for the partners of the deal only."""
    attention = tuple(replace(point, owner="") for point in content.talk.attention)
    return replace(content, talk=replace(content.talk, attention=attention))


def seal_of(learning_report, content):
    """Identifies the exact version a reader agrees to: it changes with the edition, the state and every letter."""
    return hash_of([learning_report.edition, learning_report.state, content])


def stage_of(learning_report, *, today):
    """How far a report is, for its words."""
    agreed_on = learning_report.agreed_at and timezone.localdate(learning_report.agreed_at)
    final_on = learning_report.final_at and timezone.localdate(learning_report.final_at)
    return Stage(
        on=final_on or agreed_on or today,
        edition=learning_report.edition,
        agreed_on=agreed_on,
        final_on=final_on,
    )


def _statements(survey):
    """{indicator number: its statements}; one query."""
    found = defaultdict(list)
    asked = Statement.objects.filter(indicator__instrument=survey.instrument_id)
    for number, text in asked.order_by("indicator__number", "code").values_list("indicator__number", "text"):
        found[number].append(text)
    return {number: tuple(texts) for number, texts in found.items()}
