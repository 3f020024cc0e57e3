"""Builders: the smallest valid thing of each kind; a test names only what it is about."""

import itertools
import time
from datetime import UTC, datetime, timedelta

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.internal.userkit import user_id_to_str
from django.contrib.auth.models import AnonymousUser

from deals.models import Commitment, Deal, DealRole, Milestone, Participation
from impacttool.models import (
    Answer,
    Indicator,
    Instrument,
    Invitation,
    Response,
    Round,
    Statement,
    Survey,
)
from partners.models import Contact, Organisation, User

counter = itertools.count(1)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
PASSWORD = "een-lang-wachtwoord"


def user(**fields):
    number = next(counter)
    fields = {"email": f"persoon{number}@voorbeeld.invalid", "name": f"Persoon {number}"} | fields
    return User.objects.create_user(password=PASSWORD, **fields)


def staff(**fields):
    return user(is_programme_staff=True, **fields)


def administrator(**fields):
    return user(is_administrator=True, **fields)


def log_in(client, person, *, stays_recent=0):
    """As after a login of this moment, also for pages that ask a recent one; or of so many seconds from now."""
    client.force_login(person)
    session = client.session
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(person)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time() + stays_recent}]
    session.save()


def people_around(of):
    """One of each role, by role: those of deal `of`, of another one, of the programme, and a visitor."""
    return {
        "anonymous": AnonymousUser(),
        "partner": partner_contact(of),
        "team": dealmaker(of),
        "other_team": dealmaker(deal()),
        "administrator": administrator(),
        "staff": staff(),
    }


def organisation(**fields):
    number = next(counter)
    return Organisation.objects.create(**{"name": f"Gemeente {number}", "type": "gemeente"} | fields)


def contact(**fields):
    number = next(counter)
    fields.setdefault("organisation", None)
    fields["organisation"] = fields["organisation"] or organisation()
    return Contact.objects.create(
        **{"name": f"Contact {number}", "email": f"contact{number}@voorbeeld.invalid"} | fields
    )


def deal(**fields):
    number = next(counter)
    fields = {
        "slug": f"deal-{number}",
        "name": f"Deal {number}",
        "kind": "city_deal",
        "phase": "uitvoering",
    } | fields
    return Deal.objects.create(**{"is_published": True} | fields)


def dealmaker(of, **fields):
    person = user(**fields)
    DealRole.objects.create(deal=of, user=person, role="dealmaker")
    return person


def partner_contact(of, **fields):
    """An account that is contact of an organisation taking part in the deal."""
    person = user(**fields)
    member = contact(user=person, email=person.email)
    participation(deal=of, organisation=member.organisation)
    return person


def participation(**fields):
    fields.setdefault("stage", "ondertekend")
    if "deal" not in fields:
        fields["deal"] = deal()
    if "organisation" not in fields:
        fields["organisation"] = organisation()
    return Participation.objects.create(**fields)


def commitment(**fields):
    fields = {"kind": "inzet", "description": "denkt mee", "year_from": 2024, "year_until": 2027} | fields
    if "participation" not in fields:
        fields["participation"] = participation()
    return Commitment.objects.create(**fields)


def milestone(**fields):
    if "deal" not in fields:
        fields["deal"] = deal()
    return Milestone.objects.create(**{"name": "Mijlpaal", "planned_on": "2026-09-01"} | fields)


def instrument(shape=(2, 1), **fields):
    """An instrument with as many statements per indicator as `shape` says."""
    version = fields.pop("version", next(counter))
    made = Instrument.objects.create(version=version, name="Proef", instruction="Scoor", **fields)
    position = 0
    for number, size in enumerate(shape, 1):
        indicator = Indicator.objects.create(instrument=made, number=number, name=f"Indicator {number}")
        for index in range(1, size + 1):
            position += 1
            Statement.objects.create(
                indicator=indicator,
                code=f"{number}.{index}",
                text=f"Stelling {number}.{index}",
                position=position,
            )
    return made


def round_(**fields):
    fields.setdefault("instrument", None)
    fields["instrument"] = fields["instrument"] or instrument()
    defaults = {
        "year": 2000 + next(counter) % 90,
        "state": Round.State.OPEN,
        "opens_at": NOON - timedelta(days=30),
        "closes_at": NOON + timedelta(days=30),
    }
    return Round.objects.create(**defaults | fields)


def survey(**fields):
    fields["round"] = fields.get("round") or round_()
    fields["deal"] = fields.get("deal") or deal()
    return Survey.objects.create(**fields)


def invitation(**fields):
    number = next(counter)
    fields["survey"] = fields.get("survey") or survey()
    return Invitation.objects.create(**{"email": f"invuller{number}@voorbeeld.invalid"} | fields)


def response(of, scores, partner_type="", is_sent=True):
    """`scores`: one per statement in order, None for n.v.t.; shorter lists leave the rest unanswered."""
    made = Response.objects.create(survey=of, partner_type=partner_type, is_sent=is_sent)
    statements = Statement.objects.filter(indicator__instrument=of.round.instrument).order_by("position")
    Answer.objects.bulk_create(
        Answer(response=made, statement=statement, score=score)
        for statement, score in zip(statements, scores, strict=False)
    )
    return made
