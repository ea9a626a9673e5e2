"""A book or a copy in which bits flipped, or whose end is missing: it's an error, never wrong data."""

import random
from pathlib import Path

from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.storage.errors import StorageError
from evenhand.storage.keys import BookKey


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The file with a bit flipped, with a stretch overwritten, or cut off."""
    kind, place = chance.choice(("bit", "stretch", "cut")), chance.randrange(len(content))
    if kind == "cut":
        return content[:place]
    long = 1 if kind == "bit" else chance.randrange(1, 5000)
    piece = bytes(byte ^ (1 << chance.randrange(8)) for byte in content[place : place + long])
    return content[:place] + piece + content[place + long :]


def taken_for_whole(folder: Path, letters: dict[str, bytes], key: BookKey | None = None) -> list[str]:
    """Opens the damaged book and verifies it; gives what is wrong with it and nobody said so."""
    try:
        with Book.open(folder, key=key) as book:
            if check(book):
                return []
            kept = {row.number: book.letters.pdf(row.id) for row in book.letters.rows(limit=10**6)}
    except StorageError:
        return []
    return [] if kept == letters else ["letters differ, and the check is content"]
