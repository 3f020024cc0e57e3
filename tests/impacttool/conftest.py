import pytest
import time_machine

from tests.impacttool.respondents import NOW, open_survey


@pytest.fixture
def clock_at_now():
    """The clock stands still at the moment of the tests of respondents."""
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def survey():
    """Of an open round, with nobody invited."""
    return open_survey()
