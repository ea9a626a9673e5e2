"""Keeping in touch with those who left: whom to greet, what was planned, and the door."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from evenhand import actions, wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.comfort import Comfort, ComfortFlag
from evenhand.domain.keeping_in_touch import Door, Why
from evenhand.domain.records import (
    Case,
    Channel,
    Direction,
    Interaction,
    LetterKind,
    Nature,
    Order,
    Outcome,
    Standing,
)
from evenhand.storage.book import Book
from tailor import TODAY, bonus, issue, open_case, pounds, refund, written

LEFT_ON = date(2026, 4, 3)
DUE = date(2026, 10, 3)


@pytest.fixture
def left(shop: Book) -> Book:
    """The client went at the end of a case."""
    case = open_case(shop)
    shop.cases.save(replace(case, outcome=Outcome.LEFT, closed_on=LEFT_ON))
    shop.clients.save(replace(shop.clients.get(1), standing=Standing.LEFT))
    return shop


def greeted(book: Book, today: date = DUE) -> list[int]:
    return [one.client_id for one in actions.people_to_greet(book, today=today)]


def why(book: Book, today: date = DUE) -> Why | None:
    found = actions.greeting_for(book, client_id=1, today=today)
    return found.why if found else None


def test_one_who_left_is_greeted_at_the_owners_rhythm(left: Book) -> None:
    assert (greeted(left, DUE - timedelta(1)), why(left, DUE - timedelta(1))) == ([], Why.LATER)
    (found,) = actions.people_to_greet(left, today=DUE)
    assert (found.client_name, found.since, found.greeting.day) == ("Jane Whitcombe", LEFT_ON, DUE)


@pytest.mark.parametrize("standing", [one for one in Standing if one is not Standing.LEFT])
def test_only_those_who_left_are_greeted(left: Book, standing: Standing) -> None:
    left.clients.save(replace(left.clients.get(1), standing=standing))
    assert (greeted(left), why(left)) == ([], None)


def test_a_word_of_theirs_starts_the_rhythm_anew_and_one_of_ours_does_not(left: Book) -> None:
    said = Interaction(0, 1, datetime(2026, 8, 1, 9), Channel.PHONE, Direction.OUT, "we called")
    left.interactions.add(said)
    assert greeted(left) == [1]
    left.interactions.add(replace(said, direction=Direction.IN))
    assert (greeted(left), why(left)) == ([], Why.LATER)


def test_it_stops_after_three_greetings_without_an_answer(left: Book) -> None:
    for month in (5, 6, 7):
        assert greeted(left, date(2028, 1, 1)) == [1]
        last = actions.greeted(left, client_id=1, what="a greeting", on=date(2026, month, 1))
    assert (greeted(left, date(2028, 1, 1)), why(left, date(2028, 1, 1))) == ([], Why.THREE_SILENCES)
    actions.follow_up_done(left, id=last.id, on=date(2026, 7, 1), heard=True)
    assert greeted(left, date(2028, 1, 1)) == [1]


def test_behind_a_closed_door_nobody_is_greeted_until_it_is_opened(left: Book) -> None:
    before = actions.set_door(left, client_id=1, closed=True, on=TODAY)
    assert (greeted(left), why(left)) == ([], Why.DOOR_CLOSED)
    actions.put_back_door(left, client_id=1, door=before)
    assert (left.doors.of(1), greeted(left)) == (None, [1])
    actions.set_door(left, client_id=1, closed=False, months=12, on=TODAY)
    assert (left.doors.of(1), greeted(left)) == (Door(1, False, 12, TODAY), [])
    assert greeted(left, date(2027, 4, 3)) == [1]
    actions.set_door(left, client_id=1, closed=False, months=0, on=TODAY)
    assert (greeted(left, date(2030, 1, 1)), why(left)) == ([], Why.NO_RHYTHM)
    with pytest.raises(CaseRefused, match="touch_months_out_of_range"):
        actions.set_door(left, client_id=1, closed=False, months=61, on=TODAY)


def test_nobody_is_greeted_while_an_order_is_unpaid(left: Book) -> None:
    order = left.orders.get(1)
    left.orders.save(replace(order, paid=order.paid - pounds("0.01")))
    assert (greeted(left), why(left)) == ([], Why.MONEY_OWED)


def test_what_a_bonus_paid_for_an_order_is_not_owed(shop: Book, case: Case) -> None:
    bonus(shop, case)
    granted = shop.bonuses.of_letter(issue(shop, case, LetterKind.BONUS).id)
    assert granted is not None
    order = shop.orders.add(Order(0, 1, "2", TODAY, "a hem", pounds("20"), pounds("12.50")))
    shop.cases.save(replace(shop.cases.get(case.id), outcome=Outcome.LEFT, closed_on=LEFT_ON))
    shop.clients.save(replace(shop.clients.get(1), standing=Standing.LEFT))
    assert why(shop) is Why.MONEY_OWED
    actions.redeem_bonus(
        shop, bonus_id=granted.id, order_id=order.id, amount=pounds("7.50"), on=TODAY, operation_id="use"
    )
    assert why(shop) is Why.DUE


def test_a_refund_is_owed_until_its_day_has_passed(shop: Book, case: Case) -> None:
    refund(shop, case, pay_by=DUE)
    shop.cases.save(replace(shop.cases.get(case.id), outcome=Outcome.LEFT, closed_on=LEFT_ON))
    shop.clients.save(replace(shop.clients.get(1), standing=Standing.LEFT))
    assert why(shop, DUE) is Why.MONEY_OWED
    assert why(shop, DUE + timedelta(1)) is Why.DUE


def test_what_is_left_on_a_bonus_in_place_of_money_owed_is_owed(shop: Book, case: Case) -> None:
    bonus(shop, case, nature=Nature.OWED, client_chose=True)
    granted = shop.bonuses.of_letter(issue(shop, case, LetterKind.BONUS).id)
    assert granted is not None
    shop.cases.save(replace(shop.cases.get(case.id), outcome=Outcome.LEFT, closed_on=LEFT_ON))
    shop.clients.save(replace(shop.clients.get(1), standing=Standing.LEFT))
    assert (greeted(shop), why(shop)) == ([], Why.MONEY_OWED)
    actions.exchange_bonus(shop, bonus_id=granted.id, on=TODAY, operation_id="money")
    assert greeted(shop) == [1]


def test_with_an_open_case_or_a_planned_follow_up_there_is_no_greeting(left: Book) -> None:
    planned = actions.plan_follow_up(left, client_id=1, due_on=DUE, what="a card", today=TODAY)
    assert (greeted(left), why(left)) == ([], None)
    assert actions.drop_follow_up(left, id=planned.id) == planned
    assert greeted(left) == [1]
    assert actions.restore_follow_up(left, follow_up=planned) == planned
    actions.drop_follow_up(left, id=planned.id)
    open_case(left, name="another")
    assert greeted(left) == []


def test_those_silent_the_longest_come_first_and_no_more_than_asked_for(left: Book) -> None:
    for number in range(3):
        client = left.clients.add(replace(left.clients.get(1), id=0, name=f"Client {number}"))
        day = date(2025, 3 - number, 1)
        left.orders.add(Order(0, client.id, f"n{number}", day, "a hem", pounds("5"), pounds("5")))
    assert greeted(left) == [4, 3, 2, 1]
    assert [one.client_id for one in actions.people_to_greet(left, today=DUE, limit=2)] == [4, 3]


@pytest.mark.parametrize("comfort", [Comfort.UNEASY, Comfort.UNCOMFORTABLE])
def test_where_the_owner_comes_first_no_greeting_is_proposed(left: Book, comfort: Comfort) -> None:
    left.comfort.set_flag(ComfortFlag(1, comfort, LEFT_ON))
    assert (greeted(left), why(left)) == ([], Why.FIRST_ME)
    assert 24 in [one.fired.rule.id for one in left.rules.advice(1, DUE).silent], "as the rule about greetings"
    assert actions.plan_follow_up(left, client_id=1, due_on=DUE, what="A line", today=DUE), "nothing is barred"


def test_a_first_me_rule_that_is_off_keeps_no_greeting_back(left: Book) -> None:
    left.comfort.set_flag(ComfortFlag(1, Comfort.UNEASY, LEFT_ON))
    left.rules.switch(2, False)
    assert (greeted(left), why(left)) == ([1], Why.DUE)
    left.comfort.set_flag(ComfortFlag(1, Comfort.COMFORTABLE, LEFT_ON))
    left.rules.switch(2, True)
    assert greeted(left) == [1]


def test_those_kept_back_take_nobodys_place_among_the_first(left: Book) -> None:
    for number in range(3):
        client = left.clients.add(replace(left.clients.get(1), id=0, name=f"Client {number}"))
        day = date(2025, 3 - number, 1)
        left.orders.add(Order(0, client.id, f"n{number}", day, "a hem", pounds("5"), pounds("5")))
    left.comfort.set_flag(ComfortFlag(4, Comfort.UNCOMFORTABLE, LEFT_ON))
    assert [one.client_id for one in actions.people_to_greet(left, today=DUE, limit=2)] == [3, 2]


def test_however_many_are_kept_back_today_does_not_wait_for_them(left: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(40):
        client = left.clients.add(replace(left.clients.get(1), id=0, name=f"Client {number}"))
        left.orders.add(Order(0, client.id, f"n{number}", date(2025, 1, 1), "a hem", pounds("5"), pounds("5")))
    asked: list[int] = []

    def first_me(client_id: int, _today: date) -> bool:
        asked.append(client_id)
        return True

    monkeypatch.setattr(left.rules, "first_me", first_me)
    assert actions.people_to_greet(left, today=DUE, limit=3) == []
    assert len(asked) == 12


def test_a_follow_up_is_planned_done_and_taken_back(shop: Book) -> None:
    planned = actions.plan_follow_up(shop, client_id=1, due_on=DUE, what=" does it fit? ", today=TODAY)
    assert (planned.what, planned.due_on, planned.done_on) == ("does it fit?", DUE, None)
    done = actions.follow_up_done(shop, id=planned.id, on=DUE, heard=True)
    assert (done.done_on, done.heard, shop.follow_ups.open()) == (DUE, True, [])
    assert actions.follow_up_not_done(shop, id=planned.id) == planned


def test_a_planned_follow_up_waits_behind_a_closed_door(shop: Book) -> None:
    planned = actions.plan_follow_up(shop, client_id=1, due_on=DUE, what="a card", today=TODAY)
    actions.set_door(shop, client_id=1, closed=True, on=TODAY)
    assert shop.follow_ups.open() == []
    actions.set_door(shop, client_id=1, closed=False, on=TODAY)
    assert [one.follow_up for one in shop.follow_ups.open()] == [planned]


def test_what_can_not_be_planned_is_said_in_a_sentence(shop: Book) -> None:
    def refused(reason: str, **more: object) -> None:
        given: dict[str, object] = {"client_id": 1, "due_on": DUE, "what": "a card", "today": TODAY}
        with pytest.raises(CaseRefused, match=reason) as found:
            actions.plan_follow_up(shop, **(given | more))  # type: ignore[arg-type]
        assert wording.sentence(found.value).endswith(".")

    refused("follow_up_without_words", what="  ")
    refused("follow_up_day_past", due_on=TODAY - timedelta(1))
    actions.set_door(shop, client_id=1, closed=True, on=TODAY)
    refused("door_closed")
    with pytest.raises(CaseRefused, match="follow_up_without_words"):
        actions.greeted(shop, client_id=1, what="", on=TODAY)


def test_nothing_is_planned_about_another_clients_case(shop: Book, case: Case) -> None:
    other = shop.clients.add(replace(shop.clients.get(1), id=0, name="Priya Raman"))
    with pytest.raises(ValueError, match="another client's"):
        actions.plan_follow_up(shop, client_id=other.id, case_id=case.id, due_on=DUE, what="Ring", today=TODAY)
    assert shop.follow_ups.of_case(case.id) == []


def test_a_letter_that_keeps_in_touch_is_one_greeting_also_when_another_takes_its_place(shop: Book) -> None:
    letter = written(shop, LetterKind.KEEP_IN_TOUCH, shop.clients.get(1))
    (greeting,) = shop.follow_ups.of_client(1)
    assert (greeting.done_on, greeting.heard) == (TODAY, None)
    done = {"reason": "the wrong day", "voided_on": TODAY, "operation_id": "void"}
    actions.void_letter(shop, letter_id=letter.id, **done)  # type: ignore[arg-type]
    draft = actions.replace_letter(shop, letter_id=letter.id, today=TODAY)
    actions.issue_letter(shop, draft=draft, operation_id="again", issued_on=TODAY)
    assert shop.follow_ups.of_client(1) == [greeting]
