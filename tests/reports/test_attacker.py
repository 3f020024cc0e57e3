"""An attacker with everything that one reader is given, over the years, and with arithmetic: nothing follows of a deal that this
reader may not see, nor of the answer of somebody else (docs/rules.md 5.2, 5.4, 5.21)."""

import random
from decimal import Decimal

import pytest
from django.test import Client

from impacttool import disclosure
from impacttool.actions.closing import close_round
from partners.models import Organisation
from reports.actions import programme_reports
from reports.models import LearningReport
from reports.programme_report import patterns
from reports.queries import editions
from reports.web_report import publishing as report_figures
from tests import factories
from tests.factories import NOON
from tests.reports import attacker
from tests.reports.attacked import World, figures_of, learned, sheets_alone, view_of
from tests.reports.pdf_text import squeezed
from tests.reports.test_web_reports import issue_all

pytestmark = pytest.mark.django_db


def followed(world, view):
    """{(year, what, number): {deals: interval}} of everything that can be solved."""
    found = {}
    kinds = {
        "mean": (view.own, view.together, 5),
        "lowest": (view.lowest, view.all_lowest, 10),
        "highest": (view.highest, view.all_highest, 10),
    }
    for round_ in world.rounds:
        for kind, (own, together, least) in kinds.items():
            for number, behind in world.behind(round_, least).items():
                solved = attacker.followed_deals(
                    figures_of(own, round_.year, number), figures_of(together, round_.year, number), behind
                )
                if solved:
                    found[round_.year, kind, number] = solved
    return found


@pytest.mark.parametrize("seed", range(3))
def test_no_reader_can_solve_a_deal(seed, monkeypatch):
    sheets_alone(monkeypatch)
    world = World(seed)
    world.publish_by_chance()
    people = world.people()
    world.learn()
    world.programme()
    world.programme(edition=2)
    organisations = Organisation.objects.filter(contacts__user__in=people[:-1])
    for person in people:
        view = view_of(world, person, organisations=organisations)
        assert followed(world, view) == {} and view.said_again == set(), person
        assert all(len(world.answers[year, deal]) >= 5 for year, deal, _number in view.own)
        assert all(len(world.answers[year, deal]) >= 10 for year, deal, _number in view.lowest)
        assert all(n >= 5 for n in view.counts.values())


def test_the_attacker_finds_figures_in_every_output(monkeypatch):
    """So that nothing above is true because nothing was read."""
    sheets_alone(monkeypatch)
    world = World(11, deals=4, sizes=(12,), years=(2025,))
    [round_] = world.rounds
    world.publish([(round_, deal) for deal in world.deals])
    world.programme()
    surveys = {survey.deal.slug: survey for survey in round_.surveys.select_related("deal", "round")}
    survey = surveys[world.deals[0].slug]
    learned(survey, LearningReport.State.FINAL)
    member = factories.participation(deal=survey.deal).organisation
    client = Client()
    client.force_login(factories.staff())
    for read, more in (
        (attacker.read_report, (survey,)),
        (attacker.read_learning, (survey,)),
        (attacker.read_partner_year, (surveys, member)),
        (attacker.read_programme, ()),
    ):
        view = attacker.View()
        read(client, view, round_, *more)
        assert view.together[2025, "all", 1] and bool(view.own) == bool(more), read.__name__


def of_which_one_is_hidden():
    world = World(7, deals=4, sizes=(10, 12))
    world.publish([(world.rounds[0], deal) for deal in world.deals[:3]])
    return world


def test_the_attacker_finds_the_hidden_deal_where_the_gate_asks_nobody_who_reads(monkeypatch):
    """Three of four are public: their mean, lowest and highest answer give those of the fourth."""
    world = of_which_one_is_hidden()
    assert followed(world, view_of(world, None)) == {}
    monkeypatch.setattr(editions, "for_audience", lambda figures, *_readers: figures)
    solved = followed(world, view_of(world, None))
    slug = world.deals[3].slug
    for number in (1, 2):
        least, most = solved[2024, "mean", number][(slug,)]
        assert least <= world.mean(2024, slug, number) <= most and most - least < 1
        for kind, extreme in (("lowest", min), ("highest", max)):
            least, most = solved[2024, kind, number][(slug,)]
            assert least <= extreme(row[number - 1] for row in world.answers[2024, slug]) <= most


def test_the_attacker_finds_it_in_the_programme_report_where_that_asks_nobody(monkeypatch):
    world = of_which_one_is_hidden()
    maker = factories.dealmaker(world.deals[0])
    world.programme()
    assert followed(world, view_of(world, maker)) == {}
    monkeypatch.setattr(patterns, "for_readers", lambda content, *_readers: content)
    for report in programme_reports.ProgrammeReport.objects.all():
        report.files.all().delete()
        for format_ in programme_reports.Format:
            content = programme_reports.draw(report, report.content, format_)
            report.files.create(format=format_, content=content)
    assert (world.deals[3].slug,) in followed(world, view_of(world, maker))[2024, "mean", 1]


def test_a_pdf_says_no_more_than_the_page():
    world = of_which_one_is_hidden()
    view = view_of(world, None, with_pdf=True)
    pdfs = [text for key, text in view.papers.items() if key[:2] == ("pdf", 2024)]
    assert len(pdfs) == 3 and all(squeezed("niet te tonen") in text for text in pdfs)


def test_two_deals_that_are_left_over_are_found_too():
    """Each of the two knows itself."""
    together, behind = {"all": Decimal("3.0")}, {"all": {"a", "b", "c"}}
    assert attacker.followed_deals({"a": Decimal("3.0")}, together, behind).keys() == {("b", "c")}
    assert attacker.followed_deals({}, together, behind) == {}


def test_a_phase_beside_all_deals_is_an_equation_too():
    together = {"all": Decimal("3.0"), "idee": Decimal("2.0")}
    behind = {"all": {"a", "b", "c", "d"}, "idee": {"a", "b", "c"}}
    [(target, (least, most))] = attacker.followed_deals({}, together, behind).items()
    assert target == ("d",) and least <= 6 <= most


# the answers of one deal


def shown_of(world, round_, deal, person):
    """What of the first statement this person is shown, as constraints for the solver."""
    view = view_of(world, person)
    key = (round_.year, deal.slug, 1)
    camps = view.camps.get(key)
    return {
        "mean": view.own.get(key),
        "low": view.lowest.get(key),
        "high": view.highest.get(key),
        "camps": camps and camps[:2],
    }


def one_deal(given):
    world = World(1, deals=1, years=())
    round_ = factories.round_(instrument=world.instrument)
    survey = factories.survey(round=round_, deal=world.deals[0])
    for score in given:
        factories.response(survey, (score, 3))
    close_round(round_=round_, by=None, now=NOON)
    round_.refresh_from_db()
    issue_all(round_)
    world.rounds = [round_]
    return world, round_


@pytest.mark.parametrize("n", [5, 8, 10, 12])
def test_no_answer_of_somebody_else_follows_for_who_knows_none_to_three(n):
    """Unless all others said the same: unanimity shows, and the form says so."""
    chance = random.Random(n)
    given = [1, 5, *(chance.randint(1, 5) for _number in range(n - 2))]
    world, round_ = one_deal(given)
    for person in (factories.dealmaker(world.deals[0]), factories.partner_contact(world.deals[0])):
        shown = shown_of(world, round_, world.deals[0], person)
        assert shown["mean"] is not None and (shown["low"] is not None) == (n >= 10)
        assert len(attacker.possible_answers(n, **shown)) > 1
        for number in range(4):
            known, others = sorted(given)[:number], sorted(given)[number:]
            possible = attacker.possible_answers(n, known=known, **shown)
            assert tuple(others.count(score) for score in range(1, 6)) in possible
            assert len(set(others)) == 1 or attacker.answers_that_follow(possible) == frozenset()


def test_camps_of_few_people_would_fix_every_answer(monkeypatch):
    """With the gate there are none, and many sets of answers fit; where it counts from ten, one."""
    given = [1] * 4 + [4] * 6

    def loose(counts, _indicator_n, _thresholds):
        return disclosure.Camps(counts[1] + counts[2], counts[4] + counts[5], sum(counts.values()))

    fitting = []
    for gate in (disclosure.publishable_camps, loose):
        monkeypatch.setattr(report_figures, "publishable_camps", gate)
        world, round_ = one_deal(given)
        shown = shown_of(world, round_, world.deals[0], factories.dealmaker(world.deals[0]))
        fitting.append(attacker.possible_answers(10, **shown))
    assert len(fitting[0]) > 5 and fitting[1] == [(4, 0, 0, 6, 0)]


def test_four_who_lay_their_answers_side_by_side_know_the_fifth():
    """What no threshold protects against, and the rules say so."""
    possible = attacker.possible_answers(5, mean=Decimal("3.0"), known=(2, 3, 3, 4))
    assert attacker.answers_that_follow(possible) == {3}
    possible = attacker.possible_answers(5, mean=Decimal("3.0"), known=(2, 3, 3))
    assert attacker.answers_that_follow(possible) == frozenset()
