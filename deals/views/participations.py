"""Partners of a deal: add, change, end."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from deals import actions
from deals.breadcrumbs import crumbs
from deals.forms import ParticipationAddForm, ParticipationEndForm, ParticipationForm
from deals.forms.joining import suggestions
from deals.models import Participation, Stage
from deals.queries.contacts import levels_of
from deals.queries.joining import why_it_stays
from deals.views.access import get_deal, get_participation
from deals.views.records import run_remove
from foundation.field_changes import changes_of
from foundation.form_page import run_form
from foundation.return_url import return_url
from foundation.submission import once

PERMISSION = "deals.edit_participation"


@require_http_methods(["GET", "HEAD", "POST"])
def add_participation(request, slug):
    deal = get_deal(request, slug, PERMISSION)
    form = ParticipationAddForm(
        request.POST or None,
        instance=Participation(deal=deal, stage=Stage.TALKING),
        deal=deal,
        day=timezone.localdate(),
        options_url=reverse("deals:organisation_options", args=[slug]),
    )
    back = return_url(request, reverse("deals:partners", args=[slug]))
    after = request.get_full_path() if "again" in request.POST else back
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, after):
                added = _add(form, request.user)
        except actions.AlreadyTakesPart:
            form.add_error("organisation_name", _("Deze organisatie doet al mee in deze deal."))
        else:
            messages.success(request, _("%(name)s is toegevoegd.") % {"name": added.organisation})
            return redirect(after)
    page = {"form": form, "title": _("Partner toevoegen"), "back": back}
    page["again_label"] = _("Opslaan en nog een")
    return render(
        request, "components/form_page.html", page | {"crumbs": crumbs(deal), "has_suggestions": True}
    )


def _add(form, by):
    participation, data = form.save(commit=False), form.cleaned_data
    if data["organisation"]:
        participation.organisation = data["organisation"]
        return actions.add_participation(participation=participation, by=by)
    return actions.add_participation(
        participation=participation, by=by, new_name=data["organisation_name"], new_type=data["new_type"]
    )


@require_safe
def suggest_organisations(request, slug):
    """Names for the field where an organisation is typed."""
    get_deal(request, slug, PERMISSION)
    options = suggestions(request.GET.get("organisation_name", ""), day=timezone.localdate())
    return render(request, "deals/_organisation_options.html", {"options": options})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_participation(request, slug, pk):
    participation = get_participation(request, slug, pk, PERMISSION)

    def save(form):
        actions.save_participation(
            participation=form.instance,
            parts=form.cleaned_data.get("parts"),
            version=form.read_version,
            changes=changes_of(form),
            by=request.user,
        )

    return run_form(
        request,
        lambda: ParticipationForm(
            request.POST or None, instance=get_participation(request, slug, pk, PERMISSION)
        ),
        save,
        done=_("De deelname is opgeslagen."),
        back=reverse("deals:partners", args=[slug]),
        title=participation.organisation.name,
        crumbs=crumbs(participation.deal),
        extra_url=reverse("deals:participation_end", args=[slug, pk]),
        extra_label=_("Deelname beëindigen"),
        more_url=reverse("deals:participation_delete", args=[slug, pk]),
        more_label=_("Verkeerd toegevoegd? Verwijderen"),
        **_contacts(request, participation),
    )


def _contacts(request, participation):
    """Below the form: the people behind this partner."""
    organisation = participation.organisation
    levels = levels_of(participation, request.user, day=timezone.localdate())
    return {
        "below": "deals/_contacts_card.html",
        "organisation": organisation,
        "levels": levels,
        "from_deal": participation.deal.slug,
        "may_edit_contacts": request.user.has_perm("partners.edit_contacts", organisation),
        "has_fixed": any(not contact.may_change for level in levels for contact in level.contacts),
        "here": f"{request.path}#contacten",
    }


@require_http_methods(["GET", "HEAD", "POST"])
def end_participation(request, slug, pk):
    participation = get_participation(request, slug, pk, PERMISSION)

    def save(form):
        actions.end_participation(participation=participation, by=request.user, **form.cleaned_data)

    return run_form(
        request,
        lambda: ParticipationEndForm(
            request.POST or None,
            participation=participation,
            initial={"left_on": timezone.localdate(), "stage": Stage.LEFT},
        ),
        save,
        done=_("Vastgelegd. Wat deze partner bracht en leerde blijft bij de deal staan."),
        back=reverse("deals:partners", args=[slug]),
        title=_("Deelname van %(name)s beëindigen") % {"name": participation.organisation},
        intro=_("Een partner die stopt of niet instapt: dat was ok. Leg kort vast wat anderen moeten weten."),
        submit=_("Vastleggen"),
        crumbs=crumbs(participation.deal),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def remove_participation(request, slug, pk):
    """Only a partner that was added by mistake; of any other a sentence says why, on the page to end it."""
    participation = get_participation(request, slug, pk, PERMISSION)
    day = timezone.localdate()
    why = why_it_stays(participation, day=day)
    if why:
        sentence = _("Verwijderen kan niet: %(why)s. U kunt de deelname hier wel beëindigen.")
        messages.info(request, sentence % {"why": why})
        return redirect("deals:participation_end", slug, pk)
    return run_remove(
        request,
        participation,
        remove=lambda: actions.remove_participation(participation=participation, day=day, by=request.user),
        question=_("%(name)s verwijderen uit deze deal?") % {"name": participation.organisation},
        text=_(
            "Doe dit als de partner per vergissing is toegevoegd. Deed de partner mee, of zag die ervan af? "
            "Beëindig dan de deelname: dan blijft bewaard wat er was."
        ),
        back=reverse("deals:partners", args=[slug]),
        crumbs=crumbs(participation.deal),
    )
