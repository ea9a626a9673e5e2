"""A book with many clients, in three scripts, the same each time."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from random import Random

from evenhand.domain.records import Client, Letterhead, Owner
from evenhand.storage.book import Book

FIRST = ("Ana", "Anahit", "Anna", "Jane", "John", "Mihai", "Olga", "Ольга", "Пётр", "Անի", "Սևակ", "Ștefan")
LAST = ("Whitcombe", "Popescu", "Соловьёв", "Պետրոսյան", "O'Connor", "Weiss", "Łukasz", "Ионеску", "Հակոբյան")


def make(folder: Path, clients: int) -> None:
    with Book.create(folder) as book:
        book.owner.save(Owner((Letterhead("en", "Merrow Tailoring", "Ellen Merrow"),)))
        book.clients.add_many(
            Client(
                0,
                f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]} {number:06}",
                phone=f"+44 20 7946 {number:06}",
                email=f"client{number}@example.org",
                valued=number % 17 == 0,
                since=date(2019, 1 + number % 12, 1 + number % 28),
            )
            for number in range(clients)
        )


CONTACTS_OF_EACH = 5
ORDERS_OF_EACH = 2


def make_busy(folder: Path, clients: int, today: date) -> None:
    """The same with years of work in it: five contacts a client and most of them marked, two orders, a case for every
    fifth, a tenth of those open, and what goes with them.
    """
    make(folder, clients)
    with Book.open(folder) as book, book.transaction():
        fill(book.connection.handle.executemany, clients, today)


def fill(executemany: Callable[[str, Iterable[tuple[object, ...]]], object], clients: int, today: date) -> None:
    """Rows for as many clients, numbered from 1, drawn from one fixed chance."""
    chance = Random(20260402)

    def ago(most: int, least: int = 0) -> str:
        return (today - timedelta(chance.randint(least, most))).isoformat()

    ids = range(1, clients + 1)

    def some(of: int) -> list[int]:
        return chance.sample(ids, max(clients // of, 1))

    def put(table: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
        marks = ", ".join("?" * len(columns.split(", ")))
        executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)

    for standing, of in (("left", 20), ("parted", 100), ("prospect", 50)):
        executemany(f"UPDATE clients SET standing = '{standing}' WHERE id = ?", [(one,) for one in some(of)])
    orders = [(n, 1 + n % clients) for n in range(1, clients * ORDERS_OF_EACH + 1)]
    placed = {n: ago(1800, 20) for n, _client in orders}
    put(
        "orders",
        "id, client_id, number, ordered_on, what, total, paid, cost, delivered_on, currency, folded",
        (
            (n, client, str(n), placed[n], "a coat", sum_ := chance.randint(2_000, 90_000),
             0 if chance.random() < 0.02 else sum_, sum_ // 2 if n % 3 else None,
             None if n % 40 == 0 else max(placed[n], ago(1800)), "EUR", "")
            for n, client in orders
        ),
    )  # fmt: skip
    contacts = range(1, clients * CONTACTS_OF_EACH + 1)
    put(
        "interactions",
        "id, client_id, happened_at, channel, direction, summary",
        ((n, 1 + n % clients, f"{ago(1800)} 10:{n % 60:02}:00", "phone", "in", "About the coat") for n in contacts),
    )
    felt = ["comfortable"] * 8 + ["uneasy", "uncomfortable"]
    put(
        "comfort_marks",
        "interaction_id, comfort, reasons, note",
        (
            (n, mark := chance.choice(felt), '["rude"]' if mark == "uncomfortable" and n % 3 == 0 else "[]", "")
            for n in contacts if n % 5
        ),
    )  # fmt: skip
    put(
        "comfort_flags",
        "client_id, comfort, set_on, reason",
        ((one, chance.choice(felt), ago(900), "") for one in some(4)),
    )
    cases = [(n, one) for n, one in enumerate(some(5), 1)]
    received = {n: ago(12, 0) if n % 10 == 0 else ago(1500, 20) for n, _client in cases}
    put(
        "cases",
        "id, number, client_id, order_id, title, received_on, words, cause, responsibility, finding, change, remedy,"
        " remedy_what, remedy_by, remedy_cost, currency, compensation_skipped, double_skipped, answered_on, outcome,"
        " closed_on",
        (
            (n, f"C-{n}", client, client, "It tore", received[n], "It tore" if n % 50 else "", "product",
             chance.choice(["ours", "ours", "shared", "client"]) if n % 30 else None, "", "",
             "redo" if n % 20 else None, "", received[n] if n % 20 else None, 5_000, "EUR", int(n % 70 == 0), 0,
             received[n] if n % 20 else None, None if n % 10 == 0 else "left" if n % 7 == 0 else "stays",
             None if n % 10 == 0 else received[n])
            for n, client in cases
        ),
    )  # fmt: skip
    put(
        "case_options",
        "case_id, place, remedy, title, details, effort_what, minutes, offered",
        (
            (n, place, remedy, "A way", "", "", 0, 1)
            for n, _client in cases
            for place, remedy in enumerate(("redo", "repair", "discount"), 1)
        ),
    )
    put(
        "case_turns",
        "case_id, turn, since, note",
        ((n, "client" if n % 3 else "ours", received[n], "") for n, _client in cases if n % 2),
    )
    put(
        "promises",
        "client_id, case_id, what, made_on, first_due, due_on, ended_on, ending",
        (
            (client, n, "A fitting", received[n], received[n], day := ago(20) if n % 10 == 0 else received[n],
             None if n % 10 == 0 else day, None if n % 10 == 0 else "kept")
            for n, client in cases
        ),
    )  # fmt: skip
    granted = [(n, client) for n, client in cases if n % 4 == 0]
    put(
        "letters",
        "id, number, series, year, sequence, kind, language, client_id, case_id, issued_on, subject, body, snapshot,"
        " amount, currency, pdf, sha256, facts_sha256, prev_sha256, operation_id, app_version, template_version",
        (
            (n, f"B-{n}", "B", 2020, n, "bonus", "en", client, n, received[n], "", "", '{"bonus": {}}', 2_000, "EUR",
             b"%PDF", "0" * 64, "0" * 64, "", f"letter {n}", "1", "1")
            for n, client in granted
        ),
    )  # fmt: skip
    put("case_bonuses", "case_id, amount, valid_until, share, months, nature, currency",
        ((n, 2_000, "2030-01-01", "0.10", 3, "goodwill", "EUR") for n, _client in granted))  # fmt: skip
    put(
        "case_gifts",
        "case_id, what, cost, currency",
        ((n, "A scarf", 900, "EUR") for n, _client in cases if n % 3 == 0),
    )
    put(
        "bonuses",
        "id, code, client_id, case_id, letter_id, amount, granted_on, valid_until, nature, currency",
        ((n, f"B{n}", client, n, n, 2_000, received[n], (date.fromisoformat(received[n]) + timedelta(90)).isoformat(),
          "goodwill", "EUR") for n, client in granted),
    )  # fmt: skip
    put("bonus_ledger", "bonus_id, kind, amount, entered_on, note, currency, operation_id",
        ((n, "granted", 2_000, received[n], "", "EUR", f"grant {n}") for n, _client in granted))  # fmt: skip
    used = ((n, "redeemed", 2_000, received[n], one, "", "EUR", f"use {n}") for n, one in granted if n % 8 == 0)
    put("bonus_ledger", "bonus_id, kind, amount, entered_on, order_id, note, currency, operation_id", used)
    asked = [(n, one) for n, one in enumerate(some(5), 1)]
    put(
        "intakes",
        "id, begun_on, name, reach, came_through, asks, client_id, ending, ended_on, reason",
        ((n, day := ago(1500), "", "", "", "", client, "welcome", day, "") for n, client in asked),
    )
    put(
        "intake_answers",
        "intake_id, place, question, answer, note",
        (
            (n, place, f"Question {place}", chance.choice(["yes"] * 8 + ["unsure", "no"]), "")
            for n, _client in asked for place in range(1, 6)
        ),
    )  # fmt: skip
