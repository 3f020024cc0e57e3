"""Agenda Stad has the yearly reports made and mailed; a contact without an account reads it on a phone."""

import io
import re
import zipfile

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from reports.models import PartnerReportMail
from reports.queries.partner_mails import token_of
from tests import factories
from tests.journeys.conftest import DESK
from tests.reports.pdf_text import all_text, squeezed

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def year():
    """The last whole year, with one agreement and one contact who has no account."""
    last = timezone.localdate().year - 1
    made = factories.participation(
        deal=factories.deal(name="Energieke Wijken"),
        organisation=factories.organisation(name="Gemeente Utrecht"),
    )
    money = factories.commitment(
        participation=made,
        kind="geld",
        amount_eur_per_year=15000,
        description="",
        year_from=last,
        year_until=last,
    )
    money.confirmations.create(year=last, state="zoals")
    factories.contact(organisation=made.organisation, name="Vera Vers", email="vera@demo.invalid")
    return last


def test_made_mailed_and_read(enter, worker, year):
    desk = enter(factories.staff(), viewport=DESK)
    page = desk.page
    page.goto("/programma/")
    page.get_by_role("link", name=f"Jaarrapporten {year}").click()
    page.get_by_role("button", name="Alle rapporten in één bestand").click()
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("link", name=re.compile("ophalen")).click(timeout=60_000)
    with zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes())) as archive:
        (name,) = [one for one in archive.namelist() if one.endswith(".pdf")]
        assert squeezed("€ 15.000") in all_text(archive.read(name))

    page.goto(f"/programma/jaarrapporten/{year}/")
    page.get_by_role("link", name="Naar 1 contactpersoon mailen").click()
    expect(page.get_by_role("heading", name="1 mail versturen?")).to_be_visible()
    page.get_by_role("button", name="Versturen").click()
    for _turn in range(60):
        if page.get_by_text(re.compile(r"Verzonden \d")).is_visible():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(page.get_by_text(re.compile(r"Verzonden \d"))).to_be_visible()
    assert desk.complaints == []

    reader = enter()
    made = PartnerReportMail.objects.get()
    reader.page.goto(f"/programma/jaarrapport/{token_of(made)}/")
    expect(reader.page).to_have_url(re.compile(f"/lezen/{made.public_id}/$"))
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(f"Jaarrapport {year} Gemeente Utrecht")
    expect(reader.page.get_by_role("table").first).to_contain_text("zoals afgesproken")
    with reader.page.expect_download() as download:
        reader.page.get_by_role("link", name="PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    assert reader.complaints == []

    page.get_by_role("link", name="Intrekken").click()
    page.get_by_role("button", name="Link intrekken").click()
    expect(page.get_by_text("link ingetrokken")).to_be_visible()
    reader.page.reload()
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Deze link is ingetrokken")
