"""What the table tells respondents, the team and the officer who publishes."""

from pathlib import Path

import pytest

from impacttool import shown
from impacttool.disclosure import Thresholds
from impacttool.shown import Reader

LIMITS = Thresholds(mean=6, range=12, breakdown=7, deals=4, camps=25)


def lines(reader):
    return " | ".join(dict(shown.who_sees_what(LIMITS))[reader.value])


def test_every_line_has_the_threshold_of_the_round():
    every = " | ".join(lines(reader) for reader in Reader)
    for words in ("vanaf 6 antwoorden", "vanaf 12 antwoorden", "vanaf 7 per", "vanaf 4 deals", "vanaf 25"):
        assert words in every


def test_every_line_stands_once_under_the_widest_of_its_readers():
    told = [line for _reader, of_reader in shown.who_sees_what(LIMITS) for line in of_reader]
    assert sorted(told) == sorted(row.told(LIMITS) for row in shown.ROWS)
    team, partners, everyone = (lines(reader) for reader in Reader)
    assert "twee kampen" in team and "per soort partner" in team and "ten minste 7" in team
    assert "toelichtingen" in everyone and "laagste en hoogste" in everyone
    assert "alle deals samen invulden" in partners


def test_in_short_there_are_three_lines_with_the_thresholds():
    short = shown.in_short(LIMITS)
    assert len(short) == 3 and "vanaf 6 antwoorden" in short[1] and "vanaf 12" in short[1]


def test_mail_and_box_say_that_remarks_can_become_public():
    assert "ten minste 6 mensen" in shown.in_a_sentence(LIMITS) and "vanaf 12" in shown.in_a_sentence(LIMITS)
    assert "leest iedereen dat, ook de toelichtingen" in shown.in_a_sentence(LIMITS)
    assert "vanaf 12 antwoorden" in shown.of_remarks(LIMITS) and "iedereen" in shown.of_remarks(LIMITS)


@pytest.mark.parametrize("row", shown.ROWS, ids=lambda row: row.key)
def test_a_threshold_is_one_of_the_round(row):
    assert row.least(LIMITS) == (getattr(LIMITS, row.threshold) if row.threshold else 5)


def test_the_document_of_rules_holds_the_table():
    rules = (Path(__file__).parents[2] / "docs" / "rules.md").read_text()
    assert shown.as_markdown() in rules
