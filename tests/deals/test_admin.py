import pytest
from django.urls import reverse

from deals.models import DealRole
from partners.models import LogEntry
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_administrator_puts_someone_in_the_team_of_a_deal(client):
    client.force_login(factories.administrator())
    deal, person = factories.deal(), factories.user()
    fields = {"name": deal.name, "slug": deal.slug, "kind": deal.kind, "theme": "", "is_published": "on"}
    forms = {"roles-TOTAL_FORMS": 1, "roles-INITIAL_FORMS": 0}
    role = {"roles-0-user": person.pk, "roles-0-role": "dealmaker", "roles-0-deal": deal.pk}
    address = reverse("admin:deals_deal_change", args=[deal.pk])
    assert client.post(address, fields | forms | role).status_code == 302
    assert DealRole.objects.get().user == person
    assert LogEntry.objects.filter(subject=deal.log_subject, verb="wijzigde in het beheer").exists()
    assert person.has_perm("deals.edit_deal", deal)


def test_others_do_not_come_in(client):
    deal = factories.deal()
    for person in (factories.staff(), factories.dealmaker(deal)):
        client.force_login(person)
        assert client.get(reverse("admin:deals_deal_change", args=[deal.pk])).status_code in {302, 403}
