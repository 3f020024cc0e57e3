"""The commands that make, open and close a round and check its scores."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from impacttool.models import Answer, IndicatorScore, Round
from tests import factories
from tests.factories import NOON
from tests.reports.test_web_reports import issue_all

pytestmark = pytest.mark.django_db


def run(capsys, *arguments):
    call_command(*arguments)
    return capsys.readouterr().out


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(NOON, tick=False)


def test_a_round_is_made_and_opened_with_the_newest_instrument(capsys, clock):
    factories.instrument(version=3)
    newest = factories.instrument(version=4)
    for name in ("a", "b"):
        factories.deal(slug=name)
    out = run(capsys, "create_round", "2026", "--deals", "all")
    round_ = Round.objects.get(year=2026)
    assert (round_.state, round_.instrument) == (Round.State.OPEN, newest)
    assert round_.surveys.count() == 2
    assert round_.closes_at == NOON + timedelta(weeks=6)
    assert round_.takes_answers(NOON) and round_.instrument.frozen_at == NOON
    assert "Ronde 2026 is open met 2 deals" in out and "13 juli 2026 14:00" in out


def test_some_deals_and_an_own_closing_moment(capsys, clock):
    factories.instrument()
    for name in ("a", "b", "c"):
        factories.deal(slug=name)
    run(capsys, "create_round", "2026", "--deals", "a,c", "--closes", "2026-12-31 23:59")
    round_ = Round.objects.get()
    assert set(round_.deals.values_list("slug", flat=True)) == {"a", "c"}
    assert round_.closes_at == datetime(2026, 12, 31, 22, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["2026", "--deals", "a,zzz"], "Deze deals bestaan niet: zzz."),
        (["2026", "--deals", "a", "--closes", "gisteren"], "geen moment"),
        (["2026", "--deals", "a", "--closes", "2027-03-28 02:30"], "gaat de klok een uur vooruit"),
        (["2026", "--deals", "a", "--closes", "2026-01-01 00:00"], "al voorbij"),
        (["2026", "--deals", ""], "Kies eerst de deals"),
        (["26", "--deals", "a"], "geen jaar"),
        (["1998", "--deals", "a"], "geen jaar"),
    ],
)
def test_mistakes_get_a_sentence_and_leave_no_round(arguments, sentence, clock):
    factories.instrument()
    factories.deal(slug="a")
    with pytest.raises(CommandError, match=sentence):
        call_command("create_round", *arguments)
    assert not Round.objects.exists()


def test_a_year_that_is_there_is_refused(clock):
    factories.instrument()
    factories.deal(slug="a")
    call_command("create_round", "2026", "--deals", "a")
    with pytest.raises(CommandError, match="Er is al een ronde 2026") as refusal:
        call_command("create_round", "2026", "--deals", "a")
    assert refusal.value.returncode == 1


def test_without_an_instrument_it_says_what_to_do(clock):
    factories.deal(slug="a")
    with pytest.raises(CommandError, match="nog geen vragenlijst"):
        call_command("create_round", "2026", "--deals", "a")


def test_closing_and_closing_again(capsys, clock):
    survey = factories.survey(round=factories.round_(year=2026))
    factories.response(survey, [4, 4, 1])
    assert "gesloten: 1 deals." in run(capsys, "close_round", "2026")
    assert IndicatorScore.objects.filter(survey=survey, n=1).count() == 2
    assert "was al gesloten" in run(capsys, "close_round", "2026")


def test_only_an_opened_round_can_be_closed(clock):
    with pytest.raises(CommandError, match="geen ronde 2026"):
        call_command("close_round", "2026")
    factories.round_(year=2026, state=Round.State.DRAFT)
    with pytest.raises(CommandError, match="nog niet geopend"):
        call_command("close_round", "2026")


def test_recomputing_finds_no_difference_then_one_then_repairs_it(capsys, clock):
    survey = factories.survey(round=factories.round_(year=2026))
    factories.response(survey, [4, 4, 1])
    call_command("close_round", "2026")
    assert "geen verschil" in run(capsys, "recompute_scores")
    Answer.objects.filter(statement__code="2.1").update(score=2)
    with pytest.raises(CommandError, match="1 scores verschillen") as found:
        call_command("recompute_scores", "--round", "2026")
    assert found.value.returncode == 1
    assert f"2026 {survey.deal.slug}, indicator 2: verschilt" in capsys.readouterr().out
    assert "1 scores hersteld" in run(capsys, "recompute_scores", "--repair")
    assert "geen verschil" in run(capsys, "recompute_scores")


def test_a_repair_brings_no_deal_into_a_figure_over_deals(clock):
    survey = factories.survey(round=factories.round_(year=2026))
    for _number in range(4):
        factories.response(survey, [4, 4, 1])
    call_command("close_round", "2026")
    issue_all(survey.round)
    factories.response(survey, [4, 4, 1])
    with pytest.raises(CommandError, match="niet hersteld"):
        call_command("recompute_scores", "--repair")
    assert set(survey.indicator_scores.values_list("n", flat=True)) == {4}


def test_recomputing_wants_a_closed_round():
    factories.round_(year=2026)
    with pytest.raises(CommandError, match="geen gesloten ronde"):
        call_command("recompute_scores", "--round", "2026")
