"""The API: the same stored figures as the page, for those who may read the report."""

import pytest
from django.urls import reverse

from partners.actions import create_api_token
from tests import factories
from tests.impacttool.test_reports import closed_round, issue_all

pytestmark = pytest.mark.django_db


def url_of(survey):
    return reverse("api_deal_scores", args=[survey.round.year, survey.deal.slug])


def token_header(user):
    return {"Authorization": f"Token {create_api_token(user=user, by=None)}"}


@pytest.fixture
def survey(db):
    """Twenty respondents at 2.25 on indicator 1, of whom four answered indicator 2."""
    answers = [(2, 2, 5)] * 4 + [(2, 2, None)] * 11 + [(3, 3, None)] * 5
    round_ = closed_round([answers])
    issue_all(round_)
    return round_.surveys.select_related("round", "deal").get()


def test_scores_are_those_of_the_page(client, survey):
    answer = client.get(url_of(survey), headers=token_header(factories.staff()))
    assert answer.status_code == 200
    body = answer.json()
    assert (body["deal"], body["round"], body["respondents"]) == (survey.deal.slug, survey.round.year, 20)
    assert body["indicators"][0] == {
        "number": 1,
        "name": "Indicator 1",
        "n": 20,
        "mean": 2.3,
        "minimum": 2,
        "maximum": 3,
        "all_deals_mean": None,
        "all_deals_minimum": None,
        "all_deals_maximum": None,
        "withheld": {"all_deals": "few_deals", "all_deals_range": "few_deals"},
    }


def test_what_the_gate_withholds_is_null_with_the_reason(client, survey):
    second = client.get(url_of(survey), headers=token_header(factories.staff())).json()["indicators"][1]
    assert (second["n"], second["mean"], second["minimum"]) == (None, None, None)
    assert second["withheld"]["mean"] == "few_answers"


def test_signed_in_users_read_what_their_role_may(client, survey):
    client.force_login(factories.dealmaker(survey.deal))
    assert client.get(url_of(survey)).status_code == 200
    client.force_login(factories.dealmaker(factories.deal()))
    assert client.get(url_of(survey)).status_code == 404


def test_without_a_key_or_with_a_wrong_one(client, survey):
    assert client.get(url_of(survey)).status_code == 401
    answer = client.get(url_of(survey), headers={"Authorization": "Token nonsens"})
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


def test_an_open_round_has_no_figures_for_anybody(client):
    survey = factories.survey()
    for _number in range(12):
        factories.response(survey, (5, 5, 5))
    answer = client.get(url_of(survey), headers=token_header(factories.staff()))
    assert answer.status_code == 409
    assert "5.0" not in answer.content.decode()


def test_a_closed_round_without_report_says_so(client):
    round_ = closed_round([[(4, 4, 4)] * 5])
    survey = round_.surveys.select_related("deal", "round").get()
    assert client.get(url_of(survey), headers=token_header(factories.staff())).status_code == 409


def test_writing_is_not_possible(client, survey):
    assert client.post(url_of(survey), headers=token_header(factories.staff())).status_code == 405


def test_unknown_addresses_answer_as_problem_details(client):
    answer = client.get("/api/v1/bestaat-niet")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
