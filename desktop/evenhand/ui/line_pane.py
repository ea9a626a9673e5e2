"""The line with one client: what keeping them costs against what they are expected to bring, and what can be seen."""

import re
from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenhand import actions, formats, wording
from evenhand.domain.economics import CaseCost
from evenhand.domain.line import Line, Marker, MarkerKind
from evenhand.translation import _, language
from evenhand.ui import case_sums as sums
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form

_MOST_DAYS = 6  # of those a marker rests on, written out


def open_line(desk: Desk, parent: QWidget, client_id: int, case_id: int | None = None) -> None:
    """Opens the sheet over a screen, for a client or for a case of theirs. It changes nothing."""
    try:
        sheet = LineSheet(desk, client_id, case_id, parent)
    except wording.KNOWN_ERRORS as error:
        desk.say(wording.sentence(error), failed=True)
        return
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()


class LineSheet(Form):
    """The balance with how each figure came about, the four markers with their days, and the facts on paper."""

    def __init__(self, desk: Desk, client_id: int, case_id: int | None = None, parent: QWidget | None = None) -> None:
        name = desk.book.clients.get(client_id).name
        super().__init__(_("The line with {name}").format(name=name), _("Close"), parent, width=640)
        self.setWindowTitle("Evenhand")  # a title bar is seen by others
        self._desk, self._client_id, self._case_id = desk, client_id, case_id
        self._line = self._read(None)
        self.cancel.hide()
        self.verdict = kit.label("", "say", wrap=True)
        self.add(self.verdict, wide=True)
        self._build_balance()
        self._build_markers()
        if case_id is not None:
            self._build_facts(case_id)
        self._show()

    def _build_balance(self) -> None:
        line = kit.ExplainedLine
        self.so_far, self.proposed, self.cost = line(), line(), line(strong=True)
        self.usual, self.margin, self.brings = line(), line(), line(strong=True)
        expected = self._line.expected_orders
        self.orders = kit.TextField(_written(expected) if expected is not None else "")
        kit.theme.dress(self.orders, width=90)
        self._orders_field = kit.Field(_("Orders expected in the next year"), self.orders)
        self.orders.textEdited.connect(lambda _text: self._on_orders())
        left = kit.column(self.so_far, self.proposed, kit.hairline(), self.cost, None, spacing=4)
        right = kit.column(self.usual, self.margin, self._orders_field, kit.hairline(), self.brings, None, spacing=4)
        self.add(kit.holder(left))
        self.add(kit.holder(right))
        self._note = kit.label("", "secondary", "ink3", wrap=True)
        self.add(self._note, wide=True)

    def _build_markers(self) -> None:
        self._markers = QVBoxLayout()
        self._markers.setSpacing(10)
        title = kit.label(_("What can be seen of it, in the last twelve months"), "body_strong", wrap=True)
        self.add(kit.holder(kit.column(kit.hairline(), title, self._markers, spacing=10)), wide=True)

    def _build_facts(self, case_id: int) -> None:
        from evenhand.ui.facts_sheet import print_facts, save_facts

        self.save_pack = kit.button(
            _("Save the facts pack"), "plain", "file-pdf", lambda: save_facts(self._desk, self, case_id)
        )
        self.print_pack = kit.button(_("Print it"), "ghost", "printer", lambda: print_facts(self._desk, self, case_id))
        said = _("The facts of this case with their days, letters and promises, without opinions.")
        line = kit.row(self.save_pack, self.print_pack, None)
        self.add(
            kit.holder(kit.column(kit.hairline(), kit.label(said, "secondary", "ink2", wrap=True), line, spacing=8)),
            wide=True,
        )

    def touched(self) -> bool:
        return False  # nothing here is kept

    def save(self) -> bool:
        return True

    def _read(self, expected: Decimal | None) -> Line:
        return actions.the_line(
            self._desk.book,
            client_id=self._client_id,
            case_id=self._case_id,
            today=self._desk.today(),
            expected_orders=expected,
        )

    def _on_orders(self) -> None:
        text = self.orders.text().strip()
        found = re.fullmatch(r"(\d{1,4})(?:[.,](\d{1,2}))?", text)
        if text and not found:
            self._orders_field.set_error(_("Write how many orders a year you expect, like 4 or 2.5."))
            return
        self._orders_field.set_error(None)
        self._line = self._read(Decimal(f"{found[1]}.{found[2] or 0}") if found else None)
        self._show()

    def _show(self) -> None:
        line, lang = self._line, language()
        self.verdict.setText(_verdict(line))
        self.so_far.explain(
            _("Their other cases, in twelve months"), wording.money(line.cost_so_far), _costs(line.so_far)
        )
        here = _("This case, as it is chosen now") if self._case_id is not None else _("Proposed now")
        self.proposed.explain(here, wording.money(line.proposed), _costs(line.in_this_case))
        cost = line.cost_so_far + line.proposed
        self.cost.explain(
            _("Keeping them costs"),
            wording.money(cost),
            [
                (_("Their other cases, in twelve months"), wording.money(line.cost_so_far)),
                (here, wording.money(line.proposed)),
                (_("Together"), wording.money(cost)),
            ],
        )
        self.usual.explain(
            _("A usual order of theirs"),
            sums.shown(line.usual.amount if line.usual else None),
            sums.of_usual(line.usual),
        )
        share = formats.percent(line.margin.share, lang) if line.margin else sums.DASH
        self.margin.explain(_("What you keep of it"), share, sums.of_margin(line.margin))
        balance = line.balance
        self.brings.explain(
            _("They are expected to bring"),
            sums.shown(balance.expected_margin if balance else None),
            sums.of_balance(line),
        )
        self._orders_field.set_hint(_orders_hint(line))
        apart = ""
        if line.elsewhere:
            apart = _("In other currencies, and not counted here: {sums}.").format(sums=sums.together(line.elsewhere))
        self._note.setText(apart)
        self._note.setVisible(bool(apart))
        self._show_markers()

    def _show_markers(self) -> None:
        while (item := self._markers.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for kind in MarkerKind:
            there = [one for one in self._line.markers if one.kind is kind]
            lines = [_marker_text(one) for one in there] or [_("Not seen.")]
            tone = "ink" if there else "ink3"
            icon = kit.IconLabel("check" if there else "minus", "ink2" if there else "ink3", 16)
            words = kit.column(
                kit.label(wording.word(kind), "body_strong" if there else "body", tone, wrap=True),
                *(kit.label(text, "secondary", "ink2" if there else "ink3", wrap=True) for text in lines),
                spacing=2,
            )
            line = kit.row(kit.holder(kit.column(2, icon, None, spacing=0)), words, spacing=8)
            line.setStretch(1, 1)
            self._markers.addWidget(kit.holder(line))


def _verdict(line: Line) -> str:
    balance = line.balance
    if balance is None:
        why = wording.word(line.why_none) if line.why_none is not None else ""
        return f"{sums.DASH}  {why}"
    if balance.crossed:
        return _("Keeping them costs {sum} more than they are expected to bring in a year.").format(
            sum=wording.money(balance.crossed_by)
        )
    return _("{sum} is left before keeping them costs more than they are expected to bring in a year.").format(
        sum=wording.money(-balance.crossed_by)
    )


def _costs(costs: tuple[CaseCost, ...]) -> sums.Lines:
    """Each cost with its case; with several, what they come to."""
    lines = [
        (_("Case {number}: {what}").format(number=one.case_number, what=wording.word(one.kind)), one.amount)
        for one in costs
    ]
    if not lines:
        return [(_("Nothing has been spent."), "")]
    said = [(words, wording.money(sum_)) for words, sum_ in lines]
    if len(lines) > 1:
        together = lines[0][1]
        for _words, sum_ in lines[1:]:
            together += sum_
        said.append((_("Together"), wording.money(together)))
    return said


def _written(number: Decimal) -> str:
    return formats.number(number, language(), 0 if number == int(number) else 2)


def _orders_hint(line: Line) -> str:
    if line.year is None:
        return _("As you expect it. Empty: by their own orders a year.")
    since = formats.long_date(line.year.first, language())
    return _("As many as they ordered since {day}, in a year: {n} so far.").format(n=line.year.orders, day=since)


def _days(marker: Marker) -> str:
    written = [formats.short_date(day, language(), year=True) for day in marker.days[-_MOST_DAYS:]]
    return ", ".join((["…"] if len(marker.days) > _MOST_DAYS else []) + written)


def _below_zero(marker: Marker) -> str:
    brought, cost, result = (wording.money(one) for one in marker.sums)
    return _("Brought {brought}, cost {cost}: {result}. Days: {days}").format(
        brought=brought, cost=cost, result=result, days=_days(marker)
    )


def _third(marker: Marker) -> str:
    return _("Given on: {days}").format(days=_days(marker))


def _above(marker: Marker) -> str:
    asked, paid = (wording.money(one) for one in marker.sums)
    return _("Asked for {asked} where {paid} was paid, on {days}").format(asked=asked, paid=paid, days=_days(marker))


def _changed(marker: Marker) -> str:
    met_on, anew_on = (formats.short_date(day, language(), year=True) for day in marker.days)
    if not marker.sums:
        return _("Met on {day}, and something else asked for on {later}").format(day=met_on, later=anew_on)
    met, asked = (wording.money(one) for one in marker.sums)
    return _("{met} was met on {day}, and {asked} asked for on {later}").format(
        met=met, day=met_on, asked=asked, later=anew_on
    )


_TEXTS: dict[MarkerKind, Callable[[Marker], str]] = {
    MarkerKind.RESULT_BELOW_ZERO: _below_zero,
    MarkerKind.THIRD_COMPENSATION: _third,
    MarkerKind.DEMAND_ABOVE_PAID: _above,
    MarkerKind.CLAIM_CHANGED_AFTER_MET: _changed,
}


def _marker_text(marker: Marker) -> str:
    return _TEXTS[marker.kind](marker)
