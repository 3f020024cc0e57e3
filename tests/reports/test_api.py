"""The API: the same stored figures as the page, for those who may read the report."""

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.actions import create_api_token
from partners.models import ApiToken
from tests import factories
from tests.reports.test_web_reports import closed_round, issue_all

pytestmark = pytest.mark.django_db
Scope = ApiToken.Scope


def url_of(survey):
    return reverse("api_deal_scores", args=[survey.round.year, survey.deal.slug])


def token_header(user, scope=Scope.REPORTS, **fields):
    return {"Authorization": f"Token {create_api_token(user=user, by=None, scope=scope, **fields)}"}


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


def publish(survey):
    survey.is_published = True
    survey.save()


def test_what_was_made_public_needs_no_key(client, survey):
    publish(survey)
    answer = client.get(url_of(survey))
    assert (answer.status_code, answer.json()["respondents"]) == (200, 20)


def test_without_a_key_what_is_not_public_is_no_different_from_what_is_not_there(client, survey):
    missing = reverse("api_deal_scores", args=[1999, "bestaat-niet"])
    hidden, nothing = client.get(url_of(survey)), client.get(missing)
    assert (hidden.status_code, hidden.content) == (401, nothing.content)


@pytest.mark.parametrize(
    ("scope", "of_own_deal", "of_another"),
    [(Scope.PUBLIC, 403, 403), (Scope.OWN, 200, 403), (Scope.REPORTS, 200, 200)],
)
def test_a_key_reads_within_its_scope(client, scope, of_own_deal, of_another):
    """Of one officer, who is also dealmaker of one of two deals."""
    round_ = closed_round([[(4, 4, 4)] * 6] * 2)
    issue_all(round_)
    own, other = round_.surveys.select_related("deal", "round").order_by("pk")
    person = factories.staff()
    own.deal.roles.create(user=person, role="dealmaker")
    headers = token_header(person, scope)
    answers = [client.get(url_of(one), headers=headers) for one in (own, other)]
    assert [one.status_code for one in answers] == [of_own_deal, of_another]
    if of_another == 403:
        assert answers[1]["Content-Type"] == "application/problem+json"
        assert "Deze sleutel mag dit niet lezen. Hij mag lezen: " in answers[1].json()["detail"]
    publish(other)
    assert client.get(url_of(other), headers=headers).status_code == 200


def test_a_scope_gives_nothing_that_the_account_may_not_read(client, survey):
    for scope in Scope:
        headers = token_header(factories.dealmaker(factories.deal()), scope)
        assert client.get(url_of(survey), headers=headers).status_code == 404


def test_a_key_that_ended_says_so_also_where_no_key_is_needed(client, survey):
    publish(survey)
    headers = token_header(factories.staff(), ended_on=timezone.localdate())
    answer = client.get(url_of(survey), headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert "Deze sleutel was geldig tot" in answer.json()["detail"]


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
