"""What everyone reads of a deal is said at the field, before one types: exactly there, and nowhere else."""

import pytest
from django import forms
from django.urls import reverse
from django.utils import timezone

from foundation.forms import PUBLIC
from tests import factories

pytestmark = pytest.mark.django_db
MARK = "zichtbaar-{}"
PLANNED = {"planned_on": "2026-09-01"}


def url(name, deal, *args):
    return reverse(f"deals:{name}", args=[deal.slug, *args])


def fill_in(client, where, **given):
    """Fills a word of its own in every text of the form; returns {field: that word} and which fields say PUBLIC."""
    form = client.get(where).context["form"]
    texts = {name: field for name, field in form.fields.items() if _is_text(field) and name not in given}
    words = {name: MARK.format(name.replace("_", "-")) for name in texts}
    values = {
        name: f"https://{words[name]}.invalid/" if isinstance(field, forms.URLField) else words[name]
        for name, field in texts.items()
    }
    rest = {name: form[name].value() for name in form.fields if name not in texts}
    data = {name: value for name, value in rest.items() if value not in (None, "")} | values | given
    answer = client.post(where, data)
    assert answer.status_code == 302, answer.context["form"].errors
    return words, {name for name in texts if str(PUBLIC) in str(form.fields[name].help_text)}


def _is_text(field):
    return isinstance(field, forms.CharField) and not isinstance(field.widget, forms.HiddenInput)


def read_by_everyone(client, deal, organisation):
    client.logout()
    pages = [url(name, deal) for name in ("detail", "planning", "partners", "newcomers")]
    pages += [reverse("knowledge:deal", args=[deal.slug]), reverse("impacttool:deal", args=[deal.slug])]
    pages.append(organisation.get_absolute_url())
    answers = [client.get(page) for page in pages]
    return "".join(answer.content.decode() for answer in answers if answer.status_code == 200)


@pytest.fixture
def here(deal):
    """The deal with one of each, and an end that can be later."""
    deal.starts_on, deal.ends_on = "2024-01-01", "2026-12-31"
    deal.save()
    partner = factories.participation(deal=deal)
    moment = deal.signing_moments.create(signed_on="2024-01-01")
    return {
        "deal": deal,
        "partner": partner,
        "moment": moment,
        "criterion": moment.criteria.create(text="een trekker"),
        "milestone": factories.milestone(deal=deal),
        "body": deal.bodies.create(name="Kernteam"),
        "ministry": factories.organisation(type="ministerie"),
    }


FORMS = {
    "deal": lambda one: (("edit", one["deal"]), {}),
    "extension": lambda one: (("extend", one["deal"]), {"ends_on": "2027-12-31"}),
    "new milestone": lambda one: (("milestone_add", one["deal"]), PLANNED),
    "milestone": lambda one: (
        ("milestone_edit", one["deal"], one["milestone"].pk),
        {"planned_on": "2026-10-01"},
    ),
    "signing": lambda one: (("piece_add", one["deal"], "ondertekening"), {}),
    "criteria": lambda one: (("criteria_add", one["deal"], one["moment"].pk), {}),
    "criterion": lambda one: (("criterion_edit", one["deal"], one["criterion"].pk), {}),
    "part": lambda one: (("piece_add", one["deal"], "onderdelen"), {}),
    "course": lambda one: (("piece_add", one["deal"], "bijstellingen"), {"decided_on": "2025-01-01"}),
    "anchoring": lambda one: (("piece_add", one["deal"], "borging"), {"organisation": one["ministry"].pk}),
    "wanted": lambda one: (("piece_add", one["deal"], "gezocht"), {}),
    "relation": lambda one: (("piece_add", one["deal"], "verbanden"), {"kind": "voorloper"}),
    "body": lambda one: (("piece_add", one["deal"], "overleggen"), {}),
    "member": lambda one: (
        ("member_add", one["deal"], one["body"].pk),
        {"organisation": one["partner"].organisation_id},
    ),
    "decision": lambda one: (("piece_add", one["deal"], "besluiten"), {"decided_on": "2025-01-01"}),
    "action point": lambda one: (("piece_add", one["deal"], "actiepunten"), {}),
    "participation": lambda one: (("participation_edit", one["deal"], one["partner"].pk), {}),
    "new partner": lambda one: (
        ("participation_add", one["deal"]),
        {"organisation_name": one["ministry"].name, "stage": "ondertekend"},
    ),
    "commitment": lambda one: (
        ("commitment_add", one["deal"], one["partner"].pk),
        {
            "kind": "inzet",
            "amount_eur_per_year": "",
            "year_from": 2025,
            "year_until": timezone.localdate().year,
        },
    ),
    "conversation": lambda one: (
        ("conversation_add", one["deal"], one["partner"].pk),
        {"held_on": "2025-01-01"},
    ),
    "review": lambda one: (("review_add", one["deal"]), {"held_on": "2025-01-01"}),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_field_says_that_everyone_reads_it_and_so_it_is(client, here, team, form):
    (name, deal, *args), given = FORMS[form](here)
    words, told = fill_in(client, url(name, deal, *args), **given)
    deal.refresh_from_db()
    page = read_by_everyone(client, deal, here["partner"].organisation)
    assert told == {field for field, word in words.items() if word in page}


def test_the_number_of_a_publication_is_public(client, deal, team):
    page = client.get(url("piece_add", deal, "publicaties"))
    assert str(PUBLIC) in str(page.context["form"].fields["number"].help_text)
    client.post(url("piece_add", deal, "publicaties"), {"version": "1", "number": "2025-4321"})
    assert "2025-4321" in read_by_everyone(client, deal, factories.organisation())


def test_a_note_about_a_partner_stays_with_the_team_and_agenda_stad(client, deal):
    partner = factories.participation(deal=deal, note="twijfelt nog")
    factories.contact(user=(person := factories.user()), organisation=partner.organisation)
    page = partner.organisation.get_absolute_url()
    for reader, sees in ((None, False), (person, False), (factories.staff(), True)):
        client.logout() if reader is None else client.force_login(reader)
        assert ("twijfelt nog" in client.get(page).content.decode()) is sees
