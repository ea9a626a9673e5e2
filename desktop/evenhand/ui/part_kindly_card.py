"""A parting that was decided: when, what went back for what, and the things to give back or to close, to tick."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenhand import formats, wording
from evenhand.domain.parting import Parting, PartingItem
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form


class PartingFile(QWidget):
    """Small: the day, the refund, the checklist. A tick is kept at once with its day."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._said = kit.label("", "body", wrap=True)
        self._refund = kit.label("", "secondary", "ink2", wrap=True)
        self._items = QVBoxLayout()
        self._items.setSpacing(4)
        self.checks: dict[int, kit.Check] = {}
        self.setLayout(kit.column(self._said, self._refund, self._items, spacing=6))

    def show_parting(self, parting: Parting) -> None:
        """The parting as the book holds it."""
        book, lang = self._desk.book, language()
        self._said.setText(wording.with_day(_("Parted on {day}."), parting.decided_on))
        refund = book.cases.compensations(parting.case_id).refund if parting.case_id is not None else None
        text = ""
        if refund is not None:
            text = _("{sum} goes back by {day}: {method}").format(
                sum=wording.money(refund.amount), day=formats.long_date(refund.pay_by, lang), method=refund.method
            )
        self._refund.setText(text)
        self._refund.setVisible(bool(text))
        items = {one.id: one for one in book.parting_items.of_parting(parting.id)}
        for gone in set(self.checks) - set(items):
            check = self.checks.pop(gone)
            self._items.removeWidget(check)
            check.hide()
            check.deleteLater()
        for one in items.values():
            done = _("Still open")
            if one.done_on:
                done = _("Done on {day}").format(day=formats.long_date(one.done_on, lang))
            if one.id not in self.checks:
                self.checks[one.id] = kit.Check(one.what, done)
                self.checks[one.id].clicked.connect(lambda on, id_=one.id: self._tick(id_, on))
                self._items.addWidget(self.checks[one.id])
            check = self.checks[one.id]
            check.set_texts(one.what, done)
            check.setChecked(one.done_on is not None)

    def _tick(self, item_id: int, done: bool) -> None:
        section = self._desk.book.parting_items
        try:
            item: PartingItem = section.get(item_id)
            section.save(replace(item, done_on=self._desk.today() if done else None))
        except wording.KNOWN_ERRORS as error:
            self.checks[item_id].setChecked(not done)
            self._desk.say(wording.sentence(error), failed=True)
            return
        self.changed.emit()


class PartedForm(Form):
    """Says that it has happened, and shows the checklist."""

    def __init__(self, desk: Desk, name: str, parting: Parting, parent: QWidget | None = None) -> None:
        super().__init__(_("Part kindly"), _("Close"), parent, width=520)
        self.file = PartingFile(desk)
        self.file.show_parting(parting)
        self.file.changed.connect(lambda: self.file.show_parting(parting))
        said = _("You have parted with {name} already. Change the standing first to go on together.")
        self.add(kit.Notice(said.format(name=name), "door-open"), wide=True)
        self.add(self.file, wide=True)
        self.cancel.hide()

    def touched(self) -> bool:
        return False  # a tick is kept at once

    def save(self) -> bool:
        return True
