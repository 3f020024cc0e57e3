"""Issuing reports: each once, whole or not at all, whatever happens to the worker."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.actions import jobs
from foundation.models import AuditEvent, Job
from impacttool.actions.closing import close_round
from impacttool.scoring import RoundScores
from reports.actions import web_report_runs
from reports.actions.web_reports import publish_web_report
from reports.events import ReportEvent
from reports.models import WebReport
from reports.queries.web_report_source import report_inputs
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db
State = Job.State


def closed_round(answers_per_deal, **fields):
    """A closed round with two indicators of 2 and 1 statements; `answers_per_deal`: lists of scores."""
    round_ = factories.round_(instrument=factories.instrument(shape=(2, 1)), **fields)
    for answers in answers_per_deal:
        survey = factories.survey(round=round_)
        for scores in answers:
            factories.response(survey, scores)
    close_round(round_=round_, by=None, now=NOON)
    round_.refresh_from_db()
    return round_


def confirm_publishing(client, url):
    """As a person does: reads what becomes public, and presses."""
    seal = re.search(r'name="seal" value="(\w+)"', client.get(url, follow=True).content.decode())
    return client.post(url, {"openbaar": "ja", "seal": seal[1] if seal else ""})


def issue_all(round_, now=NOON):
    run = web_report_runs.start_web_report_run(round_=round_, by=None, now=now)
    for part in run.parts.order_by("pk"):
        jobs.run(job_ids=[part.pk], now=now)
    run.refresh_from_db()
    return run


def test_every_deal_gets_its_report_with_the_scores_of_the_rules():
    uneven = [(4, 1, 3), (2, None, 3), (4, 4, 3), (2, 2, 3), (3, 3, 3)]
    round_ = closed_round([uneven, [(5, 5, 5)] * 6, [(1, 1, 1)] * 7])
    run = issue_all(round_)
    assert run.finished_at == NOON
    figures = WebReport.objects.get(survey=round_.surveys.order_by("pk").first()).figures
    first = figures.indicators[0]
    # per respondent 2.5, 2, 4, 2, 3 -> 2.7; all answers pooled would give 25 / 9 = 2.8
    assert (first.mean, first.n) == ("2.7", 5)
    # every deal counts once: (2.7 + 5 + 1) / 3 = 2.9; every respondent once would give 50.5 / 18 = 2.8
    assert first.all_deals_mean == "2.9"
    assert first.minimum is None and first.withheld["range"] == "few_answers"


def test_a_new_version_needs_five_changed_responses():
    round_ = closed_round([[(4, 4, 4)] * 6])
    issue_all(round_)
    survey = round_.surveys.get()
    for _number in range(4):
        factories.response(survey, (1, 1, 1))
    issue_all(round_)
    job = Job.objects.exclude(whole=None).order_by("pk").last()
    assert WebReport.objects.count() == 1
    assert (job.state, "minder dan 5" in job.reason) == (State.DONE, True)
    factories.response(survey, (1, 1, 1))
    issue_all(round_)
    assert list(WebReport.objects.order_by("version").values_list("version", flat=True)) == [1, 2]


def test_reports_made_together_are_those_made_one_by_one():
    answers = [[(4, 4, 4)] * 5, [(5, 1, 2)] * 6, [(3, 3, 3)] * 4, []]
    factories.round_(year=2023)
    together, alone = closed_round(answers, year=2024), closed_round(answers, year=2025)
    first = web_report_runs.start_web_report_run(round_=together, by=None, now=NOON)
    jobs.run(job_ids=list(first.parts.values_list("pk", flat=True)), now=NOON)
    issue_all(alone)

    def figures(round_):
        found = WebReport.objects.filter(survey__round=round_).order_by("survey")
        return [(row.figures.respondents, row.figures.indicators) for row in found]

    assert len(figures(together)) == 4
    assert figures(together) == figures(alone)
    assert Job.objects.filter(finished_at=None).count() == 0


def test_gathering_for_many_reports_asks_no_more_than_for_one(django_assert_num_queries):
    earlier = closed_round([], year=2024)
    later = factories.round_(year=2025, instrument=earlier.instrument)
    for _number in range(5):
        survey = factories.survey(round=later)
        factories.response(factories.survey(round=earlier, deal=survey.deal), (2, 2, 2))
        factories.response(survey, (4, 4, 4))
    close_round(round_=later, by=None, now=NOON)
    surveys = list(later.surveys.select_related("deal", "round__instrument"))
    with CaptureQueriesContext(connection) as one:
        report_inputs(surveys[:1], RoundScores(()))
    with django_assert_num_queries(len(one)):
        found = report_inputs(surveys, RoundScores(()))
    assert {row.source.baseline.year for row in found.values()} == {2024}


def test_who_reads_a_report(client):
    round_ = closed_round([[(4, 4, 4)] * 5])
    issue_all(round_)
    survey = round_.surveys.get()
    url = reverse("reports:web_report", args=[round_.year, survey.deal.slug])
    other = factories.dealmaker(factories.deal())
    readers = {
        200: [factories.staff(), factories.dealmaker(survey.deal), factories.partner_contact(survey.deal)],
        404: [None, other, factories.administrator(), factories.user()],
    }
    for status, people in readers.items():
        for person in people:
            client.logout()
            if person:
                client.force_login(person)
            assert client.get(url).status_code == status, person
            for kind in ("pdf", "svg", "png"):
                file_url = reverse("reports:web_report_file", args=[round_.year, survey.deal.slug, kind])
                assert client.get(file_url).status_code == status, (person, kind)
    client.force_login(factories.staff())
    for _click in range(2):
        publish = reverse("reports:publish_web_report", args=[round_.year, survey.deal.slug])
        confirm_publishing(client, publish)
    assert AuditEvent.objects.filter(event=ReportEvent.PUBLISHED).count() == 1
    client.logout()
    assert client.get(url).status_code == 200


def test_only_agenda_stad_reads_who_had_a_report_made(client):
    round_ = closed_round([[(4, 4, 4)] * 5])
    maker = factories.staff(name="Maaike Bakker")
    run = web_report_runs.start_web_report_run(round_=round_, by=maker, now=NOON)
    jobs.run(job_ids=[run.parts.get().pk], now=NOON)
    survey = round_.surveys.get()
    url = reverse("reports:web_report", args=[round_.year, survey.deal.slug])
    for person, reads in ((factories.dealmaker(survey.deal), False), (factories.staff(), True)):
        client.force_login(person)
        page = client.get(url).content.decode()
        assert "Versie 1, gemaakt op 1 juni 2026" in page
        assert ("Maaike Bakker" in page) is reads


def test_publishing_twice_at_the_same_moment_is_publishing_once():
    survey = closed_round([[(4, 4, 4)] * 5]).surveys.get()
    first, second = factories.staff(), factories.staff()
    read_before = type(survey).objects.get(pk=survey.pk)
    publish_web_report(survey=survey, is_published=True, by=first)
    publish_web_report(survey=read_before, is_published=True, by=second)
    survey.refresh_from_db()
    assert (survey.is_published, survey.was_published, survey.published_by) == (True, True, first)
    assert AuditEvent.objects.filter(event=ReportEvent.PUBLISHED).count() == 1


def test_the_public_report_of_a_deal_that_is_not_public_any_more_is_not_public(client):
    round_ = closed_round([[(4, 4, 4)] * 5])
    issue_all(round_)
    survey = round_.surveys.get()
    round_.surveys.update(is_published=True)
    url = reverse("reports:web_report", args=[round_.year, survey.deal.slug])
    assert client.get(url).status_code == 200
    survey.deal.is_published = False
    survey.deal.save()
    assert client.get(url).status_code == 404


def test_the_breakdown_is_for_the_deal_team_and_staff_only(client):
    round_ = factories.round_()
    survey = factories.survey(round=round_)
    for kind in ["gemeente"] * 6 + ["ministerie"] * 5:
        factories.invitation(survey=survey, partner_type=kind)
        factories.response(survey, (4, 4, 4), partner_type=kind)
    close_round(round_=round_, by=None, now=NOON)
    issue_all(round_)
    url = reverse("reports:web_report", args=[round_.year, survey.deal.slug])
    client.force_login(factories.dealmaker(survey.deal))
    assert "Wie vulden in?" in client.get(url).content.decode()
    client.force_login(factories.partner_contact(survey.deal))
    assert "Wie vulden in?" not in client.get(url).content.decode()


def test_the_page_never_holds_a_figure_under_the_threshold(client):
    round_ = closed_round([[(2, 2, 2)] * 4])
    issue_all(round_)
    report = WebReport.objects.get()
    assert report.figures.respondents is None
    assert {row.mean for row in report.figures.indicators} == {None}
    client.force_login(factories.staff())
    page = client.get(
        reverse("reports:web_report", args=[round_.year, report.survey.deal.slug])
    ).content.decode()
    assert "minder dan 5" in page and "2,0" not in page


@pytest.mark.parametrize("route", ["reports:web_report", "reports:learning_report"])
@pytest.mark.parametrize(("answers", "is_beside"), [(4, False), (12, True)])
def test_a_table_with_words_in_the_place_of_figures_has_the_whole_page(client, route, answers, is_beside):
    """Beside the web its last columns would fall off."""
    round_ = closed_round([[(2, 2, 2)] * answers, [(4, 4, 4)] * 12, [(4, 4, 4)] * 12])
    issue_all(round_)
    client.force_login(factories.staff())
    survey = round_.surveys.order_by("pk").first()
    page = client.get(reverse(route, args=[round_.year, survey.deal.slug])).content.decode()
    around = page[: page.index("table-scroll")].rpartition('<div class="grid')[2]
    assert around.startswith(" grid--main") == is_beside


def test_rounding_is_half_up():
    round_ = closed_round([[(2, 2, 2)] * 15 + [(3, 3, 3)] * 5])
    issue_all(round_)
    assert Decimal(WebReport.objects.get().figures.indicators[0].mean) == Decimal("2.3")  # 2,25


def test_a_round_without_a_web_leaves_the_last_good_one_with_a_sentence(client):
    earlier = closed_round([[(4, 4, 4)] * 6], year=2024)
    issue_all(earlier)
    deal = earlier.surveys.get().deal
    later = factories.round_(year=2025, instrument=earlier.instrument)
    for _number in range(4):
        factories.response(
            factories.survey(round=later, deal=deal) if not _number else later.surveys.get(), (2, 2, 2)
        )
    close_round(round_=later, by=None, now=NOON)
    issue_all(later)
    client.force_login(factories.dealmaker(deal))
    url = reverse("reports:deal_web", args=[deal.slug])
    page = client.get(url).content.decode()
    assert "Ronde 2025:" in page and "Daarom staat hier nog het spinnenweb van ronde 2024." in page
    assert "Spinnenweb 2024" in page and page.count("<svg") == 1
    assert reverse("reports:web_report", args=[2024, deal.slug]) in page
    assert "Deze deal 2025" not in page

    client.logout()  # may read neither report
    assert "Nog geen spinnenweb" in client.get(url).content.decode()
    publish_web_report(survey=later.surveys.get(), is_published=True, by=factories.staff())
    client.logout()  # reads the last round, and not the one before
    page = client.get(url).content.decode()
    assert "Ronde 2025:" in page and "<svg" not in page and "ronde 2024" not in page
