"""What the forms accept and what they say about the rest."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms

from deals.forms import (
    CommitmentForm,
    DealForm,
    MilestoneForm,
    ParticipationAddForm,
    ParticipationEndForm,
    PublicationForm,
)
from deals.forms.fields import EuroField
from deals.forms.participation import suggestions
from deals.models import Commitment, Deal, Milestone, Participation, Publication
from partners.forms.base import DutchDateField
from tests import factories

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("40.000", 40000),
        ("40000", 40000),
        ("40.000,00", 40000),
        ("€ 40.000,-", 40000),
        ("1.234.567,89", "1234567.89"),
        ("12,5", "12.5"),
        ("40000.50", "40000.50"),
        ("", None),
    ],
)
def test_euros_are_read_as_a_dutch_reader_writes_them(typed, amount):
    expected = None if amount is None else Decimal(amount)
    assert EuroField(required=False).clean(typed) == expected


@pytest.mark.parametrize(
    "typed", ["-5", "0", "40.00.0", "40,000,00", "veel", "1e9", "100.000.001", "٤٠", "NaN"]
)
def test_amounts_that_cannot_be_are_refused_in_dutch(typed):
    with pytest.raises(forms.ValidationError) as refused:
        EuroField().clean(typed)
    assert "bedrag" in refused.value.messages[0]


def test_euros_are_shown_as_they_may_be_typed():
    assert EuroField().prepare_value(Decimal("40000.00")) == "40.000"
    assert EuroField().prepare_value(Decimal("40000.50")) == "40.000,50"
    assert EuroField().prepare_value("40.x") == "40.x"


@pytest.mark.parametrize("typed", ["21-11-2026", "2026-11-21", "21/11/2026", "21 november 2026"])
def test_dates_are_read_as_a_dutch_reader_writes_them(typed):
    assert DutchDateField().clean(typed) == date(2026, 11, 21)


@pytest.mark.parametrize("typed", ["morgen", "31-02-2026", "11-21-2026", "0202-01-01", "01-01-2999"])
def test_dates_that_cannot_be_are_refused_in_dutch(typed):
    with pytest.raises(forms.ValidationError) as refused:
        DutchDateField().clean(typed)
    assert "jaar" in refused.value.messages[0]


def deal_data(**changed):
    data = {
        "kind": "city_deal",
        "name": "Proef",
        "starts_precision": "dag",
        "ends_precision": "dag",
        "version": "1",
    }
    return data | changed


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("ends_on", {"starts_on": "2026-02-01", "ends_on": "2026-01-01"}),
        ("goal", {"goal": "x" * 5001}),
        ("name", {"name": "x" * 201}),
        ("name", {"name": ""}),
        ("source_url", {"source_url": "javascript:alert(1)"}),
    ],
)
def test_a_deal_refuses_at_the_field(field, changed):
    form = DealForm(deal_data(**changed), instance=Deal(slug="proef"))
    assert not form.is_valid()
    assert list(form.errors) == [field]


@pytest.mark.django_db
def test_someone_who_comes_second_sees_both_values_and_keeps_the_own_text():
    deal = factories.deal(name="Oud", goal="Doel van de ander", is_working_title=True)
    Deal.objects.filter(pk=deal.pk).update(version=2)
    deal.refresh_from_db()
    late = DealForm(deal_data(name="Nieuw", goal="Mijn doel", ends_on="2026-05-01"), instance=deal)
    assert not late.is_valid()
    page = late.as_p()
    assert "Mijn doel" in page
    assert "Intussen opgeslagen: “Doel van de ander”." in page
    assert "Intussen opgeslagen: niets." in page
    assert "Intussen opgeslagen: “ja”." in page
    assert 'name="version" value="2"' in page
    assert "Iemand anders heeft dit intussen gewijzigd" in page


def commitment_form(may_agree=True, **changed):
    data = {"kind": "geld", "amount_eur_per_year": "40.000", "year_from": "2025", "year_until": "2026"}
    instance = Commitment(participation=factories.participation())
    return CommitmentForm(data | changed, instance=instance, may_agree=may_agree)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("amount_eur_per_year", {"amount_eur_per_year": ""}),
        ("amount_eur_per_year", {"amount_eur_per_year": "-1"}),
        ("amount_eur_per_year", {"kind": "inzet", "description": "denkt mee"}),
        ("description", {"kind": "inzet", "amount_eur_per_year": ""}),
        ("year_until", {"year_until": "2024"}),
        ("year_from", {"year_from": "25"}),
        ("kind", {"kind": "uren"}),
    ],
)
def test_a_commitment_refuses_at_the_field(field, changed):
    form = commitment_form(**changed)
    assert not form.is_valid()
    assert list(form.errors) == [field]


@pytest.mark.django_db
def test_a_commitment_is_money_or_words_and_never_hours():
    assert commitment_form().is_valid()
    assert commitment_form(kind="inzet", amount_eur_per_year="", description="denkt mee").is_valid()
    assert not [name for name in commitment_form().fields if "hour" in name or "uren" in name]


@pytest.mark.django_db
def test_a_partner_cannot_say_for_both_sides_that_they_agree():
    form = commitment_form(may_agree=False, is_agreed="on")
    assert form.is_valid()
    assert not form.instance.is_agreed


@pytest.mark.django_db
def test_a_milestone_takes_dutch_dates():
    form = MilestoneForm(
        {"name": "Proef", "planned_on": "21-11-2026"}, instance=Milestone(deal=factories.deal())
    )
    assert form.is_valid()
    assert form.instance.planned_on == date(2026, 11, 21)


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["2022/1709", "1709", "2022-17091709", "2021-1"])
def test_a_publication_has_a_number_of_the_staatscourant_and_stands_once(number):
    deal = factories.deal()
    Publication.objects.create(deal=deal, number="2021-1")
    form = PublicationForm({"number": number}, instance=Publication(deal=deal))
    assert not form.is_valid()
    assert list(form.errors) == ["number"]


def add_form(deal, name, **changed):
    data = {"organisation_name": name, "stage": "in_gesprek"} | changed
    return ParticipationAddForm(data, instance=Participation(deal=deal), deal=deal, day=DAY, options_url="/")


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["Gemeente Zwolle", "gemeente zwolle", "GZ", "Gemeente Zwolle (gemeente)"])
def test_an_organisation_is_found_by_its_name_or_abbreviation(typed):
    zwolle = factories.organisation(name="Gemeente Zwolle", abbreviation="GZ")
    form = add_form(factories.deal(), typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["organisation"] == zwolle


@pytest.mark.django_db
def test_a_name_that_fits_several_asks_which():
    town = factories.organisation(name="Utrecht", type="gemeente")
    factories.organisation(name="Utrecht", type="provincie")
    deal = factories.deal()
    form = add_form(deal, "Utrecht")
    assert list(form.errors) == ["organisation"]
    assert "Utrecht (provincie)" in form.as_p()
    assert add_form(deal, "Utrecht", organisation=town.pk).is_valid()
    assert add_form(deal, "Utrecht (provincie)").is_valid()


@pytest.mark.django_db
def test_the_only_match_is_ticked_and_needs_one_more_save():
    zwolle = factories.organisation(name="Gemeente Zwolle")
    deal = factories.deal()
    form = add_form(deal, "zwol")
    assert list(form.errors) == ["organisation"]
    assert form["organisation"].value() == str(zwolle.pk)
    again = add_form(deal, "zwol", organisation=form["organisation"].value())
    assert again.is_valid()
    assert again.cleaned_data["organisation"] == zwolle


@pytest.mark.django_db
def test_of_several_matches_none_is_ticked():
    factories.organisation(name="Utrecht", type="gemeente")
    factories.organisation(name="Utrecht", type="provincie")
    form = add_form(factories.deal(), "utr")
    assert list(form.errors) == ["organisation"]
    assert not form["organisation"].value()


@pytest.mark.django_db
def test_what_was_ticked_for_another_name_is_forgotten():
    zwolle = factories.organisation(name="Gemeente Zwolle")
    delft = factories.organisation(name="Gemeente Delft")
    deal = factories.deal()
    assert add_form(deal, "Gemeente Delft", organisation=zwolle.pk).is_valid()
    asked = add_form(deal, "delf", organisation=zwolle.pk)
    assert list(asked.errors) == ["organisation"]
    assert asked["organisation"].value() == str(delft.pk)
    unknown = add_form(deal, "Stichting Nieuw", organisation=zwolle.pk)
    assert list(unknown.errors) == ["organisation_name"]


@pytest.mark.django_db
def test_a_new_organisation_is_made_although_the_only_match_was_ticked():
    zwolle = factories.organisation(name="Stichting Zwolle")
    form = add_form(factories.deal(), "Zwolle", organisation=zwolle.pk, new_type="koepel")
    assert form.is_valid()
    assert form.cleaned_data["organisation"] is None


@pytest.mark.django_db
def test_an_unknown_name_can_become_a_new_organisation():
    deal = factories.deal()
    form = add_form(deal, "Stichting Nieuw")
    assert "staat niet in de lijst" in str(form.errors)
    assert "maatschappelijke organisatie" in form.as_p()
    again = add_form(deal, "Stichting Nieuw", new_type="koepel")
    assert again.is_valid()
    assert again.cleaned_data["organisation"] is None


@pytest.mark.django_db
def test_a_new_organisation_that_is_known_is_not_made_twice():
    factories.organisation(name="Platform", type="koepel")
    form = add_form(factories.deal(), "platform", new_type="koepel")
    assert "staat al in de lijst" in str(form.errors)


@pytest.mark.django_db
def test_an_ended_organisation_offers_its_successor():
    new = factories.organisation(name="Gemeente Land van Cuijk")
    factories.organisation(name="Gemeente Boxmeer", ended_on=date(2022, 1, 1), successor=new)
    deal = factories.deal()
    form = add_form(deal, "Gemeente Boxmeer")
    assert "Gemeente Boxmeer bestaat niet meer. De opvolger is Gemeente Land van Cuijk" in str(form.errors)
    assert "Gemeente Land van Cuijk (gemeente)" in form.as_p()
    assert form["organisation"].value() == str(new.pk)
    assert add_form(deal, "Gemeente Boxmeer", organisation=new.pk).is_valid()


@pytest.mark.django_db
def test_the_successor_of_a_successor_is_added_with_one_click():
    last = factories.organisation(name="Gemeente Maashorst")
    middle = factories.organisation(name="Gemeente Midden", ended_on=date(2022, 1, 1), successor=last)
    factories.organisation(name="Gemeente Uden", ended_on=date(2015, 1, 1), successor=middle)
    deal = factories.deal()
    form = add_form(deal, "Gemeente Uden")
    assert not form.is_valid()
    assert form.successor == last
    taken = add_form(deal, "Gemeente Uden", take=last.pk, new_type="koepel")
    assert taken.is_valid()
    assert taken.cleaned_data["organisation"] == last
    other = add_form(deal, "Stichting Nieuw", take=last.pk)
    assert not other.is_valid()
    factories.participation(deal=deal, organisation=last)
    again = add_form(deal, "Gemeente Uden")
    assert "De opvolger, Gemeente Maashorst, doet al mee" in str(again.errors)
    assert again.successor is None


@pytest.mark.django_db
def test_a_circle_of_successors_ends():
    one = factories.organisation(name="Gemeente Een", ended_on=date(2015, 1, 1))
    two = factories.organisation(name="Gemeente Twee", ended_on=date(2016, 1, 1), successor=one)
    one.successor = two
    one.save()
    assert "geen bekende opvolger" in str(add_form(factories.deal(), "Gemeente Een").errors)


@pytest.mark.django_db
def test_a_partner_stands_in_a_deal_once():
    taking_part = factories.participation()
    form = add_form(taking_part.deal, taking_part.organisation.name)
    assert "doet al mee" in str(form.errors["organisation_name"])


@pytest.mark.django_db
def test_suggestions_leave_out_what_has_ended():
    factories.organisation(name="Gemeente Oud", ended_on=date(2022, 1, 1))
    factories.organisation(name="Gemeente Oudewater")
    assert suggestions("oud", day=DAY) == ["Gemeente Oudewater (gemeente)"]
    assert suggestions("o", day=DAY) == []


@pytest.mark.django_db
def test_nobody_leaves_before_joining():
    taking_part = factories.participation(joined_on=date(2025, 1, 1))
    form = ParticipationEndForm({"stage": "vertrokken", "left_on": "01-01-2024"}, participation=taking_part)
    assert list(form.errors) == ["left_on"]
