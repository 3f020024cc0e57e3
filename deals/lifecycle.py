"""The phases of a deal and the steps between them (docs/rules.md 7). "Ondertekend" is a moment, not a phase."""

from dataclasses import dataclass

IDEA = "idee"
EXPLORATION = "verkenning"
PREPARATION = "kwartiermaken"
EXECUTION = "uitvoering"
COMPLETION = "afronding"
AFTERCARE = "nawerking"
COMPLETED = "afgerond"
STOPPED = "niet_doorgegaan"

ROW = (IDEA, EXPLORATION, PREPARATION, EXECUTION, COMPLETION, AFTERCARE, COMPLETED)
CAN_STOP_IN = ROW[:3]
MINISTRIES_NEEDED = {"city_deal": 2, "town_deal": 1}  # C04; our choice for a Town Deal
MUNICIPALITIES_NEEDED = 2


@dataclass(frozen=True, slots=True)
class Step:
    to: str
    needs_reason: bool = False


@dataclass(frozen=True, slots=True)
class DealFacts:
    """What is known of a deal. Ministries, municipalities and partners count once they have signed."""

    kind: str
    has_goal: bool
    has_term: bool
    signing_moments: int
    ministries: int
    municipalities: int
    partners_without_commitment: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """`field` is the anchor on the deal's own pages where it can be filled in."""

    code: str
    message: str
    field: str


class StepNotAllowed(Exception):
    """This step does not exist from this phase, or its reason is missing."""


def steps_from(phase: str, stopped_in: str = "") -> tuple[Step, ...]:
    """One step on; from the first three also stopping; and taking up again where it stopped, both with a reason.

    A deal of which the phase is unknown ("") can be given any phase of the row: that records a fact.
    """
    if phase == "":
        return tuple(Step(to) for to in ROW)
    if phase == STOPPED:
        return (Step(stopped_in if stopped_in in CAN_STOP_IN else IDEA, needs_reason=True),)
    if phase not in ROW:
        raise ValueError(f"unknown phase {phase!r}")
    onward = tuple(Step(to) for to in ROW[ROW.index(phase) + 1 :][:1])
    return (*onward, Step(STOPPED, needs_reason=True)) if phase in CAN_STOP_IN else onward


def check_step(phase: str, to: str, *, stopped_in: str = "", reason: str = "") -> Step:
    """Raises StepNotAllowed. What is missing for the new phase is asked of `missing_for`."""
    step = next((step for step in steps_from(phase, stopped_in) if step.to == to), None)
    if step is None:
        raise StepNotAllowed(f"Van {phase or 'onbekend'} kan een deal niet naar {to}.")
    if step.needs_reason and not reason.strip():
        raise StepNotAllowed("Vul in waarom.")
    return step


def missing_for(phase: str, facts: DealFacts) -> tuple[Missing, ...]:
    """What a deal still needs before it can go to this phase; only uitvoering asks for something."""
    if phase != EXECUTION:
        return ()
    return (*_missing_in_the_text(facts), *_missing_partners(facts))


def _missing_in_the_text(facts: DealFacts) -> list[Missing]:
    missing = []
    if not facts.has_goal:
        missing.append(Missing("goal", "Het doel van de deal is nog niet ingevuld.", "goal"))
    if not facts.has_term:
        missing.append(Missing("term", "De looptijd is nog niet ingevuld: het begin en het einde.", "term"))
    if facts.signing_moments < 1:
        missing.append(
            Missing(
                "signing_moments", "Er is nog geen moment waarop de deal is ondertekend.", "signing_moments"
            )
        )
    return missing


def _missing_partners(facts: DealFacts) -> list[Missing]:
    missing = []
    ministries = MINISTRIES_NEEDED[facts.kind]
    if facts.ministries < ministries:
        message = f"Ministeries die hebben ondertekend: {facts.ministries}. Nodig: {ministries} of meer."
        missing.append(Missing("ministries", message, "partners"))
    if facts.municipalities < MUNICIPALITIES_NEEDED:
        message = f"Gemeenten die hebben ondertekend: {facts.municipalities}. Nodig: {MUNICIPALITIES_NEEDED} of meer."
        missing.append(Missing("municipalities", message, "partners"))
    missing.extend(
        Missing("commitments", f"Van {partner} is nog geen afspraak vastgelegd.", "commitments")
        for partner in facts.partners_without_commitment
    )
    return missing
