"""Books for the tests: the tables are made once in a process, and each test takes a copy of its own."""

from functools import cache

from evenhand.storage.book import Book
from evenhand.storage.connection import Connection


def copy_of(book: Book) -> Book:
    """A book in memory that holds what `book` holds, page for page; whoever takes it closes it."""
    connection = Connection(None)
    connection.prepare()
    book.connection.db.connection().backup(connection.db.connection())
    return Book(connection, None)


def blank() -> Book:
    """A new book in memory; whoever takes it closes it."""
    return copy_of(_blank())


@cache
def _blank() -> Book:
    return Book.in_memory()
