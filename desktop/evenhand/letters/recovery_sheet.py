"""The sheet with a book's recovery code, to be kept on paper. Measures in millimetres.

It's drawn with the letters' type, but is no letter: it has no number, nothing is kept of it, and the same code on the
same day gives the same bytes.
"""

from collections.abc import Sequence
from datetime import date

from evenhand import formats, translation
from evenhand.domain.owner import Owner, PaperSize
from evenhand.letters import labels
from evenhand.letters.glyphs import one_line, ready
from evenhand.letters.profiles import PAPERS
from evenhand.letters.refusal import LetterRefused
from evenhand.letters.shaping import BOLD, SANS, SEMIBOLD, SERIF
from evenhand.letters.sheet import GREY, INK, MM, Sheet, fitted, mixed, readable
from evenhand.translation import N_

_POINT = 1 / MM
_SIDE = 25.0
_HEAD_RULE = 23.0
_COLUMNS = 5  # as on the screen, where the drill asks for a group by its number
_ROW = 19.5
_SIGN = 6.5  # from one sign of a group to the next, so that none can be skipped

_TITLE = N_("Recovery code")
_PURPOSE = (
    N_("This code opens your book when the passphrase is forgotten, or when nobody is there who knows it."),
    N_("It needs no other file and no internet: where Evenhand asks for the passphrase, choose the recovery code."),
)
_SIGNS = N_(
    "The code has no 0, 1 or 8: what looks like one is the letter O, I or B."
    " Small letters and missing dashes do no harm."
)
_PLACE = N_("Keep it with your passport, not beside the computer.")
_WARNING = N_(
    "It opens everything: whoever holds this sheet and a copy of the book can read all of it, the private notes too."
    " Take no photo of it, and keep no file of it on the computer."
)
_CHANGED = N_(
    "A new passphrase brings a new code. Print that sheet then; this one still opens the backups made before, so keep"
    " it, or tear it up along with them."
)
_MADE = N_("Made on {day}")


def draw(code: str, owner: Owner | None, on: date, language: str | None = None) -> bytes:
    """One page of the owner's paper, as a PDF, in the screen's language unless another is named.

    Raises LetterRefused where the name of the business has a character that the fonts lack, or is too long.
    """
    language = language or translation.language()
    paper = owner.paper if owner else PaperSize.A4
    business = one_line(owner.letterhead(language).business_name, "business") if owner else ""
    title = _text(_TITLE, language)
    sheet = Sheet(
        PAPERS[paper],
        title=title.replace("\u00a0", " "),
        author=business or "Evenhand",
        language=labels.of(language)["pdf_language"],
        on=on,
    )
    accent = readable(owner.accent if owner else "")
    day = formats.long_date(on, formats.locale_of(language, owner.country if owner else "GB"))
    made = ready(translation.text_in(language, _MADE).format(day=day), "text", language)
    _head(sheet, business or "Evenhand", made, accent)
    y = _prose(sheet, [title], BOLD, 22.0, _HEAD_RULE + 11.0, accent) + 3.0
    y = _prose(sheet, [_text(words, language) for words in _PURPOSE], SERIF, 11.5, y) + 6.0
    y = _code(sheet, code.split("-"), y, accent) + 5.0
    y = _prose(sheet, [_text(_SIGNS, language)], SANS, 9.4, y, GREY) + 8.0
    y = _prose(sheet, [_text(_PLACE, language)], BOLD, 14.0, y, accent) + 1.5
    y = _prose(sheet, [_text(_WARNING, language)], SERIF, 11.5, y) + 5.0
    y = _prose(sheet, [_text(_CHANGED, language)], SERIF, 11.5, y)
    if y > sheet.height - 15.0:
        raise LetterRefused("too_long", place="text")
    return sheet.finished()


def _text(words: str, language: str) -> str:
    return ready(translation.text_in(language, words), "text", language)


def _head(sheet: Sheet, business: str, made: str, accent: str) -> None:
    right = sheet.width - _SIDE
    sheet.text_right(made, right, _HEAD_RULE - 4.0, 8.8, SANS, GREY)
    name = fitted(business, SEMIBOLD, right - _SIDE - 60.0, (11.0, 6.0), 2)
    if name is None:
        raise LetterRefused("too_long", place="business")
    lines, size = name
    for number, line in enumerate(lines):
        sheet.line(line, _SIDE, _HEAD_RULE - 4.0 - (len(lines) - 1 - number) * size * 1.2 * _POINT, size, accent)
    sheet.rule(_SIDE, _HEAD_RULE, right, accent, 0.8)


def _prose(sheet: Sheet, sentences: Sequence[str], font: str, size: float, top: float, colour: str = INK) -> float:
    """The sentences as one paragraph; gives back where it ends."""
    found = fitted(" ".join(sentences), font, sheet.width - 2 * _SIDE, (size, size * 0.8), 8)
    if found is None:
        raise LetterRefused("too_long", place="text")
    lines, size = found
    leading = size * 1.42 * _POINT
    for number, line in enumerate(lines):
        sheet.line(line, _SIDE, top + (number + 0.74) * leading, size, colour)
    return top + len(lines) * leading


def _code(sheet: Sheet, groups: Sequence[str], top: float, accent: str) -> float:
    """The groups with their numbers, each sign in a place of its own; gives back where the frame ends."""
    wide = sheet.width - 2 * _SIDE
    rows = -(-len(groups) // _COLUMNS)
    high = rows * _ROW + 5.0
    sheet.box(_SIDE, top, wide, high, mixed(accent, 0.05))
    sheet.outline(_SIDE, top, wide, high, 1.5, mixed(accent, 0.5), 0.8)
    column = (wide - 6.0) / _COLUMNS
    for number, group in enumerate(groups):
        x = _SIDE + 3.0 + number % _COLUMNS * column + (column - 4 * _SIGN) / 2
        baseline = top + 3.0 + number // _COLUMNS * _ROW + 14.5
        sheet.text(str(number + 1), x + 1.0, baseline - 9.0, 8.0, SANS, GREY)
        for place, sign in enumerate(group):
            sheet.centred(sign, x + (place + 0.5) * _SIGN, baseline, 20.0, SEMIBOLD, INK)
        if number + 1 < len(groups):
            sheet.rule(x, baseline + 3.2, x + 4 * _SIGN, mixed(accent, 0.25), 0.5)
    return top + high
