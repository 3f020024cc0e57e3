"""What the database itself refuses, and who sees what."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError

from deals.models import Commitment, Deal, Participation
from tests import factories

pytestmark = pytest.mark.django_db


def refused(make):
    with pytest.raises(IntegrityError):
        make()


def test_a_deal_does_not_end_before_it_starts():
    refused(lambda: factories.deal(starts_on=date(2026, 1, 2), ends_on=date(2026, 1, 1)))


def test_a_stop_has_a_reason():
    refused(lambda: factories.deal(phase="niet_doorgegaan"))


def test_a_partner_stands_in_a_deal_once():
    one = factories.participation()
    refused(lambda: factories.participation(deal=one.deal, organisation=one.organisation))


def test_nobody_leaves_before_joining():
    refused(lambda: factories.participation(joined_on=date(2026, 1, 2), left_on=date(2026, 1, 1)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "geld", "description": "geld"},
        {"kind": "geld", "amount_eur_per_year": -1},
        {"kind": "inzet", "amount_eur_per_year": 5},
        {"kind": "inzet", "description": ""},
        {"year_from": 2027, "year_until": 2026},
    ],
)
def test_a_commitment_is_money_or_words_in_order_of_years(wrong):
    refused(lambda: factories.commitment(**wrong))


def test_a_year_is_confirmed_once():
    made = factories.commitment()
    made.confirmations.create(year=2026, state="zoals")
    refused(lambda: made.confirmations.create(year=2026, state="meer"))


def test_a_publication_stands_once_at_a_deal():
    deal = factories.deal()
    deal.publications.create(number="2022-1")
    refused(lambda: deal.publications.create(number="2022-1"))


def test_a_role_is_held_once():
    deal = factories.deal()
    person = factories.dealmaker(deal)
    refused(lambda: deal.roles.create(user=person, role="dealmaker"))


def test_deals_of_a_team_are_those_of_a_role_that_has_not_ended():
    deal = factories.deal(is_published=False)
    person = factories.dealmaker(deal)
    assert list(Deal.objects.visible_to(person)) == [deal]
    person.deal_roles.update(ended_on=date(2026, 1, 1))
    assert not Deal.objects.visible_to(person)


def test_who_is_approached_or_left_is_seen_by_the_team_and_the_partner_itself():
    deal = factories.deal()
    left = factories.participation(deal=deal, stage="vertrokken")
    itself = factories.user()
    factories.contact(organisation=left.organisation, user=itself)
    seen_by = {
        person: Participation.objects.visible_to(person).exists()
        for person in [
            AnonymousUser(),
            factories.user(),
            itself,
            factories.dealmaker(deal),
            factories.staff(),
        ]
    }
    assert list(seen_by.values()) == [False, False, True, True, True]


def test_in_a_short_list_partners_come_first():
    deal = factories.deal()
    for name, basis in [("A", "afgeleid"), ("B", "openbaar"), ("C", "afgeleid")]:
        organisation = factories.organisation(name=name)
        factories.participation(deal=deal, organisation=organisation, stage="", basis=basis)
    shown = deal.participations.partners_first()
    assert [one.organisation.name for one in shown] == ["B", "A", "C"]


def test_commitments_are_for_the_team_agenda_stad_and_the_partner_itself():
    made = factories.commitment()
    deal = made.participation.deal
    itself = factories.user()
    factories.contact(organisation=made.participation.organisation, user=itself)
    people = [AnonymousUser(), factories.user(), factories.dealmaker(factories.deal())]
    assert not any(Commitment.objects.visible_to(person) for person in people)
    people = [itself, factories.dealmaker(deal), factories.staff(), factories.administrator()]
    assert all(Commitment.objects.visible_to(person) for person in people)


def test_an_amount_in_words_keeps_its_cents():
    said = [
        Commitment(
            kind="geld", amount_eur_per_year=Decimal(amount), year_from=2026, year_until=2027
        ).terms_in_words
        for amount in ("40000.50", "40000.00")
    ]
    assert said == ["€ 40.000,50 per jaar (2026–2027)", "€ 40.000 per jaar (2026–2027)"]


@pytest.mark.parametrize(
    ("amount", "said"), [("15000.00", "€ 15.000 per jaar"), (15000.5, "€ 15.000,50 per jaar")]
)
def test_an_agreement_is_called_by_its_amount_as_a_reader_writes_it(amount, said):
    made = factories.commitment(kind="geld", amount_eur_per_year=amount, description="")
    assert str(Commitment.objects.get(pk=made.pk)) == said
