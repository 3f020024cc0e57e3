from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from foundation.clock import database_now


@pytest.mark.django_db
def test_it_is_the_clock_of_the_database():
    """A file has no clock of its own: there it is that of its one machine."""
    before = database_now()
    assert abs(before - timezone.now()) < timedelta(minutes=5)
    with time_machine.travel(datetime(2020, 1, 1, tzinfo=UTC)):
        assert (database_now() >= before) is (connection.vendor == "postgresql")
