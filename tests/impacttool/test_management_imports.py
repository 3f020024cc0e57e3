"""`manage.py import_responses`."""

import pytest
from django.core.management import CommandError, call_command

from impacttool.models import Response
from tests import factories
from tests.factories import NOON

HEADER = "deal;respondent;partner_type;1.1;1.2;2.1"


@pytest.fixture
def survey(db, time_machine):
    time_machine.move_to(NOON, tick=False)
    return factories.survey(deal=factories.deal(slug="a"), round=factories.round_(year=2026))


def run(tmp_path, *rows, year="2026"):
    file = tmp_path / "antwoorden.csv"
    file.write_bytes(b"\xef\xbb\xbf" + "\r\n".join([HEADER, *rows]).encode())
    call_command("import_responses", str(file), "--round", year)


def test_twice_the_same_file(survey, tmp_path, capsys):
    rows = ["a;r1;gemeente;1;2;3", "a;r2;;4;;n.v.t."]
    run(tmp_path, *rows)
    run(tmp_path, *rows)
    assert capsys.readouterr().out.splitlines() == [
        "2 toegevoegd, 0 stonden er al",
        "0 toegevoegd, 2 stonden er al",
    ]


def test_mistakes_by_row_and_column_and_exit_1(survey, tmp_path):
    with pytest.raises(CommandError) as refusal:
        run(tmp_path, "a;r1;;1;2;3", *(f"a;x{number};;1;2;=1" for number in range(60)))
    lines = str(refusal.value).splitlines()
    assert lines[:2] == ["Er is niets ingelezen.", "rij 3, kolom 2.1: =1 is geen score van 1 tot en met 5"]
    assert len(lines) == 52 and lines[-1] == "... en nog 10 fouten"
    assert refusal.value.returncode == 1
    assert not Response.objects.exists()


def test_a_round_or_file_that_is_not_there(survey, tmp_path):
    with pytest.raises(CommandError, match="geen ronde 1999"):
        run(tmp_path, year="1999")
    with pytest.raises(CommandError, match="niet te lezen"):
        call_command("import_responses", str(tmp_path / "weg.csv"), "--round", "2026")
