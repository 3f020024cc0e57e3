"""What the forms accept and what they say about the rest."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms

from deals.forms import (
    CommitmentForm,
    DealCreateForm,
    DealForm,
    MilestoneForm,
    ParticipationEndForm,
    PublicationForm,
    RelationForm,
)
from deals.forms.fields import EuroField
from deals.models import Commitment, Deal, Milestone, Publication, Relation
from foundation.forms import DutchDateField
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


@pytest.mark.django_db
def test_nobody_leaves_before_joining():
    taking_part = factories.participation(joined_on=date(2025, 1, 1))
    form = ParticipationEndForm(
        {"stage": "vertrokken", "left_on": "01-01-2024", "version": "1"}, participation=taking_part
    )
    assert list(form.errors) == ["left_on"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "pasted",
    [
        "stcrt-2023-33158",
        "STCRT-2023-33158 ",
        "https://zoek.officielebekendmakingen.nl/stcrt-2023-33158.html",
    ],
)
def test_a_number_of_the_staatscourant_may_be_pasted_as_it_is_written_there(pasted):
    form = PublicationForm({"number": pasted}, instance=Publication(deal=factories.deal()))
    assert form.is_valid() and form.cleaned_data["number"] == "2023-33158"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("there", "kind", "fits"),
    [
        ("voorloper", "opvolger", False),
        ("voorloper", "voorloper", False),
        ("opvolger", "doorstart", False),
        ("voorloper", "doorstart", True),
    ],
)
def test_a_deal_is_not_before_and_after_another(there, kind, fits):
    deal, other = factories.deal(), factories.deal()
    kept = deal.relations.create(kind=there, other=other)
    data = {"kind": kind, "other": other.pk, "version": "1"}
    form = RelationForm(data, instance=Relation(deal=deal), user=factories.staff())
    assert form.is_valid() is fits
    if not fits:
        assert f"staat er al als {there}" in form.errors["other"][0]
    assert RelationForm(data, instance=kept, user=factories.staff()).is_valid()


@pytest.mark.django_db
def test_a_deal_with_a_name_that_is_there_is_asked_about():
    factories.deal(name="Koele Straten", phase="uitvoering")
    data = {"kind": "city_deal", "name": "koele  straten", "phase": "idee", "version": "1"}
    data |= {"starts_precision": "dag", "ends_precision": "dag"}
    user = factories.staff()
    data["dealmaker"] = user.email
    form = DealCreateForm(data, user=user)
    assert "City Deal Koele Straten (uitvoering)" in form.errors["name"][0]
    assert "is_other" in str(form.layout().fields[0].fields)
    assert DealCreateForm(data | {"is_other": "on"}, user=user).is_valid()
    other = DealCreateForm(data | {"name": "Warme Straten"}, user=user)
    assert other.is_valid() and "is_other" not in other.fields
