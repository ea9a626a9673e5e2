"""The load guard's one line under the check-in: what was too much, one useful act, and a way to put it aside."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from evenhand.translation import _
from evenhand.ui.buttons import button, icon_button
from evenhand.ui.desk import Desk
from evenhand.ui.frames import column, holder, row
from evenhand.ui.labels import IconLabel, label
from evenhand.ui.theme import theme

if TYPE_CHECKING:
    from evenhand.domain.load import LoadAnswer, LoadLine

_WORDS = 340  # with the hand before them, for at most two lines
_ROUND = 9  # as the card's own corners, a pixel further in


class GuardStrip(QWidget):
    """The foot of the check-in's card. Hidden while there's nothing to say."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._line: LoadLine | None = None
        self._day: date | None = None
        self.text = label("", "body", "uneasyx", wrap=True)
        self.usual = label("", "secondary", "uneasyx", wrap=True)
        self.keep = button("", "plain", on_click=self._on_keep)
        self.see = button("", "link", on_click=self._on_see)
        self.aside = icon_button("x", _("Put it aside for seven days"), self._on_aside, kind="ghost")
        said = row(IconLabel("hand-palm", "uneasyx", 18), column(self.text, self.usual, spacing=1), spacing=12)
        said.setStretch(1, 1)
        self._line_up = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line_up.setContentsMargins(21, 9, 10, 9)
        self._line_up.setSpacing(10)
        self._acts = holder(row(None, self.keep, self.see, self.aside, spacing=10))
        self._line_up.addLayout(said, 1)
        self._line_up.addWidget(self._acts)
        self.hide()

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in reading order."""
        return [self.keep, self.see, self.aside]

    def refresh(self) -> None:
        """Asks the guard anew."""
        from evenhand import actions
        from evenhand.wording import load as words

        today = self._desk.today()
        line = self._line = actions.load_line(self._desk.book, today=today)
        self.setVisible(line is not None)
        if line is None:
            return
        self._day = actions.day_free_of_new_clients(self._desk.book, today=today)
        self.text.setText(words.sentence(line))
        self.usual.setText(words.usual(line))
        self.usual.setVisible(line.usual is not None)
        self.keep.setVisible(self._day is not None)
        if self._day is not None:
            self.keep.setText(words.keep_free(self._day, today))
        self.see.setText(words.see(line))
        self._place()

    # Acting

    def _on_keep(self) -> None:
        from evenhand import actions
        from evenhand.wording import load as words

        line, day = self._line, self._day
        if line is not None and day is not None:
            on = self._desk.today()
            self._answer(
                words.kept_free(day), lambda: actions.keep_day_free(self._desk.book, line=line, day=day, on=on)
            )

    def _on_aside(self) -> None:
        from evenhand import actions

        line, on = self._line, self._desk.today()
        if line is not None:
            said = _("Put aside for seven days.")
            self._answer(said, lambda: actions.put_load_aside(self._desk.book, line=line, on=on))

    def _answer(self, said: str, act: Callable[[], "LoadAnswer"]) -> None:
        from evenhand import actions, wording

        desk = self._desk

        def attempt(what: Callable[[], object]) -> None:
            try:
                what()
            except wording.KNOWN_ERRORS as error:
                desk.say(wording.sentence(error), failed=True)

        def do() -> None:
            answer = act()
            self.refresh()

            def take_back() -> None:
                actions.take_back_load_answer(desk.book, answer_id=answer.id)

            desk.say(said, _("Undo"), lambda: attempt(take_back))

        attempt(do)

    def _on_see(self) -> None:
        from evenhand.ui.load_sheet import LoadSheet

        if self._line is not None:
            LoadSheet(self._desk, self._line, self).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """The acts beside the words, and beneath them where these would be squeezed."""
        beside = self.width() >= self._acts.minimumSizeHint().width() + theme.px(_WORDS)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._line_up.setDirection(way)

    def restyle(self) -> None:
        """Another size of text needs another room."""
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room, corner = QRectF(self.rect()), _ROUND
        ground = QPainterPath()
        ground.setFillRule(Qt.FillRule.WindingFill)
        ground.addRoundedRect(room, corner, corner)
        ground.addRect(room.adjusted(0, 0, 0, -corner))  # its upper corners are inside the card
        painter.fillPath(ground, theme.color("uneasyt"))
