"""Talks with one partner of a deal: for the team and Agenda Stad."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from deals import actions
from deals.breadcrumbs import crumbs
from deals.forms import ConversationForm
from deals.models import Conversation
from deals.views.access import get_of_partner, get_participation
from deals.views.records import run_remove
from foundation.form_page import run_form

PERMISSION = "deals.read_conversations"


@require_safe
def show_conversations(request, slug, pk):
    participation = get_participation(request, slug, pk, PERMISSION)
    page = {
        "deal": participation.deal,
        "participation": participation,
        "conversations": participation.conversations.all(),
        "crumbs": _crumbs(participation)[:-1],
    }
    return render(request, "deals/conversation_list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def add_conversation(request, slug, pk):
    participation = get_participation(request, slug, pk, PERMISSION)
    return _run(
        request,
        participation,
        lambda: Conversation(participation=participation),
        initial={"held_on": timezone.localdate()},
        title=_("Gesprek met %(name)s vastleggen") % {"name": participation.organisation},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_conversation(request, slug, pk):
    found = _conversation(request, slug, pk)
    return _run(
        request,
        found.participation,
        lambda: _conversation(request, slug, pk),
        title=_("Gesprek met %(name)s wijzigen") % {"name": found.participation.organisation},
        extra_url=reverse("deals:conversation_delete", args=[slug, pk]),
        extra_label=_("Verwijderen"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def delete_conversation(request, slug, pk):
    found = _conversation(request, slug, pk)
    return run_remove(
        request,
        found,
        remove=lambda: actions.remove_conversation(conversation=found, by=request.user),
        question=_("Dit gesprek verwijderen?"),
        title=_("Gesprek met %(name)s") % {"name": found.participation.organisation},
        **_page(found.participation),
    )


def _conversation(request, slug, pk):
    return get_of_partner(request, slug, "gesprekken", pk)


def _run(request, participation, instance, *, initial=None, **page):
    return run_form(
        request,
        lambda: ConversationForm(request.POST or None, instance=instance(), initial=initial),
        lambda form: actions.save_conversation(
            conversation=form.instance, version=form.read_version, by=request.user
        ),
        done=_("Het gesprek is vastgelegd."),
        **_page(participation),
        **page,
    )


def _page(participation):
    back = reverse("deals:conversations", args=[participation.deal.slug, participation.pk])
    return {"back": back, "crumbs": _crumbs(participation)}


def _crumbs(participation):
    deal = participation.deal
    talks = reverse("deals:conversations", args=[deal.slug, participation.pk])
    partners = reverse("deals:partners", args=[deal.slug])
    return crumbs(deal, (_("Partners & afspraken"), partners), (_("Gesprekken"), talks))
