"""Issuing a letter: it's numbered and kept for good, and what it says comes to pass."""

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from evenhand import __version__, formats
from evenhand.actions.bonuses import extend_bonus, settle_earlier_bonus, still_owed
from evenhand.actions.cases import check_given_bonus, check_given_gift, check_given_refund
from evenhand.actions.greetings import note_greeting
from evenhand.actions.letters import (
    bonuses_settled,
    check_fits,
    check_replaceable,
    check_typed,
    letter_facts,
    letter_situation,
    typed_for,
    typed_on,
)
from evenhand.actions.once import once
from evenhand.actions.turns import pass_on_by_answer
from evenhand.domain.bonus import Bonus, bonus_code
from evenhand.domain.case import CaseRefused
from evenhand.domain.letter_kinds import KINDS, About
from evenhand.domain.money import Money
from evenhand.domain.records import Letter, LetterDraft, LetterKind, Standing
from evenhand.storage.book import Book

if TYPE_CHECKING:
    from evenhand.letters.facts import LetterFacts, Stated

TEMPLATE_VERSION = "1"

# What a letter makes of the client's standing.
STANDING = {LetterKind.PARTING: Standing.PARTED, LetterKind.DECLINE: Standing.DECLINED}


def issue_letter(book: Book, *, draft: LetterDraft, operation_id: str, issued_on: date) -> Letter:
    """Numbers the letter, keeps its PDF for good, lets what it says come to pass, drops the draft: all or nothing.

    What the book holds at this moment is checked once more and is what the letter states. By its kind it grants a
    bonus, gives one a later last day, settles the one given for the same order before, and sets the client's
    standing; a letter that keeps in touch is a greeting, and any letter in a case answers it.

    Raises NotInBook, LetterRefused, CurrencyMismatch, BonusRefused and, besides what choosing the compensation
    raises, CaseRefused: 'nothing_to_state', 'letter_stands' (what it states was stated before, in a letter that
    wasn't voided), 'case_closed', 'kind_does_not_fit'; with the typed field 'field_missing', 'field_not_a_day',
    'day_past', 'options_missing', 'bonus_undecided'; 'clock_went_back' (a letter that stands has a later day),
    'already_replaced', 'bonus_in_place_of_it' (with the limit), 'bonus_changed' (the text names another bonus than
    the letter settles), and 'letter_misstates' (the page lacks the number, a sum, a code or a last day).
    """

    def known() -> Letter | None:
        found = book.letters.by_operation(operation_id)
        if found is not None and _matter(found) != _matter(draft):
            raise ValueError("this operation id issued another letter")
        return found

    return once(book, known, lambda: _issue(book, draft, operation_id, issued_on))


def _matter(letter: Letter | LetterDraft) -> tuple[object, ...]:
    return letter.kind, letter.client_id, letter.case_id


def _issue(book: Book, draft: LetterDraft, operation_id: str, on: date) -> Letter:
    from evenhand.letters import page
    from evenhand.letters.facts import LetterText, stated
    from evenhand.letters.letter import snapshot

    kind = draft.kind
    _check_draft(book, draft, on)
    typed = typed_on(book, kind=kind, typed=draft.typed, case_id=draft.case_id, on=on)
    check_typed(kind, typed, on)
    facts = letter_facts(
        book,
        case_id=draft.case_id,
        client_id=draft.client_id,
        bonus_id=draft.bonus_id,
        kind=kind,
        typed=typed_for(kind, typed),
        language=draft.language,
        on=on,
    )
    given = stated(kind, facts)
    _check_given(book, facts, given)
    _check_bonus_named(book, draft, facts)
    _series, sequence, number = book.letters.next_number(kind, on.year)
    facts = replace(facts, number=number, bonus_code=_free_code(book, operation_id) if given.bonus else None)
    given = stated(kind, facts)
    drawn = page.draw(kind, facts, LetterText(draft.subject, draft.body))
    if not _says(drawn.pdf, _figures(facts, given)):
        raise CaseRefused("letter_misstates")
    money = given.refund or given.bonus
    letter = Letter(
        id=0,
        number=number,
        kind=kind,
        language=draft.language,
        client_id=facts.client.id,
        case_id=draft.case_id,
        issued_on=on,
        subject=draft.subject,
        body=draft.body,
        snapshot=json.dumps(snapshot(kind, facts), ensure_ascii=False, sort_keys=True),
        sha256="",
        amount=money.amount if money else None,
        bonus_id=draft.bonus_id or _settled(facts, kind),
        replaces_id=draft.replaces_id,
    )
    letter = book.letters.issue_row(
        letter,
        sequence=sequence,
        pdf=drawn.pdf,
        operation_id=operation_id,
        app_version=__version__,
        template_version=TEMPLATE_VERSION,
    )
    _bring_about(book, letter, facts, given, operation_id)
    if draft.id:
        book.letters.drop_draft(draft.id)
    return letter


def _check_draft(book: Book, draft: LetterDraft, on: date) -> None:
    """Raises NotInBook and CaseRefused where the letter can't be issued whatever it states."""
    if draft.id:
        book.letters.draft(draft.id)  # one that was issued or thrown away on another screen isn't issued again
    last = book.letters.last_issued_on()
    if last is not None and on < last:
        raise CaseRefused("clock_went_back", day=last)
    situation = letter_situation(book, case_id=draft.case_id, client_id=draft.client_id, bonus_id=draft.bonus_id)
    if situation.case:
        # A letter may well follow a call that answered the client.
        situation = replace(situation, case=replace(situation.case, answered_on=None))
    replaced = book.letters.get(draft.replaces_id) if draft.replaces_id is not None else None
    if replaced is None or replaced.kind is not draft.kind or KINDS[draft.kind].states:
        check_fits(draft.kind, situation, on)
    if replaced is not None:
        check_replaceable(book, replaced)


def _check_given(book: Book, facts: "LetterFacts", given: "Stated") -> None:
    """Raises CaseRefused or CurrencyMismatch where the order no longer allows what is stated."""
    if facts.case is None or facts.order is None:
        return
    if given.refund:
        check_given_refund(book, facts.case, facts.order, given.refund, facts.on)
    if given.bonus:
        check_given_bonus(book, facts.case, facts.order, given.bonus, facts.on, beside=True)
    if given.gift:
        check_given_gift(facts.order, given.gift)


def _check_bonus_named(book: Book, draft: LetterDraft, facts: "LetterFacts") -> None:
    """Raises CaseRefused where the text names another bonus than the one that the letter settles.

    A letter that takes another's place may name what that one settled.
    """
    whose = KINDS[draft.kind].settles
    if whose is About.CLIENT:  # the owner may well write of another one that the client still has
        candidates = [one for one in book.bonuses.of_client(facts.client.id) if not book.bonuses.row(one.id).left]
    elif whose is About.CASE and facts.case is not None:
        candidates = book.bonuses.of_order(facts.case.order_id)
    else:
        return
    replaced = book.letters.get(draft.replaces_id) if draft.replaces_id is not None else None
    named = (facts.bonus.id if facts.bonus else None, replaced.bonus_id if replaced else None)
    for bonus in candidates:
        if bonus.id not in named and bonus.code in f"{draft.subject}\n{draft.body}":
            raise CaseRefused("bonus_changed")


def _settled(facts: "LetterFacts", kind: LetterKind) -> int | None:
    return facts.bonus.id if facts.bonus and KINDS[kind].settles else None


def _bring_about(book: Book, letter: Letter, facts: "LetterFacts", given: "Stated", operation_id: str) -> None:
    """What the letter says comes to pass, in the transaction that keeps it."""
    case, on = facts.case, letter.issued_on
    if given.bonus and case and facts.bonus_code:
        book.cases.set_compensation(case.id, given.bonus)  # its months count from the day of the letter
        bonus = Bonus(
            id=0,
            code=facts.bonus_code,
            client_id=letter.client_id,
            case_id=case.id,
            letter_id=letter.id,
            amount=given.bonus.amount,
            granted_on=on,
            valid_until=given.bonus.valid_until,
            nature=given.bonus.nature,
        )
        book.bonuses.grant(bonus, operation_id=operation_id)
    if letter.bonus_id and (until := facts.typed.get("bonus.extended_to")):
        extend_bonus(
            book,
            bonus_id=letter.bonus_id,
            until=date.fromisoformat(until),
            letter_id=letter.id,
            on=on,
            operation_id=f"{operation_id}:extended",
        )
    if KINDS[letter.kind].settles:
        fate = facts.typed.get("earlier_bonus.fate", "")
        whose = bonuses_settled(letter.kind, case, letter.client_id)
        settle_earlier_bonus(book, **whose, fate=fate, on=on, operation_id=settling(operation_id))
    if given.refund and case and facts.order:
        # What is left on a bonus in place of money owed is still to be given: only now is it known what that is.
        other = book.cases.refunded_on_order(case.order_id, except_case=case.id)
        left = facts.order.paid - other - still_owed(book, order_id=case.order_id)
        if given.refund.amount > left:
            raise CaseRefused("bonus_in_place_of_it", max(left, Money.zero(left.currency)))
    standing = STANDING.get(letter.kind, facts.client.standing)
    if standing is not facts.client.standing:
        book.clients.save(replace(facts.client, standing=standing))
    if letter.kind is LetterKind.KEEP_IN_TOUCH and letter.replaces_id is None:
        note_greeting(book, client_id=letter.client_id, what=letter.subject or letter.number, on=on)
    if case:
        pass_on_by_answer(book, book.cases.get(case.id), on, letter.id)


def settling(operation_id: str) -> str:
    """The operation that settles the earlier bonus, of the one that issues the letter."""
    return f"{operation_id}:settled"


def _free_code(book: Book, operation_id: str) -> str:
    """A code that no bonus in the book has; the same operation finds the same one."""
    attempt = 0
    while book.bonuses.by_code(code := bonus_code(f"{operation_id}:{attempt}")):
        attempt += 1
    return code


def _figures(facts: "LetterFacts", given: "Stated") -> list[str]:
    """What the page can't be without, as it's written there."""
    language = facts.locale
    found = [facts.number or ""]
    if given.refund:
        found += [formats.money(given.refund.amount, language), formats.long_date(given.refund.pay_by, language)]
    if given.voucher:
        found += [formats.money(given.voucher.amount, language), given.voucher.code or ""]
        if given.voucher.valid_until:
            found.append(formats.long_date(given.voucher.valid_until, language))
    return found


# A line's end, and how fonts and readers write a hyphen.
_SAME_SIGNS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\u00ad\ufffe\u0002", "-"))


def _says(pdf: bytes, figures: Sequence[str]) -> bool:
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
    return all(_bare(one) in _bare(text) for one in figures)


def _bare(text: str) -> str:
    return "".join(text.translate(_SAME_SIGNS).split())
