"""In the command line an encrypted book opens with its passphrase or its code, and says in one line that it doesn't."""

import getpass
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from evenhand import cli
from evenhand.commands.opening import VARIABLE, key_of, open_book
from evenhand.domain.records import Client
from evenhand.storage import keys
from evenhand.storage.backups import Backups
from evenhand.storage.book import Book
from evenhand.storage.seen import Seen, own_folder

PASSPHRASE = "две шубы, «Ольха» 🧵"
NEEDED = (
    "This book has a passphrase. Type it when it's asked for in a terminal, or put it into the variable"
    " EVENHAND_PASSPHRASE.\n"
)
WRONG = (
    "That is not the passphrase of this book, or the file is damaged. Nothing was changed; type it once more, or open"
    " a backup.\n"
)


@cache
def key() -> keys.BookKey:
    return keys.of_passphrase(PASSPHRASE, b"sixteen bytes ..")


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    with Book.create(tmp_path / "book", key=key()) as book:
        client = book.clients.add(Client(0, "Zq"))
        book.comfort.set_note(client.id, "a private note")
    return tmp_path / "book"


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """A terminal on which this is typed; gives back what was asked."""

    def typing(words: str) -> list[str]:
        asked: list[str] = []
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        monkeypatch.setattr(getpass, "getpass", lambda prompt: asked.append(prompt) or words)
        return asked

    return typing


def run(*arguments: str) -> int:
    return cli.run(cli.read(arguments))


COMMANDS = [["check"], ["wipe-comfort", "--notes", "--yes"]]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words[0])
def test_the_passphrase_in_the_environment_opens_the_book(
    locked: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setenv(VARIABLE, f"  {PASSPHRASE}\n")
    assert run(*command, "--data", str(locked)) == 0


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words[0])
def test_the_passphrase_is_asked_for_on_a_terminal(
    locked: Path, terminal: Callable[[str], list[str]], command: list[str]
) -> None:
    asked = terminal(PASSPHRASE)
    assert run(*command, "--data", str(locked)) == 0
    assert asked == ["Passphrase or recovery code: "]


def test_the_recovery_code_opens_it_as_well_however_it_is_typed(
    locked: Path, terminal: Callable[[str], list[str]]
) -> None:
    for typed in (key().recovery_code, key().recovery_code.lower().replace("-", " ")):
        terminal(typed)
        assert key_of(locked / "book.db") == key()
    with open_book(locked) as book:
        assert book.clients.get(1).name == "Zq"


@pytest.mark.parametrize("typed", ["another one", key().recovery_code[:-1], key().recovery_code[::-1]])
def test_a_wrong_passphrase_gets_one_line_and_changes_nothing(
    locked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    before = (locked / "book.db").read_bytes()
    monkeypatch.setenv(VARIABLE, typed)
    for command in COMMANDS:
        assert run(*command, "--data", str(locked)) == 1
        assert capsys.readouterr() == ("", WRONG)
    assert (locked / "book.db").read_bytes() == before


def test_a_damaged_book_is_told_from_a_wrong_passphrase_by_a_backup_that_opens(
    locked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    with open_book(locked) as book:
        made = Backups(locked).make(book, datetime(2026, 11, 22, 12, tzinfo=UTC))
    path = locked / "book.db"
    damaged = bytearray(path.read_bytes())
    damaged[100] ^= 1  # of the first page, behind the salt
    path.write_bytes(damaged)
    assert run("check", "--data", str(locked)) == 1
    said = capsys.readouterr().err
    assert said.startswith(WRONG)
    assert f'evenhand restore "{made.path}"' in said
    monkeypatch.setenv(VARIABLE, "another one")
    assert run("check", "--data", str(locked)) == 1
    assert capsys.readouterr().err == WRONG


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words[0])
def test_where_nobody_can_be_asked_one_line_says_how_to_give_it(
    locked: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    for stdin in (sys.stdin, None):
        monkeypatch.setattr(sys, "stdin", stdin)
        assert run(*command, "--data", str(locked)) == 1
        assert capsys.readouterr() == ("", NEEDED)


@pytest.mark.parametrize("ends", [EOFError, KeyboardInterrupt])
def test_leaving_the_question_unanswered_ends_in_one_line(
    locked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ends: type[BaseException]
) -> None:
    def leave(_prompt: str) -> str:
        raise ends

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", leave)
    assert run("check", "--data", str(locked)) == 1
    assert capsys.readouterr() == ("", f"\n{NEEDED}")


def test_nothing_visible_typed_is_no_passphrase(
    locked: Path, terminal: Callable[[str], list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    for typed, told in (("", NEEDED), ("  ", NEEDED), ("\u200b", "There is no passphrase yet.")):
        terminal(typed)
        assert run("check", "--data", str(locked)) == 1
        assert capsys.readouterr().err.startswith(told)


def test_a_book_without_a_passphrase_is_opened_without_asking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: Callable[[str], list[str]]
) -> None:
    Book.create(tmp_path / "plain").close()
    asked = terminal("never")
    monkeypatch.setenv(VARIABLE, "for another book")
    assert run("check", "--data", str(tmp_path / "plain")) == 0
    assert asked == []


def test_the_sample_business_has_no_passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    assert run("sample", str(tmp_path / "sample")) == 0
    Book.open(tmp_path / "sample").close()


@pytest.mark.parametrize("content", [b"", b"x" * 4096, b"\0" * 8192, b"a,b\n" * 2048, b"\x89PNG" + b"x" * 100])
def test_a_foreign_file_is_no_book_and_no_passphrase_is_asked_for(
    tmp_path: Path, terminal: Callable[[str], list[str]], capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (tmp_path / "book.db").write_bytes(content)
    asked = terminal("never")
    assert run("check", "--data", str(tmp_path)) == 1
    assert capsys.readouterr().err.startswith(f"{tmp_path / 'book.db'} is not a readable book.")
    assert asked == []
    assert (tmp_path / "book.db").read_bytes() == content


@pytest.mark.skipif(os.name != "posix", reason="a terminal of one's own is POSIX")
def test_what_is_typed_on_a_terminal_is_not_shown_on_it(locked: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "evenhand", "check", "--data", str(locked)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "desktop")}
    child = subprocess.Popen(
        command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
        start_new_session=True,
    )  # fmt: skip
    assert child.stderr is not None
    assert child.stderr.read(len("Passphrase")) == "Passphrase"  # asked, and the echo is off by then
    os.write(ours, f"{PASSPHRASE}\n".encode())
    out, err = child.communicate(timeout=60)
    os.close(theirs)
    os.set_blocking(ours, False)
    try:
        shown = os.read(ours, 1000)
    except OSError:
        shown = b""
    os.close(ours)
    assert (child.returncode, out) == (0, "The book is in order.\n")
    assert PASSPHRASE not in out + err
    assert PASSPHRASE.encode() not in shown


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """An older copy that lies in the place of a book which was written to since."""
    folder = tmp_path / "older"
    with Book.create(folder) as book:
        book.clients.add(Client(0, "Zq"))
    copy = (folder / "book.db").read_bytes()
    with Book.open(folder) as book:
        book.clients.add(Client(0, "Zr"))
        Seen(own_folder()).note(book)
    (folder / "book.db").write_bytes(copy)
    return folder


@pytest.mark.parametrize("command", [["import", "people.csv"], ["wipe-comfort", "--yes"]])
def test_an_older_copy_is_not_written_to_before_its_owner_has_chosen_in_the_window(
    older: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_text("Name\nAnna\n", encoding="utf-8")
    before = (older / "book.db").read_bytes()
    assert run(*command, "--data", str(older)) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("An older copy of your book lies here. It lacks what was saved on this computer since.")
    assert said.err.endswith("Nothing is written until you choose.\n")
    assert (older / "book.db").read_bytes() == before


def test_what_writes_nothing_looks_at_an_older_copy(older: Path, tmp_path: Path) -> None:
    before = (older / "book.db").read_bytes()
    assert run("backup", str(tmp_path / "copy.db"), "--data", str(older)) == 0
    assert run("export", str(tmp_path / "files"), "--data", str(older)) == 0
    assert run("check", "--data", str(older)) == 0
    assert (older / "book.db").read_bytes() == before
    assert (tmp_path / "copy.db").read_bytes() == before
