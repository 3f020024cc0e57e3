"""Reading in answers of an older form: choose a file, see what it would do, store it whole."""

import csv

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from deals.actions import held_files
from impacttool.actions import imports as actions
from impacttool.actions.import_words import place, sentence, words
from impacttool.answer_sheet import FIXED
from impacttool.forms.imports import UploadForm
from impacttool.models import Statement
from impacttool.views.rounds import READ_OR_SEND, managed_round

MOST_SHOWN = 50


@require_http_methods(READ_OR_SEND)
def import_responses(request, year):
    """The file is held on the server; the page then shows what storing it would do.

    A next file takes the place of the one before, also when it is refused: its page never shows the other's preview.
    """
    round_ = managed_round(request, year)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        _forget(request, year)
    if request.method == "POST" and form.is_valid():
        request.session[_name(year)] = held_files.hold(
            content=form.cleaned_data["file"].read(),
            owner=request.user,
            place=_name(year),
            now=timezone.now(),
        )
        return redirect("impacttool:import_responses", year=year)
    content = _held(request, year)
    context = {"round": round_, "form": form, "columns": _columns(round_)}
    if content is not None:
        preview = actions.preview_import(round_=round_, content=content, now=timezone.now())
        context |= {"preview": preview, "problems": _shown(preview.problems)}
    return render(request, "impacttool/import_responses.html", context)


def _shown(problems):
    return [{"place": place(problem), "words": words(problem)} for problem in problems[:MOST_SHOWN]]


@require_POST
def confirm_import(request, year):
    round_ = managed_round(request, year)
    content = _held(request, year)
    if content is None:
        messages.error(request, _("Het bestand is er niet meer. Kies het opnieuw."))
        return redirect("impacttool:import_responses", year=year)
    try:
        done = actions.import_responses(round_=round_, content=content, by=request.user, now=timezone.now())
    except actions.ImportRefused as refusal:
        messages.error(request, _("Er is niets ingelezen: %(why)s") % {"why": sentence(refusal.problems[0])})
        return redirect("impacttool:import_responses", year=year)
    _forget(request, year)
    text = ngettext(
        "%(number)s ingevulde vragenlijst toegevoegd",
        "%(number)s ingevulde vragenlijsten toegevoegd",
        done.added,
    )
    there = _("%(there)s stonden er al.") % {"there": done.already_there}
    messages.success(request, f"{text % {'number': done.added}}; {there}")
    return redirect(round_)


@require_POST
def cancel_import(request, year):
    managed_round(request, year)
    _forget(request, year)
    return redirect("impacttool:import_responses", year=year)


@require_safe
def download_import_template(request, year):
    """The column names, with semicolons and a byte order mark: so a Dutch Excel opens it in columns."""
    round_ = managed_round(request, year)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="antwoorden-{year}.csv"'
    csv.writer(response, delimiter=";").writerow(_columns(round_))
    return response


def _columns(round_):
    codes = Statement.objects.filter(indicator__instrument=round_.instrument_id).order_by("position")
    return [*FIXED, *codes.values_list("code", flat=True)]


def _name(year):
    return f"import-{year}"


def _held(request, year):
    key = request.session.get(_name(year))
    return held_files.find(key=key, owner=request.user, place=_name(year)) if key else None


def _forget(request, year):
    key = request.session.pop(_name(year), None)
    if key:
        held_files.discard(key=key, owner=request.user, place=_name(year))
