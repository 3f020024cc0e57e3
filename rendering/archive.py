"""Files in one zip, without timestamps: the same files give the same bytes."""

import io
import zipfile
from collections.abc import Iterable

ZIP = "application/zip"
FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest date in the zip format


def zipped(files: Iterable[tuple[str, bytes]], *, are_compressed: bool = False) -> bytes:
    """`files`: (name, content), read one at a time; `are_compressed`: store them without compressing again."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, FIRST_MOMENT)
            entry.compress_type = zipfile.ZIP_STORED if are_compressed else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return file.getvalue()


def read_me(lines: Iterable[str]) -> tuple[str, bytes]:
    """The file in a zip that lists its contents; leaves out empty lines."""
    return "LEESMIJ.txt", ("\r\n".join(line for line in lines if line) + "\r\n").encode()
