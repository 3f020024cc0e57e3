"""Milestones: planned, moved, reached."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deals import actions
from deals.breadcrumbs import crumbs
from deals.forms import MilestoneForm
from deals.models import Milestone
from deals.views.access import get_deal, get_part
from deals.views.records import run_remove
from foundation.form_page import run_confirm, run_form
from partners.actions import changes_of


@require_http_methods(["GET", "HEAD", "POST"])
def add_milestone(request, slug):
    deal = get_deal(request, slug, "deals.edit_deal")
    return run_form(
        request,
        lambda: MilestoneForm(request.POST or None, instance=Milestone(deal=deal)),
        lambda form: _save_milestone(form, request.user),
        done=_("De mijlpaal is toegevoegd."),
        title=_("Mijlpaal toevoegen"),
        **_page(deal),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_milestone(request, slug, pk):
    milestone = get_part(request, slug, pk, "milestones")
    return run_form(
        request,
        lambda: MilestoneForm(request.POST or None, instance=get_part(request, slug, pk, "milestones")),
        lambda form: _save_milestone(form, request.user),
        done=_("De mijlpaal is opgeslagen."),
        title=_("Mijlpaal bewerken"),
        extra_url=reverse("deals:milestone_delete", args=[slug, pk]),
        extra_label=_("Mijlpaal verwijderen"),
        **_page(milestone.deal),
    )


def _save_milestone(form, by):
    actions.save_milestone(
        milestone=form.instance,
        version=form.read_version,
        changes=changes_of(form),
        reason=form.cleaned_data.get("reason", ""),
        by=by,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def finish_milestone(request, slug, pk):
    milestone = get_part(request, slug, pk, "milestones")
    return run_confirm(
        request,
        lambda: actions.finish_milestone(milestone=milestone, done_on=timezone.localdate(), by=request.user),
        done=_("Mooi: de mijlpaal is gehaald."),
        question=_("Is “%(name)s” vandaag gehaald?") % {"name": milestone.name},
        text=_("Was het een andere dag? Kies dan Bewerken in de planning en vul die datum in."),
        label=_("Ja, gehaald"),
        title=milestone.name,
        **_page(milestone.deal),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def delete_milestone(request, slug, pk):
    milestone = get_part(request, slug, pk, "milestones")
    return run_remove(request, milestone, question=_("Deze mijlpaal verwijderen?"), **_page(milestone.deal))


def _page(deal):
    back = reverse("deals:planning", args=[deal.slug])
    return {"back": back, "crumbs": crumbs(deal, (_("Planning"), back))}
