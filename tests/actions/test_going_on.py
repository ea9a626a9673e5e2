"""An older copy lies in the book's place, and its owner goes on with it: no number twice, nobody erased comes back."""

import os
import random
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from evenhand.actions import safekeeping
from evenhand.actions.erasing import erase
from evenhand.domain.records import Client, Letter, Letterhead, LetterKind, Owner
from evenhand.storage.backups import Backups
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.storage.errors import StorageFailed
from evenhand.storage.first_look import Noticed, open_carefully
from evenhand.storage.seen import Seen, Standing

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
OLD_BOOK = max((Path(__file__).parents[1] / "old_books").glob("schema_04.db"))


@pytest.fixture
def seen(tmp_path: Path) -> Seen:
    return Seen(tmp_path / "state")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "book"


def shop(folder: Path) -> Book:
    book = Book.create(folder)
    book.owner.save(Owner((Letterhead("en", "Linden Tailoring", "Mara Linden"),)))
    book.clients.add(Client(0, "Jane Whitcombe"))
    return book


def issue(book: Book, count: int = 1) -> list[str]:
    given = []
    for _ in range(count):
        with book.transaction():
            _series, sequence, number = book.letters.next_number(LetterKind.REFUND, TODAY.year)
            letter = Letter(0, number, LetterKind.REFUND, "en", 1, None, TODAY, "Your coat", "Dear Jane,", "{}", "")
            book.letters.issue_row(
                letter, sequence=sequence, pdf=f"%PDF {random.random()}".encode(), operation_id=f"{random.random()}",
                app_version="test", template_version="1",
            )  # fmt: skip
        given.append(number)
    return given


@pytest.fixture
def copied_back(folder: Path, seen: Seen, tmp_path: Path) -> Path:
    """A copy with two letters that was put over the book by hand; five had been issued, and Pavel was erased."""
    with shop(folder) as book:
        pavel = book.clients.add(Client(0, "Pavel")).id
        issue(book, 2)
        shutil.copy(folder / "book.db", tmp_path / "stick.db")
        issue(book, 3)
        erase(book, pavel, today=TODAY, seen=seen)
        seen.note(book)
    shutil.copy(tmp_path / "stick.db", folder / "book.db")
    return folder


def test_the_next_letter_goes_on_behind_those_that_the_copy_lacks(copied_back: Path, seen: Seen) -> None:
    opened = open_carefully(copied_back, seen=seen, now=NOW)
    assert [one.what for one in opened.findings] == [Noticed.OLDER]
    with opened.book as book:
        lost = safekeeping.go_on_with(book, seen, today=TODAY)
        assert lost == ["R-2026-0003", "R-2026-0004", "R-2026-0005"]
        assert issue(book) == ["R-2026-0006"]
        assert check(book) == []
        assert seen.standing(book) is Standing.AHEAD
        seen.note(book)
    with open_carefully(copied_back, seen=seen, now=NOW).book as book:
        assert not book.read_only
        assert check(book) == []


def test_who_was_erased_since_is_erased_from_it_again(copied_back: Path, seen: Seen) -> None:
    with open_carefully(copied_back, seen=seen, now=NOW).book as book:
        assert list(book.clients.ids(text="Pavel"))
        safekeeping.go_on_with(book, seen, today=TODAY)
        assert not list(book.clients.ids(text="Pavel"))


def test_a_disk_that_fails_meanwhile_leaves_it_open_to_be_looked_at(
    copied_back: Path, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (copied_back / "book.db").read_bytes()

    def full(*_args: object) -> None:
        raise StorageFailed("disk_full")

    monkeypatch.setattr(safekeeping, "give_on", full)
    with open_carefully(copied_back, seen=seen, now=NOW).book as book:
        with pytest.raises(StorageFailed, match="disk_full"):
            safekeeping.go_on_with(book, seen, today=TODAY)
        assert book.read_only
        assert book.letters.count() == 2
    assert (copied_back / "book.db").read_bytes() == before


def test_going_on_where_nothing_is_older_changes_nothing(folder: Path, seen: Seen) -> None:
    with shop(folder) as book:
        issue(book, 2)
        seen.note(book)
    with Book.open(folder, read_only=True) as book:
        written = book.written
        assert safekeeping.go_on_with(book, seen, today=TODAY) == []
        assert book.written == written


def test_a_copy_that_was_written_to_elsewhere_more_often_but_lacks_a_number_is_an_older_one(
    folder: Path, seen: Seen, tmp_path: Path
) -> None:
    with shop(folder) as book:
        seen.note(book)
    shutil.copytree(folder, tmp_path / "other")
    with Book.open(folder) as book:
        issue(book, 1)
        seen.note(book)
    with Book.open(tmp_path / "other") as book:
        for number in range(9):
            book.clients.add(Client(0, f"Client {number}"))
    shutil.copy(tmp_path / "other" / "book.db", folder / "book.db")
    opened = open_carefully(folder, seen=seen, now=NOW)
    assert [one.what for one in opened.findings] == [Noticed.OLDER]
    with opened.book as book:
        safekeeping.go_on_with(book, seen, today=TODAY)
        assert issue(book) == ["R-2026-0002"]
        assert book.clients.count() == 10
        seen.note(book)
        assert seen.standing(book) is Standing.SAME


def test_a_copy_from_before_books_had_ids_stays_this_book(folder: Path, seen: Seen) -> None:
    folder.mkdir()
    shutil.copy(OLD_BOOK, folder / "book.db")
    with Book.open(folder) as book:
        own = book.id
        with book.transaction():
            book.connection.rows("INSERT OR REPLACE INTO counters VALUES ('R', 2026, 31)")
        seen.note(book)
    shutil.copy(OLD_BOOK, folder / "book.db")
    with Book.open(folder) as book:
        safekeeping.catch_up(book, seen, today=TODAY, book_id=own)
        assert book.id == own
        assert book.connection.value("SELECT last FROM counters WHERE series = 'R' AND year = 2026") == 31


@pytest.mark.parametrize("luck", range(6))
def test_whatever_comes_back_and_however_no_number_is_given_twice(folder: Path, seen: Seen, luck: int) -> None:
    """Backups are brought back, by the program or by hand, in any order, and letters issued in between."""
    chance = random.Random(luck)
    with shop(folder) as book:
        given = issue(book, 2)
        safekeeping.back_up(book, now=NOW)
        seen.note(book)
    for step in range(10):
        kept = [one for one in Backups(folder).all() if one.seal]
        match chance.choice(("restore", "by hand", "work", "work")):
            case "restore":
                safekeeping.restore(folder, chance.choice(kept).path, key=None, seen=seen, today=TODAY)
            case "by hand":
                shutil.copy(chance.choice(kept).path, folder / "book.db")
            case _:
                pass
        opened = open_carefully(folder, seen=seen, now=NOW)
        with opened.book as book:
            if opened.findings:
                safekeeping.go_on_with(book, seen, today=TODAY)
            given += issue(book, chance.randrange(3))
            if chance.random() < 0.5:
                safekeeping.back_up(book, now=NOW.replace(minute=step))
            assert check(book) == []
            seen.note(book)
    assert len(set(given)) == len(given)


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_where_the_disk_of_the_backups_is_gone_the_replaced_book_is_kept_beside_the_new_one(
    folder: Path, seen: Seen, tmp_path: Path
) -> None:
    with shop(folder) as book:
        issue(book, 2)
        made = safekeeping.back_up(book, now=NOW)
        issue(book, 1)
    assert made is not None
    shutil.move(folder / "backups", tmp_path / "stick")
    (folder / "backups").symlink_to(tmp_path / "pulled out")
    done = safekeeping.restore(folder, tmp_path / "stick" / made.path.name, key=None, seen=seen, today=TODAY)
    assert done.kept is not None
    assert done.kept.parent == folder
    assert Backups(folder).counts(done.kept, None).letters == 3
    assert [one.path for one in Backups(folder).all()] == [done.kept]
    with Book.open(folder) as book:
        assert issue(book) == ["R-2026-0004"]
