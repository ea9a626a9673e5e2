"""The list of what happened with a client, where each contact is marked by one key or one click."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QToolTip

from evenhand.domain.comfort import Comfort
from evenhand.storage.history import HistoryRow as Event
from evenhand.translation import _
from evenhand.ui.client_history import HistoryModel
from evenhand.ui.history_rows import HistoryRows
from evenhand.ui.labels import tip
from evenhand.ui.marks import mark_word
from evenhand.ui.rows import Index, RowList

FELT_KEYS: dict[Qt.Key, Comfort | None] = {
    Qt.Key.Key_1: Comfort.COMFORTABLE,
    Qt.Key.Key_2: Comfort.UNEASY,
    Qt.Key.Key_3: Comfort.UNCOMFORTABLE,
    Qt.Key.Key_0: None,
}
"""The keys by which the owner says how something felt; None takes the word back."""
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_Place = tuple[int, Comfort | None]  # a row, and the mark in it that the mouse is on


class HistoryList(RowList):
    """Keys 1, 2, 3 mark the contact that is chosen and 0 or Delete takes the mark back; so do clicks and a menu."""

    felt = Signal(int, object)  # the contact's id, and a Comfort or None
    escaped = Signal()

    def __init__(self, model: HistoryModel) -> None:
        self._rows = HistoryRows()
        super().__init__(self._rows, _("History"))
        self.setAccessibleDescription(_("On a contact, 1, 2 and 3 say how it felt to you, and 0 takes that back."))
        self._events = model
        self._pressed: _Place | None = None
        self._shown_row = -1  # where the three marks stood before the mouse was pressed
        model.setParent(self)
        self.setModel(model)

    def _contact(self, index: Index) -> Event | None:
        event = self._events.event_at(index.row()) if index.isValid() else None
        return event if event is not None and event.kind == "contact" else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key.Key_0 if event.key() == Qt.Key.Key_Delete else Qt.Key(event.key())
        contact = self._contact(self.currentIndex())
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key in FELT_KEYS and contact is not None and not event.modifiers() & ~_KEYPAD:
            self.felt.emit(contact.id, FELT_KEYS[key])
        else:
            super().keyPressEvent(event)

    # The mouse

    def place_of(self, row: int, felt: Comfort) -> QPoint:
        """Where to click in the view for a mark of a row."""
        return self._rows.mark_room(self.visualRect(self._events.index(row, 0)), felt).center()

    def _place(self, where: QPoint) -> _Place | None:
        """The contact at a point, and the mark there. None where no contact is."""
        index = self.indexAt(where)
        if self._contact(index) is None:
            return None
        return index.row(), self._rows.mark_at(self.visualRect(index), where)

    def _show_choice(self, place: _Place | None) -> None:
        row, felt = place or (-1, None)
        if (row, felt) != (self._rows.hovered, self._rows.pointed):
            self._rows.hovered, self._rows.pointed = row, felt
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._show_choice(self._place(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._show_choice(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place(event.position().toPoint())
        self._pressed = None
        if event.button() is not Qt.MouseButton.LeftButton or place is None or place[1] is None:
            super().mousePressEvent(event)
            return
        # A finger comes without hovering first: its first touch only shows what can be chosen there.
        seen = place[0] in (self._rows.hovered, self.currentIndex().row())
        self._pressed = place if seen else (place[0], None)
        self.setCurrentIndex(self._events.index(place[0], 0))
        self._show_choice(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._place(event.position().toPoint())
        if place is not None and place[1] is not None:
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
            return
        row, felt = pressed
        if felt is None or self._place(event.position().toPoint()) != pressed:
            return
        contact = self._events.event_at(row)
        self.felt.emit(contact.id, None if contact.comfort is felt else felt)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_keys = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_keys else self.indexAt(event.pos())
        contact = self._contact(index)
        if contact is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, felt in FELT_KEYS.items():
            if felt is None and contact.comfort is None:
                continue
            text = mark_word(felt) if felt else _("Take it back")
            action = menu.addAction(f"{text}\t{chr(key)}")
            action.setCheckable(felt is not None)
            action.setChecked(felt is not None and felt is contact.comfort)
            action.triggered.connect(lambda _on=False, felt=felt: self.felt.emit(contact.id, felt))
        below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        menu.popup(below if by_keys else event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = self._place(event.pos())
            if place is not None and place[1] is not None:
                key = next(chr(key) for key, felt in FELT_KEYS.items() if felt is place[1])
                told = _("{mark} (key {key})").format(mark=mark_word(place[1]), key=key)
                QToolTip.showText(event.globalPos(), tip(told), self)
                return True
            QToolTip.hideText()
        return super().viewportEvent(event)
