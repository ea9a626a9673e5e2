"""The phrase lists of the tone check, each read once, off the window's thread: a list takes a good part of a second."""

from functools import cache

from PySide6.QtCore import QObject, QThreadPool, Signal

from evenhand.domain.tone import Phrases, check


class PhraseLists(QObject):
    """`ready` brings the language whose list has come."""

    ready = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, Phrases | None] = {}  # None: on its way, or there is none

    def of(self, language: str, text: str = "") -> Phrases | None:
        """The language's list; None while it's being read, and for a language that has letters and no list yet.

        A list makes its patterns ready as their words come up: those of `text` are ready when the list is.
        """
        if language not in self._known:
            self._known[language] = None
            QThreadPool.globalInstance().start(lambda: self._read(language, text))
        return self._known[language]

    def _read(self, language: str, text: str) -> None:
        from evenhand.tone_phrases import phrases

        try:
            found = phrases(language)
        except FileNotFoundError:
            return
        check(text, found)
        self._known[language] = found
        self.ready.emit(language)


@cache
def phrase_lists() -> PhraseLists:
    """The one collection of them, made when the first letter is opened."""
    return PhraseLists()
