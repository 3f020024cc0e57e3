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
    team = lines(Reader.TEAM)
    for words in ("vanaf 6 antwoorden", "vanaf 12 antwoorden", "vanaf 7 per", "vanaf 4 deals", "vanaf 25"):
        assert words in team


def test_who_reads_less_is_told_less():
    team, partners, everyone = (lines(reader) for reader in Reader)
    assert "twee kampen" in team and "twee kampen" not in partners + everyone
    assert "per soort partner" in team and "per soort partner" not in partners + everyone
    assert "toelichtingen" in everyone and "laagste en hoogste" in everyone
    assert "ten minste 7" in team and "ten minste 7" not in everyone


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
