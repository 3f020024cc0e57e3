"""The programme page: counts that link to their lists, webs in alphabetical order, the open round live."""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deals.models import Phase
from impacttool.actions.closing import close_round
from impacttool.models import Round
from reports.actions.web_reports import publish_web_report
from reports.models import WebReport
from tests import factories
from tests.factories import NOON
from tests.reports.test_web_reports import closed_round, issue_all

pytestmark = pytest.mark.django_db


def page(client, person=None):
    client.force_login(person or factories.staff())
    answer = client.get(reverse("programme:overview"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_webs_stand_in_alphabetical_order_not_by_score(client):
    round_ = closed_round([[(5, 5, 5)] * 5, [(1, 1, 1)] * 5, [(3, 3, 3)] * 5])
    for survey, name in zip(round_.surveys.order_by("pk"), ["Zuid", "Alfa", "Midden"], strict=True):
        survey.deal.name = name
        survey.deal.save()
    issue_all(round_)
    content = page(client)
    assert content.index("Alfa") < content.index("Midden") < content.index("Zuid")
    assert content.count("<use") == 3


def test_a_web_without_a_line_says_why(client):
    issue_all(closed_round([[(4, 4, 4)] * 4, [], [(4, 4, 4)] * 5]))
    content = page(client)
    assert content.count('<p class="web__count">minder dan 5 antwoorden</p>') == 1
    assert content.count('<p class="web__count">geen antwoorden</p>') == 1


@pytest.mark.parametrize(
    ("reasons", "words"),
    [
        (("few_answers", "no_answers"), "minder dan 5 antwoorden"),
        (("few_changes", "few_changes"), "te weinig gewijzigde antwoorden"),
        (("few_changes", "few_answers"), "te weinig antwoorden, of te weinig gewijzigde"),
    ],
)
def test_each_reason_for_a_web_without_a_line_has_its_own_words(client, reasons, words):
    issue_all(closed_round([[(4, 4, 4)] * 5]))
    report = WebReport.objects.get()
    rows = tuple(
        replace(row, n=None, mean=None, withheld={"mean": reason, "range": reason})
        for row, reason in zip(report.figures.indicators, reasons, strict=True)
    )
    report.figures = replace(report.figures, indicators=rows)
    report.save()
    assert f'<p class="web__count">{words}</p>' in page(client)


def later_round(earlier, *, answers):
    """The deal of `earlier` in a round a year later, closed, with so many answers."""
    later = factories.round_(year=earlier.year + 1, instrument=earlier.instrument)
    survey = factories.survey(round=later, deal=earlier.surveys.get().deal)
    for _number in range(answers):
        factories.response(survey, (2, 2, 2))
    close_round(round_=later, by=None, now=NOON)
    return later


def test_a_web_without_a_line_leaves_the_last_good_one_with_a_sentence(client):
    earlier = closed_round([[(4, 4, 4)] * 5], year=2024)
    issue_all(earlier)
    issue_all(later_round(earlier, answers=4))
    content = page(client)
    assert "Spinnenwebben 2025" in content
    assert '<p class="web__count">minder dan 5 antwoorden</p>' in content
    assert '<p class="web__count">Daarom staat hier nog het web van 2024.</p>' in content
    assert content.count("Spinnenweb Deal") == content.count(" 2024</title>") == 1
    assert "<use" not in content  # the grid of its own year


def test_a_web_without_a_report_yet_leaves_the_last_good_one(client):
    earlier = closed_round([[(4, 4, 4)] * 5], year=2024)
    issue_all(earlier)
    later_round(earlier, answers=5)
    content = page(client)
    assert '<p class="web__count">nog geen rapport</p>' in content and "web van 2024" in content
    assert "Meting met te weinig antwoorden" not in content


def test_the_last_good_web_is_one_that_this_reader_may_read(client):
    """An administrator of accounts reads what is public, and nothing more."""
    earlier = closed_round([[(4, 4, 4)] * 5], year=2024)
    issue_all(earlier)
    later = later_round(earlier, answers=4)
    issue_all(later)
    publish_web_report(survey=later.surveys.get(), is_published=True, by=factories.staff())
    content = page(client, factories.administrator())
    assert "minder dan 5 antwoorden" in content and "web van 2024" not in content


def test_an_open_round_shows_counts_and_no_score(client):
    survey = factories.survey()
    for _number in range(4):
        factories.invitation(survey=survey)
    factories.response(survey, (5, 5, 5))
    content = page(client)
    assert "minder dan 5 van 4" in content and "Bij elke deal minder dan 5." in content
    assert "5,0" not in content
    assert "<use" not in content


def test_an_open_round_without_invitations_says_so(client):
    factories.survey()
    content = page(client)
    assert "Er is nog niemand uitgenodigd." in content
    assert "nog niemand uitgenodigd</span>" in content
    assert "van 0 genodigden" not in content and ">0 van 0<" not in content


def test_every_stat_links_to_its_list(client):
    factories.participation(deal=factories.deal())
    factories.deal(phase="", name="Zonder fase")
    content = page(client)
    assert f'href="{reverse("deals:list")}?phase=uitvoering"' in content
    assert f'href="{reverse("partners:list")}?in_deal=1"' in content
    unknown = f"{reverse('deals:list')}?phase=onbekend"
    assert f'<a href="{unknown}">1 fase onbekend</a>' in content
    assert "Zonder fase</a>" in client.get(unknown).content.decode()


def test_the_deals_per_phase_add_up_to_all_deals(client):
    for phase in [*Phase.values, "", ""]:
        factories.deal(phase=phase, stop_reason="te weinig partners" if phase == Phase.STOPPED else "")
    content = page(client)
    tile = (
        content[content.index("Deals in uitvoering") :].split("</dl>")[0].split("Organisaties bij deals")[0]
    )
    shown = [int(number) for number in re.findall(r">(\d+) [^<]+</a>", tile)]
    assert f"van {len(Phase.values) + 2} deals" in tile
    assert sum(shown) + 1 == len(Phase.values) + 2
    assert f'<a href="{reverse("deals:list")}?phase=afgerond">1 afgerond</a>' in tile


def test_a_phase_without_deals_is_not_named(client):
    factories.deal(phase=Phase.EXECUTION)
    assert "0 in verkenning" not in page(client)


def test_a_day_stands_in_the_rhythm_once(client):
    deals = [factories.deal(name=name) for name in ("Alfa", "Zuid")]
    for deal in deals:
        factories.milestone(deal=deal, name="Werkconferentie", planned_on="2099-01-01")
    content = page(client)
    assert content.count("1 jan 2099") == 1
    assert content.count("Werkconferentie") == 1
    assert all(reverse("deals:planning", args=[deal.slug]) in content for deal in deals)


def test_administrators_see_the_overview_but_cannot_make_rounds_or_follow_one(client):
    survey = factories.survey()
    for _number in range(4):
        factories.invitation(survey=survey)
    factories.response(survey, (5, 5, 5))
    content = page(client, factories.administrator())
    assert reverse("impacttool:round_add") not in content
    assert "1 van 4" not in content
    assert survey.round.get_absolute_url() not in content


@pytest.mark.parametrize("person", [factories.user, lambda: factories.dealmaker(factories.deal())])
def test_others_may_not_see_it(client, person):
    client.force_login(person())
    assert client.get(reverse("programme:overview")).status_code == 403


def queries_with(client, staff, number):
    round_ = closed_round([[(3, 3, 3)] * 5] * number)
    issue_all(round_)
    Round.objects.exclude(pk=round_.pk).update(state=Round.State.DRAFT)
    open_round = factories.round_()
    for _deal in range(number):
        survey = factories.survey(round=open_round)
        factories.milestone(deal=survey.deal, planned_on="2099-01-01")
    client.force_login(staff)
    client.get(reverse("programme:overview"))
    with CaptureQueriesContext(connection) as seen:
        client.get(reverse("programme:overview"))
    return len(seen)


def test_the_number_of_queries_does_not_grow_with_the_deals(client):
    staff = factories.staff()
    assert queries_with(client, staff, 2) == queries_with(client, staff, 7)


def queries_with_earlier_webs(client, year, number):
    earlier = closed_round([[(3, 3, 3)] * 5] * number, year=year)
    issue_all(earlier)
    later = factories.round_(year=year + 1, instrument=earlier.instrument)
    for survey in earlier.surveys.all():
        factories.survey(round=later, deal=survey.deal)
    close_round(round_=later, by=None, now=NOON)
    page(client)
    with CaptureQueriesContext(connection) as seen:
        content = page(client)
    assert content.count(f"web van {year}") == number
    return len(seen)


def test_nor_with_the_webs_of_earlier_rounds(client):
    assert queries_with_earlier_webs(client, 2020, 2) == queries_with_earlier_webs(client, 2023, 6)
