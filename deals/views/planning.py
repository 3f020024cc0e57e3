"""Milestones, moments of signing, and publications in the Staatscourant."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deals import actions
from deals.forms import MilestoneForm, PublicationForm, SigningMomentForm
from deals.models import Milestone, Publication, SigningMoment
from deals.views.access import get_deal, get_part
from deals.views.forms import crumbs, run_confirm, run_form
from deals.views.removed import said_removed
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
    return _delete(request, get_part(request, slug, pk, "milestones"), _("Deze mijlpaal verwijderen?"))


@require_http_methods(["GET", "HEAD", "POST"])
def add_signing_moment(request, slug):
    deal = get_deal(request, slug, "deals.edit_deal")
    title = _("Ondertekenmoment toevoegen")
    return _edit(request, lambda: SigningMoment(deal=deal), SigningMomentForm, title)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_signing_moment(request, slug, pk):
    page = {
        "extra_url": reverse("deals:signing_delete", args=[slug, pk]),
        "extra_label": _("Ondertekenmoment verwijderen"),
    }
    return _edit(
        request,
        lambda: get_part(request, slug, pk, "signing_moments"),
        SigningMomentForm,
        _("Ondertekenmoment bewerken"),
        **page,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def delete_signing_moment(request, slug, pk):
    moment = get_part(request, slug, pk, "signing_moments")
    return _delete(request, moment, _("Dit ondertekenmoment verwijderen?"))


@require_http_methods(["GET", "HEAD", "POST"])
def add_publication(request, slug):
    deal = get_deal(request, slug, "deals.edit_deal")
    make = _publication_form(deal)
    return _edit(request, lambda: Publication(deal=deal), make, _("Publicatie toevoegen"))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_publication(request, slug, pk):
    def read():
        return get_part(request, slug, pk, "publications")

    page = {
        "extra_url": reverse("deals:publication_delete", args=[slug, pk]),
        "extra_label": _("Publicatie verwijderen"),
    }
    form = _publication_form(read().deal)
    return _edit(request, read, form, _("Publicatie bewerken"), **page)


@require_http_methods(["GET", "HEAD", "POST"])
def delete_publication(request, slug, pk):
    publication = get_part(request, slug, pk, "publications")
    return _delete(request, publication, _("Deze publicatie verwijderen?"))


def _publication_form(deal):
    return lambda *args, **options: PublicationForm(*args, deal=deal, **options)


def _edit(request, read, form_class, title, **page):
    """`read` reads the record anew, or makes one."""
    return run_form(
        request,
        lambda: form_class(request.POST or None, instance=read()),
        lambda form: actions.save_part(
            part=form.instance, version=form.read_version, changes=changes_of(form), by=request.user
        ),
        done=_("Opgeslagen."),
        title=title,
        **page,
        **_page(read().deal),
    )


def _delete(request, part, question):
    return run_confirm(
        request,
        lambda: actions.remove_part(part=part, by=request.user),
        done=said_removed(part),
        question=question,
        text=str(part),
        label=_("Verwijderen"),
        danger=True,
        title=question,
        **_page(part.deal),
    )


def _page(deal):
    back = reverse("deals:planning", args=[deal.slug])
    return {"back": back, "crumbs": crumbs(deal, (_("Planning"), back))}
