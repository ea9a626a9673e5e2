"""The page beside a text, drawn on a thread of its own."""

from threading import Event

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from evenhand.ui.preview_pane import PreviewPane, at_rest


def test_a_page_that_is_finished_after_its_window_was_closed_is_let_go(qtbot: QtBot) -> None:
    begun, closed = Event(), Event()

    def make() -> bytes:
        begun.set()
        closed.wait(10)
        return b"%PDF that nobody waits for"

    pane = PreviewPane()
    pane.show_drawing(make)
    qtbot.waitUntil(begun.is_set)
    with qtbot.captureExceptions() as faults:
        pane.deleteLater()
        QCoreApplication.sendPostedEvents(pane, QEvent.Type.DeferredDelete)
        assert not isValid(pane)
        closed.set()
        at_rest()
        QApplication.processEvents()
    assert faults == []
