"""A deal over the years: all its rounds on one page, from the stored figures of its reports."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from deals.models import Deal
from deals.queries import deal_page
from impacttool import follow_up
from rendering.drawing import in_page
from reports import trend, trend_words, yearlines
from reports.queries import editions, web_reports
from reports.views.web_reports import standing_out, svg_of


@login_not_required
@require_safe
def show_years(request, slug):
    """Every round of which this user may read the report; a constant number of queries."""
    deal = get_object_or_404(Deal.objects.visible_to(request.user), slug=slug)
    every = web_reports.newest_reports_of(deal, request.user)
    found = [report for report in every if not report.survey.is_follow_up]
    context = deal_page(deal, request.user, active="impact", day=timezone.localdate())
    figures = editions.on_screen(found, request.user)
    context |= {"reports": found[::-1], "charts": _charts(figures)}
    context["follow_ups"] = [_follow_up(report) for report in every if report.survey.is_follow_up][::-1]
    if found:
        newest = found[-1]
        may_see = request.user.has_perm("reports.see_breakdown", newest.survey)
        context |= {"figures": figures[-1], "svg": svg_of(newest, figures[-1])}
        context["standout"] = standing_out(newest.figures, may_see)
    return render(request, "reports/deal_years.html", context)


def _follow_up(report):
    """A follow-up round by itself: its own table, and no line to the rounds while the deal ran."""
    return {
        "report": report,
        "title": follow_up.title(report.survey.years_after),
        "table": trend_words.follow_up_table(trend.follow_up(report.figures)),
    }


def _charts(figures):
    """The drawing and the table of each indicator."""
    lines = trend.lines(figures)
    baseline = trend_words.has_baseline_column(lines)
    return [
        {
            "line": line,
            "svg": in_page(yearlines.draw(line, prefix=f"jaren{place}")),
            "table": trend_words.year_table(line, baseline=baseline),
        }
        for place, line in enumerate(lines)
    ]
