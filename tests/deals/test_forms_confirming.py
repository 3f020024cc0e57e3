"""How a year went, for many agreements at once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from deals import actions
from deals.events import PartnershipEvent
from deals.models import Commitment, CommitmentConfirmation
from deals.views import commitments
from foundation.concurrent_edit import ChangedMeanwhile
from foundation.models import AuditEvent
from tests import factories
from tests.audit_log import details

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return timezone.localdate().year


@pytest.fixture
def agreements(year):
    """Three that run this year, of two partners of one deal; the last is of the second partner."""
    deal = factories.deal()
    first, second = (factories.participation(deal=deal) for _ in range(2))
    years = {"year_from": year, "year_until": year}
    return [factories.commitment(participation=one, **years) for one in (first, first, second)]


def page_of(agreements):
    return reverse("deals:commitments_confirm", args=[agreements[0].participation.deal.slug])


def rows(agreements):
    """As the page holds them when nothing was said yet."""
    return {"rows": ",".join(f"{one.pk}-" for one in agreements)}


def said(year):
    return dict(CommitmentConfirmation.objects.filter(year=year).values_list("commitment_id", "state"))


def test_the_team_answers_row_by_row_and_what_is_left_open_stays_open(client, agreements, year):
    client.force_login(factories.dealmaker(agreements[0].participation.deal))
    one, _two, three = agreements
    text = client.get(page_of(agreements)).content.decode()
    assert text.count('value="zoals"') == 3
    deal_page = client.get(one.participation.deal.get_absolute_url()).content.decode()
    assert page_of(agreements) in deal_page
    empty = client.post(page_of(agreements), {"csrfmiddlewaretoken": "x"})
    assert "Kies bij minstens één afspraak" in empty.content.decode()
    client.post(page_of(agreements), {f"stand_{one.pk}": "meer", f"stand_{three.pk}": "gesprek"})
    assert said(year) == {one.pk: "meer", three.pk: "gesprek"}
    assert client.get(page_of(agreements)).content.decode().count('value="zoals"') == 1
    line = AuditEvent.objects.get(event=PartnershipEvent.COMMITMENTS_CONFIRMED)
    assert details(line)["meer dan afgesproken"] == one.participation.organisation.name


def test_all_as_agreed_leaves_what_was_chosen(client, agreements, year):
    client.force_login(factories.staff())
    one, two, three = agreements
    client.post(
        page_of(agreements), rows(Commitment.objects.all()) | {"everything": "1", f"stand_{two.pk}": "minder"}
    )
    assert said(year) == {one.pk: "zoals", two.pk: "minder", three.pk: "zoals"}


def test_a_partner_confirms_the_own_only(client, agreements, year):
    one, _two, three = agreements
    person = factories.user()
    factories.contact(organisation=three.participation.organisation, user=person)
    client.force_login(person)
    client.post(page_of(agreements), rows([three]) | {"everything": "1", f"stand_{one.pk}": "minder"})
    assert said(year) == {three.pk: "zoals"}
    refused = client.post(page_of(agreements), rows([one]) | {f"stand_{one.pk}": "minder"})
    assert refused.status_code == 409 and said(year) == {three.pk: "zoals"}


def test_all_at_once_costs_as_many_queries_for_three_as_for_forty(
    client, agreements, year, django_assert_max_num_queries
):
    deal = agreements[0].participation.deal
    for _ in range(37):
        factories.commitment(
            participation=factories.participation(deal=deal), year_from=year, year_until=year
        )
    client.force_login(factories.staff())
    with django_assert_max_num_queries(20):
        client.post(page_of(agreements), rows(Commitment.objects.all()) | {"everything": "1"})
    assert len(said(year)) == 40


def _by_somebody_else(commitment, year, state="minder"):
    return commitment.confirmations.create(year=year, state=state, confirmed_by="Anna Ander")


def test_what_somebody_else_said_since_is_shown_and_the_second_time_it_is_a_choice(client, agreements, year):
    client.force_login(factories.staff())
    one, two, _three = agreements
    sent = rows(agreements) | {f"stand_{one.pk}": "meer", f"stand_{two.pk}": "zoals"}
    _by_somebody_else(one, year)
    page = client.post(page_of(agreements), sent)
    text = page.content.decode()
    assert "Intussen vastgelegd: “minder dan afgesproken”, door Anna Ander." in text
    assert text.count("checked") == 2 and said(year) == {one.pk: "minder"}
    again = sent | {"rows": page.context["form"]["rows"].value()}
    assert client.post(page_of(agreements), again).status_code == 302
    assert said(year) == {one.pk: "meer", two.pk: "zoals"}


def test_the_button_for_all_leaves_what_somebody_else_said_and_what_was_not_shown(client, agreements, year):
    client.force_login(factories.staff())
    one, two, three = agreements
    _by_somebody_else(one, year)
    assert client.post(page_of(agreements), rows([one, two]) | {"everything": "1"}).status_code == 302
    assert said(year) == {one.pk: "minder", two.pk: "zoals"}
    assert three.pk not in said(year)


def test_the_same_answer_by_two_is_one(client, agreements, year):
    client.force_login(factories.staff())
    one, *_rest = agreements
    first = _by_somebody_else(one, year)
    assert client.post(page_of(agreements), rows([one]) | {f"stand_{one.pk}": "minder"}).status_code == 302
    first.refresh_from_db()
    assert first.confirmed_by == "Anna Ander"


def test_an_agreement_that_was_removed_meanwhile_is_told(client, agreements, year):
    client.force_login(factories.staff())
    one, two, _three = agreements
    one.deleted_at = timezone.now()
    one.save()
    sent = rows([one, two]) | {f"stand_{one.pk}": "meer", f"stand_{two.pk}": "minder"}
    assert "is er niet meer" in client.post(page_of(agreements), sent).content.decode()
    assert said(year) == {}


def test_what_is_said_between_check_and_save_is_not_overwritten(agreements, year):
    one, two, _three = agreements
    _by_somebody_else(one, year)
    given = {"deal": one.participation.deal, "year": year, "by": factories.staff()}
    with pytest.raises(ChangedMeanwhile):
        actions.confirm_commitments(answers=[(one, "meer", ""), (two, "meer", "")], seen={}, **given)
    assert said(year) == {one.pk: "minder"}


def test_after_a_full_page_the_next_one_follows(client, agreements, year, monkeypatch):
    monkeypatch.setattr(commitments, "AT_ONCE", 2)
    client.force_login(factories.staff())
    first = sorted(agreements, key=lambda one: (one.participation.organisation.name, one.pk))[:2]
    there = client.post(page_of(agreements), rows(first) | {"everything": "1"})
    assert there.url == page_of(agreements)
    last = client.get(there.url).content.decode()
    assert last.count('value="zoals"') == 1


def test_a_note_is_kept_with_its_line_and_alone_it_is_no_answer(client, agreements, year):
    client.force_login(factories.staff())
    one, two, three = agreements
    alone = rows(agreements) | {f"stand_{one.pk}_toelichting": "de werf sloot", f"stand_{two.pk}": "meer"}
    page = client.post(page_of(agreements), alone).content.decode()
    assert "Kies ook hoe het liep." in page and 'value="de werf sloot"' in page
    assert said(year) == {}
    client.post(page_of(agreements), alone | {f"stand_{one.pk}": "minder"})
    client.post(
        page_of(agreements), rows([three]) | {f"stand_{three.pk}_toelichting": "ja", "everything": "1"}
    )
    stored = CommitmentConfirmation.objects.values_list("commitment_id", "state", "note")
    assert set(stored) == {
        (one.pk, "minder", "de werf sloot"),
        (two.pk, "meer", ""),
        (three.pk, "zoals", "ja"),
    }


def test_another_note_of_somebody_else_is_shown_first(client, agreements, year):
    client.force_login(factories.staff())
    one, *_rest = agreements
    first = _by_somebody_else(one, year)
    sent = rows([one]) | {f"stand_{one.pk}": "minder", f"stand_{one.pk}_toelichting": "anders"}
    assert client.post(page_of(agreements), sent).status_code == 409
    first.refresh_from_db()
    assert first.note == ""
