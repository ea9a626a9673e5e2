"""Ways to put it right are written side by side; the client's pick is agreed and promised."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2

import tailor
from evenhand import actions, wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.comfort import Comfort
from evenhand.domain.money import CurrencyMismatch, Money
from evenhand.domain.options import CaseOption, Effort
from evenhand.domain.promises import Promise, PromiseEnding, PromiseMove
from evenhand.domain.records import Case, Owner, Remedy
from evenhand.storage.book import Book
from evenhand.storage.errors import NotInBook
from tailor import LATER, TODAY, pounds

DAY_AFTER = date(2026, 4, 17)


@pytest.fixture
def relining(case: Case) -> CaseOption:
    return CaseOption(0, case.id, 0, Remedy.REDO, " A new lining ", "of the same silk", LATER, time(17), Effort.NONE)


def save(book: Book, option: CaseOption) -> CaseOption:
    return actions.save_option(book, option=option, today=TODAY)


def choose(book: Book, option: CaseOption, name: str = "pick") -> Promise:
    promise = actions.choose_option(book, case_id=option.case_id, option_id=option.id, today=TODAY, operation_id=name)
    assert promise is not None
    return promise


def test_a_new_way_goes_to_the_end_or_to_its_place(shop: Book, case: Case, relining: CaseOption) -> None:
    first, second = save(shop, relining), save(shop, replace(relining, remedy=Remedy.REPAIR, title="Mended"))
    assert [first.place, second.place, first.title] == [1, 2, "A new lining"]
    between = save(shop, replace(relining, place=2, title="Another coat"))
    assert [one.title for one in shop.options.of_case(case.id)] == ["A new lining", "Another coat", "Mended"]
    assert actions.drop_option(shop, option_id=between.id) == between
    assert [one.place for one in shop.options.of_case(case.id)] == [1, 3]  # the client may know it as C
    assert save(shop, replace(between, id=0)).place == 2
    assert [one.place for one in shop.options.of_case(case.id)] == [1, 2, 3]
    assert save(shop, replace(between, id=0, place=77)).place == 4


def test_an_unfinished_way_is_kept_and_can_not_be_chosen(shop: Book, case: Case, relining: CaseOption) -> None:
    for lacking, reason in (
        ({"by": None}, "option_without_day"),
        ({"title": "  "}, "option_without_title"),
        ({"by": date(2026, 4, 1)}, "option_day_past"),
        ({"remedy": Remedy.DISCOUNT}, "discount_without_share"),
    ):
        option = save(shop, replace(relining, **lacking))  # type: ignore[arg-type]
        assert shop.options.get(option.id) == option
        with pytest.raises(CaseRefused) as refused:
            choose(shop, option)
        assert refused.value.reason == reason
        assert wording.sentence(refused.value)
    assert shop.cases.get(case.id) == case
    assert shop.promises.of_case(case.id) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"materials": pounds("-1")}, "cost_below_zero"),
        ({"cost_stated": pounds("-0.01")}, "cost_below_zero"),
        ({"discount": Decimal("1.01")}, "share_out_of_range"),
        ({"discount": Decimal(0)}, "share_out_of_range"),
    ],
)
def test_what_a_way_can_not_hold_is_refused_and_it_stays_as_it_was(
    shop: Book, relining: CaseOption, change: dict[str, object], reason: str
) -> None:
    option = save(shop, relining)
    with pytest.raises(CaseRefused, match=reason):
        save(shop, replace(option, **change))  # type: ignore[arg-type]
    for name in ("materials", "cost_stated", "worth"):
        with pytest.raises(CurrencyMismatch):
            save(shop, replace(option, **{name: Money(1, "EUR")}))  # type: ignore[arg-type]
    assert shop.options.get(option.id) == option


def test_the_way_that_is_picked_is_what_is_agreed_and_promised(shop: Book, case: Case, relining: CaseOption) -> None:
    option = save(shop, replace(relining, materials=pounds("20"), minutes=90, offered=False))
    owner = shop.owner.get()
    assert owner
    shop.owner.save(replace(owner, currency="GBP", hour_rate=Decimal(24)))
    promise = choose(shop, option)
    assert promise == Promise(
        promise.id, case.client_id, "A new lining", TODAY, LATER, LATER, time(17), case.id, option.id
    )
    assert shop.cases.get(case.id) == replace(
        case, option_id=option.id, remedy=Remedy.REDO, remedy_what="A new lining", remedy_by=LATER,
        remedy_cost=pounds("56"),
    )  # fmt: skip
    assert shop.options.get(option.id).offered
    assert choose(shop, option) == choose(shop, option, "again") == promise
    assert shop.promises.of_case(case.id) == [promise]


def test_hours_priced_in_another_currency_leave_the_cost_unknown_until_it_is_stated(
    shop: Book, case: Case, relining: CaseOption
) -> None:
    owner: Owner | None = shop.owner.get()
    assert owner
    shop.owner.save(replace(owner, currency="EUR", hour_rate=Decimal(24)))
    option = save(shop, replace(relining, minutes=90, materials=pounds("20")))
    choose(shop, option)
    assert shop.cases.get(case.id).remedy_cost is None
    save(shop, replace(option, cost_stated=pounds("51")))
    assert shop.cases.get(case.id).remedy_cost == pounds("51")


def test_a_discount_that_is_picked_costs_what_it_takes_off_the_order(
    shop: Book, case: Case, relining: CaseOption
) -> None:
    order = shop.orders.get(case.order_id)
    option = save(shop, replace(relining, remedy=Remedy.DISCOUNT, discount=Decimal("0.2")))
    choose(shop, option)
    assert shop.cases.get(case.id).remedy_cost == order.total * Decimal("0.2")


def test_another_pick_cancels_the_promise_of_the_first(shop: Book, case: Case, relining: CaseOption) -> None:
    first, second = save(shop, relining), save(shop, replace(relining, title="Another coat", by=DAY_AFTER))
    made = choose(shop, first)
    now = choose(shop, second, "second")
    assert shop.promises.get(made.id) == replace(made, ended_on=TODAY, ending=PromiseEnding.CANCELLED)
    assert (now.what, now.due_on, now.ending) == ("Another coat", DAY_AFTER, None)
    assert shop.cases.get(case.id).option_id == second.id


def test_a_pick_that_is_taken_back_leaves_the_way_and_no_promise(shop: Book, case: Case, relining: CaseOption) -> None:
    option = save(shop, relining)
    promise = choose(shop, option)
    assert actions.take_back_choice(shop, case_id=case.id, today=TODAY) == case
    assert actions.take_back_choice(shop, case_id=case.id, today=TODAY) == case
    assert shop.options.of_case(case.id) == [option]
    assert shop.promises.get(promise.id).ending is PromiseEnding.CANCELLED
    again = choose(shop, option, "again")
    assert again.id != promise.id
    assert again.ending is None


def test_what_was_done_already_stays_kept_when_the_pick_is_taken_back(
    shop: Book, case: Case, relining: CaseOption
) -> None:
    promise = choose(shop, save(shop, relining))
    kept = actions.keep_promise(shop, promise_id=promise.id, on=TODAY)
    actions.take_back_choice(shop, case_id=case.id, today=TODAY)
    assert shop.promises.get(promise.id) == kept


def test_the_picked_way_its_agreement_and_its_promise_stay_in_step(
    shop: Book, case: Case, relining: CaseOption
) -> None:
    option = save(shop, relining)
    promise = choose(shop, option)
    option = save(shop, replace(option, title="A new lining and buttons", by=DAY_AFTER, at=time(10)))
    agreed = shop.cases.get(case.id)
    assert (agreed.remedy_what, agreed.remedy_by) == ("A new lining and buttons", DAY_AFTER)
    now = shop.promises.get(promise.id)
    assert (now.what, now.first_due, now.due_on, now.due_at) == (option.title, LATER, DAY_AFTER, time(10))
    assert shop.promise_moves.of_promise(promise.id) == [PromiseMove(1, promise.id, TODAY, LATER, DAY_AFTER)]
    actions.move_promise(shop, promise_id=promise.id, to_day=date(2026, 4, 20), on=TODAY)
    assert shop.cases.get(case.id).remedy_by == date(2026, 4, 20)
    assert (shop.options.get(option.id).by, shop.options.get(option.id).at) == (date(2026, 4, 20), None)
    for change, reason in (
        ({"by": None}, "option_without_day"),
        ({"by": date(2026, 4, 1)}, "option_day_past"),
        ({"title": ""}, "option_without_title"),
        ({"remedy": Remedy.DISCOUNT}, "discount_without_share"),
    ):
        with pytest.raises(CaseRefused, match=reason):
            save(shop, replace(shop.options.get(option.id), **change))  # type: ignore[arg-type]
    assert shop.cases.get(case.id).remedy_by == shop.promises.get(promise.id).due_on == date(2026, 4, 20)


def test_words_of_a_way_can_still_be_mended_after_its_day(shop: Book, relining: CaseOption) -> None:
    option = save(shop, relining)
    choose(shop, option)
    actions.save_option(shop, option=replace(option, details="sewn by hand"), today=date(2026, 5, 1))
    with pytest.raises(CaseRefused, match="option_day_past"):
        actions.save_option(shop, option=replace(option, by=date(2026, 4, 30)), today=date(2026, 5, 1))


def test_nothing_left_to_put_right_is_agreed_without_a_promise(shop: Book, case: Case, relining: CaseOption) -> None:
    option = save(shop, replace(relining, remedy=Remedy.NOTHING, by=None, at=None))
    chosen = {"case_id": case.id, "option_id": option.id, "today": TODAY, "operation_id": "x"}
    assert actions.choose_option(shop, **chosen) is None
    assert shop.cases.get(case.id).remedy is Remedy.NOTHING


def test_the_picked_way_is_not_dropped_and_a_dropped_one_loses_no_promise(
    shop: Book, case: Case, relining: CaseOption
) -> None:
    option = save(shop, relining)
    shop.comfort.mark_option(option.id, Comfort.UNEASY)
    promise = choose(shop, option)
    with pytest.raises(CaseRefused, match="option_chosen"):
        actions.drop_option(shop, option_id=option.id)
    actions.take_back_choice(shop, case_id=case.id, today=TODAY)
    actions.drop_option(shop, option_id=option.id)
    assert shop.options.of_case(case.id) == []
    assert shop.promises.get(promise.id) == replace(
        promise, option_id=None, ended_on=TODAY, ending=PromiseEnding.CANCELLED
    )


@pytest.mark.parametrize(
    "act",
    [
        lambda book, option: save(book, option),
        lambda book, option: save(book, replace(option, id=0)),
        lambda book, option: choose(book, option, "other"),
        lambda book, option: actions.drop_option(book, option_id=option.id),
        lambda book, option: actions.take_back_choice(book, case_id=option.case_id, today=TODAY),
    ],
)
def test_nothing_is_chosen_in_a_closed_case(
    shop: Book, case: Case, relining: CaseOption, act: Callable[[Book, CaseOption], object]
) -> None:
    option = save(shop, relining)
    shop.cases.save(replace(case, closed_on=TODAY))
    with pytest.raises(CaseRefused, match="case_closed"):
        act(shop, option)
    assert shop.options.of_case(case.id) == [option]


def test_a_way_of_another_case_is_not_picked(shop: Book, case: Case, relining: CaseOption) -> None:
    order = shop.orders.get(case.order_id)
    other = tailor.open_case(shop, shop.orders.add(replace(order, id=0, number="2026-0148")).id, "other")
    option = save(shop, relining)
    with pytest.raises(NotInBook):
        actions.choose_option(shop, case_id=other.id, option_id=option.id, today=TODAY, operation_id="x")
    with pytest.raises(NotInBook):
        save(shop, replace(option, case_id=other.id))
    assert shop.cases.get(other.id) == other


def test_a_way_that_was_taken_out_comes_back_to_its_place_with_the_promise_that_ended(
    shop: Book, case: Case, relining: CaseOption
) -> None:
    first, second = save(shop, relining), save(shop, replace(relining, title="Another coat"))
    promise = choose(shop, first)
    actions.take_back_choice(shop, case_id=case.id, today=TODAY)
    gone = actions.drop_option(shop, option_id=first.id)
    back = actions.put_option_back(shop, option=gone, promise_ids=[promise.id], today=TODAY)
    assert shop.options.of_case(case.id) == [replace(first, id=back.id), second]
    assert shop.promises.get(promise.id).option_id == back.id


def test_ways_change_places_and_the_outer_ones_stay(shop: Book, case: Case, relining: CaseOption) -> None:
    first, second = save(shop, relining), save(shop, replace(relining, title="Another coat"))
    actions.move_option(shop, option_id=first.id, places=-1)
    assert shop.options.of_case(case.id) == [first, second]
    actions.move_option(shop, option_id=first.id, places=1)
    assert [one.id for one in shop.options.of_case(case.id)] == [second.id, first.id]


def test_undoing_a_pick_brings_the_earlier_one_and_its_promise_back(
    shop: Book, case: Case, relining: CaseOption
) -> None:
    first, second = save(shop, relining), save(shop, replace(relining, title="Another coat"))
    made = choose(shop, first)
    before = shop.cases.get(case.id)
    choose(shop, second, "second")
    actions.put_back_agreed(shop, before=before, promises=[made], today=TODAY)
    assert shop.cases.get(case.id) == before
    assert shop.promises.of_case(case.id) == [made]


def test_a_promise_that_was_opened_again_follows_its_way_when_that_is_picked_once_more(
    shop: Book, case: Case, relining: CaseOption
) -> None:
    first, second = save(shop, relining), save(shop, replace(relining, title="Another coat"))
    made = choose(shop, first)
    choose(shop, second, "second")
    actions.reopen_promise(shop, promise_id=made.id)
    save(shop, replace(first, title="A silk lining", by=DAY_AFTER))
    again = choose(shop, first, "third")
    assert again == replace(made, what="A silk lining", due_on=DAY_AFTER)
    assert shop.promises.get(made.id) == again
    assert shop.cases.get(case.id).remedy_by == DAY_AFTER


def test_what_was_done_already_is_not_promised_once_more(shop: Book, case: Case, relining: CaseOption) -> None:
    option = save(shop, relining)
    done = actions.keep_promise(shop, promise_id=choose(shop, option).id, on=TODAY)
    assert choose(shop, option, "again") == done
    assert shop.promises.of_case(case.id) == [done]
    save(shop, replace(option, by=DAY_AFTER))
    assert choose(shop, option, "for another day").due_on == DAY_AFTER


def test_a_promise_that_is_opened_again_says_what_its_way_says_by_now(
    shop: Book, case: Case, relining: CaseOption
) -> None:
    option = save(shop, relining)
    made = choose(shop, option)
    actions.cancel_promise(shop, promise_id=made.id, on=TODAY)
    save(shop, replace(option, title="A silk lining", by=DAY_AFTER, at=None))
    again = actions.reopen_promise(shop, promise_id=made.id)
    assert again == replace(made, what="A silk lining", due_on=DAY_AFTER, due_at=None)
    assert shop.promises.get(made.id) == again
    (move,) = shop.promise_moves.of_promise(made.id)
    assert (move.moved_on, move.from_day, move.to_day) == (TODAY, LATER, DAY_AFTER)


def test_a_broken_promise_is_not_opened_again_beside_the_one_made_anew(
    shop: Book, case: Case, relining: CaseOption
) -> None:
    option = save(shop, relining)
    broken = actions.break_promise(shop, promise_id=choose(shop, option).id, on=TODAY)
    anew = choose(shop, option, "anew")
    with pytest.raises(CaseRefused, match="went_on") as refused:
        actions.reopen_promise(shop, promise_id=broken.id)
    assert wording.sentence(refused.value)
    assert shop.promises.of_case(case.id) == [broken, anew]
    actions.cancel_promise(shop, promise_id=anew.id, on=TODAY)
    assert actions.reopen_promise(shop, promise_id=broken.id).ending is None
    assert actions.reopen_promise(shop, promise_id=broken.id).ending is None


def test_undoing_a_pick_keeps_a_promise_that_was_moved_already_and_cancels_it(
    shop: Book, case: Case, relining: CaseOption
) -> None:
    made = choose(shop, save(shop, relining))
    actions.move_promise(shop, promise_id=made.id, to_day=DAY_AFTER, on=TODAY)
    actions.put_back_agreed(shop, before=case, promises=[], today=TODAY)
    (kept,) = shop.promises.of_case(case.id)
    assert (kept.id, kept.ending, kept.ended_on) == (made.id, PromiseEnding.CANCELLED, TODAY)
    assert shop.cases.get(case.id) == case


def test_a_way_whose_day_was_moved_by_hand_and_has_passed_gives_its_promise_that_day(
    shop: Book, case: Case, relining: CaseOption
) -> None:
    option = save(shop, relining)
    made = choose(shop, option)
    shop.cases.save(replace(shop.cases.get(case.id), remedy_by=date(2026, 4, 1)))
    actions.save_option(shop, option=replace(option, by=date(2026, 4, 1)), today=TODAY)
    assert shop.promises.get(made.id).due_on == date(2026, 4, 1)
    (move,) = shop.promise_moves.of_promise(made.id)
    assert move.moved_on == date(2026, 4, 1)


def test_after_a_commit_in_doubt_the_book_says_what_was_picked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, relining: CaseOption
) -> None:
    def failing(self: SqlCipherDatabase, commit: Callable[..., object] = SqlCipherDatabase.commit) -> None:
        commit(self)
        raise dbapi2.OperationalError("disk I/O error")

    with Book.create(tmp_path / "book") as book:
        case = tailor.open_case(tailor.open_shop(book))
        option = save(book, relining)
        monkeypatch.setattr(SqlCipherDatabase, "commit", failing)
        made = choose(book, option)
        monkeypatch.undo()
        assert book.promises.of_case(case.id) == [made]
        assert choose(book, option) == made
