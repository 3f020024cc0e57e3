"""The contacts that stay reachable after the end of the deal, on one page for all its partners."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deals.actions.lasting import mark_lasting_contacts
from deals.breadcrumbs import crumbs
from deals.forms.lasting import LastingForm
from deals.queries.lasting import contacts_to_mark, lasting_contacts_of
from deals.views.access import get_deal
from foundation.form_page import run_form


@require_http_methods(["GET", "HEAD", "POST"])
def edit_lasting_contacts(request, slug):
    deal, today = get_deal(request, slug, "deals.edit_participation"), timezone.localdate()
    partners = reverse("deals:partners", args=[slug])
    contacts, marked = contacts_to_mark(deal, today), lasting_contacts_of(deal, today)
    return run_form(
        request,
        lambda: LastingForm(request.POST or None, contacts=contacts, marked=marked),
        lambda form: mark_lasting_contacts(
            deal=deal, contacts=form.cleaned_data["contacts"], by=request.user
        ),
        done=_("De blijvende contacten zijn opgeslagen."),
        title=_("Blijvende contacten"),
        intro=_(
            "Zij blijven bereikbaar als de deal is afgelopen. Zij krijgen 1, 2 en 3 jaar daarna de uitnodiging voor een "
            "korte nameting: wat bleef er over, wat werkt door?"
        ),
        back=partners,
        crumbs=crumbs(deal, (_("Partners & afspraken"), partners)),
        deal=deal,
    )
