"""The six fields above a letter's text: two to choose in, four that say what the letter is about."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from evenhand import wording
from evenhand.domain.records import LETTER_LANGUAGES
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.draft_at_hand import DraftAtHand


class LetterFields(QWidget):
    """Kind and language are chosen here; the figures are read from the case."""

    client_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind = kit.Combo()
        self.language = kit.Combo([(code, wording.language_name(code)) for code in LETTER_LANGUAGES])
        self.to, self.about, self.first, self.second = (kit.TextField() for _field in range(4))
        self._read_only = (self.to, self.about, self.first, self.second)
        for field in self._read_only:
            field.setReadOnly(True)
        self._figures = (kit.Field(_("Sum"), self.first), kit.Field(_("Day"), self.second))
        trailing = kit.TextField.ActionPosition.TrailingPosition
        self.to.add_icon("arrow-square-out", trailing, _("Open the client")).triggered.connect(self.client_wanted)
        self.to.returnPressed.connect(self.client_wanted)
        cells = (
            (kit.Field(_("Kind"), self.kind), kit.Field(_("Language"), self.language), kit.Field(_("To"), self.to)),
            (kit.Field(_("About"), self.about), *self._figures),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for row, fields in enumerate(cells):
            for column, each in enumerate(fields):
                grid.addWidget(each, row, column)
                grid.setColumnStretch(column, 1)

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """The fields as they are read, for the Tab key."""
        return (self.kind, self.language, *self._read_only)

    def show_draft(self, at_hand: DraftAtHand) -> None:
        """Fills the fields; announces nothing."""
        draft, order = at_hand.draft, at_hand.facts.order
        self.kind.fill([(kind, wording.word(kind)) for kind in at_hand.kinds])
        self.kind.set_value(draft.kind)
        self.language.set_value(draft.language)
        self.to.setText(at_hand.facts.client.name)
        about = _("Order {number}, {what}").format(number=order.number, what=order.what) if order else ""
        self.about.setText(about)
        shown = at_hand.figures()
        for number, field in enumerate(self._figures):
            field.setVisible(number < len(shown))
            if number < len(shown):
                field.label.setText(shown[number].name)
                field.editor.setAccessibleName(shown[number].name)
                self._read_only[2 + number].setText(shown[number].value)
        for read_only in self._read_only:
            read_only.setCursorPosition(0)
            read_only.setToolTip(kit.tip(read_only.text()))
