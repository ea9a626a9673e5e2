"""The clients' place, used as a person uses it: by keys and clicks, then a look at what the book holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from evenhand.domain.comfort import Comfort, ComfortFlag, ComfortReason
from evenhand.domain.money import Money
from evenhand.domain.records import Case, Channel, Client, LetterDraft, LetterKind, Order, Standing
from evenhand.storage.book import Book
from evenhand.storage.clients import ClientFilter
from evenhand.ui.client_form import ClientForm, neutral_salutation
from evenhand.ui.clients_screen import ClientsScreen
from evenhand.ui.contact_form import ContactForm
from evenhand.ui.desk import Desk, Place
from evenhand.ui.import_sheet import ImportSheet
from evenhand.ui.intake_screen import IntakeScreen
from evenhand.ui.order_form import OrderForm
from evenhand.ui.past_day import parse_past_day
from person import type_out

TODAY = date(2026, 11, 10)
Key = Qt.Key


@dataclass
class Around:
    """What the screen said and where it went."""

    said: list[tuple[str, str, Callable[[], object] | None]] = field(default_factory=list)
    went: list[tuple[Place, int]] = field(default_factory=list)

    def undo(self) -> None:
        _text, action, act = self.said[-1]
        assert action == "Undo"
        assert act is not None
        act()


@pytest.fixture
def around() -> Around:
    return Around()


@pytest.fixture
def show(qtbot: QtBot, book: Book, around: Around) -> Callable[[], ClientsScreen]:
    def build() -> ClientsScreen:
        desk = Desk(
            book,
            today=lambda: TODAY,
            go=lambda place, record: around.went.append((place, record)),
            say=lambda text, action="", on_action=None, *, failed=False: around.said.append((text, action, on_action)),
        )
        screen = ClientsScreen(desk, clock=lambda: time(14, 5))
        qtbot.addWidget(screen)
        screen.resize(1068, 770)
        with qtbot.waitExposed(screen):
            screen.show()
        screen.activateWindow()
        return screen

    return build


@pytest.fixture
def new_client(qtbot: QtBot, book: Book, around: Around) -> Callable[..., ClientForm]:
    """The form of a new client, without the questions to oneself."""

    def begin(name: str = "") -> ClientForm:
        desk = Desk(
            book,
            today=lambda: TODAY,
            go=lambda place, record: around.went.append((place, record)),
            say=lambda text, action="", on_action=None, *, failed=False: around.said.append((text, action, on_action)),
        )
        screen = IntakeScreen(desk)
        qtbot.addWidget(screen)
        screen.resize(1068, 770)
        with qtbot.waitExposed(screen):
            screen.show()
        screen.activateWindow()
        screen.focus_first()
        type_in(name)
        click(screen, "Without the questions")
        form: ClientForm = opened(screen, ClientForm, qtbot)
        return form

    return begin


def add(book: Book, name: str, **more: Any) -> Client:
    return book.clients.add(Client(0, name, **more))


def add_order(book: Book, client: Client, number: str = "2026-0001", euros: str = "186") -> Order:
    paid = Money(Decimal(euros), "EUR")
    return book.orders.add(Order(0, client.id, number, date(2026, 10, 24), "Linen jacket", paid, paid))


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def called(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def type_in(text: str) -> None:
    """Key by key into whatever has the focus by then; QTest aborts on letters beyond Latin."""
    for letter in text:
        key = Key.Key_Return if letter == "\n" else Key.Key_unknown
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focused(), QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifiers)


def tab_to(name: str) -> QWidget:
    for _step in range(40):
        if called(focused()) == name:
            return focused()
        press(Key.Key_Tab)
    raise AssertionError(f"no tab stop called {name}")


def click(within: QWidget, text: str) -> None:
    found = [b for b in within.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    assert found, f"no button {text}"
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def save() -> None:
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def opened(screen: ClientsScreen | IntakeScreen, kind: type[Any], qtbot: QtBot) -> Any:
    form = screen.form
    assert isinstance(form, kind)
    qtbot.waitUntil(lambda: form.isActiveWindow() and form.isAncestorOf(QApplication.focusWidget()))
    return form


def names(screen: ClientsScreen) -> list[str]:
    return [str(screen.model.index(line, 0).data()) for line in range(screen.model.rowCount())]


# A new client


def test_an_empty_book_offers_the_first_client(show: Callable[[], ClientsScreen], around: Around) -> None:
    screen = show()
    click(screen, "New client")
    assert around.went == [(Place.INTAKE, 0)]


def test_an_empty_book_offers_to_bring_clients_from_elsewhere(show: Callable[[], ClientsScreen]) -> None:
    screen = show()
    click(screen, "Import clients")
    (sheet,) = screen.window().findChildren(ImportSheet)
    assert sheet.isVisible()
    assert sheet.file.drop.choose.isVisible()


def test_a_book_that_is_only_looked_at_takes_nobody_in(
    show: Callable[[], ClientsScreen], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Book, "read_only", property(lambda _book: True))
    buttons = {one.text(): one for one in show().findChildren(QPushButton)}
    assert not buttons["Import clients"].isEnabled()


def test_a_client_is_added_by_keyboard_alone(
    new_client: Callable[..., ClientForm], qtbot: QtBot, book: Book, around: Around
) -> None:
    add(book, "Henrik Dahl")
    new_client()
    type_in("Jane Whitcombe")
    order = []
    for _step in range(11):
        press(Key.Key_Tab)
        order.append(called(focused()))
        if order[-1] == "Phone":
            type_in("020 7946 0182")
        if order[-1] == "E-mail":
            type_in("jane@example.org")
        if order[-1] == "Address":
            type_in("14 Mill Lane\nBath")
    assert order == [
        "Language of letters", "Salutation", "Name on the envelope", "Phone", "E-mail", "Address",
        "Country", "Currency", "Standing", "Client since", "Valued",
    ]  # fmt: skip
    press(Key.Key_Space)
    tab_to("Save")
    press(Key.Key_Space)
    (client,) = (book.clients.get(one) for one in book.clients.ids(ClientFilter.ALL, "Jane"))
    assert around.went == [(Place.CLIENTS, client.id)], "on with the one who was added"
    assert client.salutation == "Dear Jane Whitcombe,"
    assert client.address_name == "Jane Whitcombe"
    assert (client.phone, client.email) == ("020 7946 0182", "jane@example.org")
    assert client.address_lines == ("14 Mill Lane", "Bath")
    assert client.valued
    assert client.since == TODAY
    assert client.standing is Standing.ACTIVE


def test_without_a_name_nothing_is_saved_and_the_rest_stays(new_client: Callable[..., ClientForm], book: Book) -> None:
    form = new_client()
    tab_to("Phone")
    type_in("020 7946 0182")
    save()
    assert form.isVisible()
    assert form._name.error() == "Write the client's name."
    assert focused() is form.name
    assert form.phone.text() == "020 7946 0182"
    assert book.clients.count() == 0
    type_in("Jane")
    assert form._name.error() is None
    save()
    assert [book.clients.get(one).phone for one in book.clients.ids()] == ["020 7946 0182"]


def test_a_hostile_name_is_shown_and_kept_letter_by_letter(
    new_client: Callable[..., ClientForm], show: Callable[[], ClientsScreen], book: Book
) -> None:
    hostile = "<b>&{amount}"
    new_client()
    type_in(hostile)
    save()
    (client,) = (book.clients.get(one) for one in book.clients.ids())
    assert client.name == hostile
    assert client.salutation == "Dear <b>&{amount},"
    screen = show()
    assert names(screen) == [hostile]
    assert screen.detail.name.text() == hostile


@pytest.mark.usefixtures("dressed")
def test_a_name_of_ninety_five_letters_widens_nothing(show: Callable[[], ClientsScreen], book: Book) -> None:
    add(book, "Wilhelmina " * 8 + "Dalhuis", phone="0" * 60, email="w@" + "x" * 80)
    screen = show()
    assert screen.width() == 1068
    assert screen.minimumSizeHint().width() <= 960
    assert screen.detail.minimumSizeHint().width() <= 560


def test_the_salutation_follows_name_and_language_until_it_is_written_by_hand(
    new_client: Callable[..., ClientForm],
) -> None:
    form = new_client()
    type_in("Ольга Сергеевна")
    tab_to("Language of letters")
    press(Key.Key_Down)
    assert form.salutation.text() == "Здравствуйте, Ольга Сергеевна!"
    tab_to("Salutation")
    press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_in("Уважаемая Ольга Сергеевна!")
    form.name.setFocus()
    press(Key.Key_End)
    type_in(" Ковалёва")
    assert form.salutation.text() == "Уважаемая Ольга Сергеевна!"
    assert form.address_name.text() == "Ольга Сергеевна Ковалёва"


@pytest.mark.parametrize("language", ["en", "ru", "ro", "hy"])
def test_every_letter_language_has_a_neutral_salutation(language: str) -> None:
    assert "{name}" in neutral_salutation("{name}", language)
    assert neutral_salutation("", language) == ""


def test_somebody_known_is_pointed_out_and_both_may_be_kept(new_client: Callable[..., ClientForm], book: Book) -> None:
    add(book, "Jane Whitcombe", phone="020 7946 0182")
    form = new_client("Jane Whitcombe")
    assert form.primary.text() == "Keep both"
    assert "This may be Jane Whitcombe, 020 7946 0182." in form._twin_card.text.text()
    save()
    assert book.clients.count() == 2


def test_the_one_who_is_known_can_be_opened_instead(
    new_client: Callable[..., ClientForm], book: Book, around: Around
) -> None:
    known = add(book, "Jane Whitcombe", phone="020 7946 0182")
    add(book, "Adam Ash")
    form = new_client("Jane Whitcombe")
    click(form, "Open")
    assert around.went == [(Place.CLIENTS, known.id)]
    assert book.clients.count() == 2


def test_a_touched_form_is_not_closed_unasked(new_client: Callable[..., ClientForm], book: Book) -> None:
    form = new_client()
    type_in("Jane")
    press(Key.Key_Escape)
    assert form.isVisible()
    press(Key.Key_Escape)  # the topmost thing only: the question
    assert form.isVisible()
    assert focused() is form.name
    type_in(" Whitcombe")
    assert form.name.text() == "Jane Whitcombe"
    press(Key.Key_Escape)
    click(form, "Let it go")
    assert not form.isVisible()
    assert book.clients.count() == 0


def test_an_untouched_form_closes_at_once(show: Callable[[], ClientsScreen], qtbot: QtBot, book: Book) -> None:
    add(book, "Adam Ash")
    screen = show()
    screen.edit_client()
    opened(screen, ClientForm, qtbot)
    press(Key.Key_Escape)
    assert screen.form is None


def test_a_day_that_is_none_and_an_address_without_its_sign_are_said_at_their_fields(
    new_client: Callable[..., ClientForm], book: Book
) -> None:
    form = new_client("Jane")
    tab_to("E-mail")
    type_in("jane.example.org")
    form._since.day.clear()
    form._since.day.setFocus()
    type_in("31.2")
    save()
    assert form._email.error()
    assert form._since.error()
    assert focused() is form.email
    assert book.clients.count() == 0


# Finding


def test_search_finds_without_capitals_accents_and_by_order_number(
    show: Callable[[], ClientsScreen], book: Book
) -> None:
    ivanov = add(book, "Пётр Иванов")
    add(book, "Ștefan Popescu")
    add_order(book, ivanov, "2026-0777")
    screen = show()
    screen.focus_search()
    for typed, found in (
        ("иванов", "Пётр Иванов"),
        ("petr", None),
        ("stefan", "Ștefan Popescu"),
        ("0777", "Пётр Иванов"),
    ):
        screen.search.selectAll()
        type_in(typed)
        assert names(screen) == ([found] if found else [])
    assert screen.detail.name.text() == "Пётр Иванов"


def test_typing_in_the_list_searches_and_down_goes_back_into_it(show: Callable[[], ClientsScreen], book: Book) -> None:
    for name in ("Anna Berg", "Berta Holm", "Bernd Holm"):
        add(book, name)
    screen = show()
    screen.people.setFocus()
    type_in("ber")
    assert focused() is screen.search
    assert screen.search.text() == "ber"
    assert names(screen) == ["Anna Berg", "Bernd Holm", "Berta Holm"]
    press(Key.Key_Down)
    assert focused() is screen.people
    press(Key.Key_Down)
    assert screen.detail.name.text() == "Bernd Holm"


def test_a_name_that_nobody_has_goes_into_the_intake(
    show: Callable[[], ClientsScreen], book: Book, around: Around
) -> None:
    add(book, "Adam Ash")
    screen = show()
    screen.focus_search()
    type_in("Zora Lind")
    assert screen.record == 0
    click(screen, "Add them")
    (begun,) = book.intakes.open()
    assert begun.name == "Zora Lind"
    assert around.went == [(Place.INTAKE, begun.id)]


def test_the_filters_show_whom_they_say(show: Callable[[], ClientsScreen], book: Book) -> None:
    helen, valued = add(book, "Helen"), add(book, "Vera", valued=True)
    add(book, "Leo", standing=Standing.LEFT)
    order = add_order(book, helen)
    book.cases.add(Case(0, "", helen.id, order.id, "Sleeve", TODAY))
    screen = show()
    shown = {}
    for segment in screen.filter.buttons():
        QTest.mouseClick(segment, Qt.MouseButton.LeftButton)
        shown[segment.text()] = (names(screen), screen.count.text())
    assert shown == {
        "All": (["Helen", "Leo", "Vera"], "3 clients"),
        "Case": (["Helen"], "1 client"),
        "Valued": (["Vera"], "1 client"),
        "Left": (["Leo"], "1 client"),
    }
    screen.show_record(valued.id)
    assert screen.detail.name.text() == "Vera"


def test_a_row_is_read_out_as_a_sentence(show: Callable[[], ClientsScreen], book: Book) -> None:
    client = add(book, "Helen Okafor", valued=True)
    book.comfort.set_flag(ComfortFlag(client.id, Comfort.UNEASY, TODAY))
    screen = show()
    said = screen.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Helen Okafor, valued, Uneasy"


def test_a_long_list_reads_only_the_pages_that_are_seen(
    show: Callable[[], ClientsScreen], book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.clients.add_many(Client(0, f"Client {number:04}") for number in range(3000))
    asked: list[int] = []
    read = book.clients.rows

    def counting(ids: Sequence[int]) -> Any:
        asked.append(len(ids))
        return read(ids)

    monkeypatch.setattr(book.clients, "rows", counting)
    screen = show()
    qtbot.waitUntil(lambda: screen.model.rowCount() == 3000)  # after the first paint, which waits for the head alone
    assert screen.count.text() == "3000 clients"
    screen.people.grab()
    assert set(asked) == {100}
    asked.clear()
    screen.people.setFocus()
    press(Key.Key_End)
    screen.people.grab()
    assert screen.detail.name.text() == "Client 2999"
    assert asked == [100]


# Putting away


def test_an_archived_client_comes_back_by_undo(show: Callable[[], ClientsScreen], book: Book, around: Around) -> None:
    add(book, "Adam Ash")
    helen = add(book, "Helen Okafor")
    screen = show()
    screen.show_record(helen.id)
    screen.archive()
    assert book.clients.get(helen.id).archived
    assert names(screen) == ["Adam Ash"]
    assert around.said[-1][0] == "Archived: Helen Okafor"
    around.undo()
    assert not book.clients.get(helen.id).archived
    assert screen.detail.name.text() == "Helen Okafor"


def test_the_archived_are_one_click_away(show: Callable[[], ClientsScreen], book: Book) -> None:
    helen = add(book, "Helen Okafor", archived=True)
    add(book, "Adam Ash")
    screen = show()
    click(screen, "Archived")
    assert names(screen) == ["Helen Okafor"]
    assert screen.count.text() == "1 archived client"
    screen.archive()
    assert not book.clients.get(helen.id).archived


def test_the_last_client_archived_leaves_a_way_back(show: Callable[[], ClientsScreen], book: Book) -> None:
    add(book, "Helen Okafor")
    screen = show()
    screen.archive()
    click(screen, "Archived")
    assert names(screen) == ["Helen Okafor"]


# Orders


def test_a_sum_that_is_none_is_refused_at_its_field_and_nothing_is_lost(
    show: Callable[[], ClientsScreen], qtbot: QtBot, book: Book
) -> None:
    add(book, "Helen Okafor")
    screen = show()
    screen.new_order()
    form = opened(screen, OrderForm, qtbot)
    type_in("Linen jacket")
    tab_to("Sum, EUR")
    type_in("12,,5")
    save()
    assert form.isVisible()
    assert form._total.error() == "This is not a sum. Write it like 1234.50, without the currency."
    assert (form.what.text(), form.total.text()) == ("Linen jacket", "12,,5")
    assert focused() is form.total
    assert not book.orders.of_client(screen.record)


@pytest.mark.parametrize("typed", ["€1,250.00", "1250 €", "1250.00 eur", "EUR 1 250"])
def test_the_orders_own_currency_may_stand_beside_a_sum(
    show: Callable[[], ClientsScreen], qtbot: QtBot, book: Book, typed: str
) -> None:
    client = add(book, "Helen Okafor")
    screen = show()
    screen.new_order()
    form = opened(screen, OrderForm, qtbot)
    type_in("Linen jacket")
    type_out(form.total, typed)
    save()
    (order,) = book.orders.of_client(client.id)
    assert order.total == Money(1250, "EUR")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("£12", "A sum in GBP can't be counted here. Write it in EUR."),
        ("12 USD", "A sum in USD can't be counted here. Write it in EUR."),
        ("12345678901234567890", "This sum is too large. Write at most twelve digits before the decimals."),
    ],
)
def test_a_sum_in_another_currency_or_beyond_the_book_is_refused(
    show: Callable[[], ClientsScreen], qtbot: QtBot, book: Book, typed: str, said: str
) -> None:
    client = add(book, "Helen Okafor")
    screen = show()
    screen.new_order()
    form = opened(screen, OrderForm, qtbot)
    type_in("Linen jacket")
    type_out(form.total, typed)
    save()
    assert (form._total.error(), form.total.text()) == (said, typed)
    assert not book.orders.of_client(client.id)


def test_a_sum_with_a_comma_is_kept_to_the_cent(show: Callable[[], ClientsScreen], qtbot: QtBot, book: Book) -> None:
    client = add(book, "Helen Okafor")
    screen = show()
    screen.new_order()
    form = opened(screen, OrderForm, qtbot)
    type_in("Linen jacket")
    tab_to("Sum, EUR")
    type_in("123,00")
    assert form._total._note.text() == "€123"
    save()
    (order,) = book.orders.of_client(client.id)
    assert order.total == order.paid == Money(Decimal("123.00"), "EUR")
    assert (order.number, order.ordered_on, order.cost) == ("2026-0001", TODAY, None)


def test_a_sum_that_reads_in_two_ways_is_asked_back(
    show: Callable[[], ClientsScreen], qtbot: QtBot, book: Book
) -> None:
    add(book, "Helen Okafor")
    screen = show()
    screen.new_order()
    form = opened(screen, OrderForm, qtbot)
    type_in("Linen jacket")
    tab_to("Sum, EUR")
    type_in("1,234")
    save()
    assert "1234" in (form._total.error() or "")
    assert not book.orders.of_client(screen.record)


def test_what_is_paid_follows_the_sum_until_it_is_written(
    show: Callable[[], ClientsScreen], qtbot: QtBot, book: Book
) -> None:
    client = add(book, "Helen Okafor")
    screen = show()
    screen.new_order()
    form = opened(screen, OrderForm, qtbot)
    type_in("Linen jacket")
    tab_to("Sum, EUR")
    type_in("200")
    tab_to("Paid, EUR")
    press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_in("250")
    save()
    assert form._paid.error() == "That is more than the sum of the order."
    press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_in("50")
    save()
    (order,) = book.orders.of_client(client.id)
    assert (order.total.minor, order.paid.minor) == (20000, 5000)


def test_two_orders_never_share_a_number(show: Callable[[], ClientsScreen], qtbot: QtBot, book: Book) -> None:
    client = add(book, "Helen Okafor")
    add_order(book, client, "2026-0001")
    screen = show()
    screen.new_order()
    form = opened(screen, OrderForm, qtbot)
    assert form.number.text() == "2026-0002"
    type_in("Shirt")
    form.total.setText("10")
    form.number.setText("2026-0001")
    save()
    assert form._number.error() == "Another order has this number. Choose a free one."
    assert len(book.orders.of_client(client.id)) == 1


def test_an_order_opens_from_the_history_and_can_be_corrected(
    show: Callable[[], ClientsScreen], qtbot: QtBot, book: Book
) -> None:
    client = add(book, "Helen Okafor")
    order = add_order(book, client)
    screen = show()
    screen.detail.past.list.setFocus()
    press(Key.Key_Down)
    press(Key.Key_Return)
    form = opened(screen, OrderForm, qtbot)
    assert form.total.text() == "186"
    tab_to("Delivered on")
    type_in("9.11")
    save()
    assert book.orders.get(order.id).delivered_on == date(2026, 11, 9)


@pytest.mark.parametrize(
    ("typed", "day"),
    [("9.11", date(2026, 11, 9)), ("11.11", date(2025, 11, 11)), ("10.11", TODAY), ("3.2.2024", date(2024, 2, 3))],
)
def test_a_day_without_a_year_is_the_last_one_that_was(typed: str, day: date) -> None:
    assert parse_past_day(typed, TODAY) == day


# Contacts


def test_a_contact_with_key_two_is_marked_uneasy(show: Callable[[], ClientsScreen], qtbot: QtBot, book: Book) -> None:
    client = add(book, "Helen Okafor")
    screen = show()
    screen.log_contact()
    form = opened(screen, ContactForm, qtbot)
    type_in("2 fittings asked for")  # a figure in a text is only a figure
    assert form.feel.value() is None
    tab_to("Comfortable")
    press(Key.Key_2)
    QTest.mouseClick(form.reasons.chips[ComfortReason.PRESSED_PRICE], Qt.MouseButton.LeftButton)
    tab_to("A private word for myself")
    type_in("I stayed calm")
    save()
    ((when, mark),) = book.comfort.marks_of(client.id)
    assert when == datetime.combine(TODAY, time(14, 5))
    assert mark.comfort is Comfort.UNEASY
    assert mark.reasons == (ComfortReason.PRESSED_PRICE,)
    assert mark.note == "I stayed calm"
    (contact,) = book.interactions.of_client(client.id)
    assert (contact.summary, contact.channel) == ("2 fittings asked for", Channel.PHONE)


def test_a_contact_is_opened_from_the_history_and_changed(
    show: Callable[[], ClientsScreen], qtbot: QtBot, book: Book
) -> None:
    client = add(book, "Helen Okafor")
    screen = show()
    screen.log_contact()
    form = opened(screen, ContactForm, qtbot)
    type_in("Asked for a fitting")
    form.feel.set_value("uneasy")
    save()
    screen.detail.past.list.activated.emit(screen.detail.past.model.index(0, 0))
    form = opened(screen, ContactForm, qtbot)
    assert (form.summary.text(), form.feel.value(), form.at.text()) == ("Asked for a fitting", "uneasy", "14:05")
    type_in(", and for buttons")
    form.feel.set_value("comfortable")
    save()
    (contact,) = book.interactions.of_client(client.id)
    assert "and for buttons" in contact.summary
    ((_when, mark),) = book.comfort.marks_of(client.id)
    assert mark.comfort is Comfort.COMFORTABLE


@pytest.mark.parametrize(("name", "character"), [("Anna 😀", "😀"), ("שרה", "ש")])
def test_a_name_that_letters_cannot_print_is_told_while_it_is_typed_and_may_be_kept(
    new_client: Callable[..., ClientForm], book: Book, name: str, character: str
) -> None:
    form = new_client()
    form.name.setText(name)
    form.name.textEdited.emit(name)
    assert character in form.name.accessibleDescription()
    save()
    assert [one.name for one in (book.clients.get(id_) for id_ in book.clients.ids())] == [name]


def test_a_contact_is_announced_once(show: Callable[[], ClientsScreen], qtbot: QtBot, book: Book) -> None:
    add(book, "Helen Okafor")
    screen = show()
    announced: list[object] = []
    screen.log_contact()
    form = opened(screen, ContactForm, qtbot)
    type_in("Called")
    form.feel.set_value("comfortable")
    book.changed = announced.append
    save()
    assert len(announced) == 1


def test_a_contact_still_to_come_and_one_without_words_are_refused(
    show: Callable[[], ClientsScreen], qtbot: QtBot, book: Book
) -> None:
    client = add(book, "Helen Okafor")
    screen = show()
    screen.log_contact()
    form = opened(screen, ContactForm, qtbot)
    form.on.setText("+3")
    form.at.setText("25:00")
    save()
    assert form._summary.error() == "Say in a few words what it was about."
    assert form._on.error() == "That day is still to come."
    assert form._at.error() == "This is not a time of day. Write it like 14:30."
    assert not book.interactions.of_client(client.id)


# The detail


def test_a_private_note_is_saved_when_its_field_is_left(show: Callable[[], ClientsScreen], book: Book) -> None:
    client = add(book, "Helen Okafor")
    screen = show()
    screen.detail.comfort.note.setFocus()
    type_in("Likes early fittings")
    assert book.comfort.note_of(client.id) == ""
    press(Key.Key_Tab)
    assert book.comfort.note_of(client.id) == "Likes early fittings"


def test_a_note_being_written_outlives_a_refresh_and_is_saved_before_another_client_is_shown(
    show: Callable[[], ClientsScreen], book: Book
) -> None:
    adam, helen = add(book, "Adam Ash"), add(book, "Helen Okafor")
    screen = show()
    screen.detail.comfort.note.setFocus()
    type_in("Half a thou")
    screen.refresh()
    assert screen.detail.comfort.note.text() == "Half a thou"
    type_in("ght")
    screen.show_record(helen.id)
    assert book.comfort.note_of(adam.id) == "Half a thought"
    assert screen.detail.comfort.note.text() == ""
    assert book.comfort.note_of(helen.id) == ""


def test_looking_at_clients_saves_nothing(show: Callable[[], ClientsScreen], book: Book) -> None:
    adam, helen = add(book, "Adam Ash"), add(book, "Helen Okafor")
    book.comfort.set_note(adam.id, "A note")
    announced: list[object] = []
    book.changed = announced.append
    screen = show()
    screen.show_record(helen.id)
    screen.show_record(adam.id)
    screen.leave()
    assert announced == []


def test_the_open_case_is_the_next_step_then_the_half_written_letter_then_nothing(
    show: Callable[[], ClientsScreen], book: Book, around: Around
) -> None:
    client = add(book, "Helen Okafor")
    order = add_order(book, client)
    screen = show()
    assert not screen.detail.banner.isVisible()
    draft = book.letters.save_draft(LetterDraft(0, client.id, None, LetterKind.REFUND, "en", "Refund", "Dear Helen,"))
    screen.refresh()
    click(screen, "Finish the letter")
    case = book.cases.add(Case(0, "", client.id, order.id, "Sleeve too short", TODAY))
    screen.refresh()
    assert screen.detail.banner.text.text() == "Answer Helen Okafor: Sleeve too short"
    click(screen, "Open the case")
    assert around.went == [(Place.LETTER, draft.id), (Place.CASE, case.id)]


def test_sums_in_two_currencies_are_never_mixed(show: Callable[[], ClientsScreen], book: Book) -> None:
    client = add(book, "Helen Okafor")
    add_order(book, client, "2026-0001", "100")
    lei = Money(Decimal("1250.50"), "RON")
    book.orders.add(Order(0, client.id, "2026-0002", TODAY, "Coat", lei, lei))
    screen = show()
    worth = screen.detail.figures._cells[0]
    assert worth[1].text() == "€100"
    assert worth[2].text() == "and 1,250.50\u00a0RON · 2 orders"


def test_the_history_shows_one_kind_and_opens_what_it_shows(
    show: Callable[[], ClientsScreen], book: Book, around: Around
) -> None:
    client = add(book, "Helen Okafor")
    order = add_order(book, client)
    case = book.cases.add(Case(0, "", client.id, order.id, "Sleeve too short", TODAY))
    screen = show()
    assert screen.detail.past.model.rowCount() == 2
    cases = next(segment for segment in screen.detail.past.kinds.buttons() if segment.text() == "Cases")
    QTest.mouseClick(cases, Qt.MouseButton.LeftButton)
    assert screen.detail.past.model.rowCount() == 1
    view = screen.detail.past.list
    row = view.visualRect(screen.detail.past.model.index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert around.went == [(Place.CASE, case.id)]


def test_what_changed_elsewhere_is_shown_and_the_place_is_kept(show: Callable[[], ClientsScreen], book: Book) -> None:
    clients = [add(book, f"Client {number:03}") for number in range(120)]
    screen = show()
    screen.show_record(clients[60].id)
    scrolled = screen.people.verticalScrollBar().value()
    book.clients.add(Client(0, "Client 060a"))
    screen.refresh()
    assert screen.record == clients[60].id
    assert screen.people.verticalScrollBar().value() == scrolled
    assert "Client 060a" in names(screen)
