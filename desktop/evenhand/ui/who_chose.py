"""Whose pick the gift or the bonus was, and what the owner may quietly read in it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenhand import wording
from evenhand.domain.records import ChosenBy
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.case_steps import captioned


class WhoChose(QWidget):
    """The client or the owner. The reading is the owner's alone: it stands behind a lock and is never printed."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._who = kit.Segmented([(one, wording.word(one)) for one in ChosenBy], _("Who chose"))
        self._who.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._who.chosen.connect(self.chosen)
        self.reading = kit.Notice("", "lock-simple", "private")
        self.reading.setToolTip(kit.tip(_("Private. Never in a letter.")))
        self.setLayout(kit.column(captioned(_("Who chose"), kit.holder(kit.row(self._who, None))), self.reading))

    def show_choice(self, by: ChosenBy | None, *, bonus: bool, gift: bool, quiet: bool) -> None:
        """What stands chosen; `quiet` where nothing is to be read in it, as the owner would rather part."""
        self._who.set_value(by)
        text = ""
        if by is ChosenBy.CLIENT and bonus != gift and not quiet:
            text = (
                _("Who picks the bonus means to come back.")
                if bonus
                else _("Who picks the gift may not mean to come back. That is fine as well.")
            )
        self.reading.set_text(text)
        self.reading.setVisible(bool(text))
