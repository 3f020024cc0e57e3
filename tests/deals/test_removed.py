"""What is removed can be put back, and the log says in words what changed."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from deals import queries
from deals.actions import add_participation
from deals.actions.removing import discard_removed
from deals.models import Milestone, Participation
from deals.record_kinds import put_back_at_deal
from foundation.models import AuditEvent
from tests import factories
from tests.audit_log import verb

pytestmark = pytest.mark.django_db
DAY = date(2024, 5, 1)


@pytest.fixture
def deal():
    return factories.deal()


def text_of(response):
    return response.content.decode()


def _at_the_deal(deal, participation):
    """{what: record} of those that any piece of a deal is removed as."""
    ministry = factories.organisation(type="ministerie")
    return {
        "onderdelen": deal.parts.create(kind="spoor", name="Wonen"),
        "bijstellingen": deal.course_changes.create(decided_on=DAY, what="kleiner gebied", why="tijd"),
        "borging": deal.anchoring_documents.create(organisation=ministry, title="Werkwijze wonen"),
        "verbanden": deal.relations.create(kind="voorloper"),
        "gezocht": deal.wanted_partners.create(description="zorgverzekeraar", why="geld"),
        "bijdragen": deal.contributions.create(
            type="koepel", amount_eur_per_year=100, year_from=2024, year_until=2026
        ),
        "overleggen": deal.bodies.create(name="Regiegroep"),
        "besluiten": deal.decisions.create(decided_on=DAY, text="wij beginnen klein"),
        "actiepunten": deal.action_points.create(text="zaal regelen"),
        "ondertekening": deal.signing_moments.create(kind="bijtekenmoment"),
        "publicaties": deal.publications.create(number="2024-1234"),
    }


def _others(deal, participation):
    """{what: (record, the page that removes it, the page it stands on)}"""
    at_partner = ("conversations", participation.pk)
    talk = participation.conversations.create(held_on=DAY, with_whom="directeur", what="tempo")
    member = deal.bodies.create(name="Kernteam").members.create(
        organisation=participation.organisation, function="wethouder"
    )
    agreement = factories.commitment(participation=participation, description="levert bomen")
    review = deal.reviews.create(
        held_on=DAY, note="het loopt", drawn_on=DAY, figures=queries.review_figures(deal, day=DAY)
    )
    criterion = deal.signing_moments.create().criteria.create(text="er is een trekker")
    wrong = factories.organisation(name="Waterschap Vallei")
    mistake = factories.participation(deal=deal, organisation=wrong, stage="benaderd")
    return {
        "deelnames": (mistake, "participation_delete", ["partners"]),
        "mijlpalen": (factories.milestone(deal=deal, name="Opening"), "milestone_delete", ["planning"]),
        "afspraken": (agreement, "commitment_delete", ["partners"]),
        "gesprekken": (talk, "conversation_delete", at_partner),
        "criteria": (criterion, "criterion_delete", ["planning"]),
        "leden": (member, "member_delete", ["planning"]),
        "halfjaargesprekken": (review, "review_delete", ["reviews"]),
    }


def _things(deal):
    participation = factories.participation(deal=deal)
    pages = {"onderdelen": "detail", "verbanden": "detail", "gezocht": "partners", "bijdragen": "partners"}
    pieces = {
        what: (record, "piece_delete", [pages.get(what, "planning")])
        for what, record in _at_the_deal(deal, participation).items()
    }
    return pieces | _others(deal, participation)


READ_AS = {
    "deelnames": "Waterschap Vallei",
    "onderdelen": "Wonen",
    "gesprekken": "directeur",
    "halfjaargesprekken": "het loopt",
    "leden": "wethouder",
    "verbanden": "Voorloper",
    "bijdragen": "<b>Koepel</b>",
    "ondertekening": "Bijtekenmoment</b>",
}


@pytest.mark.parametrize("what", put_back_at_deal())
def test_removing_is_undone_from_the_message_and_from_the_list(client, deal, what):
    record, name, (page, *more) = _things(deal)[what]
    client.force_login(factories.dealmaker(deal))
    args = [deal.slug, what, record.pk] if name == "piece_delete" else [deal.slug, record.pk]
    there = reverse(f"deals:{page}", args=[deal.slug, *more])
    shown = READ_AS.get(what, str(record))
    assert shown in text_of(client.get(there))
    undo = reverse("deals:put_back", args=[deal.slug, what, record.pk])
    answer = text_of(client.post(reverse(f"deals:{name}", args=args), follow=True))
    assert f'href="{undo}"' in answer
    assert shown not in text_of(client.get(there)).split('id="verwijderd"')[0]
    planning = text_of(client.get(reverse("deals:planning", args=[deal.slug])))
    assert f'href="{undo}"' in planning
    assert not type(record).objects.filter(pk=record.pk).exists()
    assert str(record) in text_of(client.get(undo))
    assert client.post(undo).url == there
    client.post(undo)
    assert type(record).objects.filter(pk=record.pk).exists()
    assert shown in text_of(client.get(there))
    verbs = [verb(line).split(":")[0] for line in AuditEvent.objects.filter(deal_id=deal.pk)]
    assert [verb for verb in verbs if verb == "zette terug"] == ["zette terug"]
    client.force_login(factories.staff())
    assert undo not in text_of(client.get(reverse("deals:log", args=[deal.slug])))


def test_staff_undo_from_the_log(client, deal):
    record = factories.milestone(deal=deal, name="Opening", deleted_at=timezone.now())
    client.force_login(factories.staff())
    undo = reverse("deals:put_back", args=[deal.slug, "mijlpalen", record.pk])
    assert undo in text_of(client.get(reverse("deals:log", args=[deal.slug])))


def test_after_thirty_days_it_is_gone_for_good(client, deal):
    now = timezone.now()
    old = factories.milestone(deal=deal, deleted_at=now - timedelta(days=31))
    kept = factories.milestone(deal=deal, deleted_at=now - timedelta(days=29))
    there = factories.milestone(deal=deal)
    client.force_login(factories.dealmaker(deal))
    page = reverse("deals:put_back", args=[deal.slug, "mijlpalen", old.pk])
    assert client.get(page).status_code == 404
    assert discard_removed(now=now) == 1
    assert set(Milestone.with_removed.all()) == {kept, there}


SAME_NAME = {
    "onderdelen": ("parts", {"kind": "spoor", "name": "Wonen"}),
    "overleggen": ("bodies", {"name": "Kernteam"}),
    "publicaties": ("publications", {"number": "2024-1"}),
    "bijdragen": (
        "contributions",
        {"type": "koepel", "amount_eur_per_year": 100, "year_from": 2024, "year_until": 2026},
    ),
}


@pytest.mark.parametrize("what", SAME_NAME)
def test_another_with_the_same_name_stands_in_the_way(client, deal, what):
    manager, fields = SAME_NAME[what]
    rows = getattr(deal, manager)
    old = rows.create(**fields, deleted_at=timezone.now())
    rows.create(**fields)
    client.force_login(factories.dealmaker(deal))
    undo = reverse("deals:put_back", args=[deal.slug, what, old.pk])
    assert "dezelfde naam" in text_of(client.post(undo, follow=True))
    assert rows.count() == 1


def test_every_kind_goes_for_good_after_thirty_days(deal):
    long_ago = timezone.now() - timedelta(days=31)
    for record, *_pages in _things(deal).values():
        record.deleted_at = long_ago
        record.save()
    discard_removed(now=timezone.now())
    models = [kind.model for kind in put_back_at_deal().values()]
    assert not [model for model in models if model.with_removed.filter(deleted_at=long_ago).exists()]


def _log_of(client, deal):
    client.force_login(factories.staff())
    return text_of(client.get(reverse("deals:log", args=[deal.slug])))


def test_the_log_says_in_words_what_changed_in_a_commitment(client, deal):
    record = factories.commitment(participation=factories.participation(deal=deal))
    client.force_login(factories.dealmaker(deal))
    sent = {
        "kind": "geld",
        "amount_eur_per_year": "40.000",
        "description": "",
        "year_from": 2024,
        "year_until": 2027,
        "agreed_on": "2026-03-05",
        "is_agreed": "on",
        "version": 1,
    }
    assert client.post(reverse("deals:commitment_edit", args=[deal.slug, record.pk]), sent).status_code == 302
    page = _log_of(client, deal)
    for text in (
        "Soort: inzet in woorden → geld per jaar",
        "leeg → 40.000",
        "Afspraak in woorden: denkt mee → leeg",
        "leeg → 5 maart 2026",
        "nee → ja",
    ):
        assert text in page, text


def test_the_log_says_in_words_what_changed_in_a_part(client, deal):
    leader = factories.participation(deal=deal, organisation=factories.organisation(name="EZ")).organisation
    part = deal.parts.create(kind="spoor", name="Wonen", lead_organisation=leader)
    client.force_login(factories.dealmaker(deal))
    sent = {"kind": "werklijn", "name": "Wonen", "lead_organisation": "", "version": 1}
    url = reverse("deals:piece_edit", args=[deal.slug, "onderdelen", part.pk])
    assert client.post(url, sent).status_code == 302
    page = _log_of(client, deal)
    assert "Soort: spoor → werklijn" in page
    assert "organisatie: EZ → leeg" in page


def test_a_word_of_two_letters_is_not_taken_apart(client, deal):
    ministry = factories.organisation(name="EZ", type="ministerie")
    add_participation(participation=Participation(deal=deal, organisation=ministry), by=None)
    assert "Partner: EZ<" in _log_of(client, deal)
