"""The voucher slip at the foot of a letter that grants a bonus: sum, code, last day, for whom, QR."""

from functools import lru_cache
from typing import Any

from reportlab.lib.colors import Color

from evenhand import formats
from evenhand.letters.facts import Voucher
from evenhand.letters.glyphs import one_line, ready
from evenhand.letters.refusal import LetterRefused
from evenhand.letters.shaping import BOLD, SANS, SEMIBOLD, SERIF, Line, single
from evenhand.letters.sheet import GREY, HAIR, INK, MM, Sheet, fitted, mixed, rgb, width_of
from evenhand.letters.stationery import Paper

TALL = 46.0
_STUB = 52.0
_QR = 27.0
_LABEL = 3.0
_CREAM = "#fbf9f5"
_POINT = 1 / MM


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
    canvas, profile = sheet.canvas, paper.profile
    left, top, wide = profile.left, profile.voucher_top, profile.right - profile.left
    canvas.saveState()
    outline = canvas.beginPath()
    outline.roundRect(left * MM, (sheet.height - top - TALL) * MM, wide * MM, TALL * MM, 2.4 * MM)
    canvas.clipPath(outline, stroke=0, fill=0)
    sheet.box(left, top, wide, TALL, _CREAM)
    _stub_ground(sheet, paper)
    canvas.restoreState()
    sheet.outline(left, top, wide, TALL, 2.4, paper.accent, 0.9)
    _stub(sheet, paper, bonus)
    _fields(sheet, paper, bonus)
    _code(sheet, paper, bonus)


def _stub_ground(sheet: Sheet, paper: Paper) -> None:
    canvas, left, top = sheet.canvas, paper.profile.left, paper.profile.voucher_top
    sheet.box(left, top, _STUB, TALL, paper.accent)
    stub = canvas.beginPath()
    stub.rect(left * MM, (sheet.height - top - TALL) * MM, _STUB * MM, TALL * MM)
    canvas.clipPath(stub, stroke=0, fill=0)
    hairline = mixed("#ffffff", 0.16, paper.accent)
    for ring in range(1, 9):
        sheet.ring(left, top + TALL, ring * 7.2, hairline, 0.4)


def _stub(sheet: Sheet, paper: Paper, bonus: Voucher) -> None:
    facts, labels, language = paper.facts, paper.labels, paper.language
    left, top, width = paper.profile.left + 6.5, paper.profile.voucher_top, _STUB - 11
    sheet.line(single(labels["voucher"].upper(), SEMIBOLD), left, top + 10.3, 7.8, "#ffffff", tracking=1.1)
    amount = fitted(formats.money(bonus.amount, language), BOLD, width, (27, 9), 1)
    name = fitted(
        ready(facts.owner.letterhead(language).business_name, "business", language), SANS, width, (7.8, 6.2), 2
    ) or fitted(facts.owner.letterhead(language).business_name, SANS, width, (6.6, 5), 4)
    next_order = fitted(labels["voucher_for_next"], SANS, width, (7.8, 6.6), 1)
    if amount is None or name is None or next_order is None:
        raise LetterRefused("too_long", place="voucher")
    soft = mixed("#ffffff", 0.86, paper.accent)
    sheet.line(amount[0][0], left, top + 23.4, amount[1], "#ffffff")
    baseline = top + 30.2
    sheet.line(next_order[0][0], left, baseline, next_order[1], soft)
    for line in name[0]:
        baseline += name[1] * 1.36 * _POINT
        sheet.line(line, left, baseline, name[1], soft)


def _fields(sheet: Sheet, paper: Paper, bonus: Voucher) -> None:
    facts, labels, language = paper.facts, paper.labels, paper.language
    left = paper.profile.left + _STUB + 7
    width = paper.profile.right - 6 - _QR - 5 - left
    code = one_line(bonus.code or labels["draft"], "code")
    until = labels["voucher_open"]
    if bonus.valid_until is not None:
        until = labels["voucher_until"].format(date=formats.long_date(bonus.valid_until, language))
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
    while height(gap) > TALL - 8 and gap > 0.9:
        gap -= 0.2
    if height(gap) > TALL - 4:
        raise LetterRefused("too_long", place="voucher")
    top = paper.profile.voucher_top + (TALL - height(gap)) / 2
    for label, lines, size, colour in set_rows:
        sheet.text(label, left, top + 2.0, 7.4, SANS, GREY)
        top += _LABEL
        for line in lines:
            sheet.line(line, left, top + size * 0.98 * _POINT, size, colour)
            top += size * 1.28 * _POINT
        top += gap


def _in_lines(text: str, width: float, most: int) -> tuple[list[Line], float] | None:
    """Two good lines if they do, more and smaller ones where the words are long."""
    for lines, sizes in ((1, (10.4, 9.6)), (2, (10.4, 9.0)), (3, (9.0, 7.2)), (4, (7.2, 6.2))):
        if lines > most + 1:
            break
        if done := fitted(text, SERIF, width, sizes, lines):
            return done
    return None


def _code(sheet: Sheet, paper: Paper, bonus: Voucher) -> None:
    labels = paper.labels
    left, top = paper.profile.right - 6 - _QR, paper.profile.voucher_top + 5.6
    if bonus.code is None:
        sheet.outline(left, top, _QR, _QR, 1.5, HAIR, 0.8)
        line = fitted(labels["draft"], SANS, _QR - 4, (8.8, 6), 1)
        if line:
            sheet.line(line[0][0], left + (_QR - width_of(line[0][0], line[1])) / 2, top + _QR / 2 + 1, line[1], GREY)
    else:
        rows = qr_rows(bonus.code)
        module = _QR / len(rows) * MM
        path = sheet.canvas.beginPath()
        for number, runs in enumerate(rows):
            for first, count in runs:
                y = (sheet.height - top) * MM - (number + 1) * module
                path.rect(left * MM + first * module, y, count * module, module)
        sheet.canvas.setFillColor(Color(*rgb(INK)))
        sheet.canvas.drawPath(path, stroke=0, fill=1)
    for number, text in enumerate(labels["voucher_show"].split("\n")):
        sheet.centred(text, left + _QR / 2, top + _QR + 4.4 + number * 3.1, 7, SANS, GREY)
