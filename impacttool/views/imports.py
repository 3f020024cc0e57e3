"""Importing answers of an older form: choose a file, map its columns, preview, and store all or nothing."""

import csv

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from deals.actions import held_files, held_turn
from deals.tasks import prepare_held_file
from foundation import held_file_page
from foundation.job_queue import ring
from foundation.submission import once
from impacttool.actions import imports as actions
from impacttool.actions.import_words import file_words, place, sentence, words
from impacttool.answer_sheet import FIXED, LIMITS, Chosen
from impacttool.forms.imports import ColumnsForm, UploadForm
from impacttool.models import Statement
from impacttool.views.rounds import READ_OR_SEND, managed_round

MOST_SHOWN = 50
SAMPLES = 3


@require_http_methods(READ_OR_SEND)
def import_responses(request, year):
    """Stores the file in the database; the page then previews the import.

    The next file replaces it, even if refused, so that its page never shows the preview of another file.
    """
    round_ = managed_round(request, year)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        _forget(request, year)
    if request.method == "POST" and form.is_valid():
        _hold(request, year, form.cleaned_data["file"])
        return redirect("impacttool:import_responses", year=year)
    return _page(request, round_, form)


def _hold(request, year, file):
    held = held_files.hold(
        content=file.read(),
        file_name=file.name,
        owner=request.user,
        place=_name(year),
        now=timezone.now(),
        limits=LIMITS,
    )
    if held.wish:
        ring(prepare_held_file, held_id=held.pk)


@require_POST
def choose_columns(request, year):
    """Maps the columns of the file; stored with the file."""
    round_ = managed_round(request, year)
    held = _held(request, year)
    if not held_file_page.is_meant(request, held) or held.wish or held.refused:
        return redirect("impacttool:import_responses", year=year)
    preview = _preview(round_, held)
    form = _columns_form(round_, held, preview, request.POST)
    if form is None or not form.is_valid():
        return _page(request, round_, UploadForm(), form)
    held_files.choose(held=held, choices=form.choices(), now=timezone.now())
    return redirect("impacttool:import_responses", year=year)


def _page(request, round_, form, columns_form=None):
    held = _held(request, round_.year)
    context = {"round": round_, "form": form, "columns": _columns(round_), "held": held}
    context["mark"] = held_file_page.mark_of(held) if held else ""
    if held is not None and held.refused:
        context["unreadable"] = file_words(held.refused)
    elif held is not None and not held.wish:
        preview = _preview(round_, held)
        context |= {"preview": preview, "problems": _shown(preview.problems)}
        context["columns_form"] = columns_form or _columns_form(round_, held, preview)
    waiting = held_turn.waiting(held, now=timezone.now())
    response = render(request, "impacttool/import_responses.html", context | {"waiting": waiting})
    if waiting and waiting["again"]:
        response["Refresh"] = str(waiting["again"])
    return response


def _preview(round_, held):
    return actions.preview_import(round_=round_, now=timezone.now(), **_read(held))


def _read(held):
    chosen = held.choices
    columns = {int(key): name for key, name in chosen.get("columns", {}).items()}
    return {
        "tab": actions.answers_tab(held_files.tabs_of(held)),
        "chosen": Chosen(columns, chosen.get("may_lack", False)),
    }


def _columns_form(round_, held, preview, data=None):
    if preview.sheet is None:
        return None
    rows = actions.answers_tab(held_files.tabs_of(held)).rows
    width = len(preview.sheet.columns)
    cells = [[row[place] for row in rows[1:] if place < len(row) and row[place]] for place in range(width)]
    samples = [", ".join(found[:SAMPLES]) for found in cells]
    texts = Statement.objects.filter(indicator__instrument=round_.instrument_id).order_by("position")
    return ColumnsForm(
        data,
        sheet=preview.sheet,
        samples=samples,
        texts=dict(texts.values_list("code", "text")),
        may_lack=held.choices.get("may_lack", False),
    )


def _shown(problems):
    return [{"place": place(problem), "words": words(problem)} for problem in problems[:MOST_SHOWN]]


@require_POST
def confirm_import(request, year):
    round_ = managed_round(request, year)
    held = _held(request, year)
    if not held_file_page.is_meant(request, held) or held.wish or held.refused:
        return redirect("impacttool:import_responses", year=year)
    try:
        with once(request, round_.get_absolute_url()):
            done = actions.import_responses(round_=round_, by=request.user, now=timezone.now(), **_read(held))
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
    held = _held(request, year)
    if held is not None and held_file_page.is_meant(request, held):
        _forget(request, year)
    return redirect("impacttool:import_responses", year=year)


@require_safe
def download_import_template(request, year):
    """The column names, with semicolons and a byte order mark, so that a Dutch Excel opens it in columns."""
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
    return held_files.find(owner=request.user, place=_name(year))


def _forget(request, year):
    held_files.discard(owner=request.user, place=_name(year))
