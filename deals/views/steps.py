"""A deal taken to another phase, and back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deals import actions, lifecycle, queries
from deals.breadcrumbs import crumbs
from deals.forms import StepBackForm, StepForm
from deals.models import Phase
from deals.views.access import get_deal
from foundation.form_page import run_form


@require_http_methods(["GET", "HEAD", "POST"])
def move_deal(request, slug, to):
    """On to the next phase, stop with a reason, or take up again; what is missing is listed with links."""
    deal = get_deal(request, slug, "deals.edit_deal")
    steps = {step.to: step for step in queries.steps_for_phase(deal)}
    if to not in steps:
        raise Http404
    if _is_for_staff(deal, to) and not request.user.has_perm("deals.stop_deal", deal):
        raise PermissionDenied
    form = StepForm(request.POST if request.method == "POST" else None, step=steps[to])
    missing = queries.missing_for_step(deal, to)
    if form.is_valid() and not missing:
        try:
            reason = form.cleaned_data.get("reason", "")
            actions.move_deal(deal=deal, to=to, reason=reason, by=request.user)
        except (actions.StepBlocked, lifecycle.StepNotAllowed):
            messages.error(request, _("De deal is intussen gewijzigd. Kijk opnieuw wat er kan."))
        else:
            messages.success(request, _("De deal is nu in de fase %(phase)s.") % {"phase": Phase(to).label})
        return redirect(deal)
    page = {
        "deal": deal,
        "form": form,
        "missing": missing,
        "still_open": queries.still_open(deal, to, day=timezone.localdate()),
        "to": Phase(to),
        "is_stopping": to == lifecycle.STOPPED,
        "crumbs": crumbs(deal),
    }
    return render(request, "deals/deal_step.html", page)


def _is_for_staff(deal, to):
    return to == lifecycle.STOPPED or deal.phase == lifecycle.STOPPED


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request, slug):
    """The last step, with the reason: a mistake of the team on the day itself, by Agenda Stad always."""
    deal = get_deal(request, slug, "deals.edit_deal")
    step, day = queries.last_step(deal), timezone.localdate()
    if step is None:
        raise Http404
    if not queries.may_take_back(request.user, deal, step, day=day):
        raise PermissionDenied

    def save(form):
        actions.take_back_step(deal=deal, by=request.user, day=day, **form.cleaned_data)

    before = Phase(step.before).label if step.before else _("nog niet bekend")
    return run_form(
        request,
        lambda: StepBackForm(request.POST or None, step=step),
        save,
        done=_("De stap is teruggenomen."),
        back=deal.get_absolute_url(),
        title=_("Laatste stap terugnemen"),
        intro=_(
            "De deal gaat van “%(after)s” terug naar “%(before)s”. In de geschiedenis blijven beide stappen staan."
        )
        % {"after": Phase(step.after).label, "before": before},
        submit=_("Stap terugnemen"),
        crumbs=crumbs(deal),
    )
