"""The painted curve of a discount: what it says to who can't see it, and that it holds what it's given."""

from decimal import Decimal

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evenhand import translation
from evenhand.domain.money import Money
from evenhand.ui.discount_curve import DiscountCurve
from evenhand.ui.theme import theme

ORDER = Money(30000, "EUR")


def shown(qtbot: QtBot, margin: str, share: str, orders: int = 6, tax: str = "0") -> DiscountCurve:
    curve = DiscountCurve()
    qtbot.addWidget(curve)
    curve.resize(500, 190)
    curve.show_effect(ORDER, orders, Decimal(margin), Decimal(share), Decimal(tax))
    return curve


def picture(curve: DiscountCurve) -> QImage:
    return curve.grab().toImage()


def test_it_says_in_a_sentence_what_the_discount_does(qtbot: QtBot) -> None:
    told = shown(qtbot, "0.3", "0.2").accessibleName()
    assert told == "A discount of 20% takes 66.7% of the profit: 18 orders earn what 6 did."


@pytest.mark.parametrize(
    ("margin", "share", "words"),
    [("0.3", "0.3", "no number of orders"), ("0.3", "0.5", "would lose money"), ("0", "0.1", "no profit")],
)
def test_where_nothing_is_left_it_says_so(qtbot: QtBot, margin: str, share: str, words: str) -> None:
    assert words in shown(qtbot, margin, share).accessibleName()


def test_another_discount_is_another_picture_and_both_themes_are_drawn(qtbot: QtBot) -> None:
    curve = shown(qtbot, "0.3", "0.2")
    before = picture(curve)
    curve.show_effect(ORDER, 6, Decimal("0.3"), Decimal("0.1"))
    assert picture(curve) != before
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    light = picture(curve)
    theme.apply(application, True)
    try:
        assert picture(curve) != light
    finally:
        theme.apply(application, False)


@pytest.mark.parametrize("language", translation.SCREEN_LANGUAGES)
@pytest.mark.parametrize(
    ("margin", "share", "orders", "tax"),
    [("0.95", "0.9", 100000, "0"), ("0.01", "0.0001", 1, "0"), ("1", "1", 1, "0"), ("0.5", "0.2", 3, "0.3")],
)
def test_the_ends_of_the_scale_can_be_painted(
    qtbot: QtBot, language: str, margin: str, share: str, orders: int, tax: str
) -> None:
    translation.use(language)
    try:
        assert not picture(shown(qtbot, margin, share, orders, tax)).isNull()
    finally:
        translation.use("en")


def test_without_figures_it_says_when_it_appears(qtbot: QtBot) -> None:
    curve = shown(qtbot, "0.3", "0.2")
    curve.show_nothing()
    assert "when all figures are there" in curve.accessibleName()
    assert not picture(curve).isNull()
