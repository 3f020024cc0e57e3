"""Lists of a deal from a file: choose it, say how it is read, store it whole, and take it back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from deals import actions
from deals.actions import held_files, held_turn, sheet_choices
from deals.actions.held_work import place_of
from deals.actions.sheet_page import page_of
from deals.actions.sheet_words import file_words
from deals.breadcrumbs import crumbs
from deals.forms import SheetForm
from deals.models import HeldFile
from deals.sheet.headers import LISTS
from deals.sheet.tables import TABLES
from deals.tasks import prepare_held_file
from deals.views.access import get_deal
from foundation import held_file_page
from foundation.form_page import run_confirm
from foundation.job_queue import ring
from foundation.submission import once

PERMISSION = "deals.import_lists"


@require_http_methods(["GET", "HEAD", "POST"])
def read_in(request, slug):
    """Holds the file in the database; the page then shows how it is read and what storing would do.

    A next file replaces it, also when that one is refused: its page never shows the other's preview.
    """
    deal = get_deal(request, slug, PERMISSION)
    if request.FILES and not _made_room(request, deal):
        return _to_the_page(request, slug)
    form = SheetForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    if request.method == "POST" and form.is_valid():
        _hold(request, deal, form.cleaned_data["file"])
        return _to_the_page(request, slug)
    held = _held(request, deal)
    if held is not None and held.outcome and not held.wish:
        return _told(request, deal, held)
    return _page(request, deal, form, held)


def _hold(request, deal, file):
    whose = {"owner": request.user, "place": place_of(deal)}
    try:
        _ring(held_files.hold(content=file.read(), file_name=file.name, now=timezone.now(), **whose))
    except held_files.BeingStored:  # asked for on another page at this very moment
        held_file_page.say_it_is_being_stored(request)


def _made_room(request, deal):
    """Reports the result of the previous file; a file still to be stored keeps its place."""
    before = _held(request, deal)
    if before is not None and before.outcome and not before.wish:
        _told(request, deal, before)
    return _thrown_away(request, deal)


def _thrown_away(request, deal):
    try:
        held_files.throw_away(owner=request.user, place=place_of(deal))
    except held_files.BeingStored:
        held_file_page.say_it_is_being_stored(request)
        return False
    return True


def _to_the_page(request, slug):
    """As a page of its own: one that htmx puts in place does not refresh by itself while it waits."""
    if request.htmx:
        return HttpResponseClientRedirect(reverse("deals:sheet_import", args=[slug]))
    return redirect("deals:sheet_import", slug)


def _ring(held):
    if held.wish:
        ring(prepare_held_file, held_id=held.pk)


@require_POST
def choose(request, slug):
    """A column, a row, a tab or who is meant; kept with the file. The page comes back at the same place."""
    deal = get_deal(request, slug, PERMISSION)
    held = _held(request, deal)
    if not held_file_page.is_meant(request, held) or held.refused or held.wish:
        return redirect("deals:sheet_import", slug)
    page = _shown(request, deal, held)
    if page is None:
        return redirect("deals:sheet_import", slug)
    if held_file_page.is_older(request, held):
        held_file_page.say_it_was_changed(request)
        return redirect("deals:sheet_import", slug)
    try:
        sheet_choices.apply(held=held, deal=deal, page=page, data=request.POST, now=timezone.now())
    except sheet_choices.NoSuchChoice as error:
        raise Http404 from error
    except sheet_choices.NoSuchName as error:
        messages.error(
            request, _("“%(name)s” staat niet in het portaal, of is niet één organisatie.") % {"name": error}
        )
    anchor = "vragen" if request.POST.get("do", "").startswith("answer") else "bestand"
    return redirect(f"{reverse('deals:sheet_import', args=[slug])}#{anchor}")


@require_POST
def confirm_import(request, slug):
    """A small file is stored here; a large one by the worker, while the page waits."""
    deal = get_deal(request, slug, PERMISSION)
    held, lists = _held(request, deal), reverse("deals:sheets", args=[slug])
    if not held_file_page.is_meant(request, held) or held.wish or held.outcome or held.refused:
        return redirect("deals:sheet_import", slug)
    if held_file_page.is_older(request, held):
        held_file_page.say_it_was_changed(request)
        return redirect("deals:sheet_import", slug)
    tabs = held_files.tabs_of(held)
    if not held_files.is_small(tabs):
        return _ask_to_store(request, slug, held)
    try:
        with once(request, lists):
            done, told = _store(request, deal, held, tabs)
    except actions.ImportRefused:
        return _refused_meanwhile(request, slug)
    return _stored(request, deal, done.new_count, done.changed_count, told)


def _ask_to_store(request, slug, held):
    choices = {**held.choices, "fingerprint": request.POST.get("fingerprint", "")}
    held_files.choose(held=held, choices=choices, now=timezone.now())
    if held_files.wish(held=held, what=HeldFile.Wish.STORE, now=timezone.now()):
        _ring(held)
    return redirect("deals:sheet_import", slug)


def _store(request, deal, held, tabs):
    return actions.import_file(
        deal=deal,
        tabs=tabs,
        by=request.user,
        day=timezone.localdate(),
        fingerprint=request.POST.get("fingerprint", ""),
        file_name=held.file_name,
        choices=held.choices,
    )


def _told(request, deal, held):
    """What the worker did with a large file."""
    if held.outcome.get("refused"):
        held_files.settle(held=held)
        return _refused_meanwhile(request, deal.slug)
    return _stored(request, deal, held.outcome["new"], held.outcome["changed"], held.outcome["told"])


def _stored(request, deal, new_count, changed_count, told):
    held_files.discard(owner=request.user, place=place_of(deal))
    new = ngettext("%(number)s rij toegevoegd", "%(number)s rijen toegevoegd", new_count)
    changed = _("%(number)s gewijzigd.") % {"number": changed_count}
    messages.success(request, f"{new % {'number': new_count}}, {changed}")
    for words in told:
        messages.info(request, words)
    return redirect("deals:sheets", deal.slug)


def _refused_meanwhile(request, slug):
    messages.error(
        request, _("Er is niets opgeslagen. De deal is intussen gewijzigd: kijk opnieuw wat er verandert.")
    )
    return redirect("deals:sheet_import", slug)


@require_POST
def cancel_import(request, slug):
    deal = get_deal(request, slug, PERMISSION)
    held = _held(request, deal)
    if held is not None and held_file_page.is_meant(request, held):
        waiting = held_turn.waiting(held, now=timezone.now())
        if waiting and waiting["stage"] == "silent":  # no worker has it; a late one rolls back
            held_files.give_up(held=held)
        elif not held.outcome:  # the worker's result is shown first
            _thrown_away(request, deal)
    return redirect("deals:sheet_import", slug)


def _undo(request, deal):
    for words in actions.undo_import(deal=deal, by=request.user, now=timezone.now()):
        messages.info(request, words)


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
            lambda: _undo(request, deal),
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


def _page(request, deal, form, held):
    back = reverse("deals:sheets", args=[deal.slug])
    context = {
        "deal": deal,
        "form": form,
        "held": held,
        "mark": held_file_page.mark_of(held) if held else "",
        "tables": TABLES.values(),
        "lists": [(name, table.title) for name, table in LISTS.items()],
        "crumbs": crumbs(deal, (_("Lijsten als bestand"), back)),
        "back": back,
    }
    if held is not None and held.refused:
        context["unreadable"] = file_words(held.refused)
    elif held is not None and not held.wish:
        context["page"] = _shown(request, deal, held)
    waiting = held_turn.waiting(held, now=timezone.now())
    response = render(request, "deals/sheet_import.html", context | {"waiting": waiting})
    if waiting and waiting["again"]:
        response["Refresh"] = str(waiting["again"])
    return response


def _shown(request, deal, held):
    """The preview of the file; for a large one the worker's, None while it is being made."""
    tabs = held_files.tabs_of(held) if not held.shown else []
    if not held.shown and held_files.is_small(tabs):
        day = timezone.localdate()
        look = actions.look_at(deal=deal, tabs=tabs, day=day, by=request.user, choices=held.choices)
        return page_of(look, day=day)
    if not held.shown:
        if held_files.wish(held=held, what=HeldFile.Wish.READ, now=timezone.now()):
            _ring(held)
        return None
    return held_files.unpacked(held.shown)


def _held(request, deal):
    return held_files.find(owner=request.user, place=place_of(deal))
