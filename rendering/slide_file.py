"""A deck of slides as a file. Same slides, same bytes."""

import io
import zipfile

from pptx.opc.packuri import PackURI
from pptx.opc.serialized import PackageWriter, _PhysPkgWriter
from pptx.presentation import Presentation

FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest date in the zip format


def packed(deck: Presentation) -> bytes:
    """The file that the library saves, with a fixed timestamp for each part. Its properties say who made it and
    when."""
    package = deck.part.package
    file = io.BytesIO()
    writer = PackageWriter(file, package._rels, tuple(package.iter_parts()))
    with zipfile.ZipFile(file, "w") as archive:
        into = _FixedMoment(archive)
        writer._write_content_types_stream(into)
        writer._write_pkg_rels(into)
        writer._write_parts(into)
    return file.getvalue()


class _FixedMoment(_PhysPkgWriter):
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive

    def write(self, place: PackURI, content: bytes) -> None:
        entry = zipfile.ZipInfo(place.membername, FIRST_MOMENT)
        entry.compress_type = zipfile.ZIP_STORED if place.ext == "png" else zipfile.ZIP_DEFLATED
        self.archive.writestr(entry, content)
