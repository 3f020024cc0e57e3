from dataclasses import replace

import pytest

from deals.lifecycle import CAN_STOP_IN, ROW, DealFacts, StepNotAllowed, check_step, missing_for, steps_from

READY = DealFacts(
    "city_deal", has_goal=True, has_term=True, signing_moments=1, ministries=2, municipalities=2
)


@pytest.mark.parametrize(
    ("phase", "to"),
    [
        ("idee", ["verkenning", "niet_doorgegaan"]),
        ("verkenning", ["kwartiermaken", "niet_doorgegaan"]),
        ("kwartiermaken", ["uitvoering", "niet_doorgegaan"]),
        ("uitvoering", ["afronding"]),
        ("afronding", ["nawerking"]),
        ("nawerking", ["afgerond"]),
        ("afgerond", []),
        ("", list(ROW)),
    ],
)
def test_steps(phase, to):
    assert [step.to for step in steps_from(phase)] == to


@pytest.mark.parametrize("phase", CAN_STOP_IN)
def test_stopping_asks_a_reason_and_is_taken_up_where_it_stopped(phase):
    with pytest.raises(StepNotAllowed, match="waarom"):
        check_step(phase, "niet_doorgegaan", reason="  ")
    assert check_step(phase, "niet_doorgegaan", reason="Te weinig tijd").needs_reason
    assert [step.to for step in steps_from("niet_doorgegaan", stopped_in=phase)] == [phase]


def test_a_deal_that_stopped_in_an_unknown_phase_begins_again():
    assert [step.to for step in steps_from("niet_doorgegaan")] == ["idee"]
    assert [step.to for step in steps_from("niet_doorgegaan", stopped_in="uitvoering")] == ["idee"]


@pytest.mark.parametrize(
    ("phase", "to"),
    [
        ("idee", "uitvoering"),
        ("uitvoering", "niet_doorgegaan"),
        ("uitvoering", "kwartiermaken"),
        ("afgerond", "idee"),
    ],
)
def test_other_steps_do_not_exist(phase, to):
    with pytest.raises(StepNotAllowed):
        check_step(phase, to, reason="Toch")


@pytest.mark.parametrize("phase", ["gesloten", "ondertekend", "IDEE"])
def test_an_unknown_phase_is_an_error(phase):
    with pytest.raises(ValueError, match="unknown phase"):
        steps_from(phase)


def test_nothing_missing():
    assert missing_for("uitvoering", READY) == ()


@pytest.mark.parametrize(
    ("other", "code", "field"),
    [
        ({"has_goal": False}, "goal", "goal"),
        ({"has_term": False}, "term", "term"),
        ({"signing_moments": 0}, "signing_moments", "signing_moments"),
        ({"ministries": 1}, "ministries", "partners"),
        ({"municipalities": 1}, "municipalities", "partners"),
        ({"partners_without_commitment": ("TU Delft",)}, "commitments", "commitments"),
    ],
)
def test_each_thing_that_uitvoering_needs(other, code, field):
    [missing] = missing_for("uitvoering", replace(READY, **other))
    assert (missing.code, missing.field) == (code, field)


def test_a_town_deal_needs_one_ministry_and_two_municipalities():
    town = replace(READY, kind="town_deal", ministries=1)
    assert missing_for("uitvoering", town) == ()
    codes = [
        missing.code for missing in missing_for("uitvoering", replace(town, ministries=0, municipalities=1))
    ]
    assert codes == ["ministries", "municipalities"]


def test_every_partner_without_a_commitment_is_named():
    messages = [
        m.message for m in missing_for("uitvoering", replace(READY, partners_without_commitment=("A", "B")))
    ]
    assert messages == ["Van A is nog geen afspraak vastgelegd.", "Van B is nog geen afspraak vastgelegd."]


@pytest.mark.parametrize("phase", [phase for phase in ROW if phase != "uitvoering"])
def test_the_other_phases_ask_nothing(phase):
    nothing = DealFacts("city_deal", False, False, 0, 0, 0)
    assert missing_for(phase, nothing) == ()
