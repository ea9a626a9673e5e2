"""Before a book is written to it's looked at: what the owner has to decide on is found, and waits for that."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from evenhand.domain.comfort import CheckIn, Comfort
from evenhand.storage import keys, presence
from evenhand.storage.book import Book
from evenhand.storage.errors import BookInUse, BookNewer, BookOutdated, BookReadOnly, BookUncertain, StorageFailed
from evenhand.storage.first_look import Noticed, look_first, open_carefully
from evenhand.storage.presence import Presence
from evenhand.storage.seen import Seen

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
OLD_BOOK = Path(__file__).parents[1] / "old_books" / "schema_04.db"


@pytest.fixture
def seen(tmp_path: Path) -> Seen:
    return Seen(tmp_path / "state")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "book"


def worked_on(folder: Path, seen: Seen, times: int = 1, key: keys.BookKey | None = None) -> None:
    """A day at the book: some changes, and this computer remembers them."""
    with Book.open(folder, key=key) as book:
        for number in range(times):
            book.check_ins.save(CheckIn(date(2026, 1, 1 + number), Comfort.COMFORTABLE))
        seen.note(book)


def noticed(folder: Path, seen: Seen, key: keys.BookKey | None = None) -> list[Noticed]:
    return [one.what for one in look_first(folder, key=key, seen=seen, now=NOON)]


def state(folder: Path) -> list[tuple[str, int, bytes]]:
    return [(one.name, one.stat().st_mtime_ns, one.read_bytes()) for one in sorted(folder.iterdir())]


def test_a_book_that_is_as_it_was_left_opens_for_work(folder: Path, seen: Seen) -> None:
    Book.create(folder).close()
    worked_on(folder, seen)
    opened = open_carefully(folder, seen=seen, now=NOON)
    assert (opened.findings, opened.book.read_only) == ((), False)
    opened.book.close()


def test_a_book_never_seen_here_opens_for_work(folder: Path, seen: Seen) -> None:
    Book.create(folder).close()
    assert noticed(folder, seen) == []


def older(folder: Path, seen: Seen, tmp_path: Path) -> None:
    Book.create(folder).close()
    worked_on(folder, seen)
    shutil.copy2(folder / "book.db", tmp_path / "copy.db")
    worked_on(folder, seen, times=3)
    shutil.copy2(tmp_path / "copy.db", folder / "book.db")


def other(folder: Path, seen: Seen, tmp_path: Path) -> None:
    Book.create(folder).close()
    worked_on(folder, seen)
    (folder / "book.db").unlink()
    Book.create(folder).close()


def elsewhere(folder: Path, seen: Seen, tmp_path: Path) -> None:
    Book.create(folder).close()
    with pytest.MonkeyPatch.context() as there:
        there.setattr(presence, "host_name", lambda: "workshop")
        Presence(folder).arrive(NOON)


@pytest.mark.parametrize(
    ("happened", "what"), [(older, Noticed.OLDER), (other, Noticed.OTHER), (elsewhere, Noticed.ELSEWHERE)]
)
def test_what_the_owner_has_to_decide_on_is_found_and_nothing_is_written_before(
    folder: Path, seen: Seen, tmp_path: Path, happened: Callable[[Path, Seen, Path], None], what: Noticed
) -> None:
    happened(folder, seen, tmp_path)
    before = state(folder)
    opened = open_carefully(folder, seen=seen, now=NOON)
    assert [one.what for one in opened.findings] == [what]
    assert all(one.asks for one in opened.findings)
    with opened.book as book:
        assert book.read_only
        assert list(book.clients.ids(text="anybody")) == []
        with pytest.raises(StorageFailed) as refused, book.transaction():
            pass
        assert refused.value.reason == "read_only"
    assert state(folder) == before


def test_whoever_goes_on_with_an_older_copy_writes_to_it_from_then_on(folder: Path, seen: Seen, tmp_path: Path) -> None:
    older(folder, seen, tmp_path)
    with open_carefully(folder, seen=seen, now=NOON).book as book:
        owner = book.owner
        book.begin_writing()
        assert not book.read_only
        book.check_ins.save(CheckIn(date(2026, 5, 1), Comfort.UNEASY))
        assert book.owner is owner  # the window goes on with what it has
        seen.note(book)
        with pytest.raises(BookInUse):
            Book.open(folder)
    assert noticed(folder, seen) == []


def test_a_book_that_cannot_be_taken_stays_open_to_be_looked_at(
    folder: Path, seen: Seen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(folder, seen, tmp_path)
    with open_carefully(folder, seen=seen, now=NOON).book as book:
        with Book.open(folder, read_only=True) as somebody_else_looks:
            assert somebody_else_looks.written
            with pytest.raises(BookInUse):
                book.begin_writing()
            assert book.read_only
            assert book.written
        monkeypatch.setattr("evenhand.storage.book.probe", _not_writable)
        with pytest.raises(BookReadOnly):
            book.begin_writing()
        assert book.written


def test_two_things_at_once_are_both_told(folder: Path, seen: Seen, tmp_path: Path) -> None:
    older(folder, seen, tmp_path)
    elsewhere_hint = folder / "book.open.json"
    elsewhere_hint.write_text('{"host": "w", "since": "2026-11-20T12:00:00Z", "heartbeat": "2026-11-20T12:00:00Z"}')
    assert noticed(folder, seen) == [Noticed.OLDER, Noticed.ELSEWHERE]


def test_an_encrypted_book_is_looked_at_with_its_key(folder: Path, seen: Seen, tmp_path: Path) -> None:
    key = keys.BookKey(b"k" * 32, b"s" * 16)
    Book.create(folder, key=key).close()
    worked_on(folder, seen, key=key)
    shutil.copy2(folder / "book.db", tmp_path / "copy.db")
    worked_on(folder, seen, times=3, key=key)
    assert noticed(folder, seen, key) == []
    shutil.copy2(tmp_path / "copy.db", folder / "book.db")
    assert noticed(folder, seen, key) == [Noticed.OLDER]


def test_a_disk_that_cannot_be_written_to_is_opened_to_be_looked_at(
    folder: Path, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    Book.create(folder).close()
    monkeypatch.setattr("evenhand.storage.first_look.probe", _not_writable)
    opened = open_carefully(folder, seen=seen, now=NOON)
    assert [(one.what, one.asks) for one in opened.findings] == [(Noticed.READ_ONLY, False)]
    assert opened.book.read_only
    opened.book.close()


def _not_writable(folder: Path, path: Path | None = None) -> None:
    raise BookReadOnly(folder)


def an_old_book(folder: Path) -> None:
    folder.mkdir()
    shutil.copy2(OLD_BOOK, folder / "book.db")


def test_a_book_of_an_older_version_cannot_be_looked_at_on_a_disk_that_cannot_be_written_to(
    folder: Path, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_old_book(folder)
    before = state(folder)
    with pytest.raises(BookOutdated):
        Book.open(folder, read_only=True)
    monkeypatch.setattr("evenhand.storage.first_look.probe", _not_writable)
    with pytest.raises(BookOutdated):
        open_carefully(folder, seen=seen, now=NOON)
    assert state(folder) == before


def test_a_book_of_an_older_version_that_comes_back_over_a_newer_one_is_an_older_copy_and_waits_for_the_owner(
    folder: Path, seen: Seen
) -> None:
    Book.create(folder).close()
    worked_on(folder, seen)
    shutil.rmtree(folder)
    an_old_book(folder)
    before = state(folder)
    with pytest.raises(BookUncertain) as caught:
        open_carefully(folder, seen=seen, now=NOON)
    assert [one.what for one in caught.value.findings] == [Noticed.OLDER]  # type: ignore[attr-defined]
    assert state(folder) == before


def test_a_book_of_an_older_version_that_was_never_seen_here_is_brought_up_to_date(folder: Path, seen: Seen) -> None:
    an_old_book(folder)
    with open_carefully(folder, seen=seen, now=NOON).book as book:
        assert not book.read_only


def test_a_newer_book_is_refused_and_stays_as_it_is(folder: Path, seen: Seen) -> None:
    Book.create(folder).close()
    with sqlite3.connect(folder / "book.db") as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    before = state(folder)
    with pytest.raises(BookNewer):
        open_carefully(folder, seen=seen, now=NOON)
    assert state(folder) == before


@pytest.mark.skipif(os.name == "nt", reason="it forks")
def test_a_crash_in_the_middle_of_a_change_does_not_keep_the_book_from_being_opened(
    folder: Path, seen: Seen, tmp_path: Path
) -> None:
    older(folder, seen, tmp_path)
    if os.fork() == 0:
        book = Book.open(folder)
        database = book.connection.handle
        database.execute("PRAGMA cache_size = 1")
        database.execute("BEGIN")
        for number in range(2000):
            database.execute("INSERT INTO lost_numbers VALUES ('x', 2026, ?, '2026-01-01')", (number + 1,))
        os.kill(os.getpid(), 9)
    os.wait()
    assert (folder / "book.db-journal").stat().st_size
    opened = open_carefully(folder, seen=seen, now=NOON)
    assert [one.what for one in opened.findings] == [Noticed.OLDER]  # the older copy is found all the same
    assert opened.book.read_only
    opened.book.close()
