"""Draws the pictures of the README from the sample business, without a screen: docs/*.png."""

import os
import sys
import time
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from evenhand import sample, translation
from evenhand.domain.case import Step
from evenhand.domain.records import LetterKind
from evenhand.storage.book import Book
from evenhand.ui.desk import Place
from evenhand.ui.main_window import MainWindow
from evenhand.ui.preferences import Preferences
from evenhand.ui.preview_pane import at_rest, picture
from evenhand.ui.theme import theme

TODAY = date(2026, 11, 20)  # the sample business lives around the day it's made for
DOCS = Path(__file__).parents[1] / "docs"


def settle(application: QApplication) -> None:
    """Lets the window lay itself out and its page be drawn."""
    for _round in range(40):
        application.processEvents()
        time.sleep(0.02)
    at_rest()
    application.processEvents()


def main() -> int:
    application = QApplication([])
    translation.use("en")
    DOCS.mkdir(exist_ok=True)
    with Book.in_memory() as book:
        sample.make(book, today=TODAY)
        for name, dark, place in (
            ("today", False, Place.TODAY),
            ("rules", False, Place.RULES),
            ("clients", False, Place.CLIENTS),
            ("case", False, Place.CASE),
            ("case-dark", True, Place.CASE),
        ):
            theme.apply(application, dark, 100)
            window = MainWindow(book, Preferences(), today=lambda: TODAY)
            window.resize(1280, 800)
            window.show()
            rows = {row.client_name: row.case for row in book.cases.open()}
            case = rows["Priya Raman"]
            shown = {Place.CASE: case.id, Place.CLIENTS: rows["Helen Okafor"].client_id}
            window.go(place, shown.get(place, 0))
            if place is Place.CASE:
                window.screen_in_view.show_step(Step.COMPENSATE if dark else Step.PUT_IT_RIGHT)
            if dark:
                window.screen_in_view.compensate.cards["bonus"].head.click()
            settle(application)
            window.grab().save(str(DOCS / f"{name}.png"))
            window.close()
        letter = next(
            row for row in book.letters.rows() if row.letter.kind is LetterKind.BONUS and row.letter.language == "en"
        )
        picture(book.letters.pdf(letter.id), 0, 1000).save(str(DOCS / "letter.png"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
