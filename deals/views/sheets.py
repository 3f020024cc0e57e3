"""Lists of a deal as a file: to take along, and to fill in."""

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from deals import actions, queries
from deals.breadcrumbs import crumbs
from deals.record_kinds import exports
from deals.sheet.tables import TABLES
from deals.views.access import get_deal

PERMISSION = "deals.export_deal"
FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ALL = "alles"
WHOLE = ("xlsx", "ods")  # these hold several lists


@require_safe
def show_sheets(request, slug):
    deal = get_deal(request, slug, PERMISSION)
    context = {
        "deal": deal,
        "crumbs": crumbs(deal),
        "lists": queries.lists_of(deal),
        "kept_lists": queries.kept_lists(deal, request.user),
        "all": ALL,
        "asked_for": _asked_for(request, slug),
        "last_import": actions.last_import(deal, now=timezone.now()),
    }
    return render(request, "deals/sheets.html", context)


@require_safe
def export_sheet(request, slug, what, format_):
    """Exports all rows of one list, or of all lists; needs a recent login."""
    deal = get_deal(request, slug, PERMISSION)
    tables = _tables(_every_table(), what, format_)
    try:
        return _export(request, deal, tables, what, format_)
    except ReauthenticationRequired:
        # The password page leads back to a page: after a download the reader would stay there.
        back = reverse("deals:sheets", args=[slug], query={"bestand": f"{what}.{format_}"})
        return redirect(reverse("account_reauthenticate", query={"next": back}))


def _asked_for(request, slug):
    """The file that was asked for before the password was given: its name and address, or None."""
    what, _dot, format_ = request.GET.get("bestand", "").partition(".")
    every = _every_table()
    if format_ not in FORMATS or not (what in every or (what == ALL and format_ in WHOLE)):
        return None
    title = every[what].title if what in every else _("Alles in één Excel-bestand")
    return title, format_.upper(), reverse("deals:sheet_export", args=[slug, what, format_])


@reauthentication_required
def _export(request, deal, tables, what, format_):
    content = actions.export_tables(deal=deal, tables=tables, format_=format_, by=request.user)
    return _file(content, f"{deal.slug}-{what}-{timezone.localdate():%Y-%m-%d}", format_)


@require_safe
def download_template(request, slug, what, format_):
    """The same columns without rows."""
    deal = get_deal(request, slug, PERMISSION)
    return _file(actions.file_of(deal, _tables(TABLES, what, format_), {}, format_), f"leeg-{what}", format_)


def _every_table():
    return TABLES | {name: one.table for name, one in exports().items()}


def _tables(tables, what, format_):
    """A CSV file holds one list."""
    if what == ALL and format_ in WHOLE:
        return list(tables.values())
    if what not in tables or format_ not in FORMATS:
        raise Http404
    return [tables[what]]


def _file(content, name, format_):
    response = HttpResponse(content, content_type=FORMATS[format_])
    response["Content-Disposition"] = f'attachment; filename="{name}.{format_}"'
    return response
