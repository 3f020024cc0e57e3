"""Why organisations join, decline and leave: chosen from a list of staff, counted over all deals."""

import pytest
from django.urls import reverse

from deals.actions.reasons import load_first_reasons
from deals.models import StageReason
from foundation.models import AuditEvent
from tests import factories
from tests.audit_log import details

pytestmark = pytest.mark.django_db
ATTACHED = dict.fromkeys(["attached_official", "attached_director", "attached_executive"], "onbekend")


def url(name, *args):
    return reverse(f"deals:{name}", args=args)


def reason(kind="vertrokken", **fields):
    return StageReason.objects.create(**{"kind": kind, "text": f"proef {kind}"} | fields)


def test_the_first_reasons_fill_an_empty_list_and_leave_one_that_was_begun_alone():
    load_first_reasons({"afgezien": ["geen geld", "geen tijd"], "vertrokken": ["geen geld"]})
    assert StageReason.objects.count() == 3
    StageReason.objects.filter(text="geen tijd").delete()
    load_first_reasons({"afgezien": ["geen geld", "geen tijd"]})
    assert set(StageReason.objects.values_list("kind", "text")) == {
        ("afgezien", "geen geld"),
        ("vertrokken", "geen geld"),
    }


def test_staff_add_a_reason_once_and_retire_it(client):
    client.force_login(factories.staff())
    new = {"kind": "afgezien", "text": "komt later", "is_active": "on"}
    assert client.post(url("reason_add"), new).status_code == 302
    assert (
        "staat al in de lijst"
        in client.post(url("reason_add"), new | {"text": "Komt LATER"}).content.decode()
    )
    made = StageReason.objects.get(text="komt later")
    client.post(url("reason_edit", made.pk), {"text": "komt later", "version": "1"})
    made.refresh_from_db()
    assert (made.is_active, made.kind) == (False, "afgezien")
    assert "niet meer te kiezen" in client.get(url("reasons")).content.decode()
    assert AuditEvent.objects.filter(subject_kind="reason", subject_key=made.pk).count() == 2


def test_a_retired_reason_is_offered_only_where_it_was_chosen(client, deal, team):
    old = reason(text="van vroeger", is_active=False)
    chose = factories.participation(deal=deal, stage="vertrokken", left_reason=old)
    other = factories.participation(deal=deal, stage="vertrokken")
    assert "van vroeger" in client.get(url("participation_edit", deal.slug, chose.pk)).content.decode()
    assert "van vroeger" not in client.get(url("participation_edit", deal.slug, other.pk)).content.decode()


def test_who_leaves_is_asked_why_and_the_reason_fits(client, deal, team):
    one = factories.participation(deal=deal)
    left, declined = reason(), reason("afgezien")
    data = {"stage": "vertrokken", "left_on": "1-6-2026", "left_reason": declined.pk, "version": "1"}
    page = client.post(url("participation_end", deal.slug, one.pk), data).content.decode()
    assert "Deze reden hoort bij een andere keuze hierboven." in page
    client.post(
        url("participation_end", deal.slug, one.pk), data | {"left_reason": left.pk, "note": "Goed zo."}
    )
    one.refresh_from_db()
    assert (one.stage, one.left_reason, one.reason_note) == ("vertrokken", left, "Goed zo.")
    assert "proef vertrokken" in client.get(url("partners", deal.slug)).content.decode()
    assert details(AuditEvent.objects.get(deal_id=deal.pk))["reden"] == ["", "proef vertrokken"]


def test_a_change_of_stage_keeps_reason_and_stage_together(client, deal, team):
    one = factories.participation(deal=deal, stage="in_gesprek")
    left, joined = reason(), reason("aangesloten")
    form = ATTACHED | {"version": "1", "stage": "ondertekend", "joined_reason": joined.pk}
    page = client.post(url("participation_edit", deal.slug, one.pk), form | {"left_reason": left.pk})
    assert "Kies hierboven eerst het stadium" in page.content.decode()
    page = client.post(
        url("participation_edit", deal.slug, one.pk), form | {"stage": "afgezien", "left_reason": left.pk}
    )
    assert "Deze reden hoort bij een ander stadium." in page.content.decode()
    client.post(url("participation_edit", deal.slug, one.pk), form)
    one.refresh_from_db()
    assert (one.joined_reason, one.left_reason) == (joined, None)


def test_who_comes_back_has_no_reason_to_be_away(client, deal, team):
    one = factories.participation(deal=deal, stage="vertrokken", left_reason=reason())
    form = ATTACHED | {"version": "1", "stage": "ondertekend", "left_reason": one.left_reason.pk}
    assert client.post(url("participation_edit", deal.slug, one.pk), form).status_code == 302
    one.refresh_from_db()
    assert one.left_reason is None


def test_the_public_does_not_read_reasons(client, deal):
    factories.participation(deal=deal, joined_reason=reason("aangesloten", text="voor het geld"))
    assert "voor het geld" not in client.get(url("partners", deal.slug)).content.decode()


def test_reasons_are_counted_over_deals_and_per_type_in_alphabetical_order(client):
    why, other = reason(text="b: tijd"), reason(text="a: doel")
    ministry = factories.organisation(type="ministerie")
    factories.participation(stage="vertrokken", left_reason=why, organisation=ministry)
    for _ in "12":
        factories.participation(stage="vertrokken", left_reason=why)
    client.force_login(factories.staff())
    page = client.get(url("reasons")).content.decode()
    assert "ministerie 1 · gemeente 2" in page
    assert "Redenen om af te zien" in page
    assert page.index(other.text) < page.index(why.text)
    assert "b: tijd: 3" in client.get(reverse("programme:overview")).content.decode()
