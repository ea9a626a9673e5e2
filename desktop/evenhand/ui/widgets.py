"""The kit in one place: `from evenhand.ui import widgets as kit`. Each piece lives in the module named beside it."""

from evenhand.ui.bars import Footer, Header
from evenhand.ui.buttons import Button, button, ctrl_enter_presses_the_filled, icon_button, on_ctrl_enter
from evenhand.ui.choices import Check, Chip, Chips, FeelPicker, Switch
from evenhand.ui.comfort_thread import ComfortThread, Contact
from evenhand.ui.date_field import DateField
from evenhand.ui.explained import Explained, ExplainedLine
from evenhand.ui.flow import FlowLayout
from evenhand.ui.focus_ring import FocusRing
from evenhand.ui.frames import (
    BAR,
    Banner,
    EmptyState,
    Figure,
    FiguresRow,
    Notice,
    column,
    hairline,
    holder,
    row,
    scrolling,
    surface,
    tab_before,
    tab_order,
)
from evenhand.ui.history_rows import HistoryRow, HistoryRows
from evenhand.ui.inputs import Combo, Field, NoteField, SumField, TextField, mark_invalid
from evenhand.ui.labels import Avatar, ElidedLabel, IconLabel, caption, label, set_tone, tip
from evenhand.ui.marks import DaysLeft, MarkLabel, Pill, draw_mark, draw_pips, mark_word
from evenhand.ui.navigation import KeyButton, NavItem, Sign, draw_keycap
from evenhand.ui.page_preview import PagePreview
from evenhand.ui.panes import Card, SidePane, SumLine, fact
from evenhand.ui.percent import PercentField, PercentSlider
from evenhand.ui.radio_card import RadioCard, RadioCards
from evenhand.ui.rows import (
    ROW,
    Cell,
    ClientRows,
    ListRow,
    RecordRows,
    RecordTable,
    RowList,
)
from evenhand.ui.segmented import Segmented, SegmentItem
from evenhand.ui.stepper import Step, Stepper
from evenhand.ui.theme import theme
from evenhand.ui.toast import Toast, draw_shadow, show_toast
from evenhand.ui.voucher import Voucher

__all__ = [
    "BAR",
    "ROW",
    "Avatar",
    "Banner",
    "Button",
    "Card",
    "Cell",
    "Check",
    "Chip",
    "Chips",
    "ClientRows",
    "Combo",
    "ComfortThread",
    "Contact",
    "DateField",
    "DaysLeft",
    "ElidedLabel",
    "EmptyState",
    "Explained",
    "ExplainedLine",
    "FeelPicker",
    "Field",
    "Figure",
    "FiguresRow",
    "FlowLayout",
    "FocusRing",
    "Footer",
    "Header",
    "HistoryRow",
    "HistoryRows",
    "IconLabel",
    "KeyButton",
    "ListRow",
    "MarkLabel",
    "NavItem",
    "NoteField",
    "Notice",
    "PagePreview",
    "PercentField",
    "PercentSlider",
    "Pill",
    "RadioCard",
    "RadioCards",
    "RecordRows",
    "RecordTable",
    "RowList",
    "SegmentItem",
    "Segmented",
    "SidePane",
    "Sign",
    "Step",
    "Stepper",
    "SumField",
    "SumLine",
    "Switch",
    "TextField",
    "Toast",
    "Voucher",
    "button",
    "caption",
    "column",
    "ctrl_enter_presses_the_filled",
    "draw_keycap",
    "draw_mark",
    "draw_pips",
    "draw_shadow",
    "fact",
    "hairline",
    "holder",
    "icon_button",
    "label",
    "mark_invalid",
    "mark_word",
    "on_ctrl_enter",
    "row",
    "scrolling",
    "set_tone",
    "show_toast",
    "surface",
    "tab_before",
    "tab_order",
    "theme",
    "tip",
]
