"""Asking deals after their end: proposing them, opening, inviting the lasting contacts, and their short form."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from impacttool.actions.message_texts import write
from impacttool.actions.rounds import RoundNotReady, add_deals, open_round, save_round
from impacttool.forms.rounds import AddDealsForm, RoundForm
from impacttool.models import Message, Round
from impacttool.queries.invitations import contacts_to_invite
from tests import factories
from tests.factories import NOON
from tests.impacttool.follow_ups import ended_deal, short_of
from tests.impacttool.respondents import Respondent, invite

pytestmark = pytest.mark.django_db


def draft(whole=None, **fields):
    whole = whole or factories.instrument(shape=(2, 1, 1))
    return factories.round_(year=2026, state=Round.State.DRAFT, instrument=whole, **fields)


def years_of(round_):
    return dict(round_.surveys.values_list("deal__name", "years_after"))


def test_a_round_keeps_how_long_after_the_end_each_deal_is_asked():
    round_ = draft()
    runs, ended = factories.deal(name="Loopt"), ended_deal(name="Voorbij")
    save_round(round_=round_, deals=[runs], follow_ups=[ended], by=None)
    assert years_of(round_) == {"Loopt": None, "Voorbij": 2}
    # chosen as an ordinary deal after all
    save_round(round_=round_, deals=[runs, ended], by=None)
    assert years_of(round_) == {"Loopt": None, "Voorbij": None}


def test_a_deal_that_did_not_end_in_time_is_refused():
    round_ = draft()
    for ends_on in (date(2026, 1, 1), date(2022, 1, 1), None):
        with pytest.raises(RoundNotReady, match="geen nameting"):
            save_round(round_=round_, deals=[], follow_ups=[ended_deal(ends_on=ends_on)], by=None)
    assert not round_.surveys.exists()


def test_an_extended_deal_is_asked_after_its_last_end():
    round_ = draft()
    deal = ended_deal(ends_on=date(2025, 6, 1))
    deal.dates.create(what="eerder vastgelegd einde", on=date(2023, 6, 1))
    save_round(round_=round_, deals=[], follow_ups=[deal], by=None)
    assert years_of(round_) == {deal.name: 1}


def test_with_invitations_a_deal_does_not_change_place():
    round_ = draft()
    deal = ended_deal()
    save_round(round_=round_, deals=[], follow_ups=[deal], by=None)
    factories.invitation(survey=round_.surveys.get())
    with pytest.raises(RoundNotReady, match="al uitnodigingen"):
        save_round(round_=round_, deals=[deal], by=None)


def test_opening_needs_a_short_questionnaire_and_freezes_it_with_the_one_it_came_from():
    asked, other = factories.instrument(shape=(1,)), factories.instrument(shape=(2, 1, 1))
    round_ = draft(asked, closes_at=NOON + timedelta(days=30))
    save_round(round_=round_, deals=[], follow_ups=[ended_deal()], by=None)
    with pytest.raises(RoundNotReady, match="korte vragenlijst"):
        open_round(round_=round_, by=None, now=NOON)
    round_.follow_up_instrument = short_of(other)
    round_.save()
    open_round(round_=round_, by=None, now=NOON)
    for instrument in (asked, other, round_.follow_up_instrument):
        instrument.refresh_from_db()
        assert instrument.frozen_at == NOON


def test_they_can_join_a_round_that_is_open():
    whole = factories.instrument(shape=(2, 1, 1))
    round_, short, deal = factories.round_(year=2026, instrument=whole), short_of(whole), ended_deal()
    with pytest.raises(RoundNotReady, match="korte vragenlijst"):
        add_deals(round_=round_, deals=[], follow_ups=[deal], by=None, now=NOON)
    assert not round_.surveys.exists()
    add_deals(round_=round_, deals=[], follow_ups=[deal], instrument=short, by=None, now=NOON)
    round_.refresh_from_db()
    short.refresh_from_db()
    assert years_of(round_) == {deal.name: 2} and round_.follow_up_instrument == short
    assert short.is_frozen


def test_the_form_proposes_deals_by_the_year_and_asks_nobody_twice():
    whole = factories.instrument(shape=(2, 1, 1))
    short = short_of(whole)
    factories.round_(year=2025, instrument=whole)
    said, unsaid = ended_deal(name="Nawerking"), ended_deal(name="Onbekend", phase="")
    ended_deal(name="Te lang geleden", ends_on=date(2020, 1, 1))
    factories.deal(name="Loopt")
    round_ = draft(whole)
    offered = RoundForm(instance=round_).fields["follow_ups"]
    assert [deal.name for deal in offered.queryset] == ["Nawerking", "Onbekend"]
    assert "2 jaar na afloop" in offered.label_from_instance(said)
    with time_machine.travel(datetime(2026, 3, 1, tzinfo=UTC)):
        fresh = RoundForm()
    assert fresh["follow_ups"].initial == [said] and fresh["follow_up_instrument"].initial == short
    assert unsaid in fresh.fields["follow_ups"].queryset
    typed = {"all_deals": "on", "follow_ups": [said.pk], "year": "2026"}
    form = RoundForm(typed, instance=round_)
    form.is_valid()
    assert "follow_up_instrument" in form.errors  # no short questionnaire chosen
    assert {deal.name for deal in form.chosen_deals} == {"Onbekend", "Te lang geleden", "Loopt"} | {
        survey.deal.name for survey in round_.surveys.all()
    }
    late = RoundForm(typed | {"year": "2031"}, instance=round_)
    late.is_valid()
    assert "past niet bij het jaar" in str(late.errors["follow_ups"])


def test_adding_asks_for_one_place_and_a_questionnaire():
    round_ = factories.round_(year=2026, instrument=factories.instrument(shape=(2, 1, 1)))
    short_of(round_.instrument)
    deal = ended_deal()
    both = AddDealsForm({"deals": [deal.pk], "follow_ups": [deal.pk]}, round_=round_)
    assert not both.is_valid() and {"follow_ups", "instrument"} <= both.errors.keys()
    assert not AddDealsForm({}, round_=round_).is_valid()


def follow_up_survey(**fields):
    whole = factories.instrument(shape=(2, 1, 1))
    round_ = factories.round_(year=2026, instrument=whole, follow_up_instrument=short_of(whole), **fields)
    return factories.survey(round=round_, deal=ended_deal(name="Voorbij"), years_after=2)


def test_only_the_lasting_contacts_are_invited_and_all_are_ticked(client):
    survey = follow_up_survey(closes_at=NOON + timedelta(days=30))
    participation = factories.participation(deal=survey.deal)
    stays = factories.contact(organisation=participation.organisation, name="Blijft")
    factories.contact(organisation=participation.organisation, name="Is er nu")
    participation.lasting_contacts.add(stays)
    assert [one.name for one in contacts_to_invite(survey, NOON.date())] == ["Blijft"]
    ordinary = factories.survey(round=survey.round, deal=factories.deal())
    factories.participation(deal=ordinary.deal, organisation=participation.organisation)
    assert len(contacts_to_invite(ordinary, NOON.date())) == 2
    client.force_login(factories.staff())
    with time_machine.travel(NOON):
        url = reverse("impacttool:invitations", args=[2026, survey.deal.slug])
        page = client.get(url)
        text = page.content.decode()
        assert page.context["contacts_form"].initial["contacts"] == [stays.pk]
        assert "Is er nu" not in text and "alleen de blijvende contacten" in text
        client.post(
            reverse("impacttool:invite_contacts", args=[2026, survey.deal.slug]), {"contacts": [stays.pk]}
        )
        assert "Er is geen blijvend contact met een adres" in client.get(url).content.decode()
    assert survey.invitations.get().email == stays.email


def test_opening_says_that_the_short_questionnaire_is_kept_too(client):
    whole = factories.instrument(shape=(2, 1, 1))
    round_ = draft(whole, follow_up_instrument=short_of(whole))
    save_round(round_=round_, deals=[], follow_ups=[ended_deal()], by=None)
    client.force_login(factories.staff())
    page = client.get(reverse("impacttool:round_open", args=[2026])).content.decode()
    assert f"Dat geldt ook voor “{round_.follow_up_instrument}”" in page


def test_the_mail_asks_what_remained():
    survey = follow_up_survey()
    invitation = invite(survey)
    mail = write(Message.Kind.INVITATION, [invitation], to=invitation.email)
    assert mail.subject.startswith("Wat bleef er van de City Deal Voorbij?")
    assert "2 jaar geleden afgelopen" in mail.body and "3 stellingen, ongeveer 2 minuten" in mail.body


def test_the_form_asks_the_short_questionnaire_and_nothing_else():
    with time_machine.travel(NOON, tick=False):
        survey = follow_up_survey()
        person = Respondent(invite(survey))
        text = person.get().content.decode()
        assert "Nameting 2026" in text and "2 jaar na afloop" in text
        assert "Stelling 1.1" in text and "Stelling 1.2" not in text
        whole = survey.round.instrument.indicators.first().statements.get(code="1.2")
        assert person.post("opslaan/", {f"s{whole.pk}": "5"}).status_code == 400
        person.send(4, 3, 5)
        assert [sorted(one.values()) for one in person.stored()] == [[3, 4, 5]]
        receipt = person.get("klaar/").content.decode()
        assert "<svg" in receipt and "Over de jaren" in receipt
