"""The life of a bonus after its letter, in the book: used, given back, extended, reduced, exchanged, cancelled."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from bonus_shop import grant, open_shop, order_of
from evenhand import actions, wording
from evenhand.domain.bonus import Bonus, BonusRefused, BonusState, EntryKind, LedgerEntry, balance, last_day, state
from evenhand.domain.case import CaseRefused
from evenhand.domain.money import CurrencyMismatch, Money
from evenhand.domain.records import Nature
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.storage.errors import NotInBook, StorageFailed

TODAY = date(2026, 11, 10)
UNTIL = date(2026, 11, 19)
AFTER = UNTIL + timedelta(6)


def euros(amount: int) -> Money:
    return Money(amount, "EUR")


@pytest.fixture
def shop(book: Book) -> Book:
    open_shop(book)
    return book


@pytest.fixture
def bonus(shop: Book) -> Bonus:
    """Thirty euros for Ilinca, to be used by 19 November."""
    return grant(shop, "Ilinca Rusu", euros(30), UNTIL)


def left(book: Book, bonus: Bonus) -> Money:
    return balance(bonus, book.bonuses.ledger(bonus.id))


def now(book: Book, bonus: Bonus, on: date = TODAY) -> BonusState:
    return state(bonus, book.bonuses.ledger(bonus.id), on)


def redeem(book: Book, bonus: Bonus, order_id: int, amount: Money, name: str = "redeem", **more: object) -> LedgerEntry:
    given: dict[str, object] = {"on": TODAY} | more
    return actions.redeem_bonus(
        book,
        bonus_id=bonus.id,
        order_id=order_id,
        amount=amount,
        operation_id=name,
        **given,  # type: ignore[arg-type]
    )


def test_a_bonus_pays_for_anyones_order_since_it_may_be_passed_on(shop: Book, bonus: Bonus) -> None:
    for name in ("Ilinca Rusu", "Oleg Brandt"):
        redeem(shop, bonus, order_of(shop, name, euros(148)).id, euros(10), name)
    assert left(shop, bonus) == euros(10)
    assert now(shop, bonus) is BonusState.PART_REDEEMED
    assert check(shop) == []


def test_a_bonus_pays_no_more_than_the_order_costs(shop: Book, bonus: Bonus) -> None:
    order = order_of(shop, "Ilinca Rusu", euros(20))
    with pytest.raises(BonusRefused, match="above_order") as refused:
        redeem(shop, bonus, order.id, euros(30))
    assert refused.value.left == euros(20)
    assert wording.sentence(refused.value) == "Only €20 of this order is still to pay. Write that or less."
    redeem(shop, bonus, order.id, euros(20))
    assert left(shop, bonus) == euros(10)


def test_two_bonuses_together_pay_no_more_than_the_order_costs(shop: Book, bonus: Bonus) -> None:
    order = order_of(shop, "Ilinca Rusu", euros(40))
    redeem(shop, bonus, order.id, euros(30))
    second = grant(shop, "Oleg Brandt", euros(18), UNTIL)
    with pytest.raises(BonusRefused, match="above_order") as refused:
        redeem(shop, second, order.id, euros(18), "second")
    assert refused.value.left == euros(10)
    redeem(shop, second, order.id, euros(10), "second")
    with pytest.raises(BonusRefused, match="order_paid"):
        redeem(shop, second, order.id, euros(1), "third")


def test_what_was_taken_back_makes_room_on_the_order_again(shop: Book, bonus: Bonus) -> None:
    order = order_of(shop, "Ilinca Rusu", euros(30))
    entry = redeem(shop, bonus, order.id, euros(30))
    actions.take_back_redemption(shop, entry_id=entry.id, on=TODAY, operation_id="back")
    assert shop.bonuses.paid_on_order(order.id) == euros(0)
    assert (left(shop, bonus), now(shop, bonus)) == (euros(30), BonusState.OUTSTANDING)
    redeem(shop, bonus, order.id, euros(30), "again")
    assert check(shop) == []


def test_a_bonus_that_ran_out_is_honoured_on_purpose_only(shop: Book, bonus: Bonus) -> None:
    order = order_of(shop, "Ilinca Rusu", euros(148))
    with pytest.raises(BonusRefused, match="expired") as refused:
        redeem(shop, bonus, order.id, euros(30), on=AFTER)
    assert wording.sentence(refused.value).replace("\u00a0", " ") == "This bonus ran out on 19 November 2026."
    redeem(shop, bonus, order.id, euros(30), on=AFTER, honour_expired=True)
    assert now(shop, bonus, AFTER) is BonusState.REDEEMED
    assert check(shop) == []


def test_honouring_never_gives_more_than_is_left(shop: Book, bonus: Bonus) -> None:
    order = order_of(shop, "Ilinca Rusu", euros(148))
    with pytest.raises(BonusRefused, match="too_much"):
        redeem(shop, bonus, order.id, euros(31), on=AFTER, honour_expired=True)


def test_a_bonus_in_euros_does_not_pay_an_order_in_pounds(shop: Book, bonus: Bonus) -> None:
    order = order_of(shop, "Daniel Hartwell", Money(148, "GBP"))
    with pytest.raises(CurrencyMismatch):
        redeem(shop, bonus, order.id, euros(30))
    with pytest.raises(NotInBook):
        redeem(shop, bonus, 99, euros(30))


def test_pressing_twice_redeems_and_takes_back_once(shop: Book, bonus: Bonus) -> None:
    order = order_of(shop, "Ilinca Rusu", euros(148))
    first = redeem(shop, bonus, order.id, euros(10))
    assert redeem(shop, bonus, order.id, euros(10)) == first
    back = actions.take_back_redemption(shop, entry_id=first.id, on=TODAY, operation_id="back")
    assert actions.take_back_redemption(shop, entry_id=first.id, on=TODAY, operation_id="back") == back
    assert len(shop.bonuses.ledger(bonus.id)) == 3
    with pytest.raises(BonusRefused, match="taken_back"):
        actions.take_back_redemption(shop, entry_id=first.id, on=TODAY, operation_id="back again")
    with pytest.raises(BonusRefused, match="not_redeemed"):
        actions.take_back_redemption(shop, entry_id=back.id, on=TODAY, operation_id="back the back")


def test_an_operation_id_never_speaks_for_another_bonus(shop: Book, bonus: Bonus) -> None:
    order = order_of(shop, "Ilinca Rusu", euros(148))
    other = grant(shop, "Oleg Brandt", euros(18), UNTIL)
    redeem(shop, bonus, order.id, euros(10))
    with pytest.raises(ValueError, match="another bonus"):
        redeem(shop, other, order.id, euros(10))


def test_a_redemption_taken_back_does_not_revive_a_bonus_whose_letter_is_void(shop: Book, bonus: Bonus) -> None:
    entry = redeem(shop, bonus, order_of(shop, "Ilinca Rusu", euros(148)).id, euros(10))
    actions.void_letter(shop, letter_id=bonus.letter_id, reason="wrong sum", voided_on=TODAY, operation_id="void")
    actions.take_back_redemption(shop, entry_id=entry.id, on=TODAY, operation_id="back")
    assert (left(shop, bonus), now(shop, bonus)) == (euros(0), BonusState.CANCELLED)
    assert check(shop) == []


def test_what_is_owed_turns_back_into_money_also_after_its_day(shop: Book) -> None:
    owed = grant(shop, "Ilinca Rusu", euros(72), UNTIL, nature=Nature.OWED)
    redeem(shop, owed, order_of(shop, "Ilinca Rusu", euros(12)).id, euros(12))
    entry = actions.exchange_bonus(shop, bonus_id=owed.id, on=AFTER, note="by bank", operation_id="exchange")
    assert (entry.kind, entry.amount) == (EntryKind.EXCHANGED, euros(60))
    assert now(shop, owed, AFTER) is BonusState.EXCHANGED
    assert actions.exchange_bonus(shop, bonus_id=owed.id, on=AFTER, operation_id="exchange") == entry
    with pytest.raises(BonusRefused, match="exchanged"):
        actions.cancel_bonus(shop, bonus_id=owed.id, on=AFTER, operation_id="cancel")
    assert check(shop) == []


def test_goodwill_does_not_turn_into_money(shop: Book, bonus: Bonus) -> None:
    with pytest.raises(BonusRefused, match="not_owed"):
        actions.exchange_bonus(shop, bonus_id=bonus.id, on=TODAY, operation_id="exchange")
    assert left(shop, bonus) == euros(30)


def test_money_paid_out_for_a_bonus_counts_as_given_back_on_its_order(shop: Book) -> None:
    order = order_of(shop, "Ilinca Rusu", euros(100))
    owed = grant(shop, "Ilinca Rusu", euros(72), None, nature=Nature.OWED, order=order)
    assert shop.cases.refunded_on_order(order.id) == euros(0)
    actions.exchange_bonus(shop, bonus_id=owed.id, on=TODAY, operation_id="exchange")
    assert shop.cases.refunded_on_order(order.id) == euros(72)


def test_a_later_last_day_brings_a_bonus_back(shop: Book, bonus: Bonus) -> None:
    later = date(2027, 2, 19)
    assert now(shop, bonus, AFTER) is BonusState.EXPIRED
    given: dict[str, object] = {"letter_id": bonus.letter_id, "on": AFTER, "operation_id": "extend"}
    entry = actions.extend_bonus(shop, bonus_id=bonus.id, until=later, **given)  # type: ignore[arg-type]
    assert actions.extend_bonus(shop, bonus_id=bonus.id, until=later, **given) == entry  # type: ignore[arg-type]
    assert last_day(bonus, shop.bonuses.ledger(bonus.id)) == later
    assert now(shop, bonus, later) is BonusState.OUTSTANDING
    assert check(shop) == []


@pytest.mark.parametrize(
    ("until", "reason"), [(UNTIL, "not_later"), (TODAY, "not_later"), (UNTIL + timedelta(1), "day_past")]
)
def test_an_extension_is_to_a_later_day_that_is_still_to_come(
    shop: Book, bonus: Bonus, until: date, reason: str
) -> None:
    with pytest.raises(BonusRefused, match=reason):
        actions.extend_bonus(shop, bonus_id=bonus.id, until=until, letter_id=None, on=AFTER, operation_id="extend")
    assert len(shop.bonuses.ledger(bonus.id)) == 1


def test_nothing_extends_a_bonus_that_has_no_end_or_nothing_left(shop: Book, bonus: Bonus) -> None:
    endless = grant(shop, "Oleg Brandt", euros(18), None)
    with pytest.raises(BonusRefused, match="no_end"):
        actions.extend_bonus(shop, bonus_id=endless.id, until=AFTER, letter_id=None, on=TODAY, operation_id="a")
    actions.cancel_bonus(shop, bonus_id=bonus.id, on=TODAY, operation_id="cancel")
    with pytest.raises(BonusRefused, match="cancelled"):
        actions.extend_bonus(shop, bonus_id=bonus.id, until=AFTER, letter_id=None, on=TODAY, operation_id="b")


# A refund of the order asks what becomes of its bonus


def settle(book: Book, order_id: int, fate: str, name: str = "settle", on: date = TODAY) -> LedgerEntry | None:
    return actions.settle_earlier_bonus(book, order_id=order_id, fate=fate, on=on, operation_id=name)


@pytest.fixture
def settled(shop: Book) -> tuple[Bonus, int]:
    """Thirty euros that were given for an order, and the order."""
    order = order_of(shop, "Ilinca Rusu", euros(300))
    return grant(shop, "Ilinca Rusu", euros(30), UNTIL, order=order), order.id


def test_an_earlier_bonus_waits_for_the_owners_word(shop: Book, settled: tuple[Bonus, int]) -> None:
    bonus, order_id = settled
    assert actions.earlier_bonus(shop, order_id=order_id) == bonus
    with pytest.raises(CaseRefused, match="bonus_undecided") as refused:
        settle(shop, order_id, "")
    assert wording.sentence(refused.value)
    assert left(shop, bonus) == euros(30)


@pytest.mark.parametrize(
    ("fate", "kept", "then"),
    [
        ("keep", 30, BonusState.OUTSTANDING),
        ("3000", 30, BonusState.OUTSTANDING),
        ("1200", 12, BonusState.OUTSTANDING),
        ("cancel", 0, BonusState.CANCELLED),
    ],
)
def test_an_earlier_bonus_is_kept_reduced_or_cancelled(
    shop: Book, settled: tuple[Bonus, int], fate: str, kept: int, then: BonusState
) -> None:
    bonus, order_id = settled
    first = settle(shop, order_id, fate)
    assert settle(shop, order_id, fate) == first
    assert (left(shop, bonus), now(shop, bonus)) == (euros(kept), then)
    assert check(shop) == []


@pytest.mark.parametrize(("fate", "reason"), [("3001", "too_much"), ("0", "nothing"), ("-5", "nothing")])
def test_an_earlier_bonus_is_not_reduced_to_more_than_is_left_or_to_nothing(
    shop: Book, settled: tuple[Bonus, int], fate: str, reason: str
) -> None:
    bonus, order_id = settled
    with pytest.raises(BonusRefused, match=reason):
        settle(shop, order_id, fate)
    assert left(shop, bonus) == euros(30)


def test_a_bonus_that_is_gone_or_was_never_given_asks_nothing(shop: Book, settled: tuple[Bonus, int]) -> None:
    bonus, order_id = settled
    other = order_of(shop, "Oleg Brandt", euros(90))
    assert actions.earlier_bonus(shop, order_id=other.id) is None
    assert settle(shop, other.id, "") is None
    assert actions.earlier_bonus(shop, order_id=order_id, on=AFTER) is None
    assert settle(shop, order_id, "", on=AFTER) is None
    actions.cancel_bonus(shop, bonus_id=bonus.id, on=TODAY, operation_id="cancel")
    assert actions.earlier_bonus(shop, order_id=order_id) is None


# Two at once


def test_another_process_cannot_open_the_book_to_redeem_beside_this_one(tmp_path: Path) -> None:
    with Book.create(tmp_path) as book:
        open_shop(book)
        bonus = grant(book, "Ilinca Rusu", euros(30), UNTIL)
        order = order_of(book, "Ilinca Rusu", euros(148))
        script = f"""
from datetime import date
from pathlib import Path
from evenhand import actions
from evenhand.domain.money import Money
from evenhand.storage.book import Book
from evenhand.storage.errors import BookInUse
try:
    with Book.open(Path({str(tmp_path)!r})) as book:
        actions.redeem_bonus(book, bonus_id={bonus.id}, order_id={order.id}, amount=Money(30, "EUR"),
            on=date(2026, 11, 10), operation_id="theirs")
except BookInUse:
    print("in use")
"""
        path = Path(__file__).parents[2] / "desktop"
        other = subprocess.run(
            [sys.executable, "-c", script], env={"PYTHONPATH": str(path)}, capture_output=True, text=True, check=True
        )
        assert other.stdout.strip() == "in use"
        redeem(book, bonus, order.id, euros(30))
    with Book.open(tmp_path) as book:
        assert left(book, bonus) == euros(0)
        assert check(book) == []


@pytest.mark.parametrize("kind", [EntryKind.REDEEMED, EntryKind.CANCELLED, EntryKind.EXCHANGED])
def test_the_book_itself_lets_nothing_through_that_overspends(shop: Book, bonus: Bonus, kind: EntryKind) -> None:
    """What two checks that passed at the same moment would come to."""
    order = order_of(shop, "Ilinca Rusu", euros(148))
    shop.bonuses.append(LedgerEntry(0, bonus.id, EntryKind.REDEEMED, euros(30), TODAY, order.id), "first")
    with pytest.raises(StorageFailed) as failed:
        shop.bonuses.append(LedgerEntry(0, bonus.id, kind, euros(30), TODAY), "second")
    assert failed.value.reason == "rule"
    assert left(shop, bonus) == euros(0)


def test_the_book_itself_takes_a_redemption_back_once_and_for_its_own_sum(shop: Book, bonus: Bonus) -> None:
    order = order_of(shop, "Ilinca Rusu", euros(148))
    entry = redeem(shop, bonus, order.id, euros(10))

    def back(amount: int, name: str, reverses: int = entry.id) -> Callable[[], object]:
        line = LedgerEntry(0, bonus.id, EntryKind.REVERSED, euros(amount), TODAY, reverses_id=reverses)
        return lambda: shop.bonuses.append(line, name)

    for wrong in (back(11, "more"), back(10, "granted", 1)):
        with pytest.raises(StorageFailed):
            wrong()
    back(10, "once")()
    with pytest.raises(StorageFailed):
        back(10, "twice")()
    assert left(shop, bonus) == euros(30)


def test_what_bonuses_paid_for_is_summed_per_currency(shop: Book, bonus: Bonus) -> None:
    pounds = grant(shop, "Daniel Hartwell", Money(24, "GBP"), UNTIL)
    coat, skirt = order_of(shop, "Ilinca Rusu", euros(148)), order_of(shop, "Ilinca Rusu", euros(52))
    redeem(shop, bonus, coat.id, euros(10), "a")
    redeem(shop, bonus, coat.id, euros(5), "b")
    redeem(shop, pounds, order_of(shop, "Daniel Hartwell", Money(90, "GBP")).id, Money(24, "GBP"), "c")
    undone = redeem(shop, bonus, skirt.id, euros(5), "d")
    actions.take_back_redemption(shop, entry_id=undone.id, on=TODAY, operation_id="e")
    found = {one.amount.currency: one for one in shop.bonuses.used(date(2026, 1, 1), date(2026, 12, 31))}
    assert found["EUR"] == (euros(15), 1, euros(148))
    assert found["GBP"] == (Money(24, "GBP"), 1, Money(90, "GBP"))
    assert shop.bonuses.used(date(2025, 1, 1), date(2025, 12, 31)) == []


def test_the_history_tells_every_turn_a_bonus_took(shop: Book, bonus: Bonus) -> None:
    entry = redeem(shop, bonus, order_of(shop, "Ilinca Rusu", euros(148)).id, euros(10))
    actions.take_back_redemption(shop, entry_id=entry.id, on=TODAY, operation_id="back")
    actions.extend_bonus(
        shop, bonus_id=bonus.id, until=date(2027, 2, 19), letter_id=None, on=TODAY, operation_id="extend"
    )
    less = LedgerEntry(0, bonus.id, EntryKind.CANCELLED, euros(5), TODAY)
    shop.bonuses.append(less, "less")
    actions.cancel_bonus(shop, bonus_id=bonus.id, on=TODAY, operation_id="cancel")
    told = [(row.state, row.amount, row.detail) for row in shop.history(bonus.client_id) if row.kind == "bonus"]
    letter = "B-2026-0001"
    assert sorted(told, key=str) == sorted(
        [
            ("granted", euros(30), letter),
            ("redeemed", euros(10), letter),
            ("reversed", euros(10), letter),
            ("extended", None, "2027-02-19"),
            ("reduced", euros(5), letter),
            ("cancelled", euros(25), letter),
        ],
        key=str,
    )


def test_orders_to_pay_with_a_bonus_are_found_by_client_and_by_number(shop: Book, bonus: Bonus) -> None:
    paid, coat = order_of(shop, "Ilinca Rusu", euros(10)), order_of(shop, "Ilinca Rusu", euros(148), TODAY)
    early = order_of(shop, "Ilinca Rusu", euros(90), date(2026, 3, 1))
    theirs = order_of(shop, "Oleg Brandt", euros(60), TODAY)
    order_of(shop, "Daniel Hartwell", Money(60, "GBP"))
    redeem(shop, bonus, paid.id, euros(10))
    redeem(shop, bonus, coat.id, euros(5), "coat")

    def found(**by: object) -> list[tuple[int, str, Money]]:
        rows = shop.bonuses.payable("EUR", **by)  # type: ignore[arg-type]
        return [(row.order.id, row.client_name, row.room) for row in rows]

    own = (coat.id, "Ilinca Rusu", euros(143))
    assert found(client_id=bonus.client_id, since=bonus.granted_on) == [own]
    assert found(client_id=bonus.client_id) == [own, (early.id, "Ilinca Rusu", euros(90))]
    assert found(number=theirs.number) == [(theirs.id, "Oleg Brandt", euros(60))]
    assert found(number=paid.number) == []
    assert {row[0] for row in found(number="2026-0")} == {coat.id, early.id, theirs.id}
    assert found(number="zz") == []
