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


def _outcome(model, name, title, *columns, place, related=None):
    """What the talks of a survey led to: exported by round, restored at the word `name`. `related`: the foreign key
    that `columns` follow."""
    follows = ("survey__round", related) if related else ("survey__round",)
    export = Export(
        name,
        title,
        (Column("survey__round__year", "Ronde", "year"), *columns),
        rows=lambda deal, user: _of_surveys(model, deal).select_related(*follows),
        place=place,
    )
    return RecordKind(
        name=name, model=model, deal_path="survey__deal", removal=_put_back_by(name), exports=(export,)
    )


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
    _outcome(
        Finding,
        "bevindingen",
        "Bevindingen",
        Column("indicator__name", "Indicator"),
        long("text", "Bevinding"),
        related="indicator",
        place=220,
    ),
    _outcome(
        SurveyLesson,
        "leerpunten",
        "Leerpunten voor andere deals",
        long("text", "Leerpunt"),
        place=230,
    ),
    _outcome(
        SurveyAttention,
        "aandachtspunten",
        "Aandachtspunten voor deze deal",
        long("text", "Aandachtspunt"),
        long("action_point__text", "Actiepunt"),
        related="action_point",
        place=240,
    ),
)
