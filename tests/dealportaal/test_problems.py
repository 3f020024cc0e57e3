"""Errors of the API are problem details, in Dutch and without inner details."""

import pytest
from django.test import Client

from dealportaal.problems import TITLES, problem
from tests import factories


@pytest.mark.parametrize("status", TITLES)
def test_a_problem_has_its_own_media_type(status):
    response = problem(status, "Waarom.")
    assert response["Content-Type"] == "application/problem+json"
    assert response.status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "method", "headers", "status"),
    [
        ("/api/bestaat-niet/", "get", {}, 404),
        ("/api/v1/rounds/2025/deals/een-deal/scores", "get", {}, 401),
        ("/api/v1/rounds/2025/deals/een-deal/scores", "post", {}, 405),
        ("/api/v1/rounds/2025/deals/een-deal/scores", "get", {"Authorization": "Token fout"}, 401),
        ("/api/v1/rounds/2025/deals/een-deal/scores", "get", {"Authorization": "Token"}, 401),
        ("/api/v1/rounds/2025/deals/een-deal/scores", "get", {"Accept": "text/html"}, 406),
    ],
)
def test_every_error_of_the_api_is_a_problem(client, path, method, headers, status):
    response = getattr(client, method)(path, headers=headers)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["title"] == TITLES[status]


@pytest.mark.django_db
def test_someone_elses_figures_do_not_exist(client):
    client.force_login(factories.user())
    survey = factories.survey()
    response = client.get(f"/api/v1/rounds/{survey.round.year}/deals/{survey.deal.slug}/scores")
    assert response.json() == {"type": "about:blank", "title": TITLES[404], "status": 404}


@pytest.mark.django_db
def test_a_fault_in_the_api_tells_nothing_of_the_inside(monkeypatch):
    monkeypatch.setattr("reports.queries.web_reports.report_of", lambda survey: 1 / 0)
    client = Client(raise_request_exception=False)
    client.force_login(factories.staff())
    survey = factories.survey(round=factories.round_(state="gesloten"))
    response = client.get(f"/api/v1/rounds/{survey.round.year}/deals/{survey.deal.slug}/scores")
    assert (response.status_code, response.json()["title"]) == (500, TITLES[500])
    assert "division" not in response.content.decode()
