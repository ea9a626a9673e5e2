"""Whatever can be acted on in a place is reached by Tab alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

import books
from evenhand.storage.book import Book
from evenhand.ui.desk import Place
from evenhand.ui.main_window import MainWindow
from evenhand.ui.places import SCREENS
from evenhand.ui.preferences import Preferences

pytestmark = pytest.mark.usefixtures("dressed")

NONE = Qt.KeyboardModifier.NoModifier
_MANY = 300  # steps; no place has as many stops


def _stops(screen: QWidget) -> list[QWidget]:
    """What ought to be reached."""
    tab = Qt.FocusPolicy.TabFocus
    seen = (one for one in screen.findChildren(QWidget) if one.isVisible() and one.isEnabled())
    return [one for one in seen if one.focusPolicy() & tab and one.focusProxy() is None]


def _any_of(one: QWidget) -> set[QWidget]:
    """Of buttons that exclude each other Tab takes one, and the arrows the others."""
    if isinstance(one, QAbstractButton):
        group = one.group()
        if group is not None and group.exclusive():
            return set(group.buttons())
        if one.autoExclusive():
            return {other for other in one.parentWidget().children() if isinstance(other, type(one))}
    return {one}


def _walked(qtbot: QtBot, window: MainWindow) -> set[QWidget]:
    walked: set[QWidget] = set()
    for _step in range(_MANY):
        here = QApplication.focusWidget()
        assert here is not None
        if here in walked:
            return walked
        walked.add(here)
        # In a text Tab is a letter; there the key that leaves it is another.
        writes_tabs = getattr(here, "tabChangesFocus", lambda: True)() is False
        qtbot.keyClick(here, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier if writes_tabs else NONE)
    raise AssertionError("Tab finds no end")


def _record(book: Book, place: Place) -> int:
    known = {
        Place.CASE: lambda: book.cases.open()[0].case.id,
        Place.LETTER: lambda: book.letters.drafts()[0].draft.id,
        Place.RULE_CLIENTS: lambda: 1,
    }
    return known.get(place, lambda: 0)()


def test_tab_reaches_all_that_can_be_acted_on(qtbot: QtBot) -> None:
    book = books.sample()
    window = MainWindow(book, Preferences(), today=lambda: books.SAMPLE_DAY)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    missed = {}
    for place in SCREENS:
        window.go(place, _record(book, place))
        for _round in range(5):
            QApplication.processEvents()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        stops = _stops(window.screen_in_view)
        assert stops, place
        walked = _walked(qtbot, window)
        missed[place] = [
            one.accessibleName() or one.objectName() or type(one).__name__ for one in stops if not walked & _any_of(one)
        ]
    assert {place: names for place, names in missed.items() if names} == {}
