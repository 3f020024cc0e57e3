"""Pages of what the deals taught."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from deals.models import Deal, DealFact
from deals.queries import deal_page
from knowledge import queries
from knowledge.forms import KnowledgeSearchForm

A_PAGE = 30


@login_not_required
@require_safe
def search_shelf(request, number):
    """One shelf of what the deals taught; the other shelves are tabs that keep the search."""
    shelf, user = queries.SHELVES[number], request.user
    form = KnowledgeSearchForm(
        request.GET,
        deals=queries.deals_with_knowledge(user),
        parts=queries.parts_of(shelf, user),
        part_label=shelf.part_label,
    )
    form.is_valid()
    words, deal = form.cleaned_data.get("q", ""), form.cleaned_data.get("deal")
    found = queries.listed_on(shelf, user, words=words, deal=deal, part=form.cleaned_data.get("part", ""))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "shelf": shelf,
        "form": form,
        "page": page,
        "lines": list(queries.lines_of(shelf, page)),
        "tabs": queries.tabs_for(shelf, user, words=words, deal=deal),
    }
    return render(request, "knowledge/shelf_list.html", context)


@login_not_required
@require_safe
def show_deal(request, slug):
    """The tab "Resultaten & lessen" of a deal."""
    deal = get_object_or_404(Deal.objects.visible_to(request.user), slug=slug)
    context = deal_page(deal, request.user, active="knowledge", day=timezone.localdate())
    context |= {
        "results": deal.facts.filter(subject=DealFact.Subject.RESULT),
        "products": deal.products.all(),
        **queries.products_in_planning(deal),
        "lessons": queries.lessons_by_section(deal),
        "findings": deal.findings.all(),
        "attention_points": deal.attention_points.all(),
        "signals": deal.signals.all(),
        "questions": deal.learning_questions.all(),
    }
    return render(request, "knowledge/deal_detail.html", context)
