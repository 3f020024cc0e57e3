"""One page for the new contacts in a deal, to tick who was told about it."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from deals import queries
from deals.actions.newcomers import introduce, introduce_all
from deals.breadcrumbs import crumbs
from deals.forms.newcomers import IntroduceForm
from deals.permissions import contacts_visible_to
from deals.queries.contacts import contacts_in
from deals.queries.newcomers import page_for_newcomers
from deals.views.access import get_deal
from foundation.form_page import run_confirm, run_form

GO_THROUGH = gettext_lazy(
    "Loop de inwerkpagina samen door of stuur het adres: wat de deal wil, wie meedoet, wat is afgesproken en wat er komt."
)


@login_not_required
@require_safe
def show_for_newcomers(request, slug):
    deal, today = get_deal(request, slug), timezone.localdate()
    context = queries.deal_page(deal, request.user, active="newcomers", day=today)
    context |= page_for_newcomers(deal, request.user, rights=context["rights"], day=today)
    return render(request, "deals/deal_newcomers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def introduce_contact(request, slug, pk):
    deal = get_deal(request, slug, "deals.edit_deal")
    contact = get_object_or_404(contacts_in(deal), pk=pk)
    return run_confirm(
        request,
        lambda: introduce(deal=deal, contact=contact, now=timezone.now(), by=request.user),
        done=_("Vastgelegd: ingewerkt."),
        question=_("Is %(name)s ingewerkt in deze deal?") % {"name": contact.name},
        text=" ".join([str(GO_THROUGH), *_handed_over(contact, request.user)]),
        label=_("Ja, ingewerkt"),
        title=contact.name,
        back=f"{deal.get_absolute_url()}#nu",
        crumbs=crumbs(deal, (_("Inwerkpagina"), reverse("deals:newcomers", args=[slug]))),
    )


def _handed_over(contact, user):
    """What the predecessor wrote for this successor, for whoever may read it."""
    if not user.has_perm("partners.read_contacts", contact.organisation):
        return []
    before = contacts_visible_to(user).filter(successor=contact).exclude(hand_over="").order_by("-until_on")
    return [
        _("Overdracht van %(name)s: %(text)s") % {"name": one.name, "text": one.hand_over} for one in before
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def introduce_contacts(request, slug):
    """All who are new on one page, to tick; or everyone with one button."""
    deal = get_deal(request, slug, "deals.edit_deal")
    newcomers = queries.newcomers_of([deal], timezone.localdate())
    if request.method != "POST" and not newcomers.exists():
        return redirect(deal)
    return run_form(
        request,
        lambda: IntroduceForm(request.POST or None, newcomers=newcomers),
        lambda form: introduce_all(deal=deal, contacts=form.chosen(), now=timezone.now(), by=request.user),
        done=_("Vastgelegd: ingewerkt."),
        title=_("Nieuwe contactpersonen"),
        intro=GO_THROUGH,
        submit=_("Aangevinkten zijn ingewerkt"),
        again_label=_("Allen zijn ingewerkt"),
        again_name="everyone",
        back=f"{deal.get_absolute_url()}#nu",
        crumbs=crumbs(deal, (_("Inwerkpagina"), reverse("deals:newcomers", args=[slug]))),
    )
