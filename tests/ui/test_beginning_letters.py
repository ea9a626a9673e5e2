"""Where a letter begins: at a client, in a case, among the letters. Only what fits is offered."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QMenu, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from evenhand import actions
from evenhand.domain.case import Step
from evenhand.domain.records import Client, LetterDraft, LetterKind, Standing
from evenhand.storage.book import Book
from evenhand.ui.as_client import AsClient
from evenhand.ui.case_screen import CaseScreen
from evenhand.ui.compensate_step import Giving
from evenhand.ui.desk import Place
from evenhand.ui.letter_beginnings import Occasion
from evenhand.ui.letter_form import LetterForm
from evenhand.ui.letter_screen import LetterScreen
from evenhand.ui.main_window import MainWindow
from evenhand.ui.preferences import Preferences
from person import Person, type_out
from tailor import TODAY, bonus, issue, open_case, open_shop

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def shop(book: Book) -> Book:
    return open_shop(book)


@pytest.fixture
def owner(shop: Book, qtbot: QtBot) -> Person:
    window = MainWindow(shop, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return Person(qtbot, window)


def go(owner: Person, place: Place, record: int = 0) -> None:
    owner.screen.go(place, record)  # type: ignore[attr-defined]
    QApplication.processEvents()


def opened(owner: Person, name: str) -> QMenu:
    """The menu behind a button, filled as when it opens; the platform of the tests shows no menus."""
    menu = owner.find(name, QPushButton).menu()
    menu.aboutToShow.emit()
    return menu


def texts(menu: QMenu) -> list[str]:
    return [action.menu().title() if action.menu() else action.text() for action in menu.actions()]


def choose(menu: QMenu, text: str) -> None:
    action: QAction = next(one for one in menu.actions() if one.text() == text)
    action.trigger()


def only_draft(book: Book) -> LetterDraft:
    (row,) = book.letters.drafts()
    return row.draft


def in_view(owner: Person) -> LetterScreen:
    screen: LetterScreen = owner.screen.screen_in_view  # type: ignore[attr-defined]
    assert isinstance(screen, LetterScreen)
    return screen


def test_a_client_without_a_case_is_written_to_at_once(owner: Person, shop: Book) -> None:
    go(owner, Place.CLIENTS, 1)
    menu = opened(owner, "Write a letter")
    assert texts(menu) == ["Thank you", "How we work", "", "Parting kindly"]
    choose(menu, "How we work")
    assert (only_draft(shop).kind, only_draft(shop).client_id) == (LetterKind.HOW_WE_WORK, 1)
    assert in_view(owner).record == only_draft(shop).id
    go(owner, Place.CLIENTS, 1)
    choose(opened(owner, "Write a letter"), "How we work")
    assert len(shop.letters.drafts()) == 1


def test_who_asked_in_vain_gets_a_kind_no_and_who_left_a_greeting(owner: Person, shop: Book) -> None:
    for standing, kind in ((Standing.PROSPECT, "Declining kindly"), (Standing.LEFT, "Keeping in touch")):
        shop.clients.save(replace(shop.clients.get(1), standing=standing))
        go(owner, Place.CLIENTS, 1)
        menu = opened(owner, "Write a letter")
        assert kind in texts(menu)


def test_a_clients_cases_and_bonuses_have_their_own_letters(owner: Person, shop: Book) -> None:
    case = open_case(shop)
    bonus(shop, case)
    issue(shop, case, LetterKind.BONUS)
    (row,) = shop.bonuses.rows()
    go(owner, Place.CLIENTS, 1)
    menu = opened(owner, "Write a letter")
    of_case, of_bonus = (action.menu() for action in menu.actions() if action.menu())
    assert of_case.title() == f"Case {case.number}: The lining tore"
    assert of_bonus.title() == f"Bonus {row.bonus.code}, £7.50"
    assert texts(of_bonus) == ["Bonus reminder"]
    choose(of_bonus, "Bonus reminder")
    assert only_draft(shop).bonus_id == row.bonus.id
    assert row.bonus.code in in_view(owner).editor.text()


def test_an_acknowledgement_is_one_click_in_the_first_step_and_goes_once_it_is_answered(
    owner: Person, shop: Book
) -> None:
    case = open_case(shop)
    go(owner, Place.CASE, case.id)
    owner.screen.screen_in_view.show_step(1)  # type: ignore[attr-defined]
    owner.click("Acknowledge it in a letter")
    assert only_draft(shop).kind is LetterKind.ACKNOWLEDGEMENT
    assert "2 April" in in_view(owner).editor.text().replace("\u00a0", " ")
    shop.cases.save(replace(shop.cases.get(case.id), answered_on=TODAY))
    go(owner, Place.CASE, case.id)
    names = {one.text() for one in owner.screen.findChildren(QAbstractButton) if one.isVisible()}
    assert "Acknowledge it in a letter" not in names


def test_a_case_offers_the_letters_that_fit_it_and_saves_what_is_typed_first(owner: Person, shop: Book) -> None:
    case = open_case(shop)
    go(owner, Place.CASE, case.id)
    owner.screen.screen_in_view.show_step(1)  # type: ignore[attr-defined]
    field = owner.find("What you found", QPlainTextEdit)
    field.setFocus()
    type_out(field, "The lining was cut too short.")
    menu = opened(owner, "Write a letter")
    assert texts(menu) == ["Acknowledgement", "Ways to put it right", "Apology", "", "Parting kindly"]
    choose(menu, "Apology")
    assert "The lining was cut too short." in in_view(owner).editor.text()
    assert only_draft(shop).case_id == case.id


def test_among_the_letters_one_chooses_a_client_and_then_a_kind(owner: Person, shop: Book) -> None:
    other = shop.clients.add(Client(0, "Анна Петрова", language="ru", standing=Standing.LEFT))
    open_case(shop)
    go(owner, Place.LETTERS)
    owner.press(Qt.Key.Key_L, CTRL_SHIFT)
    owner.click("Write it")
    assert owner.error("Client") == "Choose the client whom the letter is to."
    type_out(owner.find("Find the client", QLineEdit), "петр")
    assert owner.find("Client", QComboBox).currentText() == "Анна Петрова"
    owner.click("Write it")
    assert owner.error("Kind") == "Choose the kind of letter."
    owner.choose("Kind", "Keeping in touch")
    owner.click("Write it")
    draft = only_draft(shop)
    assert (draft.client_id, draft.kind, draft.language) == (other.id, LetterKind.KEEP_IN_TOUCH, "ru")
    assert in_view(owner).record == draft.id


def test_the_form_offers_a_clients_open_case_first(owner: Person, shop: Book) -> None:
    case = open_case(shop)
    go(owner, Place.CLIENTS, 1)
    owner.press(Qt.Key.Key_L, CTRL_SHIFT)
    about = owner.find("About", QComboBox)
    names = [about.itemText(row) for row in range(about.count())]
    assert names == [f"Case {case.number}: The lining tore", "No case in particular"]
    kinds = owner.find("Kind", QComboBox)
    assert kinds.findText("How we work") == -1
    owner.choose("About", "No case in particular")
    assert kinds.findText("How we work") >= 0
    assert kinds.findText("Apology") == -1


def test_as_the_client_shows_the_page_and_nothing_else_until_escape(owner: Person, shop: Book) -> None:
    case = open_case(shop)
    draft = actions.start_letter(shop, case_id=case.id, kind=LetterKind.APOLOGY, language="en", today=TODAY)
    go(owner, Place.LETTER, draft.id)
    screen = in_view(owner)
    screen.editor.setFocus()
    type_out(screen.editor, "😀")
    owner.press(Qt.Key.Key_F11)
    assert owner.screen.findChildren(AsClient) == []  # a page that can't be printed can't be shown: it says why
    assert "😀" in screen.page.note.text()
    screen.editor.undo()
    owner.press(Qt.Key.Key_F11)
    (shown,) = owner.screen.findChildren(AsClient)
    assert shown.geometry() == owner.screen.rect()
    QApplication.processEvents()
    assert {one.text() for one in shown.findChildren(QAbstractButton) if one.isVisible()} == {"Back to writing  (Esc)"}
    (paper,) = shown.papers
    assert paper.width() > screen.page.paper.width() * 1.5
    assert not paper._image.isNull()
    shown.grab()
    owner.press(Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert screen.editor.hasFocus()


def test_leaving_for_elsewhere_takes_the_clients_page_away(owner: Person, shop: Book) -> None:
    case = open_case(shop)
    draft = actions.start_letter(shop, case_id=case.id, kind=LetterKind.APOLOGY, language="en", today=TODAY)
    go(owner, Place.LETTER, draft.id)
    owner.click("As the client")
    (shown,) = owner.screen.findChildren(AsClient)
    owner.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert not shown.isVisible()


@pytest.fixture
def half_done(owner: Person, shop: Book) -> int:
    """A case with a bonus in the book, and on its screen a gift that was chosen and not named yet."""
    case = open_case(shop)
    bonus(shop, case)
    go(owner, Place.CASE, case.id)
    screen = owner.screen.screen_in_view  # type: ignore[attr-defined]
    screen.show_step(Step.COMPENSATE)
    screen.compensate.cards[Giving.GIFT].head.click()
    assert screen.compensate.unstored() is not None
    return case.id


def sent_back(owner: Person) -> None:
    """The case is in view again, on the step that is half done, and says what it lacks."""
    screen = owner.screen.screen_in_view  # type: ignore[attr-defined]
    assert isinstance(screen, CaseScreen)
    assert screen._shown is Step.COMPENSATE
    gap = screen.compensate.unstored()
    assert gap is not None
    assert QApplication.focusWidget() is gap[1] or screen.focusWidget() is gap[1]


def test_a_letter_from_the_client_waits_for_what_is_half_done_in_the_case(
    owner: Person, shop: Book, half_done: int
) -> None:
    go(owner, Place.CLIENTS, 1)
    menu = opened(owner, "Write a letter")
    in_case = next(action.menu() for action in menu.actions() if action.menu())
    choose(in_case, "Bonus")
    assert shop.letters.drafts() == []
    sent_back(owner)


def test_a_letter_from_the_letters_waits_for_what_is_half_done_in_the_case(
    owner: Person, shop: Book, half_done: int
) -> None:
    occasion = Occasion(1, case_id=half_done)
    go(owner, Place.LETTERS)
    screen = owner.screen.screen_in_view  # type: ignore[attr-defined]
    form = LetterForm(screen._desk, 1, screen)
    form.open()
    form._about.set_value(occasion)
    form._fill_kinds()
    form._kind.set_value(LetterKind.BONUS)
    assert not form.save()
    assert not form.isVisible()
    assert shop.letters.drafts() == []
    sent_back(owner)


def test_a_draft_is_not_issued_over_what_is_half_done_in_its_case(
    owner: Person, shop: Book, half_done: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evenhand.ui.letter_screen.print_letter", lambda *_a: None)
    draft = actions.start_letter(shop, kind=LetterKind.BONUS, language="en", today=TODAY, case_id=half_done)
    go(owner, Place.LETTER, draft.id)
    in_view(owner).issue()
    assert shop.letters.count() == 0
    sent_back(owner)


def test_a_letter_about_another_case_is_begun_all_the_same(owner: Person, shop: Book, half_done: int) -> None:
    order = shop.orders.add(replace(shop.orders.get(1), id=0, number="2026-0200"))
    other = open_case(shop, order.id, "other")
    go(owner, Place.CLIENTS, 1)
    Occasion(1, case_id=other.id).begin(owner.screen._desk, LetterKind.APOLOGY)  # type: ignore[attr-defined]
    assert in_view(owner).record == only_draft(shop).id
