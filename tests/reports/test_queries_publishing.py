"""Before a report becomes public: what everybody reads then, and what disappears elsewhere."""

import pytest
from django.urls import reverse

from impacttool.models import Remark, Response
from reports.actions.web_reports import publish_web_report
from reports.queries.publishing import losses_of, publication_of
from tests import factories
from tests.factories import NOON
from tests.reports.test_web_reports import close_round, closed_round, confirm_publishing, issue_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def surveys():
    made = closed_round([[(score, score, score)] * 10 for score in (5, 4, 3, 2)], year=2024)
    issue_all(made)
    return list(made.surveys.select_related("deal", "round").order_by("pk"))


def publish_url(survey):
    return reverse("reports:publish_web_report", args=[survey.round.year, survey.deal.slug])


def test_of_four_deals_the_first_takes_it_from_the_teams_and_the_second_from_all(surveys):
    first, second, third, fourth = surveys
    [loss] = losses_of(first)
    assert loss.deals == tuple(sorted(each.deal.name for each in (second, third, fourth)))
    assert (loss.means, loss.ranges, loss.phases) == (2, 2, 2)
    publish_web_report(survey=first, is_published=True, by=factories.staff())
    losses = losses_of(second)
    assert [loss.deals for loss in losses] == [(), (first.deal.name,)]


def test_the_last_ones_take_nothing_away(surveys):
    for survey in surveys[:2]:
        publish_web_report(survey=survey, is_published=True, by=factories.staff())
    assert losses_of(surveys[2]) == []


def test_it_is_asked_once_and_done_on_what_was_read(client, surveys):
    first, second, *_rest = surveys
    client.force_login(factories.staff())
    page = client.get(publish_url(first)).content.decode()
    assert "Het gemiddelde per indicator met het aantal invullers, vanaf 5 antwoorden" in page
    assert second.deal.name in page and "het gemiddelde van alle deals bij 2 van de 2 indicatoren" in page
    read = publication_of(first).seal
    assert client.post(publish_url(first), {"openbaar": "ja"}).status_code == 200  # asks
    first.refresh_from_db()
    assert not first.is_published
    publish_web_report(survey=second, is_published=True, by=factories.staff())
    again = client.post(publish_url(first), {"openbaar": "ja", "seal": read}).content.decode()
    first.refresh_from_db()
    assert "Intussen is er iets veranderd" in again and not first.is_published
    assert confirm_publishing(client, publish_url(first)).status_code == 302
    first.refresh_from_db()
    assert first.is_published and first.was_published
    assert client.get(publish_url(first)).status_code == 302  # nothing to ask


def test_remarks_are_read_before_they_become_public(client):
    round_ = factories.round_(year=2024, instrument=factories.instrument(shape=(1,)))
    survey = factories.survey(round=round_)
    for _number in range(10):
        factories.response(survey, (4,))
    indicator = round_.instrument.indicators.get()
    answer = Response.objects.filter(survey=survey).first()
    Remark.objects.create(survey=survey, response=answer, indicator=indicator, text="Jan regelt het <goed>.")
    close_round(round_=round_, by=None, now=NOON)
    issue_all(round_)
    client.force_login(factories.staff())
    page = client.get(publish_url(survey)).content.decode()
    assert "Er wordt 1 toelichting openbaar, woordelijk." in page and "Jan regelt het &lt;goed&gt;." in page


def test_without_a_report_there_is_nothing_to_ask(client):
    survey = closed_round([[(4, 4, 4)] * 5]).surveys.get()
    client.force_login(factories.staff())
    answer = client.get(publish_url(survey), follow=True)
    assert "Het rapport is er nog niet." in answer.content.decode()


def test_a_page_of_before_a_withdrawal_publishes_nothing(client, surveys):
    first = surveys[0]
    client.force_login(factories.staff())
    read = publication_of(first).seal
    publish_web_report(survey=first, is_published=True, by=factories.staff())
    first.refresh_from_db()
    publish_web_report(survey=first, is_published=False, by=factories.staff())
    client.post(publish_url(first), {"openbaar": "ja", "seal": read})
    first.refresh_from_db()
    assert not first.is_published
