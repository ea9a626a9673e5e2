"""Labels: always plain text, a role for the type and a tone for the colour."""

from html import escape

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from evenhand.ui.theme import polish_again, theme

_TONES = {"secondary": "ink2", "caption": "ink3"}


def label(text: str = "", role: str = "body", tone: str | None = None, *, wrap: bool = False) -> QLabel:
    """A label in one of the theme's roles. With `wrap` it breaks lines instead of widening the window."""
    made = _Wrapped() if wrap else QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setProperty("tone", tone or _TONES.get(role, "ink"))
    theme.dress(made, font=role)
    return made


class _Wrapped(QLabel):
    """Asks for its whole text in a column of reading width; Qt's own guess leans on a figure merged fonts lack."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        room = QRect(0, 0, theme.px(360), 9999)
        size = self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.text()).size()
        return QSize(size.width() + 2, size.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.px(60)), self.fontMetrics().height())


def caption(text: str = "") -> QLabel:
    """The 12 px label above a field or a figure."""
    return label(text, "secondary", "ink3")


def set_tone(widget: QWidget, tone: str) -> None:
    """Another colour for a label of this kit."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        polish_again(widget)


def tip(text: str) -> str:
    """A text for a tooltip, to the letter: Qt would take a name like <b>&{amount} for markup."""
    return f"<qt>{escape(text)}</qt>".replace("\n", "<br/>") if text else ""


class ElidedLabel(QWidget):
    """One line that never widens the window: what does not fit becomes an ellipsis, the tooltip has it all."""

    def __init__(self, text: str = "", role: str = "body", tone: str | None = None, *, right: bool = False) -> None:
        super().__init__()
        self._text = ""
        self._right = right
        self.setProperty("tone", tone or _TONES.get(role, "ink"))
        theme.dress(self, font=role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def text(self) -> str:
        return self._text

    def setText(self, text: str) -> None:
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._offer_whole_text()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(min(30, metrics.horizontalAdvance(self._text) + 2), metrics.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._offer_whole_text()

    def _offer_whole_text(self) -> None:
        hidden = self.fontMetrics().horizontalAdvance(self._text) > self.width()
        self.setToolTip(tip(self._text) if hidden else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.color(self.property("tone")))
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        side = Qt.AlignmentFlag.AlignRight if self._right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), side | Qt.AlignmentFlag.AlignVCenter, shown)


class IconLabel(QLabel):
    """An icon that only accompanies words, so screen readers pass it by."""

    def __init__(self, name: str, token: str = "ink2", size: int = 18) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._icon = (name, token, size)
        self.restyle()

    def set_icon(self, name: str, token: str = "ink2", size: int = 18) -> None:
        self._icon = (name, token, size)
        self.restyle()

    def restyle(self) -> None:
        from evenhand.ui.icons import pixmap

        name, token, size = self._icon
        self.setPixmap(pixmap(name, token, size))
        self.setFixedSize(theme.px(size), theme.px(size))


class Avatar(QWidget):
    """A person's initials on a tinted disc."""

    def __init__(self, name: str = "", diameter: int = 52) -> None:
        super().__init__()
        self._initials = ""
        theme.dress(self, font="figure" if diameter >= 44 else "say", height=diameter, width=diameter)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        words = [word for word in name.split() if word[0].isalpha()]
        chosen = words if len(words) < 2 else [words[0], words[-1]]
        self._initials = "".join(word[0] for word in chosen).upper()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("acct"))
        painter.drawEllipse(self.rect())
        painter.setPen(theme.color("comfx"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)
