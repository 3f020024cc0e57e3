"""After a list of partners was read in, the page of the deal says the same everywhere."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


def url(name, deal):
    return reverse(f"deals:{name}", args=[deal.slug])


@pytest.mark.parametrize("stage", ["in gesprek", "benaderd"])
def test_who_is_not_a_partner_yet_is_known_after_an_import(client, deal, team, stage):
    assert "Nog geen partners vastgelegd" in client.get(url("detail", deal)).content.decode()
    names = [factories.organisation(name=name).name for name in ("Gemeente Alfa", "Gemeente Beta")]
    rows = ["Organisatie;Stadium;Bijdrage 2026", *(f"{name};{stage};5.000" for name in names)]
    file = SimpleUploadedFile("lijst.csv", "\n".join(rows).encode())
    page = client.post(url("sheet_import", deal), {"file": file}, follow=True).content.decode()
    client.post(url("sheet_confirm", deal), {"fingerprint": page.split('name="fingerprint" value="')[1][:64]})
    assert deal.participations.count() == 2
    page = client.get(url("detail", deal)).content.decode()
    assert "2 organisaties zijn benaderd of in gesprek" in page and "10.000" in page
    assert (
        "Nog geen partners vastgelegd" not in page
        and "nog niet bekend. " not in page.split('id="partners"')[1]
    )
    client.logout()
    assert "Nog geen partners vastgelegd" in client.get(url("detail", deal)).content.decode()
