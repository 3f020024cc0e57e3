"""What somebody chooses while a file is read in: columns, rows, tabs and who is meant."""

import io
import re

import pytest
from django.utils import timezone

from deals.models import HeldFile
from tests.deals.test_views_sheet_import import choose, csv_of, deal, maker, store, upload, url

pytestmark = pytest.mark.django_db
__all__ = ["deal", "maker"]


def test_columns_that_are_not_recognised_are_chosen_and_remembered(maker, deal):
    text = upload(maker, csv_of("Wie;Hoe", "EZ;trekker"))
    assert "Nog nodig: Organisatie" in text and url("sheet_confirm") not in text
    text = choose(maker, "columns:0", c0="organisation", c1="role", list="overzicht")
    assert "rij 2: EZ" in text
    store(maker)
    assert deal.participations.get().role == "trekker"
    assert "rij 2: Den Bosch" in upload(maker, csv_of("Hoe;Wie", "denkt mee;Den Bosch"))


def test_another_organisation_is_named_when_the_likely_ones_are_not_it(maker, deal):
    upload(maker, csv_of("Organisatie;Rol", "Onze ministerie;trekker"))
    assert "“Niemand” staat niet in het portaal" in choose(maker, "answer:1:naam", naam1="Niemand")
    assert "Onze ministerie → Ministerie van Economische Zaken" in choose(maker, "answer:1:naam", naam1="EZ")
    store(maker)
    assert "Er verandert niets" in upload(maker, csv_of("Organisatie;Rol", "Onze ministerie;trekker"))


def test_rows_are_left_out_and_read_again_with_one_click(maker, deal):
    text = upload(maker, csv_of("Partner;Sinds", "EZ;31-02-2026", "Den Bosch;1-3-2026"))
    assert "31-02-2026 is geen datum" in text
    assert "1 rijen overgeslagen" not in text
    text = choose(maker, "skip:0:2")
    assert "Partners: 1 nieuw" in text and "31-02-2026 is geen datum" not in text
    text = choose(maker, "keep:0:2")
    assert "31-02-2026 is geen datum" in text
    assert "Partners: 2 nieuw" in choose(maker, "blank:0:0")


def test_a_contact_of_who_is_no_partner_yet_makes_it_one_with_one_click(maker, deal):
    text = upload(maker, csv_of("Organisatie;Naam;E-mail", "EZ;An;an@voorbeeld.invalid"))
    assert "EZ is nog geen partner van deze deal" in text
    text = choose(maker, "answer:1:partner")
    assert "Partners: 1 nieuw" in text and "Contactpersonen: 1 nieuw" in text
    store(maker)
    assert deal.participations.get().organisation.contacts.get().email == "an@voorbeeld.invalid"


def test_hidden_tabs_are_named_and_read_when_chosen(maker, deal):
    from openpyxl import Workbook

    book, file = Workbook(), io.BytesIO()
    book.active.title = "Partners"
    book.active.append(["Organisatie"])
    book.active.append(["EZ"])
    old = book.create_sheet("oud")
    old.append(["Organisatie"])
    old.append(["Den Bosch"])
    old.sheet_state = "hidden"
    book.save(file)
    text = upload(maker, file.getvalue(), "lijst.xlsx")
    assert "verborgen tabblad, wordt niet gelezen" in text and "rij 2: Den Bosch" not in text
    assert "rij 2: Den Bosch" in choose(maker, "tabs", t0="partners", t1="partners")


def test_the_row_with_the_names_can_be_pointed_at(maker, deal):
    content = csv_of("Stand;maart", "Dit;zijn", "Partner;Rol", "EZ;trekker")
    assert "de kopregel staat op rij 3" in upload(maker, content)
    text = choose(maker, "columns:0", header="2", list="overzicht")
    assert "de kopregel staat op rij 2" in text
    assert "de kopregel staat op rij 3" in choose(maker, "header:0:3:1")


def marks(page):
    return dict(re.findall(r'name="(held|fingerprint)" value="([^"]+)"', page))


def test_a_late_click_of_a_file_that_was_replaced_says_so_and_does_nothing(maker, deal):
    old = marks(upload(maker, csv_of("Organisatie;Rol", "EZ;oud"), "oud.csv"))
    upload(maker, csv_of("Organisatie;Rol", "Den Bosch;nieuw"), "nieuw.csv")
    for name, sent in (("sheet_choose", {"do": "skip:0:2"}), ("sheet_confirm", {}), ("sheet_cancel", {})):
        page = maker.post(url(name), old | sent, follow=True).content.decode()
        assert "“nieuw.csv”; dat ziet u hieronder" in page and "rij 2: Den Bosch" in page
    assert not deal.participations.exists()


@pytest.mark.parametrize("ended", ["gone", "large"])
def test_a_late_click_of_a_file_that_is_gone_says_what_to_do_and_of_one_that_is_read_waits(
    maker, deal, ended
):
    old = marks(upload(maker, csv_of("Organisatie;Rol", "EZ;oud")))
    if ended == "gone":
        HeldFile.objects.all().delete()
    else:
        HeldFile.objects.update(wish="lezen", wished_at=timezone.now())
    for name, sent in (("sheet_choose", {"do": "skip:0:2"}), ("sheet_confirm", {})):
        page = maker.post(url(name), old | sent, follow=True).content.decode()
        assert ("langer dan een uur. Kies het bestand opnieuw" in page) == (ended == "gone")
        assert ("Het bestand wordt gelezen</h2>" in page) == (ended == "large")


def test_a_second_press_never_answers_the_next_question(maker, deal):
    """A double click: the numbers of the questions move up after the first."""
    sent = marks(upload(maker, csv_of("Organisatie;Rol", "Onbekend Een;x", "Onbekend Twee;y", "EZ;z")))
    maker.post(url("sheet_choose"), sent | {"do": "answer:1:overslaan"})
    page = maker.post(url("sheet_choose"), sent | {"do": "answer:1:overslaan"}, follow=True).content.decode()
    assert "was intussen al iets gekozen" in page and "“Onbekend Twee”" in page
    page = maker.post(url("sheet_confirm"), sent, follow=True).content.decode()
    assert "was intussen al iets gekozen" in page and "De deal is intussen gewijzigd" not in page
