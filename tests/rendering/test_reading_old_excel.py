"""A list as Excel 97 to 2003 stored it reads as the same list in a file of today. The file holds invented people only."""

from pathlib import Path

import pytest

from rendering.reading.files import read_file
from rendering.reading.grid import Unreadable
from tests.journeys.test_own_list import workbook

OLD = Path(__file__).parent / "files" / "list.xls"


def test_an_old_file_reads_as_the_same_list_in_a_new_one():
    old, new = read_file(OLD.read_bytes()), read_file(workbook())
    assert [(tab.title, tab.is_hidden, tab.rows) for tab in old] == [
        (tab.title, tab.is_hidden, tab.rows) for tab in new
    ]
    assert [tab.is_hidden for tab in old] == [False, False, True]


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9])
def test_half_an_old_file_is_refused(kept):
    content = OLD.read_bytes()
    with pytest.raises(Unreadable):
        read_file(content[: int(len(content) * kept)])
