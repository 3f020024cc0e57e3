"""The learning report: reading it, its files, and the steps from draft to final."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from deals.breadcrumbs import crumbs
from foundation.concurrent_edit import ChangedMeanwhile
from foundation.submission import once
from impacttool.models import Round, Survey
from partners.permissions import require
from rendering import axis_detail, spiderweb
from rendering.drawing import in_page
from reports.actions import learning_reports as actions
from reports.forms.learning_reports import SealForm
from reports.learning_report import words as learning_words
from reports.models import LearningReport, LearningReportFile
from reports.queries import editions
from reports.queries import learning_reports as queries
from reports.views.files import CONTENT_TYPES, file_answer
from reports.views.web_reports import labelled, visible_survey
from reports.web_report.drawing import marks_of, web_of

State = LearningReport.State


@dataclass(frozen=True)
class Step:
    """What a button does. `state`: the state in which it is available; texts are lazy."""

    permission: str
    state: str
    act: object
    question: str
    text: str
    label: str
    done: str


STEPS = {
    "akkoord": Step(
        "reports.agree_learning_report",
        State.DRAFT,
        actions.agree,
        gettext_lazy("Akkoord met dit leerrapport?"),
        gettext_lazy(
            "U gaat akkoord namens het dealteam. De tekst van nu ligt daarna vast: wat later bij het gesprek wordt "
            "bijgeschreven, komt er niet meer in. Uw leerpunten voor andere deals kunnen daarna met de naam van de deal in "
            "het programmarapport staan. U kunt het leerrapport weer concept maken tot het definitief is."
        ),
        gettext_lazy("Akkoord namens het dealteam"),
        gettext_lazy("Het dealteam is akkoord. Agenda Stad kan het leerrapport definitief maken."),
    ),
    "concept": Step(
        "reports.withdraw_learning_report",
        State.AGREED,
        actions.withdraw_agreement,
        gettext_lazy("Dit leerrapport weer concept maken?"),
        gettext_lazy(
            "Het akkoord vervalt. Het leerrapport volgt daarna weer wat bij het gesprek wordt geschreven."
        ),
        gettext_lazy("Weer concept maken"),
        gettext_lazy("Het leerrapport is weer concept."),
    ),
    "definitief": Step(
        "impacttool.manage_rounds",
        State.AGREED,
        actions.finalise,
        gettext_lazy("Dit leerrapport definitief maken?"),
        gettext_lazy(
            "Het verandert daarna niet meer en de bestanden worden bewaard. Wie het spinnenwebrapport mag lezen, leest "
            "dan ook dit leerrapport. Is het spinnenwebrapport openbaar, dan is dit leerrapport dat ook."
        ),
        gettext_lazy("Definitief maken"),
        gettext_lazy("Het leerrapport is definitief."),
    ),
    "nieuwe-uitgave": Step(
        "impacttool.manage_rounds",
        State.FINAL,
        actions.start_edition,
        gettext_lazy("Een nieuwe uitgave beginnen?"),
        gettext_lazy(
            "De nieuwe uitgave begint als concept. De definitieve uitgave blijft bestaan en leesbaar."
        ),
        gettext_lazy("Nieuwe uitgave beginnen"),
        gettext_lazy("De nieuwe uitgave is begonnen, als concept."),
    ),
}


def readable_survey(request, year, slug):
    """A readable survey of a running deal, with its deal and round, or 404; users of the deal also get one of an open
    round."""
    return visible_survey(request, year, slug, among=Survey.objects.ordinary())


def opened_report(request, survey):
    """None while there is nothing to report; 404 without permission or for an unknown edition."""
    wanted = request.GET.get("uitgave")
    if wanted is not None and not (wanted.isascii() and wanted.isdigit() and len(wanted) < 5):
        raise Http404
    if survey.round.state != Round.State.CLOSED:
        return None
    opened = queries.open_report(survey, request.user, edition=int(wanted) if wanted else None)
    if opened is None and (wanted or not queries.is_of_own_deal(survey, request.user)):
        raise Http404
    return opened


@login_not_required
@require_safe
def show_learning_report(request, year, slug):
    survey = readable_survey(request, year, slug)
    opened = opened_report(request, survey)
    context = {"survey": survey, "deal": survey.deal, "round": survey.round}
    if opened is not None:
        opened = editions.learning_report_on_screen(opened, survey, request.user)
        context |= _report_context(request.user, survey, opened)
    return render(request, "reports/learning_report.html", context)


def _report_context(user, survey, opened):
    learning_report, figures = opened.learning_report, opened.content.figures
    stage = queries.stage_of(learning_report, today=timezone.localdate())
    words = learning_words.contents(opened.content, stage)
    labelled(words["table"])
    for chapter, indicator in zip(words["chapters"], figures.indicators, strict=True):
        prefix = f"as-{indicator.number}"
        chapter["svg"] = in_page(axis_detail.draw(marks_of(indicator), prefix=prefix))
    newest = survey.learning_reports.defer("content").first() or learning_report
    return {
        "words": words,
        "figures": figures,
        "table": words["table"],
        "svg": in_page(spiderweb.draw(web_of(figures))),
        "learning_report": learning_report,
        "files": [(format_.value, format_.label) for format_ in LearningReportFile.Format],
        "editions": [each for each in queries.editions_of(survey) if each.edition != learning_report.edition],
        "steps": _steps(user, survey, learning_report) if newest == learning_report else [],
        "may_see_who": user.has_perm("reports.withdraw_learning_report", survey),
    }


def _steps(user, survey, learning_report):
    """The buttons available to this user now: [(name, label)]."""
    return [
        (name, step.label)
        for name, step in STEPS.items()
        if step.state == learning_report.state and user.has_perm(step.permission, survey)
    ]


@login_not_required
@require_safe
def download_learning_report(request, year, slug, format):
    """A file of the learning report, with the same access as the page; without a report the page says why."""
    survey = readable_survey(request, year, slug)
    if format not in LearningReportFile.Format:
        raise Http404
    opened = opened_report(request, survey)
    if opened is None:
        return redirect("reports:learning_report", year=year, slug=slug)
    opened = editions.learning_report_in_file(opened, survey)
    content = actions.file_of(opened, format, today=timezone.localdate())
    state, edition = opened.learning_report.state, opened.learning_report.edition
    name = f"leerrapport-{slugify(survey.deal.name)[:80]}-{year}-{state}-{edition}.{format}"
    return file_answer(content, name=name, content_type=CONTENT_TYPES[format])


@require_http_methods(["GET", "HEAD", "POST"])
def change_learning_report(request, year, slug, step):
    """Asks for confirmation, then takes the step on exactly the text that was read, or not at all."""
    survey = readable_survey(request, year, slug)
    chosen = STEPS.get(step)
    if chosen is None:
        raise Http404
    require(request.user, chosen.permission, survey)
    back = reverse("reports:learning_report", args=[year, slug])
    opened = queries.open_report(survey, request.user) if survey.round.state == Round.State.CLOSED else None
    if opened is None or opened.learning_report.state != chosen.state:
        messages.error(request, _("Dat kan nu niet: het leerrapport is in een andere stand."))
        return redirect(back)
    form = SealForm(request.POST or None, initial={"seal": opened.seal})
    if request.method == "POST":
        return _take(request, survey, chosen, form, back)
    context = {
        "deal": survey.deal,
        "title": chosen.question,
        "question": chosen.question,
        "text": chosen.text,
        "label": chosen.label,
        "extra_form": form,
        "back": back,
        "crumbs": crumbs(survey.deal, (_("Leerrapport"), back)),
    }
    return render(request, "components/confirm_page.html", context)


def _take(request, survey, step, form, back):
    try:
        if not form.is_valid():
            raise ChangedMeanwhile
        with once(request, back):
            step.act(survey=survey, seal=form.cleaned_data["seal"], by=request.user, now=timezone.now())
    except ChangedMeanwhile:
        messages.error(
            request,
            _(
                "Het leerrapport is intussen gewijzigd. Er is niets gedaan: lees het opnieuw en kies daarna nog eens."
            ),
        )
    else:
        messages.success(request, step.done)
    return redirect(back)
