"""Making reports and following the run; the report page and its files."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from deals.models import Deal
from foundation import tasks
from foundation.job_queue import ring
from foundation.queries.jobs import with_silence
from impacttool.models import Round, Survey
from partners.permissions import require
from rendering.drawing import in_page
from reports.actions import web_report_runs
from reports.actions import web_reports as actions
from reports.queries import editions, learning_reports, publishing
from reports.queries import web_reports as queries
from reports.views.files import CONTENT_TYPES, file_answer
from reports.web_report import words as report_words
from reports.web_report.withheld import empty_reason

FORMATS = {"pdf", "svg", "png"}
MOST_BESIDE_THE_WEB = 6  # columns


@require_POST
def issue_reports(request, year):
    require(request.user, "impacttool.manage_rounds")
    round_ = get_object_or_404(Round, year=year)
    try:
        web_report_runs.start_web_report_run(round_=round_, by=request.user, now=timezone.now())
    except web_report_runs.RoundNotClosed:
        messages.error(request, _("Deze ronde is nog niet afgerond. Rapporten komen na de sluiting."))
    else:
        ring(tasks.sweep_jobs)
    return redirect(round_)


@require_POST
def stop_reports(request, year):
    require(request.user, "impacttool.manage_rounds")
    round_ = get_object_or_404(Round, year=year)
    run = queries.newest_run(round_)
    if run is not None and web_report_runs.stop_run(
        job=run, round_=round_, by=request.user, now=timezone.now()
    ):
        messages.success(request, _("Gestopt. Wat al gemaakt werd, komt nog af."))
    else:
        messages.info(request, _("Het maken was al klaar of al gestopt."))
    return redirect(round_)


@require_safe
def show_run_progress(request, year):
    """The progress of the newest run of a round, for the progress bar."""
    require(request.user, "impacttool.manage_rounds")
    run = queries.newest_run(get_object_or_404(Round, year=year))
    if run is None:
        raise Http404
    progress = queries.run_progress(run)
    text = _("%(done)s van %(total)s rapporten klaar") % progress
    if run.finished_at is None:
        text = with_silence(text, [run.ordered_at, queries.heard_of(run)], now=timezone.now())
    return JsonResponse(
        {
            "value": progress["done"],
            "max": progress["total"],
            "text": text,
            "finished": run.finished_at is not None,
        }
    )


def readable_survey(request, year, slug):
    """The survey with its deal and round, or 404 when this user may not read its report; one query."""
    surveys = Survey.objects.reports_visible_to(request.user).filter(round__state=Round.State.CLOSED)
    return get_object_or_404(surveys.select_related("deal", "round"), round__year=year, deal__slug=slug)


def visible_survey(request, year, slug, among=Survey.objects):
    """The same; users of the deal also get one of an open round. Two queries at most."""
    surveys = among.reports_visible_to(request.user).select_related("deal", "round")
    survey = get_object_or_404(surveys, round__year=year, deal__slug=slug)
    if survey.round.state != Round.State.CLOSED and not learning_reports.is_of_own_deal(survey, request.user):
        raise Http404
    return survey


def _report_of(survey):
    """None while the round is open, because reports are stored only for closed rounds."""
    return queries.report_of(survey) if survey.round.state == Round.State.CLOSED else None


@login_not_required
@require_safe
def show_web_report(request, year, slug):
    """While the round is open, or before its reports are made: a sentence."""
    survey = visible_survey(request, year, slug)
    report = _report_of(survey)
    return render(request, "reports/web_report_detail.html", report_context(request.user, survey, report))


def report_context(user, survey, report):
    """The context of the report page; the breakdown only for the deal's team and Agenda Stad."""
    context = {"survey": survey, "deal": survey.deal, "round": survey.round, "report": report}
    if report is None:
        return context
    [figures] = editions.on_screen([report], user)
    may_see_breakdown = user.has_perm("reports.see_breakdown", survey)
    may_publish = user.has_perm("impacttool.manage_rounds")
    return context | {
        "figures": figures,
        "svg": svg_of(report, figures),
        "table": labelled(report_words.table(figures)),
        "no_web": report_words.no_web(figures),
        "subtitle": report_words.response(figures),
        "remarks": report_words.remarks(figures),
        "method": report_words.method_points(figures),
        "breakdown": report_words.breakdown(figures) if may_see_breakdown else None,
        "may_see_breakdown": may_see_breakdown,
        "standout": standing_out(figures, may_see_breakdown),
        "may_publish": may_publish,
        "has_learning_report": learning_reports.may_read(survey, user),
        "issued_by": report.issued_by if may_publish else None,
    }


def standing_out(figures, may_see_breakdown):
    """The stored sentences; those for the team only for readers who may see the breakdown."""
    return [each for each in figures.standout if may_see_breakdown or not each.team]


def labelled(table):
    """Each cell with the head of its column, shown on a phone; and whether the table needs the full page width: many
    columns, or text instead of figures in more than one."""
    for row in table["rows"]:
        row["labelled"] = list(zip(table["head"][1:], row["cells"], strict=True))
    columns = zip(*(row["cells"] for row in table["rows"]), strict=True)
    with_words = sum(any(cell["words"] for cell in column) for column in columns)
    table["is_wide"] = len(table["head"]) > MOST_BESIDE_THE_WEB or with_words > 1
    return table


def svg_of(report, figures):
    """The web of these figures of a report, as this reader may see it."""
    return in_page(actions.svg_of(report, figures))


@login_not_required
@require_safe
def download_web_report(request, year, slug, format):
    """A file of the newest report, with the same access as the report itself; without a report the page says why."""
    survey = visible_survey(request, year, slug)
    if format not in FORMATS:
        raise Http404
    report = _report_of(survey)
    if report is None:
        return redirect("reports:web_report", year=year, slug=slug)
    content = actions.file_of(report, editions.in_file(report, request.user), format)
    name = f"spinnenweb-{slugify(survey.deal.name)[:80]}-{year}-v{report.version}.{format}"
    return file_answer(content, name=name, content_type=CONTENT_TYPES[format])


@require_http_methods(["GET", "HEAD", "POST"])
def publish_web_report(request, year, slug):
    """Shows what becomes public and what is withheld elsewhere, asks for confirmation, then applies to exactly what was
    read."""
    require(request.user, "impacttool.manage_rounds")
    survey = readable_survey(request, year, slug)
    wanted = request.method != "POST" or request.POST.get("openbaar") == "ja"
    if wanted and not survey.is_published:
        found = publishing.publication_of(survey)
        if found is None:
            messages.error(request, _("Het rapport is er nog niet. Laat het eerst maken."))
            return redirect("reports:web_report", year=year, slug=slug)
        if request.method != "POST" or request.POST.get("seal") != found.seal:
            return _ask_to_publish(request, survey, found)
    if request.method == "POST":
        actions.publish_web_report(survey=survey, is_published=wanted, by=request.user)
    text = (
        _("Iedereen kan dit rapport nu lezen.")
        if survey.is_published
        else _("Het rapport is niet meer openbaar.")
    )
    messages.success(request, text)
    return redirect("reports:web_report", year=year, slug=slug)


def _ask_to_publish(request, survey, found):
    if request.POST.get("seal"):
        messages.error(request, _("Intussen is er iets veranderd. Er is niets gedaan: lees het opnieuw."))
    names = {each.number: each.name for each in survey.instrument.indicators.all()}
    context = {
        "survey": survey,
        "deal": survey.deal,
        "round": survey.round,
        "found": found,
        "remarks": [(names[group.number], group.texts) for group in found.remarks],
        "remark_count": sum(len(group.texts) for group in found.remarks),
        "has_final_learning_report": learning_reports.editions_of(survey).exists(),
    }
    return render(request, "reports/web_report_publish.html", context)


@login_not_required
@require_safe
def show_deal_web(request, slug):
    """The deal's last readable web, as a part of the deal's page."""
    deal = get_object_or_404(Deal.objects.visible_to(request.user), slug=slug)
    context = {"deal": deal, **web_of(deal, request.user)}
    return render(request, "reports/_deal_web.html", context)


def web_of(deal, user):
    """The newest web with a line for this reader; `no_web` says why when the last round has none. Nine queries."""
    reports = [one for one in queries.newest_reports_of(deal, user) if not one.survey.is_follow_up]
    if not reports:
        return {}
    found = list(zip(reports, editions.on_screen(reports, user), strict=True))[::-1]
    newest, newest_figures = found[0]
    report, figures = next((one for one in found if not empty_reason(one[1])), found[0])
    return {
        "survey": report.survey,
        "figures": figures,
        "svg": "" if empty_reason(figures) else svg_of(report, figures),
        "no_web": empty_reason(newest_figures),
        "newest": newest.survey,
    }
