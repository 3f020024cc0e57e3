"""An organisation is typed: known by any name in use, asked for when it is not clear, made when it is new."""

import re
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from deals.forms import ParticipationAddForm
from deals.forms.joining import suggestions
from deals.models import Participation
from partners.models import Organisation
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)
DEN_BOSCH = "https://identifier.overheid.nl/tooi/id/gemeente/gm0796"


def add_form(deal, name, **changed):
    data = {"organisation_name": name, "stage": "in_gesprek"} | changed
    return ParticipationAddForm(data, instance=Participation(deal=deal), deal=deal, day=DAY, options_url="/")


def offered(form):
    return [str(label) for value, label in form.fields["organisation"].choices if value.isdecimal()]


def asks(form):
    """It goes no further, and says so without an error."""
    return not form.is_valid() and not form.errors


@pytest.mark.parametrize(
    "typed", ["Gemeente Zwolle", "gemeente zwolle", "GZ", "Gemeente Zwolle (gemeente)", "zwolle"]
)
def test_a_name_in_use_is_enough(typed):
    zwolle = factories.organisation(name="Gemeente Zwolle", abbreviation="GZ")
    form = add_form(factories.deal(), typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["organisation"] == zwolle


def test_a_name_that_fits_several_asks_which():
    town = factories.organisation(name="Utrecht", type="gemeente")
    factories.organisation(name="Utrecht", type="provincie")
    deal = factories.deal()
    form = add_form(deal, "Utrecht")
    assert asks(form)
    assert offered(form) == ["Utrecht (gemeente)", "Utrecht (provincie)"]
    assert not form["organisation"].value()
    assert add_form(deal, "Utrecht", organisation=town.pk).is_valid()
    assert add_form(deal, "Utrecht (provincie)").is_valid()


def test_the_only_one_that_comes_near_is_ticked():
    zwolle = factories.organisation(name="Gemeente Zwolle")
    deal = factories.deal()
    form = add_form(deal, "zwol")
    assert asks(form)
    assert form["organisation"].value() == str(zwolle.pk)
    again = add_form(deal, "zwol", organisation=form["organisation"].value())
    assert again.is_valid()
    assert again.cleaned_data["organisation"] == zwolle


def test_what_was_ticked_for_another_name_is_forgotten():
    zwolle = factories.organisation(name="Gemeente Zwolle")
    delft = factories.organisation(name="Gemeente Delft")
    deal = factories.deal()
    other = add_form(deal, "Gemeente Delft", organisation=zwolle.pk)
    assert other.is_valid()
    assert other.cleaned_data["organisation"] == delft
    asked = add_form(deal, "delf", organisation=zwolle.pk)
    assert asks(asked)
    assert asked["organisation"].value() == str(delft.pk)


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("Woningcorporatie de rivier B.V.", "Woningcorporatie De Rivier"),
        ("Gemeente Amsterdm", "Gemeente Amsterdam"),
    ],
)
def test_a_look_alike_is_asked_about_before_anything_is_made(client, typed, known):
    type_ = "gemeente" if known.startswith("Gemeente") else "maatschappelijke_organisatie"
    one = factories.organisation(name=known, type=type_)
    deal = factories.deal()
    client.force_login(factories.dealmaker(deal))
    address = reverse("deals:participation_add", args=[deal.slug])
    page = client.post(address, {"organisation_name": typed, "stage": "in_gesprek"}).content.decode()
    assert re.search(rf'<input[^>]+value="{one.pk}"[^>]+checked', page)
    assert "wat erop lijkt" in page
    assert "error-summary" not in page
    assert not deal.participations.exists()
    assert Organisation.objects.count() == 1


def test_an_unknown_name_can_become_a_new_organisation():
    deal = factories.deal()
    form = add_form(deal, "Stichting Nieuw")
    assert asks(form)
    assert "staat niet in de lijst" in form.as_p()
    assert "maatschappelijke organisatie" in form.as_p()
    again = add_form(deal, "Stichting Nieuw", organisation="nieuw:koepel")
    assert again.is_valid()
    assert (again.cleaned_data["organisation"], again.cleaned_data["new_type"]) == (None, "koepel")


@pytest.mark.parametrize("kind", ["gemeente", "ministerie", "provincie", "waterschap"])
def test_a_public_body_is_never_made_from_a_deal(kind):
    form = add_form(factories.deal(), "Gemeente Verzonnen", organisation=f"nieuw:{kind}")
    assert not form.is_valid()
    assert f"nieuw:{kind}" not in form.as_p()


def test_a_new_organisation_that_is_known_is_not_made_twice():
    factories.organisation(name="Platform", type="koepel")
    form = add_form(factories.deal(), "platform", organisation="nieuw:koepel")
    assert "staat al in de lijst" in str(form.errors)


def test_an_ended_organisation_offers_its_successor():
    new = factories.organisation(name="Gemeente Land van Cuijk")
    factories.organisation(name="Gemeente Boxmeer", ended_on=date(2022, 1, 1), successor=new)
    deal = factories.deal()
    form = add_form(deal, "Gemeente Boxmeer")
    assert asks(form)
    assert "Gemeente Boxmeer bestaat niet meer. De opvolger is Gemeente Land van Cuijk" in form.as_p()
    assert offered(form) == ["Gemeente Land van Cuijk (gemeente)"]
    assert form["organisation"].value() == str(new.pk)
    assert add_form(deal, "Gemeente Boxmeer", organisation=new.pk).is_valid()


def test_a_partner_stands_in_a_deal_once():
    taking_part = factories.participation()
    form = add_form(taking_part.deal, taking_part.organisation.name)
    assert "doet al mee" in str(form.errors["organisation_name"])


def test_suggestions_leave_out_what_has_ended_and_hold_what_was_typed():
    factories.organisation(name="Gemeente Oud", ended_on=date(2022, 1, 1))
    factories.organisation(name="Gemeente Oudewater")
    factories.organisation(name="Gemeente 's-Hertogenbosch", tooi_uri=DEN_BOSCH)
    assert suggestions("oud", day=DAY) == ["Gemeente Oudewater (gemeente)"]
    bosch = "Gemeente 's-Hertogenbosch (gemeente)"
    assert suggestions("den bosch", day=DAY) == [bosch]
    assert suggestions("o", day=DAY) == []


def test_one_partner_is_a_name_and_a_stage_and_then_the_next(client):
    deal = factories.deal()
    client.force_login(factories.dealmaker(deal))
    factories.organisation(name="Gemeente Zwolle")
    address = reverse("deals:participation_add", args=[deal.slug])
    page = client.get(address).content.decode()
    first, folded = page.split('<details class="folded">')
    assert 'name="stage"' in first
    for name in ("role", "brings", "takes", "joined_reason", "left_reason", "reason_note"):
        assert f'name="{name}"' in folded, name
    data = {"organisation_name": "zwolle", "stage": "in_gesprek"}
    assert client.post(address, data | {"again": "1"}).url == address
    assert deal.participations.count() == 1


def test_a_mistake_in_what_is_folded_is_shown():
    form = add_form(factories.deal(), "x", role="y" * 1000)
    assert "role" in form.errors
    assert " open" in str(form.helper.layout.fields[-1].flat_attrs)


def test_the_successor_of_a_successor_is_added_with_one_click():
    last = factories.organisation(name="Gemeente Maashorst")
    middle = factories.organisation(name="Gemeente Midden", ended_on=date(2022, 1, 1), successor=last)
    factories.organisation(name="Gemeente Uden", ended_on=date(2015, 1, 1), successor=middle)
    deal = factories.deal()
    form = add_form(deal, "Gemeente Uden")
    assert asks(form)
    assert form.successor == last
    taken = add_form(deal, "Gemeente Uden", take=last.pk, organisation="nieuw:koepel")
    assert taken.is_valid()
    assert taken.cleaned_data["organisation"] == last
    assert not add_form(deal, "Stichting Nieuw", take=last.pk).is_valid()
    factories.participation(deal=deal, organisation=last)
    again = add_form(deal, "Gemeente Uden")
    assert asks(again)
    assert "De opvolger, Gemeente Maashorst, doet al mee" in again.as_p()
    assert again.successor is None


def test_a_circle_of_successors_ends():
    one = factories.organisation(name="Gemeente Een", ended_on=date(2015, 1, 1))
    two = factories.organisation(name="Gemeente Twee", ended_on=date(2016, 1, 1), successor=one)
    one.successor = two
    one.save()
    form = add_form(factories.deal(), "Gemeente Een")
    assert asks(form)
    assert "geen bekende opvolger" in form.as_p()


def test_of_a_split_municipality_all_successors_are_offered_and_none_is_ticked(capsys):
    call_command("load_organisations")
    deal = factories.deal()
    form = add_form(deal, "Gem. Haaren")
    assert asks(form)
    four = [f"Gemeente {name} (gemeente)" for name in ("Boxtel", "Oisterwijk", "Tilburg", "Vught")]
    assert offered(form) == four
    assert "Gemeente Haaren is opgesplitst" in form.as_p()
    assert not form["organisation"].value() and form.successor is None
    boxtel = Organisation.objects.get(name="Gemeente Boxtel")
    chosen = add_form(deal, "Gem. Haaren", organisation=boxtel.pk)
    assert chosen.is_valid()
    assert chosen.cleaned_data["organisation"] == boxtel


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("HvA", "Hogeschool van Amsterdam (kennisinstelling)"),
        ("weesp", "Gemeente Amsterdam (gemeente)"),
        ("EZ", "Ministerie van Economische Zaken en Klimaat (ministerie)"),
        ("alphen a/d", "Gemeente Alphen aan den Rijn (gemeente)"),
        ("amersfort", "Gemeente Amersfoort (gemeente)"),
    ],
)
def test_suggestions_know_the_names_people_use(capsys, typed, first):
    call_command("load_organisations")
    assert suggestions(typed, day=DAY)[0] == first
