"""What the worker does for rounds."""

import pytest

from impacttool import tasks
from impacttool.models import Round
from tests import factories


@pytest.mark.django_db
def test_due_rounds_are_closed_at_the_moment_of_the_clock(time_machine):
    survey = factories.survey()
    time_machine.move_to(survey.round.closes_at, tick=False)
    tasks.close_due_rounds()
    tasks.close_due_rounds()
    assert Round.objects.get().closed_at == survey.round.closes_at
