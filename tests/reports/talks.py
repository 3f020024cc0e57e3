"""A deal with a closed round to talk about, and who may talk."""

from types import SimpleNamespace

from django.test import Client
from django.urls import reverse

from tests import factories

HOSTILE = "<script>alert(1)</script> =SUM(A1) 👍🏽 \u202eשלום {{ x }} {% y %}"


def setting(state="gesloten", **fields):
    """`elements`: two prompts of the first indicator and one of the second."""
    survey = factories.survey(round=factories.round_(state=state, year=2025, **fields))
    first, second = survey.round.instrument.indicators.all()
    elements = [first.elements.create(text=f"Vraag {n}", position=n) for n in (1, 2)]
    elements.append(second.elements.create(text="Vraag 3"))
    return SimpleNamespace(
        survey=survey,
        deal=survey.deal,
        indicators=[first, second],
        elements=elements,
        dealmaker=factories.dealmaker(survey.deal, name="Dora Dealmaker"),
        staff=factories.staff(name="Stan Staf"),
    )


def hold_talk(world, **fields):
    return world.survey.talks.create(**{"held_on": "2026-01-20"} | fields)


def browser(person):
    client = Client()
    client.force_login(person)
    return client


def url(world, name, *more):
    return reverse(f"reports:{name}", args=[world.survey.round.year, world.deal.slug, *more])
