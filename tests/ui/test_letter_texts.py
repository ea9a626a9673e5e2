"""The owner makes a letter's text their own, is helped with mistakes, and finds it in new letters."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from evenhand import translation
from evenhand.domain.records import Client, Letterhead, LetterKind, LetterTextOfOwn, Owner
from evenhand.letters import template
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed
from evenhand.ui.desk import Place
from evenhand.ui.field_list import FieldList
from evenhand.ui.letter_screen import LetterScreen
from evenhand.ui.main_window import MainWindow
from evenhand.ui.newer_text import other_words
from evenhand.ui.preferences import Preferences
from evenhand.ui.preview_pane import at_rest
from evenhand.ui.text_at_hand import TextAtHand, record_of, text_of_record
from evenhand.ui.texts_screen import TextsScreen
from person import Person, type_out

TODAY = date(2026, 11, 20)
HOW = LetterKind.HOW_WE_WORK
OWN = LetterTextOfOwn(0, "en", HOW, "How I work", "{client.salutation}\n\nThis is how I work.\n", 2)


@pytest.fixture
def business(book: Book) -> Book:
    heads = (("en", "Linden Tailoring", "Mara Linden"), ("ru", "Ателье Линден", "Мара Линден"))
    book.owner.save(Owner(tuple(Letterhead(*head) for head in heads), "+44 7700 900142", "mara@linden.example"))
    book.clients.add(Client(0, "Helen Okafor", "Dear Ms Okafor,"))
    return book


@pytest.fixture
def window(qtbot: QtBot, business: Book) -> Iterator[MainWindow]:
    made = shown(qtbot, business)
    yield made
    at_rest()


def shown(qtbot: QtBot, book: Book) -> MainWindow:
    made = MainWindow(book, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def at_text(window: MainWindow, kind: LetterKind, language: str = "en") -> TextsScreen:
    window.go(Place.TEXTS, record_of(kind, language))
    screen = window.screen_in_view
    assert isinstance(screen, TextsScreen)
    return screen


def drawn(qtbot: QtBot, screen: TextsScreen) -> str:
    """The words of the page, once the typing has rested."""
    qtbot.waitUntil(lambda: not screen.page.is_drawing())
    assert screen.mistake.text() == ""
    assert screen.page._pdf is not None
    pages = pypdf.PdfReader(io.BytesIO(screen.page._pdf)).pages
    return " ".join("".join(page.extract_text() for page in pages).split())


def at_the_end(screen: TextsScreen, words: str) -> None:
    cursor = screen.pane.editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    screen.pane.editor.setTextCursor(cursor)
    type_out(screen.pane.editor, words)


def mistake(qtbot: QtBot, screen: TextsScreen) -> str:
    qtbot.waitUntil(lambda: bool(screen.mistake.text()))
    return screen.mistake.text()


def own(book: Book, kind: LetterKind = HOW, language: str = "en") -> LetterTextOfOwn:
    found = book.letter_texts.of(language, kind)
    assert found is not None
    return found


def newer_built_in(monkeypatch: pytest.MonkeyPatch) -> template.Template:
    """An update of the program has brought another text of the kind."""
    there = template.load
    newer = replace(there(HOW, "en"), version=9, body="{client.salutation}\n\nThis is how we work, in new words.\n")
    monkeypatch.setattr(
        template, "load", lambda kind, code: newer if (kind, code) == (HOW, "en") else there(kind, code)
    )
    return newer


def test_the_built_in_texts_are_read_from_my_business_and_cannot_be_changed(
    qtbot: QtBot, business: Book, window: MainWindow
) -> None:
    heard: list[object] = []
    window.go(Place.BUSINESS)
    Person(qtbot, window).click("Letter texts")
    screen = window.screen_in_view
    assert isinstance(screen, TextsScreen)
    window._book.changed = heard.append
    for kind in LetterKind:
        screen = at_text(window, kind)
        assert screen.pane.editor.text() == template.load(kind, "en").body
        type_out(screen.pane.editor, "My words")
        type_out(screen.pane.subject, "My words")
        assert screen.pane.editor.text() == template.load(kind, "en").body
        assert screen.pane.subject.text() == template.load(kind, "en").subject
    assert (heard, business.letter_texts.all()) == ([], [])


def test_a_text_of_ones_own_is_written_saved_and_begins_the_next_letter(
    qtbot: QtBot, business: Book, window: MainWindow
) -> None:
    screen, person = at_text(window, HOW), Person(qtbot, window)
    person.click("Make it my own")
    assert own(business).base_version == template.load(HOW, "en").version
    at_the_end(screen, "\nEvery seam is sewn twice.")
    assert "Every seam is sewn twice." in drawn(qtbot, screen)
    assert "Every seam" not in own(business).body
    person.click("Save")
    assert own(business).body.endswith("\nEvery seam is sewn twice.")
    assert own(business).unfinished_body is None
    window.go(Place.LETTERS)
    window.screen_in_view.new_letter()
    person.write("Find the client", "Helen Okafor")
    person.choose("Kind", "How we work")
    person.click("Write it")
    composer = window.screen_in_view
    assert isinstance(composer, LetterScreen)
    assert composer.editor.text().endswith("Every seam is sewn twice.\n")


def test_a_misspelt_field_is_named_with_its_line_and_mended_by_a_click(
    qtbot: QtBot, business: Book, window: MainWindow
) -> None:
    business.letter_texts.save(OWN)
    screen, person = at_text(window, HOW), Person(qtbot, window)
    at_the_end(screen, "Yours, {busines.owner}")
    assert mistake(qtbot, screen) == "Line 4: {busines.owner} is not known. Did you mean {business.owner}?"
    person.click("Save")
    assert own(business).body == OWN.body  # letters still begin with it
    assert own(business).unfinished_body == OWN.body + "Yours, {busines.owner}"
    assert screen.pane.editor.textCursor().selectedText() == "{busines.owner}"
    person.click("Put it right")
    assert screen.pane.editor.text() == OWN.body + "Yours, {business.owner}"
    assert screen.mistake.text() == ""
    assert "Yours, Mara Linden" in drawn(qtbot, screen)
    screen.pane.editor.undo()
    assert screen.pane.editor.text() == OWN.body + "Yours, {busines.owner}"
    screen.pane.editor.redo()
    person.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert own(business).body == OWN.body + "Yours, {business.owner}"


def test_a_mistake_in_the_subject_is_said_of_the_subject(qtbot: QtBot, business: Book, window: MainWindow) -> None:
    business.letter_texts.save(OWN)
    screen, person = at_text(window, HOW), Person(qtbot, window)
    screen.pane.subject.end(False)
    type_out(screen.pane.subject, " with {client.nam}")
    assert mistake(qtbot, screen) == "Subject: {client.nam} is not known. Did you mean {client.name}?"
    person.click("Put it right")
    assert screen.pane.subject.text() == "How I work with {client.name}"
    drawn(qtbot, screen)
    person.click("Save")
    assert own(business).subject == "How I work with {client.name}"


@pytest.mark.parametrize(
    ("kind", "words", "said"),
    [
        (HOW, "{refund.amount}", "Line 4: {refund.amount} is never filled in a letter of this kind."),
        (HOW, "Ring {business.phone}", "Line 4: {business.phone} is empty in some letters. Put what belongs to it into"
         " {?business.phone}…{/}"),
        (LetterKind.APOLOGY, "{case.ours}", "Line 4: {case.ours} can't be printed, only asked: {?case.ours}…{/}"),
        (LetterKind.APOLOGY, "[[gift]]", "Line 4: Some letters of this kind have no [[gift]]. Did you mean"
         " {?gift.what}[[gift]]{/}?"),
        (HOW, "{?hours.text}Hours", "Line 4: {?hours.text} is open to the end. Write {/} where it should end."),
        (HOW, "More{/}", "Line 4: {/} ends nothing that was begun."),
        (HOW, "[[refund]]", "Line 4: [[refund]] has no place in this letter."),
        (HOW, "A } brace", "Line 4: A brace } stands alone. To print one, write it twice."),
        (HOW, "{total}", "Line 4: {total} is not known. Choose from the fields."),
        (LetterKind.GIFT, "Take [[gift]]", "Line 4: [[gift]] needs a line of its own."),
        (LetterKind.GIFT, "[[gift]]\n[[gift]]", "Line 5: [[gift]] stands in the text twice."),
        (HOW, "🙂", "The letter's typeface has no “🙂” (U+1F642), in the text. Write it another way."),
    ],
)  # fmt: skip
def test_whatever_could_not_be_printed_is_refused_in_one_sentence_and_kept_as_typed(
    qtbot: QtBot, business: Book, window: MainWindow, kind: LetterKind, words: str, said: str
) -> None:
    business.letter_texts.save(replace(OWN, kind=kind))
    screen = at_text(window, kind)
    at_the_end(screen, words)
    assert mistake(qtbot, screen) == said
    assert screen.save() is False
    assert screen.mistake.text() == said
    assert screen.pane.editor.text() == OWN.body + words
    assert (own(business, kind).body, own(business, kind).unfinished_body) == (OWN.body, OWN.body + words)


def test_what_only_another_clients_letter_would_show_is_refused_too(
    qtbot: QtBot, business: Book, window: MainWindow
) -> None:
    business.letter_texts.save(OWN)
    screen = at_text(window, HOW)
    at_the_end(screen, "Ring {business.phone}")
    assert "is empty in some letters" in mistake(qtbot, screen)  # though this owner has a telephone


def test_a_field_is_put_in_by_a_click_and_by_enter(qtbot: QtBot, business: Book, window: MainWindow) -> None:
    business.letter_texts.save(OWN)
    screen, person = at_text(window, HOW), Person(qtbot, window)
    at_the_end(screen, "From ")
    fields = person.find("Fields", FieldList)
    rows = {fields.model().index(row, 0).data(): row for row in range(fields.model().rowCount())}
    place = fields.visualRect(fields.model().index(rows["The client's name"], 0)).center()
    qtbot.mouseClick(fields.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert screen.pane.editor.text() == OWN.body + "From {client.name}"
    assert screen.pane.editor.hasFocus()
    fields.setFocus()
    fields.selectRow(rows["Hours and days; a sentence"])
    qtbot.keyClick(fields, Qt.Key.Key_Return)
    assert screen.pane.editor.text() == OWN.body + "From {client.name}{?hours.text}{hours.text}{/}"
    assert drawn(qtbot, screen)
    screen.pane.subject.setFocus()
    screen.pane.subject.home(False)
    fields.setFocus()
    fields.selectRow(rows["The name of the business"])
    qtbot.keyClick(fields, Qt.Key.Key_Return)
    assert screen.pane.subject.text() == "{business.name}How I work"
    assert screen.save()
    assert own(business).subject.startswith("{business.name}")


def test_what_is_only_asked_goes_round_the_words_that_are_selected(
    qtbot: QtBot, business: Book, window: MainWindow
) -> None:
    business.letter_texts.save(replace(OWN, kind=LetterKind.APOLOGY))
    screen = at_text(window, LetterKind.APOLOGY)
    start = OWN.body.index("This is")
    screen.pane.editor.select(start, start + len("This is how I work."))
    fields = screen.pane.fields
    rows = {fields.model().index(row, 0).data(): row for row in range(fields.model().rowCount())}
    fields.setFocus()
    fields.selectRow(rows["If the mistake is mine"])
    qtbot.keyClick(fields, Qt.Key.Key_Enter)
    assert "{?case.ours}This is how I work.{/}" in screen.pane.editor.text()
    assert screen.save()


def test_what_was_typed_is_there_again_after_the_window_is_gone(
    qtbot: QtBot, business: Book, window: MainWindow
) -> None:
    business.letter_texts.save(OWN)
    screen = at_text(window, HOW)
    at_the_end(screen, "Half a {")
    qtbot.waitUntil(lambda: own(business).unfinished_body is not None)  # nobody has left or saved anything
    again = at_text(shown(qtbot, business), HOW)
    assert again.pane.editor.text() == OWN.body + "Half a {"
    assert own(business).body == OWN.body


def test_going_elsewhere_or_to_another_screen_language_keeps_what_was_typed(
    qtbot: QtBot, business: Book, window: MainWindow
) -> None:
    business.letter_texts.save(OWN)
    screen = at_text(window, HOW)
    at_the_end(screen, "One more word.")
    window.go(Place.CLIENTS)
    assert own(business).unfinished_body == OWN.body + "One more word."
    screen = at_text(window, HOW)
    at_the_end(screen, " And one.")
    window.set_language("ru")
    assert isinstance(window.screen_in_view, TextsScreen)
    assert window.screen_in_view.pane.editor.text() == OWN.body + "One more word. And one."
    Person(qtbot, window).choose("Вид", "Благодарность")
    assert own(business).unfinished_body == OWN.body + "One more word. And one."


def test_back_to_the_built_in_text_can_be_undone_with_all_that_was_typed(
    qtbot: QtBot, business: Book, window: MainWindow
) -> None:
    business.letter_texts.save(OWN)
    screen, person = at_text(window, HOW), Person(qtbot, window)
    at_the_end(screen, "One more word.")
    person.click("Back to the built-in text")
    assert business.letter_texts.of("en", HOW) is None
    assert screen.pane.editor.text() == template.load(HOW, "en").body
    assert screen.pane.editor.isReadOnly()
    person.click("Undo")
    assert (own(business).body, own(business).unfinished_body) == (OWN.body, OWN.body + "One more word.")
    assert screen.pane.editor.text() == OWN.body + "One more word."
    assert not screen.pane.editor.isReadOnly()


def test_an_update_of_the_built_in_text_shows_both_and_mine_can_stay(
    qtbot: QtBot, business: Book, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    business.letter_texts.save(OWN)
    newer = newer_built_in(monkeypatch)
    screen, person = at_text(window, HOW), Person(qtbot, window)
    assert (screen.pane.editor.text(), screen.pane.newer.editor.text()) == (OWN.body, newer.body)
    assert screen.pane.newer.editor.isVisible()
    assert screen.pane.newer.editor.isReadOnly()
    at_the_end(screen, "In new words.")  # what is good in the other can be taken over
    person.click("Keep mine")
    assert (own(business).base_version, own(business).body) == (9, OWN.body + "In new words.")
    assert not screen.pane.newer.isVisible()


def test_an_update_of_the_built_in_text_can_be_taken_and_given_back(
    qtbot: QtBot, business: Book, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    business.letter_texts.save(OWN)
    newer = newer_built_in(monkeypatch)
    screen, person = at_text(window, HOW), Person(qtbot, window)
    person.click("Take the new one")
    assert business.letter_texts.all() == []
    assert screen.pane.editor.text() == newer.body
    person.click("Undo")
    assert own(business).base_version == 2
    assert screen.pane.newer.isVisible()


def test_keeping_mine_is_refused_while_there_is_a_mistake_in_it(
    qtbot: QtBot, business: Book, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    business.letter_texts.save(OWN)
    newer_built_in(monkeypatch)
    screen = at_text(window, HOW)
    at_the_end(screen, "{client.nme}")
    Person(qtbot, window).click("Keep mine")
    assert screen.mistake.text() == "Line 4: {client.nme} is not known. Did you mean {client.name}?"
    assert (own(business).base_version, screen.pane.newer.isVisible()) == (2, True)


def test_the_page_is_on_the_owners_letterhead_for_each_difficult_client(qtbot: QtBot, window: MainWindow) -> None:
    screen, person = at_text(window, LetterKind.ACKNOWLEDGEMENT), Person(qtbot, window)
    expected = {
        "Long name": ("Featherstonehaugh-Cholmondeley", True),
        "No form of address": ("Dear Rowan Ashdown,", True),
        "No address": ("27 Harbour Street", False),
        "Ordinary client": ("27 Harbour Street", True),
    }
    for name, (words, there) in expected.items():
        person.click(name)
        page = drawn(qtbot, screen)
        assert "Linden Tailoring" in page
        assert (words in page) is there, name


def test_kinds_and_languages_with_own_texts_are_marked(qtbot: QtBot, business: Book, window: MainWindow) -> None:
    business.letter_texts.save(OWN)
    business.letter_texts.save(replace(OWN, kind=LetterKind.GIFT))
    screen = at_text(window, LetterKind.REFUND)
    listed = [screen.pane.kind.itemText(row) for row in range(screen.pane.kind.count())]
    assert [text for text in listed if "my own" in text] == ["Gift · my own", "How we work · my own"]
    languages = [screen.pane.language.itemText(row) for row in range(screen.pane.language.count())]
    assert [text for text in languages if "own" in text] == ["English · 2 own texts"]
    Person(qtbot, window).choose("Language", "Русский")
    assert "my own" not in screen.pane.kind.currentText()
    assert screen.pane.editor.text() == template.load(LetterKind.REFUND, "ru").body


def test_a_full_disk_loses_nothing_and_lets_nobody_leave_unasked(
    qtbot: QtBot, business: Book, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    business.letter_texts.save(OWN)
    screen = at_text(window, HOW)

    def full(_text: object) -> object:
        raise StorageFailed("disk_full")

    monkeypatch.setattr(business.letter_texts, "save", full)
    at_the_end(screen, "One more word.")
    assert screen.save() is False
    assert screen.footer.state.text().startswith("The disk is full.")
    window.go(Place.TEXTS, record_of(LetterKind.GIFT, "en"))
    assert screen.pane.editor.text() == OWN.body + "One more word."
    assert window.close() is False
    qtbot.waitUntil(lambda: any(box.isVisible() for box in window.findChildren(QMessageBox)))
    question = next(box for box in window.findChildren(QMessageBox) if box.isVisible())
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    monkeypatch.undo()
    assert screen.save() is True
    assert own(business).body == OWN.body + "One more word."


def test_the_menu_leads_to_the_texts_from_anywhere(window: MainWindow) -> None:
    window.go(Place.CASES)
    next(action for action in window.findChildren(QAction) if action.text() == "Letter texts").trigger()
    assert isinstance(window.screen_in_view, TextsScreen)
    assert window.screen_in_view.pane.kind.hasFocus()


def test_the_texts_can_be_looked_at_before_the_business_has_a_name(qtbot: QtBot, book: Book) -> None:
    screen = at_text(shown(qtbot, book), HOW)
    assert "Alder & Reed" in drawn(qtbot, screen)  # an invented letterhead


@pytest.mark.parametrize("language", ["en", "ru", "ro", "hy"])
@pytest.mark.usefixtures("dressed")
def test_the_texts_never_widen_the_window(
    qtbot: QtBot, business: Book, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    translation.use(language)
    business.letter_texts.save(OWN)
    business.letter_texts.save(replace(OWN, kind=LetterKind.BONUS_REMINDER, language=language))
    newer_built_in(monkeypatch)
    window = shown(qtbot, business)
    for size in ((1280, 800), (1024, 640)):
        window.resize(*size)
        for kind, code in ((HOW, "en"), (LetterKind.BONUS_REMINDER, language), (LetterKind.REFUND, language)):
            screen = at_text(window, kind, code)
            if kind is LetterKind.BONUS_REMINDER:
                at_the_end(screen, "{bonus.lef} {")
                mistake(qtbot, screen)
            QApplication.processEvents()
            assert (window.width(), window.height()) == size
            assert window.minimumSizeHint().width() <= size[0]
            assert screen.pane.editor.height() >= 110
            for each in screen.footer.findChildren(QAbstractButton):
                assert not each.isVisible() or each.width() >= each.sizeHint().width(), each.text()
    at_rest()


def test_every_text_has_its_number() -> None:
    numbers = {record_of(kind, code): (kind, code) for kind in LetterKind for code in ("en", "ru", "ro", "hy")}
    assert min(numbers) == 1
    assert all(text_of_record(number) == text for number, text in numbers.items())
    assert len(numbers) == 4 * len(LetterKind)


def test_only_the_words_that_differ_are_marked() -> None:
    theirs = "{client.salutation}\n\nThis is how we work, here."
    marked = [
        theirs[start:end] for start, end in other_words("{client.salutation}\n\nThis is how I work, here.", theirs)
    ]
    assert marked == ["we"]


def test_a_text_typed_back_to_what_is_in_use_is_no_longer_unfinished(business: Book) -> None:
    business.letter_texts.save(OWN)
    at_hand = TextAtHand(business, HOW, "en")
    at_hand.write("How I work", OWN.body + "!")
    at_hand.keep()
    assert own(business).unfinished_body == OWN.body + "!"
    at_hand.write("How I work", OWN.body)
    at_hand.keep()
    assert (own(business).unfinished_subject, own(business).unfinished_body) == (None, None)
