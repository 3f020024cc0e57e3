"""A deal made, changed, extended, published, and taken to another phase."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deals import actions
from deals.breadcrumbs import crumbs
from deals.forms import DealCreateForm, DealForm, ExtensionForm
from deals.views.access import get_deal
from foundation.field_changes import changes_of
from foundation.form_page import run_confirm, run_form
from foundation.submission import once


@require_http_methods(["GET", "HEAD", "POST"])
def create_deal(request):
    if not request.user.has_perm("deals.create_deal"):
        raise PermissionDenied
    form = DealCreateForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        with once(request) as leads_to:
            deal = _create(form, request.user)
            leads_to(deal.get_absolute_url())
        messages.success(
            request, _("De deal is gemaakt. Hij is nog niet openbaar. De dealmaker krijgt een mail.")
        )
        return redirect(deal)
    page = {
        "form": form,
        "title": _("Nieuwe deal"),
        "submit": _("Deal maken"),
        "back": reverse("deals:list"),
        "crumbs": [(_("Deals"), reverse("deals:list"))],
    }
    return render(request, "components/form_page.html", page)


def _create(form, by):
    given = {name: form.cleaned_data[name] for name in ("phase", "dealmaker")}
    return actions.create_deal(deal=form.save(commit=False), by=by, now=timezone.now(), **given)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_deal(request, slug):
    deal = get_deal(request, slug, "deals.edit_deal")

    def save(form):
        actions.save_deal(
            deal=form.instance, version=form.read_version, changes=changes_of(form), by=request.user
        )

    return run_form(
        request,
        lambda: DealForm(request.POST or None, instance=get_deal(request, slug)),
        save,
        done=_("De deal is opgeslagen."),
        back=deal.get_absolute_url(),
        title=_("Deal bewerken"),
        crumbs=crumbs(deal),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def extend_deal(request, slug):
    """A later end date, with the reason; the earlier one stays among the dates."""
    deal = get_deal(request, slug, "deals.edit_deal")

    def save(form):
        actions.extend_deal(
            deal=form.instance,
            version=form.read_version,
            changes=changes_of(form),
            reason=_("verlengd: %(reason)s") % {"reason": form.cleaned_data["reason"]},
            by=request.user,
        )

    return run_form(
        request,
        lambda: ExtensionForm(request.POST or None, instance=get_deal(request, slug)),
        save,
        done=_("De deal is verlengd. Het eerdere einde staat bij Looptijd en data."),
        title=_("Deal verlengen"),
        back=reverse("deals:planning", args=[slug]) + "#data",
        crumbs=crumbs(deal),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def publish_deal(request, slug):
    """The button posts the wanted state, so that a second click does not revert it."""
    deal = get_deal(request, slug, "deals.publish_deal")
    if deal.is_published:
        page = {
            "question": _("Deze deal van de openbare lijst halen?"),
            "text": _("Daarna zien alleen het team en Agenda Stad de deal."),
            "label": _("Van de lijst halen"),
        }
    else:
        page = {
            "question": _("Deze deal openbaar maken?"),
            "text": _(
                "Iedereen ziet dan de deal en de partners. Afspraken, contacten en interne notities niet."
            ),
            "label": _("Openbaar maken"),
        }
    return run_confirm(
        request,
        lambda: actions.publish_deal(deal=deal, is_published=_wanted(request), by=request.user),
        done=_("Opgeslagen."),
        back=deal.get_absolute_url(),
        title=deal.name,
        crumbs=crumbs(deal),
        hidden={"openbaar": "nee" if deal.is_published else "ja"},
        **page,
    )


def _wanted(request):
    """Publishing needs an explicit yes."""
    return request.POST.get("openbaar") == "ja"
