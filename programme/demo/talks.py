"""Talks about the results of the closed rounds, their outcomes, and learning reports; all marked as fictitious."""

import functools
from datetime import datetime, time, timedelta
from pathlib import Path

import yaml
from django.db import transaction
from django.utils import timezone

from deals.models import ActionPoint, DealRole
from impacttool.models import Element, Indicator
from partners.models import User
from programme.demo.plan import chance, plan
from reports.actions import learning_reports
from reports.models import (
    ElementNote,
    Finding,
    LearningReport,
    LearningWish,
    SurveyAttention,
    SurveyLesson,
    Talk,
    TalkAttendee,
)
from reports.queries.learning_reports import live_content, seal_of

State = LearningReport.State
AT_THE_TABLE = (5, 9)
NOTED = 0.4  # share of the elements with a note
STARTS = time(14)


@functools.cache
def talk_plan():
    return yaml.safe_load(Path(__file__).with_name("talks.yaml").read_text(encoding="utf-8"))


def marked(text):
    """Says that it is fictitious wherever it is shown: on a page, in a report, among the action points."""
    return f"Voorbeeld: {text}"


@transaction.atomic
def make_talks(round_):
    """The talks of one closed round, made once; returns how many."""
    planned = talk_plan()["talks"].get(round_.year, {})
    if Talk.with_removed.filter(survey__round=round_).exists():
        return 0
    surveys = round_.surveys.filter(deal__slug__in=planned).select_related("deal", "round")
    for survey in surveys.order_by("deal__slug"):
        _make_talk(survey, planned[survey.deal.slug])
    return len(surveys)


def _make_talk(survey, entry):
    rng = chance("talk", survey.round.year, survey.deal.slug)
    wishes = entry.get("wishes", {})
    talk = Talk.objects.create(
        survey=survey,
        held_on=entry["held"],
        form=entry["form"],
        context=marked(rng.choice(talk_plan()["contexts"])),
        may_be_paired=bool(wishes),
    )
    indicators = list(Indicator.objects.filter(instrument=survey.round.instrument_id))
    LearningWish.objects.bulk_create(
        LearningWish(talk=talk, indicator=each, kind=wishes[each.number])
        for each in indicators
        if each.number in wishes
    )
    _seat(talk, rng)
    _note(talk, rng)
    _conclude(survey, indicators, rng)
    action = _agree_what_to_do(survey, entry["held"], rng)
    _report(survey, entry)
    if survey.round.year < max(talk_plan()["talks"]):
        action.state, action.closed_on = ActionPoint.State.DONE, entry["held"] + timedelta(days=150)
        action.save()


def _seat(talk, rng):
    partners = [
        row.organisation for row in talk.survey.deal.participations.current().select_related("organisation")
    ]
    partners.sort(key=lambda one: one.name)
    functions = plan()["functions"]["ambtelijk"]
    TalkAttendee.objects.bulk_create(
        TalkAttendee(talk=talk, organisation=one, function=f"{rng.choice(functions)} (verzonnen)")
        for one in rng.sample(partners, min(len(partners), rng.randint(*AT_THE_TABLE)))
    )


def _note(talk, rng):
    moment = timezone.make_aware(datetime.combine(talk.held_on, STARTS))
    writers = list(User.objects.filter(is_demo=True, deal_roles__deal=talk.survey.deal))
    writers += User.objects.filter(is_demo=True, is_programme_staff=True)
    elements = Element.objects.filter(indicator__instrument=talk.survey.round.instrument_id)
    chosen = [one for one in elements.order_by("indicator__number", "position", "pk") if rng.random() < NOTED]
    ElementNote.objects.bulk_create(
        ElementNote(
            talk=talk,
            element=element,
            text=marked(rng.choice(talk_plan()["notes"])),
            written_by=writers[place % len(writers)],
            written_at=moment + timedelta(minutes=5 * place),
        )
        for place, element in enumerate(chosen)
    )


def _conclude(survey, indicators, rng):
    pool, lessons = talk_plan()["findings"], talk_plan()["lessons"]
    Finding.objects.bulk_create(
        Finding(survey=survey, indicator=indicator, text=marked(text), position=place)
        for indicator in indicators
        for place, text in enumerate(
            rng.sample(pool.get(indicator.number, []), rng.choice([0, 1, 1, 2])), start=1
        )
    )
    SurveyLesson.objects.bulk_create(
        SurveyLesson(survey=survey, text=marked(text), position=place)
        for place, text in enumerate(rng.sample(lessons, rng.randint(1, 3)), start=1)
    )


def _agree_what_to_do(survey, held_on, rng):
    """Two attention points, the first with an action point."""
    first, second = rng.sample(talk_plan()["attention"], 2)
    owner = (
        survey.deal.participations.current()
        .select_related("organisation")
        .order_by("organisation__name")
        .first()
    )
    action = ActionPoint.objects.create(
        deal=survey.deal,
        text=marked(first["action"]),
        owner_organisation=owner and owner.organisation,
        owner=f"{rng.choice(plan()['functions']['ambtelijk'])} (verzonnen)",
        due_on=held_on + timedelta(days=talk_plan()["due_after_days"]),
    )
    SurveyAttention.objects.create(survey=survey, text=marked(first["text"]), position=1, action_point=action)
    SurveyAttention.objects.create(survey=survey, text=marked(second["text"]), position=2)
    return action


def _report(survey, entry):
    """Agreed and made final as planned. A draft is not stored."""
    if entry["report"] == State.DRAFT or not survey.web_reports.exists():
        return
    evening = timezone.make_aware(datetime.combine(entry["held"], STARTS))
    maker = DealRole.objects.filter(deal=survey.deal, user__is_demo=True).select_related("user").first()
    agreed_at = evening + timedelta(days=talk_plan()["agreed_after_days"])
    seal = seal_of(LearningReport(survey=survey), live_content(survey))
    agreed = learning_reports.agree(survey=survey, seal=seal, by=maker and maker.user, now=agreed_at)
    if entry["report"] == State.FINAL:
        staff = User.objects.filter(is_demo=True, is_programme_staff=True).first()
        final_at = evening + timedelta(days=talk_plan()["final_after_days"])
        learning_reports.finalise(survey=survey, seal=seal_of(agreed, agreed.content), by=staff, now=final_at)
