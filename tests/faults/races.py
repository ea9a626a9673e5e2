"""The same act asked for twice at once: by a double click, and by two processes."""

import os
import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from evenhand import actions
from evenhand.domain.money import Money
from evenhand.domain.records import LetterDraft, LetterKind, Order
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.storage.errors import BookInUse
from faults.letters_at_work import DAY, PAID

TWICE = range(2)
_SPENT = Money.of_minor(100, "GBP")


def _child(act: Callable[[], object]) -> int:
    child = os.fork()
    if child:
        return child
    try:
        act()
    except BaseException:
        os._exit(1)
    os._exit(0)


def _agree(folder: Path, name: str) -> tuple[int, int]:
    """A case in which a bonus was chosen, and a later order to spend it on: both ids."""
    with Book.open(folder) as book:
        order = book.orders.add(Order(0, 1, name, DAY, "coat", PAID, PAID))
        case = actions.open_case(book, order_id=order.id, title="", words="", received_on=DAY, operation_id=name)
        actions.choose_bonus(book, case_id=case.id, share=Decimal("0.1"), months=3, round_to=None, today=DAY)
        return case.id, book.orders.add(Order(0, 1, f"{name} later", DAY, "hem", PAID, PAID)).id


def _click_twice(folder: Path, name: str, case: int, later: int) -> None:
    for _attempt in range(2000):
        try:
            with Book.open(folder) as book:
                for _click in TWICE:
                    draft = LetterDraft(0, 1, case, LetterKind.BONUS, "en", "About", "Dear Jane,")
                    letter = actions.issue_letter(book, draft=draft, operation_id=name, issued_on=DAY)
                bonus = book.bonuses.of_letter(letter.id)
                assert bonus is not None
                for _click in TWICE:
                    spend = {"bonus_id": bonus.id, "order_id": later, "amount": _SPENT, "on": DAY}
                    actions.redeem_bonus(book, **spend, operation_id=f"{name} spent")  # type: ignore[arg-type]
                return
        except BookInUse:
            os.sched_yield()
    raise TimeoutError("the book was never free")


def race(folder: Path, chance: random.Random) -> list[str]:
    """Two processes do one and the same thing, each with a double click; gives what is there twice or not at all."""
    name = f"race {chance.random()}"
    case, later = _agree(folder, name)
    children = [_child(lambda: _click_twice(folder, name, case, later)) for _one in TWICE]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    with Book.open(folder) as book:
        wrong = [finding.code for finding in check(book)]
        letters = book.connection.value("SELECT count(*) FROM letters WHERE operation_id = ?", (name,))
        spent = book.connection.value("SELECT count(*) FROM bonus_ledger WHERE operation_id = ?", (f"{name} spent",))
    if (letters, spent) != (1, 1):
        wrong.append(f"{letters} letters and {spent} redemptions")
    if any(codes):
        wrong.append(f"not both came through: {codes}")
    return wrong
