"""Agreements on money for all signed partners, from the contributions per type and network."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deals import actions
from deals.forms import SchemeForm
from deals.views.access import get_deal
from deals.views.forms import crumbs, run_form


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
