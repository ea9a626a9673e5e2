"""Notes on a letter's tone beside its text: they show and propose, the owner decides, and nothing is held back."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from evenhand import actions
from evenhand.domain.records import LetterDraft, LetterKind
from evenhand.domain.tone import Category, Finding, Phrases, check
from evenhand.storage.book import Book
from evenhand.tone_phrases import phrases
from evenhand.ui.desk import Place
from evenhand.ui.letter_screen import LetterScreen
from evenhand.ui.main_window import MainWindow
from evenhand.ui.phrase_lists import PhraseLists, phrase_lists
from evenhand.ui.preferences import Preferences
from evenhand.wording.tone import tone_title
from person import Person, type_out
from tailor import TODAY, bonus, gift, open_case, open_shop

BLAMES = "You should have told me that it was for the mountains."
LAST = "I hope this settles the matter."
DATED = "On Thursday 16 April I will bring it to you."
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def noted(sentence: str) -> Finding:
    (found,) = (one for one in check(sentence, phrases("en")) if one.suggestion)
    return found


def a_better(sentence: str) -> str:
    return noted(sentence).suggestion


@pytest.fixture
def draft(book: Book, monkeypatch: pytest.MonkeyPatch) -> LetterDraft:
    monkeypatch.setattr("evenhand.ui.letter_screen.print_letter", lambda *_a: None)
    open_shop(book)
    case = open_case(book)
    bonus(book, case)
    return actions.start_letter(book, case_id=case.id, kind=LetterKind.BONUS, language="en", today=TODAY)


@pytest.fixture
def wrote(book: Book, draft: LetterDraft, qtbot: QtBot) -> Callable[..., Person]:
    """The letter, open with this text in it."""

    def composer(*paragraphs: str, kind: LetterKind = LetterKind.BONUS) -> Person:
        body = "\n\n".join(("Dear Mrs Whitcombe,", *paragraphs)) + "\n"
        book.letters.save_draft(replace(draft, body=body, edited=True, kind=kind))
        window = MainWindow(book, Preferences(), today=lambda: TODAY)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        qtbot.waitUntil(lambda: phrase_lists().of("en") is not None)
        window.go(Place.LETTER, draft.id)
        return Person(qtbot, window)

    return composer


def screen_of(person: Person) -> LetterScreen:
    screen: LetterScreen = person.screen.screen_in_view  # type: ignore[attr-defined]
    return screen


def titles(person: Person) -> list[str]:
    """What is said in the column, from top to bottom."""
    return [tone_title(one.category) for one in screen_of(person).notes.findings]


def underlined(person: Person) -> list[str]:
    return [one.cursor.selectedText() for one in screen_of(person).editor.extraSelections()]


def test_a_sentence_that_blames_is_underlined_and_a_better_one_stands_beside(wrote: Callable[..., Person]) -> None:
    person = wrote(BLAMES, DATED)
    assert titles(person) == ["Puts the blame on the client", "The promise has a day"]
    assert underlined(person) == [BLAMES, "On Thursday 16 April"]
    person.find("Puts the blame on the client", QLabel)
    person.find(a_better(BLAMES), QLabel)
    assert screen_of(person).footer.state.text() == "1 to look at"
    assert not screen_of(person).editor.document().isUndoAvailable()


def test_a_letter_is_read_a_moment_after_it_is_typed(wrote: Callable[..., Person]) -> None:
    person = wrote()
    assert titles(person) == []
    person.find("Nothing to look at.", QLabel)
    screen_of(person).editor.select(20, 20)
    type_out(screen_of(person).editor, f"\n{BLAMES}")
    person.qtbot.waitUntil(lambda: titles(person) == ["Puts the blame on the client"], timeout=3000)


def test_the_better_sentence_takes_the_place_of_mine_in_one_step(
    wrote: Callable[..., Person], book: Book, draft: LetterDraft
) -> None:
    person = wrote(f"That was my mistake. {BLAMES} The lining is new.", LAST)
    person.click(f"Use this: {a_better(BLAMES)}")
    editor = screen_of(person).editor
    assert f"That was my mistake. {a_better(BLAMES)} The lining is new." in editor.text()
    assert titles(person) == ["Takes the last word"]
    assert editor.hasFocus()
    screen_of(person).leave()
    assert a_better(BLAMES) in book.letters.draft(draft.id).body
    editor.undo()
    assert BLAMES in editor.text()
    person.qtbot.waitUntil(lambda: "Puts the blame on the client" in titles(person), timeout=3000)


def test_a_strong_sentence_is_replaced_with_its_stars(wrote: Callable[..., Person]) -> None:
    person = wrote(f"**{BLAMES}** And the lining is new.")
    person.click(f"Use this: {a_better(BLAMES)}")
    assert f"\n{a_better(BLAMES)} And the lining is new." in screen_of(person).editor.text()


def test_a_sentence_typed_over_since_is_not_replaced_at_its_old_place(wrote: Callable[..., Person]) -> None:
    person = wrote(BLAMES)
    screen_of(person).editor.select(0, 0)
    type_out(screen_of(person).editor, "Bath, today. ")
    person.click(f"Use this: {a_better(BLAMES)}")  # before the text was read anew
    assert screen_of(person).editor.text() == f"Bath, today. Dear Mrs Whitcombe,\n\n{a_better(BLAMES)}\n"


def test_what_i_keep_stays_silent_in_this_letter_until_i_ask(
    wrote: Callable[..., Person], book: Book, draft: LetterDraft
) -> None:
    person = wrote(BLAMES, LAST)
    person.click(f"Keep mine: {noted(BLAMES).matched}")
    assert titles(person) == ["Takes the last word"]
    assert underlined(person) == [LAST]
    assert screen_of(person).footer.state.text() == "1 to look at"
    screen_of(person).leave()
    assert len(book.letters.draft(draft.id).kept) == 1
    again = LetterScreen(screen_of(person)._desk)
    person.qtbot.addWidget(again)
    again.show_record(draft.id)
    assert [one.category for one in again.notes.findings] == [Category.LAST_WORD]
    person.click("Show 1 kept")
    assert titles(person) == ["Puts the blame on the client", "Takes the last word"]
    screen_of(person).leave()
    assert book.letters.draft(draft.id).kept == ()


def test_notes_are_walked_through_and_decided_by_keys_alone(wrote: Callable[..., Person]) -> None:
    person = wrote(BLAMES, LAST, DATED)
    editor = screen_of(person).editor
    person.press(Qt.Key.Key_F8)
    assert editor.text()[editor.caret() :].startswith(noted(BLAMES).matched)
    person.press(Qt.Key.Key_F8)
    assert editor.text()[editor.caret() :].startswith(noted(LAST).matched)
    person.press(Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert editor.text()[editor.caret() :].startswith(noted(BLAMES).matched)
    person.press(Qt.Key.Key_U, CTRL_ALT)
    assert BLAMES not in editor.text()
    person.press(Qt.Key.Key_F8)
    person.press(Qt.Key.Key_K, CTRL_ALT)
    assert titles(person) == ["The promise has a day"]
    assert LAST in editor.text()
    assert editor.hasFocus()


def test_a_click_on_a_note_goes_to_its_words(wrote: Callable[..., Person]) -> None:
    person = wrote(*["A quiet paragraph about nothing much."] * 30, LAST)
    note = person.find("Takes the last word", QLabel).parentWidget()
    person.qtbot.mouseClick(note, Qt.MouseButton.LeftButton)
    editor = screen_of(person).editor
    assert editor.text()[editor.caret() :].startswith(noted(LAST).matched)
    assert editor.viewport().rect().contains(editor.cursorRect().center())


def test_the_keyboard_goes_on_to_the_next_note_after_one_is_kept(wrote: Callable[..., Person]) -> None:
    person = wrote(BLAMES, LAST)
    keep = person.find(f"Keep mine: {noted(BLAMES).matched}", QAbstractButton)
    keep.setFocus()
    person.press(Qt.Key.Key_Space)
    focused = person.screen.focusWidget()
    assert focused.accessibleName() == f"Use this: {a_better(LAST)}"
    person.press(Qt.Key.Key_Space)
    assert LAST not in screen_of(person).editor.text()


def test_an_apology_lists_what_it_lacks_and_takes_it_in(wrote: Callable[..., Person]) -> None:
    person = wrote("The lining tore on the first day.", kind=LetterKind.APOLOGY)
    lacking = [tone_title(one) for one in (Category.NO_ADMISSION, Category.NO_APOLOGY, Category.NO_GIFT)]
    assert titles(person) == lacking
    assert underlined(person) == []
    editor = screen_of(person).editor
    for category in (Category.NO_ADMISSION, Category.NO_APOLOGY):
        editor.select(len(editor.text()) - 1, len(editor.text()) - 1)
        person.click(f"Use this: {phrases('en').suggestions[category]}")
    assert titles(person) == lacking[2:]
    said = " ".join(phrases("en").suggestions[one] for one in (Category.NO_ADMISSION, Category.NO_APOLOGY))
    assert editor.text() == f"Dear Mrs Whitcombe,\n\nThe lining tore on the first day. {said}\n"


def test_what_the_page_gives_in_a_band_is_not_missed_in_the_words(
    wrote: Callable[..., Person], book: Book, draft: LetterDraft
) -> None:
    gift(book, book.cases.get(draft.case_id or 0), beside=True)
    person = wrote("The lining tore on the first day.", kind=LetterKind.APOLOGY)
    assert titles(person) == [tone_title(one) for one in (Category.NO_ADMISSION, Category.NO_APOLOGY)]


def test_the_phrase_list_is_read_off_the_windows_thread(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    readers: list[threading.Thread] = []

    def read(language: str) -> Phrases:
        readers.append(threading.current_thread())
        return phrases(language)

    monkeypatch.setattr("evenhand.tone_phrases.phrases", read)
    lists = PhraseLists()
    with qtbot.waitSignal(lists.ready):
        assert lists.of("en") is None
    assert lists.of("en") is phrases("en")
    assert readers
    assert threading.main_thread() not in readers


def test_the_notes_come_when_their_list_has_come(wrote: Callable[..., Person], monkeypatch: pytest.MonkeyPatch) -> None:
    person = wrote(BLAMES)
    assert "Puts the blame on the client" in titles(person)
    monkeypatch.setitem(phrase_lists()._known, "en", None)
    screen_of(person).tone.read(screen_of(person)._at_hand, soon=False)
    assert titles(person) == []
    phrase_lists()._known["en"] = phrases("en")
    phrase_lists().ready.emit("en")
    assert "Puts the blame on the client" in titles(person)


def test_a_kept_text_is_read_in_the_language_it_was_written_in(wrote: Callable[..., Person]) -> None:
    person = wrote(BLAMES)
    person.choose("Language", "Русский")
    assert titles(person) == ["Puts the blame on the client"]
    person.click("Take the Russian text instead")
    assert "Puts the blame on the client" not in titles(person)
    screen_of(person).editor.undo()
    person.qtbot.waitUntil(lambda: titles(person) == ["Puts the blame on the client"], timeout=3000)


def test_the_column_does_not_say_that_all_is_well_while_a_field_is_empty(wrote: Callable[..., Person]) -> None:
    person = wrote("The lining is new.", kind=LetterKind.THANK_YOU)
    assert screen_of(person).footer.state.text() == "1 to look at"
    assert titles(person) == []
    assert not [
        one
        for one in screen_of(person).notes.findChildren(QLabel)
        if one.text() == "Nothing to look at." and one.isVisible()
    ]
    person.write("What is different since then", "Every seam is sewn twice now.")
    person.find("Nothing to look at.", QLabel)
    assert screen_of(person).footer.state.text() == ""


def test_a_sentence_that_runs_into_the_salutation_leaves_it_where_it_is(wrote: Callable[..., Person]) -> None:
    person = wrote("The lining is new.")
    editor = screen_of(person).editor
    editor.select(0, 0)
    type_out(editor, "You should have told me ")
    person.qtbot.waitUntil(lambda: "Puts the blame on the client" in titles(person), timeout=3000)
    assert underlined(person)[0] == "You should have told me"
    better = screen_of(person).notes.findings[0].suggestion
    screen_of(person).tone.use(screen_of(person).notes.findings[0])
    assert editor.text() == f"{better} Dear Mrs Whitcombe,\n\nThe lining is new.\n"


def test_a_sentence_begun_after_the_salutation_leaves_it_where_it_is(wrote: Callable[..., Person]) -> None:
    person = wrote("The lining is new.")
    editor = screen_of(person).editor
    end = len("Dear Mrs Whitcombe,")
    editor.select(end, end)
    type_out(editor, " you should have told me that it was for the mountains.")
    person.qtbot.waitUntil(lambda: "Puts the blame on the client" in titles(person), timeout=3000)
    finding = screen_of(person).notes.findings[0]
    screen_of(person).tone.use(finding)
    assert editor.text() == f"Dear Mrs Whitcombe, {finding.suggestion}\n\nThe lining is new.\n"


def test_a_day_in_a_better_sentence_is_an_example_and_waits_to_be_typed_over(wrote: Callable[..., Person]) -> None:
    soon = "You will have it as soon as possible."
    person = wrote(soon)
    better = screen_of(person).notes.findings[0].suggestion
    (dated,) = check(better, phrases("en"))
    person.click(f"Use this: {better}".replace("\xa0", " "))
    editor = screen_of(person).editor
    assert better in editor.text()
    assert editor.textCursor().selectedText() == dated.matched
    assert "2026" in dated.matched


def test_notes_never_hold_a_letter_back(wrote: Callable[..., Person], book: Book) -> None:
    person = wrote(BLAMES, LAST)
    person.click("Issue and print")
    assert book.letters.count() == 1
    assert book.letters.drafts() == []


def test_good_things_of_one_kind_share_a_note(wrote: Callable[..., Person]) -> None:
    person = wrote(DATED, "On Friday 17 April I will ring you.")
    assert titles(person) == ["The promise has a day"]
    assert len(underlined(person)) == 2
    assert screen_of(person).footer.state.text() == ""


def test_a_screen_reader_is_told_what_each_note_says(wrote: Callable[..., Person]) -> None:
    person = wrote(BLAMES)
    names = {one.accessibleName() for one in screen_of(person).notes.findChildren(QWidget)}
    assert f"Puts the blame on the client. {a_better(BLAMES)}" in names


def test_every_category_has_its_title() -> None:
    assert all(tone_title(category) for category in Category)


@pytest.mark.usefixtures("dressed")
def test_the_notes_come_below_the_text_where_there_is_no_room_beside(
    wrote: Callable[..., Person], qtbot: QtBot
) -> None:
    person = wrote(BLAMES)
    screen = screen_of(person)
    beside = screen.notes.mapTo(screen, screen.notes.rect().topLeft())
    assert beside.x() > screen.editor.mapTo(screen, screen.editor.rect().topRight()).x()
    alone = LetterScreen(screen._desk)
    qtbot.addWidget(alone)
    alone.resize(780, 700)
    alone.show_record(screen.record)
    alone.show()
    below = alone.notes.mapTo(alone, alone.notes.rect().topLeft())
    assert below.y() > alone.editor.mapTo(alone, alone.editor.rect().bottomLeft()).y()
