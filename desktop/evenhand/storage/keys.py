"""The key of an encrypted book: from a passphrase, from a recovery code, and how SQLCipher is given it.

A book is SQLCipher 4 with its defaults, so any program that knows SQLCipher opens it with the passphrase alone. The key
is PBKDF2-HMAC-SHA512 of the passphrase with the file's first 16 bytes as salt, 256,000 rounds.
"""

import hashlib
import os
import unicodedata
from base64 import b32decode, b32encode
from pathlib import Path
from typing import NamedTuple

ROUNDS = 256_000
_KEY, _SALT, _CHECK = 32, 16, 2  # bytes
_PLAIN = b"SQLite format 3\0"
_PAGE = 4096
_GROUP = 4  # signs of a recovery code between two dashes
# What a person may well write instead of a sign that Base32 has.
_MEANT = str.maketrans({"0": "O", "1": "I", "8": "B"})


class EmptyPassphrase(ValueError):
    """A passphrase of nothing but spaces, which would leave the book unencrypted."""


class CodeNotUnderstood(ValueError):
    """What was typed isn't a recovery code, or a sign of it is wrong."""


class BookKey(NamedTuple):
    """What opens an encrypted book. From a passphrase it takes some 0.4 s to make: not in the window's thread."""

    key: bytes  # 32
    salt: bytes  # 16; the same as the file's first 16 bytes, also in every backup

    @property
    def pragma(self) -> str:
        """As PRAGMA key takes it, salt included: a copy made with it opens with the same passphrase."""
        return f"\"x'{self.key.hex()}{self.salt.hex()}'\""

    @property
    def recovery_code(self) -> str:
        """55 signs in groups of four: the key with two bytes that tell a slip of the pen. It needs no other file."""
        signs = b32encode(self.key + _checksum(self.key)).decode().rstrip("=")
        return "-".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))


def of_passphrase(passphrase: str, salt: bytes) -> BookKey:
    """Raises EmptyPassphrase. However its letters were composed, the same passphrase gives the same key."""
    same = unicodedata.normalize("NFKC", passphrase)
    if not same.strip():
        raise EmptyPassphrase("an empty passphrase would leave the book unencrypted")
    return BookKey(hashlib.pbkdf2_hmac("sha512", same.encode(), salt, ROUNDS, _KEY), salt)


def new_key(passphrase: str) -> BookKey:
    """A key for a book that isn't written yet. Raises EmptyPassphrase."""
    return of_passphrase(passphrase, os.urandom(_SALT))


def of_recovery_code(code: str, salt: bytes) -> BookKey:
    """Small or capital, with or without dashes. Raises CodeNotUnderstood."""
    signs = "".join(code.split()).replace("-", "").upper().translate(_MEANT)
    try:
        found = b32decode(signs + "=" * (-len(signs) % 8))
    except ValueError as error:
        raise CodeNotUnderstood("not a recovery code") from error
    key, check = found[:_KEY], found[_KEY:]
    if len(found) != _KEY + _CHECK or check != _checksum(key):
        raise CodeNotUnderstood("not a recovery code")
    return BookKey(key, salt)


def _checksum(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()[:_CHECK]


def salt_of(path: Path) -> bytes:
    """The salt of an encrypted file. Raises OSError."""
    with path.open("rb") as file:
        return file.read(_SALT)


def is_encrypted(path: Path) -> bool:
    """Whether the file can only be read with a key: whole pages, and not SQLite's own beginning. Raises OSError."""
    size = path.stat().st_size
    return size >= _PAGE and size % _PAGE == 0 and salt_of(path) != _PLAIN
