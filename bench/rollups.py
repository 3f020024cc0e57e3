"""Figures of a closed round with ten thousand and with a million answers, and the recount of all of them."""

import gc
from io import StringIO

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from bench import build
from bench.harness import Row, at_most, quickest_seconds, say, scaled, seconds, shown
from foundation.actions import jobs
from impacttool.actions.scores import store_scores
from impacttool.models import Answer, Round, Survey
from impacttool.queries.scores import all_deals_scores, scores_by_survey
from partners.models import User
from reports.actions.web_report_runs import start_web_report_run
from reports.models import WebReport
from reports.queries.web_reports import readable_surveys

DEALS = 34
FEW_EACH, MANY_EACH = 21, 2101  # responses per deal: 9,996 and 1,000,076 answers in all
MOST_GROWTH = 1.3
REPEATS = 60
COUNTING = ("page of the round",)  # "12 van 18" is counted, through an index; scores are not


def measure() -> list[Row]:
    round_ = build.closed_round(2025, build.deals(DEALS, "deal"), responses=FEW_EACH)
    issue_all(round_)
    staff = User.objects.create_user(email="staf@voorbeeld.invalid", password=None, is_programme_staff=True)
    settle()
    few, before = Answer.objects.count(), times(round_, staff)
    build.add_answers(round_.surveys, scaled(MANY_EACH - FEW_EACH))
    stored = seconds(lambda: store_scores(round_=round_))
    WebReport.objects.all().delete()
    issue_all(round_)
    settle()
    many, after = Answer.objects.count(), times(round_, staff)
    rows = [growth_row(name, before[name], after[name], few, many) for name in before]
    return [
        *rows,
        shown(f"scores of {DEALS} deals from {many:,} answers, once at closing", f"{stored:.1f} s"),
        recount_row(many),
    ]


def times(round_: Round, staff: User) -> dict[str, float]:
    """Seconds of everything that reads figures of a closed round, by its name."""
    client = Client()
    client.force_login(staff)
    works = {
        "scores of all deals": lambda: (
            scores_by_survey(Survey.objects.filter(round=round_)),
            all_deals_scores(round_),
        ),
        "list of readable reports": lambda: list(readable_surveys(staff)),
    } | {name: page(client, address) for name, address in addresses(round_).items()}
    return {name: quickest_seconds(work, repeats=REPEATS, warm_up=3) for name, work in works.items()}


def addresses(round_: Round) -> dict[str, str]:
    """Those pages of figures that there are."""
    slug = round_.surveys.first().deal.slug
    wanted = {
        "report page": ("reports:web_report", [round_.year, slug]),
        "programme page": ("programme:overview", []),
        "page of the round": ("impacttool:round", [round_.year]),
        "scores in the API": ("api_deal_scores", [round_.year, slug]),
    }
    found = {}
    for name, (route, arguments) in wanted.items():
        try:
            found[name] = reverse(route, args=arguments)
        except NoReverseMatch:
            say(f"     no {route} yet")
    return found


def page(client: Client, address: str):
    def work() -> None:
        assert client.get(address).status_code == 200, address

    return work


def issue_all(round_: Round) -> None:
    now = timezone.now()
    run = start_web_report_run(round_=round_, by=None, now=now)
    jobs.run(job_ids=list(run.parts.values_list("pk", flat=True)), now=now)


def settle() -> None:
    """What the databases do by themselves after a while, and Python's leftovers of the counting, for both sides."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    gc.collect()


def growth_row(name: str, before: float, after: float, few: int, many: int) -> Row:
    if name in COUNTING:
        what = f"{name}, which counts responses: with {many:,} / {few:,} answers"
        return shown(what, f"{before * 1000:.1f} and {after * 1000:.1f} ms")
    row = at_most(f"{name}: time with {many:,} / {few:,} answers", after / before, MOST_GROWTH, "x")
    return Row(
        row.what, f"{row.measured} ({before * 1000:.1f} and {after * 1000:.1f} ms)", row.target, row.is_met
    )


def recount_row(many: int) -> Row:
    told = StringIO()
    spent = seconds(lambda: call_command("recompute_scores", stdout=told))
    answer = told.getvalue().strip()
    return Row(
        f"recompute_scores over {many:,} answers",
        f"{answer}, {spent:.1f} s",
        "geen verschil",
        answer == "geen verschil",
    )
