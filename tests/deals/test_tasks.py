from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from deals import tasks
from deals.actions import held_files
from deals.models import HeldFile, Milestone
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_worker_discards_what_was_removed_long_ago():
    factories.milestone(deleted_at=timezone.now() - timedelta(days=31))
    kept = factories.milestone(deleted_at=timezone.now())
    for _twice in range(2):
        tasks.discard_removed()
    assert list(Milestone.with_removed.all()) == [kept]
    assert tasks.discard_removed.name in _planned()


def _planned():
    return {one["task"] for one in settings.CELERY_BEAT_SCHEDULE.values()}


def test_the_worker_discards_files_that_nobody_stored_within_the_hour(time_machine):
    file = {"content": b"Organisatie\nEZ\n", "file_name": "lijst.csv", "owner": factories.user()}
    now = timezone.now()
    held_files.hold(**file, place="oud", now=now - timedelta(minutes=61))
    held_files.hold(**file, place="nieuw", now=now)
    tasks.discard_held_files()
    assert [one.place for one in HeldFile.objects.all()] == ["nieuw"]
    assert tasks.discard_held_files.name in _planned()


def test_a_file_whose_bell_was_not_heard_is_rung_for_again(monkeypatch):
    rung = []
    monkeypatch.setattr("deals.tasks.ring", lambda task, **ids: rung.append((task.name, ids)))
    content = b"Organisatie;Rol\n" + b"EZ;trekker\n" * 40_000
    file = {"content": content, "file_name": "lijst.csv", "owner": factories.user(), "place": "lists-0"}
    held = held_files.hold(**file, now=timezone.now() - timedelta(minutes=5))
    assert held.wish == "lezen"
    tasks.sweep_held_files()
    assert rung == [("deals.tasks.prepare_held_file", {"held_id": held.pk})]
    tasks.prepare_held_file(held_id=held.pk)
    assert HeldFile.objects.get().refused == "too_many_rows" and not HeldFile.objects.get().wish
    tasks.prepare_held_file(held_id=held.pk)
    assert len(rung) == 1
