"""Limits on personal links and on keys of programs."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from dealportaal import link_limits as limits
from tests.impacttool import respondents

pytestmark = pytest.mark.django_db
WRONG = [
    "/u/niet-een-sleutel/",
    "/deals/agenda/niet-een-sleutel.ics",
    "/programma/jaarrapport/niet-een-sleutel/",
    "/account/overzicht/niet-een-sleutel/",
    "/account/password/reset/key/1-niet-een-sleutel/",
]


@pytest.fixture(autouse=True)
def _nothing_remembered(time_machine, settings):
    time_machine.move_to("2026-06-01T12:00:01Z", tick=False)
    settings.TRUSTED_PROXIES = 1
    cache.clear()
    yield
    cache.clear()


def visit(client, path, address="203.0.113.9", **headers):
    return client.get(path, headers={"X-Forwarded-For": address} | headers)


@pytest.mark.parametrize("path", WRONG)
def test_wrong_links_are_refused_after_a_while(client, monkeypatch, path, time_machine):
    monkeypatch.setattr(limits, "WRONG", 3)
    assert {visit(client, path).status_code for _time in range(3)} <= {200, 404}
    refused = visit(client, path)
    assert (refused.status_code, refused["Retry-After"]) == (429, str(limits.WRONG_SECONDS))
    assert "Probeer het over 10 minuten opnieuw." in refused.content.decode()
    assert "Content-Security-Policy" in refused
    assert visit(client, path, address="198.51.100.7").status_code != 429
    time_machine.shift(limits.WRONG_SECONDS)
    assert visit(client, path).status_code != 429


def test_all_kinds_of_links_count_together(client, monkeypatch):
    monkeypatch.setattr(limits, "WRONG", len(WRONG) - 1)
    assert [visit(client, path).status_code for path in WRONG][-1] == 429


def test_a_program_that_guesses_keys_gets_a_problem(client, monkeypatch):
    monkeypatch.setattr(limits, "WRONG", 2)
    key = {"Authorization": "Token niet-een-sleutel"}
    answers = [visit(client, "/api/v1/rounds/2025/deals/x/scores", **key) for _time in range(3)]
    assert [one.status_code for one in answers] == [401, 401, 429]
    assert answers[-1]["Content-Type"] == "application/problem+json"
    assert answers[-1]["Retry-After"] == str(limits.WRONG_SECONDS)


def test_right_links_of_a_colleague_behind_the_same_address_still_open(client, monkeypatch):
    monkeypatch.setattr(limits, "WRONG", 2)
    link = right_link()
    for _time in range(4):
        visit(client, WRONG[0])
    assert visit(client, WRONG[0]).status_code == 429
    assert {visit(client, link).status_code for _time in range(20)} == {302}


def test_everything_together_has_a_limit_too(client, monkeypatch, settings):
    settings.DEMO = False
    monkeypatch.setattr(limits, "VISITS", 2)
    link = right_link()
    assert [visit(client, link).status_code for _time in range(3)] == [302, 302, 429]
    assert visit(client, link, address="198.51.100.7").status_code == 302


def test_five_hundred_people_of_one_ministry_stay_far_below_it():
    assert limits.VISITS >= 500 * 4


def test_other_pages_have_no_such_limit(client, monkeypatch):
    monkeypatch.setattr(limits, "WRONG", 0)
    assert visit(client, "/bestaat-niet/").status_code == 404
    assert client.get(reverse("deals:list")).status_code == 200


def right_link():
    invitation = respondents.invite(respondents.open_survey())
    return f"/u/{respondents.Respondent(invitation, opens=False).token}/"
