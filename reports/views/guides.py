"""The conversation guide of a result: on the screen in the room, and printed for the table."""

from collections import defaultdict

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from impacttool.models import Round
from reports import documents, guide
from reports.actions.web_reports import fonts_folder
from reports.queries.talks import elements_of
from reports.queries.web_reports import report_of
from reports.views.files import CONTENT_TYPES, file_answer
from reports.views.talks import closed_survey, survey_crumbs, talked_survey, talks_url


@require_safe
def show_guide(request, year, slug):
    """While the round is open it redirects to the page of the talks, which says that it is too early."""
    survey = talked_survey(request, year, slug)
    if survey.round.state != Round.State.CLOSED:
        return redirect(talks_url(survey))
    report, everything = report_of(survey), "alle" in request.GET
    page = {
        "survey": survey,
        "deal": survey.deal,
        "round": survey.round,
        "report": report,
        "everything": everything,
        "crumbs": survey_crumbs(survey, with_talks=True),
    }
    if report is not None:
        made = guide.guide(report.figures, prompts(survey), everything=everything)
        words = guide.contents(report.figures, made, issued_on=timezone.localdate(report.issued_at))
        page |= {"guide": made, "words": words, "pages": _pages(made.topics)}
    return render(request, "reports/guide.html", page)


def _pages(topics):
    """Each topic with the numbers of the previous and the next one."""
    numbers = [topic.number for topic in topics]
    return list(zip(topics, [None, *numbers[:-1]], [*numbers[1:], None], strict=True))


@require_safe
def download_guide(request, year, slug):
    """The same as a PDF, made now from the stored figures in at most a second."""
    survey = closed_survey(request, year, slug)
    report = report_of(survey)
    if report is None:
        raise Http404
    issued_on = timezone.localdate(report.issued_at)
    made = guide.guide(report.figures, prompts(survey), everything="alle" in request.GET)
    words = guide.contents(report.figures, made, issued_on=issued_on)
    pdf = documents.guide_pdf(words, issued_on=issued_on, fonts=fonts_folder())
    name = f"gespreksleidraad-{slugify(survey.deal.name)[:80]}-{year}.pdf"
    return file_answer(pdf, name=name, content_type=CONTENT_TYPES["pdf"])


def prompts(survey):
    """{indicator number: the elements to ask about}; one query."""
    found = defaultdict(list)
    for element in elements_of(survey):
        found[element.indicator.number].append(element.text)
    return dict(found)
