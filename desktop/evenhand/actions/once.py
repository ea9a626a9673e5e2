"""Doing a thing once, however often it's asked for."""

from collections.abc import Callable
from typing import TypeVar

from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed

T = TypeVar("T")


def once(book: Book, known: Callable[[], T | None], do: Callable[[], T]) -> T:
    """What `known` finds, or else what `do` does in one transaction.

    A commit that reported an error may have been kept all the same. Then the book is asked, and nothing is repeated:
    a refund must not go out twice.
    """
    try:
        with book.transaction():
            found = known()
            return do() if found is None else found
    except StorageFailed as error:
        if error.at_commit and (found := known()) is not None:
            return found
        raise
