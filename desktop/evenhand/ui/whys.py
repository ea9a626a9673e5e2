"""What happened, why, and why again: a line under the other, each a step further in."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.case_fields import Entry

MOST_WHYS = 5
_AT_FIRST = 3  # lines: what happened, and why, and why again
_STEP = 22
_LEFT = 26  # from the edge of a line's step to its words


class WhyChain(QWidget):
    """The lines with their painted links. `store` is given all that stands in them, from the first on."""

    def __init__(self, store: Callable[[tuple[str, ...]], bool]) -> None:
        super().__init__()
        self._store = store
        self._known: tuple[str, ...] = ()
        self._asked_for = 0  # lines that the owner wants to see
        self.entries = [self._line(number) for number in range(MOST_WHYS + 1)]
        self.more = kit.button(_("Ask why once more"), "link", "plus", self._ask_again)
        self.setAccessibleName(_("Why, and why again"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._more_row = kit.row(self.more, None)
        layout = kit.column(spacing=6)
        for number, entry in enumerate(self.entries):
            indent = kit.row(entry.field, spacing=0)
            indent.setContentsMargins(_LEFT + _STEP * number, 0, 0, 0)
            layout.addLayout(indent)
        layout.addLayout(self._more_row)
        self.setLayout(layout)
        self._show_lines()

    def _line(self, number: int) -> Entry:
        editor = kit.TextField()
        editor.setProperty("bare", "true")
        editor.setTextMargins(-2, 0, 0, 0)  # Qt's own room before the first letter
        if number:
            editor.setAccessibleName(_("Why, step {n} of {most}").format(n=number, most=MOST_WHYS))
        kit.theme.dress(editor, font="body_strong", height=24)
        editor.installEventFilter(self)
        editor.textChanged.connect(lambda text: editor.setToolTip(kit.tip(text)))
        return Entry(_("Why?") if number else _("What happened?"), editor, lambda text: self._take(number, text))

    def _take(self, number: int, text: str) -> bool:
        lines = list(self._known) + [""] * (number + 1 - len(self._known))
        lines[number] = text
        while lines and not lines[-1]:
            lines.pop()
        return self._store(tuple(lines))

    def fill(self, whys: tuple[str, ...], *, anew: bool) -> None:
        """Shows what the book holds; what is typed and not stored stays, unless the case is another (`anew`)."""
        self._known = whys
        if anew:
            self._asked_for = 0
        for number, entry in enumerate(self.entries):
            entry.fill(whys[number] if number < len(whys) else "", anew=anew)
        self._show_lines()

    def _shown(self) -> int:
        written = [number for number, entry in enumerate(self.entries, 1) if entry.text()]
        return min(max(_AT_FIRST, self._asked_for, *written, 0), len(self.entries))

    def _show_lines(self) -> None:
        shown = self._shown()
        for number, entry in enumerate(self.entries):
            entry.field.setVisible(number < shown)
        self.more.setVisible(shown < len(self.entries))
        self._more_row.setContentsMargins(_LEFT - 4 + _STEP * (shown - 1), 0, 0, 0)
        self.update()

    def _ask_again(self) -> None:
        self._asked_for = self._shown() + 1
        self._show_lines()
        self.entries[self._asked_for - 1].editor.setFocus(Qt.FocusReason.TabFocusReason)

    def show_typed(self) -> None:
        """Brings into sight what was put into the lines."""
        self._show_lines()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.Resize, QEvent.Type.Move):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        before: QPointF | None = None
        shown = [entry for entry in self.entries if entry.field.isVisibleTo(self)]
        last = max((number for number, entry in enumerate(shown) if entry.text()), default=-1)
        for number, entry in enumerate(shown):
            corner = entry.editor.mapTo(self, QPoint(0, 0))
            dot = QPointF(_STEP * number + 10, entry.field.mapTo(self, QPoint(0, 0)).y() + entry.field.height() / 2)
            focused = entry.editor.hasFocus()
            if before is not None:
                link = QPainterPath(before + QPointF(0, 8))
                link.lineTo(before.x(), dot.y())
                link.lineTo(dot.x() - 4, dot.y())
                painter.setPen(QPen(kit.theme.color("line2"), 1.4))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPath(link)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(kit.theme.color("comf" if number == last else "chart" if entry.text() else "line2"))
            painter.drawEllipse(dot, 4, 4)
            if focused or not entry.text():
                under = QRectF(corner.x(), corner.y() + entry.editor.height(), entry.editor.width(), 1)
                painter.fillRect(under, kit.theme.color("acc" if focused else "line2"))
            before = dot
