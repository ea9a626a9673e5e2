"""Writing, issuing, printing and saving letters as the owner does it, and what the book holds afterwards."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from evenhand import actions
from evenhand.domain.money import Money
from evenhand.domain.records import (
    Cause,
    Client,
    LetterDraft,
    Letterhead,
    LetterKind,
    Order,
    Owner,
    Responsibility,
)
from evenhand.letters import preview
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed
from evenhand.ui import printing
from evenhand.ui.desk import Desk, Place
from evenhand.ui.letter_screen import LetterScreen
from evenhand.ui.letters_screen import LettersScreen, Shown
from evenhand.ui.printing import Print, Printed, draw_on
from person import type_out

TODAY = date(2026, 11, 10)


@dataclass
class Seat:
    """A desk to sit at, with what was said and where it went."""

    book: Book
    said: list[str] = field(default_factory=list)
    gone: list[tuple[Place, int]] = field(default_factory=list)
    offered: Callable[[], object] | None = None

    def _say(
        self, text: str, action: str = "", on_action: Callable[[], object] | None = None, *, failed: bool = False
    ) -> None:
        self.said.append(text)
        self.offered = on_action

    def __post_init__(self) -> None:
        self.desk = Desk(
            self.book,
            lambda: TODAY,
            lambda place, id: self.gone.append((place, id)),
            self._say,
        )


@pytest.fixture
def at(book: Book) -> Seat:
    heads = (("en", "Linden Tailoring", "Mara Linden"), ("ru", "Ателье Линден", "Мара Линден"))
    book.owner.save(
        Owner(
            tuple(
                Letterhead(code, name, owner, address_lines=("14 Larch Yard", "Bath")) for code, name, owner in heads
            ),
            country="GB",
            currency="EUR",
        )
    )
    return Seat(book)


def a_draft(book: Book, kind: LetterKind, name: str = "Priya Raman", code: str = "en") -> LetterDraft:
    """The draft of a letter in a new case: a bonus of 72 euros, or 150 euros back."""
    client = book.clients.add(
        Client(0, name, salutation=f"Dear {name},", address_lines=("8 Walcot Terrace", "Bath"), language=code)
    )
    order = Order(0, client.id, book.orders.next_number(2026), date(2026, 10, 1), "a field jacket",
                  Money(720, "EUR"), Money(720, "EUR"))  # fmt: skip
    case = actions.open_case(
        book,
        order_id=book.orders.add(order).id,
        title="The zip",
        words="The zip gave way on the first walk.",
        received_on=date(2026, 11, 5),
        cause=Cause.PRODUCT,
        responsibility=Responsibility.OURS,
        operation_id=f"case {name}",
    )
    if kind is LetterKind.BONUS:
        actions.choose_bonus(book, case_id=case.id, share=Decimal("0.10"), months=3, round_to=None, today=TODAY)
    else:
        actions.choose_refund(
            book, case_id=case.id, amount=Money(150, "EUR"), method="your card", pay_by=date(2026, 11, 20), today=TODAY
        )
    return actions.start_letter(book, case_id=case.id, kind=kind, language=code, today=TODAY)


def composer(at: Seat, draft: LetterDraft, qtbot: QtBot) -> LetterScreen:
    screen = LetterScreen(at.desk)
    qtbot.addWidget(screen)
    screen.resize(1068, 770)
    screen.show_record(draft.id)
    screen.show()
    drawn(screen, qtbot)
    return screen


def drawn(screen: LetterScreen, qtbot: QtBot) -> None:
    """Waits until the page beside the text is the present one."""
    qtbot.waitUntil(lambda: not screen.page.is_drawing(), timeout=10_000)


def choose(combo: QComboBox, text: str, qtbot: QtBot) -> None:
    """Opens the list and goes to the entry by its first letters, as one does with the keyboard."""
    row = combo.findText(text)
    assert row >= 0
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down) if row > combo.currentIndex() else qtbot.keyClick(combo, Qt.Key.Key_Up)
    while combo.currentIndex() != row:
        before = combo.currentIndex()
        qtbot.keyClick(combo, Qt.Key.Key_Down if row > before else Qt.Key.Key_Up)
        assert combo.currentIndex() != before


def text_of(pdf: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    found = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(found.split())


def no_printer(monkeypatch: pytest.MonkeyPatch, save_as: Path | None = None) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    answer = (str(save_as) if save_as else "", "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_args, **_more: answer))


def test_a_typed_sentence_is_in_the_book_without_pressing_save(at: Seat, qtbot: QtBot) -> None:
    draft = a_draft(at.book, LetterKind.BONUS)
    screen = composer(at, draft, qtbot)
    qtbot.keyClicks(screen.editor, "I thought of you. ")
    qtbot.waitUntil(lambda: "I thought of you." in at.book.letters.draft(draft.id).body, timeout=3000)
    assert at.book.letters.draft(draft.id).edited
    assert screen.header.line.text().startswith("Draft · saved ")


def test_leaving_saves_what_was_typed_a_moment_ago(at: Seat, qtbot: QtBot) -> None:
    draft = a_draft(at.book, LetterKind.BONUS)
    screen = composer(at, draft, qtbot)
    qtbot.keyClicks(screen.subject, "!")
    screen.leave()
    assert at.book.letters.draft(draft.id).subject.endswith("!")


def test_a_draft_that_cannot_be_saved_says_so_and_keeps_the_text(
    at: Seat, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = a_draft(at.book, LetterKind.BONUS)
    screen = composer(at, draft, qtbot)

    def fail(_draft: LetterDraft) -> LetterDraft:
        raise StorageFailed("disk_full")

    monkeypatch.setattr(at.book.letters, "save_draft", fail)
    qtbot.keyClicks(screen.editor, "Kept. ")
    screen.save_draft()
    assert "not saved" in screen.header.line.text()
    assert "disk is full" in screen.header.line.text()
    assert screen.editor.text().startswith("Kept. ")
    monkeypatch.undo()
    screen.save_draft()
    assert at.book.letters.draft(draft.id).body.startswith("Kept. ")


def test_an_untouched_text_follows_the_language(at: Seat, qtbot: QtBot) -> None:
    draft = a_draft(at.book, LetterKind.BONUS)
    screen = composer(at, draft, qtbot)
    choose(screen.fields.language, "Русский", qtbot)
    kept = at.book.letters.draft(draft.id)
    assert kept.language == "ru"
    assert "2026 г." in kept.body.replace("\u00a0", " ")
    assert not kept.edited
    assert not screen.anew.isVisible()


def test_my_own_text_is_kept_when_the_language_changes_and_the_other_is_offered(at: Seat, qtbot: QtBot) -> None:
    draft = a_draft(at.book, LetterKind.BONUS)
    screen = composer(at, draft, qtbot)
    qtbot.keyClicks(screen.editor, "My own words. ")
    choose(screen.fields.language, "Русский", qtbot)
    assert screen.editor.text().startswith("My own words. ")
    assert screen.anew.text() == "Take the Russian text instead"
    qtbot.mouseClick(screen.anew, Qt.MouseButton.LeftButton)
    assert "My own words" not in screen.editor.text()
    screen.leave()
    assert "2026 г." in at.book.letters.draft(draft.id).body.replace("\u00a0", " ")
    screen.editor.undo()
    assert screen.editor.text().startswith("My own words. ")


def test_one_undo_brings_back_the_subject_with_the_text_and_one_redo_takes_both_again(at: Seat, qtbot: QtBot) -> None:
    draft = a_draft(at.book, LetterKind.BONUS)
    screen = composer(at, draft, qtbot)
    type_out(screen.editor, "My own words. ")
    choose(screen.fields.language, "Русский", qtbot)
    mine = screen.subject.text(), screen.editor.text()
    qtbot.mouseClick(screen.anew, Qt.MouseButton.LeftButton)
    russian = screen.subject.text(), screen.editor.text()
    assert russian[0] != mine[0]
    for here in (screen.editor, screen.subject):
        qtbot.keyClick(here, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert (screen.subject.text(), screen.editor.text()) == mine
        assert screen.anew.text() == "Take the Russian text instead"
        screen.leave()
        kept = at.book.letters.draft(draft.id)
        assert (kept.subject, kept.body, kept.written_language) == (*mine, "en")
        qtbot.keyClick(here, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
        assert (screen.subject.text(), screen.editor.text()) == russian
        assert screen.anew.text() == "Text from the figures anew"
        screen.leave()
        kept = at.book.letters.draft(draft.id)
        assert (kept.subject, kept.body, kept.written_language) == (*russian, "ru")


def test_a_subject_changed_since_stays_mine_when_the_text_is_undone(at: Seat, qtbot: QtBot) -> None:
    draft = a_draft(at.book, LetterKind.BONUS)
    screen = composer(at, draft, qtbot)
    type_out(screen.editor, "My own words. ")
    choose(screen.fields.language, "Русский", qtbot)
    qtbot.mouseClick(screen.anew, Qt.MouseButton.LeftButton)
    type_out(screen.subject, "!")
    changed = screen.subject.text()
    screen.editor.undo()
    assert screen.editor.text().startswith("My own words. ")
    assert screen.subject.text() == changed


def test_new_figures_in_the_case_change_an_untouched_text_and_spare_a_written_one(at: Seat, qtbot: QtBot) -> None:
    draft = a_draft(at.book, LetterKind.BONUS)
    assert draft.case_id is not None
    screen = composer(at, draft, qtbot)
    twice = {"case_id": draft.case_id, "months": 3, "round_to": None, "today": TODAY}
    actions.choose_bonus(at.book, share=Decimal("0.20"), **twice)  # type: ignore[arg-type]
    screen.refresh()
    assert screen.fields.first.text() == "€144"
    assert "€144" in screen.editor.text()

    qtbot.keyClicks(screen.editor, "My own words. ")
    actions.choose_bonus(at.book, share=Decimal("0.30"), **twice)  # type: ignore[arg-type]
    screen.refresh()
    assert screen.fields.first.text() == "€216"
    assert "My own words. " in screen.editor.text()
    assert screen.anew.text() == "Text from the figures anew"
    qtbot.mouseClick(screen.anew, Qt.MouseButton.LeftButton)
    assert "€216" in screen.editor.text()


def test_the_page_beside_the_text_is_the_page_that_is_issued(
    at: Seat, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_printer(monkeypatch)
    draft = a_draft(at.book, LetterKind.REFUND)
    screen = composer(at, draft, qtbot)
    shown: list[bytes] = []
    screen.page.drawn.connect(lambda pdf: shown.append(bytes(pdf)))
    qtbot.keyClicks(screen.editor, "Thank you for telling me. ")
    drawn(screen, qtbot)
    assert "Thank you for telling me." in text_of(shown[-1])
    screen.issue()
    issued = text_of(at.book.letters.pdf(at.gone[-1][1]))
    assert "Thank you for telling me." in issued
    assert "€150" in issued
    assert "R-2026-0001" in issued
    assert "R-2026-0001" not in text_of(shown[-1])


def test_issuing_twice_in_a_row_makes_one_letter_with_the_first_number(
    at: Seat, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_printer(monkeypatch)
    draft = a_draft(at.book, LetterKind.REFUND)
    screen = composer(at, draft, qtbot)
    assert screen.page.foot.text() == "Issuing gives it number R-2026-0001 and locks the text."
    for _click in range(2):
        qtbot.mouseClick(screen.issue_button, Qt.MouseButton.LeftButton)
    assert [row.letter.number for row in at.book.letters.rows()] == ["R-2026-0001"]
    letter = at.book.letters.rows()[0].letter
    assert at.gone == [(Place.LETTERS, letter.id)]
    assert at.book.letters.drafts() == []
    assert hashlib.sha256(at.book.letters.pdf(letter.id)).hexdigest() == letter.sha256


def test_a_letter_to_one_client_is_never_taken_for_the_one_before(
    at: Seat, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_printer(monkeypatch)
    screen = composer(at, a_draft(at.book, LetterKind.BONUS), qtbot)
    screen.issue()
    second = a_draft(at.book, LetterKind.BONUS, name="Third Person")  # its draft may get the id of the first
    screen.show_record(second.id)
    drawn(screen, qtbot)
    screen.issue()
    names = {row.letter.number: row.client_name for row in at.book.letters.rows()}
    assert names == {"B-2026-0001": "Priya Raman", "B-2026-0002": "Third Person"}


def test_a_draft_that_cannot_be_saved_is_not_left_for_another(
    at: Seat, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = composer(at, a_draft(at.book, LetterKind.BONUS), qtbot)
    other = a_draft(at.book, LetterKind.REFUND, name="Third Person")

    def full(_draft: LetterDraft) -> LetterDraft:
        raise StorageFailed("disk_full")

    monkeypatch.setattr(at.book.letters, "save_draft", full)
    qtbot.keyClicks(screen.editor, "One more word.")
    screen.show_record(other.id)
    assert screen.leave() is False
    assert screen.record != other.id
    assert "One more word." in screen.editor.text()


def test_a_draft_is_thrown_away_and_had_back(at: Seat, qtbot: QtBot) -> None:
    screen = composer(at, a_draft(at.book, LetterKind.BONUS), qtbot)
    qtbot.keyClicks(screen.editor, "One more word.")
    screen.throw_away()
    assert at.book.letters.drafts() == []
    assert at.said[-1] == "The draft is thrown away."
    assert at.offered is not None
    at.offered()
    (row,) = at.book.letters.drafts()
    assert "One more word." in row.draft.body
    assert at.gone[-1] == (Place.LETTER, row.draft.id)


def test_issuing_a_bonus_letter_brings_the_bonus_with_its_code(
    at: Seat, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_printer(monkeypatch)
    screen = composer(at, a_draft(at.book, LetterKind.BONUS), qtbot)
    qtbot.keyClick(screen.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [row] = at.book.bonuses.rows()
    assert row.left == Money(72, "EUR")
    assert row.bonus.code in text_of(at.book.letters.pdf(row.bonus.letter_id))


def test_a_character_without_a_letter_shape_is_named_and_keeps_the_letter_from_being_issued(
    at: Seat, qtbot: QtBot
) -> None:
    draft = a_draft(at.book, LetterKind.REFUND)
    screen = composer(at, draft, qtbot)
    type_out(screen.editor, "Thank you 😀 ")
    qtbot.waitUntil(lambda: "😀" in screen.page.note.text(), timeout=10_000)
    assert screen.footer.state.text() == "1 to look at"
    screen.issue()
    assert "😀" in screen.page.note.text()
    assert at.book.letters.count() == 0
    assert screen.editor.text().startswith("Thank you 😀 ")
    assert at.book.letters.draft(draft.id).body.startswith("Thank you 😀 ")
    screen.editor.undo()
    qtbot.waitUntil(lambda: not screen.page.note.text(), timeout=10_000)
    assert screen.footer.state.text() == ""


def test_a_bonus_that_ran_out_while_drafting_is_told_before_it_is_issued(at: Seat, qtbot: QtBot) -> None:
    draft = a_draft(at.book, LetterKind.BONUS)
    later = Desk(at.book, lambda: date(2027, 6, 1), at.desk.go, at.desk.say)
    at.desk = later
    screen = composer(at, draft, qtbot)
    screen.issue()
    assert screen.page.note.text() == "That day has passed. Choose today or a later day."
    assert screen.issue_button.isEnabled()
    assert at.book.letters.count() == 0


@dataclass
class Night:
    """A clock that can be set to the next day."""

    day: date = TODAY

    def pass_(self, at: Seat) -> Seat:
        at.desk = Desk(at.book, lambda: self.day, at.desk.go, at.desk.say)
        return at


def words(screen: LetterScreen) -> str:
    return screen.editor.text().replace("\u00a0", " ")


def test_a_draft_left_open_overnight_carries_the_new_day(at: Seat, qtbot: QtBot) -> None:
    draft, night = a_draft(at.book, LetterKind.BONUS), Night()
    screen = composer(night.pass_(at), draft, qtbot)
    assert "10 February 2027" in words(screen)
    night.day = date(2026, 11, 11)
    screen.show_record(draft.id)
    assert "11 February 2027" in words(screen)


def test_a_letter_issued_after_midnight_says_the_day_that_it_carries(
    at: Seat, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evenhand.ui.letter_screen.print_letter", lambda *_a: None)
    draft, night = a_draft(at.book, LetterKind.BONUS), Night()
    screen = composer(night.pass_(at), draft, qtbot)
    night.day = date(2026, 11, 11)
    screen.issue()
    (row,) = at.book.letters.rows()
    assert row.issued_on == night.day
    assert "11 February 2027" in at.book.letters.get(row.id).body.replace("\u00a0", " ")


def test_a_text_of_my_own_is_not_issued_after_midnight_before_i_saw_what_changed(at: Seat, qtbot: QtBot) -> None:
    draft, night = a_draft(at.book, LetterKind.BONUS), Night()
    screen = composer(night.pass_(at), draft, qtbot)
    type_out(screen.editor, "My own words. ")
    night.day = date(2026, 11, 11)
    screen.issue()
    assert at.book.letters.count() == 0
    assert screen.pane._offer.text() == "What the letter states has changed. Your text is kept."
    screen.take_text_anew()
    assert "11 February 2027" in words(screen)


def test_a_text_too_long_for_a_page_says_that_it_runs_to_two(at: Seat, qtbot: QtBot) -> None:
    screen = composer(at, a_draft(at.book, LetterKind.REFUND), qtbot)
    QApplication.clipboard().setText("\n\n".join(["A whole paragraph of words for Priya, and then some more."] * 25))
    screen.editor.paste()
    drawn(screen, qtbot)
    assert screen.page.note.text() == "Runs to 2 pages."
    assert screen.page.pages == 2


def test_pasted_text_is_plain(at: Seat, qtbot: QtBot) -> None:
    from PySide6.QtCore import QMimeData

    screen = composer(at, a_draft(at.book, LetterKind.REFUND), qtbot)
    mime = QMimeData()
    mime.setHtml("<p style='color:red'><b>Bold</b>\tred</p>")
    mime.setText("Bold\tred\r\nand\x0b more")
    screen.editor.insertFromMimeData(mime)
    assert screen.editor.text().startswith("Bold red\nand more")


def test_no_break_spaces_survive_in_the_editor(at: Seat, qtbot: QtBot) -> None:
    screen = composer(at, a_draft(at.book, LetterKind.REFUND), qtbot)
    screen.editor.set_text("1\u00a0250\u00a0lei\n\nend")
    assert screen.editor.text() == "1\u00a0250\u00a0lei\n\nend"


def issued(at: Seat, kind: LetterKind = LetterKind.REFUND, name: str = "Priya Raman") -> int:
    draft = a_draft(at.book, kind, name)
    return actions.issue_letter(at.book, draft=draft, operation_id=f"issue {name}", issued_on=TODAY).id


def letters(at: Seat, qtbot: QtBot) -> LettersScreen:
    screen = LettersScreen(at.desk)
    qtbot.addWidget(screen)
    screen.resize(1068, 770)
    screen.show()
    return screen


def shown(screen: LettersScreen) -> list[list[str]]:
    model = screen.model
    return [[model.index(row, column).data() for column in range(6)] for row in range(model.rowCount())]


def test_a_saved_copy_is_the_books_own_bytes_each_time(
    at: Seat, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    id_ = issued(at)
    screen = letters(at, qtbot)
    screen.show_record(id_)
    no_printer(monkeypatch, tmp_path / "copy")
    qtbot.mouseClick(screen.letter.save_button, Qt.MouseButton.LeftButton)
    assert (tmp_path / "copy.pdf").read_bytes() == at.book.letters.pdf(id_)
    assert at.said == ["Saved copy.pdf."]
    screen.save_copy()
    assert (tmp_path / "copy.pdf").read_bytes() == at.book.letters.pdf(id_)


def test_a_copy_that_cannot_be_written_says_why(
    at: Seat, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    screen = letters(at, qtbot)
    screen.show_record(issued(at))
    no_printer(monkeypatch, tmp_path / "no such folder" / "copy.pdf")
    screen.save_copy()
    assert len(at.said) == 1
    assert "Saved" not in at.said[0]


def test_without_a_printer_the_letter_is_offered_as_a_file(
    at: Seat, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    id_ = issued(at)
    screen = letters(at, qtbot)
    screen.show_record(id_)
    no_printer(monkeypatch, tmp_path / "letter.pdf")
    screen.print_letter()
    assert at.said == ["Printed nothing. The letter is saved as PDF."]
    assert (tmp_path / "letter.pdf").read_bytes() == at.book.letters.pdf(id_)


def test_without_a_printer_a_file_that_cannot_be_written_says_why(
    at: Seat, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    screen = letters(at, qtbot)
    screen.show_record(issued(at))
    no_printer(monkeypatch, tmp_path / "no such folder" / "letter.pdf")
    screen.save_copy()
    screen.print_letter()
    assert at.said[0] == at.said[1]
    assert "folder" in at.said[0]
    no_printer(monkeypatch)
    screen.print_letter()
    assert at.said[2:] == ["Printed nothing: there is no printer. The letter is kept here."]


def test_the_printer_is_given_the_books_own_bytes(at: Seat, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    id_ = issued(at)
    given: list[bytes] = []

    def take(_parent: object, pdfs: list[bytes], _name: str, _medium: str) -> Print:
        given.extend(pdfs)
        return Print(Printed.YES, "Office")

    monkeypatch.setattr(printing, "print_pdf", take)
    screen = letters(at, qtbot)
    screen.show_record(id_)
    qtbot.mouseClick(screen.letter.print_button, Qt.MouseButton.LeftButton)
    assert given == [at.book.letters.pdf(id_)]
    assert at.said == ["R-2026-0001 went to the printer."]


def ink(pdf: bytes, page: int = 0) -> tuple[float, float, float, float]:
    """The box that holds all that isn't white, in millimetres."""
    from PIL import Image, ImageOps

    wide, _high = preview.page_sizes(pdf)[page]
    found = preview.render(pdf, page, round(wide * 200 / 72))
    picture = Image.frombuffer("RGB", (found.width, found.height), found.pixels, "raw", "BGRX", found.stride, 1)
    box = ImageOps.invert(picture.convert("L")).point(lambda value: 255 if value > 40 else 0).getbbox()
    assert box is not None
    left, top, right, bottom = (edge / 200 * 25.4 for edge in box)
    return left, top, right, bottom


def test_a_print_keeps_every_millimetre_of_the_page(at: Seat, tmp_path: Path) -> None:
    pdf = at.book.letters.pdf(issued(at, LetterKind.BONUS))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "print.pdf"))
    assert draw_on(printer, [pdf]) is Printed.YES
    printed = (tmp_path / "print.pdf").read_bytes()
    assert len(preview.page_sizes(printed)) == 1
    for was, now in zip(ink(pdf), ink(printed), strict=True):
        assert abs(was - now) <= 0.3


def test_the_list_holds_drafts_and_issued_letters_and_finds_by_client_or_number(at: Seat, qtbot: QtBot) -> None:
    issued(at, LetterKind.REFUND, "Анна Петрова")
    draft = a_draft(at.book, LetterKind.BONUS)
    screen = letters(at, qtbot)
    assert shown(screen) == [
        ["Draft", "Bonus", "Priya Raman", "a field jacket", "", "€72"],
        ["R-2026-0001", "Refund", "Анна Петрова", "a field jacket", "10\u00a0Nov", "€150"],
    ]
    qtbot.mouseClick(screen.filter.buttons()[list(Shown).index(Shown.ISSUED)], Qt.MouseButton.LeftButton)
    assert [row[0] for row in shown(screen)] == ["R-2026-0001"]
    qtbot.mouseClick(screen.filter.buttons()[0], Qt.MouseButton.LeftButton)
    screen.focus_search()
    type_out(screen.search, "петр")
    assert [row[2] for row in shown(screen)] == ["Анна Петрова"]
    screen.search.clear()
    type_out(screen.search, "r-2026")
    assert [row[0] for row in shown(screen)] == ["R-2026-0001"]
    screen.search.clear()
    type_out(screen.search, "priya")
    screen.table.selectRow(0)
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    assert at.gone == [(Place.LETTER, draft.id)]
    type_out(screen.search, "nobody")
    assert screen.nothing.text() == "No letter with “priyanobody”."


def test_a_voided_letter_stays_in_the_list_and_says_so(at: Seat, qtbot: QtBot) -> None:
    id_ = issued(at)
    actions.void_letter(at.book, letter_id=id_, reason="Wrong sum", voided_on=TODAY, operation_id="void")
    screen = letters(at, qtbot)
    assert shown(screen)[0][1] == "Refund, voided"
    screen.show_record(id_)
    assert screen.letter.voided.text.text() == "Voided on 10\u00a0November\u00a02026. Wrong sum"
    assert screen.record == id_
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    assert screen.record == 0


def test_an_empty_list_says_where_letters_come_from(at: Seat, qtbot: QtBot) -> None:
    screen = letters(at, qtbot)
    assert screen.empty.isVisible()
    assert screen.empty.title.text() == "No letters yet."


def test_every_row_of_a_long_list_is_its_own_letter(at: Seat, qtbot: QtBot) -> None:
    letter = at.book.letters.get(issued(at))
    with at.book.transaction():
        for number in range(250):
            _series, sequence, text = at.book.letters.next_number(letter.kind, 2026)
            at.book.letters.issue_row(
                replace(letter, id=0, number=text),
                sequence=sequence,
                pdf=b"%PDF-1.4",
                operation_id=f"many {number}",
                app_version="1",
                template_version="1",
            )
    screen = letters(at, qtbot)
    assert [row[0] for row in shown(screen)] == [f"R-2026-{number:04d}" for number in range(251, 0, -1)]


@pytest.mark.parametrize("wide", [1068, 960])
@pytest.mark.usefixtures("dressed")
def test_the_screens_fit_the_narrowest_window(at: Seat, qtbot: QtBot, wide: int) -> None:
    screen = composer(at, a_draft(at.book, LetterKind.BONUS), qtbot)
    screen.resize(wide, 610)
    assert screen.minimumSizeHint().width() <= 960
    assert letters(at, qtbot).minimumSizeHint().width() <= 960
