"""Issuing a letter, and voiding one."""

import io
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from evenhand import __version__, formats
from evenhand.actions.bonuses import cancel_bonus
from evenhand.actions.cases import (
    check_given_bonus,
    check_given_gift,
    check_given_refund,
    given_on,
    stated_in_letters,
)
from evenhand.actions.once import once
from evenhand.domain.bonus import Bonus, balance, bonus_code, last_day
from evenhand.domain.case import CaseRefused
from evenhand.domain.letter_kinds import STATES, LetterSituation
from evenhand.domain.records import (
    BonusOffer,
    Case,
    CaseCompensations,
    Gift,
    Letter,
    LetterDraft,
    LetterKind,
    Order,
    Refund,
)
from evenhand.storage.book import Book

if TYPE_CHECKING:
    from evenhand.letters.letter import LetterFacts

TEMPLATE_VERSION = "1"


def letter_facts(
    book: Book,
    *,
    case_id: int | None = None,
    client_id: int | None = None,
    bonus_id: int | None = None,
    typed: tuple[tuple[str, str], ...] = (),
    language: str,
    on: date,
    number: str | None = None,
    bonus_code: str | None = None,
) -> "LetterFacts":
    """What a letter in a case, to a client or about a bonus may speak of. Without a number it's a draft.

    Raises NotInBook, and CaseRefused ('no_owner') while the owner hasn't been entered.
    """
    from evenhand.letters.letter import LetterFacts

    owner = book.owner.get()
    if owner is None or not owner.letterheads:
        raise CaseRefused("no_owner")
    bonus = book.bonuses.get(bonus_id) if bonus_id is not None else None
    ledger = book.bonuses.ledger(bonus.id) if bonus else []
    case = book.cases.get(case_id) if case_id is not None else None
    whose = case.client_id if case else bonus.client_id if bonus else client_id
    if whose is None:
        raise TypeError("a letter is to a client")
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
        typed=dict(typed),
        bonus=bonus,
        bonus_left=balance(bonus, ledger) if bonus else None,
        bonus_until=last_day(bonus, ledger) if bonus else None,
        stated_before=frozenset(stated_in_letters(book, case.id)) if case else frozenset(),
    )


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
        )
    if client_id is None:
        raise TypeError("a letter is to a client")
    still_open = [one for one in book.cases.of_client(client_id) if one.closed_on is None]
    return LetterSituation(book.clients.get(client_id), open_cases=len(still_open))


def issue_letter(book: Book, *, draft: LetterDraft, operation_id: str, issued_on: date) -> Letter:
    """Numbers the letter, keeps its PDF for good, grants its bonus and drops the draft: all of it or nothing.

    What the case holds at this moment is checked once more and is what the letter states. Raises NotInBook,
    LetterRefused, CurrencyMismatch, and CaseRefused: 'letter_stands' (what it states was stated before, in a letter
    that wasn't voided), 'nothing_to_state', 'letter_misstates' (the page lacks the number, a sum or the code), and
    what choosing the compensation raises.
    """

    def known() -> Letter | None:
        found = book.letters.by_operation(operation_id)
        if found is not None and (found.case_id, found.kind) != (draft.case_id, draft.kind):
            raise ValueError("this operation id issued another letter")
        return found

    return once(book, known, lambda: _issue(book, draft, operation_id, issued_on))


def _issue(book: Book, draft: LetterDraft, operation_id: str, issued_on: date) -> Letter:
    from evenhand.letters import page
    from evenhand.letters.letter import LetterText, snapshot

    kind = draft.kind
    if draft.case_id is None:
        raise CaseRefused("nothing_to_state")
    case = book.cases.get(draft.case_id)
    given = given_on(book, case.id, issued_on)
    if given.bonus:
        book.cases.set_compensation(case.id, given.bonus)
    _check_given(book, case, book.orders.get(case.order_id), kind, given, issued_on)
    code = _free_code(book, operation_id) if BonusOffer in STATES[kind] else None
    _series, sequence, number = book.letters.next_number(kind, issued_on.year)
    facts = letter_facts(book, case_id=case.id, language=draft.language, on=issued_on, number=number, bonus_code=code)
    drawn = page.draw(kind, facts, LetterText(draft.subject, draft.body))
    amount = given.refund.amount if kind is LetterKind.REFUND and given.refund else None
    if code and given.bonus:
        amount = given.bonus.amount
    stated = [number, *([formats.money(amount, draft.language)] if amount else []), *([code] if code else [])]
    if not _says(drawn.pdf, stated):
        raise CaseRefused("letter_misstates")
    letter = Letter(
        id=0,
        number=number,
        kind=kind,
        language=draft.language,
        client_id=facts.client.id,
        case_id=case.id,
        issued_on=issued_on,
        subject=draft.subject,
        body=draft.body,
        snapshot=json.dumps(snapshot(kind, facts), ensure_ascii=False, sort_keys=True),
        sha256="",
        amount=amount,
    )
    letter = book.letters.issue_row(
        letter,
        sequence=sequence,
        pdf=drawn.pdf,
        operation_id=operation_id,
        app_version=__version__,
        template_version=TEMPLATE_VERSION,
    )
    if code and given.bonus:
        bonus = Bonus(
            id=0,
            code=code,
            client_id=letter.client_id,
            case_id=case.id,
            letter_id=letter.id,
            amount=given.bonus.amount,
            granted_on=issued_on,
            valid_until=given.bonus.valid_until,
            nature=given.bonus.nature,
        )
        book.bonuses.grant(bonus, operation_id=operation_id)
    if case.answered_on is None:  # a letter is an answer
        book.cases.save(replace(case, answered_on=issued_on))
    if draft.id:
        book.letters.drop_draft(draft.id)
    return letter


def _check_given(
    book: Book, case: Case, order: Order, kind: LetterKind, given: CaseCompensations, issued_on: date
) -> None:
    """Raises CaseRefused or CurrencyMismatch where the case doesn't hold, or no longer allows, what is stated."""
    found = {Refund: given.refund, BonusOffer: given.bonus, Gift: given.gift}
    if any(found[one] is None for one in STATES[kind]):
        raise CaseRefused("nothing_to_state")
    if stated_in_letters(book, case.id) & set(STATES[kind]):
        raise CaseRefused("letter_stands")
    if given.refund and Refund in STATES[kind]:
        check_given_refund(book, case, order, given.refund, issued_on)
    if given.bonus and BonusOffer in STATES[kind]:
        check_given_bonus(order, given.bonus, issued_on)
    if given.gift and Gift in STATES[kind]:
        check_given_gift(order, given.gift)


def _free_code(book: Book, operation_id: str) -> str:
    """A code that no bonus in the book has; the same operation finds the same one."""
    attempt = 0
    while book.bonuses.by_code(code := bonus_code(f"{operation_id}:{attempt}")):
        attempt += 1
    return code


# A line's end, and how fonts and readers write a hyphen.
_SAME_SIGNS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\u00ad\ufffe\u0002", "-"))


def _says(pdf: bytes, stated: list[str]) -> bool:
    """Whether the PDF can be read and its text holds all of this, spaces aside."""
    import pypdfium2

    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        text = ""
        for sheet in document:
            reader = sheet.get_textpage()
            text += reader.get_text_bounded()
            reader.close()
            sheet.close()
    finally:
        document.close()
    return all(_bare(one) in _bare(text) for one in stated)


def _bare(text: str) -> str:
    return "".join(text.translate(_SAME_SIGNS).split())


def void_letter(book: Book, *, letter_id: int, reason: str, voided_on: date, operation_id: str) -> Letter:
    """Marks an issued letter void, with a reason, and takes back what is left on its bonus.

    Raises NotInBook, and CaseRefused: 'void_without_reason', 'already_voided'.
    """

    def known() -> Letter | None:
        found = book.letters.voided_by(operation_id)
        return None if found is None else book.letters.get(found)

    def do() -> Letter:
        if not reason.strip():
            raise CaseRefused("void_without_reason")
        if book.letters.get(letter_id).voided_on is not None:
            raise CaseRefused("already_voided")
        book.letters.void(letter_id, voided_on, reason.strip(), operation_id)
        bonus = book.bonuses.of_letter(letter_id)
        if bonus and balance(bonus, book.bonuses.ledger(bonus.id)):
            cancel_bonus(book, bonus_id=bonus.id, on=voided_on, note=reason, operation_id=f"{operation_id}:bonus")
        return book.letters.get(letter_id)

    return once(book, known, do)
