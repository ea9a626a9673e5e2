"""The life of a bonus after its letter: using it, taking that back, a later day, and the ways in which it ends."""

from collections.abc import Callable
from datetime import date

from evenhand.actions.once import once
from evenhand.domain.bonus import (
    Bonus,
    BonusRefused,
    EntryKind,
    LedgerEntry,
    balance,
    check_exchange,
    check_extension,
    check_open,
    check_redemption,
    check_reversal,
    may_be_owed,
)
from evenhand.domain.case import CaseRefused
from evenhand.domain.money import CurrencyMismatch, Money, total
from evenhand.domain.records import Nature
from evenhand.storage.book import Book


def redeem_bonus(
    book: Book,
    *,
    bonus_id: int,
    order_id: int,
    amount: Money,
    on: date,
    operation_id: str,
    honour_expired: bool = False,
) -> LedgerEntry:
    """Uses a bonus, or a part of it, for an order: whosever it is, for a bonus may be passed on.

    `honour_expired` uses it after its last day, on purpose. Raises BonusRefused ('expired', 'cancelled', 'exchanged',
    'used', 'too_much', 'nothing', 'above_order', 'order_paid'), CurrencyMismatch, NotInBook.
    """

    def do() -> LedgerEntry:
        bonus, order = book.bonuses.get(bonus_id), book.orders.get(order_id)
        if order.total.currency != bonus.amount.currency:
            raise CurrencyMismatch(order.total.currency, bonus.amount.currency)
        ledger = book.bonuses.ledger(bonus_id)
        check_redemption(bonus, ledger, amount, on, after_expiry=honour_expired)
        room = order.total - book.bonuses.paid_on_order(order_id)
        if room.minor <= 0:
            raise BonusRefused("order_paid", bonus, Money.zero(room.currency))
        if amount > room:
            raise BonusRefused("above_order", bonus, room)
        entry = LedgerEntry(0, bonus_id, EntryKind.REDEEMED, amount, on, order_id)
        return book.bonuses.append(entry, operation_id)

    return _entered(book, operation_id, bonus_id, do)


def take_back_redemption(book: Book, *, entry_id: int, on: date, note: str = "", operation_id: str) -> LedgerEntry:
    """Gives the bonus back exactly what a redemption took.

    A bonus whose letter was voided doesn't come to life by it: what came back is cancelled at once. Raises
    BonusRefused ('not_redeemed', 'taken_back'), NotInBook.
    """
    redemption = book.bonuses.entry(entry_id)

    def do() -> LedgerEntry:
        bonus = book.bonuses.get(redemption.bonus_id)
        check_reversal(bonus, book.bonuses.ledger(bonus.id), redemption)
        back = LedgerEntry(
            id=0,
            bonus_id=bonus.id,
            kind=EntryKind.REVERSED,
            amount=redemption.amount,
            entered_on=on,
            order_id=redemption.order_id,
            reverses_id=redemption.id,
            note=note,
        )
        entry = book.bonuses.append(back, operation_id)
        voided = book.letters.get(bonus.letter_id)
        if voided.voided_on is not None:
            cancel_bonus(book, bonus_id=bonus.id, on=on, note=voided.void_reason, operation_id=f"{operation_id}:void")
        return entry

    return _entered(book, operation_id, redemption.bonus_id, do)


def cancel_bonus(book: Book, *, bonus_id: int, on: date, note: str = "", operation_id: str) -> LedgerEntry:
    """Takes back what is left on a bonus. Raises BonusRefused ('cancelled', 'used', 'exchanged'), NotInBook."""

    def do() -> LedgerEntry:
        bonus = book.bonuses.get(bonus_id)
        left = check_open(bonus, book.bonuses.ledger(bonus_id))
        return book.bonuses.append(LedgerEntry(0, bonus_id, EntryKind.CANCELLED, left, on, note=note), operation_id)

    return _entered(book, operation_id, bonus_id, do)


def exchange_bonus(book: Book, *, bonus_id: int, on: date, note: str = "", operation_id: str) -> LedgerEntry:
    """Turns what is left on a bonus in place of money owed back into money, which the owner pays out.

    Raises BonusRefused ('not_owed', 'cancelled', 'used', 'exchanged'), NotInBook.
    """

    def do() -> LedgerEntry:
        bonus = book.bonuses.get(bonus_id)
        left = check_exchange(bonus, book.bonuses.ledger(bonus_id))
        return book.bonuses.append(LedgerEntry(0, bonus_id, EntryKind.EXCHANGED, left, on, note=note), operation_id)

    return _entered(book, operation_id, bonus_id, do)


def extend_bonus(
    book: Book, *, bonus_id: int, until: date, letter_id: int | None, on: date, operation_id: str
) -> LedgerEntry:
    """Gives a bonus a later last day, by the letter that says so.

    Raises BonusRefused ('no_end', 'not_later', 'day_past', 'cancelled', 'used', 'exchanged'), NotInBook.
    """

    def do() -> LedgerEntry:
        bonus = book.bonuses.get(bonus_id)
        check_extension(bonus, book.bonuses.ledger(bonus_id), until, on)
        entry = LedgerEntry(
            id=0,
            bonus_id=bonus_id,
            kind=EntryKind.EXTENDED,
            amount=Money.zero(bonus.amount.currency),
            entered_on=on,
            letter_id=letter_id,
            valid_until=until,
        )
        return book.bonuses.append(entry, operation_id)

    return _entered(book, operation_id, bonus_id, do)


def earlier_bonus(
    book: Book, *, order_id: int | None = None, client_id: int | None = None, on: date | None = None
) -> Bonus | None:
    """The newest bonus granted in a case on this order that has something left, or else the client's newest such.

    With `on` only one that may still be owed then. A refund of the order asks what becomes of it, and a parting letter
    about any that the client has.
    """
    bonuses = book.bonuses.of_order(order_id) if order_id is not None else []
    bonuses += book.bonuses.of_client(client_id) if client_id is not None else []
    for bonus in bonuses:
        ledger = book.bonuses.ledger(bonus.id)
        if balance(bonus, ledger) and (on is None or may_be_owed(bonus, ledger, on)):
            return bonus
    return None


def still_owed(book: Book, *, order_id: int) -> Money:
    """What is left on the bonuses that stand in place of money owed for an order, also after their last day."""
    owed = [bonus for bonus in book.bonuses.of_order(order_id) if bonus.nature is Nature.OWED]
    left = [balance(bonus, book.bonuses.ledger(bonus.id)) for bonus in owed]
    return total(left, book.orders.get(order_id).total.currency)


def settle_earlier_bonus(
    book: Book,
    *,
    order_id: int | None = None,
    client_id: int | None = None,
    fate: str,
    on: date,
    operation_id: str,
) -> LedgerEntry | None:
    """Does with the bonus that `earlier_bonus` finds what the owner decided.

    That is "keep", "exchange" for money that the owner pays out, "cancel", or the minor units to be left.

    None where nothing is to be done. Raises CaseRefused ('bonus_undecided') for "" while there is such a bonus,
    BonusRefused ('not_owed') for exchanging a gesture, ('too_much', 'nothing') for a sum above what is left now or
    not above zero, and ValueError for anything else.
    """

    def do() -> LedgerEntry | None:
        bonus = earlier_bonus(book, order_id=order_id, client_id=client_id, on=on)
        if bonus is None or fate == "keep":
            return None
        if not fate:
            raise CaseRefused("bonus_undecided", field="earlier_bonus.fate")
        if fate == "cancel":
            return cancel_bonus(book, bonus_id=bonus.id, on=on, operation_id=operation_id)
        if fate == "exchange":
            return exchange_bonus(book, bonus_id=bonus.id, on=on, operation_id=operation_id)
        left, kept = balance(bonus, book.bonuses.ledger(bonus.id)), Money.of_minor(int(fate), bonus.amount.currency)
        if kept.minor <= 0:
            raise BonusRefused("nothing", bonus, left)
        if kept > left:
            raise BonusRefused("too_much", bonus, left)
        if kept == left:
            return None
        reduced = LedgerEntry(0, bonus.id, EntryKind.CANCELLED, left - kept, on)
        return book.bonuses.append(reduced, operation_id)

    return once(book, lambda: book.bonuses.entry_by_operation(operation_id), do)


def _entered(book: Book, operation_id: str, bonus_id: int, do: Callable[[], LedgerEntry]) -> LedgerEntry:
    """What `do` enters, once for each operation id."""

    def known() -> LedgerEntry | None:
        found = book.bonuses.entry_by_operation(operation_id)
        if found is not None and found.bonus_id != bonus_id:
            raise ValueError("this operation id was another bonus's")
        return found

    return once(book, known, do)
