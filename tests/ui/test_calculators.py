"""The calculators as the owner uses them: typed as a person types, filled with the owner's own averages, printed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from evenhand import translation
from evenhand.domain.money import Money
from evenhand.domain.records import Client, Letterhead, Order, Owner
from evenhand.storage.book import Book
from evenhand.ui import loose_sheet
from evenhand.ui.calculators_screen import CalculatorsScreen
from evenhand.ui.desk import Desk, Place
from evenhand.ui.discount_curve import DiscountCurve
from evenhand.ui.inputs import Field
from evenhand.ui.main_window import MainWindow
from evenhand.ui.preferences import Preferences
from evenhand.ui.printing import Print, Printed
from evenhand.ui.theme import theme
from paper import said
from person import Person, type_out

TODAY = date(2026, 11, 22)
OWNER = Owner((Letterhead("en", "Linden Tailoring", "Mara Linden"),), currency="EUR")
Opened = Callable[..., CalculatorsScreen]


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def opened(qtbot: QtBot, book: Book, told: list[str]) -> Opened:
    book.owner.save(OWNER)

    def show(number: int = 1) -> CalculatorsScreen:
        def say(text: str, *_rest: object, **_more: object) -> None:
            told.append(text.replace("\u00a0", " "))

        screen = CalculatorsScreen(Desk(book, lambda: TODAY, lambda *_where: None, say))
        qtbot.addWidget(screen)
        screen.resize(1068, 770)
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        screen.show_record(number)
        return screen

    return show


def put_orders(book: Book, *totals: int, currency: str = "EUR", cost: int | None = None, on: date = TODAY) -> None:
    client = book.clients.add(Client(0, "Ada", currency=currency))
    for total in totals:
        spent = Money(cost, currency) if cost is not None else None
        number = book.orders.next_number(on.year)
        book.orders.add(Order(0, client.id, number, on, "A coat", Money(total, currency), Money(0, currency), spent))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2212", "-")


def lines(screen: CalculatorsScreen) -> dict[str, str]:
    """The figures in view, by their names."""
    return {plain(name.text()): plain(value.text()) for name, value in screen.page.figures._cells if name.isVisible()}


def steps(screen: CalculatorsScreen) -> list[str]:
    return [plain(value.text()) for name, value in screen.page.steps._cells if name.isVisible()]


def fill(person: Person, **typed: str) -> None:
    for name, text in typed.items():
        person.write(name.replace("_", " "), text)


# The worked examples


def test_a_fifth_off_at_a_margin_of_three_tenths(qtbot: QtBot, opened: Opened) -> None:
    screen = opened()
    person = Person(qtbot, screen)
    fill(person, Sum_of_an_order="30 000", Orders="6", Margin="30 %", Discount="20")
    assert plain(screen.page.says.text()) == "A discount of 20% takes 66.7% of the profit: 18 orders earn what 6 did."
    assert lines(screen) == {
        "Profit before": "€54,000",
        "Profit after the discount": "€18,000",
        "Profit lost": "€36,000 (66.7%)",
        "Orders for the same profit": "18 orders",
    }
    assert steps(screen) == [
        "€30,000 × 6 = €180,000",
        "€180,000 × 80% = €144,000",
        "€180,000 × 70% = €126,000",
        "€180,000 - €126,000 = €54,000",
        "€144,000 - €126,000 = €18,000",
        "€54,000 - €18,000 = €36,000",
        "6 × €54,000 ÷ €18,000 = 18",
    ]
    curve = screen.page.findChild(DiscountCurve)
    assert curve.isVisible()
    assert "18 orders" in curve.accessibleName()
    fill(person, Tax_on_revenue="9,75 %")
    assert lines(screen)["Profit after the discount"] == "€3,960"
    assert "€144,000 - €126,000 - €14,040 = €3,960" in steps(screen)


def test_a_tenth_of_the_order_that_went_wrong_is_the_bonus(qtbot: QtBot, opened: Opened) -> None:
    screen = opened(2)
    person = Person(qtbot, screen)
    fill(person, Order_that_went_wrong="20 000,00", Share_of_it="10")
    assert lines(screen)["Bonus"] == "€2,000"
    fill(person, Order_that_went_wrong="1 234.00", Share_of_it="10,0 %", Round_up_to="50")
    assert lines(screen)["Bonus"] == "€150"
    assert steps(screen)[:2] == ["€1,234 × 10% = €123.40", "€150"]
    fill(person, Given_on="30.11.2026", Valid_for_months="3")
    assert lines(screen)["Last day"] == "28 February 2027"
    assert "until 28 February 2027, that day included" in plain(screen.page.says.text())


def test_what_came_back_is_shown_with_what_was_really_earned(qtbot: QtBot, opened: Opened) -> None:
    screen = opened(3)
    person = Person(qtbot, screen)
    person.write("Putting it right, at its cost", "3 000")
    person.write("Gift, at its cost", "300")
    fill(person, Bonus_that_was_used="2000", Next_order="60 000")
    assert plain(screen.page.says.text()) == "€3,300 was spent and €58,000 came back: 17.6 for each one spent."
    assert lines(screen) == {"Spent": "€3,300", "Came back": "€58,000", "Came back for each one spent": "17.6"}
    fill(person, Margin="40")
    assert lines(screen)["Really earned"] == "€18,700"
    assert steps(screen)[-1] == "€60,000 × 40% - €2,000 - €3,300 = €18,700"
    fill(person, Margin="5")
    assert lines(screen)["Really earned"] == "-€2,300"
    assert "it cost €2,300 more than it earned" in plain(screen.page.says.text())


def test_a_lost_client_takes_a_years_orders_along(qtbot: QtBot, opened: Opened) -> None:
    screen = opened(4)
    person = Person(qtbot, screen)
    person.write("An order, at the low end", "15")
    person.write("An order, at the high end", "20")
    person.write("Orders a year", "365")
    assert plain(screen.page.says.text()) == "Without this client €5,475 to €7,300 a year is missing."
    assert lines(screen)["Revenue of a year"] == "€5,475 – €7,300"
    fill(person, Margin="50 %")
    assert lines(screen)["Margin of a year"] == "€2,737.50 – €3,650"


def test_keeping_a_client_can_cost_more_than_the_client_brings(qtbot: QtBot, opened: Opened) -> None:
    screen = opened(5)
    person = Person(qtbot, screen)
    fill(
        person,
        Cost_of_the_client_so_far="900",
        What_is_proposed_now="600",
        Average_order="400",
        Margin="25 %",
        Orders_expected_in_a_year="12",
    )
    assert lines(screen) == {
        "Cost of keeping the client": "€1,500",
        "Margin expected in a year": "€1,200",
        "Above the line": "€300",
    }
    assert steps(screen) == ["€900 + €600 = €1,500", "€400 × 25% × 12 = €1,200", "€1,500 - €1,200 = €300"]
    fill(person, What_is_proposed_now="100")
    assert lines(screen)["Left before the line"] == "€200"
    fill(person, What_is_proposed_now="300")
    assert "exactly" in screen.page.says.text()


# Where the figures come from


def test_the_fields_begin_with_the_owners_own_averages_and_say_so(qtbot: QtBot, book: Book, opened: Opened) -> None:
    put_orders(book, 100, 200, 300, 400, cost=75)
    screen = opened()
    person = Person(qtbot, screen)
    fields = {plain(one.label.text()): one for one in screen.page.findChildren(Field)}

    def there(name: str) -> tuple[str, str]:
        editor = fields[name].editor
        assert isinstance(editor, QLineEdit)
        return plain(editor.text()), plain(fields[name]._note.text())

    assert there("Sum of an order") == ("250", "The average of your 4 orders of the last twelve months.")
    assert there("Orders") == ("4", "Your orders of the last twelve months.")
    assert there("Margin") == ("70%", "Of your 4 orders whose cost is known.")
    fill(person, Sum_of_an_order="99")
    assert there("Sum of an order") == ("99", "At first: 250.")
    person.click("My own figures again")
    assert there("Sum of an order") == ("250", "The average of your 4 orders of the last twelve months.")
    screen.show_record(4)
    shown = [plain(one.text()) for one in screen.page.findChildren(QLineEdit)]
    assert shown == ["100", "300", "4", "70%"]


def test_the_usual_margin_stands_in_where_no_cost_is_known(book: Book, opened: Opened) -> None:
    put_orders(book, 100)
    screen = opened()
    assert [one.text for one in screen.page.inputs()][2] == ""
    assert "Margin" in screen.page.trouble.text()
    book.owner.save(replace(OWNER, usual_margin=Decimal("0.35")))
    screen.refresh()
    assert [one.text for one in screen.page.inputs()][2] == "35%"
    assert screen.page.outcome is not None


def test_one_currency_at_a_time_and_what_was_typed_stays(qtbot: QtBot, book: Book, opened: Opened) -> None:
    put_orders(book, 100)
    put_orders(book, 9000, 11000, currency="RUB", cost=1000)
    screen = opened()
    person = Person(qtbot, screen)
    fill(person, Discount="25", Margin="40")
    person.choose("Currency", "RUB")
    texts = [plain(one.text()) for one in screen.page.findChildren(QLineEdit) if one.isVisible()]
    assert texts[:4] == ["10000", "2", "40", "25"]
    assert "8,000" in lines(screen)["Profit before"]
    assert "€" not in "".join(lines(screen).values()) + "".join(steps(screen))
    person.choose("Currency", "EUR")
    assert plain(person.find("Sum of an order", QLineEdit).text()) == "100"


def test_a_book_without_orders_asks_for_the_sums(opened: Opened) -> None:
    screen = opened()
    assert screen.page.outcome is None
    assert plain(screen.page.trouble.text()) == "Still needed: Sum of an order, Margin."
    assert not screen.print_button.isEnabled()
    assert not screen.offers("print_letter")
    assert "no order in EUR" in screen.page.findChildren(Field)[0]._note.text()


def test_a_new_order_is_counted_and_what_was_typed_stays(qtbot: QtBot, book: Book, opened: Opened) -> None:
    put_orders(book, 100)
    screen = opened()
    fill(Person(qtbot, screen), Margin="40")
    put_orders(book, 300)
    screen.refresh()
    texts = [plain(one.text()) for one in screen.page.findChildren(QLineEdit)]
    assert texts[:3] == ["200", "2", "40"]


# What can't be taken


@pytest.mark.parametrize(
    ("number", "name", "typed", "words"),
    [
        (1, "Sum of an order", "dear", "This is not a sum"),
        (1, "Sum of an order", "1,234", "read in two ways"),
        (1, "Sum of an order", "0", "above zero"),
        (1, "Sum of an order", "-5", "above zero"),
        (1, "Orders", "0", "whole number"),
        (1, "Orders", "2.5", "whole number"),
        (1, "Margin", "101", "from 0% to 100%"),
        (1, "Discount", "0", "above 0%"),
        (1, "Tax on profit", "much", "from 0% to 100%"),
        (2, "Round up to", "0", "above zero"),
        (2, "Valid for months", "61", "at most sixty"),
        (2, "Given on", "31.2.2027", "no such day"),
        (3, "Gift, at its cost", "-1", "zero or more"),
        (4, "Orders a year", "often", "zero or more"),
        (4, "An order, at the high end", "1", "below the low end"),
        (5, "Orders expected in a year", "-2", "zero or more"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_the_rest_stays(
    qtbot: QtBot, book: Book, opened: Opened, number: int, name: str, typed: str, words: str
) -> None:
    put_orders(book, 100, 200, cost=40)
    screen = opened(number)
    person = Person(qtbot, screen)
    before = [one.text() for one in screen.page.findChildren(QLineEdit)]
    assert screen.page.outcome is not None
    editor = person.write(name, typed)
    assert words in (person.error(name) or "")
    after = [one.text() for one in screen.page.findChildren(QLineEdit)]
    assert isinstance(editor, QLineEdit)
    assert editor.text() == typed
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
    assert screen.page.outcome is None
    assert screen.page.trouble.isVisible()
    assert not screen.print_button.isEnabled()
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    type_out(editor, before[after.index(typed)])
    assert screen.page.outcome is not None
    assert person.error(name) is None


def test_a_low_end_above_the_high_one_is_said_until_either_is_changed(qtbot: QtBot, book: Book, opened: Opened) -> None:
    put_orders(book, 100, 200, cost=40)
    screen = opened(4)
    person = Person(qtbot, screen)
    low, high = "An order, at the low end", "An order, at the high end"
    person.write(low, "300")
    assert "below the low end" in (person.error(high) or "")
    person.write(low, "150")
    assert person.error(high) is None
    assert screen.page.outcome is not None


def test_figures_beyond_all_measure_are_said_to_be_too_large(qtbot: QtBot, opened: Opened) -> None:
    screen = opened()
    fill(Person(qtbot, screen), Sum_of_an_order="999999999999", Orders="9999999", Margin="30")
    assert screen.page.outcome is None
    assert "too large" in screen.page.trouble.text()


def test_a_discount_of_the_whole_margin_is_earned_again_by_no_number_of_orders(qtbot: QtBot, opened: Opened) -> None:
    screen = opened()
    person = Person(qtbot, screen)
    fill(person, Sum_of_an_order="100", Margin="30", Discount="30")
    assert lines(screen)["Orders for the same profit"] == "no number of orders"
    fill(person, Margin="0")
    assert "no profit" in screen.page.says.text()
    assert not screen.page.curve.isVisible()


# On paper


@pytest.mark.parametrize("number", range(1, 6))
@pytest.mark.parametrize("language", translation.SCREEN_LANGUAGES)
def test_half_a_page_says_all_that_the_screen_does(
    book: Book, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, language: str
) -> None:
    put_orders(book, 1234, 200, 5600, cost=40)
    translation.use(language)
    screen = opened(number)
    file = tmp_path / "half.pdf"
    monkeypatch.setattr(loose_sheet, "ask_where", lambda *_args: file)
    screen.save_copy()
    (text,) = said(file.read_bytes())
    text = text.replace("\u2013", "-")
    page = screen.page
    seen = [label.text() for label in (page.says, *page.figures.findChildren(QLabel), *page.steps.findChildren(QLabel))]
    assert len(seen) > 8
    for words in seen:
        assert " ".join(plain(words).replace("\u2013", "-").split()) in text
    assert "Linden Tailoring" in text


def test_it_is_printed_and_one_line_says_so(
    book: Book, opened: Opened, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put_orders(book, 100, cost=40)
    printed: list[Any] = []

    def on_paper(_parent: object, pdfs: list[bytes], name: str, _medium: str) -> Print:
        printed.append((said(pdfs[0])[0], name))
        return Print(Printed.YES, "Laser")

    monkeypatch.setattr(loose_sheet, "print_pdf", on_paper)
    screen = opened(5)
    screen.print_button.click()
    assert "Keeping a client" in printed[0][0]
    assert told == ["“Keeping a client” went to the printer."]


def test_without_a_printer_it_is_offered_as_a_file(
    book: Book, opened: Opened, told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_orders(book, 100, cost=40)
    monkeypatch.setattr(loose_sheet, "print_pdf", lambda *_args: Print(Printed.NO_PRINTER))
    monkeypatch.setattr(loose_sheet, "ask_where", lambda _parent, _title, name: tmp_path / name)
    screen = opened(2)
    screen.print_letter()
    assert (tmp_path / "A fixed bonus.pdf").read_bytes().startswith(b"%PDF")
    assert told == ["Saved A fixed bonus.pdf."]
    monkeypatch.setattr(loose_sheet, "ask_where", lambda *_args: tmp_path / "not there" / "x.pdf")
    screen.save_copy()
    assert "x.pdf" in told[-1]


def test_what_the_letterhead_cannot_print_is_named(book: Book, opened: Opened, told: list[str]) -> None:
    put_orders(book, 100, cost=40)
    screen = opened()
    book.owner.save(replace(OWNER, letterheads=(Letterhead("en", "林 Tailoring", "Mara"),)))
    screen.save_copy()
    assert "U+6797" in told[-1]


# In the window


def test_the_menus_lead_there_and_the_keyboard_is_in_the_first_figure(qtbot: QtBot, book: Book) -> None:
    book.owner.save(OWNER)
    put_orders(book, 100, cost=40)
    window = MainWindow(book, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    screen = window.screen_in_view
    assert isinstance(screen, CalculatorsScreen)
    assert screen.record == 1
    calculators = next(one.menu() for one in window.menuBar().actions() if one.text().replace("&", "") == "Calculators")
    assert calculators is not None
    calculators.actions()[4].trigger()
    assert screen.header.title.text() == "Keeping a client"
    focused = window.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert focused.accessibleName() == "Cost of the client so far"
    window.go(Place.CLIENTS)
    calculators.actions()[3].trigger()
    assert window.screen_in_view.record == 4
    window.set_language("ro")
    assert window.screen_in_view.record == 4


def test_the_screen_fits_the_smallest_window_in_every_language(qtbot: QtBot, book: Book, opened: Opened) -> None:
    put_orders(book, 100, cost=40)
    for language in translation.SCREEN_LANGUAGES:
        translation.use(language)
        assert opened().minimumSizeHint().width() <= 960


def test_large_text_puts_the_result_beneath_the_fields_where_it_can_be_read(
    qapp: QApplication, book: Book, opened: Opened
) -> None:
    put_orders(book, 100, cost=40)
    theme.apply(qapp, dark=False, text_size=150)
    screen = opened(2)
    QApplication.processEvents()
    for says in (screen.page.says, *(value for _name, value in screen.page.figures._cells)):
        words = says.text().replace("\u00a0", "_").split()
        assert max(says.fontMetrics().horizontalAdvance(word) for word in words) <= says.width()
    entries = [entry.field for entry in screen.page._entries.values()]
    assert screen.page.says.y() > max(field.y() for field in entries)
    assert entries[1].y() == entries[0].y()
    assert entries[1].x() > entries[0].x()
