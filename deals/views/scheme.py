"""Agreements on money for all signed partners, from the contributions per type and network."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deals import actions
from deals.breadcrumbs import crumbs
from deals.forms import SchemeForm
from deals.queries.scheme import last_scheme_run
from deals.views.access import get_deal
from foundation.form_page import run_confirm, run_form


@require_http_methods(["GET", "HEAD", "POST"])
def apply_scheme(request, slug):
    deal = get_deal(request, slug, "deals.agree_commitment")
    back = reverse("deals:partners", args=[slug])
    return run_form(
        request,
        lambda: SchemeForm(request.POST or None, deal=deal),
        lambda form: actions.apply_scheme(deal=deal, shown=form.cleaned_data["rows"], by=request.user),
        done=_("De afspraken zijn gemaakt."),
        back=f"{back}#bijdragen",
        title=_("Afspraken maken volgens de bijdrage per soort en netwerk"),
        submit=_("Afspraken maken"),
        crumbs=crumbs(deal, (_("Partners & afspraken"), back)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def undo_scheme(request, slug):
    """What was made in one go is taken back in one go, as long as nobody went on with it."""
    deal = get_deal(request, slug, "deals.agree_commitment")
    now, back = timezone.now(), reverse("deals:partners", args=[slug]) + "#bijdragen"
    last = last_scheme_run(deal, now=now)
    if last is None or last.kept:
        messages.error(request, _why_not(last))
        return redirect(back)
    return run_confirm(
        request,
        lambda: actions.undo_scheme(deal=deal, run=last.run, now=now, by=request.user),
        done=_("De afspraken zijn weg. Elk ervan is terug te zetten."),
        back=back,
        question=_("De afspraken die in één keer zijn gemaakt ongedaan maken?"),
        text=", ".join(f"{one.participation.organisation}: {one.terms_in_words}" for one in last.made),
        label=_("Ongedaan maken"),
        danger=True,
        title=_("Afspraken volgens de bijdragen"),
        crumbs=crumbs(deal),
    )


def _why_not(last):
    if last is None:
        return _("Er is niets dat nog ongedaan te maken is.")
    names = ", ".join(str(one.participation.organisation) for one in last.kept)
    return _("Dit kan niet meer: met deze afspraken ging iemand al verder: %(names)s.") % {"names": names}
