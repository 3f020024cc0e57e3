"""Filling in: what was typed is stored, or stands there still with a Dutch message beside it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from deals.models import Commitment, Deal, Milestone
from deals.record_kinds import KINDS
from partners.models import Organisation
from tests import factories
from tests.audit_log import verbs

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"deals:{name}", args=args)


@pytest.fixture
def deal():
    return factories.deal(phase="verkenning")


@pytest.fixture
def staff(client):
    person = factories.staff()
    client.force_login(person)
    return person


DEAL = {"kind": "city_deal", "name": "Proef", "starts_precision": "dag", "ends_precision": "dag"}


def test_staff_make_a_deal_that_is_not_public_yet(client, staff):
    new = {"phase": "verkenning", "starts_on": "21-11-2026", "dealmaker": staff.email}
    done = client.post(url("create"), DEAL | new)
    made = Deal.objects.get()
    assert done.url == made.get_absolute_url()
    assert (made.slug, made.phase, made.is_published) == ("proef", "verkenning", False)
    assert made.starts_on.isoformat() == "2026-11-21"


def test_a_deal_starts_in_one_of_the_first_phases(client, staff):
    client.post(url("create"), DEAL | {"phase": "afgerond", "dealmaker": staff.email})
    assert not Deal.objects.exists()


def test_bad_input_loses_nothing(client, deal, team):
    typed = DEAL | {
        "version": "1",
        "goal": "Mijn lange tekst",
        "starts_on": "2026-02-01",
        "ends_on": "2026-01-01",
    }
    page = client.post(url("edit", deal.slug), typed).content.decode()
    assert "De einddatum ligt voor de begindatum." in page
    assert "Mijn lange tekst" in page
    assert 'value="2026-01-01"' in page
    deal.refresh_from_db()
    assert deal.goal == ""


def test_a_deal_does_not_end_before_it_was_signed_where_no_begin_is_known(client, deal, team):
    deal.signing_moments.create(signed_on="2026-03-01")
    early = DEAL | {"version": "1", "ends_on": "2026-02-01"}
    assert "voor de eerste ondertekening" in client.post(url("edit", deal.slug), early).content.decode()
    extended = {"version": "1", "ends_on": "2026-02-01", "ends_precision": "dag", "reason": "x"}
    page = client.post(url("extend", deal.slug), extended).content.decode()
    assert "Het einde ligt voor het begin van de deal." in page
    assert client.post(url("edit", deal.slug), early | {"starts_on": "2026-01-01"}).status_code == 302


def test_the_second_of_two_editors_is_told_and_may_then_choose(client, deal, team):
    assert client.post(url("edit", deal.slug), DEAL | {"version": "1", "goal": "van Anna"}).status_code == 302
    late = DEAL | {"version": "1", "goal": "van Bob"}
    page = client.post(url("edit", deal.slug), late).content.decode()
    assert "Intussen opgeslagen: “van Anna”." in page
    assert ">\nvan Bob</textarea>" in page
    deal.refresh_from_db()
    assert deal.goal == "van Anna"
    assert client.post(url("edit", deal.slug), late | {"version": "2"}).status_code == 302
    deal.refresh_from_db()
    assert deal.goal == "van Bob"


def test_a_change_between_check_and_save_is_told_as_well(client, deal, team, monkeypatch):
    from deals import actions
    from deals.views import change

    real = actions.save_deal

    def save_late(**given):
        Deal.objects.filter(pk=deal.pk).update(version=2, goal="van Anna")
        monkeypatch.setattr(change.actions, "save_deal", real)
        return real(**given)

    monkeypatch.setattr(change.actions, "save_deal", save_late)
    page = client.post(url("edit", deal.slug), DEAL | {"version": "1", "goal": "van Bob"}).content.decode()
    assert "Intussen opgeslagen: “van Anna”." in page
    assert Deal.objects.get().goal == "van Anna"


def test_publishing_asks_first(client, staff):
    deal = factories.deal(is_published=False)
    assert "Iedereen ziet dan de deal" in client.get(url("publish", deal.slug)).content.decode()
    client.post(url("publish", deal.slug), {"openbaar": "ja"})
    assert Deal.objects.get().is_published
    client.post(url("publish", deal.slug), {"openbaar": "nee"})
    assert not Deal.objects.get().is_published


def test_a_step_lists_what_is_missing_and_does_not_go_on(client, staff):
    deal = factories.deal(phase="kwartiermaken")
    for page in [
        client.get(url("step", deal.slug, "uitvoering")),
        client.post(url("step", deal.slug, "uitvoering")),
    ]:
        assert "Het doel van de deal is nog niet ingevuld." in page.content.decode()
    assert Deal.objects.get().phase == "kwartiermaken"


def test_a_step_is_taken_after_asking(client, deal, team):
    assert "kwartiermaken" in client.get(url("step", deal.slug, "kwartiermaken")).content.decode()
    assert client.post(url("step", deal.slug, "kwartiermaken")).url == deal.get_absolute_url()
    deal.refresh_from_db()
    assert deal.phase == "kwartiermaken"


def test_stopping_wants_a_reason_and_can_be_taken_up_again(client, deal, staff):
    page = client.post(url("step", deal.slug, "niet_doorgegaan"), {"reason": " "})
    assert "Vul in waarom de deal niet doorgaat." in page.content.decode()
    client.post(url("step", deal.slug, "niet_doorgegaan"), {"reason": "geen urgentie"})
    page = client.get(deal.get_absolute_url()).content.decode()
    assert "geen urgentie" in page
    assert "Deal weer oppakken" in page
    page = client.post(url("step", deal.slug, "verkenning"))
    assert "Vul in waarom de deal weer verdergaat." in page.content.decode()
    client.post(url("step", deal.slug, "verkenning"), {"reason": "er is geld"})
    assert Deal.objects.get().phase == "verkenning"
    page = client.get(deal.get_absolute_url()).content.decode()
    assert "Eerder gestopt: geen urgentie" in page and "Weer opgepakt: er is geld" in page


def test_a_partner_is_typed_and_added(client, deal, team):
    organisation = factories.organisation(name="Gemeente Zwolle")
    assert (
        "Gemeente Zwolle (gemeente)"
        in client.get(url("organisation_options", deal.slug), {"organisation_name": "zwol"}).content.decode()
    )
    data = {"organisation_name": "Gemeente Zwolle", "stage": "in_gesprek"}
    client.post(url("participation_add", deal.slug), data)
    assert deal.participations.get().organisation == organisation
    again = client.post(url("participation_add", deal.slug), data)
    assert "doet al mee" in again.content.decode()


def test_a_double_click_that_slips_through_the_check_is_a_message(client, deal, team, monkeypatch):
    taking_part = factories.participation(deal=deal)
    monkeypatch.setattr("deals.forms.joining.ParticipationAddForm._check", lambda form, organisation: None)
    data = {"organisation_name": taking_part.organisation.name}
    page = client.post(url("participation_add", deal.slug), data)
    assert "doet al mee" in page.content.decode()
    assert deal.participations.count() == 1


def test_a_new_organisation_is_made_in_two_steps_without_losing_the_text(client, deal, team):
    data = {"organisation_name": "Stichting Nieuw", "role": "denker", "stage": "in_gesprek"}
    page = client.post(url("participation_add", deal.slug), data).content.decode()
    assert "denker" in page
    client.post(url("participation_add", deal.slug), data | {"organisation": "nieuw:koepel"})
    assert Organisation.objects.get().name == "Stichting Nieuw"
    assert deal.participations.get().role == "denker"


def test_a_participation_is_changed_and_ended(client, deal, team):
    one = factories.participation(deal=deal)
    data = {"stage": "ondertekend", "attached_official": "ja", "attached_director": "nee"}
    data |= {"attached_executive": "onbekend", "version": "1"}
    client.post(url("participation_edit", deal.slug, one.pk), data)
    one.refresh_from_db()
    assert (one.attached_official, one.attached_director) == ("ja", "nee")
    assert "dat was ok" in client.get(url("participation_end", deal.slug, one.pk)).content.decode()
    client.post(
        url("participation_end", deal.slug, one.pk),
        {"stage": "vertrokken", "left_on": "1-6-2026", "version": "2"},
    )
    one.refresh_from_db()
    assert (one.stage, one.left_on.isoformat()) == ("vertrokken", "2026-06-01")


def test_an_agreement_is_entered_changed_and_removed(client, deal, team):
    one = factories.participation(deal=deal)
    data = {"kind": "geld", "amount_eur_per_year": "40.000", "year_from": "2026", "year_until": "2027"}
    client.post(url("commitment_add", deal.slug, one.pk), data)
    made = Commitment.objects.get()
    assert made.amount_eur_per_year == 40000
    page = client.get(url("commitment_edit", deal.slug, made.pk)).content.decode()
    assert 'value="40.000"' in page
    data |= {"amount_eur_per_year": "45.000,50", "is_agreed": "on", "version": "1"}
    client.post(url("commitment_edit", deal.slug, made.pk), data)
    made.refresh_from_db()
    assert str(made.amount_eur_per_year) == "45000.50"
    assert made.is_agreed
    client.post(url("commitment_delete", deal.slug, made.pk))
    assert not Commitment.objects.exists()
    assert len(verbs(deal_id=deal.pk)) == 3


def test_a_partner_enters_changes_and_confirms_the_own_agreement(client, deal):
    client.force_login(factories.partner_contact(deal))
    own = deal.participations.get()
    data = {"kind": "inzet", "description": "denkt mee", "year_from": "2026", "year_until": "2027"}
    client.post(url("commitment_add", deal.slug, own.pk), data | {"is_agreed": "on"})
    made = Commitment.objects.get()
    assert not made.is_agreed
    year = timezone.localdate().year
    answer = {"year": year, "state": "minder", "note": "druk"}
    client.post(url("commitment_confirm", deal.slug, made.pk), answer)
    said = made.confirmations.get()
    assert (said.year, said.state, said.note) == (year, "minder", "druk")


def test_a_confirmation_without_a_choice_keeps_the_note(client, deal, team):
    made = factories.commitment(participation=factories.participation(deal=deal))
    year = timezone.localdate().year
    page = client.post(url("commitment_confirm", deal.slug, made.pk), {"year": year, "note": "Mooi jaar"})
    assert "Kies een van de vier." in page.content.decode()
    assert "Mooi jaar" in page.content.decode()


def test_a_milestone_is_added_changed_reached_and_removed(client, deal, team):
    client.post(url("milestone_add", deal.slug), {"name": "Proef", "planned_on": "1-9-2026"})
    made = Milestone.objects.get()
    change = {"name": "Proef", "planned_on": "2026-09-01", "expected_on": "2026-10-01", "version": "1"}
    change["reason"] = "de zaal is bezet"
    client.post(url("milestone_edit", deal.slug, made.pk), change)
    client.post(url("milestone_done", deal.slug, made.pk))
    made.refresh_from_db()
    assert made.expected_on.isoformat() == "2026-10-01"
    assert made.done_on == timezone.localdate()
    assert "gehaald" in client.get(url("planning", deal.slug)).content.decode()
    client.post(url("milestone_delete", deal.slug, made.pk))
    assert not Milestone.objects.exists()


def test_signing_moments_and_publications_are_entered_and_removed(client, deal, team):
    moment = {"kind": "ondertekening", "signed_on": "2022-01-20", "precision": "maand"}
    client.post(url("piece_add", deal.slug, "ondertekening"), moment)
    made = deal.signing_moments.get()
    client.post(
        url("piece_add", deal.slug, "publicaties"), {"number": "2022-1709", "signing_moment": made.pk}
    )
    page = client.get(url("planning", deal.slug)).content.decode()
    assert "januari 2022" in page
    assert "stcrt-2022-1709.html" in page
    publication = deal.publications.get()
    client.post(
        url("piece_edit", deal.slug, "publicaties", publication.pk), {"number": "2022-1710", "version": 1}
    )
    client.post(
        url("piece_edit", deal.slug, "ondertekening", made.pk), moment | {"note": "in Den Haag", "version": 1}
    )
    client.post(url("piece_delete", deal.slug, "ondertekening", made.pk))
    assert deal.publications.get().number == "2022-1710"
    client.post(url("piece_delete", deal.slug, "publicaties", publication.pk))
    assert not deal.publications.exists()
    assert not deal.signing_moments.exists()


def test_a_wrong_number_of_the_staatscourant_is_told_at_the_field(client, deal, team):
    page = client.post(url("piece_add", deal.slug, "publicaties"), {"number": "1709"}).content.decode()
    assert "Schrijf het nummer als jaar-nummer, zoals 2022-1709." in page


def test_a_deal_is_extended_with_a_reason_and_the_earlier_end_stays_readable(client, deal, team):
    Deal.objects.filter(pk=deal.pk).update(ends_on="2026-12-31")
    assert "Het einde is nu 31 december 2026." in client.get(url("extend", deal.slug)).content.decode()
    form = {"version": "1", "ends_on": "2028-06-30", "ends_precision": "dag", "reason": ""}
    page = client.post(url("extend", deal.slug), form).content.decode()
    assert "Vul in waarom de deal wordt verlengd." in page and "2028-06-30" in page
    page = client.post(url("extend", deal.slug), form | {"ends_on": "2026-12-31", "reason": "x"})
    assert "ligt niet na het einde van nu" in page.content.decode()
    client.post(url("extend", deal.slug), form | {"reason": "de proef loopt nog"})
    deal.refresh_from_db()
    assert deal.ends_on.isoformat() == "2028-06-30"
    page = client.get(url("planning", deal.slug)).content.decode()
    assert "31 december 2026" in page and "verlengd: de proef loopt nog" in page
    assert verbs(deal_id=deal.pk) == ["verlengde de deal"]


PIECES = {
    "onderdelen": ({"kind": "werklijn", "name": "Mobiliteit"}, "detail", "Werklijn: Mobiliteit"),
    "bijstellingen": (
        {"decided_on": "2026-05-01", "what": "Minder wijken", "why": "Te weinig tijd"},
        "planning",
        "Te weinig tijd",
    ),
    "borging": ({"title": "Nota Wonen"}, "planning", "Nota Wonen"),
    "overleggen": ({"kind": "stuurgroep", "name": "Stuurgroep Wonen"}, "planning", "Stuurgroep Wonen"),
    "besluiten": ({"decided_on": "2026-05-01", "text": "Wij gaan door"}, "planning", "Wij gaan door"),
    "actiepunten": ({"text": "Zaal regelen", "state": "open"}, "planning", "Zaal regelen"),
    "verbanden": ({"kind": "doorstart", "text": "de eerste versie"}, "detail", "de eerste versie"),
}


@pytest.mark.parametrize("what", PIECES)
def test_what_hangs_on_a_deal_is_added_changed_and_removed(client, deal, team, what):
    typed, tab, shown = PIECES[what]
    if what == "borging":
        typed = typed | {"organisation": factories.organisation(type="ministerie").pk}
    assert client.post(url("piece_add", deal.slug, what), typed).status_code == 302
    pk = KINDS[what].of(deal).get().pk
    assert shown in client.get(url(tab, deal.slug)).content.decode()
    name = next(key for key, value in typed.items() if value == shown or value in shown)
    again = typed | {"version": "1", name: "Anders gezegd"}
    assert client.post(url("piece_edit", deal.slug, what, pk), again).status_code == 302
    late = client.post(url("piece_edit", deal.slug, what, pk), typed | {"version": "1"})
    assert "Iemand anders heeft dit intussen gewijzigd" in late.content.decode()
    assert "Anders gezegd" in client.get(url(tab, deal.slug)).content.decode()
    client.post(url("piece_delete", deal.slug, what, pk))
    assert not KINDS[what].of(deal).exists()
    assert len(verbs(deal_id=deal.pk)) == 3


@pytest.mark.parametrize("what", PIECES)
def test_an_empty_piece_is_refused_at_the_field(client, deal, team, what):
    page = client.post(url("piece_add", deal.slug, what), {"version": ""})
    assert page.status_code == 200 and page.context["form"].errors
    assert not KINDS[what].of(deal).exists()


def test_a_part_is_led_by_a_partner_of_the_deal_and_named_once(client, deal, team):
    partner, stranger = factories.organisation(), factories.organisation()
    factories.participation(deal=deal, organisation=partner)
    add = url("piece_add", deal.slug, "onderdelen")
    form = {"kind": "werklijn", "name": "Mobiliteit"}
    assert client.post(add, form | {"lead_organisation": stranger.pk}).status_code == 200
    assert client.post(add, form | {"lead_organisation": partner.pk}).status_code == 302
    page = client.post(add, {"kind": "werklijn", "name": "mobiliteit"}).content.decode()
    assert "Dit onderdeel staat al bij de deal." in page


def test_a_related_deal_is_one_that_may_be_seen(client, deal, team):
    hidden = factories.deal(is_published=False)
    add = url("piece_add", deal.slug, "verbanden")
    assert client.post(add, {"kind": "opvolger", "other": hidden.pk}).status_code == 200
    assert client.post(add, {"kind": "opvolger", "other": factories.deal().pk}).status_code == 302
    assert not deal.relations.filter(other=hidden).exists()


def test_changes_of_course_are_for_the_team_and_leaders_names_too(client, deal):
    deal.course_changes.create(decided_on="2026-05-01", what="Minder wijken", why="Te weinig tijd")
    deal.parts.create(name="Mobiliteit", lead_person="Jan Persoon")
    for reader, sees in ((factories.dealmaker(deal), True), (factories.partner_contact(deal), False)):
        client.force_login(reader)
        assert ("Te weinig tijd" in client.get(url("planning", deal.slug)).content.decode()) is sees
        assert ("Jan Persoon" in client.get(url("detail", deal.slug)).content.decode()) is sees


def test_a_signing_moment_that_was_changed_meanwhile_is_not_overwritten(client, deal, team):
    moment = deal.signing_moments.create(note="van Anna", version=2)
    form = {"version": "1", "kind": "ondertekening", "precision": "dag", "note": "van Bob"}
    page = client.post(url("piece_edit", deal.slug, "ondertekening", moment.pk), form).content.decode()
    moment.refresh_from_db()
    assert moment.note == "van Anna" and "van Bob" in page and "van Anna" in page


@pytest.mark.parametrize("typed", ["den bosch", "hertogenbosch", "s hertogenbosch"])
def test_a_partner_is_found_by_the_name_in_use(client, deal, team, typed):
    place = factories.organisation(
        name="Gemeente 's-Hertogenbosch", tooi_uri="https://identifier.overheid.nl/tooi/id/gemeente/gm0796"
    )
    page = client.post(url("participation_add", deal.slug), {"organisation_name": typed, "stage": "benaderd"})
    if typed == "hertogenbosch":  # only a part of the name: asked, and ticked already
        assert f'value="{place.pk}"' in page.content.decode()
        return
    assert page.url == url("partners", deal.slug)
    assert deal.participations.get().organisation == place


@pytest.mark.django_db
def test_adding_a_merged_municipality_shows_a_button_for_its_successor(client):
    deal = factories.deal()
    client.force_login(factories.dealmaker(deal))
    new = factories.organisation(name="Gemeente Maashorst")
    factories.organisation(name="Gemeente Uden", ended_on="2022-01-01", successor=new)
    address = reverse("deals:participation_add", args=[deal.slug])
    sent = {"organisation_name": "Gemeente Uden", "stage": "in_gesprek", "role": "trekker"}
    page = client.post(address, sent).content.decode()
    assert f'name="take" value="{new.pk}">Voeg Gemeente Maashorst toe</button>' in page
    assert client.post(address, sent | {"take": new.pk}).status_code == 302
    assert deal.participations.get(organisation=new).role == "trekker"


@pytest.mark.parametrize(("phase", "shown"), [("idee", True), ("nawerking", False), ("afgerond", False)])
def test_first_steps_are_proposed_while_a_deal_begins(client, phase, shown):
    deal = factories.deal(phase=phase, goal="")
    client.force_login(factories.staff())
    assert ("De eerste stappen:" in client.get(deal.get_absolute_url()).content.decode()) is shown
