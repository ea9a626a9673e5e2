"""Whatever moves money carries an operation id: done again, or after a commit that may have failed, it's done once."""

import ast
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import bonus_shop
import tailor
from evenhand import actions
from evenhand.domain.money import Money
from evenhand.domain.records import LetterKind, Nature
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.storage.connection import Connection
from evenhand.storage.errors import StorageFailed

TODAY = date(2026, 9, 1)
UNTIL = date(2026, 11, 17)
FIFTY, TEN = Money(50, "EUR"), Money(10, "EUR")

# What writes a letter, its void, a line of the ledger, or a parting, each by the book's section.
WRITES = {
    ("bonuses", "append"),
    ("bonuses", "grant"),
    ("letters", "issue_row"),
    ("letters", "void"),
    ("partings", "add"),
}

Act = Callable[[], object]


def _bonus(book: Book, nature: Nature = Nature.GOODWILL) -> tuple[int, int]:
    bonus_shop.open_shop(book)
    order = bonus_shop.order_of(book, "Anna Weiss", FIFTY)
    granted = bonus_shop.grant(book, "Anna Weiss", TEN, UNTIL, nature=nature, order=order)
    return granted.id, bonus_shop.order_of(book, "Anna Weiss", FIFTY).id


def _redeem(book: Book) -> Act:
    bonus, order = _bonus(book)
    spent: dict[str, Any] = {"bonus_id": bonus, "order_id": order, "amount": TEN, "on": TODAY}
    return partial(actions.redeem_bonus, book, **spent, operation_id="once")


def _take_back(book: Book) -> Act:
    bonus, order = _bonus(book)
    spent: dict[str, Any] = {"bonus_id": bonus, "order_id": order, "amount": TEN, "on": TODAY}
    entry = actions.redeem_bonus(book, **spent, operation_id="before")
    return partial(actions.take_back_redemption, book, entry_id=entry.id, on=TODAY, operation_id="once")


def _cancel(book: Book) -> Act:
    return partial(actions.cancel_bonus, book, bonus_id=_bonus(book)[0], on=TODAY, operation_id="once")


def _exchange(book: Book) -> Act:
    bonus = _bonus(book, Nature.OWED)[0]
    return partial(actions.exchange_bonus, book, bonus_id=bonus, on=TODAY, operation_id="once")


def _extend(book: Book) -> Act:
    later: dict[str, Any] = {"bonus_id": _bonus(book)[0], "until": date(2027, 1, 1), "letter_id": None, "on": TODAY}
    return partial(actions.extend_bonus, book, **later, operation_id="once")


def _settle(book: Book) -> Act:
    bonus_id = _bonus(book)[0]
    client_id = book.bonuses.get(bonus_id).client_id
    said: dict[str, Any] = {"client_id": client_id, "fate": "cancel", "on": TODAY}
    return partial(actions.settle_earlier_bonus, book, **said, operation_id="once")


def _issue(book: Book) -> Act:
    tailor.open_shop(book)
    case = tailor.open_case(book)
    tailor.bonus(book, case)
    draft = tailor.drafted(book, case, LetterKind.BONUS)
    return partial(actions.issue_letter, book, draft=draft, operation_id="once", issued_on=tailor.TODAY)


def _void(book: Book) -> Act:
    letter: Any = _issue(book)()
    said: dict[str, Any] = {"letter_id": letter.id, "reason": "a wrong sum", "voided_on": tailor.TODAY}
    return partial(actions.void_letter, book, **said, operation_id="void")


def _part(book: Book) -> Act:
    tailor.open_shop(book)
    decided: dict[str, Any] = {
        "client_id": 1, "case_id": None, "order_id": 1, "accepted": None, "method": "the card", "items": ["the key"],
        "pay_by": tailor.LATER, "bonus_fates": {}, "door_closed": True, "letter": False, "today": tailor.TODAY,
        "promise": "Pay it back",
    }  # fmt: skip
    return partial(actions.part_kindly, book, **decided, operation_id="once")


def _promise(book: Book) -> Act:
    tailor.open_shop(book)
    said: dict[str, Any] = {"client_id": 1, "what": "call back", "due_on": tailor.LATER, "made_on": tailor.TODAY}
    return partial(actions.make_promise, book, **said, operation_id="once")


def _case(book: Book) -> Act:
    tailor.open_shop(book)
    return partial(tailor.open_case, book)


ACTS = (_redeem, _take_back, _cancel, _exchange, _extend, _settle, _issue, _void, _part, _promise, _case)
_COUNTED = ("letters", "letter_voids", "bonuses", "bonus_ledger", "partings", "parting_items", "case_refunds",
            "promises", "cases")  # fmt: skip


def _counts(book: Book) -> list[int]:
    return [book.connection.value(f"SELECT count(*) FROM {table}") for table in _COUNTED]


@pytest.mark.parametrize("act", ACTS)
def test_done_twice_it_is_done_once_and_gives_the_same(book: Book, act: Callable[[Book], Act]) -> None:
    do = act(book)
    before, first, after = _counts(book), do(), _counts(book)
    assert before != after
    second = do()
    assert getattr(second, "id", second) == getattr(first, "id", first)
    assert _counts(book) == after
    assert "numbering" not in {one.code for one in check(book)}


@pytest.mark.parametrize("act", ACTS)
def test_a_commit_that_reports_an_error_and_was_kept_is_found_and_not_repeated(
    book: Book, act: Callable[[Book], Act], monkeypatch: pytest.MonkeyPatch
) -> None:
    do, commit, failed = act(book), Connection._commit, []

    def doubtful(connection: Connection) -> None:
        commit(connection)
        if not failed:
            failed.append(True)
            raise StorageFailed("disk_error", at_commit=True)

    monkeypatch.setattr(Connection, "_commit", doubtful)
    done = do()
    after = _counts(book)
    assert failed
    assert getattr(do(), "id", None) == getattr(done, "id", None)
    assert _counts(book) == after


def _functions() -> Iterator[ast.FunctionDef]:
    for path in Path(actions.__file__).parent.glob("*.py"):
        yield from (one for one in ast.parse(path.read_text("utf-8")).body if isinstance(one, ast.FunctionDef))


def _writes(function: ast.FunctionDef) -> bool:
    calls = [one.func for one in ast.walk(function) if isinstance(one, ast.Call)]
    return any(
        isinstance(one, ast.Attribute) and isinstance(one.value, ast.Attribute) and (one.value.attr, one.attr) in WRITES
        for one in calls
    )


def _called(function: ast.FunctionDef) -> set[str]:
    return {one.func.id for one in ast.walk(function) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)}


def without_id(functions: list[ast.FunctionDef]) -> list[str]:
    """The names of those that write money, themselves or by another, and can't be told which intention it was."""
    moving = {one.name for one in functions if _writes(one)}
    while more := {one.name for one in functions if _called(one) & moving} - moving:
        moving |= more
    return [
        one.name
        for one in functions
        if one.name in moving and "operation_id" not in {arg.arg for arg in (*one.args.args, *one.args.kwonlyargs)}
    ]


def test_every_action_that_moves_money_carries_an_operation_id() -> None:
    functions = list(_functions())
    assert sum(map(_writes, functions)) >= 6
    assert without_id(functions) == []


def test_an_action_without_one_would_be_found() -> None:
    source = (
        "def give(book):\n    book.bonuses.append(1, '')\ndef gift(book):\n    give(book)\ndef look(book):\n    pass\n"
    )
    functions = [one for one in ast.parse(source).body if isinstance(one, ast.FunctionDef)]
    assert without_id(functions) == ["give", "gift"]
