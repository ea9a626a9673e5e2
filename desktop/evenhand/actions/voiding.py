"""Voiding an issued letter, and writing the one that takes its place."""

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from evenhand.actions.bonuses import cancel_bonus, earlier_bonus
from evenhand.actions.issuing import STANDING, settling
from evenhand.actions.letters import bonuses_settled, check_replaceable, letter_facts
from evenhand.actions.once import once
from evenhand.actions.turns import take_back_turn
from evenhand.domain.bonus import EntryKind, balance, last_day, redemptions
from evenhand.domain.case import CaseRefused
from evenhand.domain.letter_kinds import KINDS, About
from evenhand.domain.money import Money, total
from evenhand.domain.records import Letter, LetterDraft, Nature, Standing
from evenhand.storage.book import Book

# Figures of a snapshot that are the letter's own; the rest is what it states.
_OWN = ("kind", "language", "locale", "on", "number")


@dataclass(frozen=True, slots=True)
class LeftByVoiding:
    """What stays as it is when a letter is voided. The owner is told, and decides about it."""

    standing: Standing | None = None  # the client's, as the letter set it
    extended_until: date | None = None  # the client holds a letter that gives the bonus this last day
    used: Money | None = None  # of the bonus that the letter granted
    settled: Money | None = None  # what the letter took from an earlier bonus

    def __bool__(self) -> bool:
        return any((self.standing, self.extended_until, self.used, self.settled))


def left_by_voiding(book: Book, *, letter_id: int) -> LeftByVoiding:
    """What voiding the letter leaves, or left, as it is. Raises NotInBook."""
    letter = book.letters.get(letter_id)
    standing = STANDING.get(letter.kind)
    if standing is not book.clients.get(letter.client_id).standing:
        standing = None
    granted = book.bonuses.of_letter(letter_id)
    used = [one.amount for one in redemptions(book.bonuses.ledger(granted.id))] if granted else []
    spoken_of = book.bonuses.ledger(letter.bonus_id) if letter.bonus_id is not None else []
    extended = [one.valid_until for one in spoken_of if one.kind is EntryKind.EXTENDED and one.letter_id == letter_id]
    settled = book.bonuses.entry_by_operation(settling(book.letters.operation_of(letter_id)))
    return LeftByVoiding(
        standing=standing,
        extended_until=next(iter(extended), None),
        used=total(used, used[0].currency) if used else None,
        settled=settled.amount if settled else None,
    )


def answered_without(book: Book, *, letter_id: int) -> date | None:
    """The day on which the letter's case is answered if the letter is none: by the next that stands, or not at all.

    A day before the letter's own is somebody else's doing and stays. Raises NotInBook; TypeError without a case.
    """
    letter = book.letters.get(letter_id)
    if letter.case_id is None:
        raise TypeError("a letter without a case answers none")
    answered_on = book.cases.get(letter.case_id).answered_on
    if answered_on != letter.issued_on:
        return answered_on
    others = [one for one in book.letters.of_case(letter.case_id) if one.id != letter_id and one.voided_on is None]
    return min((one.issued_on for one in others), default=None)


def void_letter(book: Book, *, letter_id: int, reason: str, voided_on: date, operation_id: str) -> Letter:
    """Marks an issued letter void, with a reason, and takes back what is left on its bonus.

    It answers its case no more. It stays in the book, and so does what `left_by_voiding` tells: a later last day that
    a client was promised in writing isn't taken away, and a client doesn't come back because a letter was wrong. The
    day may lie before the letter's own: that's how one is taken back that a wrong clock dated.

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
        _answers_no_more(book, letter_id)
        bonus = book.bonuses.of_letter(letter_id)
        if bonus and balance(bonus, book.bonuses.ledger(bonus.id)):
            cancel_bonus(book, bonus_id=bonus.id, on=voided_on, note=reason, operation_id=f"{operation_id}:bonus")
        return book.letters.get(letter_id)

    return once(book, known, do)


def _answers_no_more(book: Book, letter_id: int) -> None:
    case_id = book.letters.get(letter_id).case_id
    if case_id is not None:
        take_back_turn(book, book.letters.get(letter_id))
        case, answered_on = book.cases.get(case_id), answered_without(book, letter_id=letter_id)
        if answered_on != case.answered_on:
            book.cases.save(replace(case, answered_on=answered_on))


def replace_letter(book: Book, *, letter_id: int, today: date) -> LetterDraft:
    """The draft that is to take a voided letter's place: the one at hand, or a new one with the letter's own text.

    Raises NotInBook, and CaseRefused: 'not_voided', 'already_replaced', 'no_owner'.
    """
    with book.transaction():
        letter = book.letters.get(letter_id)
        check_replaceable(book, letter)
        bonus_id = letter.bonus_id if About.BONUS in KINDS[letter.kind].about else None
        at_hand = book.letters.drafts_about(
            letter.kind, client_id=letter.client_id, case_id=letter.case_id, bonus_id=bonus_id
        )
        for draft in at_hand:
            if draft.replaces_id == letter_id:
                return draft
        for draft in at_hand:
            if draft.replaces_id is None:
                return book.letters.save_draft(replace(draft, replaces_id=letter_id))
        draft = LetterDraft(
            id=0,
            client_id=letter.client_id,
            case_id=letter.case_id,
            kind=letter.kind,
            language=letter.language,
            subject=letter.subject,
            body=letter.body,
            edited=True,
            written_kind=letter.kind,
            written_language=letter.language,
            # Empty is taken for "as the book stands now", anything else for figures that have changed since.
            stated="" if _states_the_same(book, letter, bonus_id, today) else letter.snapshot,
            bonus_id=bonus_id,
            replaces_id=letter_id,
            typed=_typed_still(book, letter, bonus_id, today),
        )
        return book.letters.save_draft(draft)


def _typed_still(book: Book, letter: Letter, bonus_id: int | None, today: date) -> tuple[tuple[str, str], ...]:
    """What was typed for the letter, but for what it did already.

    That's a last day which its bonus has by now, and a decision about an earlier bonus that isn't the one at hand.
    """
    typed = dict(json.loads(letter.snapshot).get("typed", {}))
    if "earlier_bonus.fate" in typed:
        case = book.cases.get(letter.case_id) if letter.case_id is not None else None
        at_hand = earlier_bonus(book, **bonuses_settled(letter.kind, case, letter.client_id), on=today)
        if at_hand is None or at_hand.id != letter.bonus_id:
            del typed["earlier_bonus.fate"]
    if bonus_id is not None:
        until = last_day(book.bonuses.get(bonus_id), book.bonuses.ledger(bonus_id))
        if until is not None and typed.get("bonus.extended_to") == until.isoformat():
            del typed["bonus.extended_to"]
    return tuple(typed.items())


def _states_the_same(book: Book, letter: Letter, bonus_id: int | None, today: date) -> bool:
    """Whether a letter of today would state what this one does."""
    from evenhand.letters.letter import LetterRefused, snapshot

    facts = letter_facts(
        book,
        case_id=letter.case_id,
        client_id=letter.client_id,
        bonus_id=bonus_id,
        kind=letter.kind,
        typed=_typed_still(book, letter, bonus_id, today),
        language=letter.language,
        on=today,
    )
    try:
        now = snapshot(letter.kind, facts)
    except LetterRefused:
        return False
    return _stated(now) == _stated(json.loads(letter.snapshot))


def _stated(snapshot: dict[str, Any]) -> dict[str, Any]:
    figures = {name: value for name, value in snapshot.items() if name not in _OWN}
    if "bonus" in figures:
        # The next letter grants a bonus of its own; the first letters didn't say what theirs stood for.
        figures["bonus"] = {"nature": Nature.GOODWILL.value} | figures["bonus"] | {"code": None}
    return figures
