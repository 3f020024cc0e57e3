"""One response per person however it is sent; nothing after closing; nobody else reads it (docs/rules.md 5)."""

import logging
import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from impacttool.actions import answers
from impacttool.actions.closing import close_round
from impacttool.forms.answers import NotOurForm, read_submission
from impacttool.models import Answer, Invitation, Response, Round
from impacttool.queries import invitations as queries
from impacttool.queries import respondents
from impacttool.queries.questionnaires import questionnaire_of
from tests import factories
from tests.impacttool.respondents import NOW, Respondent, invite, open_survey

pytestmark = pytest.mark.django_db
# The night the clock goes back: 02:30 comes twice, and this is the second time (docs/rules.md 5).
SECOND_HALF_PAST_TWO = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.fixture
def person():
    with time_machine.travel(NOW, tick=False):
        yield Respondent(invite(open_survey()))


def test_sending_twice_stays_one_response(person):
    person.send(4, 4, 4)
    person.send(5, "none", 4)
    assert Response.objects.count() == 1
    assert sorted(person.stored()[0].values(), key=str) == [4, 5, None]


def test_two_browsers_with_the_same_link_stay_one_response(person):
    other = Respondent(person.invitation)
    person.tap(4)
    other.send(1, 2, 3)
    person.send(5, 5, 5)
    assert Response.objects.count() == 1


def test_the_database_refuses_a_second_response_for_one_link(person):
    person.tap(4)
    tie_hash = Response.objects.get().tie_hash
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.create(survey=person.invitation.survey, tie_hash=tie_hash)


@pytest.mark.parametrize(
    ("column", "value"), [("revoked_at", NOW), ("token_hash", None)], ids=["withdrawn", "closed"]
)
def test_a_link_that_stopped_while_the_answer_was_on_its_way_stores_nothing(person, column, value):
    own = respondents.invitation_by_public_id(person.invitation.public_id)
    Invitation.objects.filter(pk=own.pk).update(**{column: value})
    with pytest.raises(answers.NotTakingAnswers):
        answers.save_answers(
            invitation=own, token=person.token, scores={person.items[0].id: 4}, remarks={}, now=NOW
        )
    assert not Response.objects.exists()


def test_from_the_closing_second_on_nothing_is_stored(person):
    own = respondents.invitation_by_public_id(person.invitation.public_id)
    given = {"invitation": own, "token": person.token, "scores": {person.items[0].id: 4}, "remarks": {}}
    closes = own.survey.round.closes_at
    with pytest.raises(answers.NotTakingAnswers):
        answers.send_answers(**given, now=closes)
    answers.send_answers(**given, now=closes - timedelta(microseconds=1))
    assert Response.objects.sent().count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_sends_at_the_same_moment_are_one_response():
    person = Respondent(invite(open_survey()), opens=False)
    items, failures = person.items, []
    own = respondents.invitation_by_public_id(person.invitation.public_id)

    def send(score):
        try:
            answers.send_answers(
                invitation=own,
                token=person.token,
                scores={item.id: score for item in items},
                remarks={},
                now=NOW,
            )
        except IntegrityError as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(1 + index % 5,)) for index in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert Response.objects.count() == 1
    assert len(set(Answer.objects.values_list("score", flat=True))) == 1


def test_the_last_second_counts_and_the_next_does_not():
    closes = SECOND_HALF_PAST_TWO
    person = None
    with time_machine.travel(closes - timedelta(seconds=1), tick=False):
        person = Respondent(invite(open_survey(closes_at=closes)))
        assert person.tap(4).status_code == 200
        assert person.send(4, 4, 4).status_code == 302
    with time_machine.travel(closes, tick=False):
        late = person.tap(1)
        assert late.status_code == 409
        assert late.json() == {"message": "De meting is afgerond"}
        page = person.send(1, 1, 1)
        assert page.status_code == 409
        assert "De meting is afgerond" in page.content.decode()
        assert person.get().status_code == 410
    assert set(person.stored()[0].values()) == {4}


def test_an_hour_before_in_the_night_that_is_an_hour_longer():
    """At the first half past two the round is still open: the server's moment decides, not the clock on the wall."""
    with time_machine.travel(SECOND_HALF_PAST_TWO - timedelta(minutes=59), tick=False):
        person = Respondent(invite(open_survey(closes_at=SECOND_HALF_PAST_TWO)))
        assert person.tap(4).status_code == 200


def test_after_closing_the_link_is_gone_and_nothing_can_be_stored(person):
    person.send(4, 4, 4)
    close_round(round_=person.invitation.survey.round, by=None, now=NOW)
    assert person.client.get(f"/u/{person.token}/").status_code == 404
    page = person.get()
    assert page.status_code == 410
    assert "De meting is afgerond" in page.content.decode()
    assert person.send(1, 1, 1).status_code == 409
    assert set(person.stored()[0].values()) == {4}


def test_closing_between_reading_and_storing_stores_nothing(person):
    own = respondents.invitation_by_public_id(person.invitation.public_id)
    close_round(round_=Round.objects.get(), by=None, now=NOW)
    with pytest.raises(answers.NotTakingAnswers):
        answers.save_answers(invitation=own, token=person.token, scores={}, remarks={}, now=NOW)
    assert Response.objects.count() == 0


def test_somebody_elses_key_stores_nothing(person):
    other = Respondent(invite(person.invitation.survey))
    own = respondents.invitation_by_public_id(person.invitation.public_id)
    with pytest.raises(answers.NotTakingAnswers):
        answers.send_answers(invitation=own, token=other.token, scores={}, remarks={}, now=NOW)


@pytest.mark.parametrize(("invited", "carried"), [(4, ""), (5, "gemeente")])
def test_the_partner_type_is_carried_only_among_five(person, invited, carried):
    survey = person.invitation.survey
    people = [invite(survey, partner_type="gemeente") for _ in range(invited)]
    Respondent(people[0]).send(4, 4, 4)
    assert Response.objects.get().partner_type == carried


def _stored_text():
    """Everything in every table, as text."""
    for model in apps.get_models(include_auto_created=True):
        for row in model.objects.values_list():
            yield " ".join(map(str, row))


def test_the_key_is_nowhere_in_the_database_session_or_log(person, caplog):
    with caplog.at_level(logging.DEBUG):
        person.send(4, 4, 4)
        person.get("klaar/")
        person.client.get(f"/u/{person.token}/")
        person.client.get("/u/" + person.token[:-1] + "/")
    assert person.token not in "\n".join(_stored_text())
    logged = [record.getMessage() for record in caplog.records if record.name.startswith("dealportaal")]
    assert person.token not in "\n".join(logged)
    assert "sessionid" not in person.client.cookies


def test_the_tie_between_person_and_answers_is_no_column(person):
    person.send(4, 4, 4)
    invitation, response = Invitation.objects.get(), Response.objects.get()
    assert invitation.token_hash != response.tie_hash
    assert str(invitation.pk) not in {str(response.key), response.tie_hash}


def test_counts_are_all_that_is_known(person, django_assert_num_queries):
    survey = person.invitation.survey
    person.send(4, 4, 4)
    Respondent(invite(survey)).tap(3)
    invite(survey, revoked_at=NOW)
    other = factories.survey(round=survey.round)
    with django_assert_num_queries(2):
        assert queries.counts([survey, other]) == {survey.pk: (1, 2), other.pk: (0, 0)}


def test_reading_the_form_refuses_what_is_not_ours():
    questionnaire = questionnaire_of(factories.instrument((1,)))
    field = questionnaire.items[0].field
    for data in ({field: "6"}, {field: ""}, {"s0": "1"}, {"t0": "x"}):
        with pytest.raises(NotOurForm):
            read_submission(data, questionnaire)
    assert read_submission({"csrfmiddlewaretoken": "x", "toch": "1"}, questionnaire).scores == {}
