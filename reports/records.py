"""This room's records of a deal: its talks and their outcomes. None of it comes from one person's answers."""

from django.urls import reverse

from deals.record_kinds import Export, RecordKind, Removal
from deals.sheet.outgoing import choice, date, long, organisation
from deals.sheet.tables import Column
from reports.models import (
    ElementNote,
    Finding,
    LearningWish,
    SurveyAttention,
    SurveyLesson,
    Talk,
    TalkAttendee,
)


def _talks(deal):
    return Talk.objects.filter(survey__deal=deal)


def _of_talks(model, deal):
    return model.objects.filter(talk__in=_talks(deal))


def _of_surveys(model, deal):
    """The newest round first."""
    return model.objects.filter(survey__deal=deal).order_by("-survey__round__year", *model._meta.ordering)


def _put_back_by(what):
    """`what`: the word for these records in the URL that restores them."""

    def undo_url(record):
        survey = record.survey
        args = [survey.round.year, survey.deal.slug, what, record.pk]
        return reverse("reports:talk_put_back", args=args)

    return Removal(undo_url=undo_url)


KINDS = (
    RecordKind(
        name="verdiepende-gesprekken",
        model=Talk,
        deal_path="survey__deal",
        removal=_put_back_by("gesprekken"),
        exports=(
            Export(
                "verdiepende-gesprekken",
                "Verdiepende gesprekken",
                (
                    Column("survey__round__year", "Ronde", "year"),
                    date("held_on", "Gesprek op"),
                    choice("form", "Vorm"),
                    long("context", "Geschiedenis en context"),
                ),
                rows=lambda deal, user: _talks(deal).select_related("survey__round"),
                place=180,
            ),
            Export(
                "aanwezigen",
                "Aanwezigen bij gesprekken",
                (
                    date("talk__held_on", "Gesprek op"),
                    organisation("organisation__name"),
                    Column("function", "Functie"),
                ),
                rows=lambda deal, user: _of_talks(TalkAttendee, deal).select_related("talk", "organisation"),
                place=190,
            ),
            Export(
                "gespreksnotities",
                "Notities van gesprekken",
                (
                    date("talk__held_on", "Gesprek op"),
                    Column("element__indicator__name", "Indicator"),
                    Column("element__text", "Element"),
                    long("text", "Notitie"),
                ),
                rows=lambda deal, user: (
                    _of_talks(ElementNote, deal).exclude(text="").select_related("talk", "element__indicator")
                ),
                place=200,
            ),
            Export(
                "leerwensen",
                "Leerwensen",
                (
                    date("talk__held_on", "Gesprek op"),
                    Column("indicator__name", "Indicator"),
                    choice("kind", "Wat wilt u?"),
                ),
                rows=lambda deal, user: _of_talks(LearningWish, deal).select_related("talk", "indicator"),
                place=210,
            ),
        ),
    ),
    RecordKind(
        name="bevindingen",
        model=Finding,
        deal_path="survey__deal",
        removal=_put_back_by("bevindingen"),
        exports=(
            Export(
                "bevindingen",
                "Bevindingen",
                (
                    Column("survey__round__year", "Ronde", "year"),
                    Column("indicator__name", "Indicator"),
                    long("text", "Bevinding"),
                ),
                rows=lambda deal, user: _of_surveys(Finding, deal).select_related(
                    "survey__round", "indicator"
                ),
                place=220,
            ),
        ),
    ),
    RecordKind(
        name="leerpunten",
        model=SurveyLesson,
        deal_path="survey__deal",
        removal=_put_back_by("leerpunten"),
        exports=(
            Export(
                "leerpunten",
                "Leerpunten voor andere deals",
                (Column("survey__round__year", "Ronde", "year"), long("text", "Leerpunt")),
                rows=lambda deal, user: _of_surveys(SurveyLesson, deal).select_related("survey__round"),
                place=230,
            ),
        ),
    ),
    RecordKind(
        name="aandachtspunten",
        model=SurveyAttention,
        deal_path="survey__deal",
        removal=_put_back_by("aandachtspunten"),
        exports=(
            Export(
                "aandachtspunten",
                "Aandachtspunten voor deze deal",
                (
                    Column("survey__round__year", "Ronde", "year"),
                    long("text", "Aandachtspunt"),
                    long("action_point__text", "Actiepunt"),
                ),
                rows=lambda deal, user: _of_surveys(SurveyAttention, deal).select_related(
                    "survey__round", "action_point"
                ),
                place=240,
            ),
        ),
    ),
)
