"""What every measurement uses: rows of the table at the end, and a median of repeated times."""

import os
import statistics
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter

HEAD = ("what", "where", "target", "measured", "verdict")
SIZE = float(os.environ.get("BENCH_SIZE", "1"))  # a quick trial while developing: BENCH_SIZE=0.2
VERDICTS = {True: "met", False: "NOT MET", None: "-"}


@dataclass(frozen=True)
class Row:
    """One line of the table. `is_met` None: there is no target, the figure is only shown."""

    what: str
    measured: str
    target: str = ""
    is_met: bool | None = None


def scaled(count: int) -> int:
    return max(1, round(count * SIZE))


def at_least(what: str, value: float, least: float, unit: str) -> Row:
    return Row(what, f"{value:.{_decimals(value)}f}{unit}", f">= {least:g}{unit}", value >= least)


def at_most(what: str, value: float, most: float, unit: str) -> Row:
    return Row(what, f"{value:.{_decimals(value)}f}{unit}", f"<= {most:g}{unit}", value <= most)


def shown(what: str, measured: str) -> Row:
    return Row(what, measured)


def _decimals(value: float) -> int:
    return 0 if value >= 100 else 1 if value >= 10 else 2


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def median_seconds(work: Callable[[], object], *, repeats: int, warm_up: int = 1) -> float:
    for _ in range(warm_up):
        work()
    return statistics.median(seconds(work) for _ in range(repeats))


def quickest_seconds(work: Callable[[], object], *, repeats: int, warm_up: int = 1) -> float:
    """For short reads that are laid side by side: what else the computer does can only make them longer."""
    for _ in range(warm_up):
        work()
    return min(seconds(work) for _ in range(repeats))


def percentile(values: Iterable[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie; nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def table(lines: Sequence[tuple[str, Row]]) -> str:
    """`lines`: (where, row). Plain text, one line each."""
    cells = [HEAD] + [
        (row.what, where, row.target or "-", row.measured, VERDICTS[row.is_met]) for where, row in lines
    ]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEAD))]
    text = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in cells]
    text.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in text)
