"""A day as the owner writes it, or picks it from a calendar."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QToolButton, QVBoxLayout, QWidget

from evenhand import translation
from evenhand.translation import _
from evenhand.ui.icons import icon
from evenhand.ui.inputs import TextField, mark_invalid
from evenhand.ui.theme import theme


class _CalendarPopup(QWidget):
    picked = Signal(object)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setProperty("popup", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.calendar = QCalendarWidget()
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setAccessibleName(_("Calendar"))
        theme.dress(self.calendar, font="body")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.calendar)
        self.calendar.clicked.connect(self._pick)
        self.calendar.activated.connect(self._pick)
        self.restyle()

    def restyle(self) -> None:
        plain = QTextCharFormat()
        plain.setForeground(theme.color("ink3"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(weekday, plain)  # Qt's own is red
        for name, picture in (("qt_calendar_prevmonth", "caret-left"), ("qt_calendar_nextmonth", "caret-right")):
            arrow = self.calendar.findChild(QToolButton, name)
            if arrow is not None:
                arrow.setIcon(icon(picture))

    def show_day(self, day: date | None, lowest: date | None) -> None:
        self.calendar.setLocale(QLocale(translation.language()))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        if lowest is not None:
            self.calendar.setMinimumDate(QDate(lowest.year, lowest.month, lowest.day))
        if day is not None:
            self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))

    def _pick(self, chosen: QDate) -> None:
        if self.isVisible():  # Enter sends both signals
            self.hide()
            self.picked.emit(date(chosen.year(), chosen.month(), chosen.day()))


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
        self._day: date | None = None
        self._popup: _CalendarPopup | None = None
        open_action = self.add_icon(
            "calendar-blank", QLineEdit.ActionPosition.TrailingPosition, _("Choose from a calendar")
        )
        open_action.triggered.connect(self.open_calendar)
        self.editingFinished.connect(self._on_finished)

    def day(self) -> date | None:
        """The day, or None where the field is empty or what it holds is no day."""
        return self._day

    def is_valid(self) -> bool:
        """True where the field holds a day or nothing."""
        text = self.text().strip()
        return self._day is not None or not text or self._read(text) is not None

    def set_day(self, day: date | None) -> None:
        """Shows the day without announcing an edit."""
        self._day = day
        self.setText("" if day is None else self._format(day))
        mark_invalid(self, False)

    def set_invalid(self, invalid: bool) -> None:
        mark_invalid(self, invalid or not self.is_valid())

    def _on_finished(self) -> None:
        text = self.text().strip()
        if self._day is not None and text == self._format(self._day):
            return
        self._take(self._read(text) if text else None)

    def _read(self, text: str) -> date | None:
        try:
            return self._parse(text)
        except ValueError:
            return None

    def _take(self, day: date | None) -> None:
        before, self._day = self._day, day
        if day is not None:
            self.setText(self._format(day))
        mark_invalid(self, not self.is_valid())
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
        if self._popup is None:
            self._popup = _CalendarPopup(self)
            self._popup.picked.connect(self._take)
        popup = self._popup
        popup.show_day(self._day, self._lowest)
        popup.adjustSize()
        corner = self.mapToGlobal(QPoint(0, self.height() + 2))
        area = self.screen().availableGeometry()
        x = max(area.left(), min(corner.x(), area.right() - popup.width()))
        above = corner.y() + popup.height() > area.bottom()
        popup.move(x, corner.y() - self.height() - popup.height() - 4 if above else corner.y())
        popup.show()
        popup.calendar.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.TabFocusReason:
            self.selectAll()
