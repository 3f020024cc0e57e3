"""The team of a deal reads in its history all that was done, and not who looked, took along, was invited or answered."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from deals import actions, queries
from deals.actions.attention import put_aside, show_again
from deals.actions.contacts import save_contact_of_deals
from deals.actions.lasting import mark_lasting_contacts
from deals.actions.newcomers import introduce
from deals.actions.removing import put_back
from deals.attention import Point
from deals.models import Amendment, Conversation, Deal, PutAside, Relation
from deals.sheet.tables import PARTNERS
from foundation.events import FieldChange
from impacttool.actions.invitations import Person, invite
from partners.actions import replace_contact
from partners.models import Contact
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 1)


@pytest.fixture
def deal():
    return factories.deal(name="Energieke Wijken", phase="verkenning")


@pytest.fixture
def anna():
    return factories.staff(name="Anna Ander")


@pytest.fixture
def partner(deal):
    return factories.participation(deal=deal, organisation=factories.organisation(name="Gemeente Utrecht"))


@pytest.fixture
def history(client, deal):
    """What the dealmaker reads now."""
    reader = factories.dealmaker(deal, name="Dea Maker")

    def read():
        client.force_login(reader)
        return client.get(reverse("deals:history", args=[deal.slug])).content.decode()

    return read


def test_bulk_confirmations_tell_what_was_said_of_whom(history, deal, partner, anna):
    commitment = factories.commitment(participation=partner)
    answers = [(commitment, "meer", "")]
    actions.confirm_commitments(deal=deal, answers=answers, seen={}, year=2025, by=anna)
    page = history()
    assert "Anna Ander" in page and "bevestigde afspraken" in page
    assert "Jaar: 2025" in page and "Meer dan afgesproken: Gemeente Utrecht" in page


def test_a_scheme_its_undoing_and_a_change_together_are_told(history, deal, partner, anna):
    years = {"year_from": 2026, "year_until": 2028}
    deal.contributions.create(type=partner.organisation.type, amount_eur_per_year=15000, **years)
    due = queries.due_by_scheme(deal)
    shown = {one.participation.pk: (one.contribution.pk, one.contribution.version) for one in due}
    actions.apply_scheme(deal=deal, shown=shown, by=anna)
    actions.undo_scheme(deal=deal, run=deal.scheme_runs.get(), now=timezone.now(), by=anna)
    values = {"versions": {partner.pk: partner.version}, "values": {"intensity": "kern"}}
    actions.change_together(deal=deal, by=anna, **values, values_in_words=[("intensiteit", "kern")])
    page = history()
    assert "maakte afspraken volgens de bijdrage per soort en netwerk" in page
    assert "maakte afspraken volgens de bijdragen ongedaan" in page
    assert "wijzigde deelnames tegelijk" in page and "Intensiteit: leeg → kern" in page
    assert page.count("Partners: Gemeente Utrecht") == 3


def test_what_was_removed_and_put_back_is_told(history, deal, partner, anna):
    milestone = factories.milestone(deal=deal, name="Eerste proef")
    talk = Conversation.objects.create(participation=partner, held_on=DAY, with_whom="x", what="geheim")
    actions.remove_part(part=milestone, by=anna)
    put_back(record=milestone, by=anna)
    actions.remove_conversation(conversation=talk, by=anna)
    mistaken = factories.participation(deal=deal, stage="benaderd")
    actions.remove_participation(participation=mistaken, day=DAY, by=anna)
    page = history()
    for sentence in ("verwijderde: mijlpaal", "zette terug: mijlpaal", "verwijderde een gesprek"):
        assert sentence in page
    assert "verwijderde een partner" in page and "Mijlpaal: Eerste proef" in page and "geheim" not in page


def test_who_leads_and_steps_that_were_taken_back_are_told(history, deal, anna):
    leaving, after = factories.dealmaker(deal, name="Carla"), factories.user(name="Dirk")
    actions.hand_over(leaving=deal.roles.get(user=leaving), to=after, until=DAY, by=anna, now=timezone.now())
    actions.move_deal(deal=deal, to="kwartiermaken", by=anna)
    step = queries.last_step(Deal.objects.get(pk=deal.pk))
    back = {"step_id": step.pk, "reason": "Vergissing.", "day": timezone.localdate()}
    actions.take_back_step(deal=deal, by=anna, **back)
    page = history()
    assert "droeg de deal over" in page and "Dealmaker: Carla → Dirk" in page
    assert "nam de laatste stap van de deal terug" in page and "Fase: kwartiermaken → verkenning" in page


def test_people_of_partners_are_told_by_partner_alone(history, deal, partner, anna):
    contact = Contact(organisation=partner.organisation, name="Nina Nieuw", level="ambtelijk")
    changes = (FieldChange("name", "Naam", "", "Nina Nieuw"),)
    ties = {"deals": [deal], "offered": [deal], "version": 1}
    save_contact_of_deals(contact=contact, changes=changes, by=anna, **ties)
    introduce(deal=deal, contact=contact, now=timezone.now(), by=anna)
    mark_lasting_contacts(deal=deal, contacts=[contact], by=anna)
    after = Contact(name="Olaf Opvolger", level="ambtelijk", from_on=DAY)
    replace_contact(contact=contact, successor=after, hand_over="", by=anna)
    ties = {"deals": [], "offered": [deal], "version": after.version}
    save_contact_of_deals(contact=after, changes=(), by=anna, **ties)
    page = history()
    for sentence in (
        "koppelde een contactpersoon aan de deal",
        "werkte een nieuwe contactpersoon in",
        "koos blijvende contacten",
        "verving een contactpersoon",
        "koppelde een contactpersoon los van de deal",
    ):
        assert sentence in page
    assert "Nina" not in page and "Olaf" not in page


def test_proposals_and_points_put_aside_are_told(history, deal, partner, anna):
    commitment = factories.commitment(participation=partner, description="twee dagen")
    terms = {"kind": commitment.kind, "description": "drie dagen", "year_from": 2026, "year_until": 2027}
    amendment = Amendment(commitment=commitment, why="meer", **terms)
    actions.propose_amendment(amendment=amendment, version=commitment.version, by_team=True, by=anna)
    actions.answer_amendment(amendment=amendment, state=Amendment.State.ACCEPTED, by=anna)
    point = Point("borging", "Er is nog geen borging.", "x")
    put_aside(deal=deal, point=point, reason="Staat in het jaarplan.", by=anna)
    show_again(aside=PutAside.objects.get(), by=anna)
    page = history()
    assert "stelde een andere afspraak voor" in page and "beantwoordde een voorstel" in page
    assert "legde een aandachtspunt terzijde" in page and "Reden: Staat in het jaarplan." in page
    assert "liet een aandachtspunt weer zien" in page


def test_a_relation_with_a_hidden_deal_is_told_without_its_name_or_text(client, history, deal, anna):
    hidden = factories.deal(name="Deal in Stilte", is_published=False)
    relation = Relation(deal=deal, other=hidden, kind="voorloper", text="wij volgen Deal in Stilte op")
    changes = (
        FieldChange("other", "Andere deal", None, hidden.audit_ref),
        FieldChange("text", "Toelichting", "", relation.text),
    )
    actions.save_part(part=relation, version=1, changes=changes, by=anna)
    page = history()
    assert "voegde toe: verband met een andere deal" in page
    assert "Andere deal: leeg → een deal die u niet kunt zien" in page and "Stilte" not in page
    client.force_login(anna)
    page = client.get(reverse("deals:log", args=[deal.slug])).content.decode()
    assert "Andere deal: leeg → Deal in Stilte" in page and "wij volgen" in page


def test_who_looked_took_along_or_was_invited_is_for_the_log_alone(client, history, deal, partner, anna):
    survey = factories.survey(deal=deal)
    survey.round.closes_at = timezone.now() + timedelta(days=1)
    survey.round.save()
    invite(survey=survey, people=[Person("jan@voorbeeld.invalid", "Jan")], by=anna, now=timezone.now())
    actions.export_tables(deal=deal, tables=[PARTNERS], format_="csv", by=anna)
    client.force_login(anna)
    log = client.get(reverse("deals:log", args=[deal.slug])).content.decode()
    sentences = ("nodigde 1 persoon uit voor de meting", "haalde lijsten op")
    assert all(sentence in log for sentence in sentences)
    page = history()
    assert not any(sentence in page for sentence in sentences)


def test_the_history_of_another_deal_is_for_its_own_team(client, history, deal, anna):
    other = factories.deal(name="Elders")
    actions.publish_deal(deal=other, is_published=False, by=anna)
    assert "haalde de deal van de openbare lijst" not in history()
    assert client.get(reverse("deals:history", args=[other.slug])).status_code in (403, 404)


def test_it_costs_as_many_queries_with_more_in_it(client, history, deal, anna, django_assert_max_num_queries):
    for number in range(20):
        other = factories.deal(name=f"Andere {number}")
        changes = (FieldChange("other", "Andere deal", None, other.audit_ref),)
        relation = Relation(deal=deal, other=other, kind="voorloper")
        actions.save_part(part=relation, version=1, changes=changes, by=anna)
    history()
    with django_assert_max_num_queries(40):
        assert "Andere 19" in history()


def test_the_name_of_a_new_record_is_told_once(client, history, deal, anna):
    client.force_login(anna)
    typed = {"version": "1", "kind": "mijlpaal", "name": "Eerste proef", "planned_on": "2026-09-01"}
    client.post(reverse("deals:milestone_add", args=[deal.slug]), typed)
    page = history()
    assert page.count("Eerste proef") == 1
    assert "Gepland op: leeg → 1 september 2026" in page
