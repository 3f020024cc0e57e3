"""What the worker does for rounds."""

from datetime import timedelta

import pytest

from impacttool import tasks
from impacttool.models import Round
from tests import factories


@pytest.mark.django_db
def test_due_rounds_are_closed_by_the_clock_of_the_database_not_that_of_the_worker(time_machine, monkeypatch):
    closes_at = factories.survey().round.closes_at
    monkeypatch.setattr(tasks, "database_now", lambda: closes_at - timedelta(seconds=1))
    time_machine.move_to(closes_at + timedelta(minutes=5), tick=False)
    tasks.close_due_rounds()
    assert Round.objects.get().state == Round.State.OPEN
    monkeypatch.setattr(tasks, "database_now", lambda: closes_at)
    time_machine.move_to(closes_at - timedelta(minutes=5), tick=False)
    tasks.close_due_rounds()
    tasks.close_due_rounds()
    assert Round.objects.get().closed_at == closes_at
