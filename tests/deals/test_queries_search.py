import pytest
from django.contrib.auth.models import AnonymousUser

from deals import queries
from deals.models import Deal, Participation
from deals.permissions import contacts_visible_to
from partners.models import Organisation
from tests import factories

pytestmark = pytest.mark.django_db


def _organisations(words):
    return [one.name for one in queries.search(words, AnonymousUser())[1].rows]


@pytest.mark.parametrize(
    "words", ["den bosch", "hertogenbosch", "'s-hertogenbosch", "’s Hertogenbosch", "BOSCH"]
)
def test_the_municipality_with_three_names_is_found(words):
    uri = "https://identifier.overheid.nl/tooi/id/gemeente/gm0796"
    factories.organisation(name="Gemeente 's-Hertogenbosch", tooi_uri=uri)
    factories.organisation(name="Gemeente Den Helder")
    assert _organisations(words) == ["Gemeente 's-Hertogenbosch"]


@pytest.mark.parametrize("words", ["sudwest fryslan", "SÚDWEST", "zuidwest friesland"])
def test_accents_and_language_do_not_matter(words):
    uri = "https://identifier.overheid.nl/tooi/id/gemeente/gm1900"
    factories.organisation(name="Gemeente Súdwest-Fryslân", tooi_uri=uri)
    assert _organisations(words) == ["Gemeente Súdwest-Fryslân"]


@pytest.mark.parametrize("words", ["city deal energieke", "ENERGIËKE wijken", "warmte", "sudwest fryslan"])
def test_a_deal_is_found_by_kind_name_theme_and_partner(words):
    deal = factories.deal(name="Energieke Wijken", theme="warmte")
    factories.deal(name="Iets anders")
    factories.participation(deal=deal, organisation=factories.organisation(name="Gemeente Súdwest-Fryslân"))
    assert queries.search(words, AnonymousUser())[0].rows == [deal]


def test_a_deal_and_its_partners_are_found_by_those_who_see_them():
    hidden = factories.participation(deal=factories.deal(name="Geheime Deal", is_published=False))
    approached = factories.participation(stage="benaderd", deal=factories.deal(name="Open Deal"))
    for words in ("geheime", hidden.organisation.name):
        assert queries.search(words, AnonymousUser())[0].total == 0
        assert queries.search(words, factories.dealmaker(hidden.deal))[0].rows == [hidden.deal]
    about = {"deals": Deal.objects.all()}
    for user, found in ((AnonymousUser(), set()), (factories.staff(), {approached.deal_id})):
        seen = Participation.objects.visible_to(user)
        assert queries.deals_about(approached.organisation.name, participations=seen, **about) == found


def test_contacts_are_found_by_exactly_those_who_may_read_them():
    partner = factories.participation()
    left = factories.participation(deal=partner.deal, stage="vertrokken")
    other = factories.participation()
    for participation in (partner, left, other):
        factories.contact(organisation=participation.organisation, name="Jan Zoekmij")
    member = factories.user()
    factories.contact(organisation=other.organisation, user=member)
    former = factories.user()
    factories.contact(organisation=other.organisation, user=former, until_on="2020-01-01")
    people = [
        AnonymousUser(),
        factories.user(),
        member,
        former,
        factories.dealmaker(partner.deal),
        factories.staff(),
        factories.administrator(),
    ]
    for user in people:
        readable = [one for one in Organisation.objects.all() if user.has_perm("partners.read_contacts", one)]
        assert {one.organisation for one in contacts_visible_to(user)} == {
            one for one in readable if one.contacts.exists()
        }
        assert queries.search("zoekmij", user)[2].total == len(
            [one for one in readable if one.contacts.filter(name="Jan Zoekmij").exists()]
        )


def test_a_group_shows_twenty_and_counts_them_all():
    for _ in range(23):
        factories.organisation()
    group = queries.search("gemeente", AnonymousUser())[1]
    assert (len(group.rows), group.total, group.is_cut) == (20, 23, True)


@pytest.mark.parametrize("words", ["den bosch", "bosch jan", "hertogenbosch", "oud-bosch"])
def test_a_contact_is_found_by_every_name_of_the_organisation(words):
    place = factories.organisation(
        name="Gemeente 's-Hertogenbosch",
        former_names="Gemeente Oud-Bosch",
        tooi_uri="https://identifier.overheid.nl/tooi/id/gemeente/gm0796",
    )
    factories.contact(organisation=place, name="Jan")
    assert queries.search(words, factories.staff())[2].total == 1


def test_a_municipality_of_before_leads_to_the_one_of_today_and_its_deals():
    today = factories.organisation(name="Gemeente Amsterdam")
    factories.organisation(name="Gemeente Weesp", ended_on="2022-03-24", successor=today)
    there = factories.participation(organisation=today).deal
    deals, organisations, _contacts = queries.search("gem. weesp", AnonymousUser())
    assert deals.rows == [there]
    assert [one.name for one in organisations.rows] == ["Gemeente Amsterdam", "Gemeente Weesp"]
    assert queries.search("wees", AnonymousUser())[0].rows == []
