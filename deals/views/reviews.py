"""The half-yearly review: prepared on a page that can be printed, and written down with how it stood then."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from deals import actions, queries
from deals.breadcrumbs import crumbs
from deals.forms import ReviewForm
from deals.models import Review
from deals.views.access import get_deal, get_record
from deals.views.records import run_remove, run_save
from foundation.field_changes import changes_of


@require_safe
def prepare_review(request, slug):
    """The figures of now, and the earlier talks."""
    deal = get_deal(request, slug, "deals.read_internal")
    today = timezone.localdate()
    figures = queries.review_figures(deal, day=today)
    return _show(request, deal, figures, drawn_on=today, reviews=deal.reviews.all())


@require_safe
def show_review(request, slug, pk):
    """The figures as stored with the review."""
    review = get_record(request, slug, "halfjaargesprekken", pk, "deals.read_internal")
    return _show(request, review.deal, review.figures, drawn_on=review.drawn_on, review=review)


def _show(request, deal, figures, **page):
    context = queries.deal_page(deal, request.user, active="planning", day=timezone.localdate())
    return render(request, "deals/review.html", context | {"shown": queries.review_shown(figures)} | page)


@require_http_methods(["GET", "HEAD", "POST"])
def add_review(request, slug):
    deal = get_deal(request, slug, "deals.edit_deal")
    return run_save(
        request,
        lambda: ReviewForm(
            request.POST or None, instance=Review(deal=deal), initial={"held_on": timezone.localdate()}
        ),
        save=_save,
        done=_("Het gesprek is vastgelegd, met de stand van vandaag."),
        title=_("Halfjaargesprek vastleggen"),
        intro=_("De stand van vandaag wordt erbij bewaard en verandert daarna niet meer."),
        **_page(deal),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_review(request, slug, pk):
    return run_save(
        request,
        lambda: ReviewForm(
            request.POST or None, instance=get_record(request, slug, "halfjaargesprekken", pk)
        ),
        save=_save,
        title=_("Halfjaargesprek bewerken"),
        extra_url=reverse("deals:review_delete", args=[slug, pk]),
        extra_label=_("Verwijderen"),
        **_page(get_record(request, slug, "halfjaargesprekken", pk).deal),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def delete_review(request, slug, pk):
    review = get_record(request, slug, "halfjaargesprekken", pk)
    return run_remove(
        request,
        review,
        question=_("Dit halfjaargesprek verwijderen?"),
        text=_("Ook de stand van toen verdwijnt. Tot 30 dagen kan dit ongedaan worden."),
        **_page(review.deal),
    )


def _save(form, *, by):
    actions.save_review(
        part=form.instance,
        version=form.read_version,
        changes=changes_of(form),
        by=by,
        day=timezone.localdate(),
    )


def _page(deal):
    back = reverse("deals:reviews", args=[deal.slug])
    return {"back": back, "crumbs": crumbs(deal, (_("Halfjaargesprek"), back))}
