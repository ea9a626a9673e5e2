"""Using a bonus, and taking one back."""

from datetime import date

from evenhand.actions.once import once
from evenhand.domain.bonus import BonusRefused, EntryKind, LedgerEntry, balance, check_redemption
from evenhand.domain.money import CurrencyMismatch, Money
from evenhand.storage.book import Book


def redeem_bonus(
    book: Book, *, bonus_id: int, order_id: int, amount: Money, on: date, operation_id: str
) -> LedgerEntry:
    """Uses a bonus, or a part of it, for an order.

    Raises BonusRefused ('expired', 'cancelled', 'used', 'too_much', 'nothing'), CurrencyMismatch, NotInBook.
    """

    def do() -> LedgerEntry:
        bonus, order = book.bonuses.get(bonus_id), book.orders.get(order_id)
        if order.total.currency != bonus.amount.currency:
            raise CurrencyMismatch(order.total.currency, bonus.amount.currency)
        check_redemption(bonus, book.bonuses.ledger(bonus_id), amount, on)
        entry = LedgerEntry(0, bonus_id, EntryKind.REDEEMED, amount, on, order_id)
        return book.bonuses.append(entry, operation_id)

    return once(book, lambda: book.bonuses.entry_by_operation(operation_id), do)


def cancel_bonus(book: Book, *, bonus_id: int, on: date, note: str = "", operation_id: str) -> LedgerEntry:
    """Takes back what is left on a bonus. Raises BonusRefused ('cancelled', 'used'), NotInBook."""

    def do() -> LedgerEntry:
        bonus, ledger = book.bonuses.get(bonus_id), book.bonuses.ledger(bonus_id)
        left = balance(bonus, ledger)
        if not left:
            cancelled = any(entry.kind is EntryKind.CANCELLED for entry in ledger)
            raise BonusRefused("cancelled" if cancelled else "used", bonus, left)
        return book.bonuses.append(LedgerEntry(0, bonus_id, EntryKind.CANCELLED, left, on, note=note), operation_id)

    return once(book, lambda: book.bonuses.entry_by_operation(operation_id), do)
