"""The team of a deal in the back door: nothing that was handed over meanwhile is put back."""

import pytest
from django.urls import reverse

from deals.models import DealRole
from foundation.models import AuditEvent
from partners.account_mails import CHANGED
from partners.events import AccountEvent
from tests import factories
from tests.audit_log import details
from tests.partners.posted import composed

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    person = factories.administrator()
    factories.log_in(client, person)
    return person


def address_of(deal):
    return reverse("admin:deals_deal_change", args=[deal.pk])


def data_of(deal, *roles, **fields):
    """What the page sends; `roles`: a role that stands there, or {field: value} of a new one."""
    kept = {"name": deal.name, "slug": deal.slug, "kind": deal.kind, "theme": "", "is_published": "on"}
    stored = sum(isinstance(role, DealRole) for role in roles)
    sent = kept | {"version": deal.version, "roles-TOTAL_FORMS": len(roles), "roles-INITIAL_FORMS": stored}
    for number, role in enumerate(roles):
        values = role
        if isinstance(role, DealRole):
            values = {"id": role.pk, "user": role.user_id, "role": role.role, "version": role.version}
            values["ended_on"] = role.ended_on or ""
        sent |= {f"roles-{number}-{name}": value for name, value in values.items()}
        sent[f"roles-{number}-deal"] = deal.pk
    return sent | fields


def test_an_administrator_puts_someone_in_the_team_of_a_deal(client, administrator):
    deal, person = factories.deal(), factories.user(name="Jan")
    data = data_of(deal, {"user": person.pk, "role": "dealmaker", "version": 1})
    assert client.post(address_of(deal), data).status_code == 302
    assert DealRole.objects.get().user == person
    line = AuditEvent.objects.get(deal_id=deal.pk, event=AccountEvent.CHANGED_IN_ADMIN)
    assert details(line) == {"rol in een deal": "Jan, dealmaker"}
    assert person.has_perm("deals.edit_deal", deal)


def test_a_planned_end_stands_in_the_log(client, administrator):
    deal = factories.deal()
    factories.dealmaker(deal, name="Jan")
    data = data_of(deal, deal.roles.get()) | {"roles-0-ended_on": "31-12-2027"}
    assert client.post(address_of(deal), data).status_code == 302
    line = AuditEvent.objects.get(deal_id=deal.pk)
    assert details(line) == {"rol in een deal": "Jan, dealmaker tot 31 december 2027"}


def test_a_role_that_stopped_meanwhile_does_not_come_back(client, administrator):
    """The dealmaker handed the deal over while the page stood open, and the administrator changes the theme."""
    deal = factories.deal()
    factories.dealmaker(deal)
    data = data_of(deal, deal.roles.get(), theme="wonen")
    deal.roles.update(ended_on="2026-01-01", version=2)
    answer = client.post(address_of(deal), data)
    assert "Iemand anders heeft dit intussen gewijzigd." in answer.content.decode()
    assert str(deal.roles.get().ended_on) == "2026-01-01"
    deal.refresh_from_db()
    assert deal.theme == ""


def test_roles_alone_leave_the_version_of_the_deal(client, administrator):
    """So that a concurrent edit of the deal itself sees no conflict."""
    deal, person = factories.deal(), factories.user()
    client.post(address_of(deal), data_of(deal, {"user": person.pk, "role": "dealmaker", "version": 1}))
    deal.refresh_from_db()
    assert deal.version == 1


def test_what_a_dealmaker_changed_meanwhile_stays(client, administrator):
    deal = factories.deal()
    data = data_of(deal, name="Van de beheerder")
    type(deal).objects.filter(pk=deal.pk).update(theme="van de dealmaker", version=2)
    answer = client.post(address_of(deal), data)
    assert "Iemand anders heeft dit intussen gewijzigd." in answer.content.decode()
    deal.refresh_from_db()
    assert deal.theme == "van de dealmaker"


def test_a_role_is_mailed_to_the_other_administrators(client, administrator):
    second, deal = factories.administrator(), factories.deal()
    other = factories.user()
    client.post(address_of(deal), data_of(deal, {"user": other.pk, "role": "dealmaker", "version": 1}))
    own = {"user": administrator.pk, "role": "dealmaker", "version": 1}
    client.post(address_of(deal), data_of(deal, deal.roles.get(), own))
    assert [sent.to for sent in composed(CHANGED)] == [[second.email], [second.email]]


def test_a_role_is_mailed_to_agenda_stad_where_there_is_no_second_administrator(client, administrator):
    officer, deal = factories.staff(), factories.deal()
    own = {"user": administrator.pk, "role": "dealmaker", "version": 1}
    client.post(address_of(deal), data_of(deal, own))
    assert [sent.to for sent in composed(CHANGED)] == [[officer.email]]


def test_others_do_not_come_in(client):
    deal = factories.deal()
    for person in (factories.staff(), factories.dealmaker(deal)):
        client.force_login(person)
        assert client.get(address_of(deal)).status_code in {302, 403}
