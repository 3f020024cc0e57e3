"""Plausible scores: a profile per deal, mild and strict respondents, some n.v.t."""

from dataclasses import dataclass

from programme.demo.plan import chance, plan

LOWEST, HIGHEST = 1, 5
NOT_APPLICABLE = 0.05
REMARKS = 0.2  # share of the respondents that write a remark
YEARLY_STEP = 0.15  # average improvement per year
BASE_YEAR = 2024


@dataclass(frozen=True)
class Profile:
    """The result of one deal: a level per indicator number, an offset per statement id, the indicator its respondents
    disagree on."""

    levels: dict
    offsets: dict
    divided: int | None


def profile_of(slug, year, statements):
    """`statements`: (id, indicator number). A deal's levels in different years are close to each other."""
    rng, drift = chance("profile", slug), chance("drift", slug, year)
    levels, offsets = {}, {}
    middle = rng.uniform(2.8, 3.9)
    for number in sorted({number for _id, number in statements}):
        moved = (year - BASE_YEAR) * YEARLY_STEP + drift.gauss(0, 0.2)
        levels[number] = middle + rng.gauss(0, 0.5) + moved
    for position, (statement, _number) in enumerate(statements):
        offsets[statement] = chance("statement", position).gauss(0, 0.2)
    return Profile(levels, offsets, plan()["divided"].get(slug))


def answers_of(profile, statements, rng):
    """[(statement id, score or None)] of one respondent."""
    mood = rng.gauss(0, 0.4)
    camp = rng.choice([-1.4, 1.2])
    found = []
    for statement, number in statements:
        level = profile.levels[number] + profile.offsets[statement] + mood
        level += camp if number == profile.divided else 0
        score = min(HIGHEST, max(LOWEST, round(level + rng.gauss(0, 0.6))))
        found.append((statement, None if rng.random() < NOT_APPLICABLE else score))
    return found


def remark_of(numbers, rng):
    """(indicator number, text), or None: most respondents write nothing."""
    if rng.random() >= REMARKS:
        return None
    return rng.choice(numbers), rng.choice(plan()["remarks"])
