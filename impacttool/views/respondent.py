"""The personal link, the form, every tap, and the receipt. The hot path: no session, few queries."""

from dataclasses import replace
from decimal import Decimal

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from impacttool import scoring
from impacttool.actions import answers as actions
from impacttool.actions.message_texts import moment_in_words
from impacttool.follow_up import years_after_in_words
from impacttool.forms.answers import NO_ANSWER, NotOurForm, read_submission
from impacttool.queries import confirmations as confirmation_queries
from impacttool.queries import respondents
from impacttool.queries.questionnaires import questionnaire_of
from impacttool.save_order import read_order
from impacttool.views import fragments
from impacttool.views import visit as visits
from impacttool.views.visit import respondent_page
from rendering import spiderweb
from rendering.drawing import in_page

OLDER = gettext_lazy("daarna is al iets anders verstuurd, bewaard of ingetrokken. Dat blijft staan.")


@login_not_required
@require_safe
def open_link(request, token):
    """Moves the key from the address bar to a cookie. Safe for mail scanners: it changes nothing."""
    now = timezone.now()
    invitation = respondents.invitation_by_token(token)
    notice = visits.wrong_link() if invitation is None else visits.refusal_with_key(invitation, now)
    if notice:
        return visits.show_notice(request, notice, invitation)
    return visits.let_in(invitation, token, now)


@require_http_methods(["GET", "HEAD", "POST"])
@respondent_page
def fill_in(request, visit):
    questionnaire = questionnaire_of(visit.invitation.survey.instrument)
    if request.method == "POST":
        return _take_form(request, visit, questionnaire)
    own = respondents.own_answers(visit.token)
    return _show_form(request, visit, questionnaire, own, ask_open="open" in request.GET)


@require_POST
@respondent_page
def save_taps(request, visit):
    """One field or all: {"saved_at": "14:03"} with the current closing moment, 409 if something was stored since, 422
    if a remark is too long, 400 for unknown fields."""
    questionnaire = questionnaire_of(visit.invitation.survey.instrument)
    try:
        submission = read_submission(request.POST, questionnaire)
    except NotOurForm:
        return JsonResponse({"message": _("Dit hoort niet bij het formulier.")}, status=400)
    if submission.errors:
        return JsonResponse({"message": " ".join(submission.errors.values())}, status=422)
    try:
        _store(actions.save_answers, request, visit, submission)
    except actions.OlderSave:
        return JsonResponse({"message": str(OLDER), "older": True}, status=409)
    closes = moment_in_words(visit.invitation.survey.round.closes_at)
    return JsonResponse({"saved_at": timezone.localtime(visit.now).strftime("%H:%M"), "closes": closes})


@require_safe
@respondent_page
def show_receipt(request, visit):
    own = respondents.own_answers(visit.token)
    if not own.is_sent:
        return redirect(visit.url("fill_in"))
    questionnaire = questionnaire_of(visit.invitation.survey.instrument)
    context = _common(visit) | {
        "web": _own_web(visit, own, questionnaire),
        "sections": [_receipt_section(section, own) for section in questionnaire.sections],
    }
    context |= _commitments(visit)
    return render(request, "impacttool/respondent_receipt.html", context)


def _take_form(request, visit, questionnaire):
    try:
        submission = read_submission(request.POST, questionnaire)
    except NotOurForm:
        return HttpResponseBadRequest(_("Dit hoort niet bij het formulier."))
    if submission.errors:
        return _show_form(request, visit, questionnaire, _merged(visit, submission), errors=submission.errors)
    total = len(questionnaire.items)
    is_complete = len(submission.scores) == total or len(_merged(visit, submission).scores) == total
    send = actions.send_answers if is_complete or "toch" in request.POST else actions.save_answers
    try:
        _store(send, request, visit, submission)
    except actions.OlderSave:
        return _show_older(request, visit, questionnaire, submission)
    if send is actions.save_answers:
        return redirect(visit.url("fill_in") + "?open=1")
    return redirect(visit.url("receipt"))


def _store(action, request, visit, submission):
    action(
        invitation=visit.invitation,
        token=visit.token,
        scores=submission.scores,
        remarks=submission.remarks,
        now=visit.now,
        order=read_order(request.POST.get("stand", ""), request.POST.get("volg", "")),
    )


def _show_older(request, visit, questionnaire, submission):
    """Keeps what was stored since; shows the submitted form, and which of its answers differ from the stored ones."""
    own = respondents.own_answers(visit.token)
    differs = [
        item
        for item in questionnaire.items
        if item.id in submission.scores
        and (item.id not in own.scores or own.scores[item.id] != submission.scores[item.id])
    ]
    merged = _merged(visit, submission)
    return _show_form(request, visit, questionnaire, merged, older=True, differs=differs)


def _merged(visit, submission):
    """The stored answers, overridden by this form."""
    own = respondents.own_answers(visit.token)
    return replace(own, scores=own.scores | submission.scores, remarks=own.remarks | submission.remarks)


def _show_form(request, visit, questionnaire, own, *, ask_open=False, errors=None, **older):
    """`older`: the submitted page was outdated, and where it differs. Every page gets its own ticket, so that its saves
    have an order."""
    missing = [item for item in questionnaire.items if item.id not in own.scores]
    shown_missing = {item.id for item in missing} if ask_open else set()
    thresholds = visit.invitation.survey.round.thresholds
    context = _common(visit) | {
        "questionnaire": questionnaire,
        "who_sees_what": fragments.who_html(thresholds),
        "sections": [
            _form_section(section, own, shown_missing, errors or {}, thresholds)
            for section in questionnaire.sections
        ],
        "own": own,
        "total": len(questionnaire.items),
        "answered": len(questionnaire.items) - len(missing),
        "missing": missing if ask_open else [],
        "errors": errors,
        "ticket": visits.new_ticket(request, own.stored),
        **older,
    }
    if not own.is_sent:
        context |= _commitments(visit)
    status = 409 if older else 422 if errors else 200
    response = render(request, "impacttool/respondent_form.html", context, status=status)
    visits.keep_page(response, visit, context["ticket"])
    return response


def _commitments(visit):
    count, all_said = confirmation_queries.state_of(visit.invitation)
    return {"commitments": count, "all_said": all_said}


def _common(visit):
    survey = visit.invitation.survey
    return {
        "invitation": visit.invitation,
        "deal": survey.deal,
        "round": survey.round,
        "closes": moment_in_words(survey.round.closes_at),
        "after_end": years_after_in_words(survey.years_after) if survey.is_follow_up else "",
    }


def _form_section(section, own, missing, errors, thresholds):
    statements = [
        fragments.statement_html(item, _chosen(own, item.id), item.id in missing) for item in section.items
    ]
    text, error = own.remarks.get(section.id, ""), errors.get(section.remark_field, "")
    return {
        "section": section,
        "statements": statements,
        "remark": fragments.remark_html(section, thresholds, text, error),
        "error": error,
    }


def _chosen(own, statement_id):
    if statement_id not in own.scores:
        return ""
    score = own.scores[statement_id]
    return NO_ANSWER if score is None else str(score)


def _receipt_section(section, own):
    return {
        "section": section,
        "answers": [(item, _chosen(own, item.id)) for item in section.items],
        "remark": own.remarks.get(section.id, ""),
    }


def _own_web(visit, own, questionnaire):
    """The respondent's own web, drawn for this page and not stored; nothing with too few axes."""
    if len(questionnaire.sections) < spiderweb.FEWEST_AXES:
        return ""
    scores = respondents.own_scores(own, questionnaire)
    axes = tuple(
        spiderweb.Axis(label=section.name, value=_rounded(scores.get(section.id)))
        for section in questionnaire.sections
    )
    title = _("Uw eigen antwoorden over %(deal)s") % {"deal": visit.invitation.survey.deal.full_name}
    web = spiderweb.Web(title=title, axes=axes, value_label=_("Uw antwoorden"))
    return in_page(spiderweb.draw(web))


def _rounded(score) -> Decimal | None:
    return None if score is None else scoring.rounded(score)
