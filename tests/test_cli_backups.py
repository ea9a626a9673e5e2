"""A copy of the book from the command line, and one put in its place."""

import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from evenhand import cli
from evenhand.actions.erasing import erase
from evenhand.actions.safekeeping import back_up
from evenhand.domain.records import Client, Letter, Letterhead, LetterKind, Owner
from evenhand.storage import keys, seen
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.storage.seen import Seen

NOW = datetime(2026, 11, 22, 12, 0, 5, tzinfo=UTC)
PASSPHRASE = "two coats, one thimble"

Captured = pytest.CaptureFixture[str]


def run(*arguments: object) -> int:
    return cli.run(cli.read([str(one) for one in arguments]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "my book"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy, копия.db"


def issue(book: Book, count: int = 1) -> None:
    for _ in range(count):
        with book.transaction():
            _series, sequence, number = book.letters.next_number(LetterKind.REFUND, 2026)
            letter = Letter(
                0, number, LetterKind.REFUND, "en", 1, None, date(2026, 11, 22), "Your coat", "Dear Jane,", "{}", ""
            )
            book.letters.issue_row(
                letter,
                sequence=sequence,
                pdf=number.encode(),
                operation_id=number,
                app_version="test",
                template_version="1",
            )


def make(folder: Path, key: keys.BookKey | None = None) -> Path:
    with Book.create(folder, key=key) as book:
        book.owner.save(Owner((Letterhead("en", "Linden Tailoring", "Mara Linden"),)))
        book.clients.add(Client(0, "Jane Whitcombe"))
        issue(book, 2)
    return folder


def test_a_copy_is_written_and_what_it_holds_is_said(folder: Path, copy: Path, capsys: Captured) -> None:
    make(folder)
    assert run("backup", copy, "--data", folder) == 0
    assert capsys.readouterr().out.replace("\xa0", " ") == (
        f"{copy} is a copy of the book, and has been read through.\n- 1 client\n- 0 orders\n"
        "- 2 letters, the last of 22 Nov 2026\n"
    )
    shutil.copy(copy, folder / "book.db")
    with Book.open(folder) as book:
        assert check(book) == []


def test_nothing_is_written_over(folder: Path, copy: Path, capsys: Captured) -> None:
    make(folder)
    copy.write_text("somebody's")
    for target in (copy, folder, folder / "book.db"):
        assert run("backup", target, "--data", folder) == 1
        assert capsys.readouterr().err.startswith(f"{target} is there already")
    assert copy.read_text() == "somebody's"


def test_a_copy_that_cannot_be_written_leaves_nothing(folder: Path, tmp_path: Path, capsys: Captured) -> None:
    make(folder)
    assert run("backup", tmp_path / "gone" / "copy.db", "--data", folder) == 1
    assert str(tmp_path / "gone") in capsys.readouterr().err
    assert run("backup", tmp_path / "copy.db", "--data", tmp_path) == 1
    assert capsys.readouterr().err == f"There is no book in {tmp_path}.\n"
    assert [path for path in tmp_path.iterdir() if path.is_file()] == []


def test_a_damaged_book_is_not_copied(folder: Path, copy: Path, capsys: Captured) -> None:
    make(folder)
    with Book.open(folder) as book:
        book.connection.rows("PRAGMA foreign_keys = 0")
        book.connection.rows("INSERT INTO client_uids (client_id, uid) VALUES (99, 'x')")
    assert run("backup", copy, "--data", folder) == 1
    assert "not a readable book" in capsys.readouterr().err
    assert not copy.exists()


def test_a_copy_is_put_in_the_books_place_and_all_that_follows_is_said(
    folder: Path, copy: Path, capsys: Captured
) -> None:
    make(folder)
    assert run("backup", copy, "--data", folder) == 0
    with Book.open(folder) as book:
        issue(book, 2)
        erase(book, 1, today=date(2026, 11, 22), keep_until=date(2036, 12, 31))
    before = (folder / "book.db").read_bytes()
    capsys.readouterr()
    assert run("restore", copy, "--data", folder) == 0
    lines = capsys.readouterr().out.replace("\xa0", " ").splitlines()
    assert lines[:4] == [f"{copy} is the book now.", "- 1 client", "- 0 orders", "- 2 letters, the last of 22 Nov 2026"]
    kept = re.fullmatch(r"The book that it replaced is kept as (.+)\.", lines[4])
    assert kept
    assert Path(kept[1]).read_bytes() == before
    assert lines[5:] == [
        "2 numbers were given to letters that are not in this copy. They are never given again:"
        " R-2026-0003, R-2026-0004",
        "1 client had been erased since, and is erased here as well.",
    ]
    with Book.open(folder) as book:
        assert check(book) == []
        assert Seen(seen.own_folder()).of(book.id).writes == book.written


def test_where_nothing_tells_which_numbers_were_given_the_owner_is_told(
    folder: Path, copy: Path, tmp_path: Path, capsys: Captured
) -> None:
    make(folder)
    run("backup", copy, "--data", folder)
    assert run("restore", copy, "--data", tmp_path / "new computer") == 0
    assert "Their numbers may be given again" in capsys.readouterr().out
    assert run("check", "--data", tmp_path / "new computer") == 0


@pytest.mark.parametrize("content", [None, b"", b"half a letter to the tax office" * 300])
def test_what_is_no_copy_is_refused_with_nothing_touched(
    folder: Path, copy: Path, capsys: Captured, content: bytes | None
) -> None:
    make(folder)
    before = (folder / "book.db").read_bytes()
    if content is not None:
        copy.write_bytes(content)
    assert run("restore", copy, "--data", folder) == 1
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert str(copy) in told.err
    assert (folder / "book.db").read_bytes() == before
    assert [path.name for path in folder.iterdir() if path.stat().st_size] == ["book.db"]


def test_an_encrypted_copy_asks_for_its_passphrase(
    folder: Path, copy: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(folder, keys.new_key(PASSPHRASE))
    assert run("backup", copy, "--data", folder) == 1
    monkeypatch.setenv("EVENHAND_PASSPHRASE", PASSPHRASE)
    assert run("backup", copy, "--data", folder) == 0
    assert b"Jane" not in copy.read_bytes()
    with Book.open(folder, key=keys.of_passphrase(PASSPHRASE, keys.salt_of(folder / "book.db"))) as book:
        issue(book)
    capsys.readouterr()
    monkeypatch.setenv("EVENHAND_PASSPHRASE", "another")
    assert run("restore", copy, "--data", folder) == 1
    assert "passphrase of this book, or the file is damaged" in capsys.readouterr().err
    monkeypatch.setenv("EVENHAND_PASSPHRASE", PASSPHRASE)
    assert run("restore", copy, "--data", folder) == 0
    assert "R-2026-0003" in capsys.readouterr().out
    assert run("check", "--data", folder) == 0


def test_when_something_is_wrong_the_newest_good_backup_is_named(folder: Path, capsys: Captured) -> None:
    make(folder)
    with Book.open(folder) as book:
        made = back_up(book, now=NOW)
        broken = back_up(book, now=NOW.replace(hour=13))
        book.connection.rows("DELETE FROM counters")
    assert made
    assert broken
    assert run("check", "--data", folder) == 1
    assert str(broken.path) in capsys.readouterr().err
    broken.path.write_bytes(broken.path.read_bytes()[:-1])
    assert run("check", "--data", folder) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[-1].startswith("The newest good backup is of 2026-11-22 ")
    assert told[-1].endswith(f'To bring it back: evenhand restore "{made.path}"')
    (folder / "book.db").write_bytes(b"what was a book" * 500)
    assert run("check", "--data", folder) == 1
    told = capsys.readouterr().err.splitlines()
    assert "not a readable book" in told[0]
    assert str(made.path) in told[1]
    made.path.unlink()
    assert run("check", "--data", folder) == 1
    assert capsys.readouterr().err.endswith("\nNo good backup of this book was found beside it.\n")
