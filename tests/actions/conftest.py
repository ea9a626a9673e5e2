"""The tailor's shop and a case in it; a book with something in every field; the sample business."""

from collections.abc import Iterator

import pytest

import books
import everything
import tailor
from evenhand.domain.records import Case
from evenhand.storage.book import Book


@pytest.fixture
def shop(book: Book) -> Book:
    """A tailor, one client, one paid order."""
    return tailor.open_shop(book)


@pytest.fixture
def case(shop: Book) -> Case:
    return tailor.open_case(shop)


@pytest.fixture
def full(book: Book) -> Book:
    """One row in every table, about one client."""
    everything.fill(book)
    return book


@pytest.fixture
def business() -> Iterator[Book]:
    """The sample business."""
    with books.sample() as opened:
        yield opened
