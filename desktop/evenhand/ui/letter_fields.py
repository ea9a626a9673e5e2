"""The fields above a letter's text: two to choose in, some that say what it's about, and its kind's own to type in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from evenhand import wording
from evenhand.domain.letter_kinds import KINDS
from evenhand.domain.records import LETTER_LANGUAGES, LetterKind
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk
from evenhand.ui.draft_at_hand import DraftAtHand
from evenhand.ui.letter_beginnings import grouped
from evenhand.ui.letter_figures import figures
from evenhand.ui.typed_fields import TypedEntry, entry_for

_ACROSS = 3


class LetterFields(QWidget):
    """Kind and language are chosen here; the figures are read from the case. `typed`: a field's name, its value."""

    client_wanted = Signal()
    typed = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._built_for: tuple[int, LetterKind] | None = None
        self.entries: list[TypedEntry] = []
        self._arranged: tuple[list[QWidget], list[QWidget]] = [], []
        self.kind = kit.Combo()
        self.language = kit.Combo([(code, wording.language_name(code)) for code in LETTER_LANGUAGES])
        self.to, self.about, self.first, self.second = (kit.TextField() for _field in range(4))
        self._read_only = (self.to, self.about, self.first, self.second)
        for field in self._read_only:
            field.setReadOnly(True)
        self._about = kit.Field(_("About"), self.about)
        self._figures = (kit.Field(_("Sum"), self.first), kit.Field(_("Day"), self.second))
        trailing = kit.TextField.ActionPosition.TrailingPosition
        self.to.add_icon("arrow-square-out", trailing, _("Open the client")).triggered.connect(self.client_wanted)
        self.to.returnPressed.connect(self.client_wanted)
        above = (kit.Field(_("Kind"), self.kind), kit.Field(_("Language"), self.language), kit.Field(_("To"), self.to))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        for column, each in enumerate(above):
            self._grid.addWidget(each, 0, column)
            self._grid.setColumnStretch(column, 1)
        for each in (self._about, *self._figures):
            each.setParent(self)  # a widget without one is a window

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """The fields as they are read, for the Tab key."""
        own = (widget for entry in self.entries for widget in entry.in_order())
        return (self.kind, self.language, *self._read_only, *own)

    def show_draft(self, at_hand: DraftAtHand) -> None:
        """Fills the fields; announces nothing."""
        draft, order = at_hand.draft, at_hand.facts.order
        self.kind.fill(grouped(at_hand.kinds))
        self.kind.set_value(draft.kind)
        self.language.set_value(draft.language)
        self.to.setText(at_hand.facts.client.name)
        self.about.setText(_("Order {number}, {what}").format(number=order.number, what=order.what) if order else "")
        shown = figures(at_hand.stated)
        for number, field in enumerate(self._figures):
            if number < len(shown):
                field.label.setText(shown[number].name)
                field.editor.setAccessibleName(shown[number].name)
            self._read_only[2 + number].setText(shown[number].value if number < len(shown) else "")
        for read_only in self._read_only:
            read_only.setCursorPosition(0)
            read_only.setToolTip(kit.tip(read_only.text()))
        self._build_entries(draft.id, draft.kind)
        for entry in self.entries:
            entry.weigh(at_hand)
            entry.show_draft(at_hand)
        self._arrange(len(shown))

    def open_points(self, at_hand: DraftAtHand) -> list[str]:
        """A sentence for each of the kind's own fields that keeps the letter from being issued."""
        found = (entry.open_point(at_hand) for entry in self.entries)
        return [point[0] for point in found if point is not None]

    def show_missing(self, at_hand: DraftAtHand) -> QWidget | None:
        """Says so at each of these fields, and gives the first to go to."""
        first = None
        for entry in self.entries:
            if (open_point := entry.open_point(at_hand)) is not None:
                entry.field.set_error(open_point[0])
                first = first or open_point[1]
        return first

    def refuse(self, name: str, sentence: str) -> None:
        """What the book could not take of a field, at the field."""
        for entry in self.entries:
            if entry.name == name:
                entry.field.set_error(sentence)
                entry.in_order()[0].setFocus()

    def _build_entries(self, draft_id: int, kind: LetterKind) -> None:
        if self._built_for == (draft_id, kind):
            return
        self._built_for = draft_id, kind
        for old in self.entries:
            self._grid.removeWidget(old.field)
            old.field.hide()
            old.field.deleteLater()
        self.entries = [entry_for(about, self._desk) for about in KINDS[kind].typed]
        for entry in self.entries:
            entry.field.setParent(self)
            entry.field.hide()  # what isn't asked would come into sight with the screen, without a place of its own
            entry.typed.connect(lambda value, name=entry.name: self.typed.emit(name, value))

    def _arrange(self, figures_shown: int) -> None:
        """The narrow ones side by side, words beside a single one, and the rest in rows of their own."""
        narrow: list[QWidget] = [self._about] if self.about.text() else []
        narrow += self._figures[:figures_shown]
        narrow += [entry.field for entry in self.entries if entry.asks and not entry.wide]
        wide: list[QWidget] = [entry.field for entry in self.entries if entry.wide and entry.asks]
        if (narrow, wide) == self._arranged:
            return  # a field that is hidden for a moment loses the keyboard
        self._arranged = narrow, wide
        for each in (self._about, *self._figures, *(entry.field for entry in self.entries)):
            self._grid.removeWidget(each)
            each.setVisible(False)
        alone = [entry.field for entry in self.entries if not entry.beside]
        place = 0
        for field in (*narrow, *wide):
            line, column = divmod(place, _ACROSS)
            if field in wide and (column > 1 or (column and field in alone)):
                line, column = line + 1, 0
            across = _ACROSS - column if field in wide else 1
            self._grid.addWidget(field, line + 1, column, 1, across)
            field.setVisible(True)
            place = line * _ACROSS + column + across
