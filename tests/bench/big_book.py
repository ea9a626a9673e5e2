"""A book with many clients, in three scripts, the same each time."""

from datetime import date
from pathlib import Path

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
