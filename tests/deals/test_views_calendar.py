"""The days of the own deals in the own calendar: what its maker may see, until the address is revoked."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from deals.events import DealEvent
from deals.models import CalendarLink
from foundation.models import AuditEvent
from tests import factories
from tests.audit_log import verb

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"deals:{name}", args=args)


@pytest.fixture
def deal():
    deal = factories.deal(name="Energieke Wijken")
    factories.milestone(deal=deal, name="Slot; begin", planned_on="2026-09-01", expected_on="2026-10-01")
    deal.signing_moments.create(signed_on="2024-03-04")
    deal.signing_moments.create(signed_on="2025-01-01", precision="jaar")
    deal.action_points.create(text="Zaal regelen", owner="Jan Persoon", due_on="2026-08-01")
    deal.action_points.create(text="Gedaan werk", due_on="2026-08-01", state="gedaan")
    return deal


def log_in(client, person):
    """As who typed the password just now."""
    client.force_login(person)
    cache.clear()  # it counts how often someone types the password
    client.post(reverse("account_reauthenticate"), {"password": factories.PASSWORD})


def made_by(client, person, deal=None):
    """The path of a new address."""
    log_in(client, person)
    page = client.post(url("calendar_add"), {"deal": deal.slug if deal else ""}).content.decode()
    client.logout()
    return re.search(r"<code>https?://[^/]+(/[^<]+)</code>", page)[1]


def days(client, path):
    text = client.get(path).content.decode().replace("\r\n ", "")
    return re.findall(r"DTSTART;VALUE=DATE:(\d+)\r\nSUMMARY:(.*?)\r\n", text)


MILESTONE = ("20261001", "Mijlpaal: Slot\\; begin (Energieke Wijken)")
SIGNING = ("20240304", "Ondertekening (Energieke Wijken)")
ACTION = ("20260801", "Actiepunt: Zaal regelen (Energieke Wijken)")


def test_a_dealmaker_reads_the_days_of_the_own_deals(client, deal):
    factories.milestone(deal=factories.deal(), name="Van een ander")
    path = made_by(client, factories.dealmaker(deal))
    assert days(client, path) == [SIGNING, ACTION, MILESTONE]
    text = client.get(path).content.decode()
    assert "Jan Persoon" not in text
    assert f"/deals/{deal.slug}/planning/" in text.replace("\r\n ", "")


@pytest.mark.parametrize("of_one_deal", [True, False])
def test_a_partner_reads_no_action_points(client, deal, of_one_deal):
    path = made_by(client, factories.partner_contact(deal), deal if of_one_deal else None)
    assert days(client, path) == [SIGNING, MILESTONE]


def test_a_milestone_that_was_reached_stands_on_that_day(client, deal):
    deal.milestones.update(done_on="2026-09-20")
    path = made_by(client, factories.partner_contact(deal))
    assert days(client, path)[-1] == ("20260920", "Gehaald: Slot\\; begin (Energieke Wijken)")


def test_the_closing_of_a_round_is_for_who_follows_the_count(client, deal):
    survey = factories.survey(deal=deal)
    day = timezone.localtime(survey.round.closes_at)
    closing = (f"{day:%Y%m%d}", f"Sluiting impactmeting {survey.round.year} (Energieke Wijken)")
    assert closing in days(client, made_by(client, factories.dealmaker(deal)))
    assert closing not in days(client, made_by(client, factories.partner_contact(deal)))


def test_what_is_no_longer_to_be_seen_is_no_longer_read(client, deal):
    maker = factories.dealmaker(deal)
    everything, one = made_by(client, maker), made_by(client, maker, deal)
    deal.is_published = False
    deal.save()
    assert len(days(client, one)) == 3
    maker.deal_roles.update(ended_on="2026-01-01")
    assert days(client, everything) == []
    assert client.get(one).status_code == 404


def test_the_key_is_stored_as_a_hash_and_not_in_the_log(client, deal):
    path = made_by(client, factories.dealmaker(deal))
    token = path.rsplit("/", 1)[1].removesuffix(".ics")
    assert len(token) >= 43  # 256 bits
    link = CalendarLink.objects.get()
    assert token not in str(vars(link)) + str(list(AuditEvent.objects.values()))
    assert verb(AuditEvent.objects.get()) == "maakte een agenda-adres"


def test_an_address_is_revoked_by_its_maker_and_stops(client, deal):
    maker = factories.dealmaker(deal)
    path = made_by(client, maker)
    link = CalendarLink.objects.get()
    client.force_login(factories.staff())
    assert client.post(url("calendar_revoke", link.pk)).status_code == 404
    client.force_login(maker)
    assert "al mijn deals" in client.get(url("calendars")).content.decode()
    client.post(url("calendar_revoke", link.pk))
    assert client.get(path).status_code == 404
    assert "U hebt nog geen agenda-adres." in client.get(url("calendars")).content.decode()
    assert AuditEvent.objects.filter(event=DealEvent.CALENDAR_ADDRESS_REVOKED).count() == 1


def test_an_account_that_was_closed_reads_nothing(client, deal):
    maker = factories.dealmaker(deal)
    path = made_by(client, maker)
    maker.is_active = False
    maker.save()
    assert client.get(path).status_code == 404


def test_nothing_is_sent_when_nothing_changed(client, deal):
    path = made_by(client, factories.dealmaker(deal))
    first = client.get(path)
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first["Cache-Control"] == "private, no-cache"
    same = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    deal.milestones.update(planned_on="2026-09-02", expected_on=None)
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_who_logged_in_long_ago_logs_in_again_first(client, deal):
    client.force_login(factories.dealmaker(deal))
    assert "reauthenticate" in client.get(url("calendar_add")).url
    assert not CalendarLink.objects.exists()


def test_a_deal_that_may_not_be_seen_cannot_be_chosen(client, deal):
    hidden = factories.deal(is_published=False)
    log_in(client, factories.dealmaker(deal))
    page = client.post(url("calendar_add"), {"deal": hidden.slug})
    assert page.context["form"].errors and not CalendarLink.objects.exists()


def test_the_deal_one_comes_from_is_chosen_already(client, deal):
    log_in(client, factories.dealmaker(deal))
    page = client.get(url("calendar_add"), {"deal": deal.slug}).content.decode()
    assert re.search(rf'<option value="{deal.slug}"\s+selected', page)


def test_a_form_that_came_twice_makes_one_address(client, deal):
    log_in(client, factories.dealmaker(deal))
    form = {"deal": "", "once": "een-keer"}
    assert "Uw adres is gemaakt" in client.post(url("calendar_add"), form).content.decode()
    again = client.post(url("calendar_add"), form, follow=True).content.decode()
    assert "Dit adres was al gemaakt." in again and CalendarLink.objects.count() == 1
