"""When a report may be made again, and what a new version withholds."""

import pytest

from impacttool.scoring import AnswerRow
from reports.web_report.reissue import fingerprints, held_indicators, may_reissue


class TestReissue:
    first = frozenset("abcdefgh")

    @pytest.mark.parametrize(
        ("current", "allowed"),
        [
            ("abcdefgh", False), ("abcdefghi", False), ("abcdefg", False), ("abcdefghijkl", False),
            ("efghvwxy", False), ("abcdefghijklm", True), ("abc", True), ("fghvwxyz1", True), ("fghvwxyz", True),
        ],
    )  # fmt: skip
    def test_from_five_changed_responses(self, current, allowed):
        assert may_reissue([self.first], frozenset(current)) is allowed

    def test_the_first_issue_is_free(self):
        assert may_reissue([], self.first) is True

    def test_two_large_steps_may_not_end_one_person_from_an_earlier_version(self):
        """a..h, then a..h with five more, then a..h with one more: the first and the third give the one away."""
        second = self.first | frozenset("ijklm")
        third = self.first | frozenset("n")
        assert may_reissue([second], third) is True
        assert may_reissue([self.first, second], third) is False

    def test_an_indicator_of_which_fewer_than_five_scores_changed_is_held(self):
        issued = {1: frozenset("abcdef"), 2: frozenset("abcdef"), 3: frozenset("abcdef")}
        current = {
            1: frozenset("abcdef"),
            2: frozenset("abcdefg"),
            3: frozenset("abcdefghijk"),
            4: frozenset("a"),
        }
        assert held_indicators([issued], current) == {2}
        assert held_indicators([], current) == frozenset()
        assert held_indicators([issued, {2: frozenset("a")}], current) == {2}

    def test_fingerprints_tell_responses_apart_and_see_every_change(self):
        def prints(*rows):
            return fingerprints(AnswerRow(who, "", int(code[0]), code, given) for who, code, given in rows)

        rows = (
            ("a", "1.1", 4),
            ("a", "1.2", 3),
            ("a", "2.1", 4),
            ("b", "1.1", 4),
            ("b", "1.2", 3),
            ("b", "2.1", None),
        )
        whole, parts = prints(*rows)
        assert (len(whole), {number: len(part) for number, part in parts.items()}) == (2, {1: 2, 2: 1})
        assert prints(*rows[::-1]) == (whole, parts)
        changed, changed_parts = prints(("a", "1.1", 5), *rows[1:])
        assert len(whole - changed) == len(changed - whole) == 1
        assert changed_parts[2] == parts[2]
        assert len(changed_parts[1] - parts[1]) == 1
