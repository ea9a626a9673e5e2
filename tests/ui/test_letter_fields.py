"""The few things that a kind of letter asks its owner to type: kept as they're typed, on the page, in the letter."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from evenhand import actions, wording
from evenhand.domain.letter_kinds import KINDS, FieldKind
from evenhand.domain.options import CaseOption
from evenhand.domain.records import Client, LetterDraft, LetterKind, Remedy
from evenhand.storage.book import Book
from evenhand.ui.desk import Place
from evenhand.ui.letter_beginnings import grouped
from evenhand.ui.letter_screen import LetterScreen
from evenhand.ui.main_window import MainWindow
from evenhand.ui.preferences import Preferences
from person import Person, type_out
from tailor import TODAY, bonus, issue, open_case, open_shop, ready_for, refund, words_of


@pytest.fixture
def shop(book: Book, monkeypatch: pytest.MonkeyPatch) -> Book:
    monkeypatch.setattr("evenhand.ui.letter_screen.print_letter", lambda *_a: None)
    return open_shop(book)


@pytest.fixture
def write(shop: Book, qtbot: QtBot) -> Callable[[LetterKind], Person]:
    """Opens the draft of a letter of this kind, with its own fields emptied."""

    def begin(kind: LetterKind) -> Person:
        ready = ready_for(shop, kind, shop.clients.get(1)) | {"typed": ()}
        draft = actions.start_letter(shop, **ready)
        emptied = tuple((field.name, "") for field in KINDS[kind].typed if not field.if_known)
        return at(shop, shop.letters.save_draft(replace(draft, typed=emptied)), qtbot)

    return begin


def at(book: Book, draft: LetterDraft, qtbot: QtBot) -> Person:
    window = MainWindow(book, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.go(Place.LETTER, draft.id)
    return Person(qtbot, window)


def screen_of(person: Person) -> LetterScreen:
    screen: LetterScreen = person.screen.screen_in_view  # type: ignore[attr-defined]
    return screen


def drawn(person: Person) -> str:
    """What stands under the page once the present one is drawn, or can't be."""
    page = screen_of(person).page
    person.qtbot.waitUntil(lambda: not page.is_drawing(), timeout=10_000)
    return page.note.text()


def only_draft(book: Book) -> LetterDraft:
    (row,) = book.letters.drafts()
    return row.draft


def issued(book: Book, person: Person, folder: Path) -> str:
    person.click("Issue and print")
    assert book.letters.drafts() == [], screen_of(person).page.note.text()
    return words_of(book, book.letters.get(book.letters.ids()[0]), folder)


def test_a_day_is_kept_as_it_is_typed_and_the_untouched_text_follows(
    shop: Book, write: Callable[[LetterKind], Person], tmp_path: Path
) -> None:
    person = write(LetterKind.ACKNOWLEDGEMENT)
    editor = person.find("My answer by", QLineEdit)
    type_out(editor, "16.4.2026")
    assert "16 April" in screen_of(person).editor.text().replace("\u00a0", " ")
    person.qtbot.waitUntil(lambda: only_draft(shop).typed == (("answer.by", "2026-04-16"),), timeout=3000)
    assert drawn(person) == ""
    assert "16 April 2026" in issued(shop, person, tmp_path)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (one.kind, field.name)
        for one in KINDS.values()
        for field in one.typed
        if field.kind is FieldKind.TEXT and not field.if_known
    ],
)
def test_words_typed_for_a_letter_are_in_it(
    shop: Book, write: Callable[[LetterKind], Person], tmp_path: Path, kind: LetterKind, name: str
) -> None:
    person = write(kind)
    person.write(wording.field_name(name), "The blue thread is yours.")
    screen_of(person).leave()
    assert [one for one in only_draft(shop).typed if one[1]] == [(name, "The blue thread is yours.")]
    assert "The blue thread is yours" in screen_of(person).editor.text()
    assert "The blue thread is yours" in issued(shop, person, tmp_path)


def test_ways_to_put_it_right_are_typed_row_by_row_and_offered_with_boxes(
    shop: Book, write: Callable[[LetterKind], Person], tmp_path: Path
) -> None:
    person = write(LetterKind.OPTIONS)
    assert "Write at least one way to put it right." in drawn(person)
    few = "Three ways are the custom; with fewer the client has less to choose from."
    person.find(few, QWidget)
    person.write("Way 1: what they get", "a new lining")
    person.write("Way 1: by when", "16.4.2026")
    person.write("Way 1: at what hour", "17")
    person.write("Way 2: what they get", "a stronger thread")
    person.write("Way 2: what it asks of them", "one fitting")
    person.write("Way 3: what they get", "the price of the lining")
    assert few not in _seen(person)
    person.click("Add another way")
    fourth = person.find("Way 4: what they get", QLineEdit)
    assert fourth.hasFocus()
    type_out(fourth, "another coat")
    second = person.find("Way 2: what they get", QLineEdit)
    ways = screen_of(person).fields.entries[0].field.editor
    remove = next(row.remove for row in ways._rows if row.what is second)
    person.qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert drawn(person) == ""
    screen_of(person).leave()
    assert [one["what"] for one in json.loads(dict(only_draft(shop).typed)["options.offered"])] == [
        "a new lining",
        "the price of the lining",
        "another coat",
    ]
    text = issued(shop, person, tmp_path)
    assert "a new lining" in text
    assert "16 April 2026, 17:00" in text
    assert "another coat" in text
    assert "stronger thread" not in text


def _seen(person: Person) -> set[str]:
    return {one.text() for one in person.screen.findChildren(QWidget) if one.isVisible() and hasattr(one, "text")}


def test_a_day_that_is_none_says_so_at_its_field_and_is_not_issued(
    shop: Book, write: Callable[[LetterKind], Person]
) -> None:
    person = write(LetterKind.OPTIONS)
    person.write("Way 1: what they get", "a new lining")
    person.write("Their choice by", "31.2.2026")
    assert person.error("Their choice by") == "There is no such day in the calendar."
    person.click("Issue and print")
    assert shop.letters.count() == 0
    assert person.find("Their choice by", QLineEdit).hasFocus()
    person.write("Their choice by", "20.4.2026")
    assert person.error("Their choice by") is None
    person.click("Issue and print")
    assert shop.letters.count() == 1


def test_a_day_that_has_passed_is_refused_at_its_field(shop: Book, write: Callable[[LetterKind], Person]) -> None:
    person = write(LetterKind.ACKNOWLEDGEMENT)
    person.write("My answer by", "1.4.2026")
    person.click("Issue and print")
    assert shop.letters.count() == 0
    assert person.error("My answer by") == "That day has passed. Choose today or a later day."


def test_all_that_keeps_a_letter_back_is_told_and_not_the_first_alone(
    shop: Book, write: Callable[[LetterKind], Person], tmp_path: Path
) -> None:
    person = write(LetterKind.THANK_YOU)
    type_out(screen_of(person).editor, "😀 ")
    person.qtbot.waitUntil(lambda: "😀" in drawn(person), timeout=10_000)
    empty, unprintable = drawn(person).split("\n")
    assert empty == "“What is different since then” is still empty. Fill it in first."
    assert "😀" in unprintable
    assert screen_of(person).footer.state.text() == "2 to look at"
    person.click("Issue and print")
    assert shop.letters.count() == 0
    assert person.error("What is different since then") == empty
    screen_of(person).editor.undo()
    person.write("What is different since then", "Every seam is sewn twice now.")
    person.qtbot.waitUntil(lambda: drawn(person) == "", timeout=10_000)
    assert shop.letters.count() == 0
    screen_of(person).take_text_anew()
    assert "Every seam is sewn twice now" in issued(shop, person, tmp_path)


def test_what_was_typed_for_one_kind_waits_while_another_is_looked_at(
    shop: Book, write: Callable[[LetterKind], Person], tmp_path: Path
) -> None:
    person = write(LetterKind.REPLACEMENT)
    person.write("How it comes to them", "A courier brings it.")
    screen = screen_of(person)
    screen.fields.kind.chosen.emit(LetterKind.ACKNOWLEDGEMENT)
    assert person.find("My answer by", QLineEdit).isVisible()
    assert "courier" not in screen.editor.text()
    screen.fields.kind.chosen.emit(LetterKind.REPLACEMENT)
    assert "A courier brings it." in screen.editor.text()
    issued(shop, person, tmp_path)
    letter = shop.letters.get(shop.letters.ids()[0])
    assert json.loads(letter.snapshot)["typed"] == {"handover.how": "A courier brings it."}


def test_another_kind_comes_with_what_the_book_knows_of_it(shop: Book, write: Callable[[LetterKind], Person]) -> None:
    person = write(LetterKind.APOLOGY)
    screen_of(person).fields.kind.chosen.emit(LetterKind.THANK_YOU)
    assert person.find("What is different since then", QPlainTextEdit).toPlainText() == (
        "Every lining is now measured twice."
    )


def test_a_text_of_my_own_stays_when_a_field_changes_and_the_other_is_offered(
    shop: Book, write: Callable[[LetterKind], Person]
) -> None:
    person = write(LetterKind.ACKNOWLEDGEMENT)
    person.write("My answer by", "16.4.2026")
    screen = screen_of(person)
    type_out(screen.editor, "My own words. ")
    person.write("My answer by", "17.4.2026")
    assert screen.editor.text().startswith("My own words. ")
    assert "16 April" in screen.editor.text().replace("\u00a0", " ")
    person.find("What the letter states has changed. Your text is kept.", QWidget)
    person.click("Text from the figures anew")
    assert "17 April" in screen.editor.text().replace("\u00a0", " ")


def test_a_refund_asks_what_becomes_of_the_orders_earlier_bonus(shop: Book, qtbot: QtBot, tmp_path: Path) -> None:
    case = open_case(shop)
    bonus(shop, case)
    issue(shop, case, LetterKind.BONUS, "bonus")
    shop.cases.save(replace(shop.cases.get(case.id), closed_on=TODAY))
    again = open_case(shop, name="again")
    refund(shop, again)
    draft = actions.start_letter(shop, case_id=again.id, kind=LetterKind.REFUND, language="en", today=TODAY)
    person = at(shop, draft, qtbot)
    undecided = "This order has an earlier bonus. Say what becomes of it: keep it, reduce it or cancel it."
    assert drawn(person) == undecided
    person.click("Issue and print")
    assert person.error("The bonus given before") == undecided
    person.click("Cancel it")
    assert drawn(person) == ""
    person.click("Issue and print")
    assert shop.letters.drafts() == []
    (row,) = shop.bonuses.rows()
    assert row.left.minor == 0


def test_a_refund_without_an_earlier_bonus_asks_nothing(shop: Book, write: Callable[[LetterKind], Person]) -> None:
    person = write(LetterKind.REFUND)
    assert "The bonus given before" not in _seen(person)
    assert drawn(person) == ""


def test_a_question_that_is_not_asked_stays_out_of_sight_when_another_draft_was_open_before(
    shop: Book, write: Callable[[LetterKind], Person]
) -> None:
    person = write(LetterKind.BONUS)
    ready = ready_for(shop, LetterKind.REFUND, shop.clients.add(Client(0, "Mr Andrei Vetrov", language="en")))
    draft = actions.start_letter(shop, **ready)
    window = person.screen
    assert isinstance(window, MainWindow)
    window.go(Place.LETTERS, 0)
    window.go(Place.LETTER, draft.id)
    person.find("Kind", QWidget)
    assert "The bonus given before" not in _seen(person)


def test_only_kinds_that_fit_the_case_are_offered_in_their_groups(
    shop: Book, write: Callable[[LetterKind], Person]
) -> None:
    person = write(LetterKind.REPLACEMENT)
    combo = screen_of(person).fields.kind
    kinds = [combo.itemText(row) for row in range(combo.count())]
    assert kinds == ["Acknowledgement", "Apology", "Replacement", "", "Thank you", "", "Parting kindly"]
    assert combo.currentText() == "Replacement"


def test_every_kind_is_in_a_group() -> None:
    offered = [item[0] for item in grouped(LetterKind) if item is not None]
    assert sorted(offered) == sorted(LetterKind)


def test_every_field_has_its_name() -> None:
    for field in (field for one in KINDS.values() for field in one.typed):
        assert wording.field_name(field.name)


def test_a_reminder_says_what_is_left_and_may_give_a_later_day(
    shop: Book, write: Callable[[LetterKind], Person], tmp_path: Path
) -> None:
    person = write(LetterKind.BONUS_REMINDER)
    assert screen_of(person).fields.first.text() == "£7.50"
    person.write("Extended to", "30.9.2026")
    assert screen_of(person).fields.second.text().replace("\u00a0", " ") == "30 September 2026"
    text = issued(shop, person, tmp_path)
    assert "30 September 2026" in text
    (row,) = shop.bonuses.rows()
    assert row.until == date(2026, 9, 30)


@pytest.mark.parametrize(
    ("language", "size"),  # each language, each size; all eight pairs cost seconds and find no more
    [("en", (1024, 640)), ("ru", (1280, 800)), ("ro", (1024, 640)), ("hy", (1280, 800))],
)
@pytest.mark.usefixtures("dressed")
def test_no_kind_in_no_language_widens_the_window(
    shop: Book, qtbot: QtBot, language: str, size: tuple[int, int]
) -> None:
    window = MainWindow(shop, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(window)
    window.set_language(language)
    window.resize(*size)
    window.show()
    for kind in LetterKind:
        client = shop.clients.add(Client(0, "Ms Alexandra Constantinescu-Whitcombe", language=language))
        draft = actions.start_letter(shop, **ready_for(shop, kind, client, language))
        window.go(Place.LETTER, draft.id)
        qtbot.wait(1)
        assert (window.width(), window.height()) == size, kind
        screen = window.screen_in_view
        assert screen.record == draft.id
        assert screen.minimumSizeHint().width() <= screen.width(), kind
        assert screen.fields.minimumSizeHint().width() <= screen.pane.width(), kind


def test_a_promise_with_a_new_day_brings_its_fields_up_and_takes_the_answers_day_away(
    shop: Book, qtbot: QtBot, tmp_path: Path
) -> None:
    case = open_case(shop)
    promise = actions.make_promise(
        shop, client_id=1, case_id=case.id, what="a new lining", due_on=TODAY, made_on=TODAY, operation_id="promise"
    )
    actions.move_promise(shop, promise_id=promise.id, to_day=TODAY + timedelta(7), on=TODAY)
    kind = LetterKind.ACKNOWLEDGEMENT
    draft = actions.start_letter(shop, kind=kind, language="en", today=TODAY, case_id=case.id)
    person = at(shop, draft, qtbot)
    fields = screen_of(person).fields
    assert [one.name for one in fields.entries if one.field.isVisible()] == [
        "promise.what",
        "promise.was",
        "promise.by",
    ]
    person.write("What was promised", "")
    assert next(one.name for one in fields.entries if one.field.isVisible()) == "answer.by"
    assert "Thank you for telling me." in screen_of(person).editor.text()
    person.write("What was promised", "a lining of silk")
    assert "I promised you this by" in issued(shop, person, tmp_path)


@pytest.mark.parametrize(
    ("day", "hour", "field", "sentence"),
    [
        ("16.4.2026", "25:00", "Way 1: at what hour", "This is not a time of day. Write it like 14:30."),
        ("", "17:00", "Way 1: by when", "Say the day of this hour as well."),
    ],
)
def test_an_hour_of_a_way_that_cannot_be_is_said_and_gone_to(
    shop: Book, write: Callable[[LetterKind], Person], day: str, hour: str, field: str, sentence: str
) -> None:
    person = write(LetterKind.OPTIONS)
    person.write("Way 1: what they get", "a new lining")
    person.write("Way 1: by when", day)
    person.write("Way 1: at what hour", hour)
    person.click("Issue and print")
    assert shop.letters.drafts() != []
    person.find(sentence, QWidget)
    assert person.find(field, QLineEdit).hasFocus()


def test_the_ways_that_a_case_offers_stand_in_its_letter_and_are_issued(
    shop: Book, qtbot: QtBot, tmp_path: Path
) -> None:
    case = open_case(shop)
    for title, offered in (("a new lining", True), ("a discount", False)):
        way = CaseOption(0, case.id, 0, Remedy.REDO, title, by=date(2026, 4, 16), at=time(17), offered=offered)
        actions.save_option(shop, option=way, today=TODAY)
    draft = actions.start_letter(shop, kind=LetterKind.OPTIONS, language="en", today=TODAY, case_id=case.id)
    person = at(shop, draft, qtbot)
    assert person.find("Way 1: what they get", QLineEdit).text() == "a new lining"
    assert person.find("Way 1: at what hour", QLineEdit).text() == "17:00"
    assert person.find("Way 2: what they get", QLineEdit).text() == ""
    text = issued(shop, person, tmp_path)
    assert "16 April 2026, 17:00" in text
    assert "a discount" not in text
    assert "Another way, in your own words" in text
