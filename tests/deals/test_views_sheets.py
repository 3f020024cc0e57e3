"""Lists of a deal as a file: who gets them, and what stands in them."""

import csv
import io
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from deals import queries
from deals.events import DealEvent
from deals.models import Commitment, Deal
from deals.record_kinds import exports
from foundation.actions.audit_log import record_event
from foundation.events import Changes, FieldChange
from foundation.models import AuditEvent
from tests import factories
from tests.audit_log import details, verb
from tests.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def deal():
    made = factories.deal(slug="een-deal", name="Een Deal")
    bosch = factories.organisation(name="Gemeente 's-Hertogenbosch")
    partner = factories.participation(deal=made, organisation=bosch, role="=1+1", joined_on="2025-01-02")
    factories.contact(organisation=bosch, name="Bo Bosch", email="bo@voorbeeld.invalid")
    Commitment.objects.create(
        participation=partner, kind="geld", amount_eur_per_year=40000, year_from=2025, year_until=2026
    )
    factories.milestone(deal=made, name="Startbijeenkomst")
    elsewhere = factories.participation(organisation=factories.organisation(name="Gemeente Elders"))
    factories.commitment(participation=elsewhere)
    factories.contact(organisation=elsewhere.organisation, name="Els Elders")
    factories.milestone(deal=elsewhere.deal, name="Elders")
    return made


@pytest.fixture
def maker(client, deal):
    """The dealmaker, who just gave the password once more."""
    cache.clear()  # it counts how often a password was given
    person = factories.dealmaker(deal)
    sign_in(client, person)
    return client


def sign_in(client, person):
    client.post(reverse("account_login"), {"login": person.email, "password": factories.PASSWORD})
    client.force_login(person)
    client.post(reverse("account_reauthenticate"), {"password": factories.PASSWORD})


def url(name, *args):
    return reverse(f"deals:{name}", args=["een-deal", *args])


def rows_of(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def workbook(content):
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(content))


def test_a_list_as_csv_with_a_line_in_the_log(maker):
    answer = maker.get(url("sheet_export", "partners", "csv"))
    header, row = rows_of(answer)
    assert (header[0], row[0], row[1]) == ("Organisatie", "Gemeente 's-Hertogenbosch", "gemeente")
    assert row[header.index("Rol")] == "'=1+1" and row[header.index("Sinds")] == "02-01-2025"
    assert 'filename="een-deal-partners-' in answer["Content-Disposition"]
    line = AuditEvent.objects.get(subject_kind="deal", subject_key="een-deal")
    assert (verb(line), details(line)) == ("haalde lijsten op", {"Partners": "1", "bestand": "CSV"})


@pytest.mark.parametrize(
    ("what", "holds"),
    [("contactpersonen", "Bo Bosch"), ("afspraken", "geld per jaar"), ("mijlpalen", "Startbijeenkomst")],
)
def test_every_list_holds_only_what_is_of_this_deal(maker, what, holds):
    rows = rows_of(maker.get(url("sheet_export", what, "csv")))
    assert len(rows) == 2 and holds in rows[1]


def test_everything_in_one_workbook(maker):
    answer = maker.get(url("sheet_export", "alles", "xlsx"))
    book = workbook(answer.content)
    assert book.sheetnames[:5] == [
        "Partners",
        "Contactpersonen",
        "Afspraken",
        "Mijlpalen",
        "Gezochte partners",
    ]
    assert [sheet.max_row for sheet in book][:5] == [2, 2, 2, 2, 1]
    assert book.sheetnames[5:] == [one.table.title for one in exports().values()]
    assert book["Partners"]["F2"].value == "'=1+1"


def test_a_list_asks_for_the_password_when_the_login_is_old(client, deal):
    client.force_login(factories.dealmaker(deal))
    answer = client.get(url("sheet_export", "partners", "csv"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    back = parse_qs(urlsplit(answer["Location"]).query)["next"][0]
    assert back.startswith(url("sheets"))
    page = client.get(back).content.decode()
    assert "Partners ophalen (CSV)" in page and "Uw bestand staat klaar" in page
    assert (
        "Uw bestand staat klaar"
        not in client.get(url("sheets") + "?bestand=wachtwoorden.csv").content.decode()
    )
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("number", [2, 20])
def test_a_list_costs_as_many_queries_for_many_rows(maker, deal, number, django_assert_max_num_queries):
    for _turn in range(number):
        factories.commitment(participation=factories.participation(deal=deal))
    with django_assert_max_num_queries(10):
        assert len(rows_of(maker.get(url("sheet_export", "afspraken", "csv")))) == number + 2


def test_an_empty_list_to_fill_in(maker):
    assert rows_of(maker.get(url("sheet_template", "mijlpalen", "csv"))) == [
        [
            "Nummer mijlpaal",
            "Soort mijlpaal",
            "Mijlpaal",
            "Gepland op",
            "Gepland: hoe precies",
            "Nu verwacht op",
            "Verwacht: hoe precies",
            "Trekker",
            "Gehaald op",
            "Reden van verschuiven",
            "Toelichting",
        ]
    ]
    book = workbook(maker.get(url("sheet_template", "alles", "xlsx")).content)
    assert [sheet.max_row for sheet in book][:5] == [1, 1, 1, 1, 1]
    told = {(row[0], row[1]): row[3] for row in book["Uitleg"].iter_rows(values_only=True)}
    assert told["Partners", "Stadium"].startswith("een van: benaderd, in gesprek")
    assert told["Mijlpalen", "Gepland op"].startswith("een datum zoals 21-11-2026, of")


@pytest.mark.parametrize(
    ("what", "format_"), [("alles", "csv"), ("partners", "exe"), ("wachtwoorden", "csv")]
)
def test_what_is_no_list_is_not_there(maker, what, format_):
    assert maker.get(url("sheet_export", what, format_)).status_code == 404


def test_the_pages_of_the_deal_lead_to_the_lists(maker):
    for page in ("partners", "planning"):
        assert url("sheets") in maker.get(url(page)).content.decode()
    text = maker.get(url("sheets")).content.decode()
    assert url("sheet_export", "afspraken", "csv") in text


@pytest.fixture
def full(deal):
    """One row in every list that only goes out."""
    partner = deal.participations.get()
    body = deal.bodies.create(name="Stuurgroep Wijken", mandate="besluit over geld")
    body.members.create(organisation=partner.organisation, function="wethouder", person="Wil Wethouder")
    deal.decisions.create(body=body, decided_on="2025-03-01", text="we beginnen klein")
    deal.action_points.create(body=body, text="zaal regelen", owner_organisation=partner.organisation)
    deal.parts.create(kind="werklijn", name="Warmte", lead_organisation=partner.organisation)
    deal.course_changes.create(decided_on="2025-04-01", what="minder wijken", why="tijd")
    ministry = factories.organisation(name="Ministerie van VRO", type="ministerie")
    deal.anchoring_documents.create(organisation=ministry, title="Kamerbrief Wijken")
    deal.relations.create(kind="voorloper", other=factories.deal(name="Oude Deal"))
    moment = deal.signing_moments.create(signed_on="2025-01-02", conditions="een bijdrage")
    deal.publications.create(number="2025-1234", signing_moment=moment)
    commitment = Commitment.objects.get(participation=partner)
    commitment.confirmations.create(year=2025, state="meer", note="liep goed", confirmed_by="Bo Bosch")
    deal.milestones.get().moves.create(
        which="gepland", old_on="2025-01-01", new_on="2025-02-01", reason="ziekte"
    )
    partner.conversations.create(held_on="2025-05-01", with_whom="directeur", what="het tempo")
    _add_what_was_left_out(deal, partner, moment, commitment, body)
    return deal


def _add_what_was_left_out(deal, partner, moment, commitment, body):
    """What a file with everything did not hold before."""
    figures = queries.review_figures(deal, day=date(2025, 5, 30))
    deal.reviews.create(held_on="2025-06-01", note="het loopt", drawn_on="2025-05-30", figures=figures)
    staff = factories.staff(name="Sam Staf")
    deal.scheme_runs.create(by=staff, made=[commitment.pk, commitment.pk + 1])
    deal.put_aside.create(
        code="rol", fingerprint="x", why="Een rol bij één persoon", reason="nieuwe komt", by=staff
    )
    deal.contributions.create(type="gemeente", amount_eur_per_year=2500, year_from=2025, year_until=2027)
    criterion = moment.criteria.create(text="er is een trekker")
    partner.met_criteria.create(criterion=criterion, met_at=NOON, met_by=staff)
    commitment.versions.create(
        kind="inzet", description="twee dagen", year_from=2025, year_until=2025, saved_by="Bo Bosch"
    )
    commitment.amendments.create(
        kind="inzet", description="drie dagen", year_from=2026, year_until=2026, of_version=1, why="meer werk"
    )
    body.versions.create(mandate="adviseert", until_on="2025-02-01")
    deal.dates.create(on="2025-07-01", what="slotdag")
    deal.facts.create(subject="context", text="vijf wijken")
    survey = factories.survey(deal=deal)
    talk = survey.talks.create(held_on="2025-08-01", context="begonnen in 2023")
    indicator = survey.round.instrument.indicators.first()
    element = indicator.elements.create(text="Vertrouwen")
    talk.attendees.create(organisation=partner.organisation, function="directeur")
    talk.wishes.create(indicator=indicator, kind="hulp")
    survey.findings.create(indicator=indicator, text="geld is er")
    survey.lessons.create(text="begin klein")
    survey.attention_points.create(text="meer wethouders", action_point=deal.action_points.get())
    talk.notes.create(element=element, text="dat groeide", written_at=NOON)
    data = Changes((FieldChange("goal", "doel", "oud", "nieuw"),))
    record_event(DealEvent.CHANGED, by=staff, subject=deal.audit_subject, data=data)


KEPT = {
    "deal": ["Een Deal", "City Deal", "uitvoering", "ja"],
    "team": ["dealmaker"],
    "data": ["01-07-2025", "slotdag"],
    "bronnen": ["Achtergrond", "vijf wijken"],
    "geschiedenis": ["Sam Staf", "wijzigde de deal", "doel: oud → nieuw"],
    "halfjaargesprekken": ["01-06-2025", "het loopt", "30-05-2025"],
    "halfjaargesprek-mijlpalen": ["01-06-2025", "Startbijeenkomst", "dag"],
    "halfjaargesprek-afspraken": [
        "01-06-2025",
        "2025",
        "Gemeente 's-Hertogenbosch",
        "40000,00",
        "2025–2026",
        "meer dan afgesproken",
    ],
    "halfjaargesprek-actiepunten": ["01-06-2025", "zaal regelen", "Gemeente 's-Hertogenbosch", "open"],
    "afspraken-volgens-bijdragen": ["Sam Staf", "2"],
    "terzijde-gelegd": ["Een rol bij één persoon", "nieuwe komt", "Sam Staf"],
    "aanwezigen": ["01-08-2025", "Gemeente 's-Hertogenbosch", "directeur"],
    "leerwensen": ["01-08-2025", "wij willen hulp"],
    "bevindingen": ["geld is er"],
    "leerpunten": ["begin klein"],
    "aandachtspunten": ["meer wethouders", "zaal regelen"],
    "bijdragen": ["gemeente", "2500,00", "2025", "2027"],
    "criteria": ["02-01-2025", "er is een trekker"],
    "gehaalde-criteria": ["Gemeente 's-Hertogenbosch", "er is een trekker", "Sam Staf"],
    "eerdere-afspraken": ["Gemeente 's-Hertogenbosch", "twee dagen (2025)", "Bo Bosch"],
    "voorstellen": ["Gemeente 's-Hertogenbosch", "drie dagen (2026)", "meer werk", "wacht op antwoord"],
    "eerdere-mandaten": ["Stuurgroep Wijken", "adviseert", "01-02-2025"],
    "verdiepende-gesprekken": ["01-08-2025", "bij elkaar", "begonnen in 2023"],
    "gespreksnotities": ["01-08-2025", "Vertrouwen", "dat groeide"],
    "jaarlijkse-bevestigingen": [
        "meer dan afgesproken",
        "liep goed",
        "Bo Bosch",
        "€ 40.000 per jaar (2025–2026)",
    ],
    "verschuivingen": ["Startbijeenkomst", "geplande datum", "01-02-2025", "ziekte"],
    "overleggen": ["stuurgroep", "Stuurgroep Wijken", "besluit over geld"],
    "leden": ["Stuurgroep Wijken", "Gemeente 's-Hertogenbosch", "wethouder", "Wil Wethouder"],
    "besluiten": ["01-03-2025", "Stuurgroep Wijken", "we beginnen klein"],
    "actiepunten": ["zaal regelen", "Gemeente 's-Hertogenbosch", "open"],
    "onderdelen": ["werklijn", "Warmte", "Gemeente 's-Hertogenbosch"],
    "bijstellingen": ["01-04-2025", "minder wijken", "tijd"],
    "borging": ["Ministerie van VRO", "Kamerbrief Wijken"],
    "verbanden": ["voorloper", "City Deal Oude Deal"],
    "ondertekeningen": ["ondertekening", "02-01-2025", "een bijdrage"],
    "publicaties": ["2025-1234", "02-01-2025"],
    "gesprekken": ["01-05-2025", "gesprek gevoerd", "directeur", "het tempo"],
}


def test_what_only_goes_out_is_there_with_all_it_says(maker, full):
    text = maker.get(url("sheets")).content.decode()
    assert "worden niet weer ingelezen" in text and set(KEPT) == set(exports())
    for what, words in KEPT.items():
        rows = rows_of(maker.get(url("sheet_export", what, "csv")))
        assert len(rows) == 2 and set(words) <= set(rows[1]), what
        assert url("sheet_export", what, "xlsx") in text
        assert url("sheet_template", what, "xlsx") not in text
    assert maker.get(url("sheet_template", "besluiten", "xlsx")).status_code == 404


def test_what_was_removed_or_may_not_be_seen_does_not_go_out(maker, full):
    now = timezone.now()
    full.bodies.update(deleted_at=now)
    full.milestones.update(deleted_at=now)
    Commitment.objects.update(deleted_at=now)
    survey = full.surveys.get()
    survey.talks.update(deleted_at=now)
    survey.findings.update(deleted_at=now)
    factories.deal(name="Geheim", is_published=False)
    full.relations.update(other=Deal.objects.get(name="Geheim"))
    for what in (
        "overleggen",
        "leden",
        "verschuivingen",
        "jaarlijkse-bevestigingen",
        "verbanden",
        "aanwezigen",
        "bevindingen",
    ):
        assert len(rows_of(maker.get(url("sheet_export", what, "csv")))) == 1, what
    user = factories.administrator()  # manages accounts, and reads no talks
    assert queries.kept_rows(full, exports()["gesprekken"].table, user) == []


@pytest.mark.parametrize("what", ["alles", "besluiten", "leden"])
def test_what_went_out_comes_in_without_what_is_not_read(maker, full, what):
    content = maker.get(url("sheet_export", what, "xlsx")).content
    chosen = {"file": SimpleUploadedFile("uit.xlsx", content)}
    text = maker.post(url("sheet_import"), chosen, follow=True).content.decode()
    assert ("Er verandert niets" if what == "alles" else "wordt niet ingelezen") in text


@pytest.mark.parametrize("number", [2, 20])
def test_what_only_goes_out_costs_as_many_queries_for_many_rows(
    maker, full, number, django_assert_max_num_queries
):
    for turn in range(number):
        partner = factories.participation(deal=full)
        partner.conversations.create(held_on="2025-05-01", with_whom="directeur", what="tempo")
        factories.commitment(participation=partner).confirmations.create(year=2025, state="meer")
        full.bodies.get().members.create(organisation=partner.organisation, function="directeur")
        full.action_points.create(text=f"punt {turn}", owner_organisation=partner.organisation)
    with django_assert_max_num_queries(58):
        assert maker.get(url("sheet_export", "alles", "xlsx")).status_code == 200
