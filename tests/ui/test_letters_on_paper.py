"""Envelopes, labels, the nudge of a printer and several letters at once, through the window and onto a PDF printer."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QLabel, QProgressDialog, QSlider
from pytestqt.qtbot import QtBot

import tailor
from evenhand import actions
from evenhand.domain.records import Client, Envelope, Letter, LetterEventKind, LetterKind, Order
from evenhand.letters import preview
from evenhand.letters.envelopes import LABEL_SHEETS
from evenhand.storage.book import Book
from evenhand.ui import printing
from evenhand.ui.desk import Place
from evenhand.ui.envelope_form import EnvelopeForm
from evenhand.ui.letter_batch import Progress
from evenhand.ui.letters_screen import LettersScreen
from evenhand.ui.main_window import MainWindow
from evenhand.ui.page_setup import PageSetup
from evenhand.ui.preferences import UNMOVED, Nudge, Preferences
from evenhand.ui.printing import Printed, draw_on
from paper import boxes, said
from person import Person

TODAY = tailor.TODAY


class Office:
    """A printer by that name: the dialog proposes it, and what it prints lies in a file."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.file = folder / "printed.pdf"
        self.jobs: list[str] = []
        monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["Office", "Attic"]))
        monkeypatch.setattr(QPrinterInfo, "defaultPrinterName", staticmethod(lambda: "Office"))
        monkeypatch.setattr(QPrinter, "printerName", lambda _printer: "Office")
        monkeypatch.setattr(QPrintDialog, "exec", lambda dialog: self._accept(dialog))

    def _accept(self, dialog: QPrintDialog) -> QPrintDialog.DialogCode:
        printer = dialog.printer()
        self.jobs.append(printer.docName())
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.file))
        return QPrintDialog.DialogCode.Accepted

    @property
    def printed(self) -> bytes:
        return self.file.read_bytes()


@pytest.fixture
def shop(book: Book) -> Book:
    tailor.open_shop(book)
    book.clients.save(replace(book.clients.get(1), address_lines=("7 Hill Street", "Bath", "BA1 2QX")))
    return book


@pytest.fixture
def owner(qtbot: QtBot, shop: Book) -> Person:
    window = MainWindow(shop, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return Person(qtbot, window)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(tmp_path, monkeypatch)


def letter_to(book: Book, name: str = "", number: int = 1) -> Letter:
    """A letter to the one client there is, or to another of this name."""
    order_id = 1
    if name:
        lines = (f"{number} Mill Street", "Bath")
        client = book.clients.add(Client(0, name, f"Dear {name},", name, address_lines=lines, currency="GBP"))
        sum_ = tailor.PAID
        order_id = book.orders.add(Order(0, client.id, f"2026-1{number}", TODAY, "a coat", sum_, sum_)).id
    case = tailor.open_case(book, order_id, f"case {name}")
    tailor.refund(book, case)
    return tailor.issue(book, case, LetterKind.REFUND, f"issue {name}")


def window_of(owner: Person) -> MainWindow:
    assert isinstance(owner.screen, MainWindow)
    return owner.screen


def toast(owner: Person) -> str:
    return window_of(owner)._toast.text()


def texts(owner: Person) -> str:
    return " ".join(label.text() for label in owner.seen.findChildren(QLabel) if label.isVisible())


def events(book: Book, letter: Letter) -> list[tuple[LetterEventKind, str]]:
    return [(event.kind, event.note) for event in book.letters.events(letter.id)]


def millimetres(pdf: bytes) -> list[tuple[int, int]]:
    return [(round(wide / printing.MM), round(high / printing.MM)) for wide, high in preview.page_sizes(pdf)]


def ink(pdf: bytes) -> tuple[float, ...]:
    """The box that holds all that isn't white on the first page, in millimetres."""
    from PIL import Image, ImageOps

    wide, _high = preview.page_sizes(pdf)[0]
    found = preview.render(pdf, 0, round(wide * 200 / 72))
    picture = Image.frombuffer("RGB", (found.width, found.height), found.pixels, "raw", "BGRX", found.stride, 1)
    box = ImageOps.invert(picture.convert("L")).point(lambda value: 255 if value > 40 else 0).getbbox()
    assert box is not None
    return tuple(edge / 200 * 25.4 for edge in box)


# Where prints fall


@pytest.mark.parametrize("nudge", [Nudge(1.5, -2.0), Nudge(-0.5, 5.0)])
def test_a_nudge_moves_the_print_by_so_many_millimetres_and_leaves_the_books_bytes(
    shop: Book, tmp_path: Path, nudge: Nudge, qapp: object
) -> None:
    letter = letter_to(shop)
    pdf = shop.letters.pdf(letter.id)
    prints = []
    for number, moved in enumerate((UNMOVED, nudge)):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / f"{number}.pdf"))
        assert draw_on(printer, [pdf], moved) is Printed.YES
        prints.append(ink((tmp_path / f"{number}.pdf").read_bytes()))
    moves = (nudge.right, nudge.down, nudge.right, nudge.down)
    for before, after, by in zip(*prints, moves, strict=True):
        assert abs(after - before - by) <= 0.2
    assert shop.letters.pdf(letter.id) == pdf


def test_a_nudge_is_kept_for_each_printer_and_each_envelope_in_half_millimetres(qapp: object) -> None:
    kept = Preferences()
    kept.set_nudge("HP LaserJet/2, Büro", "letter.left_window", Nudge(1.74, -9))
    again = Preferences()
    assert again.nudge("HP LaserJet/2, Büro", "letter.left_window") == Nudge(1.5, -5.0)
    assert again.nudge("HP LaserJet/2, Büro", "envelope.dl") == UNMOVED
    assert again.nudge("Attic", "letter.left_window") == UNMOVED


def test_what_cannot_be_read_as_a_nudge_moves_nothing(qapp: object) -> None:
    kept = Preferences()
    for spoilt in ("", "1", "1 2 3", "left 2", "nan 1"):
        kept._settings.setValue("nudge/Office/letter.left_window", spoilt)
        assert kept.nudge("Office", "letter.left_window") == UNMOVED, spoilt


def test_page_setup_keeps_a_nudge_and_the_next_letter_is_printed_with_it(
    owner: Person, shop: Book, office: Office
) -> None:
    letter = letter_to(shop)
    window_of(owner).go(Place.LETTERS, letter.id)
    owner.click("Print")
    before = ink(office.printed)
    window_of(owner).screen_in_view.page_setup()
    form = owner.seen
    assert isinstance(form, PageSetup)
    assert "Always print at 100 %, never “fit to page”" in texts(owner)
    sideways = owner.find("Sideways", QSlider)
    sideways.setFocus()
    for _step in range(3):
        owner.qtbot.keyClick(sideways, Qt.Key.Key_Right)
    assert "1.5 mm to the right" in texts(owner)
    owner.click("Save")
    owner.click("Print")
    assert abs(ink(office.printed)[0] - before[0] - 1.5) <= 0.2
    assert events(shop, letter) == [(LetterEventKind.PRINTED, "Office")] * 2


def test_a_test_sheet_is_printed_with_the_nudge_that_is_being_set(owner: Person, shop: Book, office: Office) -> None:
    window_of(owner).go(Place.LETTERS)
    window_of(owner).screen_in_view.page_setup()
    form = owner.seen
    assert isinstance(form, PageSetup)
    owner.click("Print a test sheet")
    before = ink(office.printed)
    form.down.set_value(2.0)
    owner.click("Print a test sheet")
    assert millimetres(office.printed) == [(210, 297)]
    assert abs(ink(office.printed)[1] - before[1] - 2.0) <= 0.2
    assert Preferences().nudge("Office", f"letter.{Envelope.LEFT_WINDOW}") == Nudge(0, 2.0)
    assert toast(owner) == "The test sheet went to the printer."


def test_without_a_printer_the_test_sheet_is_saved(
    owner: Person, shop: Book, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "sheet.pdf"), ""))
    window_of(owner).go(Place.LETTERS)
    window_of(owner).screen_in_view.page_setup()
    assert "No printer is known on this computer." in texts(owner)
    owner.click("Save a test sheet as PDF")
    assert "100 mm" in said((tmp_path / "sheet.pdf").read_bytes())[0]


# Envelopes and labels


def test_an_envelope_is_printed_from_a_letter_and_its_history_keeps_it(
    owner: Person, shop: Book, office: Office
) -> None:
    letter = letter_to(shop)
    window_of(owner).go(Place.LETTERS, letter.id)
    window_of(owner).screen_in_view.print_envelope()
    owner.choose("Size", "C6, 162\u00a0×\u00a0114 mm")
    owner.click("Print")
    assert millimetres(office.printed) == [(162, 114)]
    assert office.jobs == ["R-2026-0001"]
    assert events(shop, letter) == [(LetterEventKind.ENVELOPED, "Office")]
    assert toast(owner) == "1 envelope went to the printer."
    window_of(owner).screen_in_view.print_envelope()
    form = owner.seen
    assert isinstance(form, EnvelopeForm)
    assert form.envelope.value() == "c6"
    owner.click("Cancel")


def test_the_envelope_on_the_screen_is_the_one_that_is_printed(
    owner: Person, shop: Book, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    proposed: list[str] = []

    def where(_parent: object, _title: str, name: str, *_more: object) -> tuple[str, str]:
        proposed.append(Path(name).name)
        return str(tmp_path / "envelope.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", where)
    window_of(owner).go(Place.CLIENTS, 1)
    window_of(owner).screen_in_view.print_address()
    owner.click("Print")
    [text] = said((tmp_path / "envelope.pdf").read_bytes())
    assert "Mrs Jane Whitcombe 7 Hill Street Bath BA1 2QX" in text
    assert "Needle & Thread" in text
    assert proposed == ["envelope.pdf"]
    assert toast(owner) == "Printed nothing. Saved envelope.pdf."


def test_labels_begin_where_the_sheet_is_still_free_and_the_next_ones_after_them(
    owner: Person, shop: Book, office: Office
) -> None:
    letter = letter_to(shop)
    window_of(owner).go(Place.LETTERS, letter.id)
    window_of(owner).screen_in_view.print_envelope()
    form = owner.seen
    assert isinstance(form, EnvelopeForm)
    owner.click("Labels")
    owner.qtbot.waitUntil(form.first.isVisible)
    sheet = LABEL_SHEETS[0]
    middle = form.page.label_rect(5).center().toPoint()
    owner.qtbot.mouseClick(form.page, Qt.MouseButton.LeftButton, pos=QPoint(middle))
    assert form.first.value() == 5
    drawn = boxes(form._trying()[0])
    left, top = sheet.corner(5)
    assert all(left < box.left and box.right < left + sheet.size[0] for box in drawn)
    assert all(top < box.top and box.bottom < top + sheet.size[1] for box in drawn)
    owner.click("Print")
    assert toast(owner) == "1 label went to the printer."
    window_of(owner).screen_in_view.print_envelope()
    form = owner.seen
    assert isinstance(form, EnvelopeForm)
    assert (form.what.value(), form.first.value()) == ("labels", 6)
    owner.click("Cancel")


def test_a_client_without_an_address_gets_no_envelope_and_the_client_can_be_opened(owner: Person, shop: Book) -> None:
    shop.clients.save(replace(shop.clients.get(1), address_lines=()))
    letter = letter_to(shop)
    window_of(owner).go(Place.LETTERS, letter.id)
    window_of(owner).screen_in_view.print_envelope()
    form = owner.seen
    assert isinstance(form, EnvelopeForm)
    assert "There is nothing in the client's address (Jane Whitcombe) yet." in texts(owner)
    assert not form.primary.isEnabled()
    owner.click("Open the client")
    assert window_of(owner).screen_in_view.record == 1


def test_cancelling_in_the_systems_dialog_prints_nothing_and_keeps_the_form(
    owner: Person, shop: Book, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: QPrintDialog.DialogCode.Rejected)
    letter = letter_to(shop)
    window_of(owner).go(Place.LETTERS, letter.id)
    window_of(owner).screen_in_view.print_envelope()
    owner.click("Print")
    assert isinstance(owner.seen, EnvelopeForm)
    assert events(shop, letter) == []
    owner.click("Cancel")
    owner.click("Print")
    assert events(shop, letter) == []


# Several letters


@pytest.fixture
def letters(shop: Book) -> list[Letter]:
    """Five letters to five clients, the second of them void."""
    found = [letter_to(shop), *(letter_to(shop, f"Client {number}", number) for number in range(2, 6))]
    void = found[1].id
    actions.void_letter(shop, letter_id=void, reason="Wrong", voided_on=TODAY, operation_id="void")
    return found


def choosing(owner: Person) -> LettersScreen:
    window_of(owner).go(Place.LETTERS)
    screen = window_of(owner).screen_in_view
    assert isinstance(screen, LettersScreen)
    owner.click("Choose several")
    return screen


def click_rows(owner: Person, screen: LettersScreen, *rows: int) -> None:
    for row in rows:
        place = screen.table.visualRect(screen.model.index(row, 2)).center()
        owner.qtbot.mouseClick(screen.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_several_letters_are_printed_as_one_job_and_void_ones_left_out(
    owner: Person, shop: Book, letters: list[Letter], office: Office
) -> None:
    screen = choosing(owner)
    click_rows(owner, screen, 0, 2, 3)
    assert screen.bar.state.text() == "3 letters chosen"
    click_rows(owner, screen, 2)
    assert screen.bar.state.text() == "2 letters chosen"
    owner.click("Print")
    assert office.jobs == ["Letters"]
    assert len(preview.page_sizes(office.printed)) == 1
    assert toast(owner) == "1 letter went to the printer. 1 void letter was left out."
    fifth, second = letters[4], letters[1]
    assert (events(shop, fifth), events(shop, second)) == ([(LetterEventKind.PRINTED, "Office")], [])
    assert screen.chosen() == [fifth.id, second.id]
    owner.press(Qt.Key.Key_Escape)
    assert screen.chosen() == []
    click_rows(owner, screen, 0)
    assert screen.record == fifth.id


def test_all_letters_of_the_list_are_saved_in_one_folder_each_by_its_own_name(
    owner: Person, shop: Book, letters: list[Letter], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    theirs = folder / "2026-04-02_R-2026-0003_refund.pdf"
    theirs.write_text("something else by that name")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(folder))
    screen = choosing(owner)
    screen.table.setFocus()
    owner.qtbot.keyClick(screen.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    owner.click("Save as PDFs")
    assert toast(owner) == "5 letters are in the folder as PDFs."
    assert theirs.read_text() == "something else by that name"
    written = {path.read_bytes() for path in folder.iterdir() if path != theirs}
    assert written == {shop.letters.pdf(letter.id) for letter in letters}
    before = sorted(path.name for path in folder.iterdir())
    owner.click("Save as PDFs")
    assert sorted(path.name for path in folder.iterdir()) == before
    assert events(shop, letters[2]) == [(LetterEventKind.SAVED, "2026-04-02_R-2026-0003_refund (2).pdf")]
    assert not any("Client" in name for name in before)


def test_stopping_halfway_keeps_what_was_saved_and_no_more(
    owner: Person, shop: Book, letters: list[Letter], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(tmp_path))
    monkeypatch.setattr(Progress, "go_on", lambda _self, number: number < 2)
    screen = choosing(owner)
    screen.table.selectAll()
    owner.click("Save as PDFs")
    assert len(list(tmp_path.glob("*.pdf"))) == 2
    assert sum(len(shop.letters.events(letter.id)) for letter in letters) == 2


def test_a_print_job_that_is_stopped_counts_as_printed_nowhere(
    owner: Person, shop: Book, letters: list[Letter], office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QProgressDialog, "wasCanceled", lambda _box: True)
    screen = choosing(owner)
    screen.table.selectAll()
    owner.click("Print")
    assert toast(owner) == "Stopped. The printer may still bring out what it has already."
    assert not any(shop.letters.events(letter.id) for letter in letters)
    assert window_of(owner).findChild(QProgressDialog) is None or not any(
        box.isVisible() for box in window_of(owner).findChildren(QProgressDialog)
    )


def test_labels_for_the_clients_of_several_letters_go_on_one_sheet(
    owner: Person, shop: Book, letters: list[Letter], office: Office
) -> None:
    choosing(owner).table.selectAll()
    owner.click("Envelopes or labels")
    form = owner.seen
    assert isinstance(form, EnvelopeForm)
    assert "Client 5, Client 4, Client 3 and 2 more" in texts(owner)
    owner.click("Labels")
    [sheet] = form._trying()
    assert all(f"{number} Mill Street" in said(sheet)[0] for number in range(2, 6))
    owner.click("Print")
    assert toast(owner) == "5 labels went to the printer."
    assert all(events(shop, letter) == [(LetterEventKind.ENVELOPED, "Office")] for letter in letters)


def test_nothing_chosen_is_nothing_printed(owner: Person, letters: list[Letter], office: Office) -> None:
    screen = choosing(owner)
    assert screen.bar.state.text() == "Click the letters, or press Ctrl A."
    assert not screen.bar.print_button.isEnabled()
    screen.print_letter()
    assert office.jobs == []
    screen.table.setFocus()
    owner.qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    assert screen.record == 0


def test_the_filter_looks_shut_while_several_are_chosen(owner: Person, letters: list[Letter]) -> None:
    window_of(owner).go(Place.LETTERS)
    screen = window_of(owner).screen_in_view
    drafts = screen.filter.buttons()[1]
    before = drafts.grab().toImage()
    owner.click("Choose several")
    assert not drafts.isEnabled()
    assert drafts.grab().toImage() != before
    owner.click("Done choosing")
    assert drafts.isEnabled()
