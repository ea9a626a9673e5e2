"""How a row comes about: the floor and our work in turn, in one run, and the medians of their ratios."""

import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
STEADY = (0.93, 1.07)


@dataclass(frozen=True)
class Row:
    """One job. `floor` and `ours` are medians in `unit`; `spread` is the quartiles of the ratio."""

    job: str
    floor: float
    ours: float
    unit: str
    ratio: float
    budget: float
    spread: tuple[float, float]
    runs: int
    floor_is: str
    itself: float  # the floor against itself
    void: bool


def measure(
    job: str, floor_is: str, budget: float, rounds: int, floor: Callable[[], float], ours: Callable[[], float]
) -> Row:
    """Runs both in turn; they give seconds."""
    floor(), ours()  # fills the disk's and Python's caches
    first: list[float] = []
    second: list[float] = []
    own: list[float] = []
    for number in range(rounds):
        jobs = [(first, floor), (own, ours), (second, floor)]
        for times, run in jobs if number % 2 else reversed(jobs):
            times.append(run())
        if sys.stdout.isatty():
            print(f"\r\033[K{job}: {number + 1} of {rounds}", end="", flush=True)
    if sys.stdout.isatty():
        print("\r\033[K", end="")
    ratios = [2 * mine / (one + other) for mine, one, other in zip(own, first, second, strict=True)]
    low, middle, high = statistics.quantiles(ratios, n=4)
    itself = statistics.median(other / one for one, other in zip(first, second, strict=True))
    return Row(
        job=job,
        floor=round(statistics.median(first + second), 5),
        ours=round(statistics.median(own), 5),
        unit="s",
        ratio=round(middle, 3),
        budget=budget,
        spread=(round(low, 3), round(high, 3)),
        runs=rounds,
        floor_is=floor_is,
        itself=round(itself, 3),
        void=not STEADY[0] <= itself <= STEADY[1],
    )


def until(said: str, script: str, *arguments: str, home: Path) -> float:
    """Seconds from starting a process to the line that it writes."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "PYTHON"))} | {
        "HOME": str(home),
        "PYTHONPYCACHEPREFIX": str(home / "bytecode"),  # an installed app is compiled once, not at each start
        "PYTHONPATH": str(ROOT / "desktop"),
        "QT_QPA_PLATFORM": os.environ.get("EVENHAND_TEST_PLATFORM", "offscreen"),
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
    }
    command = [sys.executable, str(HERE / script), *arguments]
    start = perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        spent = perf_counter() - start
    if line != f"{said}\n":
        sys.exit(f"{script} {' '.join(arguments)} came to nothing.")
    return spent


def took(job: Callable[..., object], *arguments: object, **named: object) -> float:
    """Seconds."""
    start = perf_counter()
    job(*arguments, **named)
    return perf_counter() - start


def table(rows: list[Row]) -> str:
    """The rows for reading."""
    lines = []
    for row in rows:
        verdict = "VOID, the machine was busy" if row.void else "within" if row.ratio <= row.budget else "OVER"
        lines.append(
            f"{row.job}\n"
            f"    {row.ratio:.2f} x {row.floor_is} (budget {row.budget:.2f}: {verdict})\n"
            f"    quartiles {row.spread[0]:.2f} to {row.spread[1]:.2f} in {row.runs} rounds; floor against itself "
            f"{row.itself:.2f}\n"
            f"    floor {row.floor * 1000:.1f} ms, ours {row.ours * 1000:.1f} ms"
            f" ({1 / row.floor:.1f} and {1 / row.ours:.1f} a second)"
        )
    return "\n".join(lines)
