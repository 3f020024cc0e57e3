"""Lists are sent in and read while others visit: how long those others wait, on two web processes and a worker."""

import io
import re
import urllib.request
import zipfile
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter, sleep

import requests
from django.urls import reverse

from bench import build, processes
from bench.harness import Row, at_most, percentile, say
from deals.models import Deal, HeldFile
from partners.models import User
from tests.factories import PASSWORD
from tests.journeys.test_own_list import workbook

VISITS_PER_SECOND, SECONDS, LONGEST_SECONDS = 20, 10, 60
MOST_TIMES_SLOWER, MOST_MS, MOST_SECONDS_IN_PAGE = 1.5, 500, 2
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def measure() -> list[Row]:
    deals = build.deals(3, "bestand")
    people = [_officer(number) for number in range(len(deals))]
    with processes.worker_of(1), processes.web_server(2) as port:
        senders = [Sender(port, *both) for both in zip(people, deals, strict=True)]
        visited(port)
        quiet = visited(port)
        rows = []
        for name, files in {
            "a list of two tabs": [workbook()],
            "a wide workbook": [wide_workbook()],
            "two wide workbooks": [wide_workbook(), wide_workbook()],
        }.items():
            busy, pages = sent_in(senders, files, port)
            rows += _rows(name, quiet, busy, pages)
    return rows


def _officer(number: int) -> User:
    return User.objects.create_user(
        email=f"lezer{number}@voorbeeld.invalid", password=PASSWORD, is_programme_staff=True
    )


def _rows(name: str, quiet: list[float], busy: list[float], pages: list[float]) -> list[Row]:
    before, during = (1000 * percentile(times, 0.95) for times in (quiet, busy))
    say(f"     {name}: p95 of a visit {before:.0f} ms without and {during:.0f} ms with")
    return [
        at_most(
            f"p95 of visits while reading {name}, times that without", during / before, MOST_TIMES_SLOWER, ""
        ),
        at_most(f"{name}: slowest of those visits", 1000 * max(busy), MOST_MS, " ms"),
        at_most(f"{name}: sending it in, the page", max(pages), MOST_SECONDS_IN_PAGE, " s"),
    ]


class Sender:
    """An officer who logged in and brings in lists of a deal."""

    def __init__(self, port: int, person: User, deal: Deal):
        self.root, self.person = f"http://127.0.0.1:{port}", person
        self.page = reverse("deals:sheet_import", args=[deal.slug])
        self.browser = requests.Session()
        self._post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    def _get(self, path: str) -> str:
        answer = self.browser.get(self.root + path, timeout=LONGEST_SECONDS)
        answer.raise_for_status()
        return answer.text

    def _post(
        self, path: str, values: dict[str, str], files: dict[str, tuple[str, bytes]] | None = None
    ) -> None:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self._get(path)).group(1)
        sent = {"data": values | {"csrfmiddlewaretoken": token}, "files": files}
        answer = self.browser.post(self.root + path, **sent, timeout=LONGEST_SECONDS)
        answer.raise_for_status()

    def send(self, content: bytes) -> float:
        """Until the file was read; the seconds of the page that takes it in or of the one that shows it."""
        sleep(1)
        start = perf_counter()
        self._post(self.page, {}, {"file": ("lijst.xlsx", content)})
        taken = perf_counter() - start
        until = perf_counter() + LONGEST_SECONDS
        while not HeldFile.objects.filter(owner=self.person, wish="").exists():
            if perf_counter() > until:
                raise AssertionError("the worker did not read the file")
            sleep(0.1)
        start = perf_counter()
        if "Weggooien" not in self._get(self.page):
            raise AssertionError("the page does not show what was read")
        return max(taken, perf_counter() - start)


def sent_in(senders: list[Sender], files: list[bytes], port: int) -> tuple[list[float], list[float]]:
    """All at once, from a second after the visits began: seconds of each visit, and of the slowest page of each file."""
    with ThreadPoolExecutor(len(files)) as pool:
        sending = [pool.submit(sender.send, file) for sender, file in zip(senders, files, strict=False)]
        visits = visited(port)
        return visits, [one.result() for one in sending]


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
