"""Opening, holding and closing a book; all or nothing; one announcement."""

import hashlib
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import peewee
import pytest

from evenhand.domain.records import Client
from evenhand.storage.book import Book, Kind
from evenhand.storage.database import open_database
from evenhand.storage.errors import (
    BookDamaged,
    BookExists,
    BookInUse,
    BookMissing,
    BookNewer,
    BookReadOnly,
    NotInBook,
    StorageFailed,
)
from evenhand.storage.migrations import STEPS
from evenhand.storage.peewee_database import BookDatabase

ANNA = Client(0, "Anna")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def raw(path: Path, *statements: str) -> None:
    """Changes a closed book from outside."""
    path.touch()
    database = open_database(path, None)
    for statement in statements:
        database.execute(statement)
    database.close()


def test_a_new_book_is_one_file_and_opens_again(tmp_path: Path) -> None:
    with Book.create(tmp_path / "my" / "book") as book:
        book.clients.add(ANNA)
    assert [path.name for path in (tmp_path / "my" / "book").iterdir() if path.stat().st_size] == ["book.db"]
    with Book.open(tmp_path / "my" / "book") as book:
        assert book.clients.get(1).name == "Anna"
        assert book.folder == tmp_path / "my" / "book"


def test_a_book_is_never_made_over_another(tmp_path: Path) -> None:
    Book.create(tmp_path).close()
    with pytest.raises(BookExists):
        Book.create(tmp_path)
    with Book.open_or_create(tmp_path) as book:
        assert book.clients.count() == 0


def test_an_empty_folder_holds_no_book(tmp_path: Path) -> None:
    with pytest.raises(BookMissing):
        Book.open(tmp_path)


def test_what_makes_a_commit_last_is_set_and_was_read_back(tmp_path: Path) -> None:
    with Book.create(tmp_path) as book:
        read = book.connection.value
        assert {name: read(f"PRAGMA {name}") for name in ("journal_mode", "locking_mode")} == {
            "journal_mode": "truncate",
            "locking_mode": "exclusive",
        }
        assert (read("PRAGMA synchronous"), read("PRAGMA fullfsync")) == (3, 1)
        assert (read("PRAGMA foreign_keys"), read("PRAGMA secure_delete"), read("PRAGMA trusted_schema")) == (1, 1, 0)
        assert read("PRAGMA cipher_version")
    assert logging.getLogger("peewee").disabled


def test_a_setting_that_does_not_hold_keeps_the_book_shut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Book.create(tmp_path).close()
    monkeypatch.setattr("evenhand.storage.connection.BEFORE_WRITING", (("synchronous", "normal", 3),))
    with pytest.raises(StorageFailed, match="synchronous is 1, not 3"):
        Book.open(tmp_path)


def test_a_second_start_on_the_same_book_is_told_at_once(tmp_path: Path) -> None:
    with Book.create(tmp_path):
        with pytest.raises(BookInUse):
            Book.open(tmp_path)
        with pytest.raises(BookInUse):
            Book.open_or_create(tmp_path)
    Book.open(tmp_path).close()


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")
def test_a_killed_program_leaves_the_book_free(tmp_path: Path) -> None:
    Book.create(tmp_path).close()
    script = (
        "import sys\nfrom pathlib import Path\nfrom evenhand.storage.book import Book\n"
        "from evenhand.domain.records import Client\nbook = Book.open(Path(sys.argv[1]))\n"
        "book.clients.add(Client(0, 'Kept'))\n"
        "book.connection.db.begin()\nbook.connection.db.execute_sql(\"UPDATE clients SET name = 'Half'\")\n"
        "print('ready', flush=True); sys.stdin.read()"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "desktop")}
    command = [sys.executable, "-c", script, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as child:
        assert child.stdout
        assert child.stdout.readline() == b"ready\n"
        with pytest.raises(BookInUse):
            Book.open(tmp_path)
        child.kill()
    with Book.open(tmp_path) as book:
        assert book.clients.get(1).name == "Kept"


def test_a_newer_book_is_refused_and_not_touched(tmp_path: Path) -> None:
    Book.create(tmp_path).close()
    path = tmp_path / "book.db"
    raw(path, "PRAGMA user_version = 12")
    before, files = digest(path), sorted(tmp_path.iterdir())
    with pytest.raises(BookNewer) as refused:
        Book.open(tmp_path)
    assert (refused.value.schema, refused.value.known) == (12, len(STEPS))
    assert (digest(path), sorted(tmp_path.iterdir())) == (before, files)


@pytest.mark.parametrize("content", [b"", b"not a database at all, and a good deal longer than a header" * 40])
def test_a_file_that_is_no_book_is_refused_and_not_touched(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "book.db").write_bytes(content)
    with pytest.raises(BookDamaged):
        Book.open(tmp_path)
    assert (tmp_path / "book.db").read_bytes() == content


def test_another_programs_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    raw(path, "CREATE TABLE cards (id INTEGER PRIMARY KEY)", "PRAGMA user_version = 1")
    before = digest(path)
    with pytest.raises(BookDamaged):
        Book.open(tmp_path)
    assert digest(path) == before


def test_a_book_cut_short_is_never_opened_as_a_whole_one(tmp_path: Path) -> None:
    Book.create(tmp_path).close()
    path = tmp_path / "book.db"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(BookDamaged), Book.open(tmp_path) as book:
        book.clients.add(ANNA)


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """A folder nobody may write to: root needs the immutable flag, as it ignores permission bits."""
    if os.name != "posix":
        pytest.skip("POSIX permissions")
    if os.geteuid() == 0:
        chattr = shutil.which("chattr")
        if not chattr or subprocess.run([chattr, "+i", str(folder)], capture_output=True, check=False).returncode:
            pytest.skip("root, on a file system without the immutable flag")
        undo = [chattr, "-i", str(folder)]
    else:
        folder.chmod(0o555)
        undo = ["chmod", "755", str(folder)]
    try:
        yield
    finally:
        subprocess.run(undo, check=True)


def test_a_read_only_folder_is_named_when_the_book_is_opened(tmp_path: Path) -> None:
    Book.create(tmp_path).close()
    with unwritable(tmp_path), pytest.raises(BookReadOnly) as refused:
        Book.open(tmp_path)
    assert refused.value.folder == tmp_path


def test_a_read_only_folder_is_named_when_a_book_is_made(tmp_path: Path) -> None:
    with unwritable(tmp_path), pytest.raises(BookReadOnly) as refused:
        Book.create(tmp_path / "book")
    assert refused.value.folder == tmp_path / "book"


def test_a_read_only_file_is_as_good_as_a_read_only_folder(tmp_path: Path) -> None:
    Book.create(tmp_path).close()
    with unwritable(tmp_path / "book.db"), pytest.raises(BookReadOnly):
        Book.open(tmp_path)


def test_a_full_disk_is_called_one_and_what_was_there_stays(tmp_path: Path) -> None:
    with Book.create(tmp_path) as book:
        book.clients.add(ANNA)
        pages = book.connection.value("PRAGMA page_count")
        book.connection.rows(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(StorageFailed) as failed:
            book.clients.add(Client(0, "B" * 50_000))
        assert failed.value.reason == "disk_full"
        assert book.clients.count() == 1
        book.connection.rows("PRAGMA max_page_count = 100000")
        assert book.clients.add(Client(0, "Boris")).id == 2


def test_a_full_disk_is_called_one_inside_a_larger_transaction_too(tmp_path: Path) -> None:
    with Book.create(tmp_path) as book:
        pages = book.connection.value("PRAGMA page_count")
        book.connection.rows(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(StorageFailed) as failed, book.transaction():  # noqa: PT012
            book.clients.add(ANNA)
            book.clients.add(Client(0, "B" * 50_000))
        assert failed.value.reason == "disk_full"
        assert book.clients.count() == 0


def test_peewees_own_transactions_say_why_they_failed(tmp_path: Path) -> None:
    with Book.create(tmp_path) as book:
        database = book.connection.db
        book.connection.rows("PRAGMA max_page_count = 1")
        with pytest.raises(peewee.OperationalError, match="disk is full"), database.atomic():
            database.execute_sql("INSERT INTO counters VALUES (hex(randomblob(200000)), 1, 1)")


def test_one_announcement_follows_the_outermost_commit(book: Book) -> None:
    heard: list[frozenset[Kind]] = []

    def hear(kinds: frozenset[Kind]) -> None:
        assert not book.connection.db.connection().in_transaction
        heard.append(kinds)

    book.changed = hear
    with book.transaction():
        client = book.clients.add(ANNA)
        with book.transaction():
            book.comfort.set_note(client.id, "quiet")
        assert heard == []
    assert heard == [frozenset({Kind.CLIENTS, Kind.COMFORT})]


def test_nothing_is_announced_when_nothing_was_kept(book: Book) -> None:
    heard: list[frozenset[Kind]] = []
    book.changed = heard.append
    with pytest.raises(RuntimeError), book.transaction():  # noqa: PT012
        book.clients.add(ANNA)
        raise RuntimeError
    assert heard == []
    assert book.clients.count() == 0
    with book.transaction():
        pass
    assert heard == []


def test_an_inner_part_that_fails_is_undone_alone(book: Book) -> None:
    heard: list[frozenset[Kind]] = []
    book.changed = heard.append
    with book.transaction():
        anna = book.clients.add(ANNA)
        with pytest.raises(RuntimeError), book.transaction():  # noqa: PT012
            book.comfort.set_note(anna.id, "half")
            raise RuntimeError
    assert heard == [frozenset({Kind.CLIENTS})]
    assert (book.clients.count(), book.comfort.note_of(anna.id)) == (1, "")


@pytest.mark.parametrize("kept", [True, False])
def test_after_a_commit_error_the_book_says_what_was_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    heard: list[frozenset[Kind]] = []
    with Book.create(tmp_path, changed=heard.append) as book:
        commit = BookDatabase.commit

        def fail(database: Any) -> None:
            monkeypatch.undo()
            if kept:
                commit(database)
            raise peewee.OperationalError("disk I/O error")

        monkeypatch.setattr(BookDatabase, "commit", fail)
        before = book.connection.db.connection()
        with pytest.raises(StorageFailed) as failed:
            book.clients.add(ANNA)
        assert book.connection.db.connection() is not before  # opened anew, so that the file alone decides
        assert (failed.value.at_commit, failed.value.reason) == (True, "disk_error")
        assert book.clients.count() == int(kept)
        assert heard == [frozenset({Kind.CLIENTS})]
        book.clients.add(Client(0, "Boris"))
        with pytest.raises(BookInUse):
            Book.open(tmp_path)


def test_a_record_that_is_not_there_is_named(book: Book) -> None:
    with pytest.raises(NotInBook) as missing:
        book.clients.get(7)
    assert (missing.value.table, missing.value.id) == ("clients", 7)
    with pytest.raises(NotInBook):
        book.clients.save(Client(7, "Nobody"))


def test_only_half_written_files_of_its_own_are_cleared_away(tmp_path: Path) -> None:
    Book.create(tmp_path).close()
    for name in ("book.db.123.tmp", "before-v1-to-v2-20260101T000000Z.db.tmp", ".write-7.tmp", "letter.tmp"):
        (tmp_path / name).touch()
    Book.open(tmp_path).close()
    assert sorted(path.name for path in tmp_path.glob("*.tmp")) == ["letter.tmp"]


def test_a_copy_of_the_book_is_known_by_its_id_and_how_often_it_was_written(tmp_path: Path) -> None:
    with Book.create(tmp_path / "one") as book:
        id_, before = book.id, book.written
        book.clients.add(ANNA)
        with book.transaction():
            book.clients.add(replace(ANNA, name="Bo"))
            book.clients.add(replace(ANNA, name="Cy"))
        with book.transaction():
            book.clients.get(1)
        assert book.written == before + 2
    shutil.copytree(tmp_path / "one", tmp_path / "copy")
    with Book.open(tmp_path / "copy") as book:
        assert (book.id, book.written) == (id_, before + 2)
    with Book.create(tmp_path / "other") as book:
        assert book.id != id_


def test_a_book_that_is_only_looked_at_is_never_written(tmp_path: Path) -> None:
    with Book.create(tmp_path) as book:
        book.clients.add(ANNA)
    before = digest(tmp_path / "book.db")
    with Book.open(tmp_path, read_only=True) as book:
        assert book.read_only
        assert book.clients.get(1).name == "Anna"
        with pytest.raises(StorageFailed) as refused:
            book.clients.add(ANNA)
        assert refused.value.reason == "read_only"
    assert digest(tmp_path / "book.db") == before
    assert [path.name for path in tmp_path.iterdir() if path.stat().st_size] == ["book.db"]
