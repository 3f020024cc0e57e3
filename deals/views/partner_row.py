"""One row of the table of partners, changed in the table itself."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deals import actions, queries
from deals.breadcrumbs import crumbs
from deals.forms import PartnerRowForm
from deals.forms.columns import CONTACT
from deals.models import Participation
from deals.permissions import rights_on
from deals.queries.contacts import current_contacts
from deals.told_years import is_asked, told_year
from deals.views.access import get_participation
from deals.views.partner_columns import columns_of
from foundation.concurrent_edit import ChangedMeanwhile, status_of
from foundation.field_changes import changes_of
from foundation.form_page import run_form

PERMISSION = "deals.edit_participation"


@require_http_methods(["GET", "HEAD", "POST"])
def edit_row(request, slug, pk):
    """The row as a form, and as a row again; for whoever comes without htmx it is a page like any other."""
    participation = get_participation(request, slug, pk, PERMISSION)
    title = _("Deelname van %(name)s wijzigen") % {"name": participation.organisation}
    back = reverse("deals:partners", args=[slug])

    def make_form():
        instance = get_participation(request, slug, pk, PERMISSION)
        return PartnerRowForm(request.POST or None, instance=instance)

    def save(form):
        _save(form, request.user)

    if not request.htmx:
        done, page = _("De deelname is opgeslagen."), {"title": title, "crumbs": crumbs(participation.deal)}
        return run_form(request, make_form, save, done=done, back=back, **page)
    if request.GET.get("lezen"):
        return _show(request, participation, is_saved=False)
    form = make_form()
    if request.method == "POST" and form.is_valid():
        try:
            save(form)
        except ChangedMeanwhile:
            form = make_form()
        else:
            return _show(request, participation, is_saved=True)
    form.focus()
    page = {"form": form, "participation": participation, "deal": participation.deal}
    page |= {"title": title, "back": back}
    page |= columns_of(request, rights_on(participation.deal, request.user), timezone.localdate().year)
    return render(request, "deals/partner_row_form.html", page, status=status_of(form))


def _save(form, by):
    actions.save_participation(
        participation=form.instance, version=form.read_version, changes=changes_of(form), by=by
    )


def _show(request, participation, *, is_saved):
    """The row as it is stored now, with the focus where it was before."""
    deal, day = participation.deal, timezone.localdate()
    rights = rights_on(deal, request.user)
    columns = columns_of(request, rights, day.year)
    (row,) = queries.partner_rows(
        Participation.objects.filter(pk=participation.pk),
        user=request.user,
        rights=rights,
        year=told_year(day),
        is_asked=is_asked(day),
        contacts=current_contacts(deal, request.user, day=day) if CONTACT in columns["columns"] else None,
    )
    context = {"deal": deal, "rights": rights, "told_year": str(told_year(day)), "row": row, **columns}
    return render(request, "deals/_sheet_partner.html", context | {"is_saved": is_saved, "has_focus": True})
