"""Tables as an OpenDocument workbook (.ods), a standard of the Dutch government. Text stays text."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from rendering.formulas import NOT_IN_XML

Sheets = Iterable[tuple[str, Iterable[Sequence[Any]]]]


def to_ods(sheets: Sheets) -> bytes:
    """[(title, rows)] as bytes; a date, a number or a text in each cell."""
    from odfdo import Document, Element  # imported here, because it is slow to load

    document = Document("spreadsheet")
    document.body.clear()
    for title, rows in sheets:
        # One element parsed from text: building a workbook cell by cell takes seconds.
        body = "".join(_row(row) for row in rows)
        text = f"<table:table table:name={quoteattr(title)}><table:table-column/>{body}</table:table>"
        document.body.append(Element.from_tag(text))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _row(values: Sequence[Any]) -> str:
    return f"<table:table-row>{''.join(map(_cell, values))}</table:table-row>"


def _cell(value: Any) -> str:
    if isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value:%Y-%m-%d}"'
        return f"<table:table-cell {kind}><text:p>{value:%d-%m-%Y}</text:p></table:table-cell>"
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        shown = f"{value}".replace(".", ",")
        kind = f'office:value-type="float" office:value="{value}"'
        return f"<table:table-cell {kind}><text:p>{shown}</text:p></table:table-cell>"
    if not value:
        return "<table:table-cell/>"
    lines = NOT_IN_XML.sub("", str(value)).split("\n")
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'
