"""Bodies with members, decisions, action points and conversations with partners; the text of each says that it is
fictitious."""

import functools
from pathlib import Path

import yaml
from django.db import transaction

from deals.models import ActionPoint, Body, BodyMember, Conversation, Deal, Decision
from programme.demo.plan import chance, plan

AT_THE_TABLE = 6
TALKED_WITH = 3


@functools.cache
def meeting_plan():
    return yaml.safe_load(Path(__file__).with_name("meetings.yaml").read_text(encoding="utf-8"))


@transaction.atomic
def make_meetings():
    """For the deals with fictitious agreements; made once, also if somebody removed it since."""
    names = [entry["name"] for entry in meeting_plan()["bodies"]]
    deals = Deal.objects.filter(slug__in=plan()["agreements"]["deals"]).order_by("slug")
    if Body.with_removed.filter(deal__in=deals, name__in=names).exists():
        return
    for deal in deals:
        _make_for(deal)


def _make_for(deal):
    rng = chance("meetings", deal.slug)
    found = deal.participations.current().select_related("organisation").order_by("organisation__name")
    partners = rng.sample(list(found), min(len(found), AT_THE_TABLE))
    bodies = Body.objects.bulk_create(Body(deal=deal, **entry) for entry in meeting_plan()["bodies"])
    functions = meeting_plan()["functions"]
    BodyMember.objects.bulk_create(
        BodyMember(body=body, organisation=one.organisation, function=functions[body.kind])
        for body in bodies
        for one in partners
    )
    steering = bodies[0]
    Decision.objects.bulk_create(
        Decision(deal=deal, body=steering, **entry) for entry in _within(deal, "decisions", "decided_on")
    )
    owner = partners[0].organisation if partners else None
    ActionPoint.objects.bulk_create(
        ActionPoint(deal=deal, body=bodies[-1], owner_organisation=owner, **entry)
        for entry in _within(deal, "action_points", "due_on")
    )
    talks = _within(deal, "conversations", "held_on")
    Conversation.objects.bulk_create(
        Conversation(participation=one, **entry)
        for one, entry in zip(partners[:TALKED_WITH], talks, strict=False)
    )


def _within(deal, what, day):
    """Nothing after the end of a deal."""
    return [entry for entry in meeting_plan()[what] if deal.ends_on is None or entry[day] <= deal.ends_on]
