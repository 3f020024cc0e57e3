"""The talks about the result of a closed round, for the deal's team and Agenda Stad."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from deals.breadcrumbs import crumbs
from deals.record_kinds import kind_of
from foundation.form_page import run_confirm, run_form
from impacttool.models import Round, Survey
from reports.actions import outcomes
from reports.actions import talks as actions
from reports.forms.talks import AttendeeForm, TalkForm
from reports.models import Talk, TalkAttendee
from reports.queries import talks as queries
from reports.views.put_back import said_removed

READ_OR_SEND = ["GET", "HEAD", "POST"]


def closed_survey(request, year, slug):
    """404 while the round is open, and without permission for its talks; one query."""
    surveys = Survey.objects.ordinary().filter(round__state=Round.State.CLOSED)
    return _managed(surveys, request, year, slug)


def _managed(surveys, request, year, slug):
    surveys = surveys.managed_by(request.user).select_related("deal", "round")
    return get_object_or_404(surveys, round__year=year, deal__slug=slug)


def talked_survey(request, year, slug):
    """Also for an open round. A follow-up round has a report and no talk: 404 (docs/rules.md 3.9)."""
    survey = _managed(Survey.objects.all(), request, year, slug)
    if survey.is_follow_up:
        raise Http404
    return survey


def get_talk(request, year, slug, pk):
    """Two queries."""
    survey = closed_survey(request, year, slug)
    return get_object_or_404(survey.talks.select_related("survey__deal", "survey__round"), pk=pk)


@require_safe
def show_talks(request, year, slug):
    """The talks of a survey and their outcomes. While the round is open: a sentence."""
    survey = talked_survey(request, year, slug)
    page = {"survey": survey, "deal": survey.deal, "round": survey.round, "crumbs": survey_crumbs(survey)}
    if survey.round.state == Round.State.CLOSED:
        page |= {
            "talks": queries.talks_of(survey),
            "findings": queries.findings_by_indicator(survey),
            "lessons": survey.lessons.all(),
            "attention": queries.attention_of(survey),
            "earlier": queries.earlier_attention(survey),
            "removed": [
                (one, kind_of(one).removal.undo_url(one))
                for one in queries.removed_from(survey, now=timezone.now())
            ],
        }
    return render(request, "reports/talk_list.html", page)


@require_http_methods(READ_OR_SEND)
def add_talk(request, year, slug):
    survey = closed_survey(request, year, slug)
    return _run(
        request,
        survey,
        lambda: Talk(survey=survey),
        back=talks_url(survey),
        title=_("Gesprek plannen of vastleggen"),
        done=_("Het gesprek staat erin. Noteer nu wie er waren en wat er is gezegd."),
    )


@require_http_methods(READ_OR_SEND)
def edit_talk(request, year, slug, pk):
    talk = get_talk(request, year, slug, pk)
    return _run(
        request,
        talk.survey,
        lambda: get_talk(request, year, slug, pk),
        back=talk.get_absolute_url(),
        title=_("Gesprek wijzigen"),
        done=_("Opgeslagen."),
        extra_url=reverse("reports:talk_delete", args=[year, slug, pk]),
        extra_label=_("Gesprek verwijderen"),
    )


def _run(request, survey, instance, **page):
    return run_form(
        request,
        lambda: TalkForm(request.POST or None, instance=instance()),
        lambda form: actions.save_talk(
            talk=form.instance,
            version=form.read_version,
            wishes=form.wishes,
            changed=[str(form.fields[name].label) for name in form.changed_data],
            by=request.user,
        ),
        crumbs=survey_crumbs(survey, with_talks=True),
        **page,
    )


@require_http_methods(READ_OR_SEND)
def delete_talk(request, year, slug, pk):
    talk = get_talk(request, year, slug, pk)
    return run_confirm(
        request,
        lambda: outcomes.remove(record=talk, by=request.user),
        done=said_removed(talk),
        back=talks_url(talk.survey),
        crumbs=survey_crumbs(talk.survey, with_talks=True),
        title=_("Gesprek verwijderen?"),
        question=_("Dit gesprek verwijderen, met wie er waren en alle aantekeningen?"),
        text=str(talk),
        label=_("Verwijderen"),
        danger=True,
    )


@require_POST
def add_attendee(request, year, slug, pk):
    talk = get_talk(request, year, slug, pk)
    form = AttendeeForm(request.POST, instance=TalkAttendee(talk=talk))
    if form.is_valid():
        actions.add_attendee(attendee=form.instance, by=request.user)
        return redirect(f"{talk.get_absolute_url()}#aanwezigen")
    page = {
        "form": form,
        "title": _("Aanwezige toevoegen"),
        "back": talk.get_absolute_url(),
        "crumbs": survey_crumbs(talk.survey, with_talks=True),
    }
    return render(request, "components/form_page.html", page, status=422)


@require_POST
def remove_attendee(request, year, slug, pk, attendee):
    talk = get_talk(request, year, slug, pk)
    found = get_object_or_404(talk.attendees.select_related("organisation"), pk=attendee)
    found.talk = talk
    actions.remove_attendee(attendee=found, by=request.user)
    messages.success(request, _("%(who)s staat niet meer bij de aanwezigen.") % {"who": found})
    return redirect(f"{talk.get_absolute_url()}#aanwezigen")


def talks_url(survey):
    return reverse("reports:talks", args=[survey.round.year, survey.deal.slug])


def survey_crumbs(survey, *, with_talks=False):
    deal, year = survey.deal, survey.round.year
    more = [(_("Verdiepend gesprek"), talks_url(survey))] if with_talks else []
    impact = reverse("impacttool:deal", args=[deal.slug])
    return crumbs(deal, (_("Impact"), impact), (_("Ronde %(year)s") % {"year": year}, ""), *more)
