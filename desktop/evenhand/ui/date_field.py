"""A day as the owner writes it, or picks it from a calendar."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget

from evenhand import translation
from evenhand.translation import _
from evenhand.ui.inputs import TextField, mark_invalid
from evenhand.ui.theme import theme


class DateField(TextField):
    """A day in words or figures, read and written by the two functions given.

    `parse` gives None or raises ValueError for what is no day (31.2); the field then keeps the text and is invalid.
    `edited` is sent with the new day, or None where it was emptied, for the owner's changes only.
    """

    edited = Signal(object)

    def __init__(
        self,
        format_date: Callable[[date], str],
        parse_date: Callable[[str], date | None],
        *,
        placeholder: str = "",
        lowest: date | None = None,
    ) -> None:
        super().__init__("", placeholder)
        self._format, self._parse, self._lowest = format_date, parse_date, lowest
        self._date: date | None = None
        self._popup: QWidget | None = None
        open_action = self.add_icon(
            "calendar-blank", QLineEdit.ActionPosition.TrailingPosition, _("Choose from a calendar")
        )
        open_action.triggered.connect(self.open_calendar)
        self.editingFinished.connect(self._on_finished)

    def day(self) -> date | None:
        """The day, or None where the field is empty or what it holds is no day."""
        return self._date

    def is_valid(self) -> bool:
        """True where the field holds a day or nothing."""
        return self._date is not None or not self.text().strip()

    def set_day(self, day: date | None) -> None:
        """Shows the day without announcing an edit."""
        self._date = day
        self.setText("" if day is None else self._format(day))
        mark_invalid(self, False)

    def set_invalid(self, invalid: bool) -> None:
        mark_invalid(self, invalid or not self.is_valid())

    def _on_finished(self) -> None:
        text = self.text().strip()
        if self._date is not None and text == self._format(self._date):
            return
        try:
            day = self._parse(text) if text else None
        except ValueError:
            day = None
        before, self._date = self._date, day
        mark_invalid(self, not self.is_valid())
        if day is not None:
            self.setText(self._format(day))
        if day != before:
            self.edited.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt_down or event.key() == Qt.Key.Key_F4:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Shows the calendar beneath the field; Enter or a click takes the day, Esc leaves it."""
        if self.isReadOnly():
            return
        popup = QWidget(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale(translation.language()))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setAccessibleName(_("Calendar"))
        theme.dress(calendar, font="body")
        if self._lowest is not None:
            calendar.setMinimumDate(QDate(self._lowest.year, self._lowest.month, self._lowest.day))
        if self._date is not None:
            calendar.setSelectedDate(QDate(self._date.year, self._date.month, self._date.day))
        column = QVBoxLayout(popup)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(calendar)

        def take(chosen: QDate) -> None:
            self.setText(self._format(date(chosen.year(), chosen.month(), chosen.day())))
            popup.close()
            self._on_finished()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        popup.adjustSize()
        corner = self.mapToGlobal(QPoint(0, self.height() + 2))
        area = self.screen().availableGeometry()
        x = max(area.left(), min(corner.x(), area.right() - popup.width()))
        above = corner.y() + popup.height() > area.bottom()
        popup.move(x, corner.y() - self.height() - popup.height() - 4 if above else corner.y())
        popup.show()
        calendar.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.TabFocusReason:
            self.selectAll()
