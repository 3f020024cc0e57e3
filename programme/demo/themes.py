"""Themes for the outcomes of the fictitious talks, and the programme reports of the closed rounds; all marked."""

import functools
from datetime import timedelta
from pathlib import Path

import yaml
from django.db import transaction

from partners.models import User
from programme.demo.talks import marked
from reports.actions import programme_reports
from reports.models import MarkedText, ProgrammeReport, Theme
from reports.queries.marked_texts import agreed_texts
from reports.queries.programme_source import gather

MADE_AFTER = timedelta(days=150)  # after the round closes, when the talks are over


@functools.cache
def theme_plan():
    return yaml.safe_load(Path(__file__).with_name("themes.yaml").read_text(encoding="utf-8"))


@transaction.atomic
def report_programme(round_):
    """The programme report of one closed round, made once; returns whether it was made."""
    state = theme_plan()["reports"].get(round_.year)
    if state is None or round_.programme_reports.exists():
        return False
    _give_themes(round_)
    content, now = gather(round_), round_.closed_at + MADE_AFTER
    if content is None:
        return False
    intros = {name: marked(text) for name, text in theme_plan()["intros"].items()}
    report = ProgrammeReport.objects.create(round=round_, content=content, made_at=now, **intros)
    if state == ProgrammeReport.State.FINAL:
        staff = User.objects.filter(is_demo=True, is_programme_staff=True).first()
        programme_reports.finalise(report=report, by=staff, now=now)
    return True


def _give_themes(round_):
    given = {marked(text): names for text, names in theme_plan()["texts"].items()}
    for_letter = {marked(text) for text in theme_plan()["for_letter"]}
    staff = User.objects.filter(is_demo=True, is_programme_staff=True).first()
    for one in agreed_texts(round_):
        if one.marked is None and one.text in given:
            found = MarkedText.objects.create(
                survey=one.survey,
                kind=one.kind,
                digest=one.digest,
                is_for_letter=one.kind == MarkedText.Kind.LESSON and one.text in for_letter,
                marked_by=staff,
            )
            found.themes.set([Theme.objects.get_or_create(name=name)[0] for name in given[one.text]])
