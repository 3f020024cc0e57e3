"""The kinds of records of this room that hang on a deal; their lists are tried in tests/deals/test_views_sheets.py."""

import pytest
from django.utils import timezone

from deals.record_kinds import KINDS, kind_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    return factories.survey()


def test_a_lesson_is_of_its_deal_and_is_put_back_at_the_talks(survey):
    lesson = survey.lessons.create(text="Begin klein", deleted_at=timezone.now())
    survey.lessons.create(text="Begin samen")
    kind = KINDS["leerpunten"]
    assert [one.text for one in kind.of(survey.deal)] == ["Begin samen"]
    assert kind.of(survey.deal, with_removed=True).count() == 2 and kind_of(lesson) is kind
    assert f"/gesprek/terugzetten/leerpunten/{lesson.pk}/" in kind.removal.undo_url(lesson)
