"""Breaks the book in every way known, and prints a table: the fault, how often it was tried, what was violated.

python tests/faults/run.py [--long | --trials=N] [WORDS ...]    only the rows in which one of the words occurs
"""

import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "desktop")]

from evenhand.storage import keys
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from faults import child, disk, flips, letters_at_work, operations, power, races, torn
from faults.operations import ISSUE, Operation

QUICK, LONG = 0, 1
Trials = Iterator[list[str]]
Row = tuple[str, Callable[[Path, int], Trials], tuple[int, int], Callable[[], str]]


def _always() -> str:
    return ""


def _strace() -> str:
    return "" if child.has_strace() else "needs strace"


def _fresh(operation: Operation, place: Path) -> Callable[[], Path]:
    """Makes what the operation starts from once; each call gives a copy of it in its own place."""
    start, copy = place / "start", place / "book"
    operation.make(start)

    def again() -> Path:
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(start, copy)
        return copy

    return again


def _wrong(operation: Operation, folder: Path, said: tuple[str, ...]) -> list[str]:
    try:
        return operation.wrong(folder, said)
    except Exception as error:
        return [f"afterwards: {child.in_words(error)}"]


def killed_at_random(place: Path, trials: int) -> Trials:
    again, chance = _fresh(ISSUE, place), random.Random(7)
    for _trial in range(trials):
        folder = again()
        ended = child.run(letters_at_work.issue_until_killed, folder, after=chance.uniform(0, 0.15))
        wrong = [] if ended.code == child.KILLED else [f"it ended by itself: {ended.error}"]
        yield wrong + _wrong(ISSUE, folder, ended.said)


def killed_at_each_call(operation: Operation) -> Callable[[Path, int], Trials]:
    def trials(place: Path, most: int) -> Trials:
        again = _fresh(operation, place)
        found = child.points(operation.do, again(), place / "calls")
        for point in child.some(found, most, random.Random(7)):
            folder = again()
            ended = child.broken_at(operation.do, folder, point, "signal=KILL")
            # With another order of random ids a page less may be written: then the call doesn't come, and all is done.
            wrong = [] if ended.code in (child.KILLED, 0) else [f"not killed at {point}: {ended.code} {ended.error}"]
            yield wrong + [f"{one} at {point}" for one in _wrong(operation, folder, ended.said)]

    return trials


def failing_disk(operation: Operation) -> Callable[[Path, int], Trials]:
    def trials(place: Path, most: int) -> Trials:
        again, chance = _fresh(operation, place), random.Random(7)
        found = child.points(operation.do, again(), place / "calls", disk.ON_DISK)
        for point in child.some(found, most, chance):
            folder = again()
            error, ended = disk.failing_at(operation.do, folder, point, chance)
            wrong = []
            if ended.code not in (0, child.FAILED):
                wrong.append(f"ended with {ended.code}")
            if ended.code == child.FAILED and "disk" not in ended.error:
                wrong.append(f"the message doesn't name the disk: {ended.error}")
            yield [f"{one} at {point} {error}" for one in wrong + _wrong(operation, folder, ended.said)]

    return trials


def full_disk(place: Path, trials: int) -> Trials:
    start = place / "start"
    letters_at_work.make_book(start)
    size, chance = (start / "book.db").stat().st_size // 1024, random.Random(7)
    for _trial in range(trials):
        with disk.small_disk(place / "disk", size + chance.randrange(40, 400, 4)) as small:
            folder = small / "book"
            shutil.copytree(start, folder)
            ended = child.run(letters_at_work.issue_until_killed, folder)
            wrong = [] if "disk" in ended.error else [f"the message doesn't name the disk: {ended.error}"]
            with Book.open(folder) as book:  # on the full disk
                wrong += [finding.code for finding in check(book)]
            disk.make_room(small, size + 4096)
            yield wrong + _wrong(ISSUE, folder, ended.said)


def power_cut(place: Path, trials: int) -> Trials:
    start, image, here = place / "start", place / "image", place / "disk"
    letters_at_work.make_book(start)
    power.make_disk(place / "empty")
    with power.mounted(place / "empty", here) as root:
        shutil.copytree(start, root / "book")
    chance = random.Random(7)
    for _trial in range(trials):
        shutil.copy(place / "empty", image)
        with power.mounted(image, here) as root:
            said = power.cut(letters_at_work.issue_until_killed, root / "book", root, chance)
        with power.mounted(image, here) as root:
            yield _wrong(ISSUE, root / "book", said)


def torn_writes(operation: Operation) -> Callable[[Path, int], Trials]:
    def trials(place: Path, states: int) -> Trials:
        folder, chance = _fresh(operation, place)(), random.Random(7)
        start = torn.contents(folder)
        steps = torn.recorded(operation.do, folder, place / "calls")
        for _state in range(states):
            moment = chance.randrange(len(steps) + 1)
            left = torn.left_behind(steps, start, moment, chance)
            torn.lay(folder, left)
            lines = torn.said_before(steps, moment).decode().splitlines()
            said = tuple(words for _kind, words in map(json.loads, lines))
            yield [f"{one} before step {moment}" for one in _wrong(operation, folder, said)]

    return trials


def raced(place: Path, trials: int) -> Trials:
    folder, chance = _fresh(ISSUE, place)(), random.Random(7)
    for _trial in range(trials):
        yield races.race(folder, chance)


def flipped(key: keys.BookKey | None) -> Callable[[Path, int], Trials]:
    def trials(place: Path, many: int) -> Trials:
        folder, chance = place / "book", random.Random(7)
        letters_at_work.make_book(folder, key)
        with Book.open(folder, key=key) as book:
            for number in range(4):
                letters_at_work.issue_two(book, lambda _line: None, bonus=bool(number % 2))
            letters = {row.number: book.letters.pdf(row.id) for row in book.letters.rows()}
        whole = (folder / "book.db").read_bytes()
        for _trial in range(many):
            (folder / "book.db").write_bytes(flips.damaged(whole, chance))
            yield flips.taken_for_whole(folder, letters, key)

    return trials


def _rows() -> Iterator[Row]:
    yield "kill -9 at a random moment of issuing", killed_at_random, (200, 1000), _always
    for operation in operations.ALL:
        yield f"kill -9 at each system call: {operation.name}", killed_at_each_call(operation), (40, 10**6), _strace
    for operation in operations.ALL:
        yield f"EIO or ENOSPC at each write and flush: {operation.name}", failing_disk(operation), (30, 10**6), _strace
    yield "torn and reordered writes: issue letters", torn_writes(ISSUE), (300, 3000), _strace
    for operation in operations.WITH_FILES:
        yield f"torn and reordered writes: {operation.name}", torn_writes(operation), (60, 500), _strace
    yield "full disk", full_disk, (6, 40), disk.why_not_full
    yield "power cut", power_cut, (20, 300), power.why_not
    yield "the same act twice, in two processes", raced, (10, 50), _always
    yield "flipped or cut file", flipped(None), (60, 300), _always
    yield "flipped or cut file, encrypted", flipped(operations.KEY), (60, 300), _always


def _place() -> Path:
    """A folder in memory where there is one: what the page cache holds outlives a kill all the same."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="evenhand-faults-", dir=memory if memory.is_dir() else None))


def main(arguments: list[str]) -> int:
    """Runs the rows asked for. Returns 1 when anything was violated."""
    size = LONG if "--long" in arguments else QUICK
    most = next((int(one.split("=")[1]) for one in arguments if one.startswith("--trials=")), 10**6)
    words = [one for one in arguments if not one.startswith("--")]
    with Book.in_memory() as book:
        check(book)  # loads what each trial would load anew
    print(f"{'fault':<66} {'trials':>7} {'violations':>10} {'seconds':>8}", flush=True)
    violated = 0
    for name, trials, counts, why_not in _rows():
        if words and not any(word in name for word in words):
            continue
        if reason := why_not():
            print(f"{name:<66} {'skipped: ' + reason}", flush=True)
            continue
        place, begun, tried, found = _place(), time.monotonic(), 0, []
        try:
            for wrong in trials(place, min(counts[size], most)):
                tried += 1
                if wrong:
                    found.append(wrong)
        finally:
            shutil.rmtree(place, ignore_errors=True)
        print(f"{name:<66} {tried:>7} {len(found):>10} {time.monotonic() - begun:>8.0f}", flush=True)
        for wrong in found[:5]:
            print(f"    {'; '.join(wrong[:4])}", flush=True)
        violated += len(found)
    return 1 if violated else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
