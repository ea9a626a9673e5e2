"""A calculator's result on half a page: printed, or saved as a PDF. Nothing of it is kept in the book."""

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from evenhand import formats, wording
from evenhand.domain.case import CaseRefused
from evenhand.translation import _, language
from evenhand.ui.calculator_page import CalculatorPage
from evenhand.ui.calculator_parts import Drawn, Outcome, written
from evenhand.ui.desk import Desk
from evenhand.ui.discount_curve import orders_text
from evenhand.ui.loose_sheet import print_loose, save_loose
from evenhand.ui.preview_pane import at_rest

if TYPE_CHECKING:
    from evenhand.letters.report import Plot


def draw_sheet(desk: Desk, page: CalculatorPage, outcome: Outcome) -> bytes:
    """The PDF, in the screen's language. Raises LetterRefused, and CaseRefused without an owner."""
    from evenhand.letters import report  # reportlab is slow to import

    owner = desk.book.owner.get()
    if owner is None:
        raise CaseRefused("no_owner")
    known = tuple(report.Fact(one.name, written(one, page.values[one.key])) for one in page.inputs())
    steps = tuple(report.Fact(line.name, line.value) for line in outcome.steps)
    figures = tuple(report.Fact(line.name, line.value, line.strong) for line in outcome.figures)
    at_rest()  # only one page may be drawn at a time
    left = report.Table(_("What was given"), known)
    follows = report.Table(_("What follows"), figures)
    adds_up = report.Table(_("How this adds up"), steps, quiet=True)
    return report.half_page(
        owner,
        language=language(),
        on=desk.today(),
        title=_(page.calculator.title),
        says=outcome.says,
        left=(left,) if outcome.drawn is None else (left, adds_up),
        right=(follows, adds_up) if outcome.drawn is None else (follows, _plot(outcome.drawn)),
    )


def _plot(drawn: Drawn) -> "Plot":
    from evenhand.letters.report import Plot

    curve, orders = drawn.curve, drawn.orders
    most = curve.most_times

    def percent(share: Decimal) -> str:
        return formats.percent(share, language())

    return Plot(
        curve=curve,
        captions=(_("Profit lost"), _("Orders for the same profit")),
        scales=(
            (percent(Decimal(0)), f"{orders}"),
            (percent(Decimal("0.5")), f"{orders * (1 + most) // 2}"),
            (percent(Decimal(1)), f"{orders * most}"),
        ),
        ticks=tuple((share, percent(share)) for share in curve.round_shares),
        here=percent(curve.here.discount),
        lost=percent(curve.here.lost.quantize(Decimal("0.001"))),
        needed=orders_text(drawn.needed) if drawn.needed is not None else "",
    )


def print_sheet(desk: Desk, parent: QWidget, page: CalculatorPage) -> None:
    """Prints it, or says why it can't be."""
    pdf = _drawn(desk, page)
    if pdf is not None:
        print_loose(desk, parent, pdf, _(page.calculator.title))


def save_sheet(desk: Desk, parent: QWidget, page: CalculatorPage) -> None:
    """Saves it where the owner wants it, or says why it can't be."""
    pdf = _drawn(desk, page)
    if pdf is not None:
        save_loose(desk, parent, pdf, _(page.calculator.title))


def _drawn(desk: Desk, page: CalculatorPage) -> bytes | None:
    if page.outcome is None:
        return None
    try:
        return draw_sheet(desk, page, page.outcome)
    except wording.KNOWN_ERRORS as error:
        desk.say(wording.sentence(error), failed=True)
        return None
