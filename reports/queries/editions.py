"""The figures of stored reports as their readers may see them: on a screen, in a file that is passed on, or in public.

What a report says of its own deal is the same for all; what it says of other deals depends on the reader (docs/rules.md
5.4).
"""

from dataclasses import replace

from impacttool.queries import audiences
from reports.queries.learning_reports import is_of_own_deal
from reports.web_report.figures import for_audience


def on_screen(reports, user):
    """The figures of each report as this person may see them; eight queries, none for Agenda Stad."""
    rounds = _rounds(reports)
    return _cut(reports, rounds, audiences.reader(user, rounds) if reports else None)


def in_public(reports):
    """As everybody may see them, so with or without an account; eight queries."""
    rounds = _rounds(reports)
    return _cut(reports, rounds, audiences.everyone(rounds) if reports else None)


def in_hands(reports):
    """As everyone of the deal may see them, also for Agenda Stad, which passes them on; seven queries."""
    rounds = _rounds(reports)
    found = audiences.of_deals({report.survey.deal_id for report in reports}, rounds)
    behind = audiences.contributions_of(rounds)
    return [
        for_audience(report.figures, behind[report.survey.round_id], found[report.survey.deal_id])
        for report in reports
    ]


def in_file(report, user):
    """For a file that this person downloads and may pass on to its other readers."""
    [figures] = (in_hands if is_of_own_deal(report.survey, user) else in_public)([report])
    return figures


def learning_report_on_screen(opened, survey, user):
    """A learning report (`learning_reports.Opened`) as this person may see it."""
    return _opened(opened, survey, audiences.reader(user, [survey.round]))


def learning_report_in_file(opened, survey):
    """For a file that is passed on, within the deal or to everybody."""
    if not opened.is_whole:
        return _opened(opened, survey, audiences.everyone([survey.round]))
    return _opened(opened, survey, audiences.of_deals([survey.deal_id], [survey.round])[survey.deal_id])


def _opened(opened, survey, audience):
    if audience is None:
        return opened
    figures = opened.content.figures
    cut = for_audience(figures, audiences.contributions_of([survey.round])[survey.round_id], audience)
    return opened if cut is figures else replace(opened, content=replace(opened.content, figures=cut))


def _rounds(reports):
    return list({report.survey.round_id: report.survey.round for report in reports}.values())


def _cut(reports, rounds, audience):
    if audience is None:
        return [report.figures for report in reports]
    behind = audiences.contributions_of(rounds)
    return [for_audience(report.figures, behind[report.survey.round_id], audience) for report in reports]
