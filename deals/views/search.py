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
from deals.record_kinds import KINDS
from partners.queries import MOST_ENDED, Meant

A_PAGE = 50


@login_not_required
@require_safe
def show_search(request):
    """With `alle` the records of one kind alone, page by page, where they have no list of their own."""
    form = SearchForm(request.GET if "q" in request.GET else None)
    context = {"form": form, "nav": "search", "today": timezone.localdate()}
    if form.is_valid():
        words, kind = form.cleaned_data["q"], KINDS.get(request.GET.get("alle", ""))
        is_alone = kind is not None and kind.search and not kind.search.list_name
        found = _of_one_kind(request, words, kind) if is_alone else _found(request, words)
        context |= {"words": words} | found
    return render(request, "deals/search.html", context)


def _of_one_kind(request, words, kind):
    found = kind.search.find(words, request.user, Meant(words, day=timezone.localdate()))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return {"page": page, "kind": kind, "counted": kind.search.found % {"number": page.paginator.count}}


def _found(request, words):
    meant = Meant(words, day=timezone.localdate())
    groups = queries.search(words, request.user, meant=meant)
    total = sum(group.total for group in groups)
    return {
        "ended": meant.ended[:MOST_ENDED],
        "guesses": meant.guesses if not total else [],
        "groups": [(group, *_link_to_all(group, words)) for group in groups if group.total],
        "total": total,
    }


def _link_to_all(group, words):
    """Its address and its words."""
    search, asked = group.kind.search, urlencode({"q": words})
    label = search.all_of_them % {"number": group.total}
    if search.list_name:
        return f"{reverse(search.list_name)}?{asked}", label
    return f"{reverse('deals:search')}?{asked}&alle={group.kind.name}", label
