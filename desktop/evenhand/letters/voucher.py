"""The voucher slip at the foot of a letter that grants a bonus: sum, code, last day, for whom, QR."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportlab.lib.colors import Color

from evenhand import formats
from evenhand.letters.bands import in_words
from evenhand.letters.facts import Voucher
from evenhand.letters.glyphs import one_line, ready
from evenhand.letters.profiles import Profile
from evenhand.letters.refusal import LetterRefused
from evenhand.letters.shaping import BOLD, ITALIC, SANS, SEMIBOLD, SERIF, Line, single
from evenhand.letters.sheet import GREY, HAIR, INK, MM, Sheet, fitted, mixed, rgb, width_of
from evenhand.letters.stationery import Paper

_STUB = 52.0
_LABEL = 3.0
_CREAM = "#fbf9f5"
_POINT = 1 / MM


@dataclass(frozen=True, slots=True)
class _Slip:
    """Where the slip and its parts stand, in millimetres."""

    left: float
    top: float
    right: float
    tall: float
    heading: float  # baselines in the stub
    amount: float
    next_order: float
    qr_top: float
    qr: float  # its side

    @property
    def wide(self) -> float:
        return self.right - self.left

    @classmethod
    def on(cls, profile: Profile) -> "_Slip":
        """The slip as high as the page has it; a low one is set closer."""
        low = profile.voucher_height < 46
        heading, amount, next_order, qr_top, qr = (7.8, 19.6, 25.4, 4.2, 25.0) if low else (10.3, 23.4, 30.2, 5.6, 27.0)
        top = profile.voucher_top
        return cls(
            profile.left,
            top,
            profile.right,
            profile.voucher_height,
            top + heading,
            top + amount,
            top + next_order,
            top + qr_top,
            qr,
        )


@lru_cache(maxsize=64)
def qr_rows(text: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """The QR code's rows, each as (first, count) of its dark runs of modules. Without a quiet zone."""
    import zxingcpp

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture: Any = memoryview(code.to_image(scale=1, add_quiet_zones=False))
    found = []
    for row in picture.tolist():
        runs: list[tuple[int, int]] = []
        for column, value in enumerate(row):
            if value:
                continue
            if runs and sum(runs[-1]) == column:
                runs[-1] = (runs[-1][0], runs[-1][1] + 1)
            else:
                runs.append((column, 1))
        found.append(tuple(runs))
    return tuple(found)


def voucher(sheet: Sheet, paper: Paper, bonus: Voucher) -> None:
    """Draws the slip. Raises LetterRefused("too_long", place="voucher") where its words can't be made to fit."""
    canvas, slip = sheet.canvas, _Slip.on(paper.profile)
    canvas.saveState()
    outline = canvas.beginPath()
    outline.roundRect(
        slip.left * MM, (sheet.height - slip.top - slip.tall) * MM, slip.wide * MM, slip.tall * MM, 2.4 * MM
    )
    canvas.clipPath(outline, stroke=0, fill=0)
    sheet.box(slip.left, slip.top, slip.wide, slip.tall, _CREAM)
    _stub_ground(sheet, slip, paper.accent)
    canvas.restoreState()
    sheet.outline(slip.left, slip.top, slip.wide, slip.tall, 2.4, paper.accent, 0.9)
    _stub(sheet, slip, paper, bonus)
    _fields(sheet, slip, paper, bonus)
    _code(sheet, slip, paper, bonus)


def _stub_ground(sheet: Sheet, slip: _Slip, accent: str) -> None:
    canvas = sheet.canvas
    sheet.box(slip.left, slip.top, _STUB, slip.tall, accent)
    stub = canvas.beginPath()
    # A hair inside the edge, where some readers let a clipped line stick out by a dot.
    stub.rect(slip.left * MM, (sheet.height - slip.top - slip.tall) * MM, (_STUB - 0.15) * MM, slip.tall * MM)
    canvas.clipPath(stub, stroke=0, fill=0)
    hairline = mixed("#ffffff", 0.16, accent)
    for ring in range(1, 9):
        sheet.ring(slip.left, slip.top + slip.tall, ring * 7.2, hairline, 0.4)


def _stub(sheet: Sheet, slip: _Slip, paper: Paper, bonus: Voucher) -> None:
    facts, labels, language = paper.facts, paper.labels, paper.language
    left, width = slip.left + 6.5, _STUB - 11
    sheet.line(single(labels["voucher"].upper(), SEMIBOLD), left, slip.heading, 7.8, "#ffffff", tracking=1.1)
    amount = fitted(formats.money(bonus.amount, facts.locale), BOLD, width, (27, 9), 1)
    name = fitted(
        ready(facts.owner.letterhead(language).business_name, "business", language), SANS, width, (7.8, 6.2), 2
    ) or fitted(facts.owner.letterhead(language).business_name, SANS, width, (6.6, 5), 4)
    next_order = fitted(labels["voucher_for_next"], SANS, width, (7.8, 6.6), 1)
    if amount is None or name is None or next_order is None:
        raise LetterRefused("too_long", place="voucher")
    soft = mixed("#ffffff", 0.86, paper.accent)
    sheet.line(amount[0][0], left, slip.amount, amount[1], "#ffffff")
    baseline = slip.next_order
    leading = name[1] * 1.36 * _POINT
    if words := fitted(in_words(paper, bonus.amount), ITALIC, width, (7.6, 6.6), 2):
        below = baseline - 1.5 + len(words[0]) * words[1] * 1.3 * _POINT
        # The sum in words is spoken of in the letter too, so it gives way where the slip has no room.
        if below + len(name[0]) * leading <= slip.top + slip.tall - 3.5:
            for number, line in enumerate(words[0]):
                sheet.line(line, left, baseline - 1.5 + number * words[1] * 1.3 * _POINT, words[1], soft)
            baseline = below + 1.5
    sheet.line(next_order[0][0], left, baseline, next_order[1], soft)
    for line in name[0]:
        baseline += leading
        sheet.line(line, left, baseline, name[1], soft)


def _fields(sheet: Sheet, slip: _Slip, paper: Paper, bonus: Voucher) -> None:
    facts, labels, language = paper.facts, paper.labels, paper.language
    left = slip.left + _STUB + 7
    width = slip.right - 6 - slip.qr - 5 - left
    code = one_line(bonus.code or labels["draft"], "code")
    until = labels["voucher_open"]
    if bonus.valid_until is not None:
        until = labels["voucher_until"].format(date=formats.long_date(bonus.valid_until, facts.locale))
    whom = labels["voucher_bearer"].replace("{name}", one_line(facts.client.name, "client_name"))
    rows = (
        (labels["voucher_code"], fitted(code, SEMIBOLD, width, (13, 8), 1), paper.accent if bonus.code else GREY),
        (labels["voucher_valid"], _in_lines(ready(until, "voucher", language), width, 1), INK),
        (labels["voucher_for"], _in_lines(ready(whom, "client_name", language), width, 3), INK),
    )
    set_rows = [(label, done[0], done[1], colour) for label, done, colour in rows if done]
    if len(set_rows) < len(rows):
        raise LetterRefused("too_long", place="voucher")

    def height(gap: float) -> float:
        """From the first label's top to the last line's foot."""
        rows = sum(_LABEL + len(lines) * size * 1.28 * _POINT for _label, lines, size, _colour in set_rows)
        return rows + (len(set_rows) - 1) * gap

    gap = 2.7
    while height(gap) > slip.tall - 8 and gap > 0.9:
        gap -= 0.2
    if height(gap) > slip.tall - 4:
        raise LetterRefused("too_long", place="voucher")
    top = slip.top + (slip.tall - height(gap)) / 2
    for label, lines, size, colour in set_rows:
        sheet.text(label, left, top + 2.0, 7.4, SANS, GREY)
        top += _LABEL
        for line in lines:
            sheet.line(line, left, top + size * 0.98 * _POINT, size, colour)
            top += size * 1.28 * _POINT
        top += gap


def _in_lines(text: str, width: float, most: int) -> tuple[tuple[Line, ...], float] | None:
    """Two good lines if they do, more and smaller ones where the words are long."""
    for lines, sizes in ((1, (10.4, 9.6)), (2, (10.4, 9.0)), (3, (9.0, 7.2)), (4, (7.2, 6.2))):
        if lines > most + 1:
            break
        if done := fitted(text, SERIF, width, sizes, lines):
            return done
    return None


def _code(sheet: Sheet, slip: _Slip, paper: Paper, bonus: Voucher) -> None:
    labels, side = paper.labels, slip.qr
    left, top = slip.right - 6 - side, slip.qr_top
    if bonus.code is None:
        sheet.outline(left, top, side, side, 1.5, HAIR, 0.8)
        line = fitted(labels["draft"], SANS, side - 4, (8.8, 6), 1)
        if line:
            sheet.line(line[0][0], left + (side - width_of(line[0][0], line[1])) / 2, top + side / 2 + 1, line[1], GREY)
    else:
        rows = qr_rows(bonus.code)
        module = side / len(rows) * MM
        path = sheet.canvas.beginPath()
        for number, runs in enumerate(rows):
            for first, count in runs:
                y = (sheet.height - top) * MM - (number + 1) * module
                path.rect(left * MM + first * module, y, count * module, module)
        sheet.canvas.setFillColor(Color(*rgb(INK)))
        sheet.canvas.drawPath(path, stroke=0, fill=1)
    for number, text in enumerate(labels["voucher_show"].split("\n")):
        sheet.centred(text, left + side / 2, top + side + 4.4 + number * 3.1, 7, SANS, GREY)
