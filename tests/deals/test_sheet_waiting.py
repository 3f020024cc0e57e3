"""A large file waits for the worker: the page says how far it is, and is not endless when no worker is there."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from deals.models import HeldFile
from deals.tasks import prepare_held_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(deal):
    return reverse("deals:sheet_import", args=[deal.slug])


@pytest.fixture
def waiting(client, team, at):
    """A file of which nobody heard the bell."""
    content = b"Organisatie;Rol\n" + b"EZ;trekker van een onderdeel van de deal\n" * 4000
    client.post(at, {"file": SimpleUploadedFile("lijst.csv", content)})
    held = HeldFile.objects.get()
    HeldFile.objects.update(wish=HeldFile.Wish.READ, wished_at=timezone.now(), begun_at=None)
    return held


def look(client, at, *, wished=0, begun=None, **fields):
    now = timezone.now()
    times = {"wished_at": now - timedelta(seconds=wished)}
    times["begun_at"] = None if begun is None else now - timedelta(seconds=begun)
    HeldFile.objects.update(**times, **fields)
    answer = client.get(at)
    return answer.content.decode(), answer.get("Refresh")


def test_it_says_whether_a_worker_has_it_and_for_how_long(client, waiting, at):
    page, again = look(client, at, wished=12)
    assert "Het bestand wordt gelezen</h2>" in page and "wacht 12 seconden" in page and again == "2"
    page, again = look(client, at, wished=40, begun=5)
    assert "begonnen, 40 seconden bezig" in page and again == "2"


def test_storing_is_not_called_reading_and_cannot_be_thrown_away(client, waiting, at, deal):
    away = reverse("deals:sheet_cancel", args=[deal.slug])
    assert away in look(client, at)[0]
    page, _again = look(client, at, wish=HeldFile.Wish.STORE)
    assert (
        "Het bestand wordt opgeslagen" in page
        and "Het bestand wordt gelezen</h2>" not in page
        and away not in page
    )


@pytest.mark.parametrize("times", [{"wished": 31}, {"wished": 200, "begun": 121}])
def test_without_a_worker_it_says_so_and_asks_less_often(client, waiting, at, times):
    page, again = look(client, at, **times)
    assert (
        "Het duurt langer dan gewoonlijk" in page
        and "<progress" not in page.split('id="bezig"')[1].split("</section>")[0]
    )
    assert again == "10"


def test_it_stops_asking_in_the_end(client, waiting, at):
    page, again = look(client, at, wished=601)
    assert again is None and "ververst niet meer vanzelf" in page


def test_a_worker_that_comes_late_still_reads_it(client, waiting, at):
    look(client, at, wished=601)
    prepare_held_file(held_id=waiting.pk)
    page = client.get(at)
    assert "Refresh" not in page and 'id="bezig"' not in page.content.decode()
