"""Respondents on two gunicorn workers: whole visits a second, and many links sent in at once."""

import json
import subprocess
import sys
from collections import defaultdict

from django.conf import settings

from bench import build, processes
from bench.harness import Row, at_least, at_most, percentile, say, scaled, shown
from impacttool import links
from impacttool.models import Answer, Instrument, Response, Round, Statement

WARM_UP, VISITS, TAPPED, SENT_IN = 60, 800, 150, 500
CLIENTS, CROWD = 8, 32
LEAST_PER_SECOND, MOST_P95_MS, MOST_SECONDS = 50, 200, 30
CHOICES = ("1", "2", "3", "4", "5", "none")


def measure() -> list[Row]:
    round_ = build.round_(2026, build.deals(34, "deal"), state=Round.State.OPEN)
    counts = [WARM_UP, scaled(VISITS), scaled(TAPPED), scaled(SENT_IN)]
    every = build.links(round_.surveys, sum(counts))
    parts, used = [], 0
    for count in counts:
        parts.append(plans(every[used : used + count], round_.instrument))
        used += count
    warm, whole, tapped, crowd = parts
    with processes.web_server(2) as port:
        send(port, CLIENTS, warm)
        rows = visit_rows(send(port, CLIENTS, whole))
        rows.append(tapped_row(send(port, CLIENTS, [plan | {"taps": True} for plan in tapped])))
        doubled = [plan | {"twice": number % 10 == 0} for number, plan in enumerate(crowd)]
        rows += crowd_rows(send(port, CROWD, doubled), crowd)
    assert not lost_or_wrong(warm + whole + tapped), "a visit was answered well but not stored so"
    return rows


def plans(some_links: list[dict], asked: Instrument) -> list[dict]:
    """What each visitor fills in: every statement, and the remarks left empty, as the browser sends them."""
    statements = Statement.objects.filter(indicator__instrument=asked).order_by("position")
    statements = list(statements.values_list("pk", flat=True))
    remarks = {f"t{pk}": "" for pk in asked.indicators.values_list("pk", flat=True)}
    return [
        {
            "token": link["token"],
            "fields": {f"s{pk}": CHOICES[(number + pk * 5) % 6] for pk in statements} | remarks,
        }
        for number, link in enumerate(some_links)
    ]


def send(port: int, clients: int, visits: list[dict]) -> dict:
    plan, result = settings.DATA_DIR / "plan.json", settings.DATA_DIR / "visited.json"
    plan.write_text(json.dumps({"visits": visits}))
    command = [sys.executable, "-m", "bench.load", str(port), str(clients), str(plan), str(result)]
    subprocess.run(command, cwd=settings.BASE_DIR, check=True, timeout=180)
    outcome = json.loads(result.read_text())
    say(f"     {len(visits)} visits, {clients} at a time: {outcome['seconds']:.1f} s")
    for error in outcome["errors"][:3]:
        say(f"     {error}")
    assert not outcome["errors"], f"{len(outcome['errors'])} visits failed"
    return outcome


def visit_rows(outcome: dict) -> list[Row]:
    requests = [1000 * time for times in outcome["visits"] for time in times]
    totals = [1000 * sum(times) for times in outcome["visits"]]
    number = len(totals)
    return [
        at_least(
            f"{number} visits, {CLIENTS} at a time: a second",
            number / outcome["seconds"],
            LEAST_PER_SECOND,
            "/s",
        ),
        at_most("p95 of a visit's requests", percentile(requests, 0.95), MOST_P95_MS, " ms"),
        shown(
            "whole visit (4 requests)",
            f"p50 {percentile(totals, 0.5):.0f} ms, p95 {percentile(totals, 0.95):.0f} ms",
        ),
    ]


def tapped_row(outcome: dict) -> Row:
    requests = [1000 * time for times in outcome["visits"] for time in times]
    return shown(
        "the same with every tap saved by itself (18 requests)",
        f"{len(outcome['visits']) / outcome['seconds']:.0f} visits/s, {len(requests) / outcome['seconds']:.0f} "
        f"requests/s, p95 of a request {percentile(requests, 0.95):.0f} ms",
    )


def crowd_rows(outcome: dict, crowd: list[dict]) -> list[Row]:
    """Of every tenth visitor the form came twice at the same moment."""
    number, wrong = len(crowd), lost_or_wrong(crowd)
    ties = [links.response_hash(plan["token"]) for plan in crowd]
    stored = Response.objects.sent().filter(tie_hash__in=ties).count()
    answers = Answer.objects.filter(response__tie_hash__in=ties).count()
    whole = stored == number and not wrong and answers == number * build.STATEMENTS
    told = f"{stored} stored, {stored - number:+d}, {len(wrong)} lost or wrong, {answers} answers"
    return [
        at_most(
            f"{number} links sent in, {CROWD} at a time: seconds", outcome["seconds"], MOST_SECONDS, " s"
        ),
        Row("none lost, none double", told, f"{number} stored, {number * build.STATEMENTS} answers", whole),
    ]


def lost_or_wrong(sent: list[dict]) -> list[str]:
    """Tokens of which not exactly the answers given are stored and sent in."""
    given = defaultdict(dict)
    ties = {links.response_hash(plan["token"]): plan for plan in sent}
    rows = Answer.objects.filter(response__tie_hash__in=ties, response__is_sent=True)
    for tie, statement, score in rows.values_list("response__tie_hash", "statement", "score"):
        given[tie][f"s{statement}"] = "none" if score is None else str(score)
    return [
        plan["token"]
        for tie, plan in ties.items()
        if given[tie] != {name: value for name, value in plan["fields"].items() if name[0] == "s"}
    ]
