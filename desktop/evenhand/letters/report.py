"""Sheets for the owner's own use: half a page of figures, and a dated timeline. Measures in millimetres.

They are drawn with the letters' type and nothing of a text becomes markup, but they are no letters: they have no
number, nothing is kept of them, and the same facts on the same day give the same bytes.
"""

from collections.abc import Sequence
from datetime import date

from evenhand import formats
from evenhand.domain.records import Owner
from evenhand.letters import labels
from evenhand.letters.glyphs import one_line
from evenhand.letters.profiles import PAPERS
from evenhand.letters.refusal import LetterRefused
from evenhand.letters.report_columns import Fact, SetColumn, SetProse, Table, plain
from evenhand.letters.report_plot import Plot
from evenhand.letters.report_rows import Event, Row, paged
from evenhand.letters.shaping import BOLD, SANS, SEMIBOLD
from evenhand.letters.sheet import GREY, HAIR, INK, MM, Sheet, fitted, readable

__all__ = ["Event", "Fact", "Plot", "Table", "half_page", "timeline"]

_POINT = 1 / MM
_SIDE = 20.0  # empty at the left and the right
_BETWEEN = 9.0  # two columns
_HEAD_RULE = 21.0
_SIZES = (9.6, 9.2, 8.8, 8.4, 8.0, 7.6, 7.2, 6.8)
_FOOT = 16.0  # empty below the last line of a whole page


def half_page(
    owner: Owner,
    *,
    language: str,
    on: date,
    title: str,
    says: Sequence[str],
    left: Sequence[Table | Plot],
    right: Sequence[Table | Plot],
) -> bytes:
    """The upper half of a sheet of the owner's paper, as a PDF: what it says in sentences, then two columns.

    Raises LetterRefused: missing_glyph and right_to_left with the character, empty without a name of the business or a
    title, too_long where it doesn't fit half a page even in small type.
    """
    wide, high = PAPERS[owner.paper]
    sheet, accent = _sheet(owner, language, on, title)
    top = _head(sheet, owner, language, on, title, accent)
    bottom = high / 2 - 8.0
    column = (wide - 2 * _SIDE - _BETWEEN) / 2
    for size in _SIZES:
        words = SetProse.of(says, language, wide - 2 * _SIDE, size + 1.0)
        columns = [SetColumn.of(parts, language, column, size) for parts in (left, right)]
        below = top + words.height + (3.2 if words.lines else 0.0)
        if below + max(one.height for one in columns) <= bottom:
            break
    else:
        raise LetterRefused("too_long", place="text")
    words.draw(sheet, _SIDE, top)
    for number, one in enumerate(columns):
        one.draw(sheet, _SIDE + number * (column + _BETWEEN), below, accent)
    return sheet.finished()


def timeline(
    owner: Owner, *, language: str, on: date, title: str, about: Sequence[str], events: Sequence[Event]
) -> bytes:
    """Dated lines in the order given, over as many pages as it takes, each with its number; `about` stands above them.

    Raises LetterRefused as half_page does; a text may be as long as it likes.
    """
    wide, high = PAPERS[owner.paper]
    sheet, accent = _sheet(owner, language, on, title)
    words = labels.of(language)
    rows = [Row.of(event, language, wide - 2 * _SIDE) for event in events]
    told = SetProse.of(about, language, wide - 2 * _SIDE, 9.6)
    top = _head(sheet, owner, language, on, title, accent)
    told.draw(sheet, _SIDE, top)
    first = top + told.height + (4.0 if told.lines else 0.0)
    pages = paged(rows, high - _FOOT - first, high - _FOOT - (_HEAD_RULE + 6.0))
    for number, page in enumerate(pages, 1):
        if number > 1:
            sheet.next_page()
            _short_head(sheet, title, language, accent)
        y = first if number == 1 else _HEAD_RULE + 6.0
        for place, row in enumerate(page):
            if place:
                sheet.rule(_SIDE, y, wide - _SIDE, HAIR, 0.4)
            row.draw(sheet, _SIDE, y)
            y += row.height
        numbered = words["page"].format(page=number, pages=len(pages))
        sheet.text_right(plain(numbered, language), wide - _SIDE, high - 10.0, 7.4, SANS, GREY)
    return sheet.finished()


def _sheet(owner: Owner, language: str, on: date, title: str) -> tuple[Sheet, str]:
    name = one_line(owner.letterhead(language).business_name, "business")
    subject = one_line(title, "text")
    if not name or not subject:
        raise LetterRefused("empty", place="text" if name else "business")
    sheet = Sheet(
        PAPERS[owner.paper],
        title=subject.replace("\u00a0", " "),
        author=name,
        language=labels.of(language)["pdf_language"],
        on=on,
    )
    return sheet, readable(owner.accent)


def _head(sheet: Sheet, owner: Owner, language: str, on: date, title: str, accent: str) -> float:
    """Business, day and title; gives back where the text below may begin."""
    right = sheet.width - _SIDE
    day = plain(formats.long_date(on, formats.locale_of(language, owner.country)), language)
    sheet.text_right(day, right, 16.6, 8.4, SANS, GREY)
    name = one_line(owner.letterhead(language).business_name, "business")
    width = right - _SIDE - 48
    business = fitted(name, BOLD, width, (11, 7), 1) or fitted(name, BOLD, width, (8.4, 6), 2)
    heading = fitted(plain(title, language), BOLD, right - _SIDE, (15, 10), 2)
    if business is None or heading is None:
        raise LetterRefused("too_long", place="business" if business is None else "text")
    lines, size = business
    for number, line in enumerate(lines):
        sheet.line(line, _SIDE, 16.6 - (len(lines) - 1 - number) * size * 1.2 * _POINT, size, accent)
    sheet.rule(_SIDE, _HEAD_RULE, right, accent, 0.8)
    lines, size = heading
    baseline = _HEAD_RULE + 4.0 + size * 0.75 * _POINT
    for line in lines:
        sheet.line(line, _SIDE, baseline, size, INK)
        baseline += size * 1.25 * _POINT
    return baseline - size * 0.6 * _POINT


def _short_head(sheet: Sheet, title: str, language: str, accent: str) -> None:
    """On every page but the first."""
    width = sheet.width - 2 * _SIDE
    heading = fitted(plain(title, language), SEMIBOLD, width, (8.4, 7.0), 1)
    heading = heading or fitted(plain(title, language), SEMIBOLD, width, (7, 5), 2)
    if heading is None:
        raise LetterRefused("too_long", place="text")
    for number, line in enumerate(heading[0]):
        sheet.line(line, _SIDE, 16.6 - (len(heading[0]) - 1 - number) * 3.2, heading[1], GREY)
    sheet.rule(_SIDE, _HEAD_RULE, sheet.width - _SIDE, accent, 0.8)
