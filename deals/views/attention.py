"""Points of attention of a deal: put aside with a reason, or shown again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deals.actions.attention import put_aside, show_again
from deals.breadcrumbs import crumbs
from deals.forms.attention import PutAsideForm
from deals.queries.attention import attention_of
from deals.views.access import get_deal
from foundation.form_page import run_confirm, run_form


@require_http_methods(["GET", "HEAD", "POST"])
def put_point_aside(request, slug, code):
    deal = get_deal(request, slug, "deals.edit_deal")
    points = attention_of(deal, timezone.localdate()).open
    point = next((one for one in points if one.code == code), None)
    if point is None:
        messages.info(request, _("Dit aandachtspunt is er niet meer."))
        return redirect(deal)
    return run_form(
        request,
        lambda: PutAsideForm(request.POST or None, point=point),
        lambda form: put_aside(
            deal=deal, point=form.point, reason=form.cleaned_data["reason"], by=request.user
        ),
        done=_("Terzijde gelegd. Verandert er iets, dan komt het terug."),
        back=deal.get_absolute_url(),
        title=_("Aandachtspunt terzijde leggen"),
        intro=point.why,
        submit=_("Terzijde leggen"),
        crumbs=crumbs(deal),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def show_point_again(request, slug, pk):
    deal = get_deal(request, slug, "deals.edit_deal")
    aside = get_object_or_404(deal.put_aside.select_related("deal"), pk=pk)
    return run_confirm(
        request,
        lambda: show_again(aside=aside, by=request.user),
        done=_("Het aandachtspunt staat er weer."),
        back=deal.get_absolute_url(),
        question=_("Dit aandachtspunt weer laten zien?"),
        text=aside.why,
        label=_("Weer laten zien"),
        title=_("Aandachtspunt"),
        crumbs=crumbs(deal),
    )
