"""Fetching a thing and checking the right to it are one step, so that no page has one without the other."""

from django.shortcuts import get_object_or_404

from deals.models import Commitment, Deal, Participation
from partners.permissions import require


def get_deal(request, slug, permission=None):
    """A deal this user may see, else 404; 403 without the permission on it."""
    deal = get_object_or_404(Deal.objects.visible_to(request.user), slug=slug)
    return _allowed(request, deal, permission)


def get_part(request, slug, pk, manager, permission="deals.edit_deal"):
    """A milestone, signing moment or publication of a deal this user may change."""
    deal = get_deal(request, slug, permission)
    return get_object_or_404(getattr(deal, manager).select_related("deal"), pk=pk)


def get_participation(request, slug, pk, permission):
    deal = get_deal(request, slug)
    found = Participation.objects.visible_to(request.user).select_related("deal", "organisation")
    return _allowed(request, get_object_or_404(found, pk=pk, deal=deal), permission)


def get_commitment(request, slug, pk, permission):
    """Someone else's commitment is not to be seen: 404."""
    deal = get_deal(request, slug)
    found = Commitment.objects.visible_to(request.user).select_related(
        "participation__deal", "participation__organisation"
    )
    return _allowed(request, get_object_or_404(found, pk=pk, participation__deal=deal), permission)


def _allowed(request, obj, permission):
    if permission:
        require(request.user, permission, obj)
    return obj
