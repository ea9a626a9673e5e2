"""Envelopes, address labels, and a page to try a printer and a window with. Everything in millimetres."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from evenhand.domain.records import Client, Owner, PaperSize
from evenhand.letters import labels, stationery
from evenhand.letters.addresses import SetAddress, fitted_address, written
from evenhand.letters.glyphs import one_line, ready
from evenhand.letters.profiles import PAPERS, Profile
from evenhand.letters.refusal import LetterRefused
from evenhand.letters.shaping import BOLD, SANS, SEMIBOLD, SERIF, Run, break_lines, words_of
from evenhand.letters.sheet import GREY, INK, MM, Sheet, fitted, measure, mixed, readable

_POINT = 1 / MM


class EnvelopeSize(StrEnum):
    DL = "dl"
    C6 = "c6"
    C5 = "c5"
    NO_10 = "no_10"


ENVELOPES = {
    EnvelopeSize.DL: (220.0, 110.0),
    EnvelopeSize.C6: (162.0, 114.0),
    EnvelopeSize.C5: (229.0, 162.0),
    EnvelopeSize.NO_10: (241.3, 104.8),
}

# Their post expects the address about the middle; elsewhere it stands in the lower right quarter.
_MIDDLE = frozenset({"AU", "CA", "GB", "IE", "NZ", "US"})
_EDGE = 12.0  # of the sender, from the left and the top
_FREE_RIGHT, _FREE_BELOW = 15.0, 16.0  # what sorting machines want empty
_FRANKED = 78.0  # the room for stamps and postmarks at the right


def draw_envelope(owner: Owner, client: Client, language: str, size: EnvelopeSize) -> bytes:
    """One envelope, lying, as a PDF: the sender small at the top left, the address where the owner's post reads it.

    Raises LetterRefused for what can't be printed: "empty" without an address, "too_long" where it doesn't fit.
    """
    wide, high = ENVELOPES[size]
    address = _address(client, language)
    head = owner.letterhead(language)
    name = one_line(head.business_name, "business")
    if not name:
        raise LetterRefused("empty", place="business")
    words = labels.of(language)
    sheet = Sheet((wide, high), title=address[0].replace("\u00a0", " "), author=name, language=words["pdf_language"])
    _sender(sheet, owner, language, wide - _EDGE - _FRANKED)
    share = 0.40 if owner.country in _MIDDLE else 0.48
    left, top = wide * share, high * (0.46 if owner.country in _MIDDLE else 0.5)
    placed = fitted_address(
        address, wide - _FREE_RIGHT - left, high - _FREE_BELOW - top, sizes=(12.6, 8.6), leading=1.34
    )
    if placed is None:
        raise LetterRefused("too_long", place="address")
    placed.draw(sheet, left, top + placed.size * 0.8 * _POINT)
    return sheet.finished()


def _address(client: Client, language: str) -> list[str]:
    lines = written(client, language)
    if len(lines) < 2:
        raise LetterRefused("empty", place="address")
    return lines


def _sender(sheet: Sheet, owner: Owner, language: str, width: float) -> None:
    head = owner.letterhead(language)
    name = fitted(one_line(head.business_name, "business"), BOLD, width, (10.4, 7), 2)
    if name is None:
        raise LetterRefused("too_long", place="business")
    lines, size = name
    baseline = _EDGE + size * 0.72 * _POINT
    for line in lines:
        sheet.line(line, _EDGE, baseline, size, readable(owner.accent))
        baseline += size * 1.2 * _POINT
    whence = [ready(line, "contact", language) for line in head.address_lines if line.strip()]
    for size, most in ((8.2, 4), (7.2, 7)):
        wide = measure(width, size)
        small = [line for text in whence for line in break_lines(words_of([Run(text, SANS)]), wide)]
        if len(small) <= most:
            break
    else:
        raise LetterRefused("too_long", place="contact")
    for line in small:
        sheet.line(line, _EDGE, baseline, size, GREY)
        baseline += size * 1.26 * _POINT


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A sheet of labels, all alike."""

    key: str
    paper: PaperSize
    columns: int
    rows: int
    size: tuple[float, float]  # of one label
    first: tuple[float, float]  # its left and top edge, for the label at the top left
    pitch: tuple[float, float]  # from one label to the next, across and down
    inside: tuple[float, float]  # kept empty within each label, at the sides and above and below

    @property
    def count(self) -> int:
        return self.columns * self.rows

    def corner(self, number: int) -> tuple[float, float]:
        """Left and top edge of a label, numbered from 1 along the rows."""
        row, column = divmod(number - 1, self.columns)
        return self.first[0] + column * self.pitch[0], self.first[1] + row * self.pitch[1]


LABEL_SHEETS = (
    LabelSheet("a4_3x8", PaperSize.A4, 3, 8, (70.0, 37.0), (0.0, 0.5), (70.0, 37.0), (6.0, 5.0)),
    LabelSheet("a4_3x7", PaperSize.A4, 3, 7, (63.5, 38.1), (7.21, 15.15), (66.04, 38.1), (5.0, 4.0)),
    LabelSheet("a4_2x7", PaperSize.A4, 2, 7, (99.1, 38.1), (4.65, 15.15), (101.6, 38.1), (6.0, 4.0)),
    LabelSheet("us_5160", PaperSize.LETTER, 3, 10, (66.7, 25.4), (4.76, 12.7), (69.85, 25.4), (5.0, 2.6)),
)


def draw_labels(owner: Owner, clients: Sequence[Client], sheet: LabelSheet, first: int = 1) -> bytes:
    """The clients' addresses on labels, from label `first` of the first sheet on; more sheets where it takes more.

    Raises LetterRefused for what can't be printed, naming the client in `client`; ValueError without any client, or
    where the sheet has no such label.
    """
    if not clients or not 1 <= first <= sheet.count:
        raise ValueError(f"{len(clients)} addresses from label {first} of {sheet.count}")
    placed = [_label(client, sheet) for client in clients]
    head = owner.letterheads[0]
    words = labels.of(head.language)
    drawn = Sheet(
        PAPERS[sheet.paper],
        title=words["address_labels"],
        author=one_line(head.business_name, "business"),
        language=words["pdf_language"],
    )
    for place, address in enumerate(placed, first - 1):
        number = place % sheet.count + 1
        if number == 1 and place >= sheet.count:
            drawn.next_page()
        left, top = sheet.corner(number)
        above = (sheet.size[1] - len(address.lines) * address.leading) / 2
        address.draw(drawn, left + sheet.inside[0], top + above + address.leading / 2 + address.size * 0.27 * _POINT)
    return drawn.finished()


def _label(client: Client, sheet: LabelSheet) -> SetAddress:
    width, height = (sheet.size[side] - 2 * sheet.inside[side] for side in (0, 1))
    try:
        address = fitted_address(_address(client, client.language), width, height, sizes=(11.0, 7.4), leading=1.25)
        if address is None:
            raise LetterRefused("too_long", place="address")
    except LetterRefused as refused:
        raise LetterRefused(refused.code, **refused.details, client=client.name) from None
    return address


_CORNER = 5.0  # from the edges to the test sheet's corner marks
_RULE = 100
_FIELD = mixed(INK, 0.09)
_DASHES: tuple[tuple[float, ...], ...] = ((), (6, 3), (1.4, 2.2))


def draw_test_sheet(profile: Profile, language: str) -> bytes:
    """One page on the profile's paper: rules of 100 mm both ways, marks 5 mm from the edges, the windows, what to do.

    A window is drawn where it stands when the sheet lies in the middle of the envelope.
    """
    words = labels.of(language)
    sheet = Sheet(
        (profile.width, profile.height), title=words["test_sheet"], author="Evenhand", language=words["pdf_language"]
    )
    _corners(sheet)
    stationery.marks(sheet, profile)
    sheet.text(words["test_sheet"], profile.left, 24.0, 19, BOLD)
    _windows(sheet, profile, words)
    top = profile.folds[0] + 12.0
    sheet.rule(profile.left, top, profile.left + _RULE, INK, 0.6)
    sheet.stroke(profile.right, top, profile.right, top + _RULE, INK, 0.6)
    for millimetres in range(0, _RULE + 1, 10):
        tick = 3.0 if millimetres % 50 == 0 else 1.8
        sheet.stroke(profile.left + millimetres, top, profile.left + millimetres, top + tick, INK, 0.6)
        sheet.rule(profile.right - tick, top + millimetres, profile.right, INK, 0.6)
    sheet.centred(words["test_length"], profile.left + _RULE / 2, top + 6.4, 8.4, SANS, INK)
    sheet.text_right(words["test_length"], profile.right - 4.2, top + _RULE / 2 + 1.0, 8.4, SANS, INK)
    _steps(sheet, profile, words, language, top + 22.0)
    return sheet.finished()


def _corners(sheet: Sheet) -> None:
    for x, inward in ((_CORNER, 1), (sheet.width - _CORNER, -1)):
        for y, downward in ((_CORNER, 1), (sheet.height - _CORNER, -1)):
            sheet.stroke(x, y, x + 7 * inward, y, INK, 0.6)
            sheet.stroke(x, y, x, y + 7 * downward, INK, 0.6)


def _windows(sheet: Sheet, profile: Profile, words: dict[str, str]) -> None:
    """The field of the address, the windows over it, and which is which."""
    field = profile.address
    sheet.box(field.left, field.top, field.right - field.left, field.bottom - field.top, _FIELD)
    sheet.text(words["test_field"], field.left + 2.5, field.top + 5.4, 8.4, SANS, GREY)
    baseline = profile.info_baseline
    for window, dashes in zip(profile.windows, _DASHES, strict=False):
        seen = window.seen(profile.width, 0.5, 0.5)
        sheet.dashes(*dashes)
        sheet.outline(seen.left, seen.top, seen.right - seen.left, seen.bottom - seen.top, 2.5, INK, 0.7)
        sheet.rule(profile.info_left, baseline - 0.9, profile.info_left + 9, INK, 0.7)
        sheet.dashes()
        size = " \u00d7 ".join(f"{side:.0f}" for side in window.envelope)
        sheet.text(f"{window.name} \u00b7 {size}", profile.info_left + 12, baseline, 8.8, SEMIBOLD)
        folded = words["test_long_mark" if window.fold == profile.half else "test_short_marks"]
        sheet.text(folded, profile.info_left + 12, baseline + 3.9, 7.8, SANS, GREY)
        baseline += 9.6


def _steps(sheet: Sheet, profile: Profile, words: dict[str, str], language: str, top: float) -> None:
    names = ["test_size", "test_rules", *(["test_window"] if profile.windows else []), "test_corners"]
    size, leading = 10.4, 5.4
    wide = measure(profile.right - 22 - profile.left - 7, size)
    for number, name in enumerate(names, 1):
        sheet.text(f"{number}", profile.left, top, size, BOLD, GREY)
        for line in break_lines(words_of([Run(ready(words[name], "text", language), SERIF)]), wide):
            sheet.line(line, profile.left + 7, top, size)
            top += leading
        top += 2.6
