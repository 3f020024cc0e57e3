"""Fetches an object and checks the permission in one step, so that no page can have one without the other."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from deals.models import KEPT_FOR, Commitment, Deal, Participation
from deals.permissions import has_not_ended, is_contact_of_partner
from deals.record_kinds import KINDS, kind_of, removable_kinds
from foundation.concurrent_edit import EndedMeanwhile, GoneMeanwhile, Happened, by_whom_and_when
from partners.permissions import require


def get_deal(request, slug, permission=None):
    """A deal this user may see, else 404; 403 without the permission on it."""
    deal = get_object_or_404(Deal.objects.visible_to(request.user).with_first_signing(), slug=slug)
    return _allowed(request, deal, permission)


def get_record(request, slug, what, pk, permission="deals.edit_deal"):
    """A record of this kind, of a deal this user may change."""
    deal, kind = get_deal(request, slug, permission), KINDS[what]
    found, kept = (
        kind.visible(kind.of(deal, with_removed=with_removed), request.user) for with_removed in (False, True)
    )
    return fetch(found, kept.select_related("deleted_by", kind.deal_path), pk)


def get_participation(request, slug, pk, permission):
    deal = get_deal(request, slug)
    found, kept = (
        manager.visible_to(request.user).select_related("deal", "organisation").filter(deal=deal)
        for manager in (Participation.objects, Participation.with_removed)
    )
    return fetch(found, kept, pk, lambda one: _allowed(request, one, permission))


def get_commitment(request, slug, pk, permission):
    return get_of_partner(request, slug, "afspraken", pk, permission)


def get_of_partner(request, slug, what, pk, permission=None):
    """A record of one partner, such as an agreement; 404 for other users."""
    deal, model = get_deal(request, slug), KINDS[what].model
    found, kept = (
        manager.visible_to(request.user)
        .select_related("participation__deal", "participation__organisation")
        .filter(participation__deal=deal)
        for manager in (model.objects, model.with_removed)
    )
    return fetch(found, kept, pk, lambda one: _allowed(request, one, permission))


def fetch(found, kept, pk, allowed=lambda one: one):
    """The record, else 404; one that was removed not long ago is a 404 that says so.

    `kept`: the same rows with the removed ones. `allowed` checks the right, also to a removed one.
    """
    record = found.filter(pk=pk).first()
    if record is not None:
        return allowed(record)
    gone = kept.filter(pk=pk, deleted_at__gte=timezone.now() - KEPT_FOR).first()
    if gone is None:
        raise Http404
    raise GoneMeanwhile(_removed(allowed(gone)))


def _removed(record):
    """What belongs to a removed partner can only be restored after the partner."""
    of_removed = getattr(getattr(record, "participation", None), "deleted_at", None)
    kind, slug = kind_of(record), record.deal.slug
    words = {
        "what": capfirst(record._meta.verbose_name),
        "name": str(record),
        "how": by_whom_and_when(record.deleted_by, record.deleted_at),
    }
    return Happened(
        text=_("%(what)s “%(name)s” is intussen verwijderd, %(how)s.") % words,
        back=kind.page_of(record),
        back_label=_("Terug naar de lijst"),
        undo="" if of_removed else reverse("deals:put_back", args=[slug, kind.name, record.pk]),
        models=(kind.model, *_removable_models()),
    )


def _removable_models():
    return [kind.model for kind in removable_kinds().values()]


def _allowed(request, obj, permission):
    try:
        if permission:
            require(request.user, permission, obj)
    except PermissionDenied:
        if isinstance(obj, Participation | Commitment):
            _say_that_it_ended(request.user, obj)
        raise
    return obj


def _say_that_it_ended(user, obj):
    """A contact of a partner that left reads what was agreed, and a form that was open says why it closed."""
    if has_not_ended(user, obj) or not is_contact_of_partner(user, obj):
        return
    participation = obj.participation if isinstance(obj, Commitment) else obj
    words = {"name": participation.organisation, "stage": participation.get_stage_display()}
    text = _("De deelname van %(name)s is beëindigd (%(stage)s). Er kan niets meer worden gewijzigd.") % words
    raise EndedMeanwhile(
        Happened(
            text=text,
            back=reverse("deals:partners", args=[participation.deal.slug]),
            back_label=_("Terug naar de lijst"),
            models=(Commitment, *_removable_models()),
        )
    )
