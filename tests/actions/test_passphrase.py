"""A first passphrase, another one, none any more: what lies beside the book afterwards, and who can read it."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evenhand.actions.passphrase import change_key, delete_plain_backups, plain_backups
from evenhand.actions.safekeeping import back_up
from evenhand.domain.records import Client
from evenhand.storage.backups import Backups
from evenhand.storage.book import Book
from evenhand.storage.keys import BookKey, is_under

NOW = datetime(2026, 11, 22, 18, 4, tzinfo=UTC)
KEY, OTHER = BookKey(b"k" * 32, b"salt of sixteen!"), BookKey(b"o" * 32, b"another sixteen!")
SECRET = b"zqsecretname"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "book"


def shop(folder: Path, key: BookKey | None = None) -> Book:
    book = Book.create(folder, key=key)
    book.clients.add(Client(0, SECRET.decode()))
    return book


def readable(folder: Path) -> list[str]:
    """Files in which anybody finds the client's name."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and SECRET in path.read_bytes())


def test_a_first_passphrase_leaves_nothing_behind_that_anybody_can_read(folder: Path) -> None:
    with shop(folder) as book:
        assert readable(folder) == ["book.db"]
        change_key(book, KEY, now=NOW)
        assert book.clients.get(1).name == SECRET.decode()
    assert readable(folder) == []
    assert plain_backups(folder) == []


@pytest.mark.parametrize("key", [OTHER, None], ids=["another", "none"])
def test_a_backup_under_the_old_passphrase_is_made_before_it_is_changed_or_removed(
    folder: Path, key: BookKey | None
) -> None:
    with shop(folder, KEY) as book:
        change_key(book, key, now=NOW)
    (backup,) = Backups(folder).all()
    assert backup.why == "rekey"
    assert is_under(backup.path, KEY)
    assert Backups(folder).counts(backup.path, KEY).clients == 1


def test_backups_from_before_the_passphrase_are_found_and_others_stay(folder: Path) -> None:
    with shop(folder) as book:
        plain = back_up(book, now=NOW)
        change_key(book, KEY, now=NOW)
        locked = back_up(book, now=NOW)
        assert plain is not None
        assert locked is not None
        assert plain_backups(folder) == [plain.path]
        assert delete_plain_backups(folder) == 1
    assert [one.path for one in Backups(folder).all()] == [locked.path]
    assert readable(folder) == []


@pytest.mark.skipif(os.name != "posix", reason="an open file can't be deleted on Windows")
def test_of_a_backup_that_was_let_go_nothing_is_left_on_the_disk(folder: Path) -> None:
    with shop(folder) as book:
        plain = back_up(book, now=NOW)
    assert plain is not None
    with plain.path.open("rb") as as_it_lies:
        assert SECRET in as_it_lies.read()
        delete_plain_backups(folder)
        as_it_lies.seek(0)
        assert not as_it_lies.read().strip(b"\0")


def test_a_snapshot_that_shares_the_bytes_of_a_backup_keeps_them(folder: Path, tmp_path: Path) -> None:
    with shop(folder) as book:
        plain = back_up(book, now=NOW)
    assert plain is not None
    os.link(plain.path, tmp_path / "snapshot")
    delete_plain_backups(folder)
    assert SECRET in (tmp_path / "snapshot").read_bytes()


def test_what_a_crashed_book_left_when_it_was_set_aside_goes_with_it(folder: Path) -> None:
    with shop(folder) as book:
        plain = back_up(book, now=NOW)
    assert plain is not None
    aside = plain.path.with_name("before-restore-20261122T180400Z.db")
    aside.write_bytes(plain.path.read_bytes())
    aside.with_name(aside.name + "-journal").write_bytes(SECRET)
    assert delete_plain_backups(folder) == 2
    assert readable(folder) == ["book.db"]
