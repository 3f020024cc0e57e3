"""Findings, lessons and attention points of a survey; turning an attention point into an action point."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from deals.models import KEPT_FOR, ActionPoint
from foundation.concurrent_edit import ChangedMeanwhile
from foundation.form_page import run_confirm, run_form
from reports.actions import outcomes as actions
from reports.forms.talks import AgreedForm, AttentionForm, FindingForm, LessonForm
from reports.models import Finding, SurveyAttention, SurveyLesson
from reports.views.put_back import KINDS, said_removed
from reports.views.talks import READ_OR_SEND, closed_survey, survey_crumbs, talks_url


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of outcome; all kinds are created, changed and removed in the same way."""

    model: type
    form: Callable
    manager: str
    add: Promise
    edit: Promise


OUTCOMES = {
    "bevindingen": Kind(
        Finding,
        FindingForm,
        "findings",
        gettext_lazy("Bevinding toevoegen"),
        gettext_lazy("Bevinding wijzigen"),
    ),
    "leerpunten": Kind(
        SurveyLesson,
        LessonForm,
        "lessons",
        gettext_lazy("Leerpunt toevoegen"),
        gettext_lazy("Leerpunt wijzigen"),
    ),
    "aandachtspunten": Kind(
        SurveyAttention,
        AttentionForm,
        "attention_points",
        gettext_lazy("Aandachtspunt toevoegen"),
        gettext_lazy("Aandachtspunt wijzigen"),
    ),
}


def _kind(what):
    if what not in OUTCOMES:
        raise Http404
    return OUTCOMES[what]


def _outcome(survey, what, pk):
    found = getattr(survey, _kind(what).manager).select_related("survey__round", "survey__deal")
    return get_object_or_404(found, pk=pk)


@require_http_methods(READ_OR_SEND)
def add_outcome(request, year, slug, what):
    survey, kind = closed_survey(request, year, slug), _kind(what)
    initial = {"indicator": request.GET.get("indicator")} if kind.model is Finding else {}
    return _run(
        request,
        survey,
        what,
        lambda: kind.model(survey=survey),
        kind.add,
        initial=initial,
        done=_("Toegevoegd."),
    )


@require_http_methods(READ_OR_SEND)
def edit_outcome(request, year, slug, what, pk):
    survey = closed_survey(request, year, slug)
    _outcome(survey, what, pk)
    return _run(
        request,
        survey,
        what,
        lambda: _outcome(survey, what, pk),
        _kind(what).edit,
        done=_("Opgeslagen."),
        extra_url=reverse("reports:outcome_delete", args=[year, slug, what, pk]),
        extra_label=_("Verwijderen"),
    )


def _run(request, survey, what, instance, title, *, initial=None, **page):
    return run_form(
        request,
        lambda: _kind(what).form(request.POST or None, instance=instance(), initial=initial),
        lambda form: actions.save_outcome(outcome=form.instance, version=form.read_version, by=request.user),
        title=title,
        back=f"{talks_url(survey)}#{what}",
        crumbs=survey_crumbs(survey, with_talks=True),
        **page,
    )


@require_http_methods(READ_OR_SEND)
def delete_outcome(request, year, slug, what, pk):
    survey = closed_survey(request, year, slug)
    outcome = _outcome(survey, what, pk)
    return run_confirm(
        request,
        lambda: actions.remove(record=outcome, by=request.user),
        done=said_removed(outcome),
        back=f"{talks_url(survey)}#{what}",
        crumbs=survey_crumbs(survey, with_talks=True),
        title=_("Verwijderen?"),
        question=_("Wilt u dit verwijderen?"),
        text=outcome.text,
        label=_("Verwijderen"),
        danger=True,
    )


@require_http_methods(READ_OR_SEND)
def put_back(request, year, slug, what, pk):
    survey = closed_survey(request, year, slug)
    if what not in KINDS:
        raise Http404
    kept = KINDS[what].with_removed.filter(survey=survey, deleted_at__gte=timezone.now() - KEPT_FOR)
    record = get_object_or_404(kept.select_related("survey__round", "survey__deal"), pk=pk)
    return run_confirm(
        request,
        lambda: actions.put_back(record=record, by=request.user),
        done=_("Teruggezet."),
        back=talks_url(survey),
        crumbs=survey_crumbs(survey, with_talks=True),
        title=_("Verwijderen ongedaan maken?"),
        question=_("Verwijderen ongedaan maken?"),
        text=str(record),
        label=_("Terugzetten"),
    )


@require_http_methods(READ_OR_SEND)
def make_action_point(request, year, slug, pk):
    """Sets owner and date in one step; an attention point gets one action point."""
    survey = closed_survey(request, year, slug)
    attention = _outcome(survey, "aandachtspunten", pk)
    back = f"{talks_url(survey)}#aandachtspunten"
    action_point = ActionPoint(deal=survey.deal)
    form = AgreedForm(request.POST or None, instance=action_point, initial={"text": attention.text})
    if attention.action_point_id is None and request.method == "POST" and form.is_valid():
        try:
            actions.make_action_point(attention=attention, action_point=form.instance, by=request.user)
        except ChangedMeanwhile:
            attention = _outcome(survey, "aandachtspunten", pk)
        else:
            messages.success(request, _("Het actiepunt staat nu bij de planning van de deal."))
            return redirect(back)
    if attention.action_point_id is not None:
        messages.info(request, _("Van dit aandachtspunt is al een actiepunt gemaakt."))
        return redirect(back)
    page = {
        "form": form,
        "title": _("Actiepunt maken van een aandachtspunt"),
        "intro": _(
            "Het komt bij de actiepunten van de deal. Een volgende ronde laat zien hoe het ermee staat."
        ),
        "submit": _("Actiepunt maken"),
        "back": back,
        "crumbs": survey_crumbs(survey, with_talks=True),
    }
    return render(request, "components/form_page.html", page)
