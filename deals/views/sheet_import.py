"""Lists of a deal from a file: choose it, see what it would do, store it whole, and take it back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from deals import actions
from deals.actions import held_files
from deals.actions.sheet_words import place, words
from deals.forms import ColumnsForm, SheetForm
from deals.sheet.tables import TABLES
from deals.views.access import get_deal
from deals.views.forms import crumbs, run_confirm

PERMISSION = "deals.import_lists"
MOST_SHOWN = 50
NOT_RECOGNISED = "no_table"


@require_http_methods(["GET", "HEAD", "POST"])
def read_in(request, slug):
    """The file is held on the server; the page then shows what storing it would do. A next one takes its place."""
    deal = get_deal(request, slug, PERMISSION)
    look = None if request.FILES else _look_or_forget(request, deal)
    form = SheetForm(request.POST or None, request.FILES or None, held=_held_name(request, deal, look))
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["file"]:
            _forget(request, deal)
            _hold(request, deal, form.cleaned_data)
        else:
            request.session[_name(deal)] |= {"table": form.cleaned_data["table"], "columns": {}}
            request.session.modified = True
        return redirect("deals:sheet_import", slug)
    look = look or _look_or_forget(request, deal)
    return _page(request, deal, form, look, _columns_forms(look))


def _look_or_forget(request, deal):
    """A file with nothing to choose or to store is not read a second time."""
    look = _look(request, deal)
    if look is not None and not look.mapped and look.plan.problems[0].code != NOT_RECOGNISED:
        _forget(request, deal)
    return look


@require_POST
def choose_columns(request, slug):
    """Which column of the file is which; kept with the file."""
    deal = get_deal(request, slug, PERMISSION)
    look = _look(request, deal)
    if look is None:
        return _gone(request, slug)
    forms = _columns_forms(look, request.POST)
    if not all(form.is_valid() for form in forms):
        return _page(request, deal, SheetForm(), look, forms)
    request.session[_name(deal)] |= {"columns": {form.mapped.sheet.title: form.columns() for form in forms}}
    request.session.modified = True
    return redirect("deals:sheet_import", slug)


@require_POST
def take_successors(request, slug):
    """For organisations in the file that no longer exist, the one they went up in; kept with the file."""
    deal = get_deal(request, slug, PERMISSION)
    look = _look(request, deal)
    if look is None:
        return _gone(request, slug)
    offered = {one.about for one in look.plan.problems if one.about}
    chosen = {int(key) for key in request.POST.getlist("organisation") if key.isdecimal()}
    kept = request.session[_name(deal)].get("successors", [])
    request.session[_name(deal)] |= {"successors": sorted({*kept, *(chosen & offered)})}
    request.session.modified = True
    return redirect("deals:sheet_import", slug)


@require_POST
def confirm_import(request, slug):
    deal = get_deal(request, slug, PERMISSION)
    held = _held(request, deal)
    if held is None:
        return _gone(request, slug)
    try:
        done = actions.import_file(
            deal=deal,
            by=request.user,
            day=timezone.localdate(),
            fingerprint=request.POST.get("fingerprint", ""),
            file_name=request.session[_name(deal)]["file_name"],
            **held,
        )
    except actions.ImportRefused:
        messages.error(
            request,
            _("Er is niets opgeslagen. De deal is intussen gewijzigd: kijk opnieuw wat er verandert."),
        )
        return redirect("deals:sheet_import", slug)
    _forget(request, deal)
    new = ngettext("%(number)s rij toegevoegd", "%(number)s rijen toegevoegd", done.new_count)
    changed = _("%(number)s gewijzigd.") % {"number": done.changed_count}
    messages.success(request, f"{new % {'number': done.new_count}}, {changed}")
    return redirect("deals:sheets", slug)


@require_POST
def cancel_import(request, slug):
    _forget(request, get_deal(request, slug, PERMISSION))
    return redirect("deals:sheet_import", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def undo_import(request, slug):
    deal = get_deal(request, slug, PERMISSION)
    back = reverse("deals:sheets", args=[slug])
    last = actions.last_import(deal, now=timezone.now())
    if (
        last is None
        and request.method == "POST"
        and deal.sheet_imports.filter(undone_at__isnull=False).exists()
    ):
        messages.success(request, _("Dit bestand is al teruggedraaid."))
        return redirect(back)
    if last is None:
        messages.error(request, _("Er is geen bestand om terug te draaien."))
        return redirect(back)
    try:
        return run_confirm(
            request,
            lambda: actions.undo_import(deal=deal, by=request.user, now=timezone.now()),
            done=_("Teruggedraaid: de lijsten zijn weer zoals voor het inlezen."),
            question=_("Dit bestand terugdraaien?"),
            text=_(
                "Van “%(file)s”: wat is toegevoegd (%(new)s) verdwijnt, wat is gewijzigd (%(changed)s) wordt weer zoals het was."
            )
            % {"file": last.file_name, "new": last.new_count, "changed": last.changed_count},
            label=_("Terugdraaien"),
            danger=True,
            title=_("Inlezen terugdraaien"),
            back=back,
            crumbs=crumbs(deal, (_("Lijsten als bestand"), back)),
        )
    except actions.CannotUndo as refused:
        messages.error(request, _refused(refused))
        return redirect(back)


def _refused(refused):
    if not refused.names:
        return _("Dit bestand is al teruggedraaid.")
    links = [format_html('<a href="{}">{}</a>', url, name) if url else name for name, url in refused.names]
    return format_html(
        "{} {}{}.",
        _("Niet teruggedraaid: dit is intussen gewijzigd of gebruikt:"),
        format_html_join(", ", "{}", ((link,) for link in links)),
        _(" en nog %(number)s") % {"number": refused.more} if refused.more else "",
    )


def _held_name(request, deal, look):
    """Of the file in which no list was recognised: it need not be chosen again."""
    if look is None or look.mapped or not _held(request, deal):
        return ""
    return request.session[_name(deal)]["file_name"]


def _page(request, deal, form, look, columns):
    back = reverse("deals:sheets", args=[deal.slug])
    context = {
        "deal": deal,
        "form": form,
        "columns": columns,
        "needs_columns": any(not one.is_recognised for one in columns),
        "tables": TABLES.values(),
        "crumbs": crumbs(deal, (_("Lijsten als bestand"), back)),
        "back": back,
    }
    if look is not None:
        shown = [
            {"place": place(one), "words": words(one), "about": one.about, "value": one.value}
            for one in look.plan.problems[:MOST_SHOWN]
        ]
        ended = sorted({one.about for one in look.plan.problems if one.about})
        context |= {"plan": look.plan, "problems": shown, "most_shown": MOST_SHOWN, "ended": ended}
    return render(request, "deals/sheet_import.html", context)


def _columns_forms(look, data=None):
    return (
        [ColumnsForm(data, mapped=one, prefix=f"blad{place}") for place, one in enumerate(look.mapped)]
        if look
        else []
    )


def _look(request, deal):
    held = _held(request, deal)
    return (
        None
        if held is None
        else actions.look_at(deal=deal, day=timezone.localdate(), by=request.user, **held)
    )


def _hold(request, deal, data):
    key = held_files.hold(
        content=data["file"].read(), owner=request.user, place=_name(deal), now=timezone.now()
    )
    request.session[_name(deal)] = {
        "key": key,
        "file_name": data["file"].name,
        "table": data["table"],
        "columns": {},
    }


def _held(request, deal):
    """What was chosen, for `actions.look_at`; None when there is no file, or no longer."""
    kept = request.session.get(_name(deal))
    content = held_files.find(key=kept["key"], owner=request.user, place=_name(deal)) if kept else None
    if content is None:
        return None
    chosen = {"table": kept["table"], "columns": kept["columns"]}
    return chosen | {"content": content, "successors": kept.get("successors", [])}


def _forget(request, deal):
    kept = request.session.pop(_name(deal), None)
    if kept:
        held_files.discard(key=kept["key"], owner=request.user, place=_name(deal))


def _gone(request, slug):
    messages.error(request, _("Het bestand is er niet meer. Kies het opnieuw."))
    return redirect("deals:sheet_import", slug)


def _name(deal):
    return f"lists-{deal.pk}"
