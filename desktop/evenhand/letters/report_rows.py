"""The dated lines of a report's timeline, and good breaks between its pages. Measures in millimetres."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from evenhand import formats
from evenhand.letters.report_columns import broken
from evenhand.letters.shaping import SANS, SEMIBOLD, SERIF, Line
from evenhand.letters.sheet import GREY, INK, MM, Sheet, width_of

_POINT = 1 / MM


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a timeline, dated where it has a day. The words are ready: nothing here is translated."""

    on: date | None
    kind: str
    text: str
    amount: str = ""


_DAY, _KIND, _AMOUNT = 30.0, 34.0, 30.0
_ROW_SIZE, _ROW_LINE = 9.2, 9.2 * 1.4 * _POINT
_ROW_AIR = 1.5  # above and below a row's lines


@dataclass(frozen=True, slots=True)
class Row:
    """A timeline's line: day, kind, text and sum, each in a column of its own."""

    cells: tuple[tuple[float, tuple[Line, ...], float, str], ...]  # left edge, lines, type size, colour
    amount: tuple[Line, ...]
    width: float

    @classmethod
    def of(cls, event: Event, language: str, width: float) -> "Row":
        dated = formats.short_date(event.on, language, year=True) if event.on else ""
        day = broken(dated, SANS, _DAY - 3, 8.4, language)
        kind = broken(event.kind, SEMIBOLD, _KIND - 3, 8.4, language)
        room = width - _DAY - _KIND - (_AMOUNT + 4 if event.amount else 0.0)
        text = broken(event.text, SERIF, room, _ROW_SIZE, language)
        amount = broken(event.amount, SERIF, _AMOUNT, _ROW_SIZE, language)
        cells = (
            (0.0, tuple(day), 8.4, GREY),
            (_DAY, tuple(kind), 8.4, INK),
            (_DAY + _KIND, tuple(text), _ROW_SIZE, INK),
        )
        return cls(cells, tuple(amount), width)

    @property
    def count(self) -> int:
        return max(1, len(self.amount), *(len(lines) for _left, lines, _size, _colour in self.cells))

    @property
    def height(self) -> float:
        return self.count * _ROW_LINE + 2 * _ROW_AIR

    def split(self, after: int) -> "tuple[Row, Row]":
        """The row in two, its first lines and the rest, for a page that ends within it."""
        first = tuple((left, lines[:after], size, colour) for left, lines, size, colour in self.cells)
        rest = tuple((left, lines[after:], size, colour) for left, lines, size, colour in self.cells)
        return Row(first, self.amount[:after], self.width), Row(rest, self.amount[after:], self.width)

    def draw(self, sheet: Sheet, margin: float, top: float) -> None:
        top += _ROW_AIR
        for left, lines, size, colour in self.cells:
            for number, line in enumerate(lines):
                sheet.line(line, margin + left, top + (number + 0.74) * _ROW_LINE, size, colour)
        for number, line in enumerate(self.amount):
            baseline = top + (number + 0.74) * _ROW_LINE
            sheet.line(line, margin + self.width - width_of(line, _ROW_SIZE), baseline, _ROW_SIZE)


def paged(rows: Sequence[Row], first: float, other: float) -> list[list[Row]]:
    """The rows on pages of the given heights; one that no page holds, or that is long, is split."""
    pages: list[list[Row]] = [[]]
    room = first
    left = list(rows)
    while left:
        row = left.pop(0)
        if row.height <= room:
            pages[-1].append(row)
            room -= row.height
            continue
        fit = int((room - 2 * _ROW_AIR) / _ROW_LINE)
        if row.count > 12 and fit >= 3 and row.count - fit >= 2:
            above, below = row.split(fit)
            pages[-1].append(above)
            left.insert(0, below)
        else:
            left.insert(0, row)
        pages.append([])
        room = other
    return pages
