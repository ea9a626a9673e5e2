import ast
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from evenhand.ui import widgets as kit
from evenhand.ui.icons import pixmap
from evenhand.ui.theme import DARK, LIGHT, Tokens, theme

UI = Path(kit.__file__).parent

GROUNDS = ("paper", "card", "well", "sel", "hover")
TEXTS = [(text, ground) for text in ("ink", "ink2", "ink3") for ground in (*GROUNDS, "side")]
TEXTS += [("acch", ground) for ground in (*GROUNDS, "acct")]
TEXTS += [(f"{tone}x", ground) for tone in ("comf", "uneasy", "bad") for ground in ("paper", "card", "sel", f"{tone}t")]
TEXTS += [("onacc", "acc"), ("onacc", "acch"), ("ontip", "tip"), ("tipacc", "tip"), ("ink", "acct"), ("ink2", "acct")]
MARKS = [(mark, ground) for mark in ("comf", "uneasy", "bad") for ground in (*GROUNDS, f"{mark}t")]
MARKS += [("edge", "paper"), ("edge", "card"), ("acc", "paper"), ("acc", "card"), ("chart", "paper"), ("chart", "card")]


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(tokens: Tokens, one: str, other: str) -> float:
    light, dark = sorted((_luminance(getattr(tokens, one)), _luminance(getattr(tokens, other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_all_text_can_be_read_on_every_ground_it_stands_on(tokens: Tokens) -> None:
    faint = {pair: _contrast(tokens, *pair) for pair in TEXTS if _contrast(tokens, *pair) < 4.5}
    assert not faint


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_and_borders_stand_out_from_every_ground(tokens: Tokens) -> None:
    faint = {pair: _contrast(tokens, *pair) for pair in MARKS if _contrast(tokens, *pair) < 3.0}
    assert not faint


def test_every_label_is_made_by_the_kit_and_so_shows_markup_as_plain_text() -> None:
    strays = [
        f"{path.name}:{node.lineno}"
        for path in sorted(UI.glob("*.py"))
        if path.name != "labels.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "QLabel"
    ]
    assert not strays


def test_every_tooltip_is_escaped_since_qt_takes_markup_in_it_for_markup() -> None:
    strays = []
    for path in sorted(UI.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "setToolTip":
                shown = node.args[0].body if isinstance(node.args[0], ast.IfExp) else node.args[0]
                if not (isinstance(shown, ast.Call) and ast.unparse(shown.func) in ("tip", "kit.tip")):
                    strays.append(f"{path.name}:{node.lineno}")
    assert not strays


def test_no_style_sheet_names_a_font_since_that_would_undo_the_text_size() -> None:
    from evenhand.ui.style_sheet import style_sheet

    assert "font" not in style_sheet(LIGHT, round)


def test_the_window_speaks_in_the_bundled_faces(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)
    assert theme.font("body").families() == ["Letter Sans"]
    assert theme.font("title").families() == ["Letter SS"]


def test_text_size_reaches_widgets_that_are_already_there(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False, text_size=100)
    shown, pressed = kit.label("Hello", "section"), kit.button("Save", "primary", "floppy-disk")
    theme.apply(qapp, dark=False, text_size=150)
    assert shown.font().pixelSize() == round(15 * 1.5)
    assert pressed.height() == 48
    theme.apply(qapp, dark=False, text_size=100)
    assert shown.font().pixelSize() == 15


def test_a_change_to_dark_repaints_icons_and_tells_those_who_listen(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)
    heard: list[bool] = []
    theme.changed.connect(lambda: heard.append(theme.tokens.dark))
    before = pixmap("gift", "ink").toImage()
    theme.apply(qapp, dark=True)
    assert heard == [True]
    assert pixmap("gift", "ink").toImage() != before
    theme.apply(qapp, dark=False)


def test_every_icon_named_in_the_code_is_bundled() -> None:
    bundled = {path.stem for path in (UI.parents[2] / "resources" / "icons").glob("*.svg")}
    named = {"check-circle-fill", "star-fill", "warning-circle", "calendar-blank", "x", "signpost", "info"}
    assert named <= bundled
    assert not [name for name in bundled if name.endswith("-fill") and name.removesuffix("-fill") not in bundled]
