"""A list and a workbook of 300,000 cells are read in while others visit: how long those others wait."""

import io
import threading
import urllib.request
import zipfile
from time import perf_counter, sleep

from django.utils import timezone

from bench import build, processes
from bench.harness import Row, at_most, percentile, say
from deals.actions import held_files, held_work
from partners.models import User

VISITS_PER_SECOND, SECONDS = 20, 10
MOST_TIMES_SLOWER, MOST_MS, MOST_SECONDS_IN_PAGE = 1.5, 500, 2
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def measure() -> list[Row]:
    (deal,) = build.deals(1, "bestand")
    user = User.objects.create_user(email="lezer@voorbeeld.invalid", password=None, is_programme_staff=True)
    with processes.web_server(2) as port:
        visited(port)
        before = visited(port)
        taken: list[float] = []
        worker = threading.Thread(target=lambda: taken.append(read_wide(deal, user)))
        worker.start()
        during = visited(port)
        worker.join()
    quiet, busy = (1000 * percentile(times, 95) for times in (before, during))
    say(f"     p95 of a visit {quiet:.0f} ms without and {busy:.0f} ms with; page {taken[0]:.2f} s")
    return [
        at_most(
            "p95 of visits while a wide workbook is read, times that without",
            busy / quiet,
            MOST_TIMES_SLOWER,
            "",
        ),
        at_most("slowest of those visits", 1000 * max(during), MOST_MS, " ms"),
        at_most("taking in the wide workbook, in the page", taken[0], MOST_SECONDS_IN_PAGE, " s"),
    ]


def visited(port: int) -> list[float]:
    """Seconds of each visit, at a steady pace."""
    times = []
    for _number in range(VISITS_PER_SECOND * SECONDS):
        start = perf_counter()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/deals/", timeout=30) as answer:
            answer.read()
        times.append(perf_counter() - start)
        sleep(max(0, 1 / VISITS_PER_SECOND - times[-1]))
    return times


def read_wide(deal, user) -> float:
    """As the page takes it in and the worker reads it; the seconds of the page."""
    start = perf_counter()
    held = held_files.hold(
        content=wide_workbook(),
        file_name="breed.xlsx",
        owner=user,
        place=held_work.place_of(deal),
        now=timezone.now(),
    )
    seconds = perf_counter() - start
    held_work.work(held_id=held.pk, now=timezone.now())
    return seconds


def wide_workbook() -> bytes:
    """4,990 rows of 60 cells in about 55 kB: within every limit."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    cell = "<c t='inlineStr'><is><t>{}</t></is></c>"
    names = "".join(cell.format(name) for name in ("Organisatie", "Stadium", *(f"k{n}" for n in range(58))))
    rows = f"<row>{names}</row>" + f"<row>{cell.format('aaaaaaaa') * 60}</row>" * 4990
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="{kind}"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {NAMESPACE} xmlns:r="{office}"><sheets><sheet name="Blad1" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {NAMESPACE}><sheetData>{rows}</sheetData></worksheet>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return file.getvalue()
