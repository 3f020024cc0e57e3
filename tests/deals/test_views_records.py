"""Two people, or two clicks, at the same moment: nothing is lost, nothing is done twice, and nobody is told a fairy tale."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from deals import actions
from deals.actions.removing import put_back
from deals.events import DealEvent, PartnershipEvent, PieceEvent
from deals.models import ActionPoint, Body, Commitment, Contribution, Milestone, Participation, StageReason
from deals.record_kinds import KINDS
from deals.views import records
from foundation.concurrent_edit import ChangedMeanwhile
from foundation.models import AuditEvent
from tests import factories
from tests.audit_log import details

pytestmark = pytest.mark.django_db


@pytest.fixture
def deal():
    return factories.deal(slug="een-deal")


@pytest.fixture
def maker(client, deal):
    client.force_login(factories.dealmaker(deal, name="Dea Maker"))
    return client


def url(name, *args):
    return reverse(f"deals:{name}", args=["een-deal", *args])


def lines(event):
    return AuditEvent.objects.filter(event=event).count()


def test_what_was_not_saved_is_not_called_saved(maker, deal, monkeypatch):
    partner = factories.participation(deal=deal)

    def meanwhile(**_given):
        raise ChangedMeanwhile

    monkeypatch.setattr(actions, "end_participation", meanwhile)
    page = maker.post(
        url("participation_end", partner.pk), {"version": 1, "stage": "vertrokken", "left_on": "2026-01-01"}
    ).content.decode()
    assert "Er is niets opgeslagen. Kijk het na en bevestig opnieuw." in page
    assert 'value="2026-01-01"' in page


@pytest.mark.parametrize(
    ("what", "data"),
    [
        ("overleggen", {"kind": "stuurgroep", "name": "Stuur"}),
        ("onderdelen", {"kind": "werklijn", "name": "Lijn"}),
    ],
)
def test_the_same_name_made_at_the_same_moment_is_said(maker, deal, monkeypatch, what, data):
    kind, kept = KINDS[what], {}

    def racing(form, *, by):
        kept["made"] = kind.model.objects.create(deal=deal, **data)
        return records.save_part(form, by=by)

    monkeypatch.setitem(KINDS, what, replace(kind, page=replace(kind.page, save=racing)))
    page = maker.post(url("piece_add", what), data)
    assert page.status_code == 409 and "alert" in page.content.decode()
    assert kind.of(deal).get() == kept["made"]


def test_done_by_two_at_once_is_done_once(deal):
    milestone = factories.milestone(deal=deal)
    point = ActionPoint.objects.create(deal=deal, text="bellen")
    for _ in range(2):  # both were read before either was done
        actions.finish_milestone(
            milestone=Milestone(pk=milestone.pk, version=1), done_on="2026-01-01", by=None
        )
        actions.finish_action_point(
            action_point=ActionPoint(pk=point.pk, version=1), done_on="2026-01-01", by=None
        )
    assert lines(PieceEvent.MILESTONE_REACHED) == lines(PieceEvent.CHANGED) == 1


def test_what_is_done_but_was_removed_meanwhile_is_said(maker, deal, monkeypatch):
    milestone, point = factories.milestone(deal=deal), ActionPoint.objects.create(deal=deal, text="bellen")
    for record, name, action in (
        (milestone, "milestone_done", "finish_milestone"),
        (point, "action_done", "finish_action_point"),
    ):
        real = getattr(actions, action)

        def racing(record=record, real=real, **given):
            actions.remove_part(part=record, by=None)
            return real(**given)

        monkeypatch.setattr(actions, action, racing)
        page = maker.post(url(name, record.pk), follow=True).content.decode()
        assert "Er is niets opgeslagen." in page


def test_removed_and_put_back_by_two_at_once_is_so_once(deal):
    milestone = factories.milestone(deal=deal)
    commitment = factories.commitment(participation=factories.participation(deal=deal))
    talk = commitment.participation.conversations.create(held_on=date(2026, 1, 1), with_whom="a", what="b")
    for _ in range(2):
        actions.remove_part(part=milestone, by=None)
        actions.remove_commitment(commitment=commitment, by=None)
        actions.remove_conversation(conversation=talk, by=None)
    assert lines(PieceEvent.REMOVED) == lines(PartnershipEvent.COMMITMENT_REMOVED) == 1
    assert lines(PartnershipEvent.CONVERSATION_REMOVED) == 1
    for _ in range(2):
        put_back(record=milestone, by=None)
    assert lines(PieceEvent.PUT_BACK) == 1 and deal.milestones.get() == milestone


def test_what_changed_since_the_question_is_asked_again(maker, deal):
    milestone = factories.milestone(deal=deal, name="Oud")
    assert 'name="version" value="1"' in maker.get(url("milestone_delete", milestone.pk)).content.decode()
    Milestone.objects.update(version=2, name="Nieuw")
    page = maker.post(url("milestone_delete", milestone.pk), {"version": "1"}).content.decode()
    assert "Kijk het na en bevestig opnieuw." in page and "Nieuw" in page
    assert deal.milestones.exists()
    maker.post(url("milestone_delete", milestone.pk), {"version": "2"})
    assert not deal.milestones.exists()


def test_a_second_click_on_make_public_leaves_it_public(client, deal):
    client.force_login(factories.staff())
    deal.is_published = False
    deal.save()
    assert 'name="openbaar" value="ja"' in client.get(url("publish")).content.decode()
    for _ in range(2):
        client.post(url("publish"), {"openbaar": "ja"})
    deal.refresh_from_db()
    assert deal.is_published and lines(DealEvent.PUBLISHED) == 1
    assert 'name="openbaar" value="nee"' in client.get(url("publish")).content.decode()


@pytest.mark.parametrize("number", ["9" * 20, "9" * 5000, "²", "٣"])
def test_a_number_nobody_has_is_no_partner(maker, deal, number):
    partner = factories.participation(deal=deal)
    address = f"{url('participations_together')}?row={number}&to_stage=ondertekend"
    assert maker.get(address).status_code == 302
    address = f"{url('participations_together')}?row={partner.pk}&to_stage=ondertekend"
    assert maker.post(address, {"rows": f"{number}-1,{partner.pk}-1"}).status_code in (200, 302)
    assert Participation.objects.count() == 1


def test_a_body_that_is_there_already_is_not_made_again(maker, deal):
    Body.objects.create(deal=deal, name="Stuur")
    maker.post(url("piece_add", "overleggen"), {"kind": "stuurgroep", "name": "Stuur"})
    assert deal.bodies.count() == 1


def test_an_end_that_came_too_late_says_what_is_stored_now(maker, deal):
    partner = factories.participation(deal=deal)
    assert 'name="version" value="1"' in maker.get(url("participation_end", partner.pk)).content.decode()
    Participation.objects.update(version=2, stage="afgezien", left_on="2025-01-01")
    data = {"version": 1, "stage": "vertrokken", "left_on": "2026-01-01", "note": "mijn tekst"}
    page = maker.post(url("participation_end", partner.pk), data).content.decode()
    assert "het stadium is nu “afgezien”" in page and "mijn tekst" in page
    assert Participation.objects.get().stage == "afgezien"
    maker.post(url("participation_end", partner.pk), data | {"version": 2})
    assert Participation.objects.get().stage == "vertrokken"


def test_only_years_of_the_agreement_are_confirmed_and_the_log_keeps_what_was_said(maker, deal):
    year = timezone.localdate().year
    partner = factories.participation(deal=deal)
    over = factories.commitment(participation=partner, year_from=year - 5, year_until=year - 3)
    assert maker.post(url("commitment_confirm", over.pk), {"year": year, "state": "meer"}).status_code == 302
    assert not over.confirmations.exists()
    new = factories.commitment(participation=partner, year_from=year, year_until=year + 1)
    page = maker.post(url("commitment_confirm", new.pk), {"year": year - 1, "state": "meer"})
    assert page.status_code == 200 and not new.confirmations.exists()
    for state in ("meer", "minder"):
        seen = "".join(said.fingerprint for said in new.confirmations.all())
        maker.post(url("commitment_confirm", new.pk), {"year": year, "state": state, "seen": seen})
    said = details(AuditEvent.objects.filter(event=PartnershipEvent.COMMITMENT_CONFIRMED).latest("id"))[
        "stand"
    ]
    assert [text.split()[0] for text in said] == [f"{year}:", f"{year}:"] and said[0] != said[1]


@pytest.mark.parametrize("back", [0, 1])
def test_what_somebody_else_said_about_a_year_is_shown_before_it_is_replaced(maker, deal, back):
    """Of the year of the page, and of the other year that the page did not show."""
    year = timezone.localdate().year - back
    agreement = factories.commitment(
        participation=factories.participation(deal=deal), year_from=year - 2, year_until=year + 2
    )
    page = maker.get(url("commitment_confirm", agreement.pk))
    seen = page.context["form"]["seen"].value() or ""
    agreement.confirmations.create(year=year, state="minder", note="de trekker was ziek")
    answer = {"year": year, "state": "meer", "note": "mijn tekst", "seen": seen}
    page = maker.post(url("commitment_confirm", agreement.pk), answer)
    text = page.content.decode()
    assert "al iets vastgelegd" in text and "mijn tekst" in text
    assert "“minder dan afgesproken”" in text and "“de trekker was ziek”" in text
    assert agreement.confirmations.get().state == "minder"
    answer["seen"] = page.context["form"]["seen"].value()
    assert maker.post(url("commitment_confirm", agreement.pk), answer).status_code == 302
    assert agreement.confirmations.get().state == "meer"
    assert maker.post(url("commitment_confirm", agreement.pk), answer).status_code == 302
    assert AuditEvent.objects.filter(event=PartnershipEvent.COMMITMENT_CONFIRMED).count() == 1


def test_who_takes_part_again_has_no_day_and_no_reason_to_be_away(maker, deal):
    reason = StageReason.objects.create(kind="vertrokken", text="proefreden")
    gone = {"stage": "vertrokken", "left_on": date(2025, 1, 1), "left_reason": reason}
    one, two = (factories.participation(deal=deal, **gone) for _ in range(2))
    one.stage = "ondertekend"
    actions.save_participation(participation=one, version=1, changes={}, by=None)
    actions.change_together(deal=deal, versions={two.pk: 1}, stage="ondertekend", by=None)
    for partner in (one, two):
        partner.refresh_from_db()
        assert (partner.stage, partner.left_on, partner.left_reason) == ("ondertekend", None, None)
    told = details(AuditEvent.objects.latest("id"))
    assert told[f"{two.organisation.name}: stadium eerst"] == [
        "vertrokken, 1 januari 2025, proefreden",
        "",
    ]


def test_an_agreement_that_the_scheme_made_anew_is_not_put_back_beside_it(maker, deal):
    partner = factories.participation(deal=deal, organisation=factories.organisation(type="gemeente"))
    money = {"amount_eur_per_year": 5000, "year_from": 2026, "year_until": 2028}
    Contribution.objects.create(deal=deal, type="gemeente", **money)
    agreed = factories.commitment(participation=partner, kind="geld", description="", **money)
    maker.post(url("commitment_delete", agreed.pk))
    Commitment.objects.create(participation=partner, kind="geld", **money)
    page = maker.post(url("put_back", "afspraken", agreed.pk), follow=True).content.decode()
    assert "er is intussen hetzelfde of iets met dezelfde naam" in page
    assert partner.commitments.count() == 1


def test_who_left_agrees_on_nothing_new(client, deal):
    partner = factories.participation(deal=deal)
    contact = factories.user()
    factories.contact(user=contact, organisation=partner.organisation)
    client.force_login(contact)
    assert client.get(url("commitment_add", partner.pk)).status_code == 200
    Participation.objects.update(stage="vertrokken")
    assert client.get(url("commitment_add", partner.pk)).status_code == 403


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("٢٠٢٢-١", "Schrijf het nummer als jaar-nummer"),
        ("2022", "Schrijf het nummer als jaar-nummer"),
        ("0000-0", "Controleer het jaar"),
    ],
)
def test_a_publication_has_a_plain_number_of_a_year_that_was(maker, deal, number, sentence):
    page = maker.post(url("piece_add", "publicaties"), {"number": number}).content.decode()
    assert sentence in page and not deal.publications.exists()
    maker.post(url("piece_add", "publicaties"), {"number": "2022-1709"})
    assert deal.publications.get().number == "2022-1709"


def test_the_log_holds_no_names_of_people(maker, deal):
    partner = factories.participation(deal=deal)
    body = Body.objects.create(deal=deal, name="Stuur")
    member = {"organisation": partner.organisation_id, "function": "wethouder", "person": "Jan Jansen"}
    maker.post(url("member_add", body.pk), member)
    part = {"kind": "werklijn", "name": "Lijn", "lead_person": "Piet Pietersen"}
    maker.post(url("piece_add", "onderdelen"), part)
    assert body.members.get().person == "Jan Jansen" and deal.parts.get().lead_person == "Piet Pietersen"
    logged = str(list(AuditEvent.objects.values_list("data", flat=True)))
    assert "Jansen" not in logged and "Pietersen" not in logged and "'is_withheld': True" in logged


def test_a_deal_that_the_user_may_not_see_is_no_choice(maker, deal):
    """Not in the list, and not when its number is sent anyway."""
    hidden = factories.deal(name="Deal in voorbereiding", is_published=False)
    shown = factories.deal(name="Deal die er is")
    page = maker.get(url("piece_add", "verbanden")).content.decode()
    assert shown.name in page and hidden.name not in page
    for other in (hidden, deal):
        refused = maker.post(url("piece_add", "verbanden"), {"kind": "voorloper", "other": other.pk})
        assert (
            refused.context["form"].errors.keys() == {"other"} and hidden.name not in refused.content.decode()
        )
    assert not deal.relations.exists()
    maker.post(url("piece_add", "verbanden"), {"kind": "voorloper", "other": shown.pk})
    assert deal.relations.get().other == shown


def test_only_partners_of_today_sit_in_a_body(maker, deal):
    body = Body.objects.create(deal=deal, name="Stuur")
    left = factories.participation(deal=deal, stage="vertrokken").organisation
    elsewhere = factories.participation().organisation
    partner = factories.participation(deal=deal).organisation
    page = maker.get(url("member_add", body.pk)).content.decode()
    assert partner.name in page and left.name not in page and elsewhere.name not in page
    for organisation in (left, elsewhere):
        refused = maker.post(
            url("member_add", body.pk), {"organisation": organisation.pk, "function": "wethouder"}
        )
        assert refused.context["form"].errors.keys() == {"organisation"}
    assert not body.members.exists()
    maker.post(url("member_add", body.pk), {"organisation": partner.pk, "function": "wethouder"})
    assert body.members.get().organisation == partner
