"""The first screen: what waits, in order, opened and done from the keyboard; and that it ends."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

import books
from bonus_shop import GRANTED_ON, grant
from bonus_shop import open_shop as open_bonus_shop
from case_desk import TODAY, Table
from evenhand import actions, translation
from evenhand.domain import rules
from evenhand.domain.comfort import Comfort, ComfortFlag
from evenhand.domain.keeping_in_touch import FollowUp
from evenhand.domain.money import Money
from evenhand.domain.promises import Promise, PromiseEnding
from evenhand.domain.records import Case, Client, Letterhead, LetterKind, Order, Standing
from evenhand.domain.rules import Fact, HouseRule
from evenhand.domain.turns import Turn
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed
from evenhand.ui import today_screen
from evenhand.ui.desk import Place
from evenhand.ui.duties import DutyRow
from evenhand.ui.duty_list import DutyList
from evenhand.ui.main_window import MainWindow
from evenhand.ui.preferences import Preferences
from evenhand.ui.today_ends import Enough
from evenhand.ui.today_screen import TodayScreen
from person import NONE, Person

Look = Callable[[QWidget], Person]
Key = Qt.Key


def promised(book: Book, client: Client, what: str, days: int, at: time | None = None) -> Promise:
    made = TODAY - timedelta(20)
    due = TODAY + timedelta(days)
    return actions.make_promise(
        book, client_id=client.id, what=what, due_on=due, due_at=at, made_on=made, operation_id=what
    )


def opened(book: Book, client: Client, number: str, received: date) -> Case:
    paid = Money(20_000, "GBP")
    order = book.orders.add(Order(0, client.id, number, date(2026, 11, 2), "a coat", paid, paid))
    return book.cases.add(Case(0, "", client.id, order.id, f"About {number}", received))


def look(table: Table, look_at: Look) -> tuple[TodayScreen, Person]:
    screen = TodayScreen(table.desk)
    person = look_at(screen)
    screen.refresh()
    table.book.changed = lambda _kinds: screen.refresh()
    return screen, person


def ended(screen: TodayScreen) -> bool:
    """Whether all lists are there; the first paint has only the promises."""
    end = screen.findChild(Enough)
    return end is not None and end.isVisible()


def titles(where: DutyList) -> list[str]:
    return [each.duty.title for each in where.rows if each.duty]


def on(row: DutyRow) -> str:
    assert row.duty is not None
    return row.duty.title


def focused() -> str:
    row = QApplication.focusWidget()
    assert isinstance(row, DutyRow)
    return on(row)


def test_promises_stand_late_first_up_to_the_next_working_day(table: Table, priya: Client, look_at: Look) -> None:
    for what, days in (("tomorrow", 1), ("in two days", 2), ("late", -3), ("today", 0)):
        promised(table.book, priya, what, days)
    screen, person = look(table, look_at)
    assert titles(screen.promises) == ["late", "today", "tomorrow"]
    assert [row.duty.lead.replace("\u00a0", " ") for row in screen.promises.rows if row.duty] == [
        "Fri 27 Nov",
        "Today",
        "Tomorrow",
    ]
    late = screen.promises.rows[0].duty
    assert late is not None
    assert late.third == "Was due Friday. Call first, then a new day."
    person.find("Monday 30 November  ·  2 promises due", QWidget)


def test_before_a_weekend_mondays_promises_are_near(table: Table, priya: Client, look_at: Look) -> None:
    friday = date(2026, 12, 4)
    promised(table.book, priya, "on Monday", 7)
    promised(table.book, priya, "on Tuesday", 8)
    screen = TodayScreen(replace(table.desk, today=lambda: friday))
    look_at(screen)
    screen.refresh()
    assert titles(screen.promises) == ["on Monday"]


def test_the_cases_to_answer_are_those_whose_turn_is_ours(table: Table, priya: Client, look_at: Look) -> None:
    book = table.book
    late, new = opened(book, priya, "1", TODAY - timedelta(20)), opened(book, priya, "2", TODAY)
    waiting, answered = opened(book, priya, "3", TODAY), opened(book, priya, "4", TODAY)
    actions.give_turn(book, case_id=waiting.id, turn=Turn.CLIENT, since=TODAY, today=TODAY)
    actions.mark_answered(book, case_id=answered.id, on=TODAY)
    screen, person = look(table, look_at)
    assert titles(screen.cases) == [late.title, new.title]
    assert [row.duty.lead for row in screen.cases.rows if row.duty] == ["Late", "3 days left"]
    person.find("within 3 working days", QWidget)
    person.click("Answer")
    assert table.gone[-1] == (Place.CASE, late.id)


def test_the_arrows_go_over_all_rows_and_enter_opens_each(table: Table, priya: Client, look_at: Look) -> None:
    book = table.book
    promise = promised(book, priya, "Bring the suits", 0)
    case = opened(book, priya, "1", TODAY)
    book.follow_ups.add(FollowUp(0, priya.id, TODAY, "Ask how the coat wears"))
    screen, person = look(table, look_at)
    screen.focus_first()
    assert focused() == promise.what
    person.press(Key.Key_Up)
    assert focused() == promise.what
    person.press(Key.Key_Return)
    assert table.gone[-1] == (Place.CLIENTS, priya.id)
    person.press(Key.Key_Down)
    assert focused() == case.title
    person.press(Key.Key_Return)
    assert table.gone[-1] == (Place.CASE, case.id)
    person.press(Key.Key_Down)
    assert focused() == priya.name
    person.press(Key.Key_Down)
    assert focused() == priya.name
    person.press(Key.Key_Return)
    assert table.gone[-1] == (Place.CLIENTS, priya.id)


@pytest.mark.parametrize("width", [1068, 960])
def test_what_stands_at_the_right_is_in_line_with_the_header_whether_the_page_scrolls_or_not(
    table: Table, priya: Client, look_at: Look, dressed: None, width: int
) -> None:
    screen, person = look(table, look_at)
    screen.resize(width, 770)

    def right(part: QWidget) -> int:
        return part.mapTo(screen, part.rect().topRight()).x()

    bar = screen.findChildren(QScrollArea)[0].verticalScrollBar()
    person.qtbot.waitUntil(lambda: bar.maximum() == 0)
    assert right(screen.check_in) == right(screen.promise)
    for number in range(5):
        promised(table.book, priya, f"promise {number}", 0)
    screen.resize(width, 420)
    person.qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert right(screen.check_in) == right(screen.promise)


def test_today_read_behind_another_screen_leaves_the_keyboard_there(
    table: Table, priya: Client, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(today_screen, "_MANY", -1)  # one list after another, as with very many clients
    promised(table.book, priya, "a lining", 0)
    window = MainWindow(table.book, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    today = window.screen_in_view
    window.go(Place.CLIENTS)
    elsewhere = QApplication.focusWidget()
    assert elsewhere is not None
    qtbot.wait(20)  # the lists would be filled by now
    assert QApplication.focusWidget() is elsewhere
    today.refresh()  # and read behind it, it keeps off the keyboard as well
    qtbot.waitUntil(lambda: today.enough.isVisibleTo(today))
    assert QApplication.focusWidget() is elsewhere
    window.go(Place.TODAY)
    assert focused() == "a lining"


def test_k_keeps_a_promise_and_the_keyboard_goes_on_with_the_next(table: Table, priya: Client, look_at: Look) -> None:
    book = table.book
    first, second = promised(book, priya, "first", -1), promised(book, priya, "second", 0)
    screen, person = look(table, look_at)
    screen.focus_first()
    person.press(Key.Key_K)
    assert book.promises.get(first.id).ending is PromiseEnding.KEPT
    assert book.promises.get(second.id).ending is None
    assert focused() == "second"
    person.press(Key.Key_K)
    assert book.promises.get(second.id).ending is PromiseEnding.KEPT
    undo = table.said[-1][1]
    assert undo is not None
    undo()
    assert titles(screen.promises) == ["second"]


def test_a_double_click_on_kept_keeps_one_promise_and_not_the_next(table: Table, priya: Client, look_at: Look) -> None:
    book = table.book
    first, second = promised(book, priya, "first", -1), promised(book, priya, "second", 0)
    _screen, person = look(table, look_at)
    kept = person.find("Kept", QAbstractButton)
    person.qtbot.mouseClick(kept, Qt.MouseButton.LeftButton)
    middle = QPointF(kept.rect().center())
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        where = kept.mapToGlobal(middle)
        held = Qt.MouseButton.LeftButton if kind is QEvent.Type.MouseButtonDblClick else Qt.MouseButton.NoButton
        QApplication.sendEvent(kept, QMouseEvent(kind, middle, where, Qt.MouseButton.LeftButton, held, NONE))
    assert book.promises.get(first.id).ending is PromiseEnding.KEPT
    assert book.promises.get(second.id).ending is None


def test_nothing_needs_you_where_nothing_waits(table: Table, priya: Client, look_at: Look) -> None:
    promised(table.book, priya, "in a month", 30)
    screen, person = look(table, look_at)
    person.find("Nothing needs you today", QWidget)
    with pytest.raises(AssertionError):
        person.find("Nothing else needs you today.", QWidget)
    promised(table.book, priya, "today", 0)
    screen.refresh()
    person.find("Nothing else needs you today.", QWidget)


def test_how_promises_were_kept_is_said_with_how_it_came_about(table: Table, priya: Client, look_at: Look) -> None:
    book = table.book
    for number, kept_on in enumerate((-6, -5, -1)):
        one = promised(book, priya, f"promise {number}", -5)
        actions.keep_promise(book, promise_id=one.id, on=TODAY + timedelta(kept_on))
    moved = promised(book, priya, "moved", -5)
    actions.move_promise(book, promise_id=moved.id, to_day=TODAY, on=TODAY - timedelta(6))
    actions.keep_promise(book, promise_id=moved.id, on=TODAY)
    old = promised(book, priya, "old", -5)
    actions.keep_promise(book, promise_id=old.id, on=TODAY - timedelta(366))
    promised(book, priya, "today", 0)
    screen, person = look(table, look_at)
    person.find("Of 4 promises, 2 were kept by their day.", QAbstractButton)
    assert [sum_ for _words, sum_ in screen.enough.rate.lines()] == ["4", "1", "1", "1", "2"]


def test_one_who_left_is_greeted_by_a_letter_or_noted_as_greeted(table: Table, priya: Client, look_at: Look) -> None:
    book = table.book
    book.clients.save(replace(priya, standing=Standing.LEFT))
    paid = Money(Decimal(20), "GBP")
    book.orders.add(Order(0, priya.id, "1", date(2025, 5, 4), "a coat", paid, paid))
    screen, person = look(table, look_at)
    (row,) = screen.people.rows
    assert row.duty is not None
    assert row.duty.second.replace("\u00a0", " ") == "Last word: May 2025. A friendly line, nothing to sell."
    row.setFocus()
    person.press(Key.Key_K)
    (greeting,) = book.follow_ups.of_client(priya.id)
    assert greeting.done_on == TODAY
    assert screen.people.count == 0
    undo = table.said[-1][1]
    assert undo is not None
    undo()
    assert book.follow_ups.of_client(priya.id) == []
    person.click("Write a friendly line")
    (draft,) = book.letters.drafts()
    assert draft.draft.kind is LetterKind.KEEP_IN_TOUCH
    assert table.gone[-1] == (Place.LETTER, draft.draft.id)


def test_what_was_planned_is_done_by_its_check_and_waits_for_its_day(
    table: Table, priya: Client, look_at: Look
) -> None:
    book = table.book
    due = book.follow_ups.add(FollowUp(0, priya.id, TODAY - timedelta(1), "Ask how the coat wears"))
    later = book.follow_ups.add(FollowUp(0, priya.id, TODAY + timedelta(1), "Ask again"))
    screen, person = look(table, look_at)
    assert screen.people.count == 1
    person.click("Done")
    assert book.follow_ups.get(due.id).done_on == TODAY
    assert book.follow_ups.get(later.id).done_on is None
    undo = table.said[-1][1]
    assert undo is not None
    undo()
    assert book.follow_ups.get(due.id).done_on is None
    assert screen.people.count == 1


def test_a_long_list_shows_its_first_rows_and_the_rest_when_asked(table: Table, priya: Client, look_at: Look) -> None:
    for number in range(10):
        promised(table.book, priya, f"promise {number}", 0)
    screen, person = look(table, look_at)
    assert len(screen.promises.rows) == 7
    person.click("Show 3 more")
    assert len(screen.promises.rows) == 10
    assert focused() == "promise 7"
    assert [row.isVisible() for row in screen.promises.rows] == [True] * 10


def test_tab_goes_through_rows_and_their_buttons_in_reading_order(table: Table, priya: Client, look_at: Look) -> None:
    opened(table.book, priya, "1", TODAY)
    screen, person = look(table, look_at)
    promised(table.book, priya, "Bring the suits", 0)
    screen.refresh()
    screen.check_in.skip.setFocus()  # the last of what stands above
    walked = []
    for _step in range(5):
        person.press(Key.Key_Tab)
        stop = QApplication.focusWidget()
        assert stop is not None
        walked.append(on(stop) if isinstance(stop, DutyRow) else stop.accessibleName() or stop.text())  # type: ignore[attr-defined]
    assert walked == ["Bring the suits", "Kept", "More", "About 1", "Answer"]


def late_payment(book: Book, client: Client) -> Order:
    """An order delivered three weeks ago and half paid: a house rule asks to remind of it."""
    total, paid = Money(20_000, "GBP"), Money(10_000, "GBP")
    day = TODAY - timedelta(21)
    return book.orders.add(Order(0, client.id, "9", day - timedelta(9), "a coat", total, paid, delivered_on=day))


def late_rule(book: Book) -> HouseRule:
    return next(rule for rule in book.rules.all() if rule.todo_days is not None and _fact(rule) == [Fact.PAYMENT_LATE])


def _fact(rule: HouseRule) -> list[Fact]:
    return [condition.fact for condition in rule.conditions]


def test_a_to_do_says_what_to_do_for_whom_by_when_and_which_rule_it_is_of(
    table: Table, priya: Client, look_at: Look
) -> None:
    late_payment(table.book, priya)
    rule = late_rule(table.book)
    screen, person = look(table, look_at)
    (row,) = screen.todos.rows
    assert row.duty is not None
    assert row.duty.title == rules.text(rule.do, "en")
    assert row.duty.second == priya.name
    assert row.duty.lead
    person.click(rules.text(rule.name, "en"))
    assert table.gone[-1] == (Place.RULES, rule.id)
    row.setFocus()
    person.press(Key.Key_Return)
    assert table.gone[-1] == (Place.CLIENTS, priya.id)


def test_a_to_do_is_done_or_put_off_and_both_can_be_taken_back(table: Table, priya: Client, look_at: Look) -> None:
    book = table.book
    late_payment(book, priya)
    screen, person = look(table, look_at)
    screen.todos.rows[0].setFocus()
    person.press(Key.Key_K)
    assert screen.todos.count == 0
    (answer,) = book.rule_answers.of_client(priya.id)
    assert (answer.rule_id, answer.answered_on, answer.until) == (late_rule(book).id, TODAY, None)
    table.undo()
    assert screen.todos.count == 1
    assert book.rule_answers.of_client(priya.id) == []
    row = screen.todos.rows[0]
    row.menu.aboutToShow.emit()
    assert [action.text() for action in row.menu.actions()] == ["Tomorrow", "In 3 days", "In 7 days"]
    row.menu.actions()[1].trigger()
    assert screen.todos.count == 0
    assert table.said[-1][0].replace("\u00a0", " ") == "Put off until Thursday 3 December."
    table.today = TODAY + timedelta(3)
    screen.refresh()
    assert screen.todos.count == 1
    table.today = TODAY
    table.undo()
    assert book.rule_answers.of_client(priya.id) == []


def test_the_owner_is_greeted_by_name_and_by_the_time_of_day(table: Table, look_at: Look) -> None:
    hour = [8]
    screen = TodayScreen(table.desk, lambda: datetime(2026, 11, 30, hour[0], 30))
    look_at(screen)
    for at, words in ((8, "Good morning, Mara"), (12, "Good afternoon, Mara"), (18, "Good evening, Mara")):
        hour[0] = at
        screen.refresh()
        assert screen.header.title.text() == words


def test_the_name_is_the_one_of_the_screens_language_and_none_where_only_an_initial_is_known(
    table: Table, look_at: Look
) -> None:
    owner = table.book.owner.get()
    assert owner is not None
    heads = (*owner.letterheads, Letterhead("ru", "Ателье", "Мара Линден"))
    table.book.owner.save(replace(owner, letterheads=heads))
    morning = datetime(2026, 11, 30, 8)
    translation.use("ru")
    screen = TodayScreen(table.desk, lambda: morning)
    look_at(screen)
    assert "Мара" in screen.header.title.text()
    assert screen.header.line.text().startswith("Понедельник")
    translation.use("en")
    table.book.owner.save(replace(owner, letterheads=(Letterhead("en", "Linden Tailoring", "M. Linden"),)))
    screen = TodayScreen(table.desk, lambda: morning)
    look_at(screen)
    assert screen.header.title.text() == "Good morning"


def test_the_arrows_lead_through_to_dos_suggestions_and_orders_without_a_word_too(
    table: Table, priya: Client, look_at: Look
) -> None:
    book = table.book
    promised(book, priya, "Bring the suits", 0)
    late_payment(book, priya)
    actions.note_suggestion(book, words="Longer hours", said_on=TODAY)
    jonas = book.clients.add(Client(0, "Jonas Weber", currency="GBP"))
    paid, day = Money(20_000, "GBP"), TODAY - timedelta(6)
    book.orders.add(Order(0, jonas.id, "7", day, "a shirt", paid, paid, delivered_on=day))
    screen, person = look(table, look_at)
    screen.focus_first()
    walked = [focused()]
    for _step in range(4):
        person.press(Key.Key_Down)
        walked.append(focused())
    assert walked == ["Bring the suits", walked[1], "Longer hours", "Jonas Weber", "Priya Raman"]
    assert walked[1] == rules.text(late_rule(book).do, "en")
    for _step in range(4):
        person.press(Key.Key_Up)
    assert focused() == "Bring the suits"


def test_more_cases_than_a_handful_are_where_the_cases_are(table: Table, priya: Client, look_at: Look) -> None:
    for number in range(9):
        opened(table.book, priya, str(number), TODAY)
    screen, person = look(table, look_at)
    assert len(screen.cases.rows) == 7
    person.click("And 2 more")
    assert table.gone[-1] == (Place.CASES, 0)
    assert len(screen.cases.rows) == 7


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("in_use", "Today's list did not open. Your data is safe."),
        ("disk_error", "Today's list did not open."),
        ("damaged", "The book can't be read"),
    ],
)
def test_a_list_that_cant_be_read_says_what_is_true_of_the_data_and_is_tried_again(
    table: Table, priya: Client, look_at: Look, monkeypatch: pytest.MonkeyPatch, reason: str, words: str
) -> None:
    promised(table.book, priya, "Bring the suits", 0)
    screen, person = look(table, look_at)

    def fail(*_given: object) -> None:
        raise StorageFailed(reason)

    with monkeypatch.context() as broken:
        broken.setattr(table.book.suggestions, "to_answer", fail)
        screen.refresh()
        person.find(words, QWidget)
        person.find("Comfortable", QAbstractButton)  # the check-in stays
        assert not screen.promises.isVisible()
        person.click("Try again")
        person.find(words, QWidget)
    person.click("Try again")
    assert screen.promises.isVisible()
    assert focused() == "Bring the suits"


def test_a_bonus_of_one_who_asked_to_be_left_alone_is_shown_without_a_reminder(
    qtbot: QtBot, table: Table, look_at: Look
) -> None:
    with books.sample() as book:
        table.book, table.today = book, books.SAMPLE_DAY
        (first, *_rest) = book.bonuses.running_out(books.SAMPLE_DAY, books.SAMPLE_DAY + timedelta(45))
        book.clients.save(replace(book.clients.get(first.bonus.client_id), left_alone=True))
        screen, _person = look(table, look_at)
        row = next(row for row in screen.bonuses.rows if on(row) == first.client_name)
        assert row.duty is not None
        assert (row.duty.second, row.duty.act) == ("Asked not to be written to", None)


def test_a_bonus_of_one_who_is_uncomfortable_is_shown_without_a_reminder(table: Table, look_at: Look) -> None:
    open_bonus_shop(table.book)
    table.today = GRANTED_ON
    bonus = grant(table.book, "Anahit", Money(20, "EUR"), until=GRANTED_ON + timedelta(20))
    screen, _person = look(table, look_at)
    for flagged, reminds in ((None, True), (Comfort.UNCOMFORTABLE, False)):
        if flagged is not None:
            table.book.comfort.set_flag(ComfortFlag(bonus.client_id, flagged, GRANTED_ON))
            screen.refresh()
        (row,) = screen.bonuses.rows
        assert row.duty is not None
        assert (row.duty.act is not None) is reminds


def test_with_many_clients_what_needs_them_all_comes_after_the_next_paint(
    table: Table, priya: Client, look_at: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(today_screen, "_MANY", 0)
    promised(table.book, priya, "Bring the suits", 0)
    late_payment(table.book, priya)
    screen = TodayScreen(table.desk)
    person = look_at(screen)
    person.qtbot.waitUntil(lambda: ended(screen))
    assert screen.todos.count == 1
    actions.note_suggestion(table.book, words="Longer hours", said_on=TODAY)
    screen.refresh()
    assert screen.suggestions.count == 0
    assert titles(screen.promises) == ["Bring the suits"]
    person.qtbot.waitUntil(lambda: screen.suggestions.count == 1)


@pytest.fixture
def window(qtbot: QtBot) -> Callable[[Book, date], MainWindow]:
    def show(book: Book, day: date) -> MainWindow:
        made = MainWindow(book, Preferences(), today=lambda: day)
        qtbot.addWidget(made)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made

    return show


def test_the_sample_business_starts_on_today_and_each_bonus_row_is_one_that_runs_out_soon(
    qtbot: QtBot, window: Callable[[Book, date], MainWindow]
) -> None:
    with books.sample() as book:
        shown = window(book, books.SAMPLE_DAY)
        screen = shown.screen_in_view
        assert isinstance(screen, TodayScreen)
        qtbot.waitUntil(lambda: ended(screen) and screen.bonuses.count > 0)
        soon = {
            row.client_name
            for row in book.bonuses.rows()
            if row.left and row.until and 0 <= (row.until - books.SAMPLE_DAY).days <= 45
        }
        assert set(titles(screen.bonuses)) == soon
        row = screen.bonuses.rows[0]
        row.setFocus()
        Person(qtbot, shown).press(Key.Key_Return)
        assert shown.screen_in_view is not screen
        Person(qtbot, shown).press(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        assert shown.screen_in_view is screen


def test_at_large_text_the_columns_stand_below_each_other_and_nothing_widens(
    table: Table, priya: Client, look_at: Look
) -> None:
    promised(table.book, priya, "Send three lining samples, one of them in the heavier cloth " * 3, 0, time(17, 30))
    screen, _person = look(table, look_at)
    assert screen.minimumSizeHint().width() <= 960
