"""The list of reasons to join, to decline and to leave, with how often each was given over all deals."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from deals import actions, queries
from deals.forms import StageReasonForm
from deals.models import StageReason
from foundation.field_changes import changes_of
from foundation.form_page import run_form
from partners.permissions import require

PERMISSION = "deals.manage_reasons"


@require_safe
def show_reasons(request):
    require(request.user, PERMISSION)
    page = {"kinds": queries.reasons_by_kind(), "crumbs": _crumbs()[:-1]}
    return render(request, "deals/reason_list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def add_reason(request):
    require(request.user, PERMISSION)
    return _run(request, StageReason, _("Reden toevoegen"))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_reason(request, pk):
    require(request.user, PERMISSION)
    return _run(request, lambda: get_object_or_404(StageReason, pk=pk), _("Reden wijzigen"))


def _run(request, instance, title):
    return run_form(
        request,
        lambda: StageReasonForm(request.POST or None, instance=instance()),
        lambda form: actions.save_reason(
            reason=form.instance, version=form.read_version, changes=changes_of(form), by=request.user
        ),
        done=_("De reden is opgeslagen."),
        back=reverse("deals:reasons"),
        title=title,
        crumbs=_crumbs(),
    )


def _crumbs():
    return [(_("Deals"), reverse("deals:list")), (_("Redenen"), reverse("deals:reasons"))]
