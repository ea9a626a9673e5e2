"""The book's file is taken away while it's open, by a sync, a hand, or a stick that was pulled out."""

import os
import shutil
from pathlib import Path

import pytest

from evenhand.domain.records import Client
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageError, StorageFailed

pytestmark = pytest.mark.skipif(os.name != "posix", reason="an open file can't be taken away on Windows")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "book"


def gone(folder: Path) -> None:
    shutil.rmtree(folder)


def moved(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))


def replaced(folder: Path) -> None:
    shutil.copy(folder / "book.db", folder / "synced.db")
    (folder / "synced.db").replace(folder / "book.db")


@pytest.mark.parametrize("how", [gone, moved, replaced])
def test_what_would_be_written_where_nobody_finds_it_is_not_said_to_be_saved(folder: Path, how: object) -> None:
    with Book.create(folder) as book:
        book.clients.add(Client(0, "Jane"))
        how(folder)  # type: ignore[operator]
        with pytest.raises(StorageFailed) as failed:
            book.clients.add(Client(0, "Pavel"))
        assert failed.value.reason == "taken_away"
        assert not failed.value.at_commit
        assert book.clients.count() == 1


def test_a_stick_that_comes_back_goes_on_where_it_was(folder: Path) -> None:
    with Book.create(folder) as book:
        moved(folder)
        with pytest.raises(StorageFailed):
            book.clients.add(Client(0, "Pavel"))
        folder.with_name("elsewhere").rename(folder)
        book.clients.add(Client(0, "Pavel"))
    with Book.open(folder) as book:
        assert book.clients.count() == 1


@pytest.mark.parametrize("way", ["unlock", "look", "settle"])
def test_a_book_that_is_gone_is_never_made_anew(folder: Path, way: str) -> None:
    with Book.create(folder) as book:
        if way == "unlock":
            book.connection.lock()
        (folder / "book.db").unlink()
        (folder / "book.db-journal").unlink(missing_ok=True)
        ways = {
            "unlock": lambda: book.connection.unlock(None),
            "look": lambda: book.connection.set_read_only(False),
            "settle": book.connection._reopen,
        }
        with pytest.raises(StorageError):
            ways[way]()
        assert list(folder.iterdir()) == []
