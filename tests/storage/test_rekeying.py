"""A book goes from any key to any other, whole; what stops that half-way leaves it under its old key."""

import errno
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import books
from evenhand.domain.records import Client
from evenhand.storage import keys, rekeying
from evenhand.storage.book import Book, Kind
from evenhand.storage.checking import check
from evenhand.storage.connection import Connection
from evenhand.storage.database import open_database
from evenhand.storage.errors import (
    BookInUse,
    PassphraseMissing,
    PassphraseWrong,
    StorageError,
    StorageFailed,
)
from evenhand.storage.keys import BookKey
from evenhand.storage.rekeying import rekey, rekey_copy

OLD, NEW = BookKey(b"o" * 32, b"old salt, 16 b ."), BookKey(b"n" * 32, b"new salt, 16 b .")
SECRET = "zqname"
EVERY_WAY = list(permutations((None, OLD, NEW), 2))


@cache
def sample(key: BookKey | None) -> bytes:
    """The file of the sample business and one more client, under a key or none."""
    with TemporaryDirectory() as folder, books.sample() as made:
        path = Path(folder) / "book.db"
        made.clients.add(Client(0, SECRET))
        rekeying._export(made.connection.handle, path, key)
        return path.read_bytes()


@pytest.fixture
def shop(tmp_path: Path) -> Callable[[BookKey | None], Book]:
    """A book in the folder "book", under a key or none."""

    def make(key: BookKey | None) -> Book:
        folder = tmp_path / "book"
        folder.mkdir(mode=0o700)
        (folder / "book.db").write_bytes(sample(key))
        (folder / "book.db").chmod(0o600)
        return Book.open(folder, key=key)

    return make


def dump(book: Book) -> list[tuple[object, ...]]:
    """Every row of every table, with the schema and its number."""
    connection = book.connection
    tables = connection.rows(rekeying._TABLES)
    rows = [row for table, _wr in sorted(tables) for row in connection.rows(f'SELECT * FROM "{table}"')]
    return [*connection.rows(rekeying._SCHEMA), *rows, *connection.rows("PRAGMA user_version")]


def files(book: Book) -> set[str]:
    assert book.folder is not None
    return {path.name for path in book.folder.iterdir()}


@pytest.mark.parametrize(("before", "after"), EVERY_WAY)
def test_a_book_goes_from_any_key_to_any_other_and_nothing_in_it_changes(
    shop: Callable[[BookKey | None], Book], before: BookKey | None, after: BookKey | None
) -> None:
    with shop(before) as book:
        assert book.folder is not None
        path, held, id_, written = book.folder / "book.db", dump(book), book.id, book.written
        rekey(book, after)
        assert (dump(book), book.id, book.written) == (held, id_, written)
        assert book.connection.key == after
        assert files(book) <= {"book.db", "book.db-journal"}
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (SECRET.encode() in path.read_bytes()) == (after is None)
    with pytest.raises(PassphraseWrong if before else PassphraseMissing):
        Book.open(path.parent, key=before)
    with Book.open(path.parent, key=after) as book:
        assert dump(book) == held
        assert check(book) == []


def test_the_open_book_goes_on_writing_and_telling_what_changed(shop: Callable[[BookKey | None], Book]) -> None:
    with shop(None) as book:
        told: list[frozenset[Kind]] = []
        book.changed = told.append
        clients = book.clients
        rekey(book, NEW)
        assert told == []
        added = clients.add(Client(0, "Anahit"))
        assert told == [frozenset({Kind.CLIENTS})]
        with book.transaction():
            book.clients.add(Client(0, "Bo"))
        assert clients.get(added.id).name == "Anahit"
        assert book.connection.value("PRAGMA locking_mode") == "exclusive"
        assert book.connection.value("PRAGMA synchronous") == 3
        assert book.folder is not None
        with pytest.raises(BookInUse):
            Book.open(book.folder, key=NEW)


def test_a_passphrase_may_be_set_changed_and_taken_off_in_one_sitting(
    shop: Callable[[BookKey | None], Book],
) -> None:
    with shop(None) as book:
        held = dump(book)
        for key in (OLD, NEW, None, OLD):
            rekey(book, key)
        assert dump(book) == held


def full(_handle: object, half: Path, _key: object) -> None:
    half.write_bytes(b"half of it")
    raise OSError(errno.ENOSPC, "No space left on device")


def refused(*_arguments: object) -> None:
    raise PermissionError(errno.EACCES, "Permission denied")


def broken(*_arguments: object) -> None:
    raise OSError(errno.EIO, "Input/output error")


@pytest.mark.parametrize(("before", "after"), EVERY_WAY)
@pytest.mark.parametrize(
    ("where", "fails", "reason"),
    [
        ("evenhand.storage.rekeying._export", full, "disk_full"),
        ("evenhand.storage.rekeying.os.open", refused, "read_only"),
        ("evenhand.storage.rekeying.sync_file", broken, "disk_error"),
        ("evenhand.storage.rekeying.os.replace", refused, "read_only"),
        ("evenhand.storage.rekeying.os.replace", broken, "disk_error"),
    ],
)
def test_what_fails_leaves_the_book_open_under_its_old_key_and_says_why(
    shop: Callable[[BookKey | None], Book],
    monkeypatch: pytest.MonkeyPatch,
    before: BookKey | None,
    after: BookKey | None,
    where: str,
    fails: Callable[..., None],
    reason: str,
) -> None:
    with shop(before) as book:
        assert book.folder is not None
        held = dump(book)
        with monkeypatch.context() as patched:
            patched.setattr(where, fails)
            with pytest.raises(StorageFailed) as failed:
                rekey(book, after)
        assert (failed.value.reason, failed.value.path) == (reason, book.path)
        assert (dump(book), book.connection.key) == (held, before)
        assert files(book) <= {"book.db", "book.db-journal"}
        book.clients.add(Client(0, "Bo"))
        with pytest.raises(BookInUse):
            Book.open(book.folder, key=before)
    with Book.open(book.folder, key=before) as book:
        assert check(book) == []


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
@pytest.mark.skipif(os.name != "posix", reason="a limit on a file's size is POSIX")
def test_a_disk_that_is_full_on_the_way_leaves_the_book_as_it_was(
    shop: Callable[[BookKey | None], Book], share: float
) -> None:
    import resource

    with shop(None) as book:
        assert book.path is not None
        held = dump(book)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (round(book.path.stat().st_size * share), limits[1]))
        try:
            with pytest.raises(StorageFailed) as failed:
                rekey(book, NEW)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        assert failed.value.reason in ("disk_full", "disk_error")
        assert files(book) <= {"book.db", "book.db-journal"}
        book.clients.add(Client(0, "Bo"))
        book.connection.handle.execute("DELETE FROM clients WHERE name = 'Bo'")
        rekey(book, NEW)
        assert [row for row in dump(book) if SECRET in row] == [row for row in held if SECRET in row]


@pytest.mark.parametrize("damage", ["UPDATE clients SET name = 'other' WHERE id = 1", "DROP TRIGGER letters_unchanged",
                                    "DELETE FROM letters WHERE id = 1", "PRAGMA user_version = 4"])  # fmt: skip
def test_a_new_file_that_is_not_the_same_book_never_takes_its_place(
    shop: Callable[[BookKey | None], Book], monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    export = rekeying._export

    def badly(handle: object, half: Path, key: BookKey | None) -> None:
        export(handle, half, key)
        other = open_database(half, key)
        for trigger in ("letters_kept", "letters_undeletable"):
            other.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        other.execute(damage)
        other.close()

    with shop(OLD) as book:
        held = dump(book)
        with monkeypatch.context() as patched:
            patched.setattr(rekeying, "_export", badly)
            with pytest.raises(StorageFailed) as failed:
                rekey(book, NEW)
        assert (failed.value.reason, failed.value.path) == ("disk_error", book.path)
        assert dump(book) == held
        assert files(book) <= {"book.db", "book.db-journal"}


def test_a_new_file_that_was_not_encrypted_after_all_never_takes_its_place(
    shop: Callable[[BookKey | None], Book], monkeypatch: pytest.MonkeyPatch
) -> None:
    export = rekeying._export
    with shop(OLD) as book:
        assert book.folder is not None
        monkeypatch.setattr(rekeying, "_export", lambda handle, half, _key: export(handle, half, None))
        with pytest.raises(StorageFailed):
            rekey(book, NEW)
        assert book.connection.key == OLD
        assert files(book) <= {"book.db", "book.db-journal"}


CHILD = """
import os, signal, sys
from pathlib import Path
from evenhand.storage import rekeying
from evenhand.storage.book import Book
from evenhand.storage.keys import BookKey
folder, where, after, before, key = sys.argv[1:]
OLD, NEW = BookKey(b"o" * 32, b"old salt, 16 b ."), BookKey(b"n" * 32, b"new salt, 16 b .")
named = {"none": None, "old": OLD, "new": NEW}
kill = lambda: os.kill(os.getpid(), signal.SIGKILL)
owner = rekeying.os if where in ("replace", "pwrite", "open") else rekeying
do = getattr(owner, where)
def killed(*arguments, **named):
    if after == "before":
        kill()
    found = do(*arguments, **named)
    kill()
    return found
book = Book.open(Path(folder), key=named[before])
setattr(owner, where, killed)
rekeying.rekey(book, named[key])
print("not killed")
"""
STEPS = [
    *((where, "none", "new") for where in ("open", "_export", "sync_file", "replace", "sync_folder", "pwrite")),
    *((where, "old", "new") for where in ("_export", "replace", "sync_folder")),
    *((where, "old", "none") for where in ("_compare", "replace")),
]


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")
@pytest.mark.parametrize("after", ["before", "after"])
@pytest.mark.parametrize(("where", "old", "new"), STEPS)
def test_a_kill_at_any_step_leaves_one_whole_book_and_no_plain_leftovers(
    shop: Callable[[BookKey | None], Book], where: str, after: str, old: str, new: str
) -> None:
    named = {"none": None, "old": OLD, "new": NEW}
    with shop(named[old]) as book:
        assert book.folder is not None
        folder, held = book.folder, dump(book)
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "desktop")}
    arguments = [sys.executable, "-c", CHILD, str(folder), where, after, old, new]
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL, done.stdout + done.stderr
    swapped = (where, after) == ("replace", "after") or where in ("sync_folder", "pwrite")
    key, other = (named[new], named[old]) if swapped else (named[old], named[new])
    with pytest.raises(StorageError):
        Book.open(folder, key=other).close()
    with Book.open(folder, key=key) as book:
        assert dump(book) == held
        assert check(book) == []
        assert files(book) <= {"book.db", "book.db-journal"}
    if key is not None:
        assert not [path for path in folder.iterdir() if SECRET.encode() in path.read_bytes()]


@pytest.mark.skipif(os.name != "posix", reason="an open file can be replaced on POSIX alone")
def test_what_the_plain_file_held_is_written_over_once_it_can_not_come_back(
    shop: Callable[[BookKey | None], Book],
) -> None:
    with shop(None) as book:
        assert book.path is not None
        with book.path.open("rb") as plain:
            size = len(plain.read())
            rekey(book, NEW)
            plain.seek(0)
            assert plain.read() == bytes(size)


@pytest.mark.skipif(os.name != "posix", reason="hard links of an open file are POSIX")
def test_a_snapshot_that_shares_the_plain_file_is_not_written_over(
    shop: Callable[[BookKey | None], Book], tmp_path: Path
) -> None:
    with shop(None) as book:
        assert book.path is not None
        snapshot = tmp_path / "snapshot.db"
        os.link(book.path, snapshot)
        before = snapshot.read_bytes()
        rekey(book, NEW)
        assert snapshot.read_bytes() == before


def test_a_plain_file_is_not_written_over_while_a_power_cut_could_bring_it_back(
    shop: Callable[[BookKey | None], Book], monkeypatch: pytest.MonkeyPatch
) -> None:
    with shop(None) as book:
        assert book.path is not None
        monkeypatch.setattr(rekeying, "sync_folder", broken)
        with book.path.open("rb") as plain:
            before = plain.read()
            rekey(book, NEW)
            plain.seek(0)
            assert plain.read() == before
        assert book.connection.key == NEW


@pytest.mark.skipif(os.name != "posix", reason="links need a privilege elsewhere")
def test_a_book_that_is_a_link_to_elsewhere_is_rewritten_where_it_lies(
    shop: Callable[[BookKey | None], Book], tmp_path: Path
) -> None:
    with shop(None) as book:
        assert book.path is not None
        path = book.path
    stick = tmp_path / "stick"
    stick.mkdir()
    path.rename(stick / "kept.db")
    path.symlink_to(stick / "kept.db")
    with Book.open(path.parent) as book:
        rekey(book, NEW)
        assert path.is_symlink()
    assert [one.name for one in stick.iterdir() if SECRET.encode() in one.read_bytes()] == []
    Book.open(path.parent, key=NEW).close()


def test_a_start_that_waited_for_the_replaced_file_does_not_write_into_it(
    shop: Callable[[BookKey | None], Book],
) -> None:
    with shop(None) as book:
        assert book.path is not None
        path = book.path
    waits = Connection(path)
    rekey_copy(path, None, NEW)  # which is what it takes for its own when the lock on it is gone
    with pytest.raises(BookInUse):
        waits.prepare()


@pytest.mark.skipif(os.name != "posix", reason="an open file can be replaced on POSIX alone")
def test_a_file_that_a_sync_put_in_the_books_place_is_not_replaced(shop: Callable[[BookKey | None], Book]) -> None:
    with shop(OLD) as book:
        assert book.path is not None
        other = book.path.with_name("other.db")
        other.write_bytes(b"what another computer wrote")
        other.replace(book.path)
        with pytest.raises(StorageFailed):
            rekey(book, NEW)
        assert book.path.read_bytes() == b"what another computer wrote"
        assert files(book) <= {"book.db", "book.db-journal"}


def test_a_book_only_looked_at_one_in_memory_and_one_in_a_transaction_keep_their_key(
    shop: Callable[[BookKey | None], Book],
) -> None:
    with shop(OLD) as book:
        assert book.folder is not None
        folder = book.folder
        with book.transaction(), pytest.raises(StorageFailed):
            rekey(book, NEW)
        assert book.connection.key == OLD
    before = (folder / "book.db").read_bytes()
    with Book.open(folder, key=OLD, read_only=True) as looked_at, pytest.raises(StorageFailed) as failed:
        rekey(looked_at, NEW)
    assert failed.value.reason == "read_only"
    with books.blank() as memory, pytest.raises(StorageFailed):
        rekey(memory, NEW)
    assert (folder / "book.db").read_bytes() == before


@pytest.mark.parametrize(("before", "after"), EVERY_WAY)
def test_a_copy_is_put_under_another_key_and_keeps_its_day(
    shop: Callable[[BookKey | None], Book], before: BookKey | None, after: BookKey | None
) -> None:
    with shop(before) as book:
        assert book.path is not None
        path, held = book.path, dump(book)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    rekey_copy(path, before, after)
    assert path.stat().st_mtime == 1_700_000_000
    assert keys.is_under(path, after)
    assert not keys.is_under(path, before)
    with Book.open(path.parent, key=after) as book:
        assert dump(book) == held


def test_a_copy_under_another_passphrase_stays_as_it_was(shop: Callable[[BookKey | None], Book]) -> None:
    with shop(OLD) as book:
        assert book.path is not None
        path = book.path
    before = path.read_bytes()
    for wrong, error in ((NEW, PassphraseWrong), (None, PassphraseMissing)):
        with pytest.raises(error):
            rekey_copy(path, wrong, NEW)
    assert path.read_bytes() == before
    assert {one.name for one in path.parent.iterdir()} <= {"book.db", "book.db-journal"}
