"""Every page of every room, for the roles that see it: axe finds nothing, nothing is too wide, the browser is content.

Which pages there are and who sees them comes from the permission matrix (tests/house/access_matrix.py).
"""

import pytest

from impacttool.queries.invitations import token_of
from tests.house.test_access import ROWS, address
from tests.house.world import build
from tests.journeys.conftest import DESK, PHONE

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
# Files, fragments of pages, and what is for programs.
NOT_A_PAGE = {
    "admin:jsi18n",
    "health",
    "security_txt",
    "schema",
    "api_docs",
    "api_deal_scores",
    "deals:calendar_feed",
    "deals:organisation_options",
    "deals:sheet_template",
    "deals:participation_row",
    "reports:learning_report_file",
    "reports:deal_web",
    "reports:document_job_file",
    "reports:document_job_progress",
    "reports:guide_file",
    "impacttool:import_template",
    "reports:notes",
    "impacttool:own_counts",
    "reports:web_report_file",
    "reports:run_progress",
    "programme_reports:report_file",
    "programme_reports:partner_report_file",
    "programme_reports:partner_report_read_file",
}
NARROW = 320
ZOOMED = 640  # 1280 at 200 %
ZOOMED_PHONE = 195  # 390 at 200 %


def pages_of(role):
    """The addresses this role can open, one of each name."""
    seen = [row for row in ROWS if "GET" in row.methods and row.expected[role] == "200"]
    first = {row.name: row for row in reversed(seen)}
    return [row for row in first.values() if row.name not in NOT_A_PAGE]


def person_of(world, role):
    return getattr(world.people, role, None)


@pytest.mark.parametrize("role", ["An", "Re", "Pc", "Dm", "St", "Ad"])
def test_pages(enter, role):
    world = build()
    watch = enter(None if role in ("An", "Re") else person_of(world, role))
    if role == "Re":
        for invitation in (world.fresh, world.filled):
            watch.page.goto(f"/u/{token_of(invitation)}/")
        watch.page.goto(f"/programma/jaarrapport/{world.report_token}/")
    problems = []
    for row in _own(role):
        problems += [f"{row}: {problem}" for problem in look_at(watch, address(world, row))]
        if role == "Re":
            problems += [f"{row} at {ZOOMED_PHONE} px: {one}" for one in watch.too_wide(ZOOMED_PHONE)]
    _nothing(problems + watch.complaints)


def _nothing(problems):
    assert not problems, "\n".join(problems)


def _own(role):
    """Pages that are the same for everyone are looked at once, as a visitor."""
    rows = pages_of(role)
    if role == "Re":
        return [row for row in rows if row.name.startswith("respondent:")]
    if role == "Ad":
        return [row for row in rows if row.name.startswith("admin:") or row.name == "partners:detail"]
    if role != "An":
        return [
            row for row in rows if not row.name.startswith(("dealportaal:", "account_", "mfa_", "social"))
        ]
    return rows


def look_at(watch, url):
    """What is wrong with one page, on a phone, at a desk, on the narrowest screen and enlarged."""
    found = []
    watch.page.set_viewport_size(PHONE)
    watch.page.goto(url, wait_until="load")
    if watch.page.locator("h1").count() != 1:
        found.append(f"{watch.page.locator('h1').count()} headings of level 1")
    found += [f"{NARROW} px: {one}" for one in watch.too_wide(NARROW)]
    found += [f"{ZOOMED} px: {one}" for one in watch.too_wide(ZOOMED)]
    for size in (PHONE, DESK):
        watch.page.set_viewport_size(size)
        found += [f"axe at {size['width']} px: {one}" for one in watch.axe()]
    return found


ACCOUNT_PAGES = [
    "mfa_index",
    "account_change_password",
    "account_logout",
    "account_email",
    "account_reauthenticate",
]


def test_account_pages(enter):
    world = build()
    watch = enter(world.people.St)
    rows = [row for row in ROWS if row.name in ACCOUNT_PAGES]
    problems = [f"{row}: {problem}" for row in rows for problem in look_at(watch, address(world, row))]
    _nothing(problems + watch.complaints)


@pytest.mark.parametrize("path", ["/bestaat-niet/", "/programma/", "/u/zo-maar-iets/"])
def test_pages_that_say_no(enter, path):
    world = build()
    watch = enter(world.people.Pc)
    _nothing(look_at(watch, path) + watch.complaints)


@pytest.mark.parametrize("width", [NARROW, PHONE["width"]])
def test_the_bar_of_the_demo_takes_two_lines_of_a_phone(enter, width):
    watch = enter()
    watch.page.set_viewport_size({"width": width, "height": 800})
    watch.page.goto("/")
    assert watch.page.locator(".demobar").bounding_box()["height"] < 3 * 24


def test_names_of_webs_are_not_broken_on_the_narrowest_screen(enter):
    world = build()
    watch = enter(world.people.St)
    watch.page.goto("/programma/")
    watch.page.set_viewport_size({"width": NARROW, "height": 800})
    columns = watch.page.locator(".webs").evaluate("node => getComputedStyle(node).gridTemplateColumns")
    assert len(columns.split()) == 1


def test_the_pages_of_the_api_run_their_own_scripts_only(enter):
    watch = enter()
    watch.page.goto("/api/docs/")
    watch.page.get_by_text("/api/v1/rounds/{year}/deals/{slug}/scores").first.wait_for()
    assert watch.complaints == []
