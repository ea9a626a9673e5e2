"""Ways to put it right: written side by side, taken away, and picked by the client."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from evenhand.actions.cases import in_currency_of, open_case_and_order
from evenhand.actions.once import once
from evenhand.actions.promises import cancel_promise, make_promise, move_promise
from evenhand.domain.case import CaseRefused
from evenhand.domain.money import Money
from evenhand.domain.options import CaseOption, OptionGap, cost, lacks
from evenhand.domain.promises import Promise, PromiseEnding
from evenhand.domain.records import Case, Order, Remedy
from evenhand.storage.book import Book
from evenhand.storage.errors import NotInBook

_GAPS = {
    OptionGap.NO_TITLE: "option_without_title",
    OptionGap.NO_DAY: "option_without_day",
    OptionGap.NO_DISCOUNT: "discount_without_share",
}


def hour_rate(book: Book) -> Money | None:
    """What an hour of the owner's own work costs; None while that isn't said."""
    owner = book.owner.get()
    return Money(owner.hour_rate, owner.currency) if owner and owner.hour_rate is not None else None


def save_option(book: Book, *, option: CaseOption, today: date) -> CaseOption:
    """Writes a way to put it right; a new one goes to its place, or with place 0 to the end.

    It may be unfinished, but for the one that the client picked: what is agreed and its promise follow that one.
    Raises NotInBook, CurrencyMismatch, and CaseRefused: 'case_closed', 'cost_below_zero', 'share_out_of_range' and, of
    the one that was picked, what `choose_option` raises.
    """
    with book.transaction():
        case, order = open_case_and_order(book, option.case_id)
        for sum_ in (option.materials, option.cost_stated, option.worth):
            if sum_ is not None:
                in_currency_of(order, sum_)
                if sum_.minor < 0:
                    raise CaseRefused("cost_below_zero")
        option = replace(option, title=option.title.strip())
        if option.discount is not None and not 0 < option.discount <= 1:
            raise CaseRefused("share_out_of_range")
        if not option.id:
            return _added(book, option)
        if book.options.get(option.id).case_id != option.case_id:
            raise NotInBook("case_options", option.id)
        book.options.save(option)
        if case.option_id == option.id:
            _follow(book, case, order, option, today)
        return option


def _added(book: Book, option: CaseOption) -> CaseOption:
    others = book.options.of_case(option.case_id)
    last = max((one.place for one in others), default=0)
    place = min(option.place, last + 1) or last + 1
    if any(one.place == place for one in others):
        for one in others:
            if one.place >= place:
                book.options.save(replace(one, place=one.place + 1))
    return book.options.add(replace(option, place=place))


def _follow(book: Book, case: Case, order: Order, option: CaseOption, today: date) -> None:
    """What is agreed, and its open promise, say what the way says now."""
    promise = _open_promise(book, option)
    stays = (promise is not None and promise.due_on == option.by) or option.by == case.remedy_by
    _check_complete(option, None if stays else today)
    _agree(book, case, order, option)
    if promise is not None:
        _in_step(book, promise, option, today)


def _in_step(book: Book, promise: Promise, option: CaseOption, today: date) -> Promise:
    """The open promise of a way, with the words, the day and the hour that the way has now."""
    if promise.what != option.title:
        promise = replace(promise, what=option.title)
        book.promises.save(promise)
    if option.by is None or (promise.due_on, promise.due_at) == (option.by, option.at):
        return promise
    return move_promise(book, promise_id=promise.id, to_day=option.by, at=option.at, on=min(today, option.by))


def _check_complete(option: CaseOption, today: date | None) -> None:
    gap = lacks(option)
    if gap is not None:
        raise CaseRefused(_GAPS[gap])
    if today is not None and option.by is not None and option.by < today:
        raise CaseRefused("option_day_past")


def _agree(book: Book, case: Case, order: Order, option: CaseOption) -> None:
    try:
        spent = cost(option, hour_rate(book), order.total)
    except CaseRefused:  # own hours in another currency: not known until it's stated by hand
        spent = None
    agreed = replace(
        case,
        option_id=option.id,
        remedy=option.remedy,
        remedy_what=option.title,
        remedy_by=option.by,
        remedy_cost=spent,
    )
    if agreed != case:
        book.cases.save(agreed)


def _open_promise(book: Book, option: CaseOption) -> Promise | None:
    of_case = book.promises.of_case(option.case_id)
    return next((one for one in of_case if one.option_id == option.id and one.ending is None), None)


def _kept_promise(book: Book, option: CaseOption) -> Promise | None:
    """The one that was kept for the day that the way has now."""
    kept = [one for one in book.promises.of_case(option.case_id) if one.ending is PromiseEnding.KEPT]
    return next((one for one in kept if (one.option_id, one.due_on) == (option.id, option.by)), None)


def drop_option(book: Book, *, option_id: int) -> CaseOption:
    """Takes a way out of the case and gives back what it was. The others keep the names the client may know them by.

    Raises NotInBook, and CaseRefused: 'case_closed', 'option_chosen'.
    """
    with book.transaction():
        option = book.options.get(option_id)
        case, _order = open_case_and_order(book, option.case_id)
        if case.option_id == option_id:
            raise CaseRefused("option_chosen")
        for promise in book.promises.of_case(case.id):
            if promise.option_id == option_id:  # one that ended stays without it
                book.promises.save(replace(promise, option_id=None))
        book.comfort.mark_option(option_id, None)
        book.options.drop(option_id)
        return option


def put_option_back(book: Book, *, option: CaseOption, promise_ids: Iterable[int], today: date) -> CaseOption:
    """Brings back a way that was taken out, to its place, with the promises that ended.

    Raises as `save_option` does.
    """
    with book.transaction():
        added = save_option(book, option=replace(option, id=0), today=today)
        for id_ in promise_ids:
            book.promises.save(replace(book.promises.get(id_), option_id=added.id))
        return added


def move_option(book: Book, *, option_id: int, places: int) -> None:
    """Moves a way among the others: by -1 it changes places, and names, with the one before it, by 1 with the next.

    Where there's none it stays. Raises NotInBook, and CaseRefused: 'case_closed'.
    """
    with book.transaction():
        option = book.options.get(option_id)
        open_case_and_order(book, option.case_id)
        others = book.options.of_case(option.case_id)
        to = next(number for number, one in enumerate(others) if one.id == option_id) + places
        if 0 <= to < len(others):
            book.options.save(replace(option, place=others[to].place))
            book.options.save(replace(others[to], place=option.place))


def choose_option(book: Book, *, case_id: int, option_id: int, today: date, operation_id: str) -> Promise | None:
    """The client picks a way: it's what is agreed from now on, and by its day it's promised.

    What was picked before is picked no more, and its promise is cancelled. Its own promise that is still open is given
    its day and words, and what was kept already isn't promised once more. None where nothing is promised, as there's
    nothing left to put right. Raises NotInBook, and CaseRefused: 'option_without_title', 'option_without_day',
    'option_day_past', 'discount_without_share', 'case_closed'.
    """

    def do() -> Promise | None:
        option = book.options.get(option_id)
        if option.case_id != case_id:
            raise NotInBook("case_options", option_id)
        case, order = open_case_and_order(book, case_id)
        _check_complete(option, today)
        if case.option_id not in (None, option_id):
            _release(book, case, today)
        if not option.offered:  # what the client picks is on offer
            option = replace(option, offered=True)
            book.options.save(option)
        _agree(book, case, order, option)
        if option.remedy is Remedy.NOTHING or option.by is None:
            return None
        standing = _open_promise(book, option)
        if standing is not None:
            return _in_step(book, standing, option, today)
        if case.option_id == option_id and (kept := _kept_promise(book, option)):
            return kept
        return make_promise(
            book,
            client_id=case.client_id,
            what=option.title,
            due_on=option.by,
            due_at=option.at,
            case_id=case_id,
            option_id=option_id,
            made_on=today,
            operation_id=operation_id,
        )

    return once(book, lambda: book.promises.by_operation(operation_id), do)


def take_back_choice(book: Book, *, case_id: int, today: date) -> Case:
    """Nothing is agreed any more: the way stays among the others, and its open promise is cancelled.

    Raises NotInBook, and CaseRefused: 'case_closed'.
    """
    with book.transaction():
        case, _order = open_case_and_order(book, case_id)
        if case.option_id is None:
            return case
        _release(book, case, today)
        case = replace(case, option_id=None, remedy=None, remedy_what="", remedy_by=None, remedy_cost=None)
        book.cases.save(case)
        return case


def put_back_agreed(book: Book, *, before: Case, promises: Iterable[Promise], today: date) -> None:
    """What is agreed, and the promises of the case's ways, as they were `before` one was picked or given up.

    `promises` are those of the case from before; one made since goes, or is cancelled where it was moved already.
    Raises NotInBook, and CaseRefused: 'case_closed'.
    """
    with book.transaction():
        case, _order = open_case_and_order(book, before.id)
        kept = {one.id: one for one in promises}
        for promise in book.promises.of_case(case.id):
            if promise.option_id is None:
                continue
            if promise.id in kept:
                book.promises.save(replace(promise, ending=kept[promise.id].ending, ended_on=kept[promise.id].ended_on))
            elif promise.ending is None and book.promise_moves.of_promise(promise.id):
                cancel_promise(book, promise_id=promise.id, on=today)
            elif promise.ending is None:
                book.promises.drop(promise.id)
        there = {one.id for one in book.options.of_case(case.id)}
        book.cases.save(
            replace(
                case,
                option_id=before.option_id if before.option_id in there else None,
                remedy=before.remedy,
                remedy_what=before.remedy_what,
                remedy_by=before.remedy_by,
                remedy_cost=before.remedy_cost,
            )
        )


def _release(book: Book, case: Case, today: date) -> None:
    for promise in book.promises.of_case(case.id):
        if promise.option_id == case.option_id and promise.ending is None:
            cancel_promise(book, promise_id=promise.id, on=today)
