"""Putting back what was removed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deals.actions.removing import PlaceTaken, put_back
from deals.breadcrumbs import crumbs
from deals.queries.removed import removable_of
from deals.record_kinds import kind_of, put_back_at_deal
from deals.views.access import get_deal
from partners.permissions import require


def said_removed(record):
    """The message after removing, with the way back."""
    url = reverse("deals:put_back", args=[record.deal.slug, kind_of(record).name, record.pk])
    return format_html('{} <a href="{}">{}</a>', _("Verwijderd."), url, _("Ongedaan maken"))


@require_http_methods(["GET", "HEAD", "POST"])
def put_back_removed(request, slug, what, pk):
    deal, record = _removed(request, slug, what, pk)
    back = kind_of(record).page_of(record)
    if request.method == "POST":
        try:
            put_back(record=record, by=request.user)
        except PlaceTaken:
            messages.error(
                request, _("Dit kan niet meer: er is intussen hetzelfde of iets met dezelfde naam gemaakt.")
            )
        else:
            messages.success(request, _("Teruggezet."))
        return redirect(back)
    page = {
        "back": back,
        "crumbs": crumbs(deal),
        "title": _("Verwijderen ongedaan maken?"),
        "question": _("Verwijderen ongedaan maken?"),
        "text": str(record),
        "label": _("Terugzetten"),
    }
    return render(request, "components/confirm_page.html", page)


def _removed(request, slug, what, pk):
    """Restoring needs the permission to remove."""
    kind = put_back_at_deal().get(what)
    if kind is None:
        raise Http404
    removal = kind.removal
    deal = get_deal(request, slug, None if removal.is_of_partner else "deals.edit_deal")
    kept = removable_of(deal, kind, request.user, now=timezone.now())
    if removal.is_of_partner:
        kept = kept.visible_to(request.user)
    record = get_object_or_404(kept, pk=pk)
    if removal.permission:
        require(request.user, removal.permission, record)
    return deal, record
