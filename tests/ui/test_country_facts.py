"""Country facts as the owner meets them: a list to read and change, and a quiet line beside each day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from evenhand import formats, translation
from evenhand.domain.case import Step
from evenhand.domain.country_facts import CountryFact, Topic, Unit
from evenhand.domain.money import Money
from evenhand.domain.records import (
    Case,
    Cause,
    Client,
    Letterhead,
    Nature,
    Order,
    Owner,
    Remedy,
    Responsibility,
)
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed
from evenhand.ui.business_screen import BusinessScreen
from evenhand.ui.case_screen import CaseScreen
from evenhand.ui.client_form import ClientForm
from evenhand.ui.country_facts import CountryFactsForm
from evenhand.ui.country_note import CountryNote
from evenhand.ui.desk import Desk
from evenhand.ui.main_window import MainWindow
from evenhand.ui.preferences import Preferences
from person import Person

TODAY = date(2026, 11, 30)  # a Monday


@pytest.fixture
def desk(book: Book) -> Desk:
    book.owner.save(Owner((Letterhead("en", "Linden Tailoring", "Mara Linden"),), country="GB", currency="GBP"))
    return Desk(book, lambda: TODAY, lambda *_a: None, lambda *_a, **_k: None)


@pytest.fixture
def look_at(qtbot: QtBot) -> Callable[[QWidget], Person]:
    def show(screen: QWidget) -> Person:
        qtbot.addWidget(screen)
        screen.resize(1068, 770)
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        return Person(qtbot, screen)

    return show


Look = Callable[[QWidget], Person]


@pytest.fixture
def facts(desk: Desk, look_at: Look) -> Person:
    """The facts of Britain, opened from My business."""
    person = look_at(BusinessScreen(desk))
    person.click("Terms and facts of countries")
    form = person.seen
    assert isinstance(form, CountryFactsForm)
    return person


def fact(book: Book, topic: Topic, country: str = "GB") -> CountryFact:
    return next(one for one in book.country_facts.of(country) if one.topic is topic)


def texts(person: Person) -> list[str]:
    return [one.text().replace("\u00a0", " ") for one in person.seen.findChildren(QLabel) if one.isVisible()]


def written(text: str) -> str:
    """A day as the field writes it once it's left; any other text as it is."""
    try:
        return formats.long_date(formats.parse_date(text, TODAY, "en"), "en")
    except formats.DateNotUnderstood:
        return text


def answer_repairs_in(person: Person, days: str, source: str = "my solicitor", read_on: str = "3.5.2026") -> None:
    person.click("Change: Repair")
    person.write("How many days", days)
    person.write("Where it was read, or where to look", source)
    person.write("Read on", read_on)


# The list


def test_every_topic_says_what_is_noted_or_that_nobody_looked_yet(facts: Person) -> None:
    shown = texts(facts)
    assert "14 days from the day we agree to it; that day is day 1." in shown
    assert "Consumer Rights Act 2015, s. 20(15), checked 22 Nov 2026" in shown
    assert "Where to look: Consumer Rights Act 2015, s. 23" in shown
    assert shown.count("Not verified.") == 7


def test_a_term_that_nobody_verified_is_written_in_its_place_by_keyboard(facts: Person, book: Book) -> None:
    change = facts.find("Change: Repair", QAbstractButton)
    change.setFocus()
    facts.press(Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert focused.accessibleName() == "How many days"
    facts.write("How many days", "21")
    facts.choose("Counted as", "Working days")
    facts.write("Where it was read, or where to look", "my solicitor")
    facts.write("Read on", "3 May 2026")
    facts.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = fact(book, Topic.REPAIR)
    assert (kept.days, kept.unit, kept.source) == (21, Unit.WORKING, "my solicitor")
    assert (kept.checked_on, kept.edited) == (date(2026, 5, 3), True)
    assert not isinstance(facts.seen, CountryFactsForm)


def test_what_the_owner_wrote_is_marked_and_can_be_taken_back_and_had_again(
    desk: Desk, book: Book, look_at: Look
) -> None:
    brought = fact(book, Topic.GOODS_REFUND)
    mine = replace(brought, days=7, source="my solicitor", checked_on=date(2026, 5, 3))
    book.country_facts.edit(mine)
    person = look_at(BusinessScreen(desk))
    person.click("Terms and facts of countries")
    person.find("Your own", QWidget)
    person.click("Back to the built-in")
    assert fact(book, Topic.GOODS_REFUND) == brought
    assert "14 days from the day we agree to it; that day is day 1." in texts(person)
    person.click("Take mine again")
    assert fact(book, Topic.GOODS_REFUND) == replace(mine, edited=True)
    person.find("Your own", QWidget)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("How many days", "two weeks", "Write a number of days, or leave this empty."),
        ("How many days", "-3", "Write a number of days, or leave this empty."),
        ("How many days", "2½", "Write a number of days, or leave this empty."),
        ("How many days", "3661", "Write at most 3,660 days; that is ten years."),
        ("How many days", "9" * 5000, "Write at most 3,660 days; that is ten years."),
        (
            "Where it was read, or where to look",
            "  ",
            "Write where you read it: the law, its article, perhaps an address.",
        ),
        ("Read on", "1.12.2027", "That day is still to come. Write the day you read it."),
        ("Read on", "", "Write the day you read it there."),
        ("Read on", "31.2.2026", "There is no such day in the calendar."),
    ],
)
def test_what_cannot_be_noted_gets_one_sentence_and_nothing_is_lost(
    facts: Person, book: Book, field: str, typed: str, sentence: str
) -> None:
    before = fact(book, Topic.REPAIR)
    answer_repairs_in(facts, "21")
    facts.write(field, typed)
    facts.click("Save")
    assert (facts.error(field) or "").replace("\u00a0", " ") == sentence
    assert fact(book, Topic.REPAIR) == before
    typed_elsewhere = {
        "How many days": "21",
        "Where it was read, or where to look": "my solicitor",
        "Read on": "3.5.2026",
    }
    for name, text in (typed_elsewhere | {field: typed}).items():
        assert facts.find(name, QLineEdit).text() in (text, written(text))


def test_a_term_may_say_that_the_law_names_none_or_where_to_look(facts: Person, book: Book) -> None:
    answer_repairs_in(facts, "")
    facts.click("Change: Replacement")
    source = [one for one in facts.seen.findChildren(QLineEdit) if one.isVisible() and one.text() == NOT_READ_YET]
    source[0].setText("the chamber of commerce")
    facts.click("Save")
    assert fact(book, Topic.REPAIR).sets_no_term
    assert not fact(book, Topic.REPLACEMENT).verified
    assert fact(book, Topic.REPLACEMENT).source == "the chamber of commerce"


NOT_READ_YET = "Consumer Rights Act 2015, s. 23"


def test_looking_and_leaving_a_term_as_it_is_saves_nothing(facts: Person, book: Book) -> None:
    before = book.country_facts.of("GB")
    announced: list[object] = []
    book.changed = announced.append
    facts.click("Change: Repair")
    facts.click("Save")
    assert (book.country_facts.of("GB"), announced) == (before, [])


def test_fields_that_were_opened_can_be_put_away(facts: Person, book: Book) -> None:
    answer_repairs_in(facts, "21")
    facts.click("Leave as it is")
    facts.click("Close")
    assert not isinstance(facts.seen, CountryFactsForm)
    assert not fact(book, Topic.REPAIR).verified


def test_what_was_typed_is_not_let_go_unasked(facts: Person, book: Book) -> None:
    answer_repairs_in(facts, "21")
    facts.press(Qt.Key.Key_Escape)
    facts.find("What you wrote is not saved yet.", QWidget)
    facts.click("Keep writing")
    facts.click("Save")
    assert fact(book, Topic.REPAIR).days == 21


def test_another_country_keeps_what_was_typed_for_the_one_before(facts: Person, book: Book) -> None:
    answer_repairs_in(facts, "21")
    pick(facts, "Russia")
    assert fact(book, Topic.REPAIR).days == 21
    assert "10 days from the day the client's demand reaches us." in texts(facts)


def test_what_cannot_be_noted_keeps_its_country_in_view(facts: Person) -> None:
    answer_repairs_in(facts, "soon")
    pick(facts, "Russia")
    assert facts.find("Country", QComboBox).currentText() == "United Kingdom"
    assert facts.error("How many days") == "Write a number of days, or leave this empty."
    assert facts.find("How many days", QLineEdit).text() == "soon"


def test_a_country_the_app_knows_nothing_of_can_be_written_too(facts: Person, book: Book) -> None:
    pick(facts, "Japan")
    assert texts(facts).count("Not verified.") == len(Topic)
    answer_repairs_in(facts, "30")
    facts.click("Save")
    assert fact(book, Topic.REPAIR, "JP").days == 30


def test_a_book_that_cannot_be_written_says_so_and_keeps_what_was_typed(
    facts: Person, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_fact: CountryFact) -> None:
        raise StorageFailed("disk_full")

    monkeypatch.setattr(book.country_facts, "edit", full)
    answer_repairs_in(facts, "21")
    facts.click("Save")
    sentence = "The disk is full. Nothing was changed; free some space and try once more."
    assert facts.error("Where it was read, or where to look") == sentence
    assert facts.find("How many days", QLineEdit).text() == "21"


@pytest.mark.parametrize(
    ("language", "country"), [("en", "IE"), ("ru", "RU"), ("ro", "GB"), ("hy", "RU"), ("ru", "IE"), ("hy", "GB")]
)
@pytest.mark.usefixtures("dressed")
def test_the_list_is_never_wider_than_its_sheet(qtbot: QtBot, book: Book, language: str, country: str) -> None:
    translation.use(language)
    form = CountryFactsForm(book, TODAY, country)
    qtbot.addWidget(form)
    form.show()
    for row in form.rows.values():
        row.unfold()
    QApplication.processEvents()
    assert form.width() == form.sizeHint().width()
    assert form._page.minimumSizeHint().width() <= form.width()


def test_the_menu_opens_the_list_from_anywhere(qtbot: QtBot, desk: Desk) -> None:
    window = MainWindow(desk.book, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(window)
    window.show()
    file = window.menuBar().actions()[0].menu()
    next(one for one in file.actions() if one.text() == "Terms and facts of countries").trigger()  # type: ignore[attr-defined]
    assert window.findChild(CountryFactsForm) is not None


def pick(person: Person, country: str) -> None:
    """Chooses from the list of countries, which announces a choice only when a person makes it."""
    combo = person.find("Country", QComboBox)
    combo.setFocus()
    row = combo.findText(country)
    assert row >= 0
    combo.setCurrentIndex(row)
    combo.activated.emit(row)


# Beside a day


@pytest.fixture
def client(book: Book) -> Client:
    return book.clients.add(Client(0, "Priya Raman", "Dear Ms Raman,", "Ms Priya Raman", currency="GBP"))


@pytest.fixture
def case(book: Book, client: Client) -> Case:
    paid = Money(200, "GBP")
    order = book.orders.add(Order(0, client.id, "2026-0001", date(2026, 11, 2), "a suit", paid, paid))
    return book.cases.add(
        Case(
            0,
            "",
            client.id,
            order.id,
            "Zips failed",
            date(2026, 11, 26),
            words="They went on the first day.",
            cause=Cause.PRODUCT,
            responsibility=Responsibility.OURS,
            answered_on=date(2026, 11, 27),
        )
    )


@pytest.fixture
def open_at(desk: Desk, look_at: Look) -> Callable[[Case, Step], Person]:
    def show(case: Case, step: Step) -> Person:
        screen = CaseScreen(desk)
        person = look_at(screen)
        screen.show_record(case.id)
        screen.show_step(step)
        return person

    return show


OpenAt = Callable[[Case, Step], Person]


def live_in(book: Book, client: Client, country: str) -> None:
    book.clients.save(replace(client, country=country))


def note_in(book: Book, country: str, topic: Topic, days: int) -> None:
    book.country_facts.edit(replace(fact(book, topic, country), days=days, source="a law", checked_on=date(2026, 5, 3)))


def noted(person: Person) -> list[str]:
    shown = [one for one in person.screen.findChildren(CountryNote) if one.isVisible()]
    return [one.text.text().replace("\u00a0", " ") for one in shown]


def give_money_back_by(person: Person, day: str) -> None:
    person.click("Money back")
    person.write("How it goes back", "the card you used")
    person.write("Paid by", day)


def test_a_refund_within_the_term_is_told_what_is_noted(
    book: Book, client: Client, case: Case, open_at: OpenAt
) -> None:
    live_in(book, client, "RU")
    person = open_at(case, Step.COMPENSATE)
    give_money_back_by(person, "4.12.2026")
    assert noted(person) == [
        "Noted for Russia. Refund after withdrawal from a distance order, refund for faulty goods, refund for "
        "services: 10 days, until 6 December 2026."
    ]


def test_a_refund_later_than_noted_is_said_and_goes_through_all_the_same(
    book: Book, client: Client, case: Case, open_at: OpenAt
) -> None:
    live_in(book, client, "FR")
    note_in(book, "FR", Topic.SERVICES_REFUND, 10)
    person = open_at(case, Step.COMPENSATE)
    give_money_back_by(person, "7.12.2026")
    assert noted(person) == [
        "Noted for France. Refund for services: 10 days, until 6 December 2026 (a law, checked 3 May 2026, your own). "
        "Your day for paying is later."
    ]
    given = book.cases.compensations(case.id).refund
    assert given is not None
    assert given.pay_by == date(2026, 12, 7)


def test_a_client_without_a_country_is_taken_to_live_where_the_owner_does(
    book: Book, case: Case, open_at: OpenAt
) -> None:
    person = open_at(case, Step.COMPENSATE)
    give_money_back_by(person, "4.12.2026")
    (said,) = noted(person)
    assert said.startswith("Noted for United Kingdom.")
    assert "14 days, until 10 December 2026" in said  # from the demand
    assert "14 days, until 13 December 2026" in said  # from today's agreement, which is day 1


def test_working_days_of_a_term_are_the_owners(book: Book, client: Client, case: Case, open_at: OpenAt) -> None:
    live_in(book, client, "US")  # 26 November is a holiday there, and not here
    person = open_at(case, Step.COMPENSATE)
    give_money_back_by(person, "4.12.2026")
    assert "7 working days, until 7 December 2026" in noted(person)[0]


def test_where_nothing_is_noted_nothing_is_said(book: Book, client: Client, case: Case, open_at: OpenAt) -> None:
    live_in(book, client, "JP")
    book.cases.save(replace(case, remedy=Remedy.REPAIR, remedy_by=date(2027, 11, 26)))
    person = open_at(case, Step.COMPENSATE)
    give_money_back_by(person, "4.12.2027")
    assert noted(person) == []
    person = open_at(case, Step.PUT_IT_RIGHT)
    assert noted(person) == []


def test_the_note_opens_its_fact_and_follows_when_it_is_changed(
    book: Book, client: Client, case: Case, open_at: OpenAt
) -> None:
    live_in(book, client, "FR")
    note_in(book, "FR", Topic.SERVICES_REFUND, 10)
    person = open_at(case, Step.COMPENSATE)
    give_money_back_by(person, "7.12.2026")
    person.click("Terms")
    form = person.seen
    assert isinstance(form, CountryFactsForm)
    focused = form.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Change: Refund for services"
    book.changed = lambda _kinds: person.screen.refresh()  # type: ignore[attr-defined]
    person.press(Qt.Key.Key_Return)
    person.write("How many days", "30")
    person.click("Save")
    assert "until 26 December 2026" in noted(person)[0]
    assert "later" not in noted(person)[0]


@pytest.mark.parametrize(
    ("remedy", "said"),
    [
        (Remedy.REPAIR, "Repair: 15 days, until 11 December 2026 ("),
        (Remedy.REPLACE, "Replacement: 15 days, until 11 December 2026 ("),
        (Remedy.REFUND, "Refund for services: 5 days, until 1 December 2026 ("),
    ],
)
def test_a_promise_to_put_it_right_is_held_against_the_term_for_that_remedy(
    book: Book, client: Client, case: Case, open_at: OpenAt, remedy: Remedy, said: str
) -> None:
    live_in(book, client, "RO")
    note_in(book, "RO", Topic.SERVICES_REFUND, 5)
    book.cases.save(replace(case, remedy=remedy, remedy_by=date(2026, 12, 11)))
    person = open_at(case, Step.PUT_IT_RIGHT)
    person.write("By when", "14.12.2026")
    assert book.cases.get(case.id).remedy_by == date(2026, 12, 14)
    (text,) = noted(person)
    assert said in text
    assert "later." in text


def test_a_discount_has_no_term(book: Book, client: Client, case: Case, open_at: OpenAt) -> None:
    live_in(book, client, "RO")
    book.cases.save(replace(case, remedy=Remedy.DISCOUNT, remedy_by=date(2027, 12, 11)))
    assert noted(open_at(case, Step.PUT_IT_RIGHT)) == []


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (30, "Noted for United Kingdom. Answer to a complaint: 30 days, until 26 December 2026."),
        (3, "The day of your answer is later."),
    ],
)
def test_a_case_that_waits_for_its_answer_is_told_the_term(
    book: Book, case: Case, open_at: OpenAt, days: int, said: str
) -> None:
    note_in(book, "GB", Topic.COMPLAINT_ANSWER, days)
    book.cases.save(replace(case, answered_on=None))
    person = open_at(case, Step.FIND_THE_CAUSE)
    (text,) = noted(person)
    assert text.endswith(said)
    person.click("I have answered them today")
    assert noted(person) == []


def test_a_bonus_that_ends_on_a_day_off_is_told_so(book: Book, case: Case, open_at: OpenAt) -> None:
    person = open_at(case, Step.COMPENSATE)
    person.click("Bonus for the next order")
    person.choose("Valid for", "3 months")
    assert noted(person) == ["Its last day is a day off: Sunday 28 February 2027 (United Kingdom)."]
    given = book.cases.compensations(case.id).bonus
    assert given is not None


def test_a_bonus_in_place_of_money_is_held_against_the_shortest_validity(
    book: Book, client: Client, case: Case, open_at: OpenAt
) -> None:
    live_in(book, client, "IE")
    person = open_at(case, Step.COMPENSATE)
    person.click("Bonus for the next order")
    person.click("In place of money owed")
    assert noted(person) == [
        "Noted for Ireland. Shortest validity of a voucher: 1,826 days at least, to 30 November 2031."
    ]
    person.choose("Valid for", "6 months")
    short = noted(person)[0]
    assert short.startswith("Noted for Ireland. Shortest validity of a voucher: 1,826 days, to 30 November 2031 (")
    assert "This bonus ends earlier." in short
    person.click("The client chose this themselves")
    assert noted(person)[0] == short
    given = book.cases.compensations(case.id).bonus
    assert given is not None
    assert given.nature is Nature.OWED


def test_an_address_that_may_need_more_is_only_hinted_at(desk: Desk, book: Book, look_at: Look) -> None:
    form = ClientForm(desk)
    person = look_at(form)
    person.write("Name", "Priya Raman")
    person.write("Address", "Rose Cottage")
    hint = "An address there (United Kingdom) may need more: the street or the town, a postal code such as BA1 9LT."
    assert hint in texts(person)
    person.write("Address", "Rose Cottage\nBath\nBA1 9LT")
    assert hint not in texts(person)
    assert "As on an envelope, up to seven lines" in texts(person)
    person.write("Address", "Rose Cottage")
    person.click("Save")
    assert book.clients.get(form.client_id).address_lines == ("Rose Cottage",)
