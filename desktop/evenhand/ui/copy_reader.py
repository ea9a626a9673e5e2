"""Looks into copies of the book beside the window's thread, and keeps the keys that opened them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from evenhand import wording
from evenhand.storage import keys
from evenhand.storage.held import Held, held_in
from evenhand.storage.keys import BookKey
from evenhand.ui.aside import Aside

Told = Callable[[Any, Exception | None], object]


class CopyReader(QObject):
    """One piece of work at a time; of what waits, only the last that was asked for is done."""

    def __init__(self, parent: QObject, key: BookKey | None) -> None:
        super().__init__(parent)
        self._aside = Aside(self)
        self._next: Callable[[], object] | None = None
        self._keys: dict[bytes, BookKey] = {} if key is None else {key.salt: key}

    def needs_key(self, path: Path) -> bool:
        """Whether the copy can only be read with a passphrase that nobody has typed yet. Raises OSError."""
        return keys.is_encrypted(path) and keys.salt_of(path) not in self._keys

    def key_of(self, path: Path) -> BookKey | None:
        """The key that opens the copy; None for one that needs none, or whose isn't known. Raises OSError."""
        return self._keys.get(keys.salt_of(path)) if keys.is_encrypted(path) else None

    def look(self, path: Path, told: Callable[[Held | None, Exception | None], object], typed: str = "") -> None:
        """What the copy holds, opened by what was typed where that's needed: its passphrase or recovery code."""

        def work() -> tuple[Held, BookKey | None]:
            key = keys.of_what_is_typed(typed, keys.salt_of(path)) if self.needs_key(path) else self.key_of(path)
            return held_in(path, key), key

        def done(found: tuple[Held, BookKey | None] | None, error: Exception | None) -> None:
            if found is not None and found[1] is not None:
                self._keys[found[1].salt] = found[1]
            told(found[0] if found is not None else None, error)

        self.ask(work, done)

    def ask(self, work: Callable[[], object], told: Told) -> None:
        """Does this in the other thread, once what goes on there is done."""

        def start() -> None:
            self._aside.start(work, both)

        def both(result: object, error: Exception | None) -> None:
            following, self._next = self._next, None
            if following is not None:
                following()
            told(result, error)

        if self._aside.busy:
            self._next = start
        else:
            start()


def said(error: Exception | None) -> str:
    """Why it could not be done, in one sentence. What nobody expects is raised."""
    if isinstance(error, OSError):
        return wording.sentence_for_file(error)
    if isinstance(error, wording.KNOWN_ERRORS):
        return wording.sentence(error)
    raise error or AssertionError("neither a result nor an error")
