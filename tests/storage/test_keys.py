"""A passphrase and a recovery code open the same book; what is written is unreadable without them."""

import hashlib
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from evenhand.domain.records import Client
from evenhand.storage import keys
from evenhand.storage.book import Book
from evenhand.storage.database import open_database
from evenhand.storage.errors import (
    BookDamaged,
    BookInUse,
    BookNewer,
    PassphraseMissing,
    PassphraseWrong,
    StorageFailed,
)

PASSPHRASE = "café № 1, two coats"
KEY = keys.of_passphrase(PASSPHRASE, b"sixteen bytes ..")
WRONG = keys.BookKey(b"w" * 32, KEY.salt)


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    with Book.create(tmp_path, key=KEY) as book:
        book.clients.add(Client(0, "zqname"))
    return tmp_path


@pytest.fixture
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """For what is about the words typed; that the rounds are SQLCipher's is tried with the others."""
    monkeypatch.setattr(keys, "ROUNDS", 2)


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


@pytest.mark.usefixtures("few_rounds")
def test_a_passphrase_is_taken_as_it_is_seen() -> None:
    key = keys.of_passphrase(PASSPHRASE, KEY.salt)

    def same(typed: str) -> bool:
        return keys.of_passphrase(typed, KEY.salt) == key

    assert same(f"  {PASSPHRASE}\n")  # pasted with the end of its line
    assert same(PASSPHRASE.replace(" ", "\u00a0"))
    assert same(f"\ufeff{PASSPHRASE[:4]}\u200b\0{PASSPHRASE[4:]}\ud83e")  # with what can't be seen, and half a sign
    assert not same(PASSPHRASE.upper())
    assert not same(PASSPHRASE.replace(" ", ""))
    assert not same(PASSPHRASE.replace("é", "e"))


@pytest.mark.parametrize(
    "passphrase", ["🧵👩‍🏭", "ա", "п" * 100_000, "'; DROP TABLE clients;--", "\"x'00'\"", "\\", "%00"]
)
@pytest.mark.usefixtures("few_rounds")
def test_whatever_can_be_typed_is_a_passphrase(tmp_path: Path, passphrase: str) -> None:
    key = keys.new_key(passphrase)
    Book.create(tmp_path, key=key).close()
    salt = keys.salt_of(tmp_path / "book.db")
    with Book.open(tmp_path, key=keys.of_passphrase(passphrase, salt)) as book:
        assert book.clients.count() == 0
    with pytest.raises(PassphraseMissing):
        Book.open(tmp_path)


@pytest.mark.parametrize("passphrase", ["\0", "\u200b", "\ufeff \t\n", "\ud83e", "\u202a\u202c"])
def test_what_can_t_be_seen_is_no_passphrase(passphrase: str) -> None:
    with pytest.raises(keys.EmptyPassphrase):
        keys.new_key(passphrase)


def test_taking_a_passphrase_as_it_is_seen_twice_changes_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or the key would depend on how often a screen had cleaned what was typed."""
    taken: list[bytes] = []
    monkeypatch.setattr(hashlib, "pbkdf2_hmac", lambda _name, same, *_rest: taken.append(same) or bytes(32))
    every = "".join(chr(code) for code in range(0x110000))
    for start in range(0, len(every), 997):  # some signs compose with their neighbours
        keys.of_passphrase(f"x{every[start : start + 997]}x", KEY.salt)
        keys.of_passphrase(taken[-1].decode(), KEY.salt)
        assert taken[-1] == taken[-2]


@pytest.mark.usefixtures("few_rounds")
def test_two_books_under_one_passphrase_have_different_keys() -> None:
    assert len({keys.new_key(PASSPHRASE) for _book in range(3)}) == 3


@pytest.mark.parametrize(
    "changed",
    [
        lambda code: code.replace("O", "0").replace("I", "1").replace("B", "8"),
        lambda code: code.lower().replace("-", " – "),
        lambda code: code.replace("-", "\n"),
        lambda code: code.replace("-", "").replace("A", "А").replace("O", "О").replace("M", "М"),  # Cyrillic
        lambda code: "".join(chr(ord(sign) + 0xFEE0) for sign in code),  # of double width
        lambda code: f"«{code}».",
    ],
)
def test_a_recovery_code_is_understood_as_people_type_it(changed: Callable[[str], str]) -> None:
    for number in range(20):
        key = keys.BookKey(hashlib.sha256(b"%d" % number).digest(), KEY.salt)
        assert keys.of_recovery_code(changed(key.recovery_code), KEY.salt) == key


def test_no_single_wrong_sign_and_no_two_signs_exchanged_make_another_code() -> None:
    code = KEY.recovery_code.replace("-", "")
    for place in range(len(code)):
        for sign in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567":
            others = [code[:place] + sign + code[place + 1 :]]
            if place:
                others.append(code[: place - 1] + code[place] + code[place - 1] + code[place + 1 :])
            for other in others:
                try:
                    assert keys.of_recovery_code(other, KEY.salt) == KEY
                except keys.CodeNotUnderstood:
                    assert other != code


def test_a_recovery_code_of_another_book_is_understood_and_does_not_open_this_one(locked: Path) -> None:
    other = keys.new_key("another").recovery_code
    with pytest.raises(PassphraseWrong):
        Book.open(locked, key=keys.of_recovery_code(other, keys.salt_of(locked / "book.db")))


def test_which_files_look_encrypted(locked: Path, tmp_path: Path) -> None:
    whole = (locked / "book.db").read_bytes()
    file = tmp_path / "other.db"
    for content, encrypted in (
        (whole, True),
        (whole[:4096], True),
        (b"", False),
        (whole[:2048], False),
        (whole[:5000], False),
        (b"\0" * 8192, False),
        (b"name;phone\n" * 4096, False),
        (b"SQLite format 3\0" + whole[16:], False),
    ):
        file.write_bytes(content)
        assert keys.is_encrypted(file) == encrypted
    with pytest.raises(OSError, match="No such file"):
        keys.is_encrypted(tmp_path / "none.db")


@pytest.mark.parametrize("left", [0, 1, 100, 4095, 4096, 5000, 8192, 40_960])
def test_a_truncated_book_is_called_damaged_when_the_key_is_right(locked: Path, left: int) -> None:
    path = locked / "book.db"
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(BookDamaged):
        Book.open(locked, key=KEY)
    if left % 4096:
        with pytest.raises(BookDamaged):
            Book.open(locked)
    assert path.stat().st_size == left


def test_a_flipped_byte_is_never_read_as_something_else(locked: Path) -> None:
    path = locked / "book.db"
    whole = path.read_bytes()
    for place in range(0, len(whole), 1531):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        reason = "damaged"
        try:
            with Book.open(locked, key=KEY) as book:
                assert book.clients.get(1).name == "zqname"
        except StorageFailed as told:
            reason = told.reason
        except (BookDamaged, PassphraseWrong):
            pass
        assert reason == "damaged", place
        (locked / "book.db-journal").unlink(missing_ok=True)


def test_locking_waits_for_the_transaction_and_keeps_a_book_in_memory(locked: Path, book: Book) -> None:
    with pytest.raises(StorageFailed):
        book.connection.lock()
    book.clients.add(Client(0, "Bo"))
    with Book.open(locked, key=KEY) as opened:
        with opened.transaction(), pytest.raises(StorageFailed):
            opened.connection.lock()
        opened.clients.add(Client(0, "Bo"))


def test_what_is_written_to_a_locked_book_fails_and_the_book_can_be_unlocked(locked: Path) -> None:
    with Book.open(locked, key=KEY) as book:
        book.clients.add(Client(0, "Bo"))  # and peewee is awake
        book.connection.lock()
        book.connection.lock()
        with pytest.raises(StorageFailed):
            book.clients.add(Client(0, "Ci"))
        with pytest.raises(StorageFailed):
            book.clients.count()
        before = book.connection.writes
        book.connection.unlock(KEY)
        assert book.connection.writes > before  # what was read before counts as out of date
        book.clients.add(Client(0, "Ci"))
        assert book.clients.count() == 3


def test_a_book_that_went_on_elsewhere_while_it_was_locked_is_not_unlocked_by_an_older_program(locked: Path) -> None:
    with Book.open(locked, key=KEY) as book:
        book.connection.lock()
        other = open_database(locked / "book.db", KEY)
        other.execute("PRAGMA user_version = 99")
        other.close()
        with pytest.raises(BookNewer):
            book.connection.unlock(KEY)
        assert book.connection.key is None
        with pytest.raises(StorageFailed):
            book.clients.count()


def test_a_book_that_another_took_while_it_was_locked_says_so_and_waits(locked: Path) -> None:
    with Book.open(locked, key=KEY) as book:
        book.connection.lock()
        with Book.open(locked, key=KEY) as other:
            with pytest.raises(BookInUse):
                book.connection.unlock(KEY)
            other.clients.add(Client(0, "Bo"))
        book.connection.unlock(KEY)
        assert book.clients.count() == 2
