"""Which kinds of partners are still wanted, over the programme."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from deals import queries
from partners.permissions import require


@require_safe
def show_wanted(request):
    require(request.user, "deals.read_wanted")
    page = {"kinds": queries.wanted_by_type(request.user), "crumbs": [(_("Deals"), reverse("deals:list"))]}
    return render(request, "deals/wanted_list.html", page)
