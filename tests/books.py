"""Books for the tests: each is made once in a process, and who wants one takes a copy of its own."""

from datetime import date
from functools import cache

from evenhand.storage.book import Book
from evenhand.storage.connection import Connection

SAMPLE_DAY = date(2026, 11, 20)


def copy_of(book: Book) -> Book:
    """A book in memory that holds what `book` holds, page for page; whoever takes it closes it."""
    connection = Connection(None)
    connection.prepare()
    book.connection.handle.backup(connection.handle)
    return Book(connection, None)


def blank() -> Book:
    """A new book in memory; whoever takes it closes it."""
    return copy_of(_blank())


def sample() -> Book:
    """The sample business in memory, as it stands on SAMPLE_DAY; whoever takes it closes it."""
    return copy_of(_sample())


@cache
def _blank() -> Book:
    return Book.in_memory()


@cache
def _sample() -> Book:
    from evenhand import sample as made_up  # draws every letter, and most tests want none

    book = blank()
    made_up.make(book, today=SAMPLE_DAY)
    return book
