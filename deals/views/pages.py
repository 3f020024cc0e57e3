"""Pages to read: the lists and the tabs of one deal."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from deals import queries
from deals.forms import DealFilter, TogetherChoiceForm
from deals.forms.columns import CONTACT
from deals.models import Participation
from deals.permissions import may_hand_over
from deals.queries.attention import attention_of
from deals.queries.contacts import current_contacts
from deals.queries.own import own_rows
from deals.queries.removed import removed_from
from deals.queries.scheme import last_scheme_run
from deals.queries.team import has_dealmaker, team_of
from deals.told_years import asked_year, is_asked, told_year
from deals.views.access import get_deal
from deals.views.bulk_change import partners_found
from deals.views.partner_columns import address_after_choice, columns_of
from foundation.queries import audit_log
from foundation.return_url import return_url, with_return_url

A_PAGE = 60
PARTNERS_A_PAGE = 40  # stays below 100 kB, with what each has agreed
LOG_LINES = 50
FIRST_PARTNERS = 6


@login_not_required
@require_safe
def show_list(request):
    found = DealFilter(request.GET, queryset=queries.deals_to_list(request.user), user=request.user)
    page = Paginator(found.qs, A_PAGE).get_page(request.GET.get("page"))
    rights = {
        "may_create": request.user.has_perm("deals.create_deal"),
        "may_read_wanted": request.user.has_perm("deals.read_wanted"),
    }
    context = {"form": found.form, "page": page, "ended": found.ended}
    return render(request, "deals/deal_list.html", context | rights)


@require_safe
def show_mine(request):
    """Deals of this user's teams and organisations, with points of attention for the teams' own deals."""
    today = timezone.localdate()
    deals = list(queries.deals_of(request.user))
    return render(
        request,
        "deals/deal_mine.html",
        {"cards": queries.cards_of(deals, user=request.user, day=today), "today": today},
    )


@login_not_required
@require_safe
def show_deal(request, slug):
    deal, context = _frame(request, slug, "overview")
    rights, today = context["rights"], context["today"]
    told = {"year": told_year(today), "is_asked": is_asked(today)}
    listed = Participation.objects.visible_to(request.user).filter(deal=deal).taking_part()
    context |= {
        "rows": queries.partner_rows(
            listed.partners_first()[:FIRST_PARTNERS], user=request.user, rights=rights, **told
        ),
        "listed": queries.count_listed(listed),
        "own_rows": own_rows(deal, request.user, rights=rights, **told),
        "last_year": today.year - 1,
        "promised_eur": queries.promised_eur(deal, request.user, today.year),
        "facts": queries.facts_by_subject(deal),
        **queries.signings_of(deal),
        "dates": deal.dates.all(),
        "relations": queries.relations_of(deal, request.user),
        "parts": deal.parts.select_related("lead_organisation"),
    }
    if rights.read_internal:
        context["not_yet"] = deal.participations.current().count() if not context["rows"] else 0
        context["team"] = list(team_of(deal, today))
        context["may_hand_over"] = may_hand_over(request.user, context["team"])
        context["has_dealmaker"] = has_dealmaker(context["team"])
        context["missing"] = queries.missing_of(deal, queries.facts_of(deal))
        context["attention"] = attention_of(deal, today)
        context["late"] = queries.late_milestones([deal], today)
        context["moved"] = queries.moved_milestones([deal])
        context["late_actions"] = queries.late_action_points([deal], today)
        context["newcomers"] = queries.newcomers_of([deal], today)
        context["to_confirm"] = queries.to_confirm_by_deal([deal], asked_year(today))[deal.pk]
        context["next_phase"] = queries.next_phase(deal)
        context["steps"] = queries.steps_for(deal, rights)
        step = queries.last_step(deal)
        context["may_take_back"] = queries.may_take_back(request.user, deal, step, day=today)
    return render(request, "deals/deal_overview.html", context)


@login_not_required
@require_safe
def show_partners(request, slug):
    if chosen := address_after_choice(request):
        return redirect(chosen)
    deal, context = _frame(request, slug, "partners")
    rights, day = context["rights"], context["today"]
    year = day.year
    found = partners_found(request, deal, rights, asked_year(day))
    page = Paginator(found.qs, PARTNERS_A_PAGE).get_page(request.GET.get("page"))
    context |= columns_of(request, rights, year)
    told = {"year": told_year(day), "is_asked": is_asked(day)}
    contacts = current_contacts(deal, request.user, day=day) if CONTACT in context["columns"] else None
    context |= {
        "form": found.form,
        "order": found.order,
        "chosen": found.chosen_in_words,
        "return_url": return_url(request, ""),
        "after": with_return_url("", request.get_full_path()) if request.GET else "",
        "listed": queries.count_listed(found.qs.order_by()),
        "page": page,
        "rows": queries.partner_rows(
            page.object_list, user=request.user, rights=rights, contacts=contacts, **told
        ),
        "promised_eur": queries.promised_eur(deal, request.user, year),
        "to_confirm": queries.to_confirm_by_deal([deal], asked_year(day))[deal.pk]
        if rights.agree_commitments
        else 0,
    }
    context["some_are_demo"] = any(row.is_demo for row in context["rows"])
    if rights.read_internal:
        contributions = list(deal.contributions.select_related("network"))
        context |= {
            "totals": queries.totals_by_year(deal, year),
            "contributions": contributions,
            "last_run": last_scheme_run(deal, now=timezone.now()) if contributions else None,
            "wanted": deal.wanted_partners.select_related("found_as__organisation"),
            "tick_form": TogetherChoiceForm(deal=deal, may_agree=rights.agree_commitments)
            if rights.edit
            else None,
        }
    return render(request, "deals/deal_partners.html", context)


@login_not_required
@require_safe
def show_planning(request, slug):
    deal, context = _frame(request, slug, "planning")
    context |= {
        **queries.milestones_of(deal, day=context["today"]),
        **queries.signings_of(deal),
        "dates": deal.dates.all(),
        "bodies": deal.bodies.prefetch_related("members__organisation", "versions"),
        "anchoring": deal.anchoring_documents.select_related("organisation"),
    }
    if context["rights"].read_internal:
        context["course_changes"] = deal.course_changes.all()
        context |= queries.agreed_in_meetings(deal)
        context["removed"] = removed_from(deal, request.user, now=timezone.now(), rights=context["rights"])
    return render(request, "deals/deal_planning.html", context)


@require_safe
def show_log(request, slug):
    deal, context = _frame(request, slug, "log")
    if not context["rights"].read_log:
        raise PermissionDenied
    return _show_events(request, deal, context, audit_log.all_of(deal.pk))


@require_safe
def show_history(request, slug):
    """For the team, which does not read the log itself."""
    deal, context = _frame(request, slug, "history")
    if not context["rights"].read_internal:
        raise PermissionDenied
    return _show_events(request, deal, context, queries.changes_in(deal))


def _show_events(request, deal, context, events):
    page = Paginator(events, LOG_LINES).get_page(request.GET.get("page"))
    page.object_list = audit_log.read(page.object_list, reader=request.user)
    removed = removed_from(deal, request.user, now=timezone.now(), rights=context["rights"])
    return render(request, "deals/deal_log.html", context | {"page": page, "removed": removed})


def _frame(request, slug, active):
    deal = get_deal(request, slug)
    return deal, queries.deal_page(deal, request.user, active=active, day=timezone.localdate())
