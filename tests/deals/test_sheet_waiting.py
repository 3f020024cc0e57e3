"""A large file waits for the worker: the page says how far it is, and is not endless when no worker is there."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from deals.actions import held_files, held_progress, held_turn, held_work
from deals.actions.held_progress import Unseen
from deals.models import HeldFile, Participation, SheetImport
from deals.tasks import discard_held_files, prepare_held_file, sweep_held_files
from foundation import hard_limit
from tests import factories

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


def test_the_page_after_sending_is_one_that_refreshes_by_itself(client, team, at):
    """The form is sent by htmx, which pays no attention to when a page wants to be asked again."""
    content = b"Organisatie;Rol\n" + b"EZ;trekker\n" * 4000
    sent = {"file": SimpleUploadedFile("lijst.csv", content)}
    answer = client.post(at, sent, headers={"HX-Request": "true", "HX-Boosted": "true"})
    assert answer["HX-Redirect"] == at and client.get(at)["Refresh"]


def test_storing_is_not_called_reading_and_cannot_be_thrown_away(client, waiting, at, deal):
    away = reverse("deals:sheet_cancel", args=[deal.slug])
    assert away in look(client, at)[0]
    page, _again = look(client, at, wish=HeldFile.Wish.STORE)
    assert (
        "Het bestand wordt opgeslagen" in page
        and "Het bestand wordt gelezen</h2>" not in page
        and away not in page
    )


@pytest.mark.parametrize("times", [{"wished": 31}, {"wished": 200, "begun": 51}])
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


def test_it_says_how_many_rows_are_done(client, waiting, at):
    said = {"stage": held_progress.LOOKS, "done": 1200, "total": 4000, "at": timezone.now()}
    cache.set(f"held-file-{waiting.pk}", said)
    page, _again = look(client, at, wished=12, begun=10)
    assert "12 seconden bezig · 1.200 van 4.000 rijen bekeken" in page
    assert 'max="4000" value="1200"' in page
    cache.set(f"held-file-{waiting.pk}", said | {"stage": held_progress.STORES})
    assert "1.200 van 4.000 rijen klaargezet" in look(client, at, wished=12, begun=10)[0]
    assert "rijen" not in look(client, at, wished=12)[0].split('id="bezig"')[1].split("</section>")[0]


def test_the_worker_tells_how_far_it_is_at_most_once_a_second(waiting, monkeypatch):
    told = []
    monkeypatch.setattr(held_progress.cache, "set", lambda _key, said, _seconds: told.append(said))
    prepare_held_file(held_id=waiting.pk)
    assert [(one["stage"], one["done"], one["total"]) for one in told][:2] == [
        ("opens", 0, 0),
        ("looks", 0, 4000),
    ]
    assert len(told) < 20
    monkeypatch.setattr(held_progress, "TOLD_EVERY_SECONDS", 0)
    HeldFile.objects.update(wish=HeldFile.Wish.READ)
    prepare_held_file(held_id=waiting.pk)
    assert ("looks", 1000, 4000) in [(one["stage"], one["done"], one["total"]) for one in told]


def test_a_worker_that_says_it_lives_keeps_its_file(client, waiting, at):
    cache.set(f"held-file-{waiting.pk}", {"stage": "looks", "done": 1, "total": 2, "at": timezone.now()})
    page, again = look(client, at, wished=200, begun=190)
    assert "begonnen, 200 seconden bezig" in page and again == "2"
    prepare_held_file(held_id=waiting.pk)
    assert HeldFile.objects.get().wish
    cache.delete(f"held-file-{waiting.pk}")
    prepare_held_file(held_id=waiting.pk)
    assert not HeldFile.objects.get().wish


def test_a_worker_that_was_killed_is_missed_within_a_minute_and_never_before_it_is_ended(waiting):
    """Else a file that makes it loop takes a second worker along."""
    assert prepare_held_file.silent_seconds == held_progress.SILENT_SECONDS
    ended = held_progress.SILENT_SECONDS + hard_limit.GRACE_SECONDS
    assert held_progress.LOST_AFTER.total_seconds() > ended
    sweep = settings.CELERY_BEAT_SCHEDULE["sweep-held-files"]
    assert sweep["task"] == sweep_held_files.name
    assert held_progress.LOST_AFTER.total_seconds() + sweep["schedule"] <= 60
    now = timezone.now()
    HeldFile.objects.update(begun_at=now - timedelta(seconds=51))
    assert held_turn.forgotten(now=now) == [waiting.pk]
    HeldFile.objects.update(begun_at=now - timedelta(seconds=49))
    assert held_turn.forgotten(now=now) == []


@pytest.mark.parametrize("is_replaced", [True, False])
def test_a_file_that_is_replaced_or_thrown_away_while_it_is_read_ends_quietly(
    client, waiting, at, deal, monkeypatch, is_replaced
):
    HeldFile.objects.update(content=b"Organisatie;Rol\nEZ;oud\n")
    read = held_files.read_file

    def read_while_somebody_acts(content, limits):
        monkeypatch.setattr(held_files, "read_file", read)
        if is_replaced:
            client.post(
                at, {"file": SimpleUploadedFile("nieuw.csv", b"Organisatie;Rol\n" + b"EZ;nieuw\n" * 40_000)}
            )
        else:
            client.post(reverse("deals:sheet_cancel", args=[deal.slug]))
        return read(content, limits)

    monkeypatch.setattr(held_files, "read_file", read_while_somebody_acts)
    prepare_held_file(held_id=waiting.pk)
    assert [one.file_name for one in HeldFile.objects.all()] == (["nieuw.csv"] if is_replaced else [])
    for held in HeldFile.objects.all():
        assert not held.refused
        prepare_held_file(held_id=held.pk)
        held.refresh_from_db()
        assert held.refused == "too_many_rows"


def test_two_files_at_the_same_moment_leave_the_later_one(waiting, monkeypatch):
    discard, seen = held_files.discard, []
    monkeypatch.setattr(
        held_files, "discard", lambda **who: seen.append(who) or (discard(**who) if seen[1:] else 0)
    )
    file = {"content": b"Organisatie\nEZ\n", "file_name": "later.csv"}
    held_files.hold(**file, owner=waiting.owner, place=waiting.place, now=timezone.now())
    assert [one.file_name for one in HeldFile.objects.all()] == ["later.csv"]


@pytest.fixture
def large(client, team, at, monkeypatch):
    """What the page of a file that the worker read sends to have it stored."""
    factories.organisation(name="Ministerie van Economische Zaken", abbreviation="EZ", type="ministerie")
    monkeypatch.setattr(held_files, "SMALL_ROWS", 0)
    monkeypatch.setattr(held_files, "is_light", lambda content: False)
    client.post(at, {"file": SimpleUploadedFile("lijst.csv", b"Partner;Status\nEZ;in gesprek\n")})
    prepare_held_file(held_id=HeldFile.objects.get().pk)
    return dict(re.findall(r'name="(once|fingerprint)" value="([^"]+)"', client.get(at).content.decode()))


@pytest.fixture
def confirm(deal):
    return reverse("deals:sheet_confirm", args=[deal.slug])


def test_a_worker_killed_after_storing_leaves_nothing_and_the_next_tells_the_truth(
    client, large, at, confirm, monkeypatch
):
    client.post(confirm, large)
    held = HeldFile.objects.get()
    with monkeypatch.context() as killed, pytest.raises(KeyboardInterrupt):
        killed.setattr(held_files, "finish", lambda held, outcome: (_ for _ in ()).throw(KeyboardInterrupt))
        prepare_held_file(held_id=held.pk)
    assert not Participation.objects.exists()
    HeldFile.objects.update(begun_at=None)
    prepare_held_file(held_id=held.pk)
    assert "1 rij toegevoegd, 0 gewijzigd." in client.get(at, follow=True).content.decode()


def test_a_second_worker_does_not_say_that_nothing_was_stored(client, large, at, confirm):
    client.post(confirm, large)
    slow = HeldFile.objects.get()
    prepare_held_file(held_id=slow.pk)
    held_work._store(slow, SheetImport.objects.get().deal, Unseen())
    assert SheetImport.objects.count() == 1
    assert "1 rij toegevoegd, 0 gewijzigd." in client.get(at, follow=True).content.decode()


def test_a_large_file_that_is_sent_twice_is_stored_once_and_not_called_gone(client, large, at, confirm):
    client.post(confirm, large)
    again = client.post(confirm, large, follow=True).content.decode()
    assert "Het bestand wordt opgeslagen" in again and "is er niet meer" not in again
    prepare_held_file(held_id=HeldFile.objects.get().pk)
    client.post(confirm, large)
    assert "1 rij toegevoegd, 0 gewijzigd." in client.get(at, follow=True).content.decode()
    assert SheetImport.objects.count() == 1


def test_of_two_requests_at_once_one_asks_the_worker(client, large):
    first, second = HeldFile.objects.get(), HeldFile.objects.get()
    asked = [
        held_files.wish(held=held, what=HeldFile.Wish.STORE, now=timezone.now()) for held in (first, second)
    ]
    assert asked == [True, False]


OTHER = b"Partner;Status\nEZ;gestopt\n"


def another(client, at):
    return client.post(at, {"file": SimpleUploadedFile("ander.csv", OTHER)}, follow=True).content.decode()


def test_what_was_said_to_be_stored_is_not_pushed_aside_by_another_file(client, large, at, confirm):
    client.post(confirm, large)
    assert "wordt opgeslagen. Wacht tot dat klaar is" in another(client, at)
    prepare_held_file(held_id=HeldFile.objects.get().pk)
    assert SheetImport.objects.count() == 1
    assert "toegevoegd" in client.get(at, follow=True).content.decode()


@pytest.mark.parametrize("how", ["upload", "cancel"])
def test_what_a_worker_stores_is_not_thrown_away_meanwhile(
    client, large, at, confirm, deal, monkeypatch, how
):
    mark = re.search(r'name="held" value="([^"]+)"', client.get(at).content.decode())[1]
    client.post(confirm, large)
    real, pages = held_work.import_file, []

    def slow(**given):
        cancel = reverse("deals:sheet_cancel", args=[deal.slug])
        pages.append(
            another(client, at)
            if how == "upload"
            else client.post(cancel, {"held": mark}, follow=True).content.decode()
        )
        return real(**given)

    monkeypatch.setattr(held_work, "import_file", slow)
    prepare_held_file(held_id=HeldFile.objects.get().pk)
    assert "wordt opgeslagen. Wacht tot dat klaar is" in pages[0]
    assert SheetImport.objects.count() == 1
    assert "toegevoegd" in client.get(at, follow=True).content.decode()


def test_a_next_file_tells_first_what_became_of_the_one_before(client, large, at, confirm):
    client.post(confirm, large)
    prepare_held_file(held_id=HeldFile.objects.get().pk)
    assert "toegevoegd" in another(client, at)
    assert HeldFile.objects.get().file_name == "ander.csv"


@pytest.mark.parametrize(("hours", "kept"), [(2, 1), (25, 0)])
def test_a_file_waits_for_a_worker_that_was_away(client, large, confirm, hours, kept):
    client.post(confirm, large)
    HeldFile.objects.update(touched_at=timezone.now() - timedelta(hours=hours))
    discard_held_files()
    assert HeldFile.objects.count() == kept


def test_what_a_worker_that_was_away_stored_is_told(client, large, at, confirm):
    client.post(confirm, large)
    HeldFile.objects.update(touched_at=timezone.now() - timedelta(hours=2))
    prepare_held_file(held_id=HeldFile.objects.get().pk)
    discard_held_files()
    assert "1 rij toegevoegd" in client.get(at, follow=True).content.decode()


def test_what_no_worker_has_may_be_thrown_away_and_a_late_worker_stores_nothing(
    client, large, at, confirm, deal, monkeypatch
):
    client.post(confirm, large)
    HeldFile.objects.update(wished_at=timezone.now() - timedelta(minutes=1))
    page = client.get(at).content.decode()
    mark = re.search(r'name="held" value="([^"]+)"', page)[1]
    assert "Weggooien" in page
    real = held_work.import_file

    def late(**given):
        client.post(reverse("deals:sheet_cancel", args=[deal.slug]), {"held": mark})
        return real(**given)

    HeldFile.objects.update(wished_at=timezone.now())
    held = HeldFile.objects.get()
    monkeypatch.setattr(held_work, "import_file", late)
    monkeypatch.setattr(held_turn, "SILENT_AFTER", timedelta(0))
    monkeypatch.setattr(held_turn, "LOST_AFTER", timedelta(0))
    prepare_held_file(held_id=held.pk)
    assert not SheetImport.objects.exists()  # (of one connection, so the file is back here)


@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_what_a_worker_stored_is_told_to_whoever_throws_it_away(
    client, large, at, confirm, deal, monkeypatch, when
):
    """Else the rows are there, and the page with nothing on it says that the file is gone."""
    mark = re.search(r'name="held" value="([^"]+)"', client.get(at).content.decode())[1]
    client.post(confirm, large)
    HeldFile.objects.update(wished_at=timezone.now() - timedelta(minutes=1))
    held, real = HeldFile.objects.get(), held_turn.waiting

    def slow(found, **given):
        said = real(found, **given)
        prepare_held_file(held_id=held.pk)
        return said

    if when == "meanwhile":
        monkeypatch.setattr(held_turn, "waiting", slow)
    else:
        prepare_held_file(held_id=held.pk)
    page = client.post(reverse("deals:sheet_cancel", args=[deal.slug]), {"held": mark}, follow=True)
    assert SheetImport.objects.count() == 1
    assert "1 rij toegevoegd" in page.content.decode()
