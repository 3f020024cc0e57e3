"""The texts that staff give themes to: each once, and a theme belongs to the words it was given to."""

from dataclasses import replace

import pytest

from reports.models import MarkedText, Theme
from reports.queries import marked_texts
from tests import factories
from tests.reports.reported import agree, reported_round, survey_of

pytestmark = pytest.mark.django_db


def mark(text, *names, **fields):
    marked = MarkedText.objects.create(survey=text.survey, kind=text.kind, digest=text.digest, **fields)
    marked.themes.set([Theme.objects.get_or_create(name=name)[0] for name in names])
    return marked


def test_every_text_stands_once_lessons_first_deals_by_name():
    round_ = reported_round()
    agree(survey_of(round_, 2), lessons=["Twee."], attention=["Let op."])
    agree(survey_of(round_, 1), lessons=["Een.", "Een.", " "])
    found = [(text.survey.deal.name, text.kind, text.text) for text in marked_texts.agreed_texts(round_)]
    assert found == [
        ("Deal 1", "leerpunt", "Een."),
        ("Deal 2", "leerpunt", "Twee."),
        ("Deal 2", "aandachtspunt", "Let op."),
    ]


def test_a_theme_belongs_to_the_words_and_other_words_are_marked_anew():
    round_ = reported_round()
    report = agree(survey_of(round_, 1), lessons=["Begin klein."])
    mark(marked_texts.agreed_texts(round_)[0], "Borging", is_for_letter=True)
    found = marked_texts.agreed_texts(round_)[0]
    assert (found.themes, found.marked.is_for_letter) == (("Borging",), True)
    report.content = replace(report.content, talk=replace(report.content.talk, lessons=("Begin groot.",)))
    report.save()
    changed = marked_texts.agreed_texts(round_)[0]
    assert (changed.marked, changed.themes) == (None, ())


def test_the_same_words_of_another_deal_are_another_text():
    round_ = reported_round()
    for number in (1, 2):
        agree(survey_of(round_, number), lessons=["Begin klein."])
    mark(marked_texts.agreed_texts(round_)[0], "Borging")
    assert [text.themes for text in marked_texts.agreed_texts(round_)] == [("Borging",), ()]


@pytest.mark.parametrize("same", [" Een\r\ntwee. ", "Een\ntwee.", "Een\ntwee.\n"])
def test_ends_of_lines_are_no_other_words(same):
    assert marked_texts.digest_of(same) == marked_texts.digest_of("Een\ntwee.")
    assert marked_texts.digest_of("Een twee.") != marked_texts.digest_of("Een\ntwee.")


def test_deals_nobody_agreed_for_are_named():
    round_ = reported_round()
    agree(survey_of(round_, 2))
    survey_of(round_, 3).learning_reports.create()
    factories.survey(round=round_, deal=factories.deal(name="Voorbij"), years_after=1)
    assert [survey.deal.name for survey in marked_texts.surveys_without(round_)] == ["Deal 1", "Deal 3"]
