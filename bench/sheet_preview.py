"""What a file of 5,000 partners with their contacts and agreements would do: the time to read it and lay it beside the deal."""

import io

from django.utils import timezone

from bench import build
from bench.harness import Row, at_most, quickest_seconds, scaled
from deals import actions
from deals.sheet.tables import COMMITMENTS, CONTACTS, PARTNERS
from partners.models import User
from rendering.reading.files import read_file

ROWS, LONGEST_SECONDS = 5000, 10
COLUMNS = {
    PARTNERS: ("Organisatie", "Soort organisatie", "Stadium", "Rol", "Sinds"),
    CONTACTS: ("Organisatie", "Naam", "E-mailadres"),
    COMMITMENTS: ("Organisatie", "Soort afspraak", "Bedrag per jaar (€)", "Van jaar", "Tot en met jaar"),
}


def measure() -> list[Row]:
    (deal,) = build.deals(1, "inlezen")
    content, day = workbook(scaled(ROWS)), timezone.localdate()
    seconds_to_read = quickest_seconds(lambda: read_file(content), repeats=2)
    tabs = read_file(content)
    user = User(is_programme_staff=True)
    seconds = quickest_seconds(lambda: actions.look_at(deal=deal, tabs=tabs, day=day, by=user), repeats=2)
    return [
        at_most(
            f"reading {scaled(ROWS)} rows in each of three lists", seconds_to_read, LONGEST_SECONDS, " s"
        ),
        at_most(f"preview of {scaled(ROWS)} rows in each of three lists", seconds, LONGEST_SECONDS, " s"),
    ]


def workbook(number: int) -> bytes:
    from xlsxwriter import Workbook

    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        for table, headers in COLUMNS.items():
            sheet = book.add_worksheet(table.title)
            sheet.write_row(0, 0, headers)
            for row in range(1, number + 1):
                sheet.write_row(row, 0, _cells(table, row))
    return file.getvalue()


def _cells(table, row: int) -> tuple:
    name = f"Bureau {row}"
    if table is PARTNERS:
        return name, "marktpartij", "in gesprek", "denkt mee", "01-03-2025"
    if table is CONTACTS:
        return name, f"Persoon {row}", f"p{row}@voorbeeld.invalid"
    return name, "geld per jaar", 15000, 2025, 2027
