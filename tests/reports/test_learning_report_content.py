import pytest

from foundation import stored_figures
from reports.learning_report.content import LearningContent
from tests.reports.learning_report_content import VARIANTS, content


@pytest.mark.parametrize("name", VARIANTS)
def test_what_a_team_agreed_to_comes_back_to_the_letter(name):
    made = VARIANTS[name][0]
    assert stored_figures.read(LearningContent, stored_figures.write(made)) == made


def test_a_day_is_stored_as_programs_write_it():
    [planned, _open] = stored_figures.write(content())["talk"]["attention"]
    assert (planned["due_on"], planned["is_done"]) == ("2026-03-01", False)
