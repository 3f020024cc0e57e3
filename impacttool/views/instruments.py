"""Questionnaires: reading them, and for Agenda Stad creating the next version."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.concurrent_edit import ChangedMeanwhile
from foundation.form_page import run_form
from impacttool.actions import instrument_versions as actions
from impacttool.actions import short_instruments
from impacttool.forms.instruments import InstrumentForm, ShortForm, indicator_forms
from impacttool.models import Instrument
from impacttool.queries import instruments as queries
from impacttool.views.rounds import READ_OR_SEND
from partners.permissions import require


@require_safe
def list_instruments(request):
    return render(request, "impacttool/instrument_list.html", {"instruments": queries.all_instruments()})


@require_safe
def show_instrument(request, version):
    instrument = get_object_or_404(Instrument, version=version)
    context = {"instrument": instrument, "indicators": queries.indicators_of(instrument)}
    return render(request, "impacttool/instrument_detail.html", context)


@require_POST
def add_instrument(request):
    """Creates the next version, as a copy to edit."""
    require(request.user, "impacttool.manage_rounds")
    instrument = actions.copy_newest(by=request.user)
    return redirect("impacttool:instrument_edit", version=instrument.version)


@require_POST
def add_short_instrument(request):
    """Creates the next short one for follow-up rounds, as a selection to change."""
    require(request.user, "impacttool.manage_rounds")
    instrument = short_instruments.copy_short(by=request.user)
    if instrument is None:
        messages.error(request, _("Maak eerst een gewone vragenlijst."))
        return redirect("impacttool:instruments")
    return redirect("impacttool:instrument_edit", version=instrument.version)


@require_http_methods(READ_OR_SEND)
def edit_instrument(request, version):
    require(request.user, "impacttool.manage_rounds")
    instrument = get_object_or_404(Instrument, version=version)
    if instrument.is_short:
        return _edit_short(request, instrument)
    form = InstrumentForm(request.POST or None, instance=instrument)
    rows = indicator_forms(queries.contents_of(instrument), request.POST or None)
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        return _save(request, form.instance, rows.contents)
    if instrument.is_frozen:
        return _refuse(request, instrument)
    context = {"form": form, "rows": rows, "instrument": instrument}
    return render(request, "impacttool/instrument_form.html", context)


def _edit_short(request, instrument):
    if instrument.is_frozen:
        return _refuse(request, instrument)
    back = reverse("impacttool:instrument", args=[instrument.version])
    return run_form(
        request,
        lambda: ShortForm(request.POST or None, instance=instrument),
        lambda form: _save_short(request, form),
        done=_("De vragenlijst is opgeslagen."),
        title=_("Korte vragenlijst wijzigen"),
        intro=_(
            "Voor de nametingen: 1, 2 en 3 jaar na het einde van een deal. De woorden van een stelling blijven gelijk, zodat de antwoorden te vergelijken zijn met die van toen de deal liep."
        ),
        back=back,
        crumbs=[(_("Vragenlijsten"), reverse("impacttool:instruments")), (str(instrument), back)],
    )


def _save_short(request, form):
    try:
        short_instruments.save_short(
            instrument=form.instance, statements=form.cleaned_data["statements"], by=request.user
        )
    except short_instruments.InstrumentFrozen as frozen:
        raise ChangedMeanwhile from frozen


def _save(request, instrument, contents):
    try:
        actions.save_instrument(instrument=instrument, contents=contents, by=request.user)
    except actions.InstrumentFrozen:
        return _refuse(request, instrument)
    messages.success(request, _("De vragenlijst is opgeslagen."))
    return redirect("impacttool:instrument", version=instrument.version)


def _refuse(request, instrument):
    messages.error(
        request, _("Deze vragenlijst ligt vast: er is een ronde mee gehouden. Maak een nieuwe versie.")
    )
    return redirect("impacttool:instrument", version=instrument.version)
