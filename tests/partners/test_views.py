"""The pages of organisations as people use them."""

from datetime import date

import pytest
import time_machine
from django.core.signing import TimestampSigner
from django.test import Client
from django.urls import reverse

from foundation.actions.audit_log import record_event
from foundation.events import Changes, FieldChange
from foundation.models import AuditEvent
from partners import mailing
from partners.events import PartnerEvent
from partners.models import Contact, Network, Organisation, User
from tests import factories
from tests.audit_log import details, verbs
from tests.deals.digest_days import digest

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"partners:{name}", args=args)


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def staff(client):
    person = factories.staff()
    client.force_login(person)
    return person


@pytest.mark.parametrize("number", [3, 49])
def test_the_list_costs_the_same_for_3_as_for_49(client, number, django_assert_num_queries):
    network = Network.objects.create(code="G40")
    province = factories.organisation(type="provincie")
    for _ in range(number):
        organisation = factories.organisation(province=province)
        organisation.networks.add(network)
        factories.participation(organisation=organisation)
    with django_assert_num_queries(5):
        assert f"{number} organisaties die bij een deal horen" in text_of(client.get(url("list")))
    with django_assert_num_queries(5):
        assert f"{number + 1} organisaties" in text_of(client.get(url("list"), {"alle": 1}))


def test_the_list_opens_with_those_in_a_deal_and_searches_all(client):
    taking_part = factories.participation(organisation=factories.organisation(name="Gemeente Zeist"))
    factories.participation(organisation=factories.organisation(name="Gemeente Weg"), stage="vertrokken")
    hidden = factories.deal(is_published=False)
    factories.participation(deal=hidden, organisation=factories.organisation(name="Gemeente Stil"))
    factories.organisation(name="Gemeente Urk")
    opening = text_of(client.get(url("list")))
    assert "1 organisatie die bij een deal hoort" in opening
    assert f"{taking_part.organisation}</a>" in opening
    assert all(f"Gemeente {name}</a>" not in opening for name in ("Weg", "Stil", "Urk"))
    assert f'href="{url("list")}?alle=1"' in opening
    for chosen in ({"alle": 1}, {"q": ""}, {"type": "gemeente"}):
        page = text_of(client.get(url("list"), chosen))
        assert "4 organisaties" in page
        assert f'<a href="{url("list")}">' in page
    assert "Gemeente Urk</a>" in text_of(client.get(url("list"), {"q": "urk"}))


def test_the_second_page_of_the_opening_holds_those_in_a_deal_too(client):
    for _number in range(51):
        factories.participation()
    factories.organisation(name="Zeeland")
    page = text_of(client.get(url("list"), {"page": 2}))
    assert "Pagina 2 van 2" in page
    assert "Zeeland</a>" not in page


def test_fifty_on_a_page_with_the_filter_kept(client):
    for _ in range(51):
        factories.organisation()
    page = text_of(client.get(url("list"), {"type": "gemeente"}))
    assert "Pagina 1 van 2" in page
    assert "type=gemeente&amp;page=2" in page


def test_the_list_is_alphabetical_whatever_the_capitals(client):
    for name in ("Gemeente Zeist", "BPD", "Belastingdienst"):
        factories.organisation(name=name)
    page = text_of(client.get(url("list"), {"alle": 1}))
    assert page.index("Belastingdienst</a>") < page.index("BPD</a>") < page.index("Gemeente Zeist</a>")


def test_the_list_is_filtered(client):
    province = factories.organisation(type="provincie", name="Provincie Utrecht")
    network = Network.objects.create(code="G40")
    zeist = factories.organisation(name="Gemeente Zeist", province=province)
    zeist.networks.add(network)
    factories.participation(organisation=zeist)
    factories.organisation(name="Gemeente Urk")
    filters = [
        {"q": "zeist"},
        {"type": "gemeente", "province": province.pk},
        {"network": network.pk},
        {"in_deal": "on"},
    ]
    for chosen in filters:
        page = text_of(client.get(url("list"), chosen))
        assert "Gemeente Zeist</a>" in page
        assert "Gemeente Urk</a>" not in page
    nothing = text_of(client.get(url("list"), {"q": "bestaat niet"}))
    assert "Geen organisaties gevonden" in nothing


def test_an_organisation_shows_its_facts_and_deals_to_everyone(client):
    organisation = factories.organisation(
        tooi_uri="https://identifier.overheid.nl/tooi/id/gemeente/gm0001",
        cbs_code="GM0001",
        source="Register",
    )
    factories.participation(organisation=organisation, deal=factories.deal(name="Zonnige Stad"))
    factories.participation(organisation=organisation, deal=factories.deal(name="Afvalvrij"))
    hidden = factories.deal(name="Nog Geheim", is_published=False)
    factories.participation(organisation=organisation, deal=hidden)
    factories.contact(organisation=organisation, name="Anna Contact")
    page = text_of(client.get(url("detail", organisation.pk)))
    assert page.index("Afvalvrij</a>") < page.index("Zonnige Stad</a>")
    assert "GM0001" in page
    assert "Register" in page
    for secret in ("Nog Geheim", "Anna Contact", "Bewerken"):
        assert secret not in page


def test_an_ended_organisation_says_so_and_names_its_successor_if_known(client):
    ended = factories.organisation(ended_on="2026-02-23")
    assert "Een opvolger is niet bekend" in text_of(client.get(url("detail", ended.pk)))
    ended.successor = factories.organisation(name="Ministerie van Morgen")
    ended.save()
    page = text_of(client.get(url("detail", ended.pk)))
    assert "tot 23 februari 2026" in page
    assert "Ministerie van Morgen</a>" in page
    assert ended.name in text_of(client.get(url("detail", ended.successor.pk)))


def test_contacts_are_for_the_own_organisation_the_team_and_staff(client, staff):
    member = factories.contact(name="Anna Contact", user=factories.user())
    team = factories.dealmaker(factories.participation(organisation=member.organisation).deal)
    shown = []
    for person in (staff, member.user, team, factories.user()):
        client.force_login(person)
        shown.append("Anna Contact" in text_of(client.get(url("detail", member.organisation.pk))))
    assert shown == [True, True, True, False]


def test_the_page_costs_the_same_for_many_deals(client, staff, django_assert_max_num_queries):
    organisation = factories.organisation()
    for _ in range(12):
        factories.participation(organisation=organisation)
        factories.contact(organisation=organisation)
    with django_assert_max_num_queries(9):
        text_of(client.get(url("detail", organisation.pk)))


def test_staff_edit_an_organisation(client, staff):
    organisation = factories.organisation(name="Gemeente Oud")
    data = {"name": "Gemeente Nieuw", "type": "gemeente", "version": 1, "ended_on": "31-12-2026"}
    assert client.post(url("edit", organisation.pk), data).url == url("detail", organisation.pk)
    organisation.refresh_from_db()
    assert (organisation.name, str(organisation.ended_on)) == ("Gemeente Nieuw", "2026-12-31")
    late = client.post(url("edit", organisation.pk), data | {"name": "Gemeente Te Laat"})
    page = late.content.decode()
    assert late.status_code == 409 and "intussen gewijzigd" in page
    assert "Gemeente Te Laat" in page


def test_a_contact_edits_the_own_organisation_only(client):
    member = factories.contact(user=factories.user())
    client.force_login(member.user)
    data = {"name": "Gemeente Eigen", "version": 1, "ended_on": "2026-01-01"}
    assert client.post(url("edit", member.organisation.pk), data).status_code == 302
    stored = Organisation.objects.get(pk=member.organisation.pk)
    assert (stored.name, stored.ended_on) == ("Gemeente Eigen", None)
    assert client.get(url("edit", factories.organisation().pk)).status_code == 403


def test_staff_add_and_end_a_contact(client, staff):
    organisation = factories.organisation()
    data = {"name": "Anna", "level": "bestuurlijk", "from_on": "2026-01-01"}
    assert client.post(url("contact_add", organisation.pk), data).status_code == 302
    contact = Contact.objects.get()
    ended = data | {"until_on": "2026-02-01", "version": "1"}
    assert client.post(url("contact_edit", organisation.pk, contact.pk), ended).status_code == 302
    page = text_of(client.get(url("detail", organisation.pk)))
    assert "Vroegere contactpersonen" in page
    assert AuditEvent.objects.filter(subject_kind="organisation", subject_key=organisation.pk).count() == 2


def test_a_contact_of_another_organisation_is_not_found(client, staff):
    contact = factories.contact()
    assert client.get(url("contact_edit", factories.organisation().pk, contact.pk)).status_code == 404


def test_a_contact_does_not_change_contacts(client):
    member = factories.contact(user=factories.user())
    client.force_login(member.user)
    assert client.get(url("contact_add", member.organisation.pk)).status_code == 403
    assert client.get(url("contact_edit", member.organisation.pk, member.pk)).status_code == 403


def test_the_log_is_newest_first_and_filtered(client, staff, django_assert_max_num_queries):
    first, second = (factories.organisation(name=name) for name in ("Gemeente Een", "Gemeente Twee"))
    for number in range(60):
        where = (second, first)[number % 2]
        label = FieldChange("name", f"veld {number:02}", "", "x")
        record_event(
            PartnerEvent.ORGANISATION_CHANGED,
            by=staff,
            subject=where.audit_subject,
            data=Changes((label,)),
        )
    with django_assert_max_num_queries(5):
        page = text_of(client.get(url("log")))
    assert page.index("Veld 59") < page.index("Veld 58")
    assert "Pagina 1 van 2" in page
    of_first = text_of(client.get(url("log"), {"subject": str(first.audit_subject)}))
    assert "Veld 59" in of_first and "Veld 58" not in of_first
    assert "Geen regels gevonden" in text_of(client.get(url("log"), {"q": "niemand"}))


def test_the_log_is_not_for_others(client):
    assert client.get(url("log")).status_code == 302
    client.force_login(factories.user())
    assert client.get(url("log")).status_code == 403


def replacing(contact, **data):
    words = {"name": "Nieuwe Naam", "level": "ambtelijk", "from_on": "1-7-2026"} | data
    return reverse("partners:contact_replace", args=[contact.organisation_id, contact.pk]), words


def test_a_contact_is_replaced_in_one_go_and_stays_readable(client):
    old = factories.contact(name="Oude Naam", from_on="2024-01-01", user=factories.user())
    client.force_login(factories.staff())
    address, words = replacing(old, hand_over="Let op de planning.")
    assert "Oude Naam vervangen door" in client.get(address).content.decode()
    assert client.post(address, words).url == old.organisation.get_absolute_url()
    old.refresh_from_db()
    assert old.successor.new_at
    assert (old.until_on.isoformat(), old.successor.name) == ("2026-06-30", "Nieuwe Naam")
    assert old.successor.from_on.isoformat() == "2026-07-01"
    page = client.get(old.organisation.get_absolute_url()).content.decode()
    assert "opgevolgd door Nieuwe Naam" in page
    assert "Let op de planning." in page
    assert details(AuditEvent.objects.get(event=PartnerEvent.CONTACT_REPLACED)) == {}
    assert client.post(address, words).status_code == 404
    assert old.organisation.contacts.count() == 2


def test_a_successor_starts_after_the_one_before(client):
    old = factories.contact(from_on="2026-07-01")
    client.force_login(factories.staff())
    address, words = replacing(old)
    assert "De opvolger begint na de eerste dag" in client.post(address, words).content.decode()
    assert old.organisation.contacts.count() == 1


def test_two_people_cannot_both_replace_a_contact(client, monkeypatch):
    from partners import actions
    from partners.models import Contact

    old, other = factories.contact(), factories.contact()
    real = actions.replace_contact

    def too_late(**given):
        Contact.objects.filter(pk=old.pk).update(successor=other)
        return real(**given)

    monkeypatch.setattr(actions, "replace_contact", too_late)
    client.force_login(factories.staff())
    address, words = replacing(old)
    page = client.post(address, words, follow=True).content.decode()
    assert "Iemand anders legde intussen al een opvolger vast." in page
    assert old.organisation.contacts.count() == 1


# The own settings, and the link that stops the daily overview


def settings_url():
    return reverse("own:settings")


def stop_url(person):
    return reverse("own:stop_digest", args=[mailing.stop_token(person)])


def wants(person):
    person.refresh_from_db()
    return person.wants_digest


def test_the_overview_is_switched_off_and_on_at_the_own_settings(client):
    person = factories.user()
    client.force_login(person)
    home = client.get(reverse("home")).content.decode()
    assert f'href="{settings_url()}">Mijn instellingen</a>' in home
    for sent, chosen in [({"csrfmiddlewaretoken": "x"}, False), ({"wants_digest": "on"}, True)]:
        page = client.post(settings_url(), sent, follow=True).content.decode()
        assert "Uw instellingen zijn opgeslagen." in page
        assert wants(person) is chosen
        assert ("checked" in page) is chosen
    assert verbs() == ["zette het dagelijkse overzicht aan", "zette het dagelijkse overzicht uit"]


def test_choosing_the_same_again_leaves_no_line(client):
    client.force_login(factories.user())
    client.post(settings_url(), {"wants_digest": "on"})
    assert not AuditEvent.objects.exists()


def test_the_settings_say_how_the_last_overview_went(client):
    person = factories.user()
    digest(person, date(2026, 6, 1), state="mislukt", reason="De mailserver was niet bereikbaar.")
    client.force_login(person)
    page = client.get(settings_url()).content.decode()
    assert "Laatste overzicht: 1 juni 2026, mislukt. De mailserver was niet bereikbaar." in page


def test_the_link_of_a_mail_asks_first_and_then_stops_it_without_logging_in():
    person, client = factories.user(), Client(enforce_csrf_checks=True)
    page = client.get(stop_url(person))
    assert "Het dagelijkse overzicht uitzetten?" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert wants(person)
    page = client.post(stop_url(person), {"List-Unsubscribe": "One-Click"})
    assert page.status_code == 200
    assert "staat uit" in page.content.decode()
    assert not wants(person)
    assert AuditEvent.objects.get().actor == person


def test_the_link_works_for_months_and_not_for_years():
    person, client = factories.user(), Client()
    with time_machine.travel("2026-06-01", tick=False):
        url = stop_url(person)
    with time_machine.travel("2026-08-30", tick=False):
        assert client.get(url).status_code == 200
    with time_machine.travel("2026-08-30 00:00:01", tick=False):
        page = client.post(url)
    assert page.status_code == 410
    assert "Deze link is verlopen." in page.content.decode()
    assert wants(person)


@pytest.mark.parametrize("spoil", ["cut", "other", "gone", "nonsense"])
def test_a_link_that_is_not_right_is_refused_in_words(spoil):
    person, other, client = factories.user(), factories.user(), Client()
    token = mailing.stop_token(person)
    tokens = {
        "cut": token[:-3],
        "other": token.replace(f"{person.pk}~", f"{other.pk}~", 1),
        "gone": mailing.stop_token(User(pk=987654)),
        "nonsense": "zo-maar-iets",
    }
    page = client.post(reverse("own:stop_digest", args=[tokens[spoil]]))
    assert page.status_code == 404
    assert "Deze link klopt niet." in page.content.decode()
    assert wants(person)


def test_a_link_for_something_else_does_not_stop_it(client):
    person = factories.user()
    token = TimestampSigner(sep="~", salt="iets anders").sign(person.pk)
    assert client.post(reverse("own:stop_digest", args=[token])).status_code == 404


def test_who_is_logged_in_stops_only_the_own_overview(client):
    person = factories.user()
    client.force_login(factories.user())
    page = client.post(stop_url(person))
    assert page.status_code == 403
    assert "hoort bij een ander account" in page.content.decode()
    assert wants(person)
    client.force_login(person)
    assert client.post(stop_url(person)).status_code == 200
    assert not wants(person)
