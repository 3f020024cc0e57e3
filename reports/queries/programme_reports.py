"""Programme reports as their readers may see them."""

from django.utils import timezone

from impacttool.models import Round
from impacttool.queries import audiences
from reports.learning_report.words import Stage
from reports.models import ProgrammeReport
from reports.programme_report import patterns
from reports.programme_report import words as programme_words
from reports.queries.programme_source import public_surveys


def reports_for(user):
    """The reports this user may read, newest round and edition first; two queries at most on top of the list's own."""
    return ProgrammeReport.objects.visible_to(user).select_related("round").defer("content")


def report_of(round_, user, *, edition=None):
    """The newest edition this user may read, or the given edition; None if there is none."""
    found = ProgrammeReport.objects.visible_to(user).filter(round=round_).select_related("round", "final_by")
    return (found.filter(edition=edition) if edition is not None else found).first()


def editions_of(round_):
    """The final editions, newest first; one query."""
    return round_.programme_reports.filter(state=ProgrammeReport.State.FINAL).defer("content")


def newest_of(round_):
    """The newest edition, in any state; one query."""
    return round_.programme_reports.defer("content").first()


def rounds_to_report(user):
    """[(closed round, its newest report or None)], newest first, for those who manage them; two queries."""
    newest = {}
    for report in reports_for(user):
        newest.setdefault(report.round_id, report)
    return [(round_, newest.get(round_.pk)) for round_ in Round.objects.closed().order_by("-year")]


def named_content(report):
    """The frozen content, without what is no longer public; one query."""
    return patterns.only_public(report.content, public_surveys(report.round))


def readable_content(report, user=None):
    """The same as this person may see it on a screen; without a `user`: as all its readers may, for a file that is
    passed on. Nine queries."""
    content = named_content(report)
    rounds = {each.year: each for each in Round.objects.filter(year__in=[one.round for one in content.years])}
    every = [*rounds.values()]
    audience = audiences.everyone(every) if user is None else audiences.reader(user, every)
    behind = audiences.contributions_of(every)
    return patterns.for_readers(content, {year: behind[each.pk] for year, each in rounds.items()}, audience)


def stage_of(report):
    """How far a report is, for its words."""
    final_on = report.final_at and timezone.localdate(report.final_at)
    return Stage(on=final_on or timezone.localdate(report.made_at), edition=report.edition, final_on=final_on)


def words_of(report, content):
    return programme_words.contents(content, report.intros, stage_of(report))
