"""Files in one zip, without the clock: the same files give the same bytes."""

import io
import zipfile
from collections.abc import Iterable

FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file can hold


def zipped(files: Iterable[tuple[str, bytes]], *, are_compressed: bool = False) -> bytes:
    """`files`: (name, content), read one at a time; `are_compressed`: they are stored as they are."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, FIRST_MOMENT)
            entry.compress_type = zipfile.ZIP_STORED if are_compressed else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return file.getvalue()
