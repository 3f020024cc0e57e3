"""Reads of what the deals taught."""

import pytest

from knowledge.models import Lesson
from knowledge.queries import lessons_by_section
from tests import factories

pytestmark = pytest.mark.django_db


def test_lessons_stand_in_the_order_of_the_poster(django_assert_num_queries):
    deal = factories.deal()
    for section in ["leerpunt", "proces", "aanleiding", "proces"]:
        Lesson.objects.create(deal=deal, section=section, text=section)
    with django_assert_num_queries(1):
        shown = lessons_by_section(deal)
    assert [(str(label), len(lessons)) for label, lessons in shown] == [
        ("aanleiding", 1),
        ("proces", 2),
        ("leerpunt voor andere deals", 1),
    ]
