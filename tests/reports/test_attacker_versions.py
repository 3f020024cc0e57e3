"""The attacker with several versions of one report, and with the breakdown by type of partner (docs/rules.md 5.3, 5.5, 5.22)."""

import random

import pytest

from impacttool import disclosure
from impacttool.actions import scores
from impacttool.actions.closing import close_round
from reports.web_report import words as report_words
from tests import factories
from tests.factories import NOON
from tests.reports import attacker
from tests.reports.attacked import World, figures_of, sheets_alone, view_of
from tests.reports.test_web_reports import issue_all

pytestmark = pytest.mark.django_db


def of_five(first):
    """Five deals, one of them with `first` answers and the others with ten; whoever makes the second, and the survey of the
    first."""
    world = World(5, deals=5, sizes=(10,), years=())
    for deal in world.deals:
        deal.phase = "uitvoering"
        deal.save()
    world.hold(2024, {world.deals[0].slug: first})
    [round_] = world.rounds
    maker = factories.dealmaker(world.deals[1])
    world.programme()
    return world, round_.surveys.select_related("deal", "round").get(deal=world.deals[0]), maker


def issued_again(world, survey, maker):
    """What the maker reads after five answers more, and what follows: the first version knows other answers than the second,
    of the deals that changed."""
    world.answer(survey, 5, least=5)
    try:
        scores.store_scores(round_=survey.round)
    finally:
        issue_all(survey.round)
        world.programme(edition=2)
    return view_of(world, maker)


def followed_over_versions(world, view, survey, before):
    """`before`: the deals in the mean of the first version. The first deal's answers changed, so in the second it has another
    name."""
    slugs, changed = {deal.slug for deal in world.deals}, survey.deal.slug
    behind = {"all": before, "all" + attacker.AGAIN: slugs - {changed} | {changed + attacker.AGAIN}}
    together = figures_of(view.together, 2024, 1)
    shown = {place: together[place] for place in behind if place in together}
    return shown, attacker.followed_deals(figures_of(view.own, 2024, 1), shown, behind)


def test_a_second_version_tells_no_deal(monkeypatch):
    sheets_alone(monkeypatch)
    world, survey, maker = of_five(10)
    view = issued_again(world, survey, maker)
    everybody = {deal.slug for deal in world.deals}
    shown, solved = followed_over_versions(world, view, survey, everybody)
    assert solved == {} and len(shown) == 2


def test_a_deal_that_comes_into_a_mean_later_would_be_told(monkeypatch):
    """So it does not come in: the scores of a round with reports are not stored with other deals behind a figure."""
    sheets_alone(monkeypatch)
    world, survey, maker = of_five(3)
    first = {deal.slug for deal in world.deals[1:]}
    with pytest.raises(scores.OtherDealsBehindFigure):
        issued_again(world, survey, maker)
    assert view_of(world, maker).said_again == set()
    monkeypatch.setattr(scores, "GUARDS", [])
    scores.store_scores(round_=survey.round)
    world.answer(survey, 5)
    scores.store_scores(round_=survey.round)
    issue_all(survey.round)
    world.programme(edition=3)
    shown, solved = followed_over_versions(world, view_of(world, maker), survey, first)
    assert len(shown) == 2
    least, most = solved[(survey.deal.slug + attacker.AGAIN,)]
    assert least <= world.mean(2024, survey.deal.slug, 1) <= most


# the breakdown


KINDS = ("gemeente", "provincie", "waterschap", "marktpartij")


@pytest.mark.parametrize("seed", range(6))
def test_no_type_of_fewer_than_five_follows_from_the_breakdown(seed):
    chance = random.Random(seed)
    world = World(seed, deals=1, years=())
    round_ = factories.round_(instrument=world.instrument)
    survey = factories.survey(round=round_, deal=world.deals[0])
    given = {kind: chance.randint(0, 7) for kind in KINDS}
    for kind, n in given.items():
        for _number in range(7):
            factories.invitation(survey=survey, partner_type=kind)
        for _number in range(n):
            factories.response(survey, (chance.randint(1, 5), 3), partner_type=kind)
    close_round(round_=round_, by=None, now=NOON)
    round_.refresh_from_db()
    issue_all(round_)
    world.rounds = [round_]
    shown = view_of(world, factories.dealmaker(world.deals[0])).types[round_.year, survey.deal.slug]
    assert view_of(world, factories.partner_contact(world.deals[0])).types == {}
    possible = attacker.possible_types(shown, sum(given.values()), KINDS, breakdown_shown)
    assert given in possible
    for kind, n in given.items():
        assert not 0 < n < 5 or len({counts[kind] for counts in possible}) > 1, (kind, shown)


def breakdown_shown(counts):
    cells = disclosure.publishable_breakdown(counts, sum(counts.values()), disclosure.Thresholds())
    return {report_words.PARTNER_TYPES.get(kind, kind): n for kind, n in cells or ()}
