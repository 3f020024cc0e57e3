from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from deals import tasks
from deals.models import Milestone
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_worker_discards_what_was_removed_long_ago():
    factories.milestone(deleted_at=timezone.now() - timedelta(days=31))
    kept = factories.milestone(deleted_at=timezone.now())
    for _twice in range(2):
        tasks.discard_removed()
    assert list(Milestone.with_removed.all()) == [kept]
    planned = {one["task"] for one in settings.CELERY_BEAT_SCHEDULE.values()}
    assert tasks.discard_removed.name in planned
