"""Closing a case, and opening it again."""

from dataclasses import replace
from datetime import date

from evenhand.domain.case import CaseRefused
from evenhand.domain.records import Case
from evenhand.storage.book import Book


def close_case(book: Book, *, case_id: int, on: date) -> Case:
    """Closes a case whose end is known; one that is closed already stays as it is.

    Raises NotInBook, and CaseRefused: 'outcome_missing', 'promises_open' (with the day of the next).
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
        case = replace(case, closed_on=on)
        book.cases.save(case)
        return case


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
