"""Rows for what keeps a book safe and brings data in and out: import, export, backup, encryption, one save."""

import csv
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from time import perf_counter

import big_book
from rows import Row, measure, took, until

from evenhand.actions import exporting, importing
from evenhand.actions.safekeeping import back_up
from evenhand.storage import rekeying
from evenhand.storage.backups import FOLDER
from evenhand.storage.book import Book
from evenhand.storage.export_tables import SHEETS
from evenhand.storage.keys import BookKey

TODAY = date(2026, 4, 2)
KEY = BookKey(bytes(range(32)), bytes(range(16)))
SAVES_A_ROUND = 20
QUERIES_A_ROUND = 40
PAGE = 50
SEARCHED = ("an", "pop", "соло", "whit 0001", "łuk", "7946")
_TIMES = (datetime(2026, 4, 2, tzinfo=UTC) + timedelta(minutes=number) for number in count())


def safe_rows(rounds: int, clients: int, only: str) -> list[Row]:
    """All rows in whose name `only` occurs."""
    found = []
    with tempfile.TemporaryDirectory(prefix="evenhand-bench-") as folder:
        place = Path(folder)
        for name, row in (
            ("import", import_rows),
            ("export", export_row),
            ("backup", backup_rows),
            ("encrypted", encrypted_rows),
            ("save", save_row),
        ):
            if only in name:
                found += row(place / name, max(5, rounds // 2) if name in ("import", "export") else rounds, clients)
    return found


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def import_rows(place: Path, rounds: int, clients: int) -> list[Row]:
    """A CSV file into an empty book, with its reading, the look at who is known, the backup before, and the way back.

    The floor has every value ready, also those that a list is sorted and searched by.
    """
    place.mkdir()
    file = place / "people.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("Name", "Phone", "E-mail", "Street", "City", "Customer since"))
        for number in range(clients):
            first, last = big_book.FIRST[number % 12], big_book.LAST[number // 12 % 9]
            since = date(2019, 1 + number % 12, 1 + number % 28).isoformat()
            email = f"client{number}@example.org"
            street, phone = f"{number} High Street", f"+44 20 7946 {number:06}"
            writer.writerow((f"{first} {last} {number:06}", phone, email, street, "York", since))

    def take(folder: Path) -> None:
        with Book.open(folder) as book:
            plan = importing.preview(book, importing.read_file(file))
            done = importing.take(book, plan, operation_id="bench", now=next(_TIMES))
            assert done.added == clients

    def fresh() -> Path:
        folder = _empty(place / "book")
        Book.create(folder).close()
        return folder

    take(fresh())
    with Book.open(place / "book") as book:
        names = list(book.connection.firsts("SELECT name FROM pragma_table_info('clients')"))
        sql = f"INSERT INTO clients ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        parsed = book.connection.rows(f"SELECT {', '.join(names)} FROM clients")

    def into_book() -> float:
        with Book.open(fresh()) as book, book.transaction():
            return took(book.connection.handle.executemany, sql, parsed)

    def into_bare() -> float:
        _empty(place / "bare").mkdir()
        bare = sqlite3.connect(place / "bare" / "bare.db", isolation_level=None)
        bare.execute(f"CREATE TABLE clients ({', '.join(names)})")
        start = perf_counter()
        bare.execute("BEGIN")
        bare.executemany(sql, parsed)
        bare.execute("COMMIT")
        spent = perf_counter() - start
        bare.close()
        return spent

    def ours() -> float:
        folder = fresh()
        return took(take, folder)

    job = f"import of {clients} clients from CSV"
    return [
        measure(job, "executemany of the parsed rows, searchable at once", 3, rounds, into_book, ours),
        measure(job, "executemany of the parsed rows into a table without any index", 3, rounds, into_bare, ours),
    ]


def export_row(place: Path, rounds: int, clients: int) -> list[Row]:
    """Everything in the book as files, onto the disk; the floor is the same tables as they lie there."""
    big_book.make_busy(place / "book", clients, TODAY)
    tables = list(dict.fromkeys((sheet.table, sheet.name) for sheet in SHEETS))
    with Book.open(place / "book") as book:
        handle = book.connection.handle

        def floor() -> None:
            folder = _empty(place / "floor")
            (folder / "letters").mkdir(parents=True)
            for table, name in tables:
                with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="", buffering=1 << 20) as out:
                    lean = [
                        column
                        for (column,) in handle.execute(f"SELECT name FROM pragma_table_info('{table}')").fetchall()
                        if column not in ("pdf", "logo", "signature")
                    ]
                    csv.writer(out).writerows(handle.execute(f"SELECT {', '.join(lean)} FROM {table}"))
                    out.flush()
                    os.fsync(out.fileno())
            for number, pdf in handle.execute("SELECT number, pdf FROM letters").fetchall():
                (folder / "letters" / f"{number}.pdf").write_bytes(pdf)

        def ours() -> None:
            exporting.export_all(book, _empty(place / "ours"), today=TODAY)

        job = f"export of everything of {clients} clients"
        return [measure(job, "the bare queries and csv.writer", 1.5, rounds, lambda: took(floor), lambda: took(ours))]


def backup_rows(place: Path, rounds: int, clients: int) -> list[Row]:
    """A backup that was read through, and a new passphrase, which writes the book anew."""
    found = []
    big_book.make(place / "book", clients)
    with Book.open(place / "book") as book:
        for words, key in (("", None), (", encrypted", KEY)):
            if key is not None:
                rekeying.rekey(book, key)
            job, is_ = f"verified backup of {clients} clients{words}", "a copy of the file and fsync"
            found.append(measure(job, is_, 2.5, rounds, *_copy_and_backup(book, place)))
        keys = iter(BookKey(bytes([number % 256]) * 32, bytes([number % 256]) * 16) for number in count())
        _copy, backup = _copy_and_backup(book, place)
        job, few = f"another passphrase for {clients} clients", max(5, rounds // 2)
        found.append(measure(job, "a verified backup", 3, few, backup, lambda: took(rekeying.rekey, book, next(keys))))
    return found


def _copy_and_backup(book: Book, place: Path) -> tuple[Callable[[], float], Callable[[], float]]:
    source = book.connection.handle.file()  # any other descriptor of it would drop the book's lock when it's closed

    def copy() -> None:
        source.seek(0)
        with (place / "copy").open("wb", buffering=0) as out:
            while piece := source.read(1 << 20):
                out.write(piece)
            os.fsync(out.fileno())

    def ours() -> float:
        _empty(place / "book" / FOLDER)
        return took(back_up, book, now=next(_TIMES))

    return lambda: took(copy), ours


def encrypted_rows(place: Path, rounds: int, clients: int) -> list[Row]:
    """The same book encrypted, against itself unencrypted: its start with the key known, a page, a search."""
    plain, locked = place / "plain", place / "encrypted"
    big_book.make(plain, clients)
    shutil.copytree(plain, locked)
    rekeying.rekey_copy(locked / "book.db", None, KEY)
    found = [
        measure(
            f"start to first painted window, {clients} clients, encrypted, key known",
            "the same unencrypted",
            1.1,
            rounds,
            lambda: until("painted", "first_paint.py", "evenhand", str(plain), home=place),
            lambda: until("painted", "first_paint.py", "evenhand", str(locked), KEY.key.hex(), home=place),
        )
    ]
    with Book.open(plain) as one, Book.open(locked, key=KEY) as other:
        for words, job in ((f"a page of {PAGE} of the list", _pages), ("a search typed in the list", _searches)):
            found.append(
                measure(
                    f"{words}, {clients} clients, encrypted, warm",
                    "the same unencrypted",
                    1.1,
                    rounds,
                    lambda job=job: took(job, one),  # type: ignore[misc]
                    lambda job=job: took(job, other),  # type: ignore[misc]
                )
            )
    return found


def _pages(book: Book) -> None:
    ids = book.clients.ids()
    for number in range(QUERIES_A_ROUND):
        start = number * 7919 % max(len(ids) - PAGE, 1)
        assert len(book.clients.rows(ids[start : start + PAGE])) == min(PAGE, len(ids))


def _searches(book: Book) -> None:
    for text in SEARCHED:
        book.clients.ids(text=text)


def save_row(place: Path, rounds: int, clients: int) -> list[Row]:
    """One client's changed number, safely on the disk, against the same change as bare SQL on the same connection."""
    from dataclasses import replace

    big_book.make(place / "book", clients)
    with Book.open(place / "book") as book:
        handle = book.connection.handle
        chosen: Iterator[int] = (1 + 7919 * number % clients for number in count())
        numbers = count()

        def floor() -> None:
            for _save in range(SAVES_A_ROUND):
                phone = f"{next(numbers)}"
                handle.execute("BEGIN IMMEDIATE")
                # What is searched by follows the number.
                handle.execute("UPDATE clients SET phone = ?, folded = ? WHERE id = ?", (phone, phone, next(chosen)))
                handle.execute("COMMIT")

        def ours() -> None:
            for _save in range(SAVES_A_ROUND):
                book.clients.save(replace(book.clients.get(next(chosen)), phone=f"{next(numbers)}"))

        job = "one durable save of a client"
        is_ = "the bare UPDATE and commit with the same pragmas"
        return [measure(job, is_, 2, rounds, lambda: took(floor) / SAVES_A_ROUND, lambda: took(ours) / SAVES_A_ROUND)]
