"""The style sheet: borders and fills of Qt's own controls, scoped by property. Fonts never stand here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from evenhand import resources

if TYPE_CHECKING:
    from evenhand.ui.theme import Tokens

_TONES = ("ink", "ink2", "ink3", "acc", "acch", "onacc", "comfx", "uneasyx", "badx", "ontip", "tipacc")


def style_sheet(t: Tokens, px: Callable[[float], int]) -> str:
    """The whole application's style sheet for one scheme; `px` scales a length to the text size."""
    arrow = resources.path("icons", f"combo-arrow-{'dark' if t.dark else 'light'}.svg").as_posix()
    tones = "\n".join(f'QLabel[tone="{name}"] {{ color: {getattr(t, name)}; }}' for name in _TONES)
    return f"""
* {{ outline: 0; }}
QMainWindow, QDialog {{ background: {t.paper}; }}
QMainWindow::separator {{ width: 1px; background: {t.line}; }}
QSplitter::handle {{ background: {t.line}; }}
{tones}
QMenuBar {{ background: {t.side}; color: {t.ink}; border: 0; padding: 0 {px(8)}px; }}
QMenuBar::item {{ background: transparent; padding: {px(6)}px {px(12)}px; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {t.line}; border-radius: 6px; }}
QMenu {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.line2}; padding: 5px; }}
QMenu::item {{ padding: {px(6)}px {px(28)}px {px(6)}px {px(14)}px; border-radius: 5px; }}
QMenu::item:selected {{ background: {t.sel}; }}
QMenu::item:disabled {{ color: {t.edge}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 5px 8px; }}
QMenu::icon {{ padding-left: {px(8)}px; }}
QToolTip {{ background: {t.tip}; color: {t.ontip}; border: 0; padding: {px(5)}px {px(8)}px; }}

QFrame[surface="card"] {{ background: {t.card}; border: 1px solid {t.line}; border-radius: 10px; }}
QFrame[surface="banner"] {{ background: {t.acct}; border: 1px solid {t.accline}; border-radius: 8px; }}
QFrame[surface="notice"] {{ background: {t.well}; border: 1px solid {t.line}; border-radius: 8px; }}
QFrame[surface="guard"] {{ background: {t.uneasyt}; border: 0; border-radius: 8px; }}
QFrame[surface="well"] {{ background: {t.well}; border: 0; }}
QFrame[surface="side"] {{ background: {t.side}; border: 0; }}
QFrame[surface="paper"] {{ background: {t.paper}; border: 0; }}
QFrame[surface="pane"] {{ background: {t.well}; border: 0; border-left: 1px solid {t.line}; }}
QFrame[surface="footer"] {{ background: {t.paper}; border: 0; border-top: 1px solid {t.line}; }}
QFrame[surface="rule"] {{ background: {t.line}; border: 0; }}

QPushButton[kind] {{ border: 1px solid transparent; border-radius: 6px; background: transparent;
  padding: 0 {px(13)}px; }}
QPushButton[kind="primary"] {{ background: {t.acc}; color: {t.onacc}; border-color: {t.acc}; }}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{
  background: {t.acch}; border-color: {t.acch}; }}
QPushButton[kind="plain"] {{ background: {t.card}; color: {t.ink}; border-color: {t.line2}; }}
QPushButton[kind="plain"]:hover, QPushButton[kind="plain"]:checked {{ background: {t.hover}; border-color: {t.edge}; }}
QPushButton[kind="quiet"] {{ color: {t.acch}; }}
QPushButton[kind="ghost"] {{ color: {t.ink2}; }}
QPushButton[kind="quiet"]:hover, QPushButton[kind="ghost"]:hover {{ background: {t.hover}; }}
QPushButton[kind="plain"]:pressed, QPushButton[kind="quiet"]:pressed, QPushButton[kind="ghost"]:pressed {{
  background: {t.sel}; }}
QPushButton[kind="link"] {{ color: {t.acch}; padding: 0 {px(4)}px; border-radius: 4px; }}
QPushButton[kind="link"][flush="true"] {{ padding: 0; text-align: left; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind]:disabled {{ color: {t.edge}; }}
QPushButton[kind="primary"]:disabled {{ background: {t.line2}; border-color: {t.line2}; color: {t.ink3}; }}
QPushButton[kind="plain"]:disabled {{ background: {t.well}; border-color: {t.line}; }}
QPushButton[iconOnly="true"] {{ padding: 0; }}
QPushButton::menu-indicator {{ width: 0; height: 0; }}

QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit {{
  background: {t.card}; color: {t.ink}; border: 1px solid {t.edge}; border-radius: 6px;
  selection-background-color: {t.acc}; selection-color: {t.onacc}; placeholder-text-color: {t.ink3}; }}
QLineEdit {{ padding: 0 {px(10)}px; }}
QLineEdit[leading="true"] {{ padding-left: {px(3)}px; }}
QPlainTextEdit, QTextEdit {{ padding: {px(5)}px {px(7)}px; }}
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QComboBox:on, QPlainTextEdit:focus, QTextEdit:focus {{
  border-color: {t.acc}; }}
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled, QPlainTextEdit:disabled, QTextEdit:disabled,
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {t.well}; border-color: {t.line2}; color: {t.ink3}; }}
QTextEdit:read-only {{ background: {t.well}; border-color: {t.line2}; color: {t.ink2}; }}
QLineEdit[invalid="true"], QAbstractSpinBox[invalid="true"], QComboBox[invalid="true"], QPlainTextEdit[invalid="true"],
QTextEdit[invalid="true"] {{ border: 1px solid {t.bad}; background: {t.badt}; }}
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus, QPlainTextEdit[bare="true"], QPlainTextEdit[bare="true"]:focus {{
  border: 0; background: transparent; padding: 0; }}
QAbstractSpinBox QLineEdit {{ border: 0; background: transparent; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; height: 0; border: 0; }}
QComboBox {{ padding: 0 {px(2)}px 0 {px(10)}px; }}
QComboBox::drop-down {{ border: 0; width: {px(26)}px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: {px(12)}px; height: {px(12)}px; }}
QComboBox QAbstractItemView {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.line2}; padding: 4px;
  selection-background-color: {t.sel}; selection-color: {t.ink}; }}
QComboBox QAbstractItemView::item {{ min-height: {px(28)}px; padding: 0 {px(6)}px; }}
QComboBox[bare="true"], QComboBox[bare="true"]:focus {{ border: 1px solid transparent; background: transparent;
  color: {t.ink2}; padding: 0 0 0 {px(6)}px; }}

QSlider {{ min-height: {px(26)}px; }}
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {t.line2}; }}
QSlider::sub-page:horizontal {{ background: {t.acc}; border-radius: 2px; }}
QSlider::handle:horizontal {{ width: 15px; height: 15px; margin: -7px 0; border-radius: 9px; background: {t.card};
  border: 2px solid {t.acc}; }}
QSlider::handle:horizontal:hover {{ background: {t.acct}; }}

QTableView, QListView, QTreeView {{ background: transparent; border: 0; selection-background-color: transparent;
  selection-color: {t.ink}; gridline-color: {t.line}; }}
QHeaderView {{ background: transparent; border: 0; }}
QHeaderView::section {{ background: {t.paper}; color: {t.ink3}; border: 0; border-bottom: 1px solid {t.line};
  padding: 0 {px(10)}px; }}
QScrollArea, QScrollArea > QWidget > QWidget[page="true"] {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ width: 11px; margin: 0; border: 0; background: transparent; }}
QScrollBar:horizontal {{ height: 11px; margin: 0; border: 0; background: transparent; }}
QScrollBar::handle {{ background: {t.line2}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:disabled {{ background: transparent; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:hover {{ background: {t.edge}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {t.line}; border: 0; border-radius: 4px; min-height: 8px; max-height: 8px; }}
QProgressBar::chunk {{ background: {t.acc}; border-radius: 4px; }}
QWidget[popup="true"] {{ background: {t.line2}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {t.well}; }}
QCalendarWidget QToolButton {{ color: {t.ink}; background: transparent; border: 0; border-radius: 4px;
  padding: 4px 8px; }}
QCalendarWidget QToolButton:hover {{ background: {t.hover}; }}
QCalendarWidget QAbstractItemView {{ background: {t.card}; color: {t.ink}; selection-background-color: {t.acc};
  selection-color: {t.onacc}; }}
QCalendarWidget QAbstractItemView:disabled {{ color: {t.edge}; }}
"""
