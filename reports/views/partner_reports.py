"""The yearly report of a partner: its page, its PDF, and for Agenda Stad all of a year."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from foundation.job_queue import ring
from foundation.tasks import sweep_jobs
from partners.models import Organisation
from partners.permissions import require
from rendering.drawing import in_page
from reports import partner_words
from reports.actions import partner_reports as actions
from reports.queries import partner_mails as mail_queries
from reports.queries import partner_year as queries
from reports.views.files import CONTENT_TYPES, file_answer
from reports.views.web_reports import labelled

A_PAGE = 30


def known_year(year):
    """404 for a year before the first deals or in the future."""
    if not _is_known(year):
        raise Http404
    return year


def _is_known(year):
    return queries.FIRST_YEAR <= year <= timezone.localdate().year


def _years_around(year, route, *args):
    """[(year, address)] of the previous and the next year, if there can be a report."""
    around = [other for other in (year - 1, year + 1) if _is_known(other)]
    return [(other, reverse(route, args=[other, *args])) for other in around]


def readable_facts(request, year, pk):
    """404 for an unknown organisation or year, 403 without permission."""
    organisation = get_object_or_404(Organisation, pk=pk)
    require(request.user, "partners.read_year_report", organisation)
    return queries.partner_year(organisation, known_year(year), day=timezone.localdate())


@require_safe
def show_report(request, year, pk):
    facts = readable_facts(request, year, pk)
    context = report_context(facts) | {
        "pdf_url": reverse("programme_reports:partner_report_file", args=[year, pk]),
        "years": _years_around(year, "programme_reports:partner_report", pk),
        "may_manage": request.user.has_perm("reports.make_partner_reports"),
    }
    return render(request, "reports/partner_report.html", context)


def report_context(facts):
    """The context of the page, with or without an account."""
    words = partner_words.contents(facts)
    for web, drawing in zip(words["webs"]["deals"], actions.drawings(facts), strict=True):
        web["svg"] = in_page(drawing)
        labelled(web["table"])
    return {"facts": facts, "words": words}


@require_safe
def download_report(request, year, pk):
    return pdf_response(readable_facts(request, year, pk))


def pdf_response(facts):
    name = actions.file_name(facts)
    return file_answer(actions.web_report_pdf(facts), name=name, content_type=CONTENT_TYPES["pdf"])


@require_safe
def list_reports(request, year):
    """The organisations with a report, its recipients, and the state of each mail. Queries: constant."""
    require(request.user, "reports.make_partner_reports")
    found = queries.partner_years(known_year(year), day=timezone.localdate())
    lines = mail_queries.lines_of(found, year, now=timezone.now())
    context = {
        "year": year,
        "found": found,
        "page": Paginator(lines, A_PAGE).get_page(request.GET.get("page")),
        "to_mail": mail_queries.mail_count(lines),
        "unreachable": sum(1 for line in lines if not line.mails and not line.waiting),
        "states": mail_queries.state_counts(lines),
        "years": _years_around(year, "programme_reports:partner_reports"),
    }
    return render(request, "reports/partner_report_list.html", context)


@require_POST
def order_reports(request, year):
    require(request.user, "reports.make_partner_reports")
    job = actions.order_reports(year=known_year(year), by=request.user, now=timezone.now())
    ring(sweep_jobs)
    return redirect(job)
