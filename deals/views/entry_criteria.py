"""The criteria to join at a moment of signing, and which of them a partner meets."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deals import actions, queries
from deals.breadcrumbs import crumbs
from deals.forms.entry_criteria import CriteriaAddForm, CriteriaForm, EntryCriterionForm, moment_label
from deals.views.access import get_participation, get_record
from deals.views.records import run_remove, run_save
from foundation.field_changes import changes_of
from foundation.form_page import run_form


@require_http_methods(["GET", "HEAD", "POST"])
def add_criteria(request, slug, pk):
    moment = get_record(request, slug, "ondertekening", pk)
    return run_form(
        request,
        lambda: CriteriaAddForm(request.POST or None, moment=moment),
        lambda form: actions.add_criteria(moment=moment, texts=form.cleaned_data["texts"], by=request.user),
        done=_("Toegevoegd. U kunt ze nu per partner afvinken."),
        title=_("Toetredingscriteria toevoegen"),
        intro=_("Waaraan moet een partner voldoen om aan te sluiten bij: %(moment)s?")
        % {"moment": moment_label(moment)},
        **_page(moment.deal),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_criterion(request, slug, pk):
    return run_save(
        request,
        lambda: EntryCriterionForm(request.POST or None, instance=_criterion(request, slug, pk)),
        title=_("Toetredingscriterium bewerken"),
        extra_url=reverse("deals:criterion_delete", args=[slug, pk]),
        extra_label=_("Verwijderen"),
        **_page(_criterion(request, slug, pk).deal),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def delete_criterion(request, slug, pk):
    criterion = _criterion(request, slug, pk)
    ticked = criterion.met.count()
    text = _(
        "“%(text)s”. Aantal partners bij wie dit is afgevinkt: %(number)s. Dat verdwijnt ook. Tot 30 dagen kan dit ongedaan worden."
    )
    return run_remove(
        request,
        criterion,
        question=_("Dit toetredingscriterium verwijderen?"),
        text=text % {"text": criterion, "number": ticked} if ticked else str(criterion),
        title=_("Toetredingscriterium verwijderen"),
        **_page(criterion.deal),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def tick_criteria(request, slug, pk):
    """The criteria that one partner meets; a partner without a moment of signing gets one first."""
    participation = get_participation(request, slug, pk, "deals.edit_participation")
    if queries.entry_of(participation) is None:
        messages.error(
            request, _("Kies eerst bij welk ondertekenmoment met toetredingscriteria deze partner tekent.")
        )
        return redirect("deals:participation_edit", slug, pk)
    back = reverse("deals:partners", args=[slug])
    return run_form(
        request,
        lambda: CriteriaForm(
            request.POST or None,
            instance=get_participation(request, slug, pk, "deals.edit_participation"),
        ),
        lambda form: actions.tick_criteria(
            participation=form.instance,
            met=form.cleaned_data["met"],
            version=form.read_version,
            changes=changes_of(form),
            by=request.user,
            now=timezone.now(),
        ),
        done=_("De toetredingscriteria zijn bijgewerkt."),
        back=back,
        title=_("Toetredingscriteria van %(name)s") % {"name": participation.organisation},
        intro=moment_label(participation.signing_moment).capitalize(),
        crumbs=crumbs(participation.deal, (_("Partners & afspraken"), back)),
    )


def _criterion(request, slug, pk):
    return get_record(request, slug, "criteria", pk)


def _page(deal):
    back = reverse("deals:planning", args=[deal.slug])
    return {"back": f"{back}#ondertekening", "crumbs": crumbs(deal, (_("Planning"), back))}
