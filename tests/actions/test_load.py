"""The load guard's line, and what the owner makes of it: a day kept free, or put aside; both taken back."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from evenhand import actions
from evenhand.domain.comfort import Comfort, ComfortMark
from evenhand.domain.load import LoadLimits, LoadLine, LoadSign
from evenhand.domain.records import Channel, Direction, Interaction
from evenhand.storage.book import Book
from evenhand.storage.errors import NotInBook

TODAY = date(2026, 11, 10)  # a Tuesday
WEDNESDAY, THURSDAY = date(2026, 11, 11), date(2026, 11, 12)


def hard(book: Book, *days_ago: int) -> None:
    client = book.orders.get(1).client_id
    for ago in days_ago:
        at = datetime.combine(TODAY - timedelta(ago), datetime.min.time().replace(hour=11))
        one = book.interactions.add(Interaction(0, client, at, Channel.PHONE, Direction.IN, "About the coat"))
        book.comfort.mark(ComfortMark(one.id, Comfort.UNCOMFORTABLE))


def line(book: Book, today: date = TODAY) -> LoadLine:
    found = actions.load_line(book, today=today)
    assert found is not None
    return found


def test_the_line_says_what_is_too_much_and_what_is_usual(shop: Book) -> None:
    hard(shop, 0, 1, 4, 5, 8, 15, 22, 29, 36, 43, 50, 62)
    assert line(shop) == LoadLine(LoadSign.HARD_CONTACTS, 4, 3, usual=1)


def test_what_is_usual_is_left_out_while_the_book_is_young(shop: Book) -> None:
    hard(shop, 0, 1, 4, 5)
    assert line(shop).usual is None


def test_a_guard_that_is_off_says_nothing(shop: Book) -> None:
    hard(shop, 0, 1, 4, 5)
    shop.load.set_limits(LoadLimits(is_on=False))
    assert actions.load_line(shop, today=TODAY) is None


def test_a_day_kept_free_answers_the_line_and_can_be_taken_back(shop: Book) -> None:
    hard(shop, 0, 1, 4, 5)
    day = actions.day_free_of_new_clients(shop, today=TODAY)
    assert day == WEDNESDAY
    answer = actions.keep_day_free(shop, line=line(shop), day=day, on=TODAY)
    assert shop.load.quiet_days(TODAY) == [WEDNESDAY]
    assert actions.load_line(shop, today=TODAY) is None
    assert actions.day_free_of_new_clients(shop, today=TODAY) == THURSDAY
    actions.take_back_load_answer(shop, answer_id=answer.id)
    assert shop.load.quiet_days(TODAY) == []
    assert line(shop).counted == 4
    with pytest.raises(NotInBook):
        actions.take_back_load_answer(shop, answer_id=answer.id)


def test_put_aside_it_is_quiet_and_no_day_is_kept(shop: Book) -> None:
    hard(shop, 0, 1, 2, 3)
    actions.put_load_aside(shop, line=line(shop), on=TODAY)
    assert actions.load_line(shop, today=TODAY) is None
    assert shop.load.quiet_days(TODAY) == []


def test_seven_days_after_an_answer_it_speaks_again_when_it_is_still_too_much(shop: Book) -> None:
    hard(shop, 0, 0, 0, -1)
    week = TODAY + timedelta(6)
    actions.put_load_aside(shop, line=line(shop, TODAY + timedelta(1)), on=TODAY - timedelta(1))
    assert line(shop, week).counted == 4


def test_public_holidays_are_passed_over_when_a_day_is_kept_free(shop: Book) -> None:
    christmas = date(2026, 12, 24)  # a Thursday; Friday is a holiday, and Monday in lieu of Saturday's
    assert actions.day_free_of_new_clients(shop, today=christmas) == date(2026, 12, 29)


def test_a_saturday_that_the_owner_works_can_be_kept_free(shop: Book) -> None:
    shop.load.set_limits(LoadLimits(days_off=(7,)))
    assert actions.day_free_of_new_clients(shop, today=date(2026, 11, 13)) == date(2026, 11, 14)


def test_in_a_country_whose_holidays_are_unknown_the_next_own_working_day_is_kept(shop: Book) -> None:
    owner = shop.owner.get()
    assert owner is not None
    shop.owner.save(replace(owner, country="QQ"))
    assert actions.day_free_of_new_clients(shop, today=TODAY) == WEDNESDAY
