"""What a letter may speak of, whether its kind fits, and what the owner typed for it."""

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from evenhand.actions.bonuses import earlier_bonus
from evenhand.actions.cases import given_on, stated_in_letters
from evenhand.actions.how_we_work import house_lines
from evenhand.domain import typed_fields
from evenhand.domain.bonus import balance, last_day
from evenhand.domain.calendar import UnknownCountry, answer_by
from evenhand.domain.case import CaseRefused
from evenhand.domain.letter_kinds import KINDS, About, FieldKind, LetterSituation, letters_that_fit
from evenhand.domain.records import Case, CaseCompensations, Letter, LetterKind, Owner
from evenhand.domain.typed_fields import readable
from evenhand.storage.book import Book

if TYPE_CHECKING:
    from evenhand.letters.facts import LetterFacts

Typed = tuple[tuple[str, str], ...]


def letter_facts(
    book: Book,
    *,
    case_id: int | None = None,
    client_id: int | None = None,
    bonus_id: int | None = None,
    kind: LetterKind | None = None,
    typed: Typed = (),
    language: str,
    on: date,
    number: str | None = None,
    bonus_code: str | None = None,
) -> "LetterFacts":
    """What a letter in a case, to a client or about a bonus may speak of. Without a number it's a draft.

    In a case the bonus is the one that was given for the same order before; for a kind that settles any of the
    client's, that or another one. Raises NotInBook, and CaseRefused
    ('no_owner') while the owner hasn't been entered.
    """
    from evenhand.letters.facts import LetterFacts

    owner = book.owner.get()
    if owner is None or not owner.letterheads:
        raise CaseRefused("no_owner")
    case = book.cases.get(case_id) if case_id is not None else None
    bonus = book.bonuses.get(bonus_id) if bonus_id is not None else None
    whose = case.client_id if case else bonus.client_id if bonus else client_id
    if whose is None:
        raise TypeError("a letter is to a client")
    if bonus is None:
        bonus = earlier_bonus(book, **bonuses_settled(kind, case, whose), on=on)
    ledger = book.bonuses.ledger(bonus.id) if bonus else []
    kinds = {field.name: field.kind for one in KINDS.values() for field in one.typed}
    # What can't be read was kept by something else than this program; issuing asks for it.
    known = {name: value for name, value in typed if name in kinds and readable(kinds[name], value)}
    if bonus is None:
        known.pop("earlier_bonus.fate", None)  # decided about one that is gone by now
    return LetterFacts(
        owner=owner,
        client=book.clients.get(whose),
        order=book.orders.get(case.order_id) if case else None,
        case=case,
        given=given_on(book, case.id, on) if case else CaseCompensations(),
        language=language,
        on=on,
        number=number,
        bonus_code=bonus_code,
        typed=known,
        bonus=bonus,
        bonus_left=balance(bonus, ledger) if bonus else None,
        bonus_until=last_day(bonus, ledger) if bonus else None,
        stated_before=frozenset(stated_in_letters(book, case.id)) if case else frozenset(),
        rules=house_lines(book, language=language).lines if kind and "rules" in KINDS[kind].blocks else (),
    )


def bonuses_settled(kind: LetterKind | None, case: Case | None, client_id: int) -> dict[str, int]:
    """Whose earlier bonus a letter of the kind speaks of, as `earlier_bonus` and `settle_earlier_bonus` take it."""
    found = {"order_id": case.order_id} if case else {}
    if kind is not None and KINDS[kind].settles is About.CLIENT:
        found["client_id"] = client_id
    return found


def letter_situation(
    book: Book,
    *,
    case_id: int | None = None,
    client_id: int | None = None,
    bonus_id: int | None = None,
) -> LetterSituation:
    """What the fitting kinds of letter follow from: in a case, about a bonus, or else to a client. Raises NotInBook."""
    if bonus_id is not None:
        bonus = book.bonuses.get(bonus_id)
        ledger = book.bonuses.ledger(bonus_id)
        return LetterSituation(
            book.clients.get(bonus.client_id),
            bonus_left=bool(balance(bonus, ledger)),
            bonus_until=last_day(bonus, ledger),
        )
    if case_id is not None:
        case = book.cases.get(case_id)
        return LetterSituation(
            book.clients.get(case.client_id),
            case,
            book.cases.compensations(case_id),
            frozenset(stated_in_letters(book, case_id)),
            promise_moved=any(one.moved for one in book.promises.of_case(case_id)),
        )
    if client_id is None:
        raise TypeError("a letter is to a client")
    still_open = [one for one in book.cases.of_client(client_id) if one.closed_on is None]
    return LetterSituation(
        book.clients.get(client_id), open_cases=len(still_open), turned_down=book.intakes.turned_down(client_id)
    )


def check_fits(kind: LetterKind, situation: LetterSituation, on: date) -> None:
    """Raises CaseRefused where the kind doesn't fit: a screen may show what was so a while ago.

    The reason is 'nothing_to_state', 'letter_stands', 'case_closed' or 'kind_does_not_fit'.
    """
    if kind in letters_that_fit(situation, on):
        return
    given, case = situation.given, situation.case
    chosen = {type(one) for one in (given.refund, given.bonus, given.gift)}
    if not chosen.issuperset(KINDS[kind].states):
        raise CaseRefused("nothing_to_state")
    if situation.stated.intersection(KINDS[kind].states):
        raise CaseRefused("letter_stands")
    if case is not None and case.closed_on is not None:
        still_open = replace(situation, case=replace(case, closed_on=None))
        if kind in letters_that_fit(still_open, on):
            raise CaseRefused("case_closed")
    raise CaseRefused("kind_does_not_fit")


def check_replaceable(book: Book, letter: Letter) -> None:
    """Raises CaseRefused ('not_voided', 'already_replaced') where no letter can take this one's place."""
    if letter.voided_on is None:
        raise CaseRefused("not_voided")
    replacement = book.letters.replacement_of(letter.id)
    if replacement is not None and replacement.voided_on is None:
        raise CaseRefused("already_replaced")


def prefilled(book: Book, case: Case | None, owner: Owner, today: date) -> dict[str, str]:
    """What the book knows of the typed fields, of any kind, on a day."""
    if case is None:
        return {}
    known = {"change.text": case.change.strip(), "options.offered": _offered(book, case)} | _moved(book, case)
    try:
        by = answer_by(case.received_on, owner.answer_days, owner.country)
        # A day that has passed is no promise: it's counted anew.
        known["answer.by"] = (by if by >= today else answer_by(today, owner.answer_days, owner.country)).isoformat()
    except UnknownCountry:
        pass  # issuing asks for the day
    return known


def _moved(book: Book, case: Case) -> dict[str, str]:
    """The open promise of the case that was given another day last; empty where there's none."""
    open_ones = {one.id: one for one in book.promises.of_case(case.id) if one.moved}
    moves = [move for id_ in open_ones for move in book.promise_moves.of_promise(id_)[-1:]]
    if not moves:
        return {}
    last = max(moves, key=lambda move: (move.moved_on, move.id))
    promise = open_ones[last.promise_id]
    return {
        "promise.what": promise.what.strip(),
        "promise.was": last.from_day.isoformat(),
        "promise.by": promise.due_on.isoformat(),
    }


def _offered(book: Book, case: Case) -> str:
    """The ways of the case that are on offer, as the choice sheet keeps them; empty where there are none."""
    rows = [
        {"what": one.title.strip(), "by": one.by.isoformat() if one.by else "", "effort": one.effort_what.strip()}
        | ({"at": f"{one.at:%H:%M}"} if one.by and one.at else {})
        for one in book.options.of_case(case.id)
        if one.offered and one.title.strip()
    ]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def typed_on(book: Book, *, kind: LetterKind, typed: Typed, case_id: int | None, on: date) -> Typed:
    """What stands in the kind's own fields on a day: what was typed, emptied fields too, and what the book knows.

    Raises NotInBook, and CaseRefused ('no_owner').
    """
    owner = book.owner.get()
    if owner is None:
        raise CaseRefused("no_owner")
    names = [field.name for field in KINDS[kind].typed]
    known = prefilled(book, book.cases.get(case_id) if case_id is not None else None, owner, on)
    standing = {name: known[name] for name in names if known.get(name)} | dict(typed)
    return tuple((name, value) for name, value in standing.items() if name in names)


def typed_for(kind: LetterKind, typed: Typed) -> Typed:
    """What was typed for this kind, without the empty: a draft may hold fields of a kind that it was before."""
    names = {field.name for field in KINDS[kind].typed}
    return tuple((name, value.strip()) for name, value in typed if name in names and value.strip())


def check_typed(kind: LetterKind, typed: Typed, on: date) -> None:
    """Raises CaseRefused, each with the field: 'field_missing', 'field_not_a_day', 'day_past', 'options_missing'."""
    values = dict(typed_for(kind, typed))
    for field in KINDS[kind].typed:
        value = values.get(field.name, "")
        kept = value if readable(field.kind, value) else ""
        if field.kind is FieldKind.OPTIONS:
            offered = typed_fields.options(kept)
            if not offered:
                raise CaseRefused("options_missing", field=field.name)
            days = [one.by for one in offered]
        else:
            if field.is_needed(values) and not value:
                raise CaseRefused("field_missing", field=field.name)
            if field.kind is FieldKind.DAY and kept != value:
                raise CaseRefused("field_not_a_day", field=field.name)
            to_come = field.kind is FieldKind.DAY and not field.may_be_past
            days = [typed_fields.day(kept)] if to_come else []
        if any(day < on for day in days if day):
            raise CaseRefused("day_past", field=field.name)
