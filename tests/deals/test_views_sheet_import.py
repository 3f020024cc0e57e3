"""Lists of a deal from a file: look first, store whole, take back."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from deals import actions
from deals.models import (
    Commitment,
    Milestone,
    Participation,
)
from deals.queries import newcomers_of
from deals.sheet.tables import TABLES
from foundation.models import AuditEvent
from partners.models import Contact, Organisation
from rendering.open_document import to_ods
from tests import factories
from tests.audit_log import details, verb

pytestmark = pytest.mark.django_db


@pytest.fixture
def deal():
    factories.organisation(name="Gemeente 's-Hertogenbosch", tooi_uri="https://tooi.example/gemeente/gm0796")
    factories.organisation(name="Ministerie van Economische Zaken", abbreviation="EZ", type="ministerie")
    return factories.deal(slug="een-deal")


@pytest.fixture
def maker(client, deal):
    client.force_login(factories.dealmaker(deal, name="Dea Maker"))
    return client


def url(name):
    return reverse(f"deals:{name}", args=["een-deal"])


def csv_of(*rows):
    return "\n".join(rows).encode()


def workbook(**sheets):
    from openpyxl import Workbook

    book, file = Workbook(), io.BytesIO()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(file)
    return file.getvalue()


def upload(client, content, name="lijst.csv", **data):
    data["file"] = SimpleUploadedFile(name, content)
    return client.post(url("sheet_import"), data, follow=True).content.decode()


def store(client):
    """Sends what the page that was shown last would send."""
    text = client.get(url("sheet_import")).content.decode()
    mark = 'name="fingerprint" value="'
    print_ = text.partition(mark)[2].partition('"')[0]
    return client.post(url("sheet_confirm"), {"fingerprint": print_}, follow=True).content.decode()


PARTNERS = csv_of("Partner;Status;Rol", "Den Bosch;ondertekend;trekker", "EZ;in gesprek;")


def test_a_small_file_that_is_sent_twice_is_stored_once_and_not_called_gone(maker, deal):
    page = upload(maker, PARTNERS)
    sent = dict(re.findall(r'name="(once|fingerprint)" value="([^"]+)"', page))
    maker.post(url("sheet_confirm"), sent)
    again = maker.post(url("sheet_confirm"), sent, follow=True).content.decode()
    assert "was al verstuurd" in again and "is er niet meer" not in again
    assert deal.sheet_imports.count() == 1


def test_look_first_then_store(maker, deal):
    text = upload(maker, PARTNERS)
    assert "Dit wordt opgeslagen" in text and "rij 2: Den Bosch" in text
    assert not deal.participations.exists()
    assert "2 rijen toegevoegd, 0 gewijzigd." in store(maker)
    bosch = deal.participations.get(organisation__name="Gemeente 's-Hertogenbosch")
    assert (bosch.stage, bosch.role) == ("ondertekend", "trekker")
    line = AuditEvent.objects.filter(subject_kind="deal", subject_key="een-deal").latest("id")
    assert (verb(line), details(line)) == ("las een bestand in", {"Partners": "2 nieuw, 0 gewijzigd"})


def test_the_same_file_twice_adds_nothing(maker, deal):
    upload(maker, PARTNERS)
    store(maker)
    text = upload(maker, PARTNERS)
    assert "Er verandert niets" in text and url("sheet_confirm") not in text
    assert deal.participations.count() == 2


def test_a_changed_row_shows_both_values_and_gets_a_new_version(maker, deal):
    upload(maker, PARTNERS)
    store(maker)
    text = upload(maker, csv_of("Partner;Status;Rol", "EZ;ondertekend;"))
    assert "Stadium: <del>in gesprek</del> → ondertekend" in text
    store(maker)
    ez = deal.participations.get(organisation__abbreviation="EZ")
    assert (ez.stage, ez.version) == ("ondertekend", 2)
    line = AuditEvent.objects.filter(subject_kind="deal", subject_key="een-deal").latest("id")
    assert details(line)["EZ · Stadium"] == ["in_gesprek", "ondertekend"]


def test_a_quote_that_is_not_closed_loses_no_rows_in_silence(maker, deal):
    text = upload(maker, csv_of("Partner;Rol", '"Den Bosch;trekker', "EZ;meedoen"))
    assert "rij 3: EZ" in text and "Den Bosch" in text
    text = upload(maker, csv_of("Partner;Rol", "EZ;volgen", 'Den Bosch;"trekker', "EZ;meedoen;en meer"))
    assert "Op regel 3 begint een aanhalingsteken" in text and "beschadigd" not in text


def test_a_cell_that_is_too_long_is_named_in_every_kind_of_file(maker, deal):
    rows = [["Partner", "Rol"], ["EZ", "x"], ["Den Bosch", "a" * 200_000]]
    text = upload(maker, csv_of(*map(";".join, rows)))
    assert "(rij 3, kolom B) staan meer dan 32.767 tekens" in text and "beschadigd" not in text
    other = {"Mijlpalen": [["Mijlpaal", "Gepland op"], ["Start", "1 maart 2026"]]}
    text = upload(maker, to_ods([("Partners", rows), *other.items()]), "lijst.ods")
    assert "(rij 3, kolom B) staan meer dan 32.767 tekens" in text and "rij 2: Start" in text


def test_a_formula_that_went_wrong_is_told_and_never_read_as_an_empty_cell(maker, deal):
    text = upload(maker, csv_of("Partner;Contact;2026", "EZ;#NAAM?;#DEEL/0!", "#N/B;;5000"))
    for cell in ("#DEEL/0!", "#NAAM?", "#N/B"):
        assert f"hier staat {cell}: een formule die fout gaat" in text
    assert "Wie is het?" not in text
    assert url("sheet_confirm") not in text


def test_an_empty_cell_leaves_what_is_there(maker, deal):
    upload(maker, PARTNERS)
    store(maker)
    assert "Er verandert niets" in upload(maker, csv_of("Partner;Rol", "Den Bosch;"))


def test_a_file_that_is_half_bad_stores_nothing(maker, deal):
    text = upload(maker, csv_of("Partner;Status;Sinds", "EZ;in gesprek;31-02-2026", "Den Bosch;ondertekend;"))
    assert "Partners, rij 2 (“EZ”), kolom Sinds" in text and "31-02-2026 is geen datum" in text
    assert url("sheet_confirm") not in text
    assert "Er is niets opgeslagen" in store(maker)
    assert not deal.participations.exists()


def test_all_lists_in_one_workbook_and_the_export_comes_in_again_without_a_change(maker, deal):
    content = workbook(
        Partners=[["Organisatie", "Soort organisatie"], ["EZ", None], ["Bureau Nieuw", "marktpartij"]],
        Contactpersonen=[
            ["Organisatie", "Naam", "E-mailadres"],
            ["Bureau Nieuw", "Ans", "ans@voorbeeld.invalid"],
        ],
        Afspraken=[
            [
                "Organisatie",
                "Soort afspraak",
                "Bedrag per jaar (€)",
                "Afspraak in woorden",
                "Van jaar",
                "Tot en met jaar",
            ],
            ["EZ", "geld per jaar", 40000.5, None, 2025, 2027],
            ["Bureau Nieuw", "inzet in woorden", None, "'=1+1 denkt mee", 2025, 2027],
        ],
        Mijlpalen=[["Mijlpaal", "Gepland op"], ["Start", "1 maart 2026"]],
    )
    text = upload(maker, content, "alles.xlsx")
    assert "1 organisatie is nieuw in het portaal: Bureau Nieuw" in text
    assert "6 rijen toegevoegd" in store(maker)
    assert Contact.objects.get().organisation.name == "Bureau Nieuw"
    assert not Contact.objects.get().new_at  # the first of an organisation: nobody to tell
    assert Commitment.objects.get(kind="geld").amount_eur_per_year == 40000.5
    assert Milestone.objects.get().planned_on.isoformat() == "2026-03-01"
    person = AuditEvent.objects.filter(subject_kind="deal", subject_key="een-deal").latest("id")
    assert "ans@" not in str(details(person))
    for format_, tables in (
        ("xlsx", list(TABLES.values())),
        ("ods", list(TABLES.values())),
        *(("csv", [table]) for table in TABLES.values()),
    ):
        out = actions.export_tables(deal=deal, tables=tables, format_=format_, by=None)
        assert "Er verandert niets" in upload(maker, out, f"uit.{format_}")


def test_who_comes_beside_known_contacts_is_a_task_in_this_deal_only(maker, deal):
    known = factories.contact(organisation=factories.organisation(name="Bureau Bekend", type="marktpartij"))
    elsewhere = factories.participation(organisation=known.organisation).deal
    factories.participation(deal=deal, organisation=known.organisation)
    people = csv_of("Organisatie;Naam", "Bureau Bekend;Nina Nieuw")
    upload(maker, people)
    assert "1 rij toegevoegd" in store(maker)
    found = newcomers_of([deal, elsewhere], timezone.localdate())
    assert [(one.name, one.in_deal) for one in found] == [("Nina Nieuw", deal.pk)]


def test_a_new_name_that_looks_like_a_known_one_is_told_before_storing(maker, deal):
    factories.organisation(name="Woningcorporatie De Rivier", type="maatschappelijke_organisatie")
    rows = csv_of("Partner;Soort organisatie", "Woningcorporatie de rivier B.V.;maatschappelijke organisatie")
    assert "“Woningcorporatie de rivier B.V.” lijkt op Woningcorporatie De Rivier." in upload(maker, rows)


def test_what_was_shown_is_what_is_stored(maker, deal):
    upload(maker, PARTNERS)
    factories.participation(deal=deal, organisation=Organisation.objects.get(abbreviation="EZ"))
    old = maker.post(url("sheet_confirm"), {"fingerprint": "0" * 64}, follow=True).content.decode()
    assert "De deal is intussen gewijzigd" in old and deal.participations.count() == 1


def choose(client, do, **data):
    return client.post(url("sheet_choose"), {"do": do, **data}, follow=True).content.decode()


def bomb(entries=1, size=1000, name="xl/workbook.xml"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(name, b" " * size)
        for number in range(entries):
            book.writestr(f"xl/{number}.xml", b"")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Het bestand is leeg"),
        (b"\n \n", "Het bestand is leeg"),
        (b"\x00\x01", "geen Excel-bestand"),
        (b"%PDF-1.7 \x00", "geen Excel-bestand"),
        (b"\xd0\xcf\x11\xe0 oud", "beschadigd"),
        (b"\xff\xfea\x00b", "De letters in dit bestand"),
        (b"PK\x03\x04 geen werkboek", "beschadigd"),
        (b"x" * (5 * 1024 * 1024 + 1), "groter dan 5 MB"),
        (bomb(name="word/document.xml"), "geen Excel-bestand"),
        (bomb(), "beschadigd"),
        (bomb(size=30_000_000), "Uitgepakt is dit bestand te groot"),
        (bomb(entries=250), "Uitgepakt is dit bestand te groot"),
        (csv_of("Partner", *["EZ"] * 5001), "hoogstens 5.000 rijen"),
        (csv_of(";".join(map(str, range(61)))), "hoogstens 60 kolommen"),
        (csv_of("Appels;Peren", "1;2"), "Nog nodig: Organisatie"),
        (csv_of("Partner;Status"), "Er verandert niets"),
    ],
)
def test_hostile_and_strange_files_get_a_sentence(maker, deal, content, sentence):
    assert sentence in upload(maker, content)
    assert not deal.participations.exists()


def test_a_file_that_cannot_be_read_goes_when_another_is_chosen(maker, deal):
    assert "Het bestand is leeg" in upload(maker, b"")
    assert "geen Excel-bestand" in upload(maker, b"%PDF-1.7 \x00")
    assert "rij 2: Den Bosch" in upload(maker, PARTNERS)


@pytest.mark.parametrize("refused", [b"", b"%PDF-1.7 \x00"])
def test_a_refused_file_leaves_nothing_of_the_one_before_to_store(maker, deal, refused):
    upload(maker, PARTNERS)
    assert "rij 2: Den Bosch" not in upload(maker, refused)
    assert "rij 2: Den Bosch" not in maker.get(url("sheet_import")).content.decode()


def test_a_form_without_a_file_leaves_the_preview_that_was_there(maker, deal):
    upload(maker, PARTNERS)
    text = maker.post(url("sheet_import"), {}).content.decode()
    assert "Kies een bestand." in text and "rij 2: Den Bosch" in text


@pytest.mark.parametrize("format_", ["xlsx", "ods", "csv"])
def test_text_of_more_than_one_line_comes_in_again_without_a_change(maker, deal, format_):
    partner = factories.participation(deal=deal, note="een\r\ntwee\r\n\r\ndrie", brings="_x0041_, =1+1")
    out = actions.export_tables(deal=deal, tables=[TABLES["partners"]], format_=format_, by=None)
    assert b"_x000D_" not in out
    assert "Er verandert niets" in upload(maker, out, f"uit.{format_}")
    Participation.objects.filter(pk=partner.pk).update(note="iets anders")
    upload(maker, out, f"uit.{format_}")
    store(maker)
    partner.refresh_from_db()
    assert (partner.note, partner.brings) == ("een\ntwee\n\ndrie", "_x0041_, =1+1")


def test_a_formula_is_never_taken_for_text(maker, deal):
    upload(maker, workbook(Partners=[["Organisatie", "Rol"], ["EZ", "=1+1"]]), "lijst.xlsx")
    store(maker)
    assert deal.participations.get().role == ""


def test_the_name_of_a_file_does_not_say_what_it_is(maker, deal):
    assert "rij 2: EZ" in upload(maker, workbook(Blad1=[["Organisatie"], ["EZ"]]), "lijst.csv")
    assert "rij 2: Den Bosch" in upload(maker, PARTNERS, "lijst.xlsx")


@pytest.mark.parametrize("role", ["dealmaker of another deal", "partner", "administrator"])
def test_who_may_not_read_in(client, deal, role):
    people = {
        "dealmaker of another deal": lambda: factories.dealmaker(factories.deal()),
        "partner": lambda: factories.partner_contact(deal),
        "administrator": factories.administrator,
    }
    client.force_login(people[role]())
    file = SimpleUploadedFile("lijst.csv", PARTNERS)
    assert client.post(url("sheet_import"), {"file": file}).status_code == 403
    deal.is_published = False
    deal.save()
    expected = 403 if role == "administrator" else 404
    assert client.post(url("sheet_confirm")).status_code == expected


@pytest.mark.parametrize("number", [3, 30])
def test_looking_costs_as_many_queries_for_many_rows(maker, deal, number, django_assert_max_num_queries):
    names = [factories.organisation().name for _ in range(number)]
    upload(maker, csv_of("Partner", *names))
    with django_assert_max_num_queries(24):
        assert f"Partners: {number} nieuw" in maker.get(url("sheet_import")).content.decode()


def test_the_successor_of_a_merged_municipality_is_taken_with_one_click(maker, deal):
    new = factories.organisation(name="Gemeente Maashorst")
    gone = {"ended_on": timezone.localdate() - timedelta(days=400), "successor": new}
    factories.organisation(name="Gemeente Uden", **gone)
    text = upload(maker, csv_of("Organisatie;Rol", "Uden;trekker"))
    assert "Uden bestaat niet meer. Bedoelt u Gemeente Maashorst?" in text
    assert "zoals voorgesteld" not in text
    assert "rij 2: Uden → Gemeente Maashorst" in choose(maker, f"answer:1:{new.pk}")
    assert "1 rij toegevoegd" in store(maker)
    assert deal.participations.get(organisation=new).role == "trekker"


def test_all_that_is_proposed_is_taken_with_one_click(maker, deal):
    for old, new in (("Uden", "Maashorst"), ("Boxmeer", "Land van Cuijk")):
        successor = factories.organisation(name=f"Gemeente {new}")
        ended = timezone.localdate() - timedelta(days=400)
        factories.organisation(name=f"Gemeente {old}", ended_on=ended, successor=successor)
    text = upload(maker, csv_of("Organisatie;Soort organisatie", "Uden;", "Boxmeer;", "Stichting Zon;", "X;"))
    assert "3 van de 4 zoals voorgesteld" in text
    text = choose(maker, "answers")
    assert "1 vraag aan u" in text and url("sheet_confirm") not in text
    page = choose(maker, "answer:1:overslaan")
    assert "Partners: 3 nieuw" in page
    assert maker.post(url("sheet_choose"), {"do": "answer:9:1"}).status_code == 404
    store(maker)
    assert Organisation.objects.get(name="Stichting Zon").type == "maatschappelijke_organisatie"


def test_contacts_of_who_is_in_a_deal_of_another_team_are_added_but_not_changed(client, deal, maker):
    organisation = Organisation.objects.get(abbreviation="EZ")
    factories.participation(deal=deal, organisation=organisation, stage="in_gesprek")
    factories.participation(organisation=organisation)
    factories.contact(organisation=organisation, name="Anna Vast", email="anna@voorbeeld.invalid")
    changed = csv_of("Organisatie;Naam;E-mail", f"{organisation.name};Anna Vast;ik@kwaad.invalid")
    page = upload(maker, changed)
    assert "deze persoon is ook contact voor een deal van een ander team" in page
    added = csv_of("Organisatie;Naam;E-mail", f"{organisation.name};Bea Nieuw;bea@voorbeeld.invalid")
    upload(maker, added)
    store(maker)
    found = organisation.contacts.order_by("name").values_list("email", flat=True)
    assert list(found) == ["anna@voorbeeld.invalid", "bea@voorbeeld.invalid"]
    client.force_login(factories.staff())
    upload(client, changed)
    store(client)
    assert organisation.contacts.get(name="Anna Vast").email == "ik@kwaad.invalid"


def test_a_broken_workbook_says_that_it_is_none(maker):
    for content in (b"hallo wereld", b"<html><body>Inloggen</body></html>"):
        text = upload(maker, content, "lijst.xlsx")
        assert "Dit is geen Excel-bestand" in text and "geen lijst in herkend" not in text


def test_without_a_file_there_is_nothing_to_read(maker):
    text = maker.post(url("sheet_import"), {}).content.decode()
    assert "Kies een bestand." in text


@pytest.mark.parametrize("header", ["Gemeente/partner", "Partner / gemeente"])
def test_a_column_of_municipalities_and_partners_is_recognised(maker, header):
    assert "rij 2: EZ" in upload(maker, csv_of(f"{header};Status", "EZ;in gesprek"))


def test_the_empty_workbook_is_read_without_its_explanation(maker):
    content = maker.get(reverse("deals:sheet_template", args=["een-deal", "alles", "xlsx"])).content
    assert "Er verandert niets" in upload(maker, content, "leeg.xlsx")
