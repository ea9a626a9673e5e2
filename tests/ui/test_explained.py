"""A figure says how it came about: to the mouse, to the keyboard, to who listens."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from evenhand.ui.explained import Explained, ExplainedLine, Slip

LINES = (("The bonus", "€36"), ("Of that, making the goods", "€20"), ("62% of bonuses are used", "€12"))


@pytest.fixture
def page(qtbot: QtBot) -> Callable[..., QWidget]:
    def show(*parts: QWidget) -> QWidget:
        whole = QWidget()
        qtbot.addWidget(whole)
        column = QVBoxLayout(whole)
        for part in parts:
            column.addWidget(part)
        whole.resize(600, 400)
        with qtbot.waitActive(whole):
            whole.show()
            whole.activateWindow()
        return whole

    return show


def _slips(page: QWidget) -> list[Slip]:
    return [one for one in page.findChildren(Slip) if one.isVisible()]


def _texts(slip: Slip) -> list[str]:
    return [one.text() for one in slip.findChildren(QLabel)]


def test_a_click_shows_the_sum_step_by_step_and_esc_puts_it_away(qtbot: QtBot, page: Callable[..., QWidget]) -> None:
    figure = Explained("€12", LINES)
    whole = page(figure)
    qtbot.mouseClick(figure, Qt.MouseButton.LeftButton)
    (slip,) = _slips(whole)
    assert _texts(slip) == [
        "How this came about",
        "The bonus",
        "€36",
        "Of that, making the goods",
        "€20",
        "62% of bonuses are used",
        "€12",
    ]
    assert whole.rect().contains(slip.geometry())
    assert QApplication.focusWidget() is slip
    qtbot.keyClick(slip, Qt.Key.Key_Escape)
    assert not _slips(whole)
    assert QApplication.focusWidget() is figure


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_keyboard_opens_it_and_goes_on_from_the_figure(
    qtbot: QtBot, page: Callable[..., QWidget], key: Qt.Key
) -> None:
    figure, after = Explained("€12", LINES), QLineEdit()
    whole = page(figure, after)
    figure.setFocus()
    qtbot.keyClick(figure, key)
    (slip,) = _slips(whole)
    qtbot.keyClick(slip, Qt.Key.Key_Tab)
    assert not _slips(whole)
    assert QApplication.focusWidget() is after


def test_a_click_elsewhere_puts_it_away(qtbot: QtBot, page: Callable[..., QWidget]) -> None:
    figure, other = Explained("€12", LINES), QLabel("elsewhere")
    whole = page(figure, other)
    qtbot.mouseClick(figure, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(other, Qt.MouseButton.LeftButton)
    assert not _slips(whole)


def test_it_goes_with_the_page_that_it_belongs_to(qtbot: QtBot, page: Callable[..., QWidget]) -> None:
    figure = Explained("€12", LINES)
    whole = page(figure)
    qtbot.mouseClick(figure, Qt.MouseButton.LeftButton)
    figure.hide()
    assert not _slips(whole)


def test_hovering_tells_the_same_and_so_does_a_screen_reader(page: Callable[..., QWidget]) -> None:
    figure = Explained("€12", LINES)
    whole = page(figure)
    assert whole.isVisible()
    for told in (figure.toolTip(), figure.accessibleDescription()):
        for words, sum_ in LINES:
            assert words in told
            assert sum_ in told


def test_a_dash_tells_why(qtbot: QtBot, page: Callable[..., QWidget]) -> None:
    why = "No order's cost is in the book yet."
    figure = Explained("—", [(why, "")])
    whole = page(figure)
    qtbot.mouseClick(figure, Qt.MouseButton.LeftButton)
    (slip,) = _slips(whole)
    assert _texts(slip) == ["How this came about", why]


def test_a_figure_that_needs_no_telling_is_no_stop_for_tab(qtbot: QtBot, page: Callable[..., QWidget]) -> None:
    figure = Explained("€12")
    whole = page(figure)
    assert figure.focusPolicy() is Qt.FocusPolicy.NoFocus
    qtbot.mouseClick(figure, Qt.MouseButton.LeftButton)
    assert not _slips(whole)


def test_a_long_figure_never_widens_the_window_and_its_line_names_it(page: Callable[..., QWidget]) -> None:
    figure, line = Explained("€1,234,567,890.00 " * 9, LINES), ExplainedLine()
    line.explain("Probably", "€12", LINES)
    whole = page(figure, line)
    assert whole.width() == 600
    assert figure.text() in figure.toolTip()
    assert line.value.accessibleDescription().startswith("Probably")
