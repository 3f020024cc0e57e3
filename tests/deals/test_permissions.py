"""The permission matrix of deals, asked through the pages: 404 for what is not to be seen, 403 for what is not allowed."""

from datetime import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tests import factories

pytestmark = pytest.mark.django_db
ROLES = ["anonymous", "partner", "team", "other_team", "staff", "administrator"]
LOGIN = 302
PAGES_TO_READ = {"log", "organisation_options"}  # they take no POST from anybody


@pytest.fixture
def world():
    deal = factories.deal(phase="kwartiermaken")
    own = factories.participation(deal=deal)
    other = factories.participation(deal=deal)
    partner = factories.user()
    factories.contact(organisation=own.organisation, user=partner)
    return {
        "deal": deal,
        "own": own,
        "other": other,
        "agreement": factories.commitment(participation=own),
        "agreed": factories.commitment(participation=own, is_agreed=True),
        "others_agreement": factories.commitment(participation=other),
        "milestone": factories.milestone(deal=deal),
        "people": {
            "partner": partner,
            "team": factories.dealmaker(deal),
            "other_team": factories.dealmaker(factories.deal()),
            "staff": factories.staff(),
            "administrator": factories.administrator(),
        },
    }


# address, thing in the world or None: anonymous, partner, team, other team, staff, administrator
MATRIX = [
    ("list", None, (200, 200, 200, 200, 200, 200)),
    ("mine", None, (LOGIN, 200, 200, 200, 200, 200)),
    ("create", None, (LOGIN, 403, 403, 403, 200, 200)),
    ("detail", "deal", (200, 200, 200, 200, 200, 200)),
    ("log", "deal", (LOGIN, 403, 403, 403, 200, 200)),
    ("edit", "deal", (LOGIN, 403, 200, 403, 200, 200)),
    ("publish", "deal", (LOGIN, 403, 403, 403, 200, 200)),
    ("step uitvoering", "deal", (LOGIN, 403, 200, 403, 200, 200)),
    ("step niet_doorgegaan", "deal", (LOGIN, 403, 403, 403, 200, 200)),
    ("step afgerond", "deal", (LOGIN, 403, 404, 403, 404, 404)),
    ("participation_add", "deal", (LOGIN, 403, 200, 403, 200, 200)),
    ("organisation_options", "deal", (LOGIN, 403, 200, 403, 200, 200)),
    ("participation_edit", "own", (LOGIN, 403, 200, 403, 200, 200)),
    ("participation_end", "own", (LOGIN, 403, 200, 403, 200, 200)),
    ("commitment_add", "own", (LOGIN, 200, 200, 403, 200, 403)),
    ("commitment_add", "other", (LOGIN, 403, 200, 403, 200, 403)),
    ("commitment_edit", "agreement", (LOGIN, 200, 200, 404, 200, 403)),
    ("commitment_edit", "agreed", (LOGIN, 403, 200, 404, 200, 403)),
    ("commitment_edit", "others_agreement", (LOGIN, 404, 200, 404, 200, 403)),
    ("commitment_delete", "agreed", (LOGIN, 403, 200, 404, 200, 403)),
    ("commitment_confirm", "agreed", (LOGIN, 200, 200, 404, 200, 403)),
    ("commitment_confirm", "others_agreement", (LOGIN, 404, 200, 404, 200, 403)),
    ("milestone_add", "deal", (LOGIN, 403, 200, 403, 200, 200)),
    ("milestone_edit", "milestone", (LOGIN, 403, 200, 403, 200, 200)),
    ("milestone_done", "milestone", (LOGIN, 403, 200, 403, 200, 200)),
    ("milestone_delete", "milestone", (LOGIN, 403, 200, 403, 200, 200)),
]


def address(world, name, thing):
    name, *words = name.split()
    if thing is None:
        return reverse(f"deals:{name}")
    own_key = [] if thing == "deal" else [world[thing].pk]
    return reverse(f"deals:{name}", args=[world["deal"].slug, *own_key, *words])


@pytest.mark.parametrize(("name", "thing", "expected"), MATRIX, ids=lambda value: str(value))
def test_who_opens_what(client, world, name, thing, expected):
    seen = []
    for role in ROLES:
        client.logout()
        if role != "anonymous":
            client.force_login(world["people"][role])
        seen.append(client.get(address(world, name, thing)).status_code)
    assert tuple(seen) == expected


@pytest.mark.parametrize("role", ["partner", "other_team"])
def test_a_form_that_does_not_open_does_not_save_either(client, world, role):
    client.force_login(world["people"][role])
    for name, thing, expected in MATRIX:
        status = expected[ROLES.index(role)]
        if status != 200:
            answer = client.post(address(world, name, thing))
            assert answer.status_code == (405 if name in PAGES_TO_READ else status)
    world["deal"].refresh_from_db()
    assert world["deal"].version == 1


def test_a_role_that_ended_counts_no_more_at_the_next_request(client, world):
    deal, person = world["deal"], world["people"]["team"]
    client.force_login(person)
    assert client.get(reverse("deals:edit", args=[deal.slug])).status_code == 200
    person.deal_roles.update(ended_on="2026-01-01")
    assert client.get(reverse("deals:edit", args=[deal.slug])).status_code == 403


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        ("2026-12-01T12:00+01:00", 200),  # a planned end is not an end
        ("2027-12-30T23:59+01:00", 200),
        ("2027-12-31T00:00+01:00", 403),
    ],
)
def test_a_role_with_a_planned_end_counts_until_then(client, world, moment, status):
    deal, person = world["deal"], world["people"]["team"]
    person.deal_roles.update(ended_on="2027-12-31")
    with time_machine.travel(datetime.fromisoformat(moment), tick=False):
        client.force_login(person)
        assert client.get(reverse("deals:edit", args=[deal.slug])).status_code == status


def test_a_part_is_reached_through_its_own_deal_only(client, world):
    client.force_login(world["people"]["staff"])
    elsewhere = factories.deal().slug
    for name, thing in [
        ("milestone_edit", "milestone"),
        ("participation_edit", "own"),
        ("commitment_edit", "agreed"),
    ]:
        assert client.get(reverse(f"deals:{name}", args=[elsewhere, world[thing].pk])).status_code == 404


def test_a_contact_of_a_partner_that_left_reads_what_was_agreed_and_changes_nothing(client):
    deal = factories.deal()
    client.force_login(factories.partner_contact(deal))
    own, year = deal.participations.get(), timezone.localdate().year
    years = {"year_from": year, "year_until": year}
    agreement = factories.commitment(participation=own, **years)
    terms = {"kind": "inzet", "description": "meer", **years}
    proposal = agreement.amendments.create(of_version=1, why="tijd", by_team=True, **terms)
    at = {
        name: reverse(f"deals:{name}", args=[deal.slug, pk])
        for name, pk in (
            ("commitment_add", own.pk),
            ("commitment_edit", agreement.pk),
            ("commitment_delete", agreement.pk),
            ("commitment_confirm", agreement.pk),
            ("amendment_add", agreement.pk),
            ("amendment_accept", proposal.pk),
        )
    }
    assert {client.get(address).status_code for address in at.values()} == {200}
    for stage in ("vertrokken", "afgezien"):
        own.stage = stage
        own.save()
        assert {client.get(address).status_code for address in at.values()} == {403}
        assert {client.post(address).status_code for address in at.values()} == {403}
        course = client.get(reverse("deals:commitment", args=[deal.slug, agreement.pk]))
        assert course.status_code == 200
        table = client.get(reverse("deals:partners", args=[deal.slug])).content.decode()
        for name in ("commitment_add", "commitment_edit", "commitment_confirm", "amendment_add"):
            assert f'"{at[name]}"' not in table + course.content.decode()
    agreement.refresh_from_db()
    assert agreement.version == 1 and not agreement.confirmations.exists()
