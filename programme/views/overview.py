"""The overview of the programme, for Agenda Stad and administrators."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from deals.queries import reasons_by_kind
from deals.told_years import told_year
from impacttool.models import Round
from impacttool.moments import days_until
from partners.lost_mails import lost_mails
from partners.permissions import require
from programme import stats
from programme.queries import overview as queries
from reports.queries import web_reports


@require_safe
def show_overview(request):
    """Counts, webs of the last closed round, the progress of the open round, and upcoming days. Queries: constant."""
    require(request.user, "programme.see_overview")
    day = timezone.localdate()
    current, last = queries.open_round(), web_reports.last_closed_round()
    may_manage = request.user.has_perm("impacttool.manage_rounds")
    # Counts and the page of the round are for Agenda Stad; account administrators see neither.
    followed = current if may_manage else None
    live = queries.live_counts(followed) if followed else []
    webs = queries.small_webs(last, request.user) if last else []
    context = {
        "day": day,
        "current": current,
        "days_left": days_until(current.closes_at, timezone.now()) if current else None,
        "live": live,
        "last": last,
        "run": web_reports.newest_run(last) if last else None,
        "webs": webs,
        "grid": queries.grid_of(last) if last else "",
        "coming": queries.coming_days(day, followed),
        "attention": queries.attention_points(day) + queries.few_answers(webs),
        "stats": stats.overview(told_year(day), current, live, may_manage),
        "reasons": reasons_by_kind(),
        "lost_mails": len(lost_mails(now=timezone.now())),
        "may_manage_rounds": may_manage,
        "last_year": day.year - 1,
        "drafts": Round.objects.filter(state=Round.State.DRAFT),
    }
    return render(request, "programme/overview.html", context)
