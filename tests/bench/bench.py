"""Speed as ratios to floors measured in the same run. Writes bench.json and prints it as a table.

Each round runs the floor, our work, and the floor again, in turn; a row is the median of the rounds' ratios with its
quartiles. A row in which the floor against itself leaves 0.93 to 1.07 is void: the machine was busy with other things.
Nothing here is a test, and no test is timed.
"""

import argparse
import itertools
import json
import pickle
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter

import big_book
import floor_letter
import floor_rules
import floor_strokes
import one_letter
import safe_rows
from rows import ROOT, Row, measure, table, took, until

LETTERS_A_ROUND = 8


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
                        job, "the same in bare SQL", 1.5, rounds, partial(took, bare, sql), partial(took, ours, rule)
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
            rows.append(measure(job, floor, 4, rounds, partial(took, bare_clients), partial(took, advice)))
            return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=11, help="rounds for each row (21 or more for the record)")
    parser.add_argument("--clients", type=int, default=100_000, help="clients in the book that the window opens on")
    parser.add_argument("--letters", type=int, default=1_000, help="letters in a batch")
    parser.add_argument("--only", choices=("letters", "start", "rules", "safe"), help="these rows alone")
    parser.add_argument("--row", default="", help="of the safe rows only those in whose name this occurs")
    parser.add_argument("--out", type=Path, default=ROOT / "bench.json")
    options = parser.parse_args()
    rows = []
    if options.only in (None, "letters"):
        rows += letter_rows(options.pairs, options.letters)
    if options.only in (None, "start"):
        rows.append(start_row(options.pairs, options.clients))
    if options.only in (None, "rules"):
        rows += rule_rows(options.pairs, options.clients)
    if options.only in (None, "safe"):
        rows += safe_rows.safe_rows(options.pairs, options.clients, options.row)
    options.out.write_text(json.dumps([asdict(row) for row in rows], indent=2) + "\n", encoding="utf-8")
    print(table(rows))
    print(f"Written to {options.out}")


if __name__ == "__main__":
    main()
