"""Members of a body, and an action point that is done; the rest of it is in deals.records."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deals import actions
from deals.breadcrumbs import crumbs
from deals.forms import BodyMemberForm, MeetingForm
from deals.models import BodyMember
from deals.views.access import get_deal, get_record
from deals.views.records import run_remove, run_save
from foundation.form_page import run_confirm, run_form


@require_http_methods(["GET", "HEAD", "POST"])
def add_member(request, slug, pk):
    body = get_record(request, slug, "overleggen", pk)
    title = _("Lid van %(body)s toevoegen") % {"body": body}
    return _run(request, lambda: BodyMember(body=body), title=title, **_page(body.deal, "overleggen"))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_member(request, slug, pk):
    return _run(
        request,
        lambda: _member(request, slug, pk),
        title=_("Lid van %(body)s bewerken") % {"body": _member(request, slug, pk).body},
        extra_url=reverse("deals:member_delete", args=[slug, pk]),
        extra_label=_("Lid verwijderen"),
        **_page(_member(request, slug, pk).deal, "overleggen"),
    )


def _run(request, instance, **page):
    return run_save(request, lambda: BodyMemberForm(request.POST or None, instance=instance()), **page)


@require_http_methods(["GET", "HEAD", "POST"])
def delete_member(request, slug, pk):
    member = _member(request, slug, pk)
    question = _("Dit lid uit het overleg halen?")
    return run_remove(request, member, question=question, **_page(member.deal, "overleggen"))


@require_http_methods(["GET", "HEAD", "POST"])
def write_meeting(request, slug):
    """Several decisions and action points of one meeting in one go."""
    deal = get_deal(request, slug, "deals.edit_deal")
    return run_form(
        request,
        lambda: MeetingForm(request.POST or None, deal=deal),
        lambda form: actions.save_meeting(
            deal=deal,
            body=form.cleaned_data["body"],
            held_on=form.cleaned_data["held_on"],
            decisions=form.cleaned_data["decisions"],
            points=form.points,
            by=request.user,
        ),
        done=_("De besluiten en actiepunten zijn vastgelegd."),
        title=_("Besluiten en actiepunten van een overleg"),
        **_page(deal, "actiepunten"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def finish_action_point(request, slug, pk):
    found = get_record(request, slug, "actiepunten", pk)
    return run_confirm(
        request,
        lambda: actions.finish_action_point(
            action_point=found, done_on=timezone.localdate(), by=request.user
        ),
        done=_("Het actiepunt is gedaan."),
        question=_("Is dit actiepunt gedaan?"),
        text=str(found),
        label=_("Ja, gedaan"),
        title=_("Actiepunt"),
        **_page(found.deal, "actiepunten"),
    )


def _member(request, slug, pk):
    return get_record(request, slug, "leden", pk)


def _page(deal, anchor):
    back = reverse("deals:planning", args=[deal.slug])
    return {"back": f"{back}#{anchor}", "crumbs": crumbs(deal, (_("Planning"), back))}
