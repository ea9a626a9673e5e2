import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

import books
from evenhand import translation
from evenhand.domain.records import Envelope, Letterhead, Owner, PaperSize
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed
from evenhand.ui.business_screen import BusinessScreen
from evenhand.ui.desk import Desk, Place
from person import type_out


@pytest.fixture
def gone() -> list[tuple[Place, int]]:
    return []


@pytest.fixture
def screen(qtbot: QtBot, book: Book, gone: list[tuple[Place, int]]) -> BusinessScreen:
    made = BusinessScreen(
        Desk(book, lambda: date(2026, 11, 22), lambda place, record: gone.append((place, record)), lambda *_a: None)
    )
    qtbot.addWidget(made)
    made.resize(860, 700)
    made.show()
    return made


def test_two_names_are_enough_to_begin(
    qtbot: QtBot, book: Book, screen: BusinessScreen, gone: list[tuple[Place, int]]
) -> None:
    qtbot.keyClicks(screen.form.business_name, "Linden Tailoring")
    qtbot.keyClick(screen.form.business_name, Qt.Key.Key_Tab)
    qtbot.keyClicks(screen.form.owner_name, "Mara Linden")
    qtbot.mouseClick(screen.open_button, Qt.MouseButton.LeftButton)
    owner = book.owner.get()
    assert owner is not None
    assert (owner.letterheads[0].business_name, owner.letterheads[0].owner_name) == ("Linden Tailoring", "Mara Linden")
    assert gone == [(Place.CLIENTS, 0)]


def test_without_a_name_it_says_which_and_goes_nowhere(
    qtbot: QtBot, book: Book, screen: BusinessScreen, gone: list[tuple[Place, int]]
) -> None:
    qtbot.keyClicks(screen.form.business_name, "Linden Tailoring")
    qtbot.mouseClick(screen.open_button, Qt.MouseButton.LeftButton)
    assert screen.form.fields["owner_name"].error()
    assert screen.form.fields["business_name"].error() is None
    assert (book.owner.get(), gone, screen.form.business_name.text()) == (None, [], "Linden Tailoring")


def _fill(qtbot: QtBot, screen: BusinessScreen) -> None:
    qtbot.keyClicks(screen.form.business_name, "Linden Tailoring")
    qtbot.keyClicks(screen.form.owner_name, "Mara Linden")
    qtbot.mouseClick(screen.open_button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("share", "0", "0.10"),
        ("share", "150 %", "0.10"),
        ("months", "0", "3"),
        ("months", "three", "3"),
        ("answer_days", "-1", "3"),
        ("round_to", "12,,5", "None"),
        ("round_to", "0", "None"),
        ("email", "mara.example.org", ""),
        ("hour_rate", "dear", "None"),
        ("hour_rate", "0", "None"),
        ("hour_rate", "1,234", "None"),
        ("hour_rate", "12 CHF", "None"),
        ("usual_margin", "0", "None"),
        ("usual_margin", "101", "None"),
        ("usual_margin", "much", "None"),
        ("touch_months", "0", "6"),
        ("touch_months", "61", "6"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_the_book_keeps_the_old(
    qtbot: QtBot, book: Book, screen: BusinessScreen, field: str, typed: str, kept: str
) -> None:
    _fill(qtbot, screen)
    editor = screen.form.fields[field].editor
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, typed)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert screen.form.fields[field].error()
    assert editor.text() == typed
    owner = book.owner.get()
    assert owner is not None
    stored = {"share": "bonus_share", "months": "bonus_months", "round_to": "bonus_round_to"}.get(field, field)
    value = getattr(owner, stored)
    assert str(value) in (kept, kept.rstrip("0"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (("1 234,50", "12,5 %", "12"), ("1234.50", "0.125", 12)),
        (("£18", "40", "3"), ("18", "0.4", 3)),
        (("", "", "6"), (None, None, 6)),
    ],
)
def test_the_hours_price_the_usual_margin_and_the_rhythm_of_greetings_are_kept(
    qtbot: QtBot,
    book: Book,
    screen: BusinessScreen,
    typed: tuple[str, str, str],
    kept: tuple[str | None, str | None, int],
) -> None:
    _fill(qtbot, screen)
    for name, text in zip(("hour_rate", "usual_margin", "touch_months"), typed, strict=True):
        editor = screen.form.fields[name].editor
        assert isinstance(editor, QLineEdit)
        editor.selectAll()
        qtbot.keyClick(editor, Qt.Key.Key_Delete)
        type_out(editor, text)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        assert screen.form.fields[name].error() is None
    owner = book.owner.get()
    assert owner is not None
    rate, margin, months = kept
    assert owner.hour_rate == (Decimal(rate) if rate else None)
    assert owner.usual_margin == (Decimal(margin) if margin else None)
    assert owner.touch_months == months
    again = BusinessScreen(Desk(book, lambda: date(2026, 11, 22), lambda *_a: None, lambda *_a: None))
    qtbot.addWidget(again)
    assert again.form.read(owner, "en") == owner


def test_each_language_has_a_letterhead_of_its_own(qtbot: QtBot, book: Book, screen: BusinessScreen) -> None:
    _fill(qtbot, screen)
    russian = screen.form.languages.buttons()[1]
    qtbot.mouseClick(russian, Qt.MouseButton.LeftButton)
    screen.form.business_name.selectAll()
    type_out(screen.form.business_name, "Мастерская Линден")
    qtbot.keyClick(screen.form.business_name, Qt.Key.Key_Return)
    owner = book.owner.get()
    assert owner is not None
    assert owner.letterhead("en").business_name == "Linden Tailoring"
    assert owner.letterhead("ru").business_name == "Мастерская Линден"
    assert owner.letterhead("hy").business_name == "Linden Tailoring"


def test_envelopes_and_paper_are_chosen_once_for_all_letters(qtbot: QtBot, book: Book, screen: BusinessScreen) -> None:
    _fill(qtbot, screen)
    before = book.owner.get()
    assert before is not None
    assert (before.envelope, before.paper) == (Envelope.LEFT_WINDOW, PaperSize.A4)
    for _press in range(2):
        qtbot.keyClick(screen.form.envelope, Qt.Key.Key_Down)
    qtbot.keyClick(screen.form.paper, Qt.Key.Key_Down)
    owner = book.owner.get()
    assert owner is not None
    assert (owner.envelope, owner.paper) == (Envelope.US_10, PaperSize.LETTER)
    again = BusinessScreen(Desk(book, lambda: date(2026, 11, 22), lambda *_a: None, lambda *_a: None))
    qtbot.addWidget(again)
    assert (again.form.envelope.currentText(), again.form.paper.currentText()) == (
        "US No. 10, window on the left",
        "US Letter",
    )


def test_sums_stand_in_words_too_where_that_is_the_habit_of_the_letterheads_language(
    qtbot: QtBot, book: Book, screen: BusinessScreen
) -> None:
    _fill(qtbot, screen)
    assert not screen.form.sums_in_words.isChecked()
    for number, language in enumerate(("ru", "ro", "hy"), 1):
        qtbot.mouseClick(screen.form.languages.buttons()[number], Qt.MouseButton.LeftButton)
        assert screen.form.sums_in_words.isChecked()
        qtbot.keyClicks(screen.form.role, "Mara")
        qtbot.keyClick(screen.form.role, Qt.Key.Key_Return)
        owner = book.owner.get()
        assert owner is not None
        assert owner.letterhead(language).language == language
        assert owner.letterhead(language).sums_in_words
        assert not owner.letterhead("en").sums_in_words
    qtbot.keyClick(screen.form.sums_in_words, Qt.Key.Key_Space)
    owner = book.owner.get()
    assert owner is not None
    assert [head.sums_in_words for head in owner.letterheads] == [False, True, True, False]


def test_a_first_letterhead_in_armenian_begins_with_sums_in_words(qtbot: QtBot, book: Book) -> None:
    translation.use("hy")
    made = BusinessScreen(Desk(book, lambda: date(2026, 11, 22), lambda *_a: None, lambda *_a: None))
    qtbot.addWidget(made)
    assert made.form.sums_in_words.isChecked()


def test_looking_at_the_form_saves_nothing(qtbot: QtBot, book: Book) -> None:
    book.owner.save(Owner(letterheads=(Letterhead("en", "Linden", "Mara"),), currency="EUR"))
    announced: list[object] = []
    book.changed = announced.append
    made = BusinessScreen(Desk(book, lambda: date(2026, 11, 22), lambda *_a: None, lambda *_a: None))
    qtbot.addWidget(made)
    made.show()
    for segment in made.form.languages.buttons():
        qtbot.mouseClick(segment, Qt.MouseButton.LeftButton)
    made.leave()
    assert announced == []


def test_a_logo_that_is_not_an_image_gets_one_sentence(
    qtbot: QtBot, book: Book, screen: BusinessScreen, tmp_path: Path
) -> None:
    _fill(qtbot, screen)
    text = tmp_path / "logo.png"
    text.write_text("not a picture")
    screen.form.logo.take_file(text)
    assert screen.form.logo.field.error() == "This file is not a PNG or JPEG picture. Choose another file."
    out = io.BytesIO()
    Image.new("RGB", (300, 100), "teal").save(out, "JPEG")
    text.write_bytes(out.getvalue())
    screen.form.logo.take_file(text)
    owner = book.owner.get()
    assert owner is not None
    assert owner.logo is not None
    assert owner.logo.startswith(b"\x89PNG")
    assert screen.form.logo.field.error() is None


def test_a_half_filled_letterhead_is_not_lost_to_another_language(
    qtbot: QtBot, screen: BusinessScreen, book: Book
) -> None:
    qtbot.keyClicks(screen.form.business_name, "Linden Tailoring")
    qtbot.mouseClick(screen.form.languages.buttons()[1], Qt.MouseButton.LeftButton)
    assert screen.form.business_name.text() == "Linden Tailoring"
    assert screen.form.languages.value() == "en"
    assert screen.form.fields["owner_name"].error()


def test_a_failed_save_says_so_and_keeps_what_was_typed(
    qtbot: QtBot, screen: BusinessScreen, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fill(qtbot, screen)

    def full(_owner: Owner) -> None:
        raise StorageFailed("disk_full")

    monkeypatch.setattr(book.owner, "save", full)
    qtbot.keyClicks(screen.form.tagline, "since 2016")
    qtbot.keyClick(screen.form.tagline, Qt.Key.Key_Return)
    assert screen.footer.state.text() == "The disk is full. Nothing was changed; free some space and try once more."
    assert screen.form.tagline.text() == "since 2016"


@pytest.fixture(scope="module")
def sample_book() -> Iterator[Book]:
    with books.sample() as book:
        yield book


@pytest.mark.parametrize("language", ["en", "ru", "ro", "hy"])
@pytest.mark.usefixtures("dressed")
def test_the_form_is_never_wider_than_its_place(qtbot: QtBot, sample_book: Book, language: str) -> None:
    translation.use(language)
    made = BusinessScreen(Desk(sample_book, lambda: date(2026, 11, 22), lambda *_a: None, lambda *_a: None))
    qtbot.addWidget(made)
    for width in (1068, 960):
        made.resize(width, 610)
        made.show()
        QApplication.processEvents()
        room = made.form.parentWidget().width()
        assert made.form.minimumSizeHint().width() <= room
