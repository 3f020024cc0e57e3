"""Pages of what the deals taught."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from deals.models import Deal, DealFact
from deals.queries import deal_page
from knowledge import queries


@login_not_required
def show_deal(request, slug):
    """The tab "Resultaten & lessen" of a deal."""
    deal = get_object_or_404(Deal.objects.visible_to(request.user), slug=slug)
    context = deal_page(deal, request.user, active="knowledge", day=timezone.localdate())
    context |= {
        "results": deal.facts.filter(subject=DealFact.Subject.RESULT),
        "products": deal.products.all(),
        "lessons": queries.lessons_by_section(deal),
        "findings": deal.findings.all(),
        "attention_points": deal.attention_points.all(),
        "signals": deal.signals.all(),
        "questions": deal.learning_questions.all(),
    }
    return render(request, "knowledge/deal_detail.html", context)
