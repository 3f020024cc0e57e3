"""What is stored of an answer: a random key, a score on the scale, and nothing that tells when or who."""

import pytest
from django.db import IntegrityError, models

from impacttool.models import Answer, Remark, Response
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [Response, Answer, Remark])
def test_no_time_no_person_and_no_order_is_stored(model):
    fields = model._meta.concrete_fields
    assert not [field for field in fields if isinstance(field, models.DateField | models.TimeField)]
    assert isinstance(model._meta.pk, models.UUIDField)
    assert not {"invitation", "user", "organisation", "email", "name"} & {field.name for field in fields}


@pytest.mark.parametrize("score", [0, 6])
def test_the_database_holds_the_scale_of_1_to_5(score):
    with pytest.raises(IntegrityError):
        factories.response(factories.survey(), [score])


def test_a_statement_is_answered_once():
    made = factories.response(factories.survey(), [4])
    with pytest.raises(IntegrityError):
        Answer.objects.create(response=made, statement=made.answers.get().statement, score=5)


def test_an_indicator_has_one_remark_a_respondent_and_many_once_they_are_cut_loose():
    made = factories.response(factories.survey(), [4])
    place = {"survey": made.survey, "indicator": made.survey.round.instrument.indicators.first()}
    Remark.objects.create(**place, text="een")
    Remark.objects.create(**place, text="twee")
    Remark.objects.create(**place, response=made, text="drie")
    with pytest.raises(IntegrityError):
        Remark.objects.create(**place, response=made, text="vier")


def test_only_what_was_sent_counts():
    survey = factories.survey()
    sent = factories.response(survey, [4])
    factories.response(survey, [5], is_sent=False)
    assert list(Response.objects.sent()) == [sent]
