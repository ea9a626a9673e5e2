"""The recovery code of a book: shown in numbered groups, printed or saved, and typed back once as a drill."""

from random import sample

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from evenhand import wording
from evenhand.storage import keys
from evenhand.storage.keys import BookKey
from evenhand.translation import _
from evenhand.ui.buttons import button
from evenhand.ui.desk import Desk
from evenhand.ui.frames import column, holder, row, surface
from evenhand.ui.inputs import Field, TextField
from evenhand.ui.labels import caption, label
from evenhand.ui.preferences import Preferences
from evenhand.ui.theme import theme

_COLUMNS = 5
_ASKED = 2  # groups of the drill


class RecoveryCode(QWidget):
    """The code with what can be done with it, or in its place the drill.

    `turned` tells which of the two is seen, `kept` that the drill was passed.
    """

    turned = Signal(bool)
    kept = Signal()

    def __init__(self, desk: Desk, key: BookKey) -> None:
        super().__init__()
        self._desk, self._key = desk, key
        self._groups = key.recovery_code.split("-")
        whole = range(len(self._groups) - 1)  # the last one is shorter
        self.asked = sorted(sample(whole, _ASKED))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._build_code())
        self._pages.addWidget(self._build_drill())
        self.setLayout(column(self._pages))

    def _build_code(self) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(18, 14, 18, 14)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(10)
        for number, group in enumerate(self._groups):
            cell = column(caption(str(number + 1)), label(group, "section"), spacing=0)
            grid.addLayout(cell, number // _COLUMNS, number % _COLUMNS)
        for side in range(_COLUMNS):
            grid.setColumnStretch(side, 1)
        code = surface("card", grid)
        code.setAccessibleName(_("Recovery code: {code}").format(code=" ".join(self._groups)))
        self.print_button = button(_("Print"), "plain", "printer", self._print)
        self.save_button = button(_("Save as PDF"), "plain", "file-pdf", self._save)
        return holder(column(code, row(self.print_button, self.save_button, None, spacing=10), None, spacing=14))

    def _build_drill(self) -> QWidget:
        self.typed = [TextField() for _number in self.asked]
        self._fields = [
            Field(_("Group {number}").format(number=number + 1), line)
            for number, line in zip(self.asked, self.typed, strict=True)
        ]
        for line, field in zip(self.typed, self._fields, strict=True):
            theme.dress(line, width=130)
            line.textEdited.connect(lambda _text, field=field: field.set_error(None))
        asks = label(_("Type these two groups from the paper, small or capital."), "body", "ink2", wrap=True)
        self.back = button(_("Show the code again"), "link", "arrow-left", lambda: self.turn(to_drill=False))
        self.back.make_flush()
        return holder(column(asks, row(*self._fields, None, spacing=20), row(self.back, None), None, spacing=14))

    @property
    def drilling(self) -> bool:
        """Whether the drill is seen, and the code isn't."""
        return self._pages.currentIndex() == 1

    def turn(self, *, to_drill: bool) -> None:
        """Shows the drill, or the code again."""
        self._pages.setCurrentIndex(int(to_drill))
        for line, field in zip(self.typed, self._fields, strict=True):
            line.clear()
            field.set_error(None)
        (self.typed[0] if to_drill else self.print_button).setFocus(Qt.FocusReason.OtherFocusReason)
        self.turned.emit(to_drill)

    def check(self) -> bool:
        """Whether both groups are right; a wrong one says so, and `kept` is sent when none is."""
        wrong = [place for place, (number, line) in enumerate(self._answers()) if not self._fits(number, line.text())]
        for place in wrong:
            self._fields[place].set_error(
                _("That is not what stands there. Look once more, or show the code again.")
                if self.typed[place].text().strip()
                else _("Type the four signs of this group.")
            )
        if wrong:
            self.typed[wrong[0]].setFocus(Qt.FocusReason.OtherFocusReason)
            self.typed[wrong[0]].selectAll()
            return False
        self.kept.emit()
        return True

    def _answers(self) -> list[tuple[int, TextField]]:
        return list(zip(self.asked, self.typed, strict=True))

    def _fits(self, number: int, typed: str) -> bool:
        code = [*self._groups[:number], typed, *self._groups[number + 1 :]]
        try:
            return keys.of_recovery_code("-".join(code), self._key.salt).key == self._key.key
        except keys.CodeNotUnderstood:
            return False

    def _page(self) -> bytes | None:
        from evenhand.letters.recovery_sheet import draw  # reportlab is slow to import

        try:
            return draw(self._key.recovery_code, self._desk.book.owner.get(), self._desk.today())
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return None

    def _print(self) -> None:
        from evenhand.ui.loose_sheet import print_loose

        if (page := self._page()) is not None:
            print_loose(self._desk, self.window(), page, _("Recovery code"))

    def _save(self) -> None:
        from evenhand.ui.loose_sheet import save_loose

        if (page := self._page()) is not None:
            save_loose(self._desk, self.window(), page, _("Recovery code"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for each in self._fields:  # a sentence at one of them must not push the other aside
            each.setMinimumWidth(theme.px(180))


def code_is_kept(desk: Desk, preferences: Preferences) -> bool:
    """Whether the drill was passed with the code of now; a book without a passphrase has none to keep."""
    key = desk.book.connection.key
    return key is None or preferences.chosen(_kept_for(desk)) == key.salt.hex()


def note_kept(desk: Desk, preferences: Preferences) -> None:
    """The drill was passed on this computer, with the code of now: another passphrase has another salt, and code."""
    key = desk.book.connection.key
    if key is not None:
        preferences.set_chosen(_kept_for(desk), key.salt.hex())


def _kept_for(desk: Desk) -> str:
    return f"recovery_code/{desk.book.id}"
