"""A passphrase and a recovery code open the same book; what is written is unreadable without them."""

import unicodedata
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from evenhand.domain.records import Client
from evenhand.storage import keys
from evenhand.storage.book import Book
from evenhand.storage.errors import BookDamaged, PassphraseMissing, PassphraseWrong

PASSPHRASE = "café № 1, two coats"
KEY = keys.of_passphrase(PASSPHRASE, b"sixteen bytes ..")
WRONG = keys.BookKey(b"w" * 32, KEY.salt)


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    with Book.create(tmp_path, key=KEY) as book:
        book.clients.add(Client(0, "zqname"))
    return tmp_path


def test_nothing_in_an_encrypted_file_can_be_read_without_the_key(locked: Path) -> None:
    stored = (locked / "book.db").read_bytes()
    assert b"zqname" not in stored
    assert b"CREATE TABLE" not in stored
    with pytest.raises(PassphraseMissing):
        Book.open(locked)
    with pytest.raises(PassphraseWrong):
        Book.open(locked, key=WRONG)
    assert (locked / "book.db").read_bytes() == stored


def test_the_passphrase_opens_it_however_its_letters_were_composed(locked: Path) -> None:
    salt = keys.salt_of(locked / "book.db")
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert keys.of_passphrase(unicodedata.normalize(form, PASSPHRASE), salt) == KEY  # type: ignore[arg-type]
    with Book.open(locked, key=KEY) as book:
        assert book.clients.get(1).name == "zqname"


def test_any_program_that_knows_sqlcipher_opens_it_with_the_passphrase(locked: Path) -> None:
    other = driver.connect(str(locked / "book.db"))
    other.execute(f"PRAGMA key = '{unicodedata.normalize('NFKC', PASSPHRASE)}'")
    assert other.execute("SELECT name FROM clients").fetchall() == [("zqname",)]
    other.close()


@pytest.mark.parametrize("passphrase", ["", "  ", "\u00a0"])
def test_an_empty_passphrase_is_refused_rather_than_taken_for_none(passphrase: str) -> None:
    with pytest.raises(keys.EmptyPassphrase):
        keys.new_key(passphrase)


def test_the_recovery_code_opens_the_book_without_any_other_file(locked: Path) -> None:
    code = KEY.recovery_code
    salt = keys.salt_of(locked / "book.db")
    for typed in (code, code.lower(), code.replace("-", ""), f" {code} \n"):
        assert keys.of_recovery_code(typed, salt) == KEY


def test_a_slip_of_the_pen_in_the_recovery_code_is_noticed() -> None:
    code = KEY.recovery_code
    for place in (0, 20, len(code) - 1):
        other = "A" if code[place] != "A" else "B"
        with pytest.raises(keys.CodeNotUnderstood):
            keys.of_recovery_code(code[:place] + other + code[place + 1 :], KEY.salt)
    for typed in ("", "hello", code[:-1], code + "A", "é" * 55):
        with pytest.raises(keys.CodeNotUnderstood):
            keys.of_recovery_code(typed, KEY.salt)


@pytest.mark.parametrize("content", [b"", b"x" * 100, b"SQLite format 3\0" + b"\0" * 4080, b"\x89PNG" * 999])
def test_a_file_that_no_key_could_open_is_called_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "book.db").write_bytes(content)
    with pytest.raises(BookDamaged):
        Book.open(tmp_path)
    assert (tmp_path / "book.db").read_bytes() == content


def test_a_locked_book_answers_nothing_until_it_is_unlocked(locked: Path) -> None:
    with Book.open(locked, key=KEY) as book:
        book.connection.lock()
        assert book.connection.key is None
        with pytest.raises(Exception, match="closed"):
            book.clients.get(1)
        with pytest.raises(PassphraseWrong):
            book.connection.unlock(WRONG)
        book.connection.unlock(KEY)
        assert book.clients.get(1).name == "zqname"
        book.clients.add(Client(0, "Bo"))
