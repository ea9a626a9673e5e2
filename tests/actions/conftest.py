"""The tailor's shop, and a case in it."""

import pytest

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
