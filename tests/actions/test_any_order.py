"""Letters issued, voided, replaced and extended in any order: numbers without a gap, and every seal right."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

import books
import tailor
from evenhand import actions
from evenhand.domain.bonus import BonusRefused, balance, last_day
from evenhand.domain.case import CaseRefused
from evenhand.domain.letter_kinds import KINDS
from evenhand.domain.records import Client, Letter, LetterDraft, LetterKind
from evenhand.storage.checking import check

PLACES = st.integers(0, 99)


def _refusal(act: Callable[[], object]) -> str:
    try:
        act()
    except (CaseRefused, BonusRefused) as refused:
        return refused.reason
    return ""


class Desk(RuleBasedStateMachine):
    """One owner at her desk for some months, on a computer whose clock may slip."""

    def __init__(self) -> None:
        super().__init__()
        self.book = tailor.open_shop(books.blank())
        self.day = tailor.TODAY
        self.acts = 0
        self.issued: Counter[tuple[str, int]] = Counter()
        self.letters: list[Letter] = []
        self.last: tuple[LetterDraft, str] | None = None

    def _name(self) -> str:
        self.acts += 1
        return f"act {self.acts}"

    def _send(self, draft: LetterDraft, on: date | None = None) -> Letter:
        name = self._name()
        letter = actions.issue_letter(self.book, draft=draft, operation_id=name, issued_on=on or self.day)
        self.issued[KINDS[letter.kind].series, letter.issued_on.year] += 1
        self.letters.append(letter)
        self.last = draft, name
        return letter

    def _letter(self, place: int) -> Letter:
        return self.book.letters.get(self.letters[place % len(self.letters)].id)

    @rule(kind=st.sampled_from([kind for kind in LetterKind if kind is not LetterKind.BONUS_REMINDER]))
    def write(self, kind: LetterKind) -> None:
        client = self.book.clients.add(Client(0, f"Client {self._name()}", currency="GBP"))
        begin: dict[str, Any] = tailor.ready_for(self.book, kind, client)
        draft = actions.start_letter(self.book, **begin)
        self._send(draft)

    @rule(days=st.integers(1, 3))
    def sleep(self, days: int) -> None:
        self.day = min(self.day + timedelta(days), tailor.LATER)

    @rule(ahead=st.booleans())
    def let_the_clock_slip(self, ahead: bool) -> None:
        begin: dict[str, Any] = {"kind": LetterKind.HOW_WE_WORK, "language": "en", "today": self.day}
        draft = actions.start_letter(self.book, **begin, client_id=1)
        if ahead:
            self._void(self._send(draft, date(2027, 1, 1)))
            return
        last = self.book.letters.last_issued_on()
        before = self.day - timedelta(1)
        reason = _refusal(lambda: self._send(draft, before))
        assert reason == ("clock_went_back" if last and before < last else "")

    @precondition(lambda self: self.letters)
    @rule(place=PLACES)
    def void(self, place: int) -> None:
        letter = self._letter(place)
        if letter.voided_on is None:
            self._void(letter)

    def _void(self, letter: Letter) -> None:
        actions.void_letter(
            self.book, letter_id=letter.id, reason="wrong", voided_on=self.day, operation_id=self._name()
        )

    @precondition(lambda self: self.letters)
    @rule(place=PLACES)
    def take_its_place(self, place: int) -> None:
        letter = self._letter(place)
        before = self.book.letters.replacement_of(letter.id)
        may_be = letter.voided_on is not None and (before is None or before.voided_on is not None)
        sent: list[Letter] = []

        def act() -> None:
            draft = actions.replace_letter(self.book, letter_id=letter.id, today=self.day)
            sent.append(self._send(draft))

        reason = _refusal(act)
        assert reason in (("", "letter_stands") if may_be else ("not_voided", "already_replaced"))
        if sent:
            assert self.book.letters.replacement_of(letter.id) == sent[0]
            assert sent[0].replaces_id == letter.id

    @rule(place=PLACES, days=st.integers(-20, 120))
    def remind(self, place: int, days: int) -> None:
        bonuses = [row.bonus for row in self.book.bonuses.rows()]
        if not bonuses:
            return
        bonus = bonuses[place % len(bonuses)]
        until = last_day(bonus, self.book.bonuses.ledger(bonus.id))
        assert until is not None
        wanted = until + timedelta(days)
        begin: dict[str, Any] = {"kind": LetterKind.BONUS_REMINDER, "language": "en", "today": self.day}
        left = balance(bonus, self.book.bonuses.ledger(bonus.id))

        def act() -> None:
            draft = actions.start_letter(self.book, **begin, bonus_id=bonus.id)
            self._send(replace(draft, typed=(("bonus.extended_to", wanted.isoformat()),)))

        reason = _refusal(act)
        assert reason == ("kind_does_not_fit" if not left else "not_later" if days <= 0 else "")
        now = last_day(bonus, self.book.bonuses.ledger(bonus.id))
        assert now == (until if reason else wanted)

    @precondition(lambda self: self.last)
    @rule()
    def click_twice(self) -> None:
        assert self.last is not None
        draft, name = self.last
        again = actions.issue_letter(self.book, draft=draft, operation_id=name, issued_on=self.day)
        assert again.id == self.letters[-1].id

    @invariant()
    def numbers_follow_one_another(self) -> None:
        numbers = sorted(self.book.letters.get(id_).number for id_ in self.book.letters.ids())
        expected = [f"{s}-{year}-{n:04d}" for (s, year), most in self.issued.items() for n in range(1, most + 1)]
        assert numbers == sorted(expected)

    def teardown(self) -> None:
        assert check(self.book) == []
        self.book.close()


Desk.TestCase.settings = settings(max_examples=8, stateful_step_count=12, deadline=None)
TestDesk = Desk.TestCase
