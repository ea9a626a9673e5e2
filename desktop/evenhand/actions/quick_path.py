"""Ours and simple: from the first word to the promise in one go."""

from dataclasses import dataclass, replace
from datetime import date, time

from evenhand.actions.cases import in_currency_of, open_case, open_case_and_order
from evenhand.actions.drafts import start_letter
from evenhand.actions.once import once
from evenhand.actions.promises import keep_promise, make_promise
from evenhand.actions.turns import pass_on_by_answer
from evenhand.domain.case import CaseRefused
from evenhand.domain.money import Money
from evenhand.domain.promises import Promise
from evenhand.domain.records import Case, Cause, LetterDraft, LetterKind, Remedy, Responsibility
from evenhand.storage.book import Book
from evenhand.storage.errors import NotInBook, StorageFailed

_MADE_GOOD = (Remedy.REDO, Remedy.REPLACE, Remedy.REPAIR)


@dataclass(frozen=True, slots=True)
class QuickEnd:
    """What the quick path did, with what it takes to undo it."""

    case: Case
    promise: Promise
    draft: LetterDraft | None = None
    before: Case | None = None
    opened: bool = False  # the case is a new one
    turns: tuple[int, ...] = ()  # passed on by it
    new_draft: bool = False


def quick_path(
    book: Book,
    *,
    order_id: int | None = None,
    case_id: int | None = None,
    title: str = "",
    words: str = "",
    received_on: date | None = None,
    cause: Cause,
    remedy: Remedy,
    what: str,
    by: date | None,
    at: time | None = None,
    cost: Money | None = None,
    more_to_give: bool = False,
    letter: bool = False,
    today: date,
    operation_id: str,
) -> QuickEnd:
    """It's ours, answered today, and put right: done already (without `by`), or promised for a day.

    In a case that is open, or else in a new one on the order. What is given for the trouble stays open with
    `more_to_give` and is left out without it; a letter's draft is begun when wanted. New words are added to the case's.
    Raises NotInBook, CurrencyMismatch, LetterRefused, and CaseRefused: what `open_case` raises, 'case_closed',
    'agreed_already', 'promise_without_words', 'promise_day_past', 'cost_below_zero', 'no_owner'.
    """

    def known() -> QuickEnd | None:
        promise = book.promises.by_operation(operation_id)
        if promise is None or promise.case_id is None:
            return None
        opened = book.cases.by_operation(operation_id) is not None
        return QuickEnd(book.cases.get(promise.case_id), promise, opened=opened)

    def do() -> QuickEnd:
        before = book.cases.get(case_id) if case_id is not None else None
        opened = before or open_case(
            book,
            order_id=order_id,
            title=title,
            words=words,
            received_on=received_on or today,
            operation_id=operation_id,
        )
        case = _put_right(book, opened.id, words, cause, remedy, what, by or today, cost, more_to_give)
        passed_on_before = {one.id for one in book.turns.of_case(case.id)}
        case = pass_on_by_answer(book, case, today)
        promise = make_promise(
            book,
            client_id=case.client_id,
            what=what,
            due_on=by or today,
            due_at=at if by is not None else None,
            case_id=case.id,
            made_on=today,
            operation_id=operation_id,
        )
        if by is None:
            promise = keep_promise(book, promise_id=promise.id, on=today)
        begun = {row.draft.id for row in book.letters.drafts()}
        draft = _letter(book, case, today) if letter else None
        return QuickEnd(
            case,
            promise,
            draft,
            before,
            opened=before is None,
            turns=tuple(one.id for one in book.turns.of_case(case.id) if one.id not in passed_on_before),
            new_draft=draft is not None and draft.id not in begun,
        )

    return once(book, known, do)


def _put_right(
    book: Book,
    case_id: int,
    words: str,
    cause: Cause,
    remedy: Remedy,
    what: str,
    by: date,
    cost: Money | None,
    more_to_give: bool,
) -> Case:
    case, order = open_case_and_order(book, case_id)
    words = "" if case.words.strip() == words.strip() else words
    if case.remedy is not None:
        raise CaseRefused("agreed_already")
    if cost is not None:
        in_currency_of(order, cost)
        if cost.minor < 0:
            raise CaseRefused("cost_below_zero")
    case = replace(
        case,
        words="\n".join(part for part in (case.words.strip(), words.strip()) if part),
        cause=cause,
        responsibility=Responsibility.OURS,
        remedy=remedy,
        remedy_what=what.strip(),
        remedy_by=by,
        remedy_cost=cost,
        compensation_skipped=not more_to_give and not book.cases.compensations(case_id),
    )
    book.cases.save(case)
    return case


def _letter(book: Book, case: Case, today: date) -> LetterDraft:
    kind = LetterKind.REPLACEMENT if case.remedy in _MADE_GOOD else LetterKind.APOLOGY
    language = book.clients.get(case.client_id).language
    return start_letter(book, kind=kind, language=language, today=today, case_id=case.id)


def take_back_quick_path(book: Book, *, end: QuickEnd) -> Case | None:
    """Puts back what was before; None where the case itself was new and is gone.

    Raises NotInBook, and CaseRefused 'went_on' when something rests on it by now: a letter that was issued, a gift.
    """
    with book.transaction():
        drafts = {row.draft.id: row.draft for row in book.letters.drafts()}
        written = end.draft is not None and end.draft.id in drafts and drafts[end.draft.id].edited
        same = (end.case, end.promise) == (book.cases.get(end.case.id), book.promises.get(end.promise.id))
        if not same or written or (end.before is None and not end.opened):
            raise CaseRefused("went_on")
        try:
            if end.draft is not None and end.new_draft and end.draft.id in drafts:
                book.letters.drop_draft(end.draft.id)
            for turn_id in end.turns:
                book.turns.drop(turn_id)
            book.promises.drop(end.promise.id)
            if end.before is None:
                book.cases.drop(end.case.id)
            else:
                book.cases.save(end.before)
        except (NotInBook, StorageFailed) as error:
            if isinstance(error, StorageFailed) and error.reason != "rule":
                raise
            raise CaseRefused("went_on") from error
        return end.before
