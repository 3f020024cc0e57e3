"""Loads what the deals taught, together with the deals."""

from django.db import transaction

from deals.actions.load_deals import load_deals
from knowledge.models import AttentionPoint, Finding, LearningQuestion, Lesson, Product, Signal


@transaction.atomic
def load_deals_and_lessons(*, records, programme, titles, by=None):
    """Creates what is missing, as `load_deals` says; signals of the programme only while there are none."""
    loaded = load_deals(records=records, titles=titles, by=by)
    signals = [] if Signal.objects.filter(deal=None).exists() else _signals(None, programme, titles)
    rows = {model: [] for model in (Product, Lesson, Finding, AttentionPoint, LearningQuestion)}
    for deal, record in loaded:
        rows[Product] += _products(deal, record, titles)
        rows[Lesson] += _lessons(deal, record, titles)
        rows[Finding] += _findings(deal, record, titles)
        rows[AttentionPoint] += _texts(AttentionPoint, deal, record.get("aandachtspunten", []), titles)
        questions = record.get("leervragen", []) + record.get("leervragen_openbaar", [])
        rows[LearningQuestion] += _texts(LearningQuestion, deal, questions, titles)
        signals += _signals(deal, record, titles)
    for model, made in {**rows, Signal: signals}.items():
        model.objects.bulk_create(made)
    return loaded


def _texts(model, deal, entries, titles, **fields):
    return [
        model(deal=deal, text=titles.in_text(entry["tekst"]), **fields, **titles.of(entry))
        for entry in entries
    ]


def _products(deal, record, titles):
    for entry in record.get("producten", []):
        description = titles.in_text(entry.get("omschrijving", ""))
        yield Product(
            deal=deal, name=entry["naam"], kind=entry["soort"], description=description, **titles.of(entry)
        )


def _lessons(deal, record, titles):
    for section, entries in record.get("lessen", {}).items():
        yield from _texts(Lesson, deal, entries, titles, section=Lesson.Section(section))
    yield from _texts(Lesson, deal, record.get("leerpunten", []), titles, section=Lesson.Section.FOR_OTHERS)


def _findings(deal, record, titles):
    for entry in record.get("bevindingen_midterm", []):
        yield Finding(
            deal=deal,
            number=entry["nr"],
            indicator=entry["indicator"],
            summary=titles.in_text(entry["samenvatting"]),
            **titles.of(entry),
        )


def _signals(deal, record, titles):
    return [
        Signal(
            deal=deal,
            text=titles.in_text(entry["tekst"]),
            kind=entry["soort"],
            lead_time_years=entry.get("doorlooptijd_jaar"),
            **titles.of(entry),
        )
        for entry in record.get("signalen", [])
    ]
