"""What a page of the beginning is built on: the sign and the language above, words and fields, buttons at the foot."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from evenhand import translation
from evenhand.translation import _
from evenhand.ui.buttons import ctrl_enter_presses_the_filled
from evenhand.ui.frames import Notice, column, holder, row, scrolling, surface
from evenhand.ui.inputs import Combo
from evenhand.ui.labels import ElidedLabel, label
from evenhand.ui.navigation import Sign
from evenhand.ui.theme import theme
from evenhand.ui.two_bars import bars_pane
from evenhand.wording.languages import language_name

_ROOM_FOR_BARS = 900


class Pips(QWidget):
    """How many steps there are, and which of them this is."""

    def __init__(self, step: int, steps: int) -> None:
        super().__init__()
        self._step, self._steps = step, steps
        self.setAccessibleName(_("Step {step} of {steps}").format(step=step, steps=steps))
        theme.dress(self, width=52 * steps - 8, height=8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(self._steps):
            painter.setBrush(theme.color("acc" if number < self._step else "line2"))
            box = QRectF(number * theme.px(52), theme.px(1), theme.px(44), theme.px(6))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)


class OpeningPage(QWidget):
    """A page with its words at the left and the two bars at the right; they give way where it's narrow."""

    def __init__(self, title: str, *sentences: str) -> None:
        super().__init__()
        self.title = label(title, "display", wrap=True)
        self.sentences = [label(sentence, "body", "ink2", wrap=True) for sentence in sentences]
        self._told: Notice | None = None
        self._head = QHBoxLayout()
        self._head.setSpacing(12)
        self._head.addWidget(Sign(30))
        self._head.addWidget(ElidedLabel("Evenhand", "headline"), 1)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(14)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(10)
        words = column(self.title, *self.sentences, spacing=6)
        page = holder(column(words, 14, self.body, None, spacing=0, margins=(52, 8, 52, 12)))
        left = column(
            holder(self._with_margins(self._head, (52, 30, 52, 12))),
            scrolling(page),
            holder(self._with_margins(self._foot, (52, 10, 52, 28))),
            spacing=0,
        )
        left.setStretch(1, 1)
        self._bars = bars_pane()
        whole = row(surface("paper", left), self._bars, spacing=0)
        whole.setStretch(0, 17)
        whole.setStretch(1, 15)
        self.setLayout(whole)
        ctrl_enter_presses_the_filled(self)

    @staticmethod
    def _with_margins(layout: QHBoxLayout, margins: tuple[int, int, int, int]) -> QHBoxLayout:
        layout.setContentsMargins(*margins)
        return layout

    def add(self, part: QWidget | QLayout) -> None:
        """The next part of the page, from top to bottom."""
        if isinstance(part, QLayout):
            self.body.addLayout(part)
        else:
            self.body.addWidget(part)

    def offer_languages(self, chosen: Callable[[str], object]) -> Combo:
        """A choice of the screen's language at the top, each by its own name."""
        languages = Combo([(code, language_name(code)) for code in translation.SCREEN_LANGUAGES], _("Language"))
        languages.set_value(translation.language())
        languages.chosen.connect(lambda code: chosen(str(code)))
        theme.dress(languages, width=150)
        self._head.addWidget(languages)
        return languages

    def set_foot(self, state: QWidget | None, *buttons: QWidget) -> None:
        """What stands at the foot: where one is at the left, the buttons at the right."""
        if state is not None:
            self._foot.addWidget(state)
        self._foot.addStretch(1)
        for each in buttons:
            self._foot.addWidget(each)

    def tell(self, text: str) -> None:
        """A sentence above all else on the page, in the place of the one before."""
        if self._told is None:
            self._told = Notice()
            self.body.insertWidget(0, self._told)
        self._told.set_text(text)

    def begin(self) -> None:
        """Puts the keyboard where the page begins."""

    def take_over(self, other: "OpeningPage") -> None:
        """What was typed into the same page in another language."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bars.setVisible(event.size().width() >= theme.px(_ROOM_FOR_BARS))
