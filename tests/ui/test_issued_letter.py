"""What the owner does with an issued letter through the window, and what the book and the folders hold afterwards."""

import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

import tailor
from evenhand import actions
from evenhand.domain.bonus import balance
from evenhand.domain.comfort import Comfort, ComfortFlag
from evenhand.domain.records import Letter, LetterEvent, LetterEventKind, LetterKind, Order
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed
from evenhand.ui import printing
from evenhand.ui.desk import Place
from evenhand.ui.issued_letter import IssuedLetter
from evenhand.ui.letter_screen import LetterScreen
from evenhand.ui.mail_drafts import drafts_folder, forget_drafts
from evenhand.ui.main_window import MainWindow
from evenhand.ui.preferences import Preferences
from evenhand.ui.printing import Print, Printed
from person import Person

TODAY = tailor.TODAY
LINES = ("7 Hill Street", "Bath", "BA1 2QX")


@pytest.fixture
def shop(book: Book) -> Book:
    tailor.open_shop(book)
    [client] = [book.clients.get(id_) for id_ in book.clients.ids()]
    book.clients.save(replace(client, address_lines=LINES, email="jane@example.org"))
    return book


@pytest.fixture
def owner(qtbot: QtBot, shop: Book, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Person]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    window = MainWindow(shop, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield Person(qtbot, window)
    for box in window.findChildren(QMessageBox):
        box.close()


def issued(book: Book, kind: LetterKind = LetterKind.REFUND, name: str = "issue") -> Letter:
    case = tailor.open_case(book, name=f"case {name}")
    {LetterKind.REFUND: tailor.refund, LetterKind.BONUS: tailor.bonus, LetterKind.GIFT: tailor.gift}[kind](book, case)
    return tailor.issue(book, case, kind, name)


def window_of(owner: Person) -> MainWindow:
    assert isinstance(owner.screen, MainWindow)
    return owner.screen


def opened(owner: Person, letter: Letter) -> IssuedLetter:
    window_of(owner).go(Place.LETTERS, letter.id)
    shown: IssuedLetter = window_of(owner).screen_in_view.letter
    owner.qtbot.waitUntil(lambda: not shown.page.is_drawing(), timeout=10_000)
    return shown


def command(owner: Person, menu: str, text: str) -> QAction:
    """A command of the menu bar, as it stands when its menu has been opened."""
    bar = window_of(owner).menuBar()
    for each in bar.findChildren(QMenu):
        if each.title().replace("&", "") == menu:
            each.aboutToShow.emit()
            return next(action for action in each.actions() if action.text() == text)
    raise AssertionError(menu)


def of_dots(owner: Person, shown: IssuedLetter) -> dict[str, QAction]:
    """The menu behind the dots."""
    menu = shown.more.menu()
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions() if action.text()}


def said(owner: Person) -> str:
    return window_of(owner)._toast.text()


def happened(book: Book, letter: Letter) -> list[tuple[LetterEventKind, str]]:
    return [(event.kind, event.note) for event in book.letters.events(letter.id)]


def texts(owner: Person) -> str:
    return " ".join(label.text() for label in owner.seen.findChildren(QLabel) if label.isVisible())


def on_printer(monkeypatch: pytest.MonkeyPatch, done: Printed = Printed.YES) -> list[bytes]:
    """A printer called Office that takes what it's given."""
    given: list[bytes] = []

    def take(_parent: object, pdfs: list[bytes], *_more: object) -> Print:
        given.extend(pdfs)
        return Print(done, "Office")

    monkeypatch.setattr(printing, "print_pdf", take)
    return given


def mail_program(monkeypatch: pytest.MonkeyPatch, *, takes: bool = True) -> list[Path]:
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return takes

    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(open_url))
    return opened


# Voiding, and what takes a void letter's place


def test_a_letter_is_voided_with_a_reason_and_its_bonus_with_it(owner: Person, shop: Book) -> None:
    letter = issued(shop, LetterKind.BONUS)
    pdf = shop.letters.pdf(letter.id)
    shown = opened(owner, letter)
    assert command(owner, "Letter", "Void the letter").isEnabled()
    of_dots(owner, shown)["Void the letter"].trigger()
    bonus = shop.bonuses.of_letter(letter.id)
    assert bonus is not None
    assert f"Its bonus {bonus.code} of £7.50 is cancelled and can't be used any more." in texts(owner)
    assert "Its number is not used again." in texts(owner)
    owner.click("Void the letter")
    assert owner.error("Why it is void") == "Say why the letter is void."
    assert shop.letters.get(letter.id).voided_on is None
    owner.write("Why it is void", "The wrong sum")
    owner.click("Void the letter")
    void = shop.letters.get(letter.id)
    assert (void.voided_on, void.void_reason) == (TODAY, "The wrong sum")
    assert not balance(bonus, shop.bonuses.ledger(bonus.id))
    assert shop.letters.pdf(letter.id) == pdf
    assert shown.voided.text.text() == "Voided on 2\u00a0April\u00a02026. The wrong sum"
    assert shown.page.paper.accessibleDescription() == "Void"
    assert shown.print_button.isHidden()
    assert said(owner) == "B-2026-0001 is void."
    assert not command(owner, "Letter", "Void the letter").isEnabled()
    assert "Void the letter" not in of_dots(owner, shown)


def test_voiding_says_whether_the_client_still_counts_as_answered(owner: Person, shop: Book) -> None:
    first = issued(shop, LetterKind.GIFT)
    of_dots(owner, opened(owner, first))["Void the letter"].trigger()
    assert "The client then counts as not answered yet." in texts(owner)
    owner.click("Leave it")
    case = shop.cases.get(first.case_id or 0)
    draft = tailor.drafted(shop, case, LetterKind.APOLOGY)
    actions.issue_letter(shop, draft=draft, operation_id="second", issued_on=tailor.LATER)
    of_dots(owner, opened(owner, first))["Void the letter"].trigger()
    said_now = texts(owner).replace("\u00a0", " ")
    assert "The client then counts as answered on 16 April 2026, by the next letter." in said_now


def test_what_is_used_of_a_bonus_is_told_before_its_letter_is_voided(owner: Person, shop: Book) -> None:
    letter = issued(shop, LetterKind.BONUS)
    bonus = shop.bonuses.of_letter(letter.id)
    assert bonus is not None
    order = shop.orders.add(Order(0, letter.client_id, "2026-0200", TODAY, "a skirt", tailor.PAID, tailor.PAID))
    used = tailor.pounds("2.50")
    actions.redeem_bonus(shop, bonus_id=bonus.id, order_id=order.id, amount=used, on=TODAY, operation_id="a part")
    opened(owner, letter)
    command(owner, "Letter", "Void the letter").trigger()
    assert "is cancelled. £2.50 of it are used already, and stay so." in texts(owner)
    owner.click("Leave it")
    rest = tailor.pounds("5.00")
    actions.redeem_bonus(shop, bonus_id=bonus.id, order_id=order.id, amount=rest, on=TODAY, operation_id="the rest")
    command(owner, "Letter", "Void the letter").trigger()
    assert "of £7.50 is used up already. That stays as it is." in texts(owner)
    owner.click("Leave it")
    assert shop.letters.get(letter.id).voided_on is None


def test_the_refund_of_a_void_letter_is_told_to_be_stated_nowhere(owner: Person, shop: Book) -> None:
    opened(owner, issued(shop))
    command(owner, "Letter", "Void the letter").trigger()
    assert "The refund of £72.50 is then stated by no letter. A replacement can state it." in texts(owner)
    owner.click("Leave it")


def test_what_was_written_on_why_is_not_lost_by_a_stray_escape(owner: Person, shop: Book) -> None:
    letter = issued(shop)
    opened(owner, letter)
    command(owner, "Letter", "Void the letter").trigger()
    owner.write("Why it is void", "Half a rea")
    owner.click("Leave it")
    owner.click("Keep writing")
    owner.write("Why it is void", "Half a reason, made whole")
    owner.click("Void the letter")
    assert shop.letters.get(letter.id).void_reason == "Half a reason, made whole"


def test_a_void_letter_and_the_one_in_its_place_point_at_each_other(
    owner: Person, shop: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_printer(monkeypatch)
    letter = issued(shop)
    shown = opened(owner, letter)
    command(owner, "Letter", "Void the letter").trigger()
    owner.write("Why it is void", "The wrong day")
    owner.click("Void the letter")
    assert shown.replacement_button.isHidden()
    owner.click("Write a replacement")
    composer = window_of(owner).screen_in_view
    assert isinstance(composer, LetterScreen)
    [row] = shop.letters.drafts()
    assert (composer.record, row.draft.replaces_id) == (row.draft.id, letter.id)
    owner.qtbot.waitUntil(lambda: not composer.page.is_drawing(), timeout=10_000)
    composer.issue()
    after = shop.letters.replacement_of(letter.id)
    assert after is not None
    owner.click("In place of R-2026-0001")
    assert window_of(owner).screen_in_view.record == letter.id
    assert not command(owner, "Letter", "Write a replacement").isEnabled()
    assert "2\u00a0April\u00a02026: replaced by R-2026-0002" in shown.history.text()
    owner.click("Replaced by R-2026-0002")
    assert window_of(owner).screen_in_view.record == after.id


def test_a_void_letter_asks_once_before_it_is_printed(
    owner: Person, shop: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = issued(shop)
    actions.void_letter(shop, letter_id=letter.id, reason="Wrong", voided_on=TODAY, operation_id="void")
    given = on_printer(monkeypatch)
    shown = opened(owner, letter)
    of_dots(owner, shown)["Print"].trigger()
    box = window_of(owner).findChild(QMessageBox)
    assert box is not None
    assert box.text() == "R-2026-0001 is void, and the paper won't show it. Print it all the same?"
    assert given == []
    next(one for one in box.findChildren(QPushButton) if one.text() == "Print it").click()
    assert given == [shop.letters.pdf(letter.id)]
    of_dots(owner, shown)["Print"].trigger()
    assert len(given) == 2


# The history


def test_each_act_on_a_letter_is_in_its_history_in_order(
    owner: Person, shop: Book, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    on_printer(monkeypatch)
    mail_program(monkeypatch)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "mine.pdf"), ""))
    letter = issued(shop, LetterKind.BONUS)
    shown = opened(owner, letter)
    owner.click("Print")
    owner.click("Save a copy")
    owner.click("E-mail draft")
    command(owner, "Letter", "Copy text").trigger()
    assert happened(shop, letter) == [
        (LetterEventKind.PRINTED, "Office"),
        (LetterEventKind.SAVED, "mine.pdf"),
        (LetterEventKind.DRAFTED, "B-2026-0001.eml"),
        (LetterEventKind.COPIED, ""),
    ]
    told = [line.split(": ", 1) for line in shown.history.text().replace("\u00a0", " ").split("\n")]
    bonus = shop.bonuses.of_letter(letter.id)
    assert bonus is not None
    assert [what for _when, what in told] == [
        "issued as B-2026-0001",
        f"bonus {bonus.code} granted, £7.50",
        "printed on Office",
        "saved as mine.pdf",
        "e-mail draft B-2026-0001.eml made",
        "its text copied",
    ]
    assert all(when.startswith("2 April 2026") for when, _what in told)


def test_a_long_history_opens_at_its_end(owner: Person, shop: Book) -> None:
    letter = issued(shop)
    at = datetime(2026, 4, 2, 9)
    for number in range(20):
        note = f"Printer {number}"
        shop.letters.add_event(LetterEvent(0, letter.id, LetterEventKind.PRINTED, at, note))
    shown = opened(owner, letter)
    bar = shown.history.verticalScrollBar()
    owner.qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert bar.value() == bar.maximum()
    assert shown.history.height() < shown.text.height()
    shown.history.setFocus()
    owner.qtbot.keyClick(shown.history, Qt.Key.Key_Up)
    assert bar.value() < bar.maximum()


def test_what_became_of_the_bonus_is_in_the_history_of_its_letter(owner: Person, shop: Book) -> None:
    letter = issued(shop, LetterKind.BONUS)
    bonus = shop.bonuses.of_letter(letter.id)
    assert bonus is not None
    order = shop.orders.add(Order(0, letter.client_id, "2026-0200", TODAY, "a skirt", tailor.PAID, tailor.PAID))
    used, later = tailor.pounds("2.50"), date(2026, 4, 9)
    actions.redeem_bonus(shop, bonus_id=bonus.id, order_id=order.id, amount=used, on=later, operation_id="used")
    actions.void_letter(shop, letter_id=letter.id, reason="Wrong sum", voided_on=later, operation_id="void")
    shown = opened(owner, letter)
    assert shown.history.text().replace("\u00a0", " ").split("\n")[2:] == [
        f"9 April 2026: bonus {bonus.code}: £2.50 used",
        "9 April 2026: voided: Wrong sum",
        f"9 April 2026: bonus {bonus.code}: £5 cancelled",
    ]
    owner.click(f"Bonus {bonus.code}")
    assert window_of(owner).screen_in_view.__class__.__name__ == "BonusesScreen"


def test_an_act_whose_trace_cannot_be_kept_is_done_and_says_so(
    owner: Person, shop: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = issued(shop)
    opened(owner, letter)

    def full(_event: object) -> None:
        raise StorageFailed("disk_full")

    monkeypatch.setattr(shop.letters, "add_event", full)
    QApplication.clipboard().clear()
    command(owner, "Letter", "Copy text").trigger()
    assert "Mrs Whitcombe" in QApplication.clipboard().text()
    assert said(owner).startswith("The text of R-2026-0001 is copied. It is missing in the letter's history.")
    assert "disk is full" in said(owner)


# The mail program


def test_the_mail_program_is_given_a_draft_with_the_pdf_in_a_folder_of_its_own(
    owner: Person, shop: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.comfort.set_flag(ComfortFlag(1, Comfort.UNCOMFORTABLE, TODAY, "zqflagreason"))
    shop.comfort.set_note(1, "zqprivatenote")
    letter = issued(shop)
    files = mail_program(monkeypatch)
    opened(owner, letter)
    owner.click("E-mail draft")
    [draft] = files
    assert draft.parent == drafts_folder()
    assert stat.S_IMODE(draft.parent.stat().st_mode) == 0o700
    assert "Whitcombe" not in str(draft)
    message = message_from_bytes(draft.read_bytes(), policy=default)
    assert (message["X-Unsent"], message["To"], message["Subject"]) == ("1", "jane@example.org", letter.subject)
    [pdf] = message.iter_attachments()
    assert pdf.get_content() == shop.letters.pdf(letter.id)
    assert said(owner) == "R-2026-0001 is with your mail program as a draft, the PDF beside it."
    shown = window_of(owner).screen_in_view.letter
    out = f"{said(owner)} {shown.history.text()} {draft.name} {message.as_string()}"
    assert "zqflagreason" not in out
    assert "zqprivatenote" not in out
    forget_drafts()
    assert not draft.exists()


def test_a_client_without_an_address_gets_a_draft_with_to_left_open(
    owner: Person, shop: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.clients.save(replace(shop.clients.get(1), email=""))
    files = mail_program(monkeypatch)
    opened(owner, issued(shop))
    owner.click("E-mail draft")
    assert message_from_bytes(files[0].read_bytes(), policy=default)["To"] is None
    assert said(owner) == "R-2026-0001 is with your mail program as a draft. Fill in To: no e-mail address is known."


def test_without_a_mail_program_the_other_ways_are_offered(
    owner: Person, shop: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = issued(shop)
    files = mail_program(monkeypatch, takes=False)
    shown = opened(owner, letter)
    assert not shown.no_program.isVisible()
    owner.click("E-mail draft")
    assert shown.no_program.isVisible()
    assert "No mail program took the draft." in texts(owner)
    assert not files[0].exists()
    assert happened(shop, letter) == []
    QApplication.clipboard().clear()
    owner.click("Copy text")
    assert "£72.50" in QApplication.clipboard().text()
    assert happened(shop, letter) == [(LetterEventKind.COPIED, "")]


def test_the_other_ways_to_mail_it_go_once_the_letter_is_void(
    owner: Person, shop: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = issued(shop)
    mail_program(monkeypatch, takes=False)
    shown = opened(owner, letter)
    owner.click("E-mail draft")
    assert shown.no_program.isVisible()
    actions.void_letter(shop, letter_id=letter.id, reason="Wrong sum.", voided_on=TODAY, operation_id="void")
    shown.show_letter(letter.id)
    assert not shown.no_program.isVisible()
    shown.no_program.show()  # the owner wants the void letter out all the same
    shown.show_letter(letter.id)
    assert shown.no_program.isVisible()
    case = shop.cases.get(letter.case_id or 0)
    shown.show_letter(tailor.issue(shop, case, LetterKind.REFUND, "another").id)
    assert not shown.no_program.isVisible()


def test_a_draft_that_cannot_be_written_says_why(owner: Person, shop: Book, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder would be")
    letter = issued(shop)
    shown = opened(owner, letter)
    owner.click("E-mail draft")
    assert "cache" in said(owner)
    assert not shown.no_program.isVisible()
    assert happened(shop, letter) == []


# Copies


def test_the_pdf_is_shown_in_its_folder_and_saved_there_once(
    owner: Person, shop: Book, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    letter = issued(shop)
    folders = mail_program(monkeypatch)
    opened(owner, letter)
    command(owner, "Letter", "Show PDF in folder").trigger()
    folder = home / "Evenhand"
    assert folders == [folder]
    [copy] = folder.iterdir()
    assert copy.name == "2026-04-02_R-2026-0001_refund.pdf"
    assert copy.read_bytes() == shop.letters.pdf(letter.id)
    command(owner, "Letter", "Show PDF in folder").trigger()
    assert [one.name for one in folder.iterdir()] == [copy.name]
    assert happened(shop, letter) == [(LetterEventKind.SAVED, copy.name)]
    assert "Whitcombe" not in said(owner)


def test_a_copy_saved_before_is_the_one_that_is_shown(
    owner: Person, shop: Book, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: Path
) -> None:
    folders = mail_program(monkeypatch)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "mine.pdf"), ""))
    opened(owner, issued(shop))
    owner.click("Save a copy")
    command(owner, "Letter", "Show PDF in folder").trigger()
    assert folders == [tmp_path]
    assert not (home / "Evenhand").exists()


def test_another_file_by_the_letters_name_is_left_alone(
    owner: Person, shop: Book, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    mail_program(monkeypatch)
    theirs = home / "Evenhand" / "2026-04-02_R-2026-0001_refund.pdf"
    theirs.parent.mkdir()
    theirs.write_bytes(b"another book's letter")
    letter = issued(shop)
    opened(owner, letter)
    command(owner, "Letter", "Show PDF in folder").trigger()
    assert theirs.read_bytes() == b"another book's letter"
    ours = theirs.with_stem(f"{theirs.stem} (2)")
    assert ours.read_bytes() == shop.letters.pdf(letter.id)


def test_a_letter_without_a_printer_is_saved_and_its_history_says_that_it_was(
    owner: Person, shop: Book, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "letter"), ""))
    letter = issued(shop)
    opened(owner, letter)
    owner.click("Print")
    assert said(owner) == "Printed nothing. The letter is saved as PDF."
    assert happened(shop, letter) == [(LetterEventKind.SAVED, "letter.pdf")]


# The window


def test_commands_on_a_letter_wait_for_one_to_be_open(owner: Person, shop: Book) -> None:
    letter = issued(shop)
    window_of(owner).go(Place.LETTERS)
    names = ("Print", "E-mail draft", "Save a copy", "Show PDF in folder", "Copy text", "Void the letter")
    assert not any(command(owner, "Letter", name).isEnabled() for name in names)
    opened(owner, letter)
    assert all(command(owner, "Letter", name).isEnabled() for name in names)
    assert not command(owner, "Letter", "Write a replacement").isEnabled()


@pytest.mark.parametrize("language", ["en", "ru", "ro", "hy"])
@pytest.mark.parametrize("kind", [LetterKind.BONUS, LetterKind.REFUND])
@pytest.mark.usefixtures("dressed")
def test_no_letter_widens_the_window(owner: Person, shop: Book, language: str, kind: LetterKind) -> None:
    letter = issued(shop, kind)
    window = window_of(owner)
    window.set_language(language)
    shown = opened(owner, letter)
    for void in (False, True):
        if void:
            reason = "It went to the old address, and the sum was that of another order altogether. " * 3
            actions.void_letter(shop, letter_id=letter.id, reason=reason, voided_on=TODAY, operation_id="void")
        shown.no_program.show()
        for size in ((1280, 800), (1024, 640)):
            window.resize(*size)
            owner.qtbot.wait(1)
            assert (window.width(), window.height()) == size
            assert window.screen_in_view.minimumSizeHint().width() <= window.screen_in_view.width()
