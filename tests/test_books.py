"""The copy that each test writes into is a book like any other."""

from typing import Any

import books
from evenhand.domain.records import Client
from evenhand.storage.book import Book
from evenhand.storage.checking import check

SET = ("user_version", "application_id", "foreign_keys", "recursive_triggers", "secure_delete", "synchronous")


def told(book: Book) -> list[Any]:
    value = book.connection.value
    return [book.connection.rows("SELECT type, name, sql FROM sqlite_master"), *(value(f"PRAGMA {x}") for x in SET)]


def test_a_copy_is_what_a_new_book_is_and_nothing_written_to_it_is_in_the_next() -> None:
    with Book.in_memory() as new, books.blank() as copy, books.blank() as other:
        assert told(copy) == told(new)
        copy.clients.add(Client(0, "Anna"))
        assert (copy.clients.count(), other.clients.count()) == (1, 0)
        assert check(other) == check(new)
        with books.blank() as next_one:
            assert next_one.clients.count() == 0
