"""While a long act has the book, the window lives and hears only that it's to stop."""

from collections.abc import Callable
from time import monotonic

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from evenhand.ui.long_act import LongAct


class Sheet(QWidget):
    """A window with a button that writes to the book, and all that a long act needs."""

    def __init__(self) -> None:
        super().__init__()
        self.writes = QPushButton("Write")
        self.field, self.stop, self.bar = QLineEdit(), QPushButton("Cancel"), QProgressBar()
        self.heard: list[str] = []
        self.writes.clicked.connect(lambda: self.heard.append("click"))
        QShortcut(QKeySequence("Ctrl+Return"), self, lambda: self.heard.append("keys"))
        column = QVBoxLayout(self)
        for each in (self.writes, self.field, self.bar, self.stop):
            column.addWidget(each)
        self.act = LongAct(self, self.bar, self.stop)

    def work(self, meanwhile: Callable[[], object]) -> int:
        """Goes on until it's stopped, a second at most; gives how many slices were done."""
        end, done = monotonic() + 1, 0
        with self.act.running():
            meanwhile()
            while monotonic() < end and done < 100_000 and not self.act.stopped():
                done += 1
                self.act.progress(done, 1_000_000)
        return done


@pytest.fixture
def sheet(qtbot: QtBot) -> Sheet:
    made = Sheet()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_nothing_that_could_write_is_heard_until_it_is_over(qtbot: QtBot, sheet: Sheet) -> None:
    def hurry() -> None:
        qtbot.mouseClick(sheet.writes, Qt.MouseButton.LeftButton)
        qtbot.keyClick(sheet.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(sheet.field, "words")

    assert sheet.work(hurry) > 1
    assert (sheet.heard, sheet.field.text()) == ([], "")
    hurry()
    assert (sheet.heard, sheet.field.text()) == (["click", "keys"], "words")


def test_a_timer_that_backs_the_book_up_waits(qtbot: QtBot, sheet: Sheet) -> None:
    timer = QTimer(sheet)
    timer.timeout.connect(lambda: sheet.heard.append("timer"))
    sheet.work(lambda: timer.start(0))
    assert sheet.heard == []
    qtbot.waitUntil(lambda: "timer" in sheet.heard)


def test_the_window_is_painted_meanwhile(sheet: Sheet) -> None:
    painted: list[int] = []

    class Painted(QWidget):
        def paintEvent(self, event: QEvent) -> None:
            painted.append(1)

    seen = Painted(sheet)
    seen.resize(5, 5)
    sheet.work(seen.show)
    assert painted


def test_the_button_escape_and_closing_stop_it(qtbot: QtBot, sheet: Sheet) -> None:
    for stop in (
        lambda: qtbot.mouseClick(sheet.stop, Qt.MouseButton.LeftButton),
        lambda: qtbot.keyClick(sheet.stop, Qt.Key.Key_Space),
        lambda: qtbot.keyClick(sheet.stop, Qt.Key.Key_Escape),
        sheet.close,
    ):
        assert sheet.work(stop) <= 1
        assert sheet.isVisible()
    assert sheet.work(lambda: None) > 1  # the next one isn't stopped by it


def test_put_away_it_ends(sheet: Sheet) -> None:
    assert sheet.work(sheet.hide) == 0


def test_the_bar_says_how_far_it_is(sheet: Sheet) -> None:
    with sheet.act.running():
        sheet.act.progress(10, 10)
    assert sheet.bar.value() == sheet.bar.maximum()
    QApplication.processEvents()
