"""The questionnaire in order; a frozen one is read once."""

import pytest

from impacttool.queries.questionnaires import questionnaire_of
from tests import factories
from tests.impacttool.respondents import NOW

pytestmark = pytest.mark.django_db


def test_statements_are_numbered_through():
    questionnaire = questionnaire_of(factories.instrument((2, 1)))
    assert [(item.number, item.code) for item in questionnaire.items] == [(1, "1.1"), (2, "1.2"), (3, "2.1")]
    assert [section.name for section in questionnaire.sections] == ["Indicator 1", "Indicator 2"]


def test_a_frozen_one_costs_no_query_the_second_time(django_assert_num_queries):
    instrument = factories.instrument(frozen_at=NOW)
    first = questionnaire_of(instrument)
    with django_assert_num_queries(0):
        assert questionnaire_of(instrument) is first


def test_one_that_can_still_change_is_read_again():
    instrument = factories.instrument((1,))
    questionnaire_of(instrument)
    instrument.indicators.update(name="Anders")
    assert questionnaire_of(instrument).sections[0].name == "Anders"
