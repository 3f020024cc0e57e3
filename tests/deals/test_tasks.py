import os
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from deals import tasks
from deals.actions import held_files
from deals.models import Milestone
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


def test_the_worker_discards_files_that_nobody_stored_within_the_hour(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    held = {"owner": factories.user(), "place": "hier"}
    old, new = (held_files.hold(content=b"namen", now=timezone.now(), **held) for _file in range(2))
    first = held_files._path(old, **held)
    os.utime(first, (first.stat().st_atime, first.stat().st_mtime - 3700))
    tasks.discard_held_files()
    assert (held_files.find(key=old, **held), held_files.find(key=new, **held)) == (None, b"namen")
    assert tasks.discard_held_files.name in _planned()
