"""An encrypted book bears all that a plain one does: migration, copies, checks, and a wrong key after a crash."""

import logging
import os
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import books
from evenhand.domain.records import Client
from evenhand.storage import keys, migrations, rekeying
from evenhand.storage.backup import verified_copy
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.storage.database import open_database
from evenhand.storage.errors import BookNewer, PassphraseMissing, PassphraseWrong
from evenhand.storage.keys import BookKey
from evenhand.storage.rekeying import rekey, rekey_copy

KEY, WRONG = BookKey(b"k" * 32, b"salt of a book ."), BookKey(b"w" * 32, b"salt of a book .")
OTHER = BookKey(b"v" * 32, b"another salt ...")
OLD_BOOKS = sorted((Path(__file__).parents[1] / "old_books").glob("schema_*.db"))
SECRET = "zqname"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """The folder of an encrypted book with the sample business in it."""
    folder = tmp_path / "book"
    folder.mkdir()
    with books.sample() as made:
        made.clients.add(Client(0, SECRET))
        rekeying._export(made.connection.handle, folder / "book.db", KEY)
    return folder


def rows(book: Book) -> dict[str, list[tuple[object, ...]]]:
    tables = [name for name, _wr in book.connection.rows(rekeying._TABLES) if name != "book_state"]
    return {name: book.connection.rows(f'SELECT * FROM "{name}"') for name in sorted(tables)}


@pytest.mark.parametrize("old", OLD_BOOKS, ids=lambda path: path.stem)
def test_an_old_encrypted_book_is_brought_up_to_date_as_a_plain_one_is(old: Path, tmp_path: Path) -> None:
    for name in ("plain", "locked"):
        (tmp_path / name).mkdir()
        shutil.copy(old, tmp_path / name / "book.db")
    path = tmp_path / "locked" / "book.db"
    rekey_copy(path, None, KEY)
    with pytest.raises(PassphraseMissing):
        Book.open(path.parent)
    with pytest.raises(PassphraseWrong):
        Book.open(path.parent, key=WRONG)
    with Book.open(path.parent, key=KEY) as book, Book.open(tmp_path / "plain") as plain:
        assert check(book) == []
        assert rows(book) == rows(plain)
        assert book.connection.rows(rekeying._SCHEMA) == plain.connection.rows(rekeying._SCHEMA)
    copies = list(path.parent.glob("before-v*.db"))
    assert len(copies) == int(old.stem[-2:] != f"{migrations.NEWEST:02}")
    for copy in copies:
        assert keys.is_under(copy, KEY)
        opened = open_database(copy, KEY)
        assert opened.execute("SELECT count(*) FROM letters").fetchone() == (3,)
        opened.close()


def test_a_newer_encrypted_book_is_refused_and_left_as_it_was(locked: Path) -> None:
    other = open_database(locked / "book.db", KEY)
    other.execute("PRAGMA user_version = 99")
    other.close()
    before = (locked / "book.db").read_bytes()
    with pytest.raises(BookNewer):
        Book.open(locked, key=KEY)
    assert (locked / "book.db").read_bytes() == before


def test_a_verified_copy_opens_with_the_same_passphrase_and_with_nothing_else(locked: Path, tmp_path: Path) -> None:
    with Book.open(locked, key=KEY) as book:
        held = rows(book)
        (tmp_path / "other").mkdir()
        copy = verified_copy(book.connection, tmp_path / "other" / "book.db")
    assert SECRET.encode() not in copy.read_bytes()
    for key, error in ((None, PassphraseMissing), (WRONG, PassphraseWrong)):
        with pytest.raises(error):
            Book.open(copy.parent, key=key)
    with Book.open(copy.parent, key=KEY) as book:
        assert rows(book) == held


def test_a_copy_made_after_the_key_was_changed_is_under_the_new_one(locked: Path, tmp_path: Path) -> None:
    new = BookKey(b"n" * 32, b"another salt ...")
    with Book.open(locked, key=KEY) as book:
        first = verified_copy(book.connection, tmp_path / "first.db")
        rekey(book, new)
        second = verified_copy(book.connection, tmp_path / "second.db")
        rekey(book, None)
        third = verified_copy(book.connection, tmp_path / "third.db")
    assert [keys.is_under(copy, KEY) for copy in (first, second, third)] == [True, False, False]
    assert [keys.is_under(copy, new) for copy in (first, second, third)] == [False, True, False]
    assert [keys.is_under(copy, None) for copy in (first, second, third)] == [False, False, True]


def test_a_check_of_an_encrypted_book_finds_what_was_changed_in_it(locked: Path) -> None:
    with Book.open(locked, key=KEY) as book:
        assert check(book) == []
    other = open_database(locked / "book.db", KEY)
    other.execute("DROP TRIGGER letters_unchanged")
    other.execute("UPDATE letters SET pdf = x'25504446' WHERE id = 1")
    other.close()
    with Book.open(locked, key=KEY) as book:
        assert check(book)


HALF_WAY = """
import os, signal, sys
from pathlib import Path
from evenhand.storage.book import Book
from evenhand.storage.keys import BookKey
book = Book.open(Path(sys.argv[1]), key=BookKey(b"k" * 32, b"salt of a book ."))
book.connection.handle.execute("PRAGMA cache_size = 5")  # so that the transaction spills into the file
with book.transaction():
    book.connection.handle.execute("UPDATE clients SET name = 'never kept' || name")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")
@pytest.mark.parametrize("tries", [[WRONG, OTHER, None], [None, WRONG, WRONG], [WRONG] * 3])
def test_wrong_keys_after_a_crash_lose_nothing_for_the_right_one(locked: Path, tries: list[BookKey | None]) -> None:
    with Book.open(locked, key=KEY) as book:
        held = rows(book)
    path, journal = locked / "book.db", locked / "book.db-journal"
    before = path.read_bytes()
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "desktop")}
    command = [sys.executable, "-c", HALF_WAY, str(locked)]
    died = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr
    left = (path.read_bytes(), journal.read_bytes())
    assert left[0] != before
    assert left[1], "the journal isn't hot, so this shows nothing"
    assert all(SECRET.encode() not in file for file in left)
    for wrong in tries:
        with pytest.raises((PassphraseWrong, PassphraseMissing)):
            Book.open(locked, key=wrong)
    # The first of them has undone what was half-written, ciphered as it lay; it couldn't read any of it.
    with Book.open(locked, key=KEY) as book:
        assert rows(book) == held
        assert check(book) == []


def test_no_log_tells_a_key_or_what_is_stored(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    from evenhand.storage import peewee_database

    assert peewee_database
    passphrase = "zqpassphrase of mine"
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="peewee")
    with Book.create(tmp_path, key=keys.new_key(passphrase)) as book:
        first = book.connection.key
        client = book.clients.add(Client(0, SECRET))
        book.comfort.set_note(client.id, "zqnote")
        second = keys.new_key(passphrase)
        rekey(book, second)
        book.connection.lock()
        with pytest.raises(PassphraseWrong) as wrong:
            book.connection.unlock(WRONG)
        book.connection.unlock(second)
        verified_copy(book.connection, tmp_path / f"{datetime(2026, 11, 22, tzinfo=UTC):%Y%m%d}.db")
        book.clients.add(Client(0, SECRET))
    assert first is not None
    told = f"{caplog.text}{capfd.readouterr()}{wrong.value!r}{first!r}{second!r}{[second]}"
    for key in (first, second):
        for part in (key.key, key.salt):
            assert part.hex() not in told
            assert repr(part) not in told
        assert key.recovery_code not in told
    for word in (passphrase, SECRET, "zqnote"):
        assert word not in told


def test_peewee_says_nothing_even_when_asked_to(book: Book, caplog: pytest.LogCaptureFixture) -> None:
    book.clients.add(Client(0, "Bo"))
    logging.getLogger("peewee").setLevel(logging.DEBUG)
    caplog.set_level(logging.DEBUG)
    book.clients.add(Client(0, SECRET))
    assert caplog.text == ""
