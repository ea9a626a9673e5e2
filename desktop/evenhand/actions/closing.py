"""Closing a case, and opening it again."""

from dataclasses import replace
from datetime import date

from evenhand.actions.bonuses import still_owed
from evenhand.actions.cases import stated_in_letters
from evenhand.domain.case import CaseRefused
from evenhand.domain.money import Money
from evenhand.domain.records import Case, Refund
from evenhand.storage.book import Book


def close_case(book: Book, *, case_id: int, on: date) -> Case:
    """Closes a case whose end is known; one that is closed already stays as it is.

    Raises NotInBook, and CaseRefused: 'outcome_missing', 'promises_open' (with the day of the next) and, of a refund
    that no letter states, 'refund_above_paid' and 'bonus_in_place_of_it' (with the limit).
    """
    with book.transaction():
        case = book.cases.get(case_id)
        if case.closed_on is not None:
            return case
        if case.outcome is None:
            raise CaseRefused("outcome_missing")
        still_open = [one.due_on for one in book.promises.of_case(case_id) if one.ending is None]
        if still_open:
            raise CaseRefused("promises_open", day=min(still_open))
        _check_returned_once(book, case)
        case = replace(case, closed_on=on)
        book.cases.save(case)
        return case


def _check_returned_once(book: Book, case: Case) -> None:
    """A letter checks its refund as it's issued; one without a letter is checked here."""
    refund = book.cases.compensations(case.id).refund
    if refund is None or Refund in stated_in_letters(book, case.id):
        return
    order = book.orders.get(case.order_id)
    nothing = Money.zero(order.paid.currency)
    left = order.paid - book.cases.refunded_on_order(order.id, except_case=case.id)
    if refund.amount > left:
        raise CaseRefused("refund_above_paid", max(left, nothing))
    left -= still_owed(book, order_id=order.id)
    if refund.amount > left:
        raise CaseRefused("bonus_in_place_of_it", max(left, nothing))


def open_again(book: Book, *, case_id: int) -> Case:
    """Goes on with a closed case; one that is open stays as it is.

    Raises NotInBook, and CaseRefused: 'open_case_on_order', 'archived_client'.
    """
    with book.transaction():
        case = book.cases.get(case_id)
        if case.closed_on is None:
            return case
        if book.clients.get(case.client_id).archived:
            raise CaseRefused("archived_client")
        if book.cases.open_on_order(case.order_id):
            raise CaseRefused("open_case_on_order")
        case = replace(case, closed_on=None)
        book.cases.save(case)
        return case
