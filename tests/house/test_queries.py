"""A list page needs as many queries for many rows as for a few."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deals.actions import create_calendar_link
from deals.events import DealEvent
from foundation.actions.audit_log import record_event
from impacttool.models import Survey
from knowledge.models import Lesson, Product
from partners.api_log import record_call
from partners.models import Network
from tests import factories
from tests.house.test_access import ROWS, address
from tests.house.world import ask, build, issue

# The readers of each list: the one who sees most of it, and one who sees part of it.
LISTS = [
    ("home", "An"),
    ("deals:list", "An"),
    ("deals:list", "St"),
    ("deals:list", "Dm"),
    ("deals:mine", "Dm"),
    ("deals:mine", "Pc"),
    ("deals:calendars", "Dm"),
    ("deals:calendar_feed", "An"),
    ("deals:detail", "An"),
    ("deals:detail", "Dm"),
    ("deals:partners", "An"),
    ("deals:partners", "Pc"),
    ("deals:partners", "Dm"),
    ("deals:scheme_apply", "Dm"),
    ("deals:planning", "Dm"),
    ("deals:newcomers", "An"),
    ("deals:newcomers", "Pc"),
    ("deals:newcomers", "Dm"),
    ("deals:reviews", "Dm"),
    ("deals:log", "St"),
    ("deals:reasons", "St"),
    ("deals:wanted", "St"),
    ("deals:conversations", "Dm"),
    ("deals:commitment", "Dm"),
    ("partners:list", "An"),
    ("partners:list", "St"),
    ("partners:detail", "An"),
    ("partners:detail", "St"),
    ("partners:log", "Ad"),
    ("partners:api_calls", "Ad"),
    ("partners:lost_mails", "Ad"),
    ("knowledge:list", "An"),
    ("knowledge:lessons", "An"),
    ("knowledge:deal", "Dm"),
    ("impacttool:rounds", "St"),
    ("impacttool:rounds", "Dm"),
    ("impacttool:rounds", "Pc"),
    ("impacttool:round", "St"),
    ("impacttool:round", "Dm"),
    ("impacttool:own_counts", "Dm"),
    ("impacttool:deal", "St"),
    ("impacttool:deal", "Dm"),
    ("impacttool:invitations", "Dm"),
    ("reports:talks", "Dm"),
    ("reports:talk", "Dm"),
    ("reports:notes", "Dm"),
    ("reports:guide", "Dm"),
    ("impacttool:instruments", "St"),
    ("reports:meetings", "St"),
    ("deals:lasting_contacts", "Dm"),
    ("programme:overview", "St"),
    ("programme_reports:reports", "St"),
    ("programme_reports:reports", "Dm"),
    ("programme_reports:report", "St"),
    ("programme_reports:report", "Dm"),
    ("programme_reports:themes", "St"),
    ("programme_reports:texts", "St"),
    ("programme_reports:text_mark", "St"),
    ("dealportaal:demo_mail", "An"),
    ("admin:partners_user_changelist", "Ad"),
    ("admin:partners_contact_changelist", "Ad"),
]
FEW, MANY = 2, 9


def grow(world, number):
    """Adds this many more of everything that appears in a list."""
    for _turn in range(number):
        deal = factories.deal()
        _fill(deal, factories.organisation())
        _fill(world.deal, factories.organisation())
        _learner(world, factories.deal())
        factories.participation(deal=deal, organisation=world.organisation)
        deal.roles.create(user=world.people.Dm, role="dealmaker")
        create_calendar_link(deal=deal, by=world.people.Dm)
        _api_call(world, deal)
        factories.commitment(participation=world.participation)
        talk = {"held_on": "2026-01-01", "with_whom": "directeur", "what": "tempo"}
        world.participation.conversations.create(**talk)
        factories.contact(organisation=world.organisation)
        factories.invitation(survey=world.survey_2026, organisation=world.organisation)
        for year in (2023, 2024, 2025, 2026):
            round_ = getattr(world, f"survey_{year}").round
            survey = Survey.objects.create(round=round_, deal=deal)
            factories.invitation(survey=survey)
            if year < 2026:
                issue(survey, world.now)
        _round_of_another_year(world)
        _talk(world)


def _api_call(world, deal):
    moment = {"now": world.now, "day": world.now.date()}
    address = f"/api/v1/rounds/2023/deals/{deal.slug}/scores"
    record_call(
        token=None, user=world.people.Dm, method="GET", address=address, sender="", status=200, **moment
    )


def _fill(deal, organisation):
    participation = factories.participation(deal=deal, organisation=organisation)
    commitment = factories.commitment(participation=participation)
    terms = {"kind": "inzet", "description": "meer", "year_from": 2026, "year_until": 2027}
    commitment.amendments.create(**terms, of_version=1)
    commitment.versions.create(**terms)
    commitment.confirmations.create(year=2026, state="zoals")
    factories.contact(organisation=organisation)
    milestone = factories.milestone(deal=deal)
    milestone.moves.create(which="verwacht", old_on="2026-09-01", new_on="2026-10-01", reason="ziek")
    body = deal.bodies.create(name=f"Werkgroep {organisation.pk}")
    body.members.create(organisation=organisation, function="wethouder")
    body.versions.create(mandate="plannen", until_on="2026-01-01")
    body.decisions.create(deal=deal, decided_on="2026-01-01", text="doorgaan")
    for state in ("open", "gedaan"):
        deal.action_points.create(
            text="zaal regelen", body=body, owner_organisation=organisation, due_on="2020-01-01", state=state
        )
    moment = deal.signing_moments.create(signed_on="2024-01-01")
    moment.publications.create(deal=deal, number=f"2024-{organisation.pk}")
    moment.criteria.create(text="trekker bekend").met.create(
        participation=participation, met_at="2026-01-01T12:00Z"
    )
    network = Network.objects.create(code=f"N{organisation.pk}-{deal.pk}"[:10])
    organisation.networks.add(network)
    deal.wanted_partners.create(description="een bank", type="marktpartij", why="voor later")
    deal.contributions.create(network=network, amount_eur_per_year=1, year_from=2026, year_until=2027)
    participation.signing_moment = moment
    participation.save()
    Product.objects.create(deal=deal, name="Handreiking", kind="handreiking")
    Lesson.objects.create(deal=deal, section=Lesson.Section.values[0], text="Begin samen.")
    record_event(DealEvent.CREATED, by=None, subject=deal.audit_subject)


def _talk(world):
    organisation, indicator = factories.organisation(), world.instrument.indicators.first()
    element = indicator.elements.create(text="Delen van kennis")
    note = {"text": "gaat goed", "written_at": world.now, "written_by": factories.user()}
    for survey in (world.survey_2023, world.survey_2024):
        talk = survey.talks.create(held_on="2024-12-01")
        for one in {talk, world.talk}:
            one.attendees.create(organisation=organisation, function="wethouder")
            one.notes.get_or_create(element=element, defaults=note)
        for record in (
            survey.findings.create(indicator=indicator, text="x"),
            survey.lessons.create(text="x"),
        ):
            type(record).objects.create(**_same(record), deleted_at=world.now, deleted_by=factories.user())
        action = world.deal.action_points.create(text="x", owner_organisation=organisation)
        survey.attention_points.create(text="x", action_point=action)


def _learner(world, deal):
    survey = factories.survey(round=world.survey_2024.round, deal=deal)
    talk = survey.talks.create(held_on="2024-12-01", may_be_paired=True)
    talk.wishes.create(indicator=world.instrument.indicators.first(), kind="hulp")


def _same(record):
    kept = {"survey": record.survey, "text": record.text}
    return kept | ({"indicator": record.indicator} if hasattr(record, "indicator") else {})


def _round_of_another_year(world):
    year = factories.Deal.objects.count() + 1950
    moment = world.now - timedelta(days=900)
    round_ = factories.round_(
        year=year, state="gesloten", opens_at=moment, closes_at=moment + timedelta(days=9), closed_at=moment
    )
    issue(factories.survey(round=round_, deal=world.deal), world.now)


def _counts(world):
    found = {}
    for name, role in LISTS:
        url = _address(world, name, role)
        if url is None:
            continue
        ask(world, role, "GET", url)
        with CaptureQueriesContext(connection) as queries:
            assert ask(world, role, "GET", url).status_code == 200, name
        found[name, role] = [query["sql"] for query in queries]
    return found


def _address(world, name, role):
    for row in ROWS:
        if row.name == name and row.expected[role] == "200":
            return address(world, row)
    return reverse(name) if name.startswith("admin:") else None


@pytest.fixture(scope="module")
def measured(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        world = build()
        grow(world, FEW)
        few = _counts(world)
        grow(world, MANY)
        yield few, _counts(world)
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("listed", LISTS, ids=" ".join)
def test_more_rows_cost_no_more_queries(measured, listed):
    few, many = measured
    extra = [sql for sql in many[listed] if many[listed].count(sql) > 1 or sql not in few[listed]]
    assert len(many[listed]) == len(few[listed]), "\n".join(sql[:300] for sql in extra[:5])
