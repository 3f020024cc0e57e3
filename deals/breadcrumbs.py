"""Breadcrumbs of the pages of a deal."""

from django.urls import reverse
from django.utils.translation import gettext as _


def crumbs(deal, *more):
    """Breadcrumb to a page below this deal."""
    return [(_("Deals"), reverse("deals:list")), (deal.name, deal.get_absolute_url()), *more]
