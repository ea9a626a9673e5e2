"""The key of an encrypted book: from a passphrase, from a recovery code, and how SQLCipher is given it.

A book is SQLCipher 4 with its defaults, so any program that knows SQLCipher opens it with the passphrase alone. The key
is PBKDF2-HMAC-SHA512 of the passphrase with the file's first 16 bytes as salt, 256,000 rounds.

A passphrase is taken as its owner sees it. Composed letters, digits and spaces of another width are made alike (NFKC),
spaces around it are dropped, and so is what can't be seen: controls, line ends, joiners, direction marks, half a
character of a broken paste. Capitals and the spaces inside it count.

Don't ask about the file of a book that this process has open: POSIX drops SQLite's lock on a file when any descriptor
of it is closed. The open book's key holds its salt.
"""

import os
from pathlib import Path
from typing import NamedTuple

from evenhand.storage.errors import StorageError

ROUNDS = 256_000
_KEY, _SALT, _CHECK = 32, 16, 2  # bytes
_PLAIN = b"SQLite format 3\0"
_PAGE = 4096
_GROUP = 4  # signs of a recovery code between two dashes
_UNSEEN = ("Cc", "Cf", "Cs")  # Unicode's controls, format characters and surrogates
# What a person may well write instead of a sign that Base32 has, or type on another keyboard than the Latin one.
_MEANT = str.maketrans("018АВЕЗІКМНОРСТУХՏՕ", "OIBABE3IKMHOPCTYXSO")
_FEWEST_BYTES = 128  # of different ones among 4096: a page of ciphertext has all 256, text and figures far fewer


class EmptyPassphrase(StorageError, ValueError):
    """A passphrase in which nothing can be seen, which would leave the book unencrypted."""


class CodeNotUnderstood(StorageError, ValueError):
    """What was typed isn't a recovery code, or a sign of it is wrong."""


class BookKey(NamedTuple):
    """What opens an encrypted book. From a passphrase it takes some 0.4 s to make: not in the window's thread."""

    key: bytes  # 32
    salt: bytes  # 16; the same as the file's first 16 bytes, also in every backup

    def __repr__(self) -> str:
        return "BookKey(not shown)"  # or a traceback would show it

    @property
    def pragma(self) -> str:
        """As PRAGMA key takes it, salt included: a copy made with it opens with the same passphrase."""
        return f"\"x'{self.key.hex()}{self.salt.hex()}'\""

    @property
    def recovery_code(self) -> str:
        """55 signs in groups of four: the key with two bytes that tell a slip of the pen. It needs no other file."""
        from base64 import b32encode

        signs = b32encode(self.key + _checksum(self.key)).decode().rstrip("=")
        return "-".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))


def of_passphrase(passphrase: str, salt: bytes) -> BookKey:
    """Raises EmptyPassphrase."""
    import hashlib  # this and the like are slow to load, and a book without a passphrase opens without them
    import unicodedata

    seen = "".join(sign for sign in passphrase if unicodedata.category(sign) not in _UNSEEN)
    same = unicodedata.normalize("NFKC", seen).strip()
    if not same:
        raise EmptyPassphrase("an empty passphrase would leave the book unencrypted")
    return BookKey(hashlib.pbkdf2_hmac("sha512", same.encode(), salt, ROUNDS, _KEY), salt)


def new_key(passphrase: str) -> BookKey:
    """A key for a book that isn't written yet. Raises EmptyPassphrase."""
    return of_passphrase(passphrase, os.urandom(_SALT))


def of_recovery_code(code: str, salt: bytes) -> BookKey:
    """Small or capital, grouped by whatever or not at all, O for 0 or the other way. Raises CodeNotUnderstood."""
    import unicodedata
    from base64 import b32decode

    plain = unicodedata.normalize("NFKC", code).upper()
    signs = "".join(sign for sign in plain if sign.isalnum()).translate(_MEANT)
    try:
        found = b32decode(signs + "=" * (-len(signs) % 8))
    except ValueError as error:
        raise CodeNotUnderstood("not a recovery code") from error
    key, check = found[:_KEY], found[_KEY:]
    if len(found) != _KEY + _CHECK or check != _checksum(key):
        raise CodeNotUnderstood("not a recovery code")
    return BookKey(key, salt)


def of_what_is_typed(typed: str, salt: bytes) -> BookKey:
    """The key by its recovery code, where what was typed is one, else by the passphrase. Raises EmptyPassphrase."""
    try:
        return of_recovery_code(typed, salt)
    except CodeNotUnderstood:
        return of_passphrase(typed, salt)


def _checksum(key: bytes) -> bytes:
    import hashlib

    return hashlib.sha256(key).digest()[:_CHECK]


def salt_of(path: Path) -> bytes:
    """The salt of an encrypted file. Raises OSError."""
    with path.open("rb") as file:
        return file.read(_SALT)


def is_encrypted(path: Path) -> bool:
    """Whether the file looks like one that can only be read with a key. Raises OSError.

    Whole pages, the first of them neither SQLite's own nor anything but noise; other noise can't be told from a book.
    """
    size = path.stat().st_size
    if size < _PAGE or size % _PAGE:
        return False
    with path.open("rb") as file:
        page = file.read(_PAGE)
    return not page.startswith(_PLAIN) and len(set(page)) >= _FEWEST_BYTES


def is_under(path: Path, key: BookKey | None) -> bool:
    """Whether a book's file, or a copy's, was written under this key, or under none. Raises OSError."""
    return salt_of(path) == (key.salt if key else _PLAIN)
