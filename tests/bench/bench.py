"""Speed as ratios to floors measured in the same run. Writes bench.json and prints it as a table.

Each round runs the floor, our work, and the floor again, in turn; a row is the median of the rounds' ratios with its
quartiles. A row in which the floor against itself leaves 0.93 to 1.07 is void: the machine was busy with other things.
Nothing here is a test, and no test is timed.
"""

import argparse
import itertools
import json
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter

import big_book
import floor_letter
import floor_rules
import floor_strokes
import one_letter

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
STEADY = (0.93, 1.07)
LETTERS_A_ROUND = 8


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
    first, second, own = [], [], []
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
        took = perf_counter() - start
    if line != f"{said}\n":
        sys.exit(f"{script} {' '.join(arguments)} came to nothing.")
    return took


def start_row(rounds: int, clients: int) -> Row:
    with tempfile.TemporaryDirectory(prefix="evenhand-bench-") as folder:
        place = Path(folder)
        big_book.make(place / "book", clients)
        return measure(
            f"start to first painted window, {clients} clients",
            "a bare QMainWindow",
            1.6,
            rounds,
            lambda: until("painted", "first_paint.py", "bare", home=place),
            lambda: until("painted", "first_paint.py", "evenhand", str(place / "book"), home=place),
        )


SAME_PAGES = "the same pages' strings and paths on a bare reportlab canvas"


def letter_rows(rounds: int, batch: int) -> list[Row]:
    """One warm letter, a batch, and the first letter of a process.

    The floor draws pages that were read from finished letters, over and over; ours are to other clients each time, so
    that nothing is drawn twice.
    """
    floor_letter.register()
    pdfs = [one_letter.draw(number) for number in range(batch)]
    pages = [floor_strokes.strokes_of(pdf) for pdf in pdfs]
    one_letter.compare(pdfs[0], floor_letter.draw(pages[0]))
    fresh = itertools.count(batch)

    def seconds(jobs: Sequence[Callable[[], bytes]]) -> float:
        start = perf_counter()
        for job in jobs:
            job()
        return perf_counter() - start

    def floor(count: int) -> float:
        return seconds([partial(floor_letter.draw, strokes) for strokes in pages[:count]])

    def ours(count: int) -> float:
        return seconds([partial(one_letter.draw, number) for number in itertools.islice(fresh, count)])

    few = min(LETTERS_A_ROUND, batch)
    rows = [
        measure(
            "one bonus letter with its QR code, warm",
            SAME_PAGES,
            # reportlab's own paragraphs take 1.22 of its canvas for such a page; ours shape the type as well.
            1.25,
            rounds,
            lambda: floor(few) / few,
            lambda: ours(few) / few,
        ),
        measure(
            f"{batch} letters, one process, each with its text",
            SAME_PAGES,
            1.25,
            max(3, rounds // 7),
            lambda: floor(batch),
            lambda: ours(batch),
        ),
    ]
    with tempfile.TemporaryDirectory(prefix="evenhand-bench-") as folder:
        place = Path(folder)
        (place / "strokes").write_bytes(pickle.dumps(pages[0]))
        rows.append(
            measure(
                "one letter from a cold start",
                "a cold reportlab canvas with the same fonts and page",
                1.1,
                rounds,
                lambda: until("drawn", "first_letter.py", "floor", str(place / "strokes"), home=place),
                lambda: until("drawn", "first_letter.py", "evenhand", home=place),
            )
        )
    return rows


RULES_DAY = date(2026, 4, 2)
CLIENTS_A_ROUND = 50


def rule_rows(rounds: int, clients: int) -> list[Row]:
    """For whom each rule that comes with the app fires, all their to-dos, and all advice on one client."""
    from evenhand.domain.rules import HouseRule
    from evenhand.storage.book import Book

    with tempfile.TemporaryDirectory(prefix="evenhand-bench-") as folder:
        place = Path(folder) / "book"
        big_book.make_busy(place, clients, RULES_DAY)
        with Book.open(place) as book:
            handle, days = book.connection.handle, floor_rules.days(RULES_DAY)

            def bare(sql: str) -> int:
                return len({id_ for (id_,) in handle.execute(sql, days).fetchall()})

            def ours(rule: HouseRule) -> int:
                return book.rules.count(rule, RULES_DAY)

            rows = []
            for rule in book.rules.all():
                sql = floor_rules.BY_RULE.get(rule.id)
                if sql is None:
                    continue
                if (found := ours(rule)) != (expected := bare(sql)):
                    sys.exit(f"Rule {rule.id} fires for {found} clients, and the bare query finds {expected}.")
                job = f"rule {rule.id} fires for {found} of {clients} clients"
                rows.append(
                    measure(
                        job, "the same in bare SQL", 1.5, rounds, partial(_took, bare, sql), partial(_took, ours, rule)
                    )
                )
            some = [1 + 7919 * number % clients for number in range(CLIENTS_A_ROUND)]

            def bare_clients() -> None:
                for client in some:
                    for sql in floor_rules.ONE_CLIENT:
                        handle.execute(sql, days | {"client": client}).fetchall()

            def advice() -> None:
                for client in some:
                    book.rules.advice(client, RULES_DAY)

            job, floor = f"advice on {CLIENTS_A_ROUND} clients, one by one", "ten bare queries for each"
            rows.append(measure(job, floor, 4, rounds, partial(_took, bare_clients), partial(_took, advice)))
            return rows


def _took(job: Callable[..., object], *arguments: object) -> float:
    start = perf_counter()
    job(*arguments)
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=11, help="rounds for each row (21 or more for the record)")
    parser.add_argument("--clients", type=int, default=100_000, help="clients in the book that the window opens on")
    parser.add_argument("--letters", type=int, default=1_000, help="letters in a batch")
    parser.add_argument("--only", choices=("letters", "start", "rules"), help="these rows alone")
    parser.add_argument("--out", type=Path, default=ROOT / "bench.json")
    options = parser.parse_args()
    rows = []
    if options.only in (None, "letters"):
        rows += letter_rows(options.pairs, options.letters)
    if options.only in (None, "start"):
        rows.append(start_row(options.pairs, options.clients))
    if options.only in (None, "rules"):
        rows += rule_rows(options.pairs, options.clients)
    options.out.write_text(json.dumps([asdict(row) for row in rows], indent=2) + "\n", encoding="utf-8")
    print(table(rows))
    print(f"Written to {options.out}")


if __name__ == "__main__":
    main()
