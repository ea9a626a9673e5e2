"""What has to be in sight on a case's screens, in line and whole, in a window of 1280x800."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

import books
from evenhand.domain.case import Step
from evenhand.storage.book import Book
from evenhand.ui import widgets as kit
from evenhand.ui.case_screen import CaseScreen
from evenhand.ui.desk import Place
from evenhand.ui.fold import Fold, Folds
from evenhand.ui.main_window import MainWindow
from evenhand.ui.option_parts import Row
from evenhand.ui.preferences import Preferences
from evenhand.ui.theme import theme

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture(scope="module")
def business() -> Iterator[Book]:
    with books.sample() as book:
        yield book


@pytest.fixture
def screen(qtbot: QtBot, business: Book) -> CaseScreen:
    window = MainWindow(business, Preferences(), today=lambda: books.SAMPLE_DAY)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.go(Place.CASE, next(one.case.id for one in business.cases.open() if one.client_name == "Priya Raman"))
    shown = window.screen_in_view
    assert isinstance(shown, CaseScreen)
    shown.show_step(Step.FIND_THE_CAUSE)
    QApplication.processEvents()
    return shown


def bottom(part: QWidget, of: QWidget) -> int:
    return part.mapTo(of, QPoint(0, part.height())).y()


def right(part: QWidget, of: QWidget) -> int:
    return part.mapTo(of, QPoint(part.width(), 0)).x()


def test_the_first_step_begins_with_its_whys_in_sight(screen: CaseScreen) -> None:
    first, second = screen.cause.whys.entries[:2]
    assert screen.head.height() <= 176
    for why in (first, second):
        assert bottom(why.editor, screen) <= screen.height() - screen.footer.height()


def test_what_the_head_holds_at_the_right_ends_in_one_line(screen: CaseScreen) -> None:
    head = screen.head
    edges = {right(part, head) for part in (head.door, head.turn, head.balance)}
    assert edges == {head.width() - 32}
    assert "…" not in head.turn.text()


def test_the_door_out_stays_in_sight_below_a_file_that_scrolls(screen: CaseScreen) -> None:
    area = screen.file.findChild(QScrollArea)
    assert area is not None
    screen.file.body.addSpacing(2000)
    QApplication.processEvents()
    assert area.verticalScrollBar().maximum() > 0
    assert bottom(screen.file.door, screen.file) <= screen.file.height()
    assert not area.isAncestorOf(screen.file.door)


def test_a_note_of_as_many_lines_as_its_field_has_needs_no_scrolling(qtbot: QtBot, qapp: QApplication) -> None:
    for text_size in (90, 100, 110, 125, 150):
        theme.apply(qapp, dark=False, text_size=text_size)
        for role in ("body", "say"):
            note = kit.NoteField("It came apart.\nI wore it once.", lines=2, role=role)
            qtbot.addWidget(note)
            note.resize(400, note.minimumHeight())
            note.show()
            assert note.verticalScrollBar().maximum() == 0, (text_size, role)


def test_a_caption_is_said_briefly_where_its_value_needs_the_room(qtbot: QtBot) -> None:
    value = kit.ElidedLabel("leave the dress, once", "body_strong", right=True)
    row = Row("Effort for them", value, brief="Effort")
    qtbot.addWidget(row)
    row.show()
    for width, caption in ((400, "Effort for them"), (row.sizeHint().width() - 8, "Effort")):
        row.resize(width, 20)
        QApplication.processEvents()
        assert row.name.text() == caption
        assert row.name.accessibleName() == "Effort for them"
        assert value.width() >= value.sizeHint().width()


def test_folds_stand_side_by_side_until_one_is_opened(qtbot: QtBot) -> None:
    one, two = Fold(kit.label("What was asked")), Fold(kit.label("What is claimed"))
    one.set_text("Questions: 1 asked")
    two.set_text("Claims: none")
    folds = Folds(one, two)
    qtbot.addWidget(folds)
    folds.resize(600, 200)
    folds.show()
    assert one.y() == two.y()
    assert two.x() > one.x()
    two.set_open(True)
    QApplication.processEvents()
    assert two.y() > one.y()
    assert two.x() == one.x()
    two.set_open(False)
    QApplication.processEvents()
    assert one.y() == two.y()
