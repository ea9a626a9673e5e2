"""Reading a file for an import, off the window's thread."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal

from evenhand.actions import importing
from evenhand.actions.importing import FileRead
from evenhand.exchange import programs
from evenhand.exchange.people import Field
from evenhand.exchange.tables import Table

_SAMPLES = 2
_LONGEST = 60


class Reading(NamedTuple):
    """A file as it was read, the program that wrote it if that can be told, and a few values of each column.

    A column that is empty to its end has no value.
    """

    found: FileRead
    program: str = ""
    samples: tuple[tuple[str, ...], ...] = ()


@cache
def _pool() -> QThreadPool:
    pool = QThreadPool()
    pool.setMaxThreadCount(1)
    application = QCoreApplication.instance()
    if application is not None:
        application.aboutToQuit.connect(pool.waitForDone)
    return pool


class _Carrier(QObject):
    """Brings what was read to the sheet. The thread holds on to it: the sheet may be gone by then."""

    arrived = Signal(object)


class Reader(QObject):
    """One thing at a time; what is asked for later takes the place of what was asked before.

    `country` is how addresses are written that don't say theirs. `done` brings what was read, `refused` what kept it
    from being read.
    """

    done = Signal(object)
    refused = Signal(Exception)

    def __init__(self, parent: QObject, country: str = "") -> None:
        super().__init__(parent)
        self._country = country
        self._ticket = 0
        self.busy = False
        self._carrier = _Carrier()
        self._carrier.arrived.connect(self._on_arrived)

    def read(self, path: Path, encoding: str | None = None, delimiter: str | None = None) -> None:
        """Reads the file; encoding and delimiter are found out unless they're said."""
        country = self._country

        def read() -> Reading:
            found = importing.read_file(path, encoding=encoding, delimiter=delimiter, country=country)
            if found.table is None:
                return Reading(found, programs.wrote_cards(path))
            return Reading(found, programs.wrote_table(found.table.headers), samples(found.table))

        self._start(read)

    def sort(self, reading: Reading, fields: tuple[Field | None, ...]) -> None:
        """Makes people of the rows anew, the columns holding what the owner says."""
        self._start(lambda: reading._replace(found=importing.with_columns(reading.found, fields)))

    def forget(self) -> None:
        """Nothing that was asked for arrives."""
        self._ticket += 1
        self.busy = False

    def _start(self, act: Callable[[], Reading]) -> None:
        self._ticket += 1
        self.busy = True
        ticket, carrier = self._ticket, self._carrier

        def work() -> None:
            answer: Any
            try:
                answer = act()
            except Exception as error:  # told as a sentence, at the file
                answer = error
            carrier.arrived.emit((ticket, answer))

        _pool().start(work)

    def _on_arrived(self, brought: tuple[int, Any]) -> None:
        ticket, answer = brought
        if ticket != self._ticket:
            return
        self.busy = False
        if isinstance(answer, Exception):
            self.refused.emit(answer)
        else:
            self.done.emit(answer)


def samples(table: Table) -> tuple[tuple[str, ...], ...]:
    """The first values of each column that differ."""
    found: list[list[str]] = [[] for _heading in table.headers]
    wanting = set(range(len(table.headers)))
    for row in table.rows:
        for column in tuple(wanting):
            text = " ".join(row.cells[column][:_LONGEST].split())
            if text and text not in found[column]:
                found[column].append(text)
                if len(found[column]) == _SAMPLES:
                    wanting.discard(column)
        if not wanting:
            break
    return tuple(map(tuple, found))
