"""One search over what someone may see."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from deals import queries
from deals.forms import SearchForm
from partners.queries import MOST_ENDED, Meant

A_PAGE = 50


@login_not_required
@require_safe
def show_search(request):
    """With `alle=contacten` the contacts alone, page by page: they have no list of their own."""
    form = SearchForm(request.GET if "q" in request.GET else None)
    context = {"form": form, "nav": "search", "today": timezone.localdate()}
    if form.is_valid():
        words = form.cleaned_data["q"]
        context |= {"words": words} | _found(request, words)
    return render(request, "deals/search.html", context)


def _found(request, words):
    if request.GET.get("alle") == "contacten":
        contacts = queries.contacts_named(words, request.user)
        return {"page": Paginator(contacts, A_PAGE).get_page(request.GET.get("page"))}
    meant = Meant(words, day=timezone.localdate())
    deals, organisations, contacts = queries.search(words, request.user, meant=meant)
    asked = urlencode({"q": words})
    return {
        "ended": meant.ended[:MOST_ENDED],
        "guesses": meant.guesses if not deals.total + contacts.total else [],
        "deals": deals,
        "organisations": organisations,
        "contacts": contacts,
        "total": deals.total + organisations.total + contacts.total,
        "deals_url": f"{reverse('deals:list')}?{asked}",
        "organisations_url": f"{reverse('partners:list')}?{asked}",
        "contacts_url": f"{reverse('deals:search')}?{asked}&alle=contacten",
    }
