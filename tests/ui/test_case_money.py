"""The money in a case as its owner sees it: in sight, said how it came about, quiet where parting comes first."""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from case_desk import Table
from evenhand import actions, formats
from evenhand.domain.case import Step
from evenhand.domain.comfort import Comfort, ComfortFlag
from evenhand.domain.money import Money
from evenhand.domain.promises import PromiseEnding
from evenhand.domain.records import (
    BonusOffer,
    Case,
    Cause,
    ChosenBy,
    Client,
    Gift,
    Letterhead,
    LetterKind,
    Order,
    Outcome,
    Owner,
    Refund,
    Remedy,
    Responsibility,
)
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.ui.case_head import step_states
from evenhand.ui.case_screen import CaseScreen
from evenhand.ui.desk import Place
from evenhand.ui.economics_pane import bar_scale
from evenhand.ui.explained import Explained, ExplainedLine, Slip
from evenhand.ui.main_window import MainWindow
from evenhand.ui.part_kindly import PartKindlyForm
from evenhand.ui.preferences import Preferences
from evenhand.ui.toast import Toast
from person import Person, type_out

TODAY = date(2026, 11, 9)
REASON = "Shouted at Ines, on the phone and in the shop."


@dataclass
class Desktop(Table):
    """A desk with one case on it."""

    _: KW_ONLY
    client: Client
    order: Order
    case: Case

    def bonus(self, *, beside: bool = False) -> None:
        actions.choose_bonus(
            self.book,
            case_id=self.case.id,
            share=Decimal("0.15"),
            months=3,
            round_to=None,
            today=TODAY,
            beside=beside,
        )

    def gift(self, *, beside: bool = False) -> None:
        actions.choose_gift(
            self.book, case_id=self.case.id, what="a tin of beeswax", cost=Money(14, "EUR"), beside=beside
        )

    def set(self, **changes: object) -> None:
        self.book.cases.save(replace(self.book.cases.get(self.case.id), **changes))  # type: ignore[arg-type]

    def value(self, *, valued: bool = True) -> None:
        self.book.clients.save(replace(self.client, valued=valued))

    def feel(self, comfort: Comfort) -> None:
        self.book.comfort.set_flag(ComfortFlag(self.client.id, comfort, TODAY, REASON))


@pytest.fixture
def on(book: Book) -> Desktop:
    book.owner.save(Owner((Letterhead("en", "Linden Tailoring", "Mara Linden"),), country="GB", currency="EUR"))
    client = book.clients.add(Client(0, "Priya Raman", currency="EUR"))
    order = _ordered(book, client, date(2026, 10, 20), 240, cost=132)
    case = book.cases.add(
        Case(
            0,
            "",
            client.id,
            order.id,
            "Zip failed after one wear",
            date(2026, 11, 6),
            words="It went on the first walk.",
            cause=Cause.PRODUCT,
            responsibility=Responsibility.OURS,
            remedy=Remedy.REPAIR,
            remedy_what="A stronger zip",
            remedy_by=date(2026, 11, 12),
            remedy_cost=Money(31, "EUR"),
        )
    )
    return Desktop(book, TODAY, client=client, order=order, case=case)


def _ordered(book: Book, client: Client, on: date, sum_: int, currency: str = "EUR", cost: int | None = None) -> Order:
    paid = Money(sum_, currency)
    number = book.orders.next_number(on.year)
    return book.orders.add(
        Order(
            0,
            client.id,
            number,
            on,
            "a jacket",
            paid,
            paid,
            cost=Money(cost, currency) if cost is not None else None,
        )
    )


@pytest.fixture
def show(qtbot: QtBot, on: Desktop) -> Callable[..., Person]:
    def build(step: Step | None = None, *, width: int = 1068) -> Person:
        screen = CaseScreen(on.desk)
        qtbot.addWidget(screen)
        screen.resize(width, 770)
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        screen.show_record(on.case.id)
        if step is not None:
            screen.show_step(step)
        return Person(qtbot, screen)

    return build


def _screen(person: Person) -> CaseScreen:
    assert isinstance(person.screen, CaseScreen)
    return person.screen


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def _lines(figure: Explained) -> list[tuple[str, str]]:
    return [(_plain(words), _plain(sum_)) for words, sum_ in figure.lines()]


def _sums(pane: QWidget) -> dict[str, str]:
    found = [one for one in pane.findChildren(ExplainedLine) if one.isVisibleTo(pane)]
    return {_plain(one.name.text()): _plain(one.value.text()) for one in found}


def _seen(person: Person, name: str) -> bool:
    try:
        person.find(name, QWidget)
    except AssertionError:
        return False
    return True


# The head


@pytest.mark.parametrize("width", [1068, 960])
def test_what_a_case_must_always_show_is_in_its_head_at_both_widths(
    on: Desktop, show: Callable[..., Person], width: int
) -> None:
    _ordered(on.book, on.client, date(2025, 3, 2), 120)
    actions.make_promise(
        on.book,
        client_id=on.client.id,
        what="A stronger zip",
        due_on=date(2026, 11, 12),
        due_at=time(17),
        case_id=on.case.id,
        made_on=TODAY,
        operation_id="p",
    )
    person = show(width=width)
    head = _screen(person).head
    for name in (
        "Zip failed after one wear",
        "2 working days left",
        "Answer by Wednesday 11 November",
        "My turn, since 6 Nov",
        "Promised for Thursday 12 November, 17:00: A stronger zip",
        "Cost so far €31",
        "Part kindly",
    ):
        found = person.find(name, QWidget)
        assert head.isAncestorOf(found), name
        assert head.rect().contains(found.mapTo(head, found.rect().center())), name
    # 180 x 45% x 1.18 orders a year, less 31
    assert _plain(head.balance.text()) == "Balance €64.58"
    assert _lines(head.balance) == [
        ("Their other cases, in twelve months", "€0"),
        ("This case, as it is chosen now", "€31"),
        ("Keeping them costs", "€31"),
        ("A usual order of theirs", "€180"),
        ("As on this order: €240 less a cost of €132", "45%"),
        ("Orders expected in a year", "1.18"),
        ("Expected margin of a year", "€95.58"),
        ("Left before keeping them costs more than it brings", "€64.58"),
    ]
    assert person.screen.width() == width


def test_a_line_that_is_crossed_is_said_in_words(on: Desktop, show: Callable[..., Person]) -> None:
    on.set(remedy_cost=Money(500, "EUR"))
    head = _screen(show()).head
    assert _plain(head.balance.text()) == "Past the line by €392"  # 240 x 45% x 1 order is 108


def test_a_balance_that_cannot_be_reckoned_is_a_dash_and_says_why(on: Desktop, show: Callable[..., Person]) -> None:
    on.book.orders.save(replace(on.order, cost=None))
    head = _screen(show()).head
    assert head.balance.text() == "Balance —"
    why = "What you keep of an order isn't known yet. Write what an order cost, or your usual margin in My business."
    assert _lines(head.balance) == [(why, "")]


def test_costs_in_two_currencies_stand_side_by_side_and_are_never_added(
    on: Desktop, show: Callable[..., Person]
) -> None:
    on.set(remedy_cost=Money(40, "USD"))
    on.gift()
    screen = _screen(show(Step.FIND_THE_CAUSE))
    assert _plain(screen.head.cost.text()) == "Cost so far $40, €14"
    assert _lines(screen.head.cost) == [
        ("Putting it right", "$40"),
        ("Gift, at cost", "€14"),
        ("Together, in USD", "$40"),
        ("Together, in EUR", "€14"),
    ]


def test_the_promise_leads_to_where_it_is_kept(
    on: Desktop, show: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMenu, "popup", lambda *_where: None)  # the platform without a screen has none
    actions.make_promise(
        on.book,
        client_id=on.client.id,
        what="A stronger zip",
        due_on=TODAY,
        case_id=on.case.id,
        made_on=TODAY,
        operation_id="p",
    )
    person = show(Step.COMPENSATE)
    promise = person.find("Promised for today, Monday 9 November: A stronger zip", QAbstractButton)
    asked: list[int] = []
    _screen(person).head.promise_wanted.connect(asked.append)
    promise.setFocus()
    person.press(Qt.Key.Key_Return)
    assert asked == [one.id for one in on.book.promises.of_case(on.case.id)]
    (menu,) = promise.findChildren(QMenu)
    next(one for one in menu.actions() if one.text() == "Kept").trigger()
    assert [one.ending for one in on.book.promises.of_case(on.case.id)] == [PromiseEnding.KEPT]


def test_a_promise_whose_day_has_passed_is_not_scolded(on: Desktop, show: Callable[..., Person]) -> None:
    actions.make_promise(
        on.book,
        client_id=on.client.id,
        what="A stronger zip",
        due_on=date(2026, 11, 6),
        case_id=on.case.id,
        made_on=date(2026, 11, 5),
        operation_id="p",
    )
    show().find("Was due Friday 6 November: A stronger zip", QAbstractButton)


def test_a_bonus_that_a_letter_granted_is_shown_with_its_code_and_its_last_day(
    on: Desktop, show: Callable[..., Person]
) -> None:
    on_the_day = on.desk.today() - timedelta(7)
    actions.choose_bonus(on.book, case_id=on.case.id, share=Decimal("0.15"), months=3, round_to=None, today=on_the_day)
    draft = actions.start_letter(on.book, kind=LetterKind.BONUS, language="en", today=on_the_day, case_id=on.case.id)
    actions.issue_letter(on.book, draft=draft, operation_id="issue", issued_on=on_the_day)
    granted = on.book.bonuses.of_case(on.case.id)[0]
    assert granted.valid_until is not None
    until = formats.long_date(granted.valid_until, "en").replace(formats.NBSP, " ")
    show(Step.COMPENSATE).find(f"Linden Tailoring, €36, for Priya Raman, valid to {until}, {granted.code}", QWidget)


def test_the_door_out_is_one_click_away_on_every_step(on: Desktop, show: Callable[..., Person]) -> None:
    person = show(width=960)
    for number, step in enumerate(Step, 1):
        _screen(person).show_step(step)
        person.qtbot.mouseClick(_screen(person).head.door, Qt.MouseButton.LeftButton)
        forms = _screen(person).findChildren(PartKindlyForm)
        assert len(forms) == number, step
        forms[-1].hide()


# The file


def test_the_file_says_what_the_case_has_cost_by_kind(on: Desktop, show: Callable[..., Person]) -> None:
    on.gift()
    on.bonus(beside=True)
    person = show(Step.KEEP_IN_TOUCH)
    person.find("Gift, at cost", QWidget)
    file = _screen(person).file
    lines = {
        _plain(one.name.text()): _plain(one.value.text())  # type: ignore[attr-defined]
        for one in file.findChildren(QWidget)
        if one.isVisibleTo(file) and hasattr(one, "name") and hasattr(one, "value")
    }
    assert lines == {"Putting it right": "€31", "Gift, at cost": "€14", "So far": "€45", "Bonus, not used yet": "€36"}


def test_with_an_uncomfortable_client_the_door_comes_first_and_says_why_to_the_owner(
    on: Desktop, show: Callable[..., Person]
) -> None:
    on.feel(Comfort.UNCOMFORTABLE)
    person = show(Step.KEEP_IN_TOUCH)
    file = _screen(person).file
    assert not file.door.isVisible()
    reason = person.find(REASON, QLabel)
    assert file.first_door.isAncestorOf(reason)
    surface: QWidget | None = reason
    while surface is not None and surface.property("surface") != "private":
        surface = surface.parentWidget()
    assert surface is not None, "behind the lock"
    order = person.find(f"{on.order.number}, a jacket, €240", QLabel)
    assert file.first_door.mapTo(file, file.first_door.rect().bottomLeft()).y() < order.mapTo(file, order.pos()).y()
    person.qtbot.mouseClick(file.first_door.button, Qt.MouseButton.LeftButton)
    assert _screen(person).findChildren(PartKindlyForm)


@pytest.mark.parametrize("comfort", [None, Comfort.COMFORTABLE, Comfort.UNEASY])
def test_with_anybody_else_the_door_stands_at_the_end(
    on: Desktop, show: Callable[..., Person], comfort: Comfort | None
) -> None:
    if comfort is not None:
        on.feel(comfort)
    file = _screen(show(Step.KEEP_IN_TOUCH)).file
    assert (file.first_door.isVisible(), file.door.isVisible()) == (False, True)


# Step 3


def test_the_sums_of_a_bonus_are_those_of_the_book(on: Desktop, show: Callable[..., Person]) -> None:
    _ordered(on.book, on.client, date(2026, 5, 5), 120)
    on.bonus()
    person = show(Step.COMPENSATE)
    pane = _screen(person).sums
    assert _sums(pane) == {
        "The bonus: costs me at most": "€36",
        "Of that, making the goods": "€19.80",
        "Chance that it is used, a guess": "60%",
        "Probably costs me": "€11.88",
        "Their usual order, what I keep": "€81",
        "Expected return": "€48.60",
        "15% off their next order instead": "€27",
    }
    assert _lines(pane._return.value) == [
        ("A usual order of theirs", "€180"),
        ("As on this order: €240 less a cost of €132", "45%"),
        ("It takes 8 to know how many are used. Until then it is a guess.", ""),
        ("The share that is used, a guess", "60%"),
        ("All three multiplied", "€48.60"),
    ]
    assert ("15% of the largest so far, €240, would be €36.", "") in _lines(pane._percentage.value)
    person.find("Losing Priya Raman would cost, in a year:", QLabel)
    assert _plain(pane._loss.text()) == "€240 to €480"
    person.find("Bonus: costs me €11.88, may bring €48.60", QWidget)
    person.find("Money back: costs me €240, may bring —", QWidget)


def test_every_figure_beside_step_three_says_how_it_came_about(on: Desktop, show: Callable[..., Person]) -> None:
    on.bonus()
    person = show(Step.COMPENSATE)
    figures = [one for one in _screen(person).sums.findChildren(Explained) if one.isVisible()]
    assert len(figures) == 8
    for figure in figures:
        assert figure.lines(), figure.text()
        assert figure.toolTip()
        figure.setFocus()
        person.press(Qt.Key.Key_Return)
        (slip,) = [one for one in person.screen.findChildren(Slip) if one.isVisible()]
        person.press(Qt.Key.Key_Escape)
        assert not slip.isVisible()


def test_what_the_book_does_not_know_is_a_dash_and_why(on: Desktop, show: Callable[..., Person]) -> None:
    on.book.orders.save(replace(on.order, cost=None))
    on.bonus()
    person = show(Step.COMPENSATE)
    sums = _sums(_screen(person).sums)
    assert (sums["Of that, making the goods"], sums["Expected return"]) == ("—", "—")
    assert sums["Probably costs me"] == "€21.60", "at its full sum, as no margin is known"
    why = "What you keep of an order isn't known yet. Write what an order cost, or your usual margin in My business."
    person.find(why, QLabel)


def test_the_sums_follow_what_is_typed(on: Desktop, show: Callable[..., Person]) -> None:
    on.bonus()
    person = show(Step.COMPENSATE)
    person.write("Share", "30")
    assert _sums(_screen(person).sums)["The bonus: costs me at most"] == "€72"


def test_one_sum_far_above_the_others_is_drawn_broken() -> None:
    full, broken_from = bar_scale([1400, 1200, 5000, 24000])
    assert broken_from == 24000
    assert 5000 / full == pytest.approx(0.7)
    assert bar_scale([1400, 1200, 3000]) == (3000.0, 3001)
    assert bar_scale([]) == (1.0, 2)


@pytest.mark.parametrize(
    ("give", "who", "reading"),
    [
        ("bonus", "The client", "Who picks the bonus means to come back."),
        ("gift", "The client", "Who picks the gift may not mean to come back. That is fine as well."),
        ("bonus", "I", ""),
        ("gift", "I", ""),
    ],
)
def test_who_chose_is_kept_and_read_for_the_owner_alone(
    on: Desktop, show: Callable[..., Person], give: str, who: str, reading: str
) -> None:
    on.bonus() if give == "bonus" else on.gift()
    person = show(Step.COMPENSATE)
    who_chose = _screen(person).compensate.who
    assert not who_chose.reading.isVisible()
    person.click(who)
    chosen = ChosenBy.CLIENT if who == "The client" else ChosenBy.OWNER
    assert on.book.cases.get(on.case.id).chosen_by is chosen
    assert who_chose.reading.text.text() == reading
    assert who_chose.reading.isVisible() is bool(reading)
    assert who_chose.reading.property("surface") == "private"


def test_money_owed_that_became_a_bonus_was_the_clients_choice(on: Desktop, show: Callable[..., Person]) -> None:
    person = show(Step.COMPENSATE)
    person.click("Bonus for the next order, €24")
    person.click("In place of money owed")
    person.click("The client chose this themselves")
    assert on.book.cases.get(on.case.id).chosen_by is ChosenBy.CLIENT


def test_with_an_uncomfortable_client_step_three_points_to_the_door_and_reads_nothing(
    on: Desktop, show: Callable[..., Person]
) -> None:
    on.feel(Comfort.UNCOMFORTABLE)
    on.value()
    on.bonus()
    on.set(chosen_by=ChosenBy.CLIENT)
    person = show(Step.COMPENSATE)
    person.find(f"You said that working with Priya Raman does not sit well. You need not go on. {REASON}", QLabel)
    person.find("Bonus: costs me €11.88", QWidget)
    for quiet in (
        "Who picks the bonus means to come back.",
        "Losing Priya Raman would cost, in a year:",
        "Expected return",
        "may bring back",
        "Priya Raman is a client you value: the next step can give the other as well.",
    ):
        assert not _seen(person, quiet), quiet
    door = next(
        one
        for one in _screen(person).compensate.findChildren(QAbstractButton)
        if one.text() == "Part kindly" and one.isVisible()
    )
    person.qtbot.mouseClick(door, Qt.MouseButton.LeftButton)
    assert _screen(person).findChildren(PartKindlyForm)


def test_a_sum_in_another_currency_has_to_be_stated_in_the_orders(on: Desktop, show: Callable[..., Person]) -> None:
    person = show(Step.COMPENSATE)
    person.click("A gift")
    person.write("What it is", "a tin of beeswax")
    for typed in ("$14", "14 USD", "14 usd", "£ 14", "14 ₽"):
        editor = person.write("What it costs me, in EUR", typed)
        sentence = person.error("What it costs me, in EUR") or ""
        assert sentence.startswith("A sum in ")
        assert sentence.endswith(" can't be counted here. Write it in EUR.")
        assert isinstance(editor, QLineEdit)
        assert editor.text() == typed
        assert on.book.cases.compensations(on.case.id).gift is None
    person.write("What it costs me, in EUR", "13,20 €")
    assert on.book.cases.compensations(on.case.id).gift == Gift("a tin of beeswax", Money(Decimal("13.20"), "EUR"))


def test_what_is_given_after_all_is_no_longer_left_out(on: Desktop, show: Callable[..., Person]) -> None:
    on.set(compensation_skipped=True)
    person = show(Step.COMPENSATE)
    person.click("Bonus for the next order, €24")
    assert not on.book.cases.get(on.case.id).compensation_skipped


# What no longer fits


def test_a_bonus_beside_all_the_money_is_marked_and_taken_back_by_the_owner_alone(
    on: Desktop, show: Callable[..., Person]
) -> None:
    on.bonus()
    on.book.cases.set_compensation(on.case.id, Refund(on.order.paid, "the card", date(2026, 11, 20)))
    person = show(Step.COMPENSATE)
    person.find("All the money goes back, and a bonus of this order is given as well.", QLabel)
    assert on.book.cases.compensations(on.case.id).bonus is not None, "marked, not taken away"
    person.click("Take the bonus back")
    given = on.book.cases.compensations(on.case.id)
    assert (given.bonus, given.refund is not None) == (None, True)
    assert not _seen(person, "Take the bonus back")
    (text, undo) = on.said[-1]
    assert (text, undo is not None) == ("Taken back.", True)
    assert undo is not None
    undo()
    bonus = on.book.cases.compensations(on.case.id).bonus
    assert bonus is not None
    assert bonus.amount == Money(36, "EUR")


def test_something_given_in_a_step_that_was_left_out_is_marked(on: Desktop, show: Callable[..., Person]) -> None:
    on.bonus()
    on.set(compensation_skipped=True)
    person = show(Step.COMPENSATE)
    person.find("This step was left out, and something is given in it.", QLabel)
    person.click("It is given")
    assert not on.book.cases.get(on.case.id).compensation_skipped
    assert on.book.cases.compensations(on.case.id).bonus is not None
    assert not _seen(person, "It is given")


@pytest.mark.parametrize(
    ("comfort", "valued", "sentence", "private"),
    [
        (None, False, "Both are given, and the client isn't marked as valued.", False),
        (Comfort.UNEASY, True, "Both are given, and you said that you aren't at ease with this client.", True),
    ],
)
def test_both_given_to_somebody_they_no_longer_fit_stay_until_the_owner_leaves_it_at_one(
    on: Desktop, show: Callable[..., Person], comfort: Comfort | None, valued: bool, sentence: str, private: bool
) -> None:
    on.value(valued=valued)
    if comfort is not None:
        on.feel(comfort)
    on.bonus()
    on.gift(beside=True)
    person = show(Step.DOUBLE_IT)
    said = person.find(sentence, QLabel)
    assert (said.parentWidget().property("surface") == "private") is private
    notes = _screen(person).double._misfits
    (mend,) = [one for one in notes.findChildren(QAbstractButton) if one.isVisible()]
    assert mend.text() == "Leave it at one"
    person.qtbot.mouseClick(mend, Qt.MouseButton.LeftButton)
    given = on.book.cases.compensations(on.case.id)
    assert (given.bonus is not None, given.gift) == (True, None)
    assert not _seen(person, sentence)
    (_text, undo) = on.said[-1]
    assert undo is not None
    undo()
    assert on.book.cases.compensations(on.case.id).gift == Gift("a tin of beeswax", Money(14, "EUR"))


LETTER_SINCE = "A letter has been issued since then. To change what is given, void that letter first."
CASE_CLOSED = "This case is closed. Open it again first."


@pytest.mark.parametrize(("since", "sentence"), [("letter", LETTER_SINCE), ("closed", CASE_CLOSED)])
def test_what_was_left_at_one_is_not_undone_behind_a_letter_or_the_end_of_the_case(
    on: Desktop, show: Callable[..., Person], since: str, sentence: str
) -> None:
    on.value()
    on.bonus()
    on.gift(beside=True)
    person = show(Step.DOUBLE_IT)
    person.click("Leave it at one")
    _after(on, since)
    on.undo()
    assert on.said[-1] == (sentence, None)
    assert on.book.cases.compensations(on.case.id).gift is None


@pytest.mark.parametrize(("since", "sentence"), [("letter", LETTER_SINCE), ("closed", CASE_CLOSED)])
@pytest.mark.parametrize("act", ["take back", "skip"])
def test_what_was_taken_back_is_not_given_again_behind_a_letter_or_the_end_of_the_case(
    on: Desktop, show: Callable[..., Person], act: str, since: str, sentence: str
) -> None:
    on.bonus()
    on.book.cases.set_compensation(on.case.id, Refund(on.order.paid, "the card", date(2026, 11, 20)))
    person = show(Step.COMPENSATE)
    person.click("Take the bonus back" if act == "take back" else "Nothing this time")
    if act == "skip" and since == "letter":
        on.bonus()
    before = on.book.cases.compensations(on.case.id)
    _after(on, since, LetterKind.REFUND if act == "take back" else LetterKind.BONUS)
    on.undo()
    assert on.said[-1] == (sentence, None)
    assert on.book.cases.compensations(on.case.id) == before


def test_leaving_a_step_out_is_undone_whole(on: Desktop, show: Callable[..., Person]) -> None:
    on.value()
    on.bonus()
    on.gift(beside=True)
    before = on.book.cases.compensations(on.case.id)
    person = show(Step.COMPENSATE)
    person.click("Nothing this time")
    assert on.book.cases.get(on.case.id).compensation_skipped
    on.undo()
    assert on.book.cases.compensations(on.case.id) == before
    assert not on.book.cases.get(on.case.id).compensation_skipped


def _after(on: Desktop, since: str, kind: LetterKind = LetterKind.BONUS) -> None:
    """What happens between an act and its Undo."""
    if since == "letter":
        draft = actions.start_letter(on.book, case_id=on.case.id, kind=kind, language="en", today=TODAY)
        actions.issue_letter(on.book, draft=draft, operation_id="since", issued_on=TODAY)
    else:
        on.set(outcome=Outcome.STAYS, closed_on=TODAY)


def test_what_a_letter_has_said_is_mended_in_the_letter(on: Desktop, show: Callable[..., Person]) -> None:
    on.value()
    on.bonus()
    on.gift(beside=True)
    draft = actions.start_letter(on.book, case_id=on.case.id, kind=LetterKind.DOUBLE, language="en", today=TODAY)
    letter = actions.issue_letter(on.book, draft=draft, operation_id="once", issued_on=TODAY)
    on.value(valued=False)
    person = show(Step.DOUBLE_IT)
    person.click("Go to the letter")
    assert on.gone == [(Place.LETTERS, letter.id)]


@pytest.mark.parametrize("kind", [LetterKind.ACKNOWLEDGEMENT, LetterKind.REPLACEMENT])
def test_a_letter_without_figures_leaves_what_to_give_open(
    on: Desktop, show: Callable[..., Person], kind: LetterKind
) -> None:
    draft = actions.start_letter(on.book, case_id=on.case.id, kind=kind, language="en", today=TODAY)
    actions.issue_letter(on.book, draft=draft, operation_id="once", issued_on=TODAY)
    person = show(Step.COMPENSATE)
    seen = [one.text() for one in _screen(person).findChildren(QLabel) if one.isVisible()]
    assert not [text for text in seen if "gone out with these figures" in text]
    person.click("Bonus for the next order")
    assert on.book.cases.compensations(on.case.id).bonus is not None


def test_changing_an_earlier_answer_keeps_the_later_work(on: Desktop, show: Callable[..., Person]) -> None:
    on.bonus()
    on.set(chosen_by=ChosenBy.CLIENT)
    person = show(Step.FIND_THE_CAUSE)
    person.click("The client's")
    person.click("Delay")
    stored = on.book.cases.get(on.case.id)
    assert (stored.responsibility, stored.cause) == (Responsibility.CLIENT, Cause.DELAY)
    assert (stored.remedy, stored.remedy_by, stored.chosen_by) == (Remedy.REPAIR, date(2026, 11, 12), ChosenBy.CLIENT)
    bonus = on.book.cases.compensations(on.case.id).bonus
    assert isinstance(bonus, BonusOffer)
    assert bonus.amount == Money(36, "EUR")


# Step 4


def test_step_four_shows_the_two_together_and_what_the_second_adds(on: Desktop, show: Callable[..., Person]) -> None:
    on.value()
    on.gift()
    person = show(Step.DOUBLE_IT)
    person.click("Give both")
    person.write("Share", "15")
    double = _screen(person).double
    assert (double.adds.name.text(), _plain(double.adds.value.text())) == ("What it adds, as expected", "€11.88")
    person.find("Linden Tailoring, €36, for Priya Raman, valid to 9 February 2027, code follows", QWidget)
    person.find("a tin of beeswax", QLabel)
    given = on.book.cases.compensations(on.case.id)
    assert given.gift == Gift("a tin of beeswax", Money(14, "EUR"))
    assert given.bonus is not None
    assert given.bonus.amount == Money(36, "EUR"), "the sum itself is not doubled"


@pytest.mark.parametrize("comfort", [Comfort.UNEASY, Comfort.UNCOMFORTABLE])
def test_step_four_is_silent_where_the_owner_is_not_at_ease(
    on: Desktop, show: Callable[..., Person], comfort: Comfort
) -> None:
    on.value()
    on.feel(comfort)
    on.bonus()
    person = show(Step.DOUBLE_IT)
    said = _screen(person).double._why
    assert said.text.text().startswith(f"“Double it” is silent: you marked this client {comfort.value} on ")
    assert (said.isVisible(), said.property("surface")) == (True, "private")
    for quiet in ("For somebody you value, both", "Give both", "What it adds"):
        assert not _seen(person, quiet), quiet
    assert step_states(_screen(person).facts)[Step.DOUBLE_IT - 1] == "skipped"


# What came of it


def test_a_next_order_in_another_currency_is_not_reckoned(on: Desktop, show: Callable[..., Person]) -> None:
    _ordered(on.book, on.client, TODAY, 300, "USD")
    person = show(Step.KEEP_IN_TOUCH)
    outcome = _screen(person).file.outcome
    assert outcome.isVisible()
    assert _sums(outcome) == {}
    sentence = (
        "The order that followed, 2026-0002, is in USD and this case in EUR:"
        " what came back can only be reckoned by hand."
    )
    person.find(sentence, QLabel)


def test_without_a_next_order_nothing_is_said_to_have_come_of_it(on: Desktop, show: Callable[..., Person]) -> None:
    assert not _screen(show(Step.KEEP_IN_TOUCH)).file.outcome.isVisible()


def test_twenty_thousand_gone_wrong_bring_fifty_eight_thousand_back(
    qtbot: QtBot, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Redoing for 3 000, a gift at 300, a bonus of a tenth of 20 000, and then an order of 60 000."""
    book.owner.save(Owner((Letterhead("en", "Linden Tailoring", "Mara Linden"),), country="GB", currency="GBP"))
    client = book.clients.add(Client(0, "Priya Raman", currency="GBP", valued=True))
    order = _ordered(book, client, date(2026, 10, 20), 20_000, "GBP")
    case = book.cases.add(
        Case(
            0,
            "",
            client.id,
            order.id,
            "Zips failed",
            date(2026, 11, 6),
            words="They went on the first day.",
            cause=Cause.PRODUCT,
            responsibility=Responsibility.OURS,
        )
    )
    window = MainWindow(book, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    owner = Person(qtbot, window)
    window.go(Place.CASE, case.id)
    owner.click("It is agreed already")
    owner.click("Do it again")
    owner.write("What exactly", "All six suits with a stronger zip")
    owner.write("By when", "12.11.2026")
    owner.write("What it costs me, in GBP", "3 000")
    owner.click("On to Compensate")
    owner.click("Bonus for the next order, £2,000")
    owner.click("On to Double it")
    owner.click("Give both")
    owner.write("What it is", "a tin of beeswax")
    owner.write("What it costs me, in GBP", "300")
    owner.click("On to Keep in touch")
    owner.click("Write the letter")
    monkeypatch.setattr("evenhand.ui.letter_screen.print_letter", lambda *_a: None)
    owner.click("Issue and print")
    (bonus,) = book.bonuses.of_case(case.id)
    window.go(Place.CLIENTS, client.id)
    owner.press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    owner.write("What", "a wedding party's suits")
    owner.write("Sum, GBP", "60 000")
    owner.click("Save")
    owner.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    code = owner.find("Code", QLineEdit)
    type_out(code, bonus.code)
    for _press in range(3):
        owner.press(Qt.Key.Key_Return)
    toast = window.findChild(Toast)
    assert toast is not None
    assert _plain(toast.text()) == f"Redeemed {bonus.code}, £2,000, for Priya Raman"
    window.go(Place.CASE, case.id)
    screen = window.screen_in_view
    assert isinstance(screen, CaseScreen)
    screen.show_step(Step.KEEP_IN_TOUCH)
    assert _sums(screen.file.outcome) == {
        "Spent": "£3,300",
        "Came back": "£58,000",
        "That is": "17.6 times",
        "Really earned": "—",
    }
    window.go(Place.BUSINESS, 0)
    owner.write("Usual margin", "30")
    owner.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.go(Place.CASE, case.id)
    assert _sums(screen.file.outcome)["Really earned"] == "£12,700"
    assert _lines(screen.file.outcome.earned.value) == [
        ("The order that followed, 2026-0002", "£60,000"),
        ("Your usual margin", "30%"),
        ("Kept of it", "£18,000"),
        ("Less the bonus used for it", "−£2,000"),
        ("Less what was spent", "−£3,300"),
        ("Really earned", "£12,700"),
    ]
    assert _plain(screen.head.cost.text()) == "Cost so far £5,300"
    assert check(book) == []
