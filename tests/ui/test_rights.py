"""What a person can ask for, and erasing one, as the owner goes through it."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

import books
from evenhand.actions.erasing import erase
from evenhand.domain.money import Money
from evenhand.domain.promises import Promise
from evenhand.domain.records import Case, Channel, Client, Direction, Interaction, Letterhead, Order, Owner
from evenhand.storage.book import Book
from evenhand.storage.clients import ClientFilter
from evenhand.ui.business_screen import BusinessScreen
from evenhand.ui.clients_screen import ClientsScreen
from evenhand.ui.desk import Desk
from evenhand.ui.erase_form import EraseForm
from evenhand.ui.subject_access_form import SubjectAccessForm
from person import Person

TODAY = date(2026, 11, 20)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def anna(book: Book) -> Client:
    client = book.clients.add(Client(0, "Anna Weiss", phone="+44 20 7946 0000"))
    book.comfort.set_note(client.id, "likes tea")
    contact = Interaction(0, client.id, datetime(2026, 3, 2, 9), Channel.PHONE, Direction.IN, "was in a hurry")
    book.interactions.add(contact)
    return client


def _order(book: Book, client: Client) -> Order:
    sum_ = Money(90, "EUR")
    return book.orders.add(Order(0, client.id, "2026-0001", date(2026, 3, 2), "a coat", sum_, sum_))


@pytest.fixture
def show(qtbot: QtBot, book: Book, anna: Client, said: list[str]) -> Callable[[], Person]:
    def build() -> Person:
        def say(text: str, action: str = "", *_more: object, **_named: object) -> None:
            said.extend(one for one in (text, action) if one)

        screen = ClientsScreen(Desk(book, lambda: TODAY, lambda _place, _record: None, say))
        qtbot.addWidget(screen)
        screen.resize(1068, 770)
        screen.show()
        screen.show_record(anna.id)
        _built = screen.detail
        return Person(qtbot, screen)

    return build


def _choose(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[str]:
    """The owner chooses this file; gives the names that were proposed."""
    proposed: list[str] = []

    def ask(_parent: object, _title: str, name: str, _filter: str) -> tuple[str, str]:
        proposed.append(Path(name).name)
        return str(path or ""), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return proposed


def _screen(person: Person) -> ClientsScreen:
    assert isinstance(person.screen, ClientsScreen)
    return person.screen


# The copy


def test_the_copy_for_the_client_is_written_where_the_owner_says(
    show: Callable[[], Person], said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed = _choose(monkeypatch, tmp_path / "copy")
    person = show()
    _screen(person).client_copy()
    person.click("Write the copy")
    assert proposed == ["client-1-2026-11-20.zip"]
    assert said == ["Written: copy.zip", "Show in folder"]
    with zipfile.ZipFile(tmp_path / "copy.zip") as archive:
        told = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert "Anna Weiss" in told
    assert "likes tea" not in told
    assert "was in a hurry" not in told


def test_a_copy_that_isnt_wanted_after_all_is_not_written(
    show: Callable[[], Person], said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _choose(monkeypatch, None)
    person = show()
    _screen(person).client_copy()
    person.click("Write the copy")
    person.click("Cancel")
    assert not said
    assert not list(tmp_path.iterdir())


def test_a_folder_that_isnt_there_is_told_in_the_sheet(
    show: Callable[[], Person], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _choose(monkeypatch, tmp_path / "nowhere" / "copy.zip")
    person = show()
    for open_sheet, press in (
        (_screen(person).client_copy, "Write the copy"),
        (_screen(person).subject_access, "Write the file"),
    ):
        open_sheet()
        person.click(press)
        notice = person.seen.trouble.text.text()  # type: ignore[attr-defined]
        assert "That folder is not there." in notice
        person.click("Cancel")


# All else that is held


def test_what_the_owner_takes_out_isnt_in_the_file(
    show: Callable[[], Person], said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed = _choose(monkeypatch, tmp_path / "held.txt")
    person = show()
    _screen(person).subject_access()
    person.click("Contact  ·  2026-03-02 09:00")
    person.click("Write the file")
    assert proposed == ["client-1-held-2026-11-20.txt"]
    assert said == ["Written: held.txt", "Show in folder"]
    told = (tmp_path / "held.txt").read_text("utf-8-sig")
    assert "likes tea" in told
    assert "was in a hurry" not in told


def test_every_item_can_be_read_in_full(show: Callable[[], Person]) -> None:
    person = show()
    _screen(person).subject_access()
    form = person.seen
    assert isinstance(form, SubjectAccessForm)
    told = "\n".join(f"{one.text()} {one.accessibleDescription()}" for one in form.checks.values())
    assert "likes tea" in told
    assert "channel: By phone" in told
    assert "summary: was in a hurry" in told


def test_a_file_without_items_cant_be_written(show: Callable[[], Person]) -> None:
    person = show()
    _screen(person).subject_access()
    person.click("None")
    assert not person.find("Write the file", type(person.seen.primary)).isEnabled()  # type: ignore[attr-defined]
    person.click("All")
    assert person.find("Write the file", type(person.seen.primary)).isEnabled()  # type: ignore[attr-defined]


def test_a_long_history_is_read_to_its_end_before_it_is_written(
    book: Book, anna: Client, show: Callable[[], Person]
) -> None:
    for minute in range(150):
        when = datetime(2026, 3, 3, 9 + minute // 60, minute % 60)
        book.interactions.add(Interaction(0, anna.id, when, Channel.PHONE, Direction.IN, "about the coat"))
    person = show()
    _screen(person).subject_access()
    form = person.seen
    assert isinstance(form, SubjectAccessForm)
    assert not form.primary.isEnabled()
    person.click("Show 53 more items")
    assert len(form.chosen()) == 153
    assert form.primary.isEnabled()


# Erasing


def test_enter_erases_nobody(show: Callable[[], Person], book: Book, anna: Client) -> None:
    person = show()
    _screen(person).erase_client()
    person.press(Qt.Key.Key_Return)
    assert book.clients.get(anna.id) == anna


def test_one_deliberate_press_erases_and_says_so(
    show: Callable[[], Person], book: Book, anna: Client, said: list[str]
) -> None:
    _order(book, anna)
    person = show()
    _screen(person).erase_client()
    assert person.find("Keep until the end of", QLineEdit).text() == "31\u00a0December\u00a02036"
    person.click("Erase for good")
    assert said == ["Erased. What stays is called “Erased client 1”."]
    assert book.clients.get(anna.id).name == "Erased client 1"
    assert book.erasures.get(anna.id).keep_until == date(2036, 12, 31)


def test_somebody_erased_is_on_no_list(show: Callable[[], Person], book: Book, anna: Client) -> None:
    book.clients.add(Client(0, "Olga Petrova"))
    _order(book, anna)
    person = show()
    _screen(person).erase_client()
    person.click("Erase for good")
    QApplication.processEvents()
    shown = [_screen(person).model.key(line) for line in range(_screen(person).model.rowCount())]
    assert [book.clients.get(int(one)).name for one in shown] == ["Olga Petrova"]
    assert not book.clients.ids(ClientFilter.ARCHIVED)
    assert not book.clients.count(ClientFilter.ARCHIVED)


def test_the_owner_may_keep_sums_until_another_day(show: Callable[[], Person], book: Book, anna: Client) -> None:
    _order(book, anna)
    person = show()
    _screen(person).erase_client()
    person.write("Keep until the end of", "30.6.2030")
    person.click("Erase for good")
    assert book.erasures.get(anna.id).keep_until == date(2030, 6, 30)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("soon", "This is not a day. Write it like 8.2.2027 or 2027-02-08, or +7 for a week from today."),
        ("31.2.2030", "There is no such day in the calendar."),
        ("1.1.2020", "That day has passed. Choose today or a later day."),
        ("", "This is not a day. Write it like 8.2.2027 or 2027-02-08, or +7 for a week from today."),
    ],
)
def test_a_day_that_is_none_erases_nobody(
    show: Callable[[], Person], book: Book, anna: Client, typed: str, sentence: str
) -> None:
    _order(book, anna)
    person = show()
    _screen(person).erase_client()
    person.write("Keep until the end of", typed)
    person.click("Erase for good")
    assert person.error("Keep until the end of") == sentence
    assert book.clients.get(anna.id) == anna


def test_what_is_open_is_said_and_keeps_the_person(show: Callable[[], Person], book: Book, anna: Client) -> None:
    order = _order(book, anna)
    book.cases.add(Case(0, "2026-021", anna.id, order.id, "A torn seam", TODAY))
    book.promises.add(Promise(0, anna.id, "call back", TODAY, TODAY, TODAY))
    person = show()
    _screen(person).erase_client()
    form = person.seen
    assert isinstance(form, EraseForm)
    told = "\n".join(one.text() for one in form.findChildren(QLabel))
    assert "2026-021: 1 case is still open. Close it first." in told
    assert "1 promise is still open." in told
    assert not form.primary.isEnabled()
    person.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert book.clients.get(anna.id) == anna


def test_of_somebody_without_sums_nothing_is_kept(show: Callable[[], Person], book: Book, anna: Client) -> None:
    person = show()
    _screen(person).erase_client()
    person.click("Erase for good")
    assert book.erasures.get(anna.id).purged_on == TODAY


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("sheet", ["client_copy", "subject_access", "erase_client"])
def test_no_sheet_widens_the_window_or_says_a_name_in_its_title(
    show: Callable[[], Person], book: Book, anna: Client, sheet: str
) -> None:
    book.comfort.set_note(anna.id, "unbreakable" * 40 + " words" * 200)
    person = show()
    getattr(_screen(person), sheet)()
    form = person.seen
    assert form.windowTitle() == "Evenhand"
    assert form.width() <= 700
    assert form.height() <= 770


# What goes with it


def test_it_stands_beside_the_note_that_it_can_be_asked_for(show: Callable[[], Person]) -> None:
    person = show()
    assert person.find("A note about a person can be asked for by that person.", QLabel).isVisible()


def test_the_years_are_the_owner_s_own(qtbot: QtBot, book: Book) -> None:
    book.owner.save(Owner((Letterhead("en", "Merrow", "Ellen"),)))
    screen = BusinessScreen(Desk(book, lambda: TODAY, lambda _place, _record: None, lambda *_a, **_k: None))
    qtbot.addWidget(screen)
    screen.show()
    person = Person(qtbot, screen)
    person.write("Years to keep letters and sums", "6")
    owner = book.owner.get()
    assert owner is not None
    assert owner.keep_years == 6
    person.write("Years to keep letters and sums", "many")
    assert person.error("Years to keep letters and sums") == "Write a number of years from 0 to 99."


def test_letters_and_cases_of_somebody_erased_are_on_no_list() -> None:
    with books.sample() as shop:
        letter = next(
            one for one in shop.letters.rows(limit=99) if not shop.erasures.unsettled(one.letter.client_id, TODAY)
        )
        client_id = letter.letter.client_id
        erase(shop, client_id, today=TODAY)
        assert letter.id not in shop.letters.ids()
        assert letter.id not in shop.letters.ids(letter.number)
        assert client_id not in {one.bonus.client_id for one in shop.bonuses.rows()}
        assert client_id not in {one.case.client_id for one in shop.cases.closed()}
        assert letter.id in {one.id for one in shop.erasures.letters(client_id)}
