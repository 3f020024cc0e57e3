"""One zip of some files: nothing of the clock in it, and what is compressed already is not compressed again."""

import io
import zipfile

from rendering.archive import zipped

FILES = [("a/één.txt", b"een " * 100), ("b.txt", b"")]


def opened(content):
    return zipfile.ZipFile(io.BytesIO(content))


def test_every_file_is_in_it_in_order_and_without_a_moment():
    with opened(zipped(iter(FILES))) as archive:
        assert [(name, archive.read(name)) for name in archive.namelist()] == FILES
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_text_is_compressed_and_what_was_compressed_is_stored_as_it_is():
    with opened(zipped(FILES)) as packed, opened(zipped(FILES, are_compressed=True)) as stored:
        assert packed.getinfo("a/één.txt").compress_size < 400
        assert stored.getinfo("a/één.txt").compress_size == 400
