"""Somebody else removed, ended or replaced what a form was open for: said, and nothing that was typed is lost."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from deals.models import Commitment, Milestone, Part
from foundation.concurrent_edit import MEANWHILE, by_whom_and_when, mark, status_of, typed_in
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def deal():
    return factories.deal()


@pytest.fixture
def other(deal):
    return factories.dealmaker(deal, name="Anna Ander")


@pytest.fixture
def team(client, deal):
    person = factories.dealmaker(deal)
    client.force_login(person)
    return person


def url(name, deal, *more):
    return reverse(f"deals:{name}", args=[deal.slug, *more])


def removed_by(record, person, at=None):
    record.deleted_at, record.deleted_by = at or timezone.now(), person
    record.save()


def _member(deal):
    body = deal.bodies.create(name="Kernteam")
    return body.members.create(organisation=factories.organisation(), function="wethouder")


FORMS = {
    "mijlpaal": (
        lambda deal: factories.milestone(deal=deal, name="Opening"),
        ("milestone_edit",),
        {"name": "Opening van de hal", "planned_on": "1-9-2026"},
        "planning",
    ),
    "afspraak": (
        lambda deal: factories.commitment(participation=factories.participation(deal=deal)),
        ("commitment_edit",),
        {"kind": "inzet", "description": "denkt mee\nen doet mee"},
        "partners",
    ),
    "besluit": (
        lambda deal: deal.decisions.create(decided_on="2024-05-01", text="klein"),
        ("piece_edit", "besluiten"),
        {"text": "groot beginnen"},
        "planning",
    ),
    "gesprek": (
        lambda deal: factories.participation(deal=deal).conversations.create(
            held_on="2024-05-01", with_whom="a", what="b"
        ),
        ("conversation_edit",),
        {"what": "over de <b>planning</b>"},
        None,
    ),
    "lid": (_member, ("member_edit",), {"function": "directeur wonen"}, "planning"),
    "criterium": (
        lambda deal: deal.signing_moments.create().criteria.create(text="trekker"),
        ("criterion_edit",),
        {"text": "er is een trekker"},
        "planning",
    ),
    "deelname": (
        lambda deal: factories.participation(deal=deal, stage="benaderd"),
        ("participation_edit",),
        {"stage": "in_gesprek", "brings": "kennis van water"},
        "partners",
    ),
}
READ_AS = {
    "mijlpaal": ["<dt>Mijlpaal</dt><dd>Opening van de hal</dd>", "1-9-2026"],
    "afspraak": ["inzet in woorden", "denkt mee<br>en doet mee"],
    "gesprek": ["over de &lt;b&gt;planning&lt;/b&gt;"],
    "deelname": ["<dd>in gesprek</dd>", "kennis van water"],
}


@pytest.mark.parametrize("what", FORMS)
def test_a_form_for_what_was_removed_says_so_and_shows_what_was_typed(client, deal, other, team, what):
    make, (name, *more), typed, back = FORMS[what]
    record = make(deal)
    removed_by(record, other, timezone.now() - timedelta(days=1))
    record.refresh_from_db()
    sent = typed | {"version": "1", "csrfmiddlewaretoken": "geheim"}
    answer = client.post(url(name, deal, *more, record.pk), sent)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "is intussen verwijderd, door Anna Ander op" in page and str(record) in page
    for text in READ_AS.get(what, typed.values()):
        assert text in page, text
    assert "geheim" not in page
    if back:
        assert f'href="{url(back, deal)}"' in page
    undo = next(part for part in page.split('href="') if "terugzetten" in part).split('"')[0]
    client.post(undo)
    assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("what", FORMS)
def test_who_may_not_see_it_is_refused_as_always(client, deal, other, what):
    make, (name, *more), typed, _back = FORMS[what]
    record = make(deal)
    removed_by(record, other)
    for reader in (factories.user(), factories.dealmaker(factories.deal()), factories.partner_contact(deal)):
        client.force_login(reader)
        answer = client.post(url(name, deal, *more, record.pk), typed)
        page = answer.content.decode()
        assert answer.status_code in (403, 404)
        assert "intussen verwijderd" not in page and "Anna Ander" not in page


def test_of_another_deal_nothing_is_said(client, other, team):
    elsewhere = factories.milestone(name="Elders")
    removed_by(elsewhere, other)
    other_deal = team.deal_roles.get().deal
    page = client.post(url("milestone_edit", other_deal, elsewhere.pk), {"name": "x"})
    assert page.status_code == 404 and "Elders" not in page.content.decode()


def test_after_thirty_days_it_is_an_ordinary_page_that_is_not_there(client, deal, other, team):
    record = factories.milestone(deal=deal)
    removed_by(record, other, timezone.now() - timedelta(days=31))
    assert "Deze pagina is er niet" in client.get(url("milestone_edit", deal, record.pk)).content.decode()


def test_without_anything_typed_there_is_no_empty_list(client, deal, other, team):
    record = factories.milestone(deal=deal)
    removed_by(record, other)
    page = client.get(url("milestone_edit", deal, record.pk)).content.decode()
    assert "is intussen verwijderd" in page and 'id="ingevuld"' not in page


def test_an_agreement_with_a_partner_that_was_removed_keeps_the_text(client, deal, other, team):
    partner = factories.participation(deal=deal)
    removed_by(partner, other)
    page = client.post(url("commitment_add", deal, partner.pk), {"description": "denkt mee"}).content.decode()
    assert "Deelname" in page and "denkt mee" in page and url("partners", deal) in page


def test_a_contact_of_a_partner_that_left_reads_why_the_form_closed(client, deal):
    client.force_login(factories.partner_contact(deal))
    own = deal.participations.get()
    own.stage = "vertrokken"
    own.save()
    answer = client.post(url("commitment_add", deal, own.pk), {"description": "denkt mee"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "is beëindigd (vertrokken)" in page and "denkt mee" in page


def test_who_was_replaced_meanwhile_has_a_successor_and_the_text_stays(client, deal, team):
    partner = factories.participation(deal=deal)
    successor = factories.contact(organisation=partner.organisation, name="Bo Opvolger")
    contact = factories.contact(organisation=partner.organisation, name="An Eerst", successor=successor)
    address = reverse("partners:contact_replace", args=[partner.organisation_id, contact.pk])
    page = client.post(address, {"name": "Cas Nieuw", "email": "cas@voorbeeld.invalid"}).content.decode()
    assert "An Eerst heeft al een opvolger: Bo Opvolger." in page and "Cas Nieuw" in page


def test_what_was_typed_is_said_in_words_and_no_number_of_another_record():
    sent = QueryDict("name=Hal&done_on=&kind=product&once=abc&version=3&onbekend=zaal&los=7&vink=on")
    assert typed_in(sent, (Milestone,)) == [
        ("Mijlpaal", "Hal"),
        ("Soort", "product dat we gaan maken"),
        ("Ook ingevuld", "zaal"),
    ]
    assert typed_in(QueryDict("participation=12&is_agreed=on"), (Commitment,)) == [
        ("Beide kanten zijn akkoord", "ja")
    ]


def test_what_is_not_known_is_left_out():
    assert by_whom_and_when(None, None) == ""
    assert by_whom_and_when(None, datetime(2026, 11, 20, 13, 3, tzinfo=UTC)) == "op 20 november 2026 om 14:03"


def sent(page, **typed):
    """What a browser sends of the form on this page, with what was typed in it."""
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (values | typed).items() if value not in (None, "", False)}


def two_people(client, other, page_url):
    """The page as this person opened it, and a client of the other."""
    page = client.get(page_url)
    second = Client()
    second.force_login(other)
    return page, second


@pytest.fixture
def milestone(deal):
    return factories.milestone(deal=deal, name="Kick-off", note="oud", planned_on=date(2026, 12, 1))


def test_fields_that_only_the_other_changed_take_the_others_value(client, team, other, deal, milestone):
    url = reverse("deals:milestone_edit", args=[deal.slug, milestone.pk])
    page, second = two_people(client, other, url)
    second.post(url, sent(page, note="van Anna"))
    answer = client.post(url, sent(page, name="Aftrap"), follow=True)
    milestone.refresh_from_db()
    assert (milestone.name, milestone.note, milestone.version) == ("Aftrap", "van Anna", 3)
    assert "Iemand anders wijzigde intussen ook: Toelichting. Dat is bewaard." in answer.content.decode()


def test_only_what_both_changed_is_asked_and_nothing_typed_is_lost(client, team, other, deal, milestone):
    url = reverse("deals:milestone_edit", args=[deal.slug, milestone.pk])
    page, second = two_people(client, other, url)
    second.post(url, sent(page, note="van Anna", done_on="2026-11-02"))
    answer = client.post(url, sent(page, name="Aftrap", note="van mij"))
    form, text = answer.context["form"], answer.content.decode()
    assert answer.status_code == 409
    assert set(form.errors) == {"__all__", "note"}
    assert "Intussen opgeslagen: “van Anna”." in text and "van mij" in text and "Aftrap" in text
    assert "Overgenomen van de ander: " in text
    milestone.refresh_from_db()
    assert (milestone.name, milestone.note) == ("Kick-off", "van Anna")
    assert client.post(url, sent(answer)).status_code == 302
    milestone.refresh_from_db()
    assert (milestone.name, milestone.note, milestone.done_on) == ("Aftrap", "van mij", date(2026, 11, 2))


def test_who_knows_only_the_version_is_asked_about_everything(client, team, other, deal, milestone):
    url = reverse("deals:milestone_edit", args=[deal.slug, milestone.pk])
    page, second = two_people(client, other, url)
    second.post(url, sent(page, note="van Anna"))
    answer = client.post(url, sent(page, name="Aftrap", read=""))
    assert answer.status_code == 409
    assert set(answer.context["form"].errors) == {"__all__", "name", "note"}


def test_a_third_change_while_the_conflict_is_on_the_screen_is_seen_too(client, team, other, deal, milestone):
    url = reverse("deals:milestone_edit", args=[deal.slug, milestone.pk])
    page, second = two_people(client, other, url)
    second.post(url, sent(page, note="van Anna"))
    shown = client.post(url, sent(page, note="van mij"))
    second.post(url, sent(second.get(url), note="weer van Anna"))
    again = client.post(url, sent(shown))
    assert again.status_code == 409 and "weer van Anna" in again.content.decode()


def test_the_partner_form_brings_lists_and_days_together(client, team, other, deal):
    parts = [Part.objects.create(deal=deal, name=name) for name in ("Werklijn A", "Werklijn B")]
    partner = factories.participation(deal=deal, brings="kennis", joined_on=date(2026, 1, 1))
    url = reverse("deals:participation_edit", args=[deal.slug, partner.pk])
    page, second = two_people(client, other, url)
    second.post(url, sent(page, parts=[parts[0].pk], joined_on="2026-02-02", attached_director="ja"))
    answer = client.post(url, sent(page, brings="geld"))
    assert answer.status_code == 302
    partner.refresh_from_db()
    assert (partner.brings, partner.joined_on) == ("geld", date(2026, 2, 2))
    assert list(partner.parts.all()) == parts[:1]


def test_the_contact_form_too(client, other):
    organisation = factories.organisation()
    staff, boss = factories.staff(), factories.staff()
    contact = factories.contact(organisation=organisation, name="Jan", function="adviseur")
    url = reverse("partners:contact_edit", args=[organisation.pk, contact.pk])
    client.force_login(staff)
    page, second = two_people(client, boss, url)
    second.post(url, sent(page, function="directeur"))
    assert client.post(url, sent(page, name="Jan Jansen")).status_code == 302
    contact.refresh_from_db()
    assert (contact.name, contact.function) == ("Jan Jansen", "directeur")
    late = client.post(url, sent(page, function="wethouder"))
    assert late.status_code == 409 and "Intussen opgeslagen: “directeur”." in late.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "same"),
    [
        (forms.DecimalField(), Decimal("100.00"), Decimal("100")),
        (forms.CharField(), "een\ntwee", "een\r\ntwee "),
        (forms.CharField(), None, ""),
        (forms.BooleanField(), False, None),
        (forms.MultipleChoiceField(), ["b", "a"], ("a", "b")),
        (forms.IntegerField(), 7, "7"),
    ],
)
def test_the_same_value_has_the_same_mark_however_it_was_read(field, value, same):
    assert mark(field, value) == mark(field, same) != mark(field, "iets anders")


def test_a_form_that_was_not_sent_and_one_with_a_plain_fault_are_no_conflict():
    assert status_of(forms.Form()) == 200
    form = forms.Form({})
    form.full_clean()
    form.add_error(None, "fout")
    assert status_of(form) == 200
    form.add_error(None, ValidationError("intussen", code=MEANWHILE))
    assert status_of(form) == 409
