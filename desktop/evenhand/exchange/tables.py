"""Tables as text: CSV, and the same with semicolons, tabs or bars, read a row at a time within bounds."""

import csv
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TextIO

from evenhand.exchange.encodings import encoding_of
from evenhand.exchange.formulas import unguarded
from evenhand.exchange.people import MOST, BadRow
from evenhand.exchange.refusal import FileRefused

DELIMITERS = (",", ";", "\t", "|")

MOST_BYTES = 40_000_000
MOST_IN_CELL = 1_000_000  # characters
_MOST_IN_LINE = 4_000_000
_MOST_COLUMNS = 500
_MOST_CELLS = 12_000_000
_SAMPLE_LINES = 200
_SAMPLE = 1 << 16

_SEPARATOR = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)  # what Excel reads and writes in the first line


class Row(NamedTuple):
    line: int  # where it begins, from 1
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read. Every row has as many cells as there are headings."""

    encoding: str
    encodings: tuple[str, ...]  # what else it may be, the likeliest first
    sure: bool  # the encoding isn't a guess
    delimiter: str
    headers: tuple[str, ...]  # "" for a column without one
    rows: tuple[Row, ...]
    bad: tuple[BadRow, ...]


def read(path: Path, *, encoding: str | None = None, delimiter: str | None = None) -> Table:
    """The table in the file; encoding and delimiter are found out unless they're said.

    Raises FileRefused, OSError.
    """
    if path.stat().st_size > MOST_BYTES:
        raise FileRefused("too_large", limit=MOST_BYTES // 1_000_000)
    found = encoding_of(path)
    name = encoding or found.name
    try:
        delimiter = delimiter or _delimiter_of(path, name)
        with path.open(encoding=name, newline="") as file:
            headers, rows, bad = _parse(file, delimiter)
    except UnicodeError as error:
        raise FileRefused("encoding", text=name) from error
    return Table(name, found.others, found.sure, delimiter, headers, tuple(rows), tuple(bad))


class _Lines:
    """The lines of a file, with those of the row being read, so that reading can go back to its second."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._again: list[str] = []
        self.number = 0  # of the line given last
        self.of_row: list[str] = []
        self._patience = 2 * MOST_BYTES  # characters that are read once more

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else self._file.readline(_MOST_IN_LINE)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) >= _MOST_IN_LINE:
            raise FileRefused("line_too_long", line=self.number, limit=_MOST_IN_LINE)
        self.of_row.append(line)
        return line

    def go_back(self) -> None:
        """The next line is the one after the row's first. Raises FileRefused where that happens too often."""
        self.number -= len(self.of_row) - 1
        self._patience -= sum(map(len, self.of_row))
        if self._patience < 0:
            raise FileRefused("open_quote", line=self.number)
        self._again += reversed(self.of_row[1:])


def _records(lines: _Lines, delimiter: str) -> Iterator[tuple[int, list[str] | BadRow]]:
    """Each row with its first line. One with a quotation mark that's left open is told and doesn't take the rest."""
    csv.field_size_limit(MOST_IN_CELL)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.of_row = []
        start = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            too_long = len(lines.of_row) == 1 and len(lines.of_row[0]) > MOST_IN_CELL
            lines.go_back()
            yield start, BadRow(start, "field_too_long" if too_long else "open_quote")
            continue
        raw = lines.of_row
        if any("\0" in line for line in raw):
            yield start, BadRow(start, "nul")
        elif any("'" in line for line in raw):
            yield start, list(map(unguarded, cells))
        else:
            yield start, cells


def _parse(file: TextIO, delimiter: str) -> tuple[tuple[str, ...], list[Row], list[BadRow]]:
    lines = _Lines(file)
    records = _records(lines, delimiter)
    headers = _headers(records, delimiter)
    wanted, rows, bad, room = len(headers), [], [], _MOST_CELLS
    for start, cells in records:
        if isinstance(cells, BadRow):
            bad.append(cells)
        elif not any(cells):
            continue
        elif len(cells) == wanted or _without_tail(cells, wanted):
            rows.append(Row(start, tuple(cells)))
            room -= wanted
        else:
            bad.append(BadRow(start, _ragged(cells, wanted), len(cells), wanted))
        if len(rows) + len(bad) > MOST:
            raise FileRefused("too_many_rows", limit=MOST)
        if room < 0:
            raise FileRefused("too_large", limit=MOST_BYTES // 1_000_000)
    if not rows and not bad:
        raise FileRefused("only_headers")
    return headers, rows, bad


def _without_tail(cells: list[str], wanted: int) -> bool:
    """Takes off empty cells at the end, which a delimiter after the last one makes."""
    while len(cells) > wanted and not cells[-1]:
        cells.pop()
    return len(cells) == wanted


def _ragged(cells: list[str], wanted: int) -> str:
    return "too_few" if len(cells) < wanted else "too_many"


def _headers(records: Iterator[tuple[int, list[str] | BadRow]], delimiter: str) -> tuple[str, ...]:
    for start, cells in records:
        if isinstance(cells, BadRow):
            raise FileRefused("open_quote" if cells.reason != "nul" else "not_text", line=start)
        if start == 1 and _SEPARATOR.fullmatch(delimiter.join(cells)):
            continue
        names = [" ".join(cell.split()) for cell in cells]
        while names and not names[-1]:
            names.pop()
        if not names:
            continue
        if len(names) > _MOST_COLUMNS:
            raise FileRefused("too_many_columns", limit=_MOST_COLUMNS)
        seen: set[str] = set()
        for name in filter(None, names):
            if name.casefold() in seen:
                raise FileRefused("duplicate_headers", line=start, text=name)
            seen.add(name.casefold())
        return tuple(names)
    raise FileRefused("empty")


def _delimiter_of(path: Path, encoding: str) -> str:
    """The delimiter by which the first rows come out alike and widest; a comma where nothing tells."""
    with path.open(encoding=encoding, newline="") as file:
        sample: list[str] = []
        room = _SAMPLE
        while len(sample) < _SAMPLE_LINES and room > 0 and (line := file.readline(_SAMPLE)):
            sample.append(line)
            room -= len(line)
    if said := _SEPARATOR.fullmatch(sample[0]):
        return said.group(1)
    return max(DELIMITERS, key=lambda one: _fitness(sample, one))


def _fitness(sample: list[str], delimiter: str) -> tuple[float, int]:
    csv.field_size_limit(MOST_IN_CELL)
    widths: list[int] = []
    with suppress(csv.Error):  # what was read before it tells enough
        widths.extend(len(cells) for cells in csv.reader(iter(sample), delimiter=delimiter) if any(cells))
    if not widths or widths[0] < 2:
        return 0.0, 0
    return sum(width == widths[0] for width in widths) / len(widths), widths[0]
