"""The programme report of a round: making it, introducing it, making it final, reading it as page and as file."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.form_page import run_confirm, run_form
from impacttool.models import Round
from partners.permissions import require
from rendering import spiderweb
from rendering.drawing import in_page
from reports import yearlines
from reports.actions import programme_reports as actions
from reports.forms.programme_reports import IntrosForm
from reports.models import ProgrammeReport, ProgrammeReportFile
from reports.programme_report import tables as programme_tables
from reports.queries import programme_reports as queries
from reports.queries.programme_source import is_current
from reports.views.document_jobs import order_and_follow
from reports.views.files import CONTENT_TYPES, file_answer
from reports.views.web_reports import labelled

PERMISSION = "reports.manage_programme_reports"
READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_safe
def list_reports(request):
    """Agenda Stad sees every closed round; others see the final reports they may read."""
    if request.user.has_perm(PERMISSION):
        context = {"rows": queries.rounds_to_report(request.user), "open": Round.objects.open().first()}
    else:
        context = {"reports": queries.reports_for(request.user)}
    return render(request, "reports/programme_report_list.html", context)


def _readable(request, year):
    """(round, report); report is None if staff can still make one. 404 without permission."""
    round_ = get_object_or_404(Round.objects.exclude(state=Round.State.DRAFT), year=year)
    wanted = request.GET.get("uitgave")
    if wanted is not None and not (wanted.isascii() and wanted.isdigit() and len(wanted) < 5):
        raise Http404
    report = queries.report_of(round_, request.user, edition=int(wanted) if wanted else None)
    if report is None and (wanted or not request.user.has_perm(PERMISSION)):
        raise Http404
    return round_, report


@require_safe
def show_report(request, year):
    round_, report = _readable(request, year)
    may_manage = request.user.has_perm(PERMISSION)
    context = {
        "round": round_,
        "report": report,
        "may_manage": may_manage,
        "is_open": not _is_closed(round_),
        "is_newest": may_manage,
    }
    if report is not None:
        context |= _report_context(report, may_manage, request.user)
    return render(request, "reports/programme_report_detail.html", context)


def _report_context(report, may_manage, user):
    content = queries.readable_content(report, user)
    words = queries.words_of(report, content)
    for table in (words["table"], words["patterns"], words["years"].get("table")):
        if table:
            labelled(table)
    editions = queries.editions_of(report.round)
    return {
        "words": words,
        "chapters": {chapter["key"]: chapter for chapter in words["chapters"]},
        "files": [(format_.value, format_.label) for format_ in ProgrammeReportFile.Format],
        "editions": [each for each in editions if each.pk != report.pk],
        "is_newest": may_manage and report.pk == queries.newest_of(report.round).pk,
        "is_outdated": may_manage and not report.is_final and not is_current(report),
        **_drawings(content, words),
    }


def _drawings(content, words):
    for line, drawn in zip(words["years"]["lines"], programme_tables.year_lines(content), strict=True):
        prefix = f"lijn-{drawn.number}"
        line["svg"] = in_page(yearlines.draw(drawn, prefix=prefix, look=yearlines.ALL_DEALS))
    webs = programme_tables.shown_webs(content)
    for place, (item, web) in enumerate(zip(words["webs"]["items"], webs, strict=True)):
        item["svg"] = in_page(spiderweb.draw_small(web, prefix=f"web-{place}", alone=True))
    return {"svg": in_page(spiderweb.draw(programme_tables.web_of(content)))}


@require_safe
def download_report(request, year, format):
    """With the same access as the page."""
    round_, report = _readable(request, year)
    if format not in ProgrammeReportFile.Format:
        raise Http404
    if report is None:
        return redirect("programme_reports:report", year=year)
    name = f"programmarapport-{round_.year}-{report.state}-{report.edition}.{format}"
    return file_answer(actions.file_of(report, format), name=name, content_type=CONTENT_TYPES[format])


def _is_closed(round_):
    return round_.state == Round.State.CLOSED


def round_to_keep(request, year):
    """A closed round, for those who manage its report and themes."""
    require(request.user, PERMISSION)
    return get_object_or_404(Round.objects.closed(), year=year)


@require_POST
def order_report(request, year):
    round_ = round_to_keep(request, year)
    title = actions.title_of(round_)
    return order_and_follow(request, kind=actions.KIND, key=str(year), title=title)


@require_http_methods(READ_OR_SEND)
def edit_intros(request, year):
    round_ = round_to_keep(request, year)
    drafts = ProgrammeReport.objects.filter(state=ProgrammeReport.State.DRAFT).select_related("round")
    get_object_or_404(drafts, round=round_)
    return run_form(
        request,
        lambda: IntrosForm(request.POST or None, instance=get_object_or_404(drafts, round=round_)),
        lambda form: actions.save_intros(report=form.instance, version=form.read_version, by=request.user),
        done=_("De inleidingen zijn opgeslagen."),
        title=_("Inleidingen schrijven"),
        back=reverse("programme_reports:report", args=[year]),
        crumbs=crumbs(round_),
    )


@require_http_methods(READ_OR_SEND)
def finalise_report(request, year):
    """Asks for confirmation. If the report or a learning report in it has changed, it does nothing and the page says
    why."""
    report = _newest(request, year, ProgrammeReport.State.DRAFT)
    if report is None:
        return redirect("programme_reports:report", year=year)
    if not is_current(report):
        return _refuse_outdated(request, report)

    def act():
        actions.finalise(report=report, by=request.user, now=timezone.now())

    try:
        return run_confirm(
            request,
            act,
            done=_("Het programmarapport is definitief."),
            back=report.get_absolute_url(),
            record=report,
            crumbs=crumbs(report.round),
            title=_("Programmarapport definitief maken?"),
            question=_("Dit programmarapport definitief maken?"),
            text=_(
                "Het verandert daarna niet meer en de bestanden worden bewaard. Iedereen die in een dealteam zit of "
                "contactpersoon is van een partner, kan het lezen. Openbaar wordt het niet."
            ),
            label=_("Definitief maken"),
        )
    except actions.SourcesChanged:
        return _refuse_outdated(request, report)


def _refuse_outdated(request, report):
    messages.error(
        request,
        _(
            "Sinds dit concept veranderde een leerrapport of een thema. Laat het programmarapport opnieuw maken en lees het na."
        ),
    )
    return redirect(report)


@require_http_methods(READ_OR_SEND)
def start_edition(request, year):
    report = _newest(request, year, ProgrammeReport.State.FINAL)
    if report is None:
        return redirect("programme_reports:report", year=year)
    return run_confirm(
        request,
        lambda: actions.start_edition(report=report, by=request.user, now=timezone.now()),
        done=_("De nieuwe uitgave is begonnen, als concept."),
        back=report.get_absolute_url(),
        record=report,
        crumbs=crumbs(report.round),
        title=_("Nieuwe uitgave beginnen?"),
        question=_("Een nieuwe uitgave van dit programmarapport beginnen?"),
        text=_(
            "Zij begint als concept, met de cijfers en teksten van nu. De definitieve uitgave blijft leesbaar."
        ),
        label=_("Nieuwe uitgave beginnen"),
    )


def _newest(request, year, state):
    """The newest edition if it is in this state; else adds a message and returns None."""
    round_ = round_to_keep(request, year)
    report = queries.report_of(round_, request.user)
    if report is None:
        raise Http404
    if report.state != state:
        messages.error(request, _("Dat kan nu niet: het programmarapport is in een andere stand."))
        return None
    return report


def crumbs(round_, *more):
    """Breadcrumb to a page below the report of a round."""
    url = reverse("programme_reports:report", args=[round_.year])
    return [
        (_("Programmarapporten"), reverse("programme_reports:reports")),
        (_("Ronde %(year)s") % {"year": round_.year}, url),
        *more,
    ]
