"""Bringing a copy back: the replaced book is kept, no number is given twice, nobody erased comes back."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as driver

from evenhand import actions
from evenhand.actions import safekeeping
from evenhand.actions.erasing import erase
from evenhand.domain.money import Money
from evenhand.domain.records import Client, Letter, Letterhead, LetterKind, Order, Owner
from evenhand.storage import keys
from evenhand.storage.backups import Backup, Backups
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.storage.database import open_database
from evenhand.storage.errors import (
    BookDamaged,
    BookInUse,
    BookNewer,
    BookReadOnly,
    PassphraseMissing,
    PassphraseWrong,
    StorageError,
    StorageFailed,
)
from evenhand.storage.seen import Seen, Standing

NOW = datetime(2026, 11, 22, 12, 0, 5, tzinfo=UTC)
TODAY = NOW.date()
KEY = keys.BookKey(b"k" * 32, b"sixteen bytes ..")
OTHER = keys.BookKey(b"o" * 32, b"sixteen bytes !!")
OLD_BOOKS = sorted((Path(__file__).parents[1] / "old_books").glob("schema_*.db"))


@pytest.fixture
def seen(tmp_path: Path) -> Seen:
    return Seen(tmp_path / "state")


def new_book(folder: Path, key: keys.BookKey | None = None) -> Book:
    book = Book.create(folder, key=key)
    book.owner.save(Owner((Letterhead("en", "Linden Tailoring", "Mara Linden"),)))
    book.clients.add(Client(0, "Jane Whitcombe"))
    return book


def issue(book: Book, count: int = 1, kind: LetterKind = LetterKind.REFUND) -> None:
    """Letters with bytes of their own."""
    for _ in range(count):
        with book.transaction():
            _series, sequence, number = book.letters.next_number(kind, TODAY.year)
            letter = Letter(0, number, kind, "en", 1, None, TODAY, "Your coat", "Dear Jane,", "{}", "")
            book.letters.issue_row(
                letter, sequence=sequence, pdf=f"%PDF-1.4 {number}".encode(), operation_id=number, app_version="test",
                template_version="1",
            )  # fmt: skip


def numbers(book: Book) -> list[str]:
    return sorted(row.number for row in book.letters.rows())


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> keys.BookKey | None:
    found: keys.BookKey | None = request.param
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "book"


@pytest.fixture
def older(folder: Path, key: keys.BookKey | None, seen: Seen) -> Backup:
    """A backup with two letters; the book has five by now, and a second client."""
    with new_book(folder, key) as book:
        issue(book, 2)
        made = safekeeping.back_up(book, now=NOW)
        issue(book, 3)
        book.clients.add(Client(0, "Pavel"))
        seen.note(book)
    assert made is not None
    return made


# Backing up


def test_only_what_changed_is_backed_up_again(folder: Path, seen: Seen) -> None:
    with new_book(folder) as book:
        first = safekeeping.back_up_if_changed(book, seen, now=NOW)
        assert first is not None
        assert safekeeping.back_up_if_changed(book, seen, now=NOW) is None
        assert seen.of(book.id).backed_up_at == NOW
        book.clients.add(Client(0, "Pavel"))
        second = safekeeping.back_up_if_changed(book, seen, now=NOW + timedelta(hours=1))
        assert second is not None
        assert Backups(folder).counts(second.path, None).clients == 2
        for path in (first.path, second.path):
            path.unlink()  # somebody has tidied up
        assert safekeeping.back_up_if_changed(book, seen, now=NOW) is not None
    with Book.open(folder) as book:
        assert safekeeping.back_up_if_changed(book, seen, now=NOW) is None
        assert safekeeping.back_up_if_changed(book, Seen(folder / "elsewhere"), now=NOW) is not None


def test_a_book_in_memory_or_only_looked_at_is_not_backed_up_by_itself(book: Book, folder: Path, seen: Seen) -> None:
    assert safekeeping.back_up(book, now=NOW) is None
    assert safekeeping.back_up_if_changed(book, seen, now=NOW) is None
    new_book(folder).close()
    with Book.open(folder, read_only=True) as looked_at:
        assert safekeeping.back_up_if_changed(looked_at, seen, now=NOW) is None


def test_a_backup_that_failed_is_tried_again(folder: Path, seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    with new_book(folder) as book:
        with monkeypatch.context() as broken:
            broken.setattr("evenhand.storage.backups.put", _no_space)
            with pytest.raises(StorageFailed, match="disk_full"):
                safekeeping.back_up_if_changed(book, seen, now=NOW)
        assert safekeeping.needs_backup(book, seen)
        assert safekeeping.back_up_if_changed(book, seen, now=NOW) is not None


def _no_space(*_given: object) -> None:
    raise OSError(errno.ENOSPC, "no")


# Bringing back


def restore(folder: Path, made: Path, key: keys.BookKey | None, seen: Seen, **more: Any) -> safekeeping.Restored:
    return safekeeping.restore(folder, made, key=key, seen=seen, today=TODAY, **more)


def test_what_the_copy_holds_is_back_and_what_it_replaced_is_kept(
    folder: Path, older: Backup, key: keys.BookKey | None, seen: Seen
) -> None:
    before = (folder / "book.db").read_bytes()
    done = restore(folder, older.path, key, seen)
    assert (done.counts.clients, done.counts.letters, done.counts.last_letter_on) == (1, 2, TODAY)
    assert done.kept is not None
    assert done.kept.parent == folder / "backups"
    assert done.kept.read_bytes() == before
    with Book.open(folder, key=key) as book:
        assert numbers(book) == ["R-2026-0001", "R-2026-0002"]
        assert [book.letters.pdf(id_) for id_ in (1, 2)] == [b"%PDF-1.4 R-2026-0001", b"%PDF-1.4 R-2026-0002"]
        assert check(book) == []
        assert seen.standing(book) is Standing.SAME
    listed = {one.path.name: one.why for one in Backups(folder).all()}
    assert listed == {older.path.name: "", done.kept.name: "restore"}
    assert sorted(path.name for path in folder.iterdir() if path.stat().st_size) == ["backups", "book.db"]


def test_a_number_that_was_given_is_never_given_again(
    folder: Path, older: Backup, key: keys.BookKey | None, seen: Seen
) -> None:
    done = restore(folder, older.path, key, seen)
    assert done.lost_numbers == ("R-2026-0003", "R-2026-0004", "R-2026-0005")
    assert done.numbers_known
    with Book.open(folder, key=key) as book:
        assert check(book) == []
        issue(book)
        assert numbers(book) == ["R-2026-0001", "R-2026-0002", "R-2026-0006"]
        assert check(book) == []


def test_of_two_states_the_restored_one_has_come_further(folder: Path, older: Backup, seen: Seen) -> None:
    if older.path.read_bytes()[:6] != b"SQLite":
        return
    with Book.open(folder) as book:
        before = book.written
    restore(folder, older.path, None, seen)
    with Book.open(folder) as book:
        assert book.written > before
        assert seen.of(book.id).writes == book.written


def test_going_back_and_forth_keeps_every_book_and_gives_no_number_twice(
    folder: Path, older: Backup, key: keys.BookKey | None, seen: Seen
) -> None:
    first = restore(folder, older.path, key, seen)
    with Book.open(folder, key=key) as book:
        issue(book, 2)
    assert first.kept is not None
    second = restore(folder, first.kept, key, seen)
    assert second.lost_numbers == ("R-2026-0006", "R-2026-0007")
    with Book.open(folder, key=key) as book:
        assert numbers(book) == [f"R-2026-000{n}" for n in range(1, 6)]
        issue(book)
        assert numbers(book)[-1] == "R-2026-0008"
        assert check(book) == []
    third = restore(folder, older.path, key, seen)
    kept = {first.kept, second.kept, third.kept}
    assert len(kept) == 3
    assert all(path and path.is_file() for path in kept)
    assert third.lost_numbers == tuple(f"R-2026-000{n}" for n in range(3, 9))


def test_the_same_copy_twice_changes_nothing_more(
    folder: Path, older: Backup, key: keys.BookKey | None, seen: Seen
) -> None:
    restore(folder, older.path, key, seen)
    again = restore(folder, older.path, key, seen)
    assert again.lost_numbers == ("R-2026-0003", "R-2026-0004", "R-2026-0005")
    with Book.open(folder, key=key) as book:
        assert check(book) == []


def test_numbers_of_cases_go_on_as_well(folder: Path, seen: Seen) -> None:
    with new_book(folder) as book:
        paid = Money.of_minor(7250, "EUR")
        made = safekeeping.back_up(book, now=NOW)
        order = book.orders.add(Order(0, 1, "1", TODAY, "coat", paid, paid))
        first = actions.open_case(book, order_id=order.id, title="", words="", received_on=TODAY, operation_id="a")
    assert made is not None
    assert restore(folder, made.path, None, seen).lost_numbers == ()
    with Book.open(folder) as book:
        order = book.orders.add(Order(0, 1, "1", TODAY, "coat", paid, paid))
        second = actions.open_case(book, order_id=order.id, title="", words="", received_on=TODAY, operation_id="b")
        assert second.number != first.number
        assert check(book) == []


def garbage(path: Path) -> None:
    path.write_bytes(b"not a book at all" * 1000)


def missing(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def beheaded(path: Path) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])


def under_another_key(path: Path) -> None:
    path.unlink()
    Book.create(path.parent, key=OTHER).close()


@pytest.mark.parametrize("harm", [garbage, missing, empty, beheaded, under_another_key])
def test_a_book_that_does_not_open_is_replaced_and_what_is_remembered_stands_in_for_it(
    folder: Path, older: Backup, key: keys.BookKey | None, seen: Seen, harm: Callable[[Path], None]
) -> None:
    harm(folder / "book.db")
    before = (folder / "book.db").read_bytes() if (folder / "book.db").exists() else b""
    done = restore(folder, older.path, key, seen)
    assert done.lost_numbers == ("R-2026-0003", "R-2026-0004", "R-2026-0005")
    assert done.numbers_known
    assert (done.kept.read_bytes() if done.kept else b"") == before
    with Book.open(folder, key=key) as book:
        assert check(book) == []


def test_where_nothing_says_which_numbers_were_given_that_is_said(
    folder: Path, older: Backup, key: keys.BookKey | None, tmp_path: Path
) -> None:
    (folder / "book.db").unlink()
    done = restore(folder, older.path, key, Seen(tmp_path / "another computer"))
    assert (done.numbers_known, done.lost_numbers, done.kept) == (False, (), None)


def test_a_copy_is_brought_into_a_folder_that_is_not_there_yet(
    older: Backup, key: keys.BookKey | None, seen: Seen, tmp_path: Path
) -> None:
    restore(tmp_path / "new" / "place", older.path, key, seen)
    with Book.open(tmp_path / "new" / "place", key=key) as book:
        assert numbers(book) == ["R-2026-0001", "R-2026-0002"]
        assert check(book) == []
    restored = tmp_path / "new" / "place" / "book.db"
    assert os.name != "posix" or restored.stat().st_mode & 0o077 == 0


def test_another_business_brings_its_own_numbers(
    folder: Path, older: Backup, key: keys.BookKey | None, seen: Seen, tmp_path: Path
) -> None:
    with new_book(tmp_path / "other") as other:
        issue(other, 1, LetterKind.GIFT)
        made = safekeeping.back_up(other, now=NOW)
    assert made is not None
    done = restore(folder, made.path, None, seen, present_key=key)
    assert done.lost_numbers == ()
    with Book.open(folder) as book:
        assert numbers(book) == ["G-2026-0001"]
        assert check(book) == []


@pytest.mark.parametrize(("of_copy", "of_book"), [(KEY, OTHER), (None, KEY), (KEY, None)])
def test_copy_and_book_may_be_under_different_keys(
    folder: Path, seen: Seen, of_copy: keys.BookKey | None, of_book: keys.BookKey | None
) -> None:
    from evenhand.storage.rekeying import rekey

    with new_book(folder, of_copy) as book:
        issue(book, 2)
        made = safekeeping.back_up(book, now=NOW)
        rekey(book, of_book)
        issue(book)
    assert made is not None
    done = restore(folder, made.path, of_copy, seen, present_key=of_book)
    assert done.lost_numbers == ("R-2026-0003",)
    with Book.open(folder, key=of_copy) as book:
        assert check(book) == []
        assert len(numbers(book)) == 2


def test_of_an_unencrypted_copy_the_key_is_not_asked(folder: Path, seen: Seen) -> None:
    with new_book(folder) as book:
        made = safekeeping.back_up(book, now=NOW)
    assert made is not None
    restore(folder, made.path, KEY, seen)
    Book.open(folder).close()


@pytest.mark.parametrize("old", OLD_BOOKS, ids=lambda path: path.stem)
def test_a_copy_from_before_an_update_is_brought_up_to_date(old: Path, folder: Path, seen: Seen) -> None:
    folder.mkdir()
    shutil.copy(old, folder / "book.db")
    with Book.open(folder) as book:
        issue(book, 2)
        id_ = book.id
    newest = "schema_05" in old.stem
    source = old if newest else next(one.path for one in Backups(folder).all() if one.why.startswith("v"))
    before = source.read_bytes()
    done = restore(folder, source, None, seen)
    assert done.lost_numbers == ("R-2026-0002", "R-2026-0003")
    assert source.read_bytes() == before
    with Book.open(folder) as book:
        assert book.id == id_
        assert len(numbers(book)) == 3
        assert check(book) == []


def test_an_older_copy_of_another_business_does_not_take_this_ones_numbers(folder: Path, seen: Seen) -> None:
    with new_book(folder) as book:
        issue(book, 5)
        id_ = book.id
    done = restore(folder, OLD_BOOKS[-1] if "04" in OLD_BOOKS[-1].stem else OLD_BOOKS[3], None, seen)
    assert done.lost_numbers == ()
    with Book.open(folder) as book:
        assert book.id != id_
        assert check(book) == []


def test_who_was_erased_is_erased_again(folder: Path, key: keys.BookKey | None, seen: Seen) -> None:
    with new_book(folder, key) as book:
        pavel = book.clients.add(Client(0, "Pavel Zqname", phone="+373 5550"))
        made = safekeeping.back_up(book, now=NOW)
        erase(book, pavel.id, today=TODAY, keep_until=date(2031, 5, 4), seen=seen)
    assert made is not None
    done = restore(folder, made.path, key, seen)
    assert done.erased_again == 1
    assert b"Zqname" not in (folder / "book.db").read_bytes()
    with Book.open(folder, key=key) as book:
        assert "Zqname" not in book.clients.get(pavel.id).name
        assert book.erasures.get(pavel.id).keep_until == date(2031, 5, 4)
        assert check(book) == []
    (folder / "book.db").write_bytes(b"gone" * 2000)
    assert restore(folder, made.path, key, seen).erased_again == 1  # from memory alone


def test_an_erasure_on_another_computer_is_remembered_for_a_copy_that_is_brought_back_later(
    folder: Path, seen: Seen
) -> None:
    with new_book(folder, None) as book:
        before = safekeeping.back_up(book, now=NOW)
        pavel = book.clients.add(Client(0, "Pavel Zqname"))
        between = safekeeping.back_up(book, now=NOW + timedelta(hours=1))
        erase(book, pavel.id, today=TODAY)
    assert before is not None
    assert between is not None
    assert restore(folder, before.path, None, seen).erased_again == 0  # who isn't in it yet
    assert restore(folder, between.path, None, seen).erased_again == 1


# What is refused, with nothing touched


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.stat().st_size}


def refused(folder: Path, made: Path, key: keys.BookKey | None, seen: Seen, *kinds: type[Exception]) -> StorageError:
    before = everything_in(folder)
    with pytest.raises(kinds) as failed:
        restore(folder, made, key, seen)
    assert everything_in(folder) == before
    assert isinstance(failed.value, StorageError)
    return failed.value


def test_a_newer_copy_is_refused(folder: Path, older: Backup, key: keys.BookKey | None, seen: Seen) -> None:
    newer = folder.parent / "newer.db"
    shutil.copy(older.path, newer)
    database = open_database(newer, key)
    database.execute("PRAGMA user_version = 99")
    database.close()
    refused(folder, newer, key, seen, BookNewer)


def test_a_backup_with_one_bit_flipped_is_refused(
    folder: Path, older: Backup, key: keys.BookKey | None, seen: Seen
) -> None:
    raw = older.path.read_bytes()
    for place in range(0, len(raw), len(raw) // 25):
        older.path.write_bytes(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])
        error = refused(folder, older.path, key, seen, BookDamaged)
        assert isinstance(error, BookDamaged)
        assert error.path == older.path


def test_half_a_backup_is_refused_under_whatever_name(
    folder: Path, older: Backup, key: keys.BookKey | None, seen: Seen
) -> None:
    raw = older.path.read_bytes()
    other_name = folder.parent / "half.db"
    for size in (0, 100, 4096, len(raw) // 2, len(raw) - 4096, len(raw) - 1):
        for path in (older.path, other_name):
            path.write_bytes(raw[:size])
            refused(folder, path, key, seen, BookDamaged, PassphraseWrong)


def test_a_copy_that_is_damaged_inside_is_refused_under_whatever_name(
    folder: Path, older: Backup, key: keys.BookKey | None, seen: Seen
) -> None:
    other_name = folder.parent / "renamed.db"
    raw = bytearray(older.path.read_bytes())
    place = raw.find(b"Jane Whitcombe") if key is None else len(raw) - 1
    page = place // 4096 * 4096
    raw[page : page + 200] = bytes(200)
    other_name.write_bytes(raw)
    refused(folder, other_name, key, seen, BookDamaged)


def test_a_foreign_file_is_refused(folder: Path, older: Backup, key: keys.BookKey | None, seen: Seen) -> None:
    foreign = folder.parent / "foreign.db"
    foreign.write_text("A letter to the tax office. " * 500)
    refused(folder, foreign, key, seen, BookDamaged)
    foreign.unlink()
    database = driver.connect(str(foreign))
    database.execute("CREATE TABLE cards (id)")
    database.close()
    refused(folder, foreign, key, seen, BookDamaged)
    refused(folder, folder.parent / "none.db", key, seen, StorageFailed)
    refused(folder, folder.parent, key, seen, StorageFailed)


def test_the_wrong_passphrase_or_none_is_refused(folder: Path, seen: Seen) -> None:
    with new_book(folder, KEY) as book:
        made = safekeeping.back_up(book, now=NOW)
    assert made is not None
    refused(folder, made.path, OTHER, seen, PassphraseWrong)
    refused(folder, made.path, None, seen, PassphraseMissing)


def test_a_book_that_is_open_is_not_replaced(folder: Path, older: Backup, key: keys.BookKey | None, seen: Seen) -> None:
    with Book.open(folder, key=key):
        refused(folder, older.path, key, seen, BookInUse)
        for wrong in (None, OTHER):
            with pytest.raises((BookInUse, PassphraseMissing, PassphraseWrong)):
                restore(folder, older.path, key or wrong, seen, present_key=wrong)
    restore(folder, older.path, key, seen)


def test_a_disk_that_fails_leaves_the_book_as_it_was(
    folder: Path, older: Backup, key: keys.BookKey | None, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("ready_copy", "Present._set_aside", "Present.give_way", "os.replace", "erase_again"):
        module = "evenhand.actions.erasing" if place == "erase_again" else "evenhand.storage.restoring"
        module = "evenhand.actions.safekeeping" if place == "ready_copy" else module
        with monkeypatch.context() as broken:
            broken.setattr(f"{module}.{place}", _no_space)
            error = refused(folder, older.path, key, seen, StorageFailed)
            assert isinstance(error, StorageFailed)
            assert error.reason == "disk_full"


def test_a_read_only_folder_is_named(
    folder: Path, older: Backup, key: keys.BookKey | None, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_given: object) -> None:
        raise BookReadOnly(folder)

    monkeypatch.setattr(safekeeping, "probe", read_only)
    refused(folder, older.path, key, seen, BookReadOnly)


# A crash


def crash(folder: Path, key: keys.BookKey | None) -> None:
    """Leaves the book with half a transaction in the file, which its journal takes back."""
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom evenhand.storage.book import Book\n"
        "from evenhand.storage.keys import BookKey\n"
        "key = BookKey(b'k' * 32, b'sixteen bytes ..') if sys.argv[2] else None\n"
        "book = Book.open(Path(sys.argv[1]), key=key)\nrun = book.connection.rows\n"
        "run('WITH RECURSIVE n(i) AS (SELECT 2030 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)"
        ' INSERT INTO counters SELECT "case", i, 1 FROM n\')\n'
        "run('PRAGMA cache_size = 5'); run('BEGIN'); run('UPDATE counters SET last = 999'); os.kill(os.getpid(), 9)"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "desktop")}
    command = [sys.executable, "-c", script, str(folder), "key" if key else ""]
    subprocess.run(command, env=environment, check=False)
    assert (folder / "book.db-journal").stat().st_size


def is_as_before_the_crash(folder: Path, key: keys.BookKey | None) -> bool:
    with Book.open(folder, key=key) as book:
        half = book.connection.value("SELECT count(*) FROM counters WHERE last = 999")
        return len(numbers(book)) == 5 and half == 0 and check(book) == []


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")
@pytest.mark.parametrize("knows_it", [True, False])
def test_the_journal_of_a_crashed_book_is_never_taken_for_the_new_ones(
    folder: Path, older: Backup, key: keys.BookKey | None, seen: Seen, knows_it: bool
) -> None:
    crash(folder, key)
    if knows_it or key is None:
        done = restore(folder, older.path, key, seen)
    else:
        with new_book(folder.parent / "other") as other:
            other_id, made = other.id, safekeeping.back_up(other, now=NOW)
        assert made is not None
        done = restore(folder, made.path, None, seen)
    assert done.kept is not None
    with Book.open(folder, key=key if knows_it or key is None else None) as book:
        assert check(book) == []
        assert knows_it or key is None or book.id == other_id
    (folder.parent / "kept").mkdir()
    for path in done.kept.parent.glob(done.kept.name + "*"):
        shutil.copy(path, folder.parent / "kept" / path.name.replace(done.kept.name, "book.db"))
    assert is_as_before_the_crash(folder.parent / "kept", key)


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")
def test_a_crashed_book_that_was_copied_with_its_journal_comes_back_whole(
    folder: Path, older: Backup, key: keys.BookKey | None, seen: Seen, tmp_path: Path
) -> None:
    crash(folder, key)
    stick = tmp_path / "stick"
    shutil.copytree(folder, stick)
    restore(folder, stick / "book.db", key, seen)
    assert is_as_before_the_crash(folder, key)


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")
def test_a_journal_without_its_book_is_set_aside(
    folder: Path, older: Backup, key: keys.BookKey | None, seen: Seen
) -> None:
    crash(folder, key)
    (folder / "book.db").unlink()
    journal = (folder / "book.db-journal").read_bytes()
    done = restore(folder, older.path, key, seen)
    assert done.kept is None
    assert journal in [path.read_bytes() for path in (folder / "backups").iterdir()]
    with Book.open(folder, key=key) as book:
        assert numbers(book) == ["R-2026-0001", "R-2026-0002"]
        assert check(book) == []


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")
def test_killed_at_any_step_a_crashed_book_of_an_unknown_passphrase_is_still_whole(
    tmp_path: Path, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    with new_book(tmp_path / "plain") as other:
        made = safekeeping.back_up(other, now=NOW)
    assert made is not None
    with new_book(tmp_path / "crashed", KEY) as book:
        issue(book, 5)
    crash(tmp_path / "crashed", KEY)
    old = 0
    for nth in range(200):
        folder = tmp_path / f"book {nth}"
        shutil.copytree(tmp_path / "crashed", folder)
        with monkeypatch.context() as broken:
            kill = KillAt(broken, nth)
            with suppress(Killed):
                restore(folder, made.path, None, seen)
        if kill.left >= 0:
            break
        if keys.is_encrypted(folder / "book.db"):
            old += 1
            assert is_as_before_the_crash(folder, KEY)
        else:
            with Book.open(folder) as book:
                assert check(book) == []
    assert old > 8


class Killed(BaseException):
    """The program ends here: nothing after it is done either."""


class KillAt:
    """Ends the program at the nth call of what changes the disk."""

    NAMES = ("os.replace", "os.link", "os.fsync", "os.open", "os.unlink", "os.mkdir", "os.rename", "os.posix_fadvise")

    def __init__(self, patch: pytest.MonkeyPatch, nth: int) -> None:
        self.left = nth
        for name in self.NAMES:
            patch.setattr(name, self._wrapped(getattr(os, name.removeprefix("os."))))

    def _wrapped(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def killed(*given: Any, **named: Any) -> Any:
            self.left -= 1
            if self.left < 0:
                raise Killed
            return call(*given, **named)

        return killed


@pytest.fixture
def untouched(folder: Path, older: Backup) -> Callable[[], None]:
    """Puts the folder back as it was."""
    whole = folder.parent / "whole"
    shutil.copytree(folder, whole)

    def put_back() -> None:
        shutil.rmtree(folder)
        shutil.copytree(whole, folder)

    return put_back


def test_killed_at_any_step_the_folder_holds_the_old_book_or_the_new_one(
    folder: Path,
    older: Backup,
    key: keys.BookKey | None,
    seen: Seen,
    untouched: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found: list[int] = []
    for nth in range(200):
        with monkeypatch.context() as broken:
            kill = KillAt(broken, nth)
            with suppress(Killed):
                restore(folder, older.path, key, seen)
        if kill.left >= 0:
            break
        with Book.open(folder, key=key) as book:
            found.append(len(numbers(book)))
            assert check(book) == []
            issue(book)
            assert numbers(book)[-1] == "R-2026-0006"
        assert older.is_whole()
        assert not [path for path in folder.glob("*.tmp*") if path.stat().st_size]
        untouched()
    assert len(found) > 8
    assert set(found) == {2, 5}
    assert found == sorted(found, reverse=True)  # once it has the new one it keeps it


def test_an_error_at_any_step_leaves_the_old_book_or_the_new_one(
    folder: Path,
    older: Backup,
    key: keys.BookKey | None,
    seen: Seen,
    untouched: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Failing(KillAt):
        def _wrapped(self, call: Callable[..., Any]) -> Callable[..., Any]:
            def fail(*given: Any, **named: Any) -> Any:
                self.left -= 1
                if self.left == -1:
                    raise OSError(errno.EIO, "Input/output error")
                return call(*given, **named)

            return fail

    for nth in range(200):
        with monkeypatch.context() as broken:
            failing = Failing(broken, nth)
            try:
                restore(folder, older.path, key, seen)
                done = True
            except StorageError:
                done = False
        if failing.left >= 0:
            break
        with Book.open(folder, key=key) as book:
            letters = len(numbers(book))
            assert letters == (2 if done else 5)
            assert check(book) == []
        untouched()
    assert nth > 8


def test_an_old_file_that_cannot_be_read_any_more_is_kept_as_it_lies(
    folder: Path, older: Backup, key: keys.BookKey | None, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    from evenhand.storage import restoring

    before = (folder / "book.db").read_bytes()

    def cannot_read(source: object, target: Path) -> None:
        raise OSError(errno.EIO, "no")

    real = restoring.copied
    monkeypatch.setattr(
        restoring,
        "copied",
        lambda source, target: (real if "restore" not in target.name else cannot_read)(source, target),
    )
    done = restore(folder, older.path, key, seen)
    assert done.kept is not None
    assert done.kept.read_bytes() == before
    assert done.kept.stat().st_ino != (folder / "book.db").stat().st_ino
