"""The pages that add, edit and remove a record of a deal, whatever its kind; deals/records says what each
kind takes part in."""

from django.urls import reverse
from django.views.decorators.http import require_http_methods

from deals import actions
from deals.breadcrumbs import crumbs
from deals.record_kinds import KINDS, REMOVE, SAVED, kinds_with_page
from deals.views.access import get_deal, get_record
from deals.views.removed import said_removed
from foundation.field_changes import changes_of
from foundation.form_page import run_confirm, run_form


class RecordConverter:
    """Accepts only the kinds that have pages."""

    regex = "|".join(kinds_with_page())

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


@require_http_methods(["GET", "HEAD", "POST"])
def add_record(request, slug, what):
    deal, kind = get_deal(request, slug, "deals.edit_deal"), KINDS[what]
    return _run(
        request,
        kind,
        lambda: kind.model(deal=deal),
        title=kind.page.add,
        done=kind.page.added,
        **_page(deal, kind),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_record(request, slug, what, pk):
    found, kind = get_record(request, slug, what, pk), KINDS[what]
    return _run(
        request,
        kind,
        lambda: get_record(request, slug, what, pk),
        title=kind.page.edit,
        done=kind.page.saved,
        extra_url=reverse("deals:piece_delete", args=[slug, what, pk]),
        extra_label=kind.page.remove_label,
        **_page(found.deal, kind),
    )


def _run(request, kind, instance, **page):
    user = {"user": request.user} if kind.page.is_for_user else {}
    return run_save(
        request,
        lambda: kind.page.form(request.POST or None, instance=instance(), **user),
        save=kind.page.save or save_part,
        **page,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def delete_record(request, slug, what, pk):
    found, kind = get_record(request, slug, what, pk), KINDS[what]
    return run_remove(request, found, question=kind.page.remove, **_page(found.deal, kind))


def save_part(form, *, by):
    actions.save_part(part=form.instance, version=form.read_version, changes=changes_of(form), by=by)


def run_save(request, make_form, *, save=save_part, done=SAVED, **page):
    """`make_form` and `page` as in run_form; `save` is called with the form and `by`."""
    return run_form(request, make_form, lambda form: save(form, by=request.user), done=done, **page)


def run_remove(request, record, *, question, remove=None, **page):
    """Asks for confirmation; the message afterwards offers to undo it."""
    return run_confirm(
        request,
        remove or (lambda: actions.remove_part(part=record, by=request.user)),
        done=said_removed(record),
        question=question,
        label=REMOVE,
        danger=True,
        record=record,
        **{"text": str(record), "title": question} | page,
    )


def _page(deal, kind):
    """With the tab in the breadcrumb the page leads back to all of it, without to the card of these records."""
    tab = reverse(f"deals:{kind.tab}", args=[deal.slug])
    if kind.page.crumb:
        return {"back": tab, "crumbs": crumbs(deal, (kind.page.crumb, tab))}
    return {"back": f"{tab}#{kind.name}", "crumbs": crumbs(deal)}
