"""Parting kindly: one act that returns the money, ends the promises, decides the bonuses and begins the letter."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playhouse.sqlcipher_ext import SqlCipherDatabase

from evenhand import actions, wording
from evenhand.domain.bonus import BonusRefused, BonusState, state
from evenhand.domain.case import CaseRefused
from evenhand.domain.keeping_in_touch import Door, FollowUp
from evenhand.domain.money import CurrencyMismatch, Money
from evenhand.domain.parting import BonusFate, Parting
from evenhand.domain.promises import PromiseEnding
from evenhand.domain.records import (
    Case,
    LetterDraft,
    LetterKind,
    Nature,
    Order,
    Outcome,
    Refund,
    Standing,
)
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed
from tailor import LATER, PAID, TODAY, bonus, gift, issue, open_case, open_shop, pounds, refund


def part(book: Book, name: str = "part", **more: Any) -> Parting:
    given: dict[str, Any] = {
        "client_id": 1,
        "case_id": None,
        "order_id": 1,
        "accepted": None,
        "method": "the card ending 4417",
        "pay_by": LATER,
        "items": (),
        "bonus_fates": {},
        "door_closed": False,
        "letter": False,
        "today": TODAY,
        "operation_id": name,
    }
    return actions.part_kindly(book, **(given | more))


def proposed(book: Book, **more: Any) -> actions.Proposal:
    return actions.parting_proposal(book, client_id=1, today=TODAY, **more)


def parting_draft(book: Book, case_id: int | None) -> LetterDraft:
    (draft,) = book.letters.drafts_about(LetterKind.PARTING, client_id=1, case_id=case_id, bonus_id=None)
    return draft


def granted(book: Book, case: Case, nature: Nature = Nature.GOODWILL, name: str = "bonus letter") -> int:
    owed = {"nature": Nature.OWED, "client_chose": True} if nature is Nature.OWED else {}
    bonus(book, case, **owed)
    found = book.bonuses.of_letter(issue(book, case, LetterKind.BONUS, name).id)
    assert found is not None
    return found.id


def state_of(book: Book, bonus_id: int) -> BonusState:
    return state(book.bonuses.get(bonus_id), book.bonuses.ledger(bonus_id), TODAY)


# What is proposed


def test_from_a_client_with_an_undelivered_order_everything_paid_goes_back(shop: Book) -> None:
    found = proposed(shop)
    assert (found.order, found.case, found.parted, found.stated) == (shop.orders.get(1), None, None, None)
    assert found.due is not None
    assert (found.due.paid, found.due.returned, found.due.amount) == (PAID, pounds("0"), PAID)
    assert found.pay_by == date(2026, 4, 13)  # five working days, Good Friday and Easter Monday left out
    assert (found.promises, found.bonuses, found.follow_ups, found.door) == ((), (), (), None)


def test_an_order_that_was_delivered_is_not_proposed_unless_a_case_is_open_on_it(shop: Book) -> None:
    shop.orders.save(replace(shop.orders.get(1), delivered_on=date(2026, 3, 20)))
    found = proposed(shop)
    assert (found.order, found.due) == (None, None)
    assert [one.order.id for one in found.orders] == [1]
    case = open_case(shop)
    assert (proposed(shop).order, proposed(shop).case) == (shop.orders.get(1), case)


def test_what_went_back_in_an_earlier_case_is_not_proposed_once_more(shop: Book, case: Case) -> None:
    refund(shop, case, pounds("20"))
    issue(shop, case, LetterKind.REFUND)
    shop.cases.save(replace(shop.cases.get(case.id), closed_on=TODAY))
    found = proposed(shop, order_id=1)
    assert found.due is not None
    assert (found.due.returned, found.due.amount) == (pounds("20"), pounds("52.50"))


def test_a_refund_that_is_only_chosen_is_still_to_be_decided(shop: Book, case: Case) -> None:
    refund(shop, case, pounds("20"))
    found = proposed(shop, case_id=case.id)
    assert found.due is not None
    assert (found.due.returned, found.due.amount, found.stated) == (pounds("0"), PAID, None)


def test_a_refund_that_a_letter_states_stays_as_it_is(shop: Book, case: Case) -> None:
    refund(shop, case, pounds("20"))
    issue(shop, case, LetterKind.REFUND)
    found = proposed(shop, case_id=case.id)
    assert found.stated == Refund(pounds("20"), "the card ending 4417", LATER)
    assert found.due is not None
    assert (found.due.returned, found.due.accepted, found.due.amount) == (pounds("20"), pounds("52.50"), pounds("0"))
    part(shop, case_id=case.id, accepted=found.due.accepted, method="", pay_by=None)
    assert shop.cases.compensations(case.id).refund == found.stated


def test_the_proposal_names_what_else_is_open(shop: Book, case: Case) -> None:
    owed = granted(shop, case, Nature.OWED)
    promise = actions.make_promise(
        shop, client_id=1, what="a call", due_on=LATER, made_on=TODAY, operation_id="promise"
    )
    planned = shop.follow_ups.add(FollowUp(0, 1, LATER, "does it fit?"))
    shop.doors.set(Door(1, False, 3, TODAY))
    found = proposed(shop)
    assert (found.promises, found.follow_ups, found.door) == ((promise,), (planned,), Door(1, False, 3, TODAY))
    (open_bonus,) = found.bonuses
    assert (open_bonus.bonus.id, open_bonus.left) == (owed, pounds("7.50"))
    assert open_bonus.fates == (BonusFate.KEEP, BonusFate.EXCHANGE, BonusFate.CANCEL)
    assert found.due is not None
    assert found.due.amount == pounds("65")  # the rest is held in the bonus
    cancelled = proposed(shop, bonus_fates={owed: "cancel"})
    assert cancelled.due is not None
    assert cancelled.due.amount == PAID


# Parting


def test_parting_from_a_client_opens_a_case_for_the_money_and_keeps_the_rest(shop: Book) -> None:
    promise = actions.make_promise(
        shop, client_id=1, what="a call", due_on=LATER, made_on=TODAY, operation_id="promise"
    )
    parting = part(shop, accepted=pounds("12.50"), items=["two swatches", " ", "the key"], door_closed=True)
    (case,) = shop.cases.of_client(1)
    assert (case.outcome, case.title, case.closed_on) == (Outcome.PARTED, "grey wool coat", None)
    assert shop.cases.compensations(case.id).refund == Refund(pounds("60"), "the card ending 4417", LATER)
    assert shop.clients.get(1).standing is Standing.PARTED
    ended = shop.promises.get(promise.id)
    assert (ended.ending, ended.ended_on) == (PromiseEnding.CANCELLED, TODAY)
    assert [one.what for one in shop.parting_items.of_parting(parting.id)] == ["two swatches", "the key"]
    assert shop.doors.of(1) == Door(1, True, 6, TODAY)
    assert parting == Parting(parting.id, 1, TODAY, case.id, 1, pounds("12.50"))
    assert shop.partings.of_client(1) == [parting]
    assert proposed(shop).parted == parting


def test_parting_without_an_order_returns_nothing_and_needs_no_case(shop: Book) -> None:
    parting = part(shop, order_id=None, method="", pay_by=None, letter=True)
    assert (parting.case_id, parting.order_id, parting.accepted) == (None, None, None)
    assert shop.cases.of_client(1) == []
    assert shop.clients.get(1).standing is Standing.PARTED
    letter = actions.issue_letter(shop, draft=parting_draft(shop, None), operation_id="letter", issued_on=TODAY)
    assert (letter.kind, letter.amount) == (LetterKind.PARTING, None)


def test_parting_from_a_case_uses_it_and_what_was_chosen_there_before_makes_room(shop: Book, case: Case) -> None:
    refund(shop, case, pounds("20"))
    gift(shop, case, beside=True)
    part(shop, case_id=case.id)
    assert [one.id for one in shop.cases.of_client(1)] == [case.id]
    given = shop.cases.compensations(case.id)
    assert given.refund == Refund(PAID, "the card ending 4417", LATER)
    assert given.gift is not None  # nothing that was typed is lost
    assert shop.cases.get(case.id).outcome is Outcome.PARTED


def test_when_all_the_work_is_kept_no_money_goes_back(shop: Book, case: Case) -> None:
    refund(shop, case, pounds("20"))
    part(shop, case_id=case.id, accepted=PAID, method="", pay_by=None)
    assert shop.cases.compensations(case.id).refund is None
    assert shop.cases.get(case.id).outcome is Outcome.PARTED


def test_from_a_closed_case_the_money_goes_back_in_a_new_one(shop: Book, case: Case) -> None:
    shop.cases.save(replace(case, closed_on=TODAY, outcome=Outcome.STAYS))
    parting = part(shop, case_id=case.id)
    assert parting.case_id not in (None, case.id)
    assert shop.cases.get(case.id).outcome is Outcome.STAYS


def test_all_open_cases_of_the_client_end_in_the_parting_but_for_one_whose_end_is_noted(shop: Book, case: Case) -> None:
    other, noted = (
        open_case(shop, shop.orders.add(Order(0, 1, name, TODAY, "a hem", PAID, PAID)).id, name) for name in "ab"
    )
    shop.cases.save(replace(noted, outcome=Outcome.LEFT))
    part(shop, case_id=case.id)
    outcomes = [shop.cases.get(one.id).outcome for one in (case, other, noted)]
    assert outcomes == [Outcome.PARTED, Outcome.PARTED, Outcome.LEFT]


def test_the_letter_is_begun_with_the_refund_and_what_comes_back_and_issued_as_it_is(shop: Book) -> None:
    parting = part(shop, items=["two swatches", "the key"], letter=True)
    draft = parting_draft(shop, parting.case_id)
    assert dict(draft.typed)["parting.keeps"] == "two swatches, the key"
    letter = actions.issue_letter(shop, draft=draft, operation_id="letter", issued_on=TODAY)
    assert (letter.amount, letter.case_id) == (PAID, parting.case_id)


# Bonuses


def test_without_a_letter_bonuses_are_decided_at_once(shop: Book, case: Case) -> None:
    kept, gone = granted(shop, case), _of_another_order(shop)
    part(shop, case_id=case.id, bonus_fates={kept: "keep", gone: "cancel"})
    assert (state_of(shop, kept), state_of(shop, gone)) == (BonusState.OUTSTANDING, BonusState.CANCELLED)


def _of_another_order(book: Book, nature: Nature = Nature.GOODWILL) -> int:
    order = book.orders.add(Order(0, 1, "2026-0200", date(2026, 3, 2), "a skirt", PAID, PAID))
    case = open_case(book, order.id, "another")
    found = granted(book, case, nature, "another letter")
    book.cases.save(replace(book.cases.get(case.id), closed_on=TODAY))
    return found


@pytest.mark.parametrize(
    ("fate", "after"),
    [
        ("keep", BonusState.OUTSTANDING),
        ("cancel", BonusState.CANCELLED),
    ],
)
def test_the_letter_decides_the_bonus_that_it_speaks_of_when_it_is_issued(
    shop: Book, case: Case, fate: str, after: BonusState
) -> None:
    spoken_of, other = granted(shop, case), _of_another_order(shop)
    part(shop, case_id=case.id, bonus_fates={spoken_of: fate, other: "cancel"}, letter=True)
    assert (state_of(shop, spoken_of), state_of(shop, other)) == (BonusState.OUTSTANDING, BonusState.CANCELLED)
    letter = actions.issue_letter(shop, draft=parting_draft(shop, case.id), operation_id="letter", issued_on=TODAY)
    assert (letter.bonus_id, state_of(shop, spoken_of)) == (spoken_of, after)


@pytest.mark.parametrize(("letter", "right_away"), [(False, BonusState.EXCHANGED), (True, BonusState.OUTSTANDING)])
def test_money_held_in_a_bonus_goes_back_once_by_the_bonus_or_by_the_refund(
    shop: Book, case: Case, letter: bool, right_away: BonusState
) -> None:
    owed = granted(shop, case, Nature.OWED)
    part(shop, case_id=case.id, bonus_fates={owed: "exchange"}, letter=letter)
    assert state_of(shop, owed) is right_away
    if letter:
        actions.issue_letter(shop, draft=parting_draft(shop, case.id), operation_id="letter", issued_on=TODAY)
    assert state_of(shop, owed) is BonusState.EXCHANGED
    assert shop.cases.refunded_on_order(1) == PAID
    given = shop.cases.compensations(case.id).refund
    assert given is not None
    assert given.amount == pounds("65")


def test_a_bonus_in_place_of_money_owed_is_cancelled_where_the_refund_takes_its_place(shop: Book, case: Case) -> None:
    owed = granted(shop, case, Nature.OWED)
    part(shop, case_id=case.id, bonus_fates={owed: "cancel"})
    assert shop.cases.refunded_on_order(1) == PAID
    assert state_of(shop, owed) is BonusState.CANCELLED


def test_a_word_given_now_goes_before_one_in_an_older_draft(shop: Book, case: Case) -> None:
    spoken_of = granted(shop, case)
    begun = actions.start_letter(
        shop,
        kind=LetterKind.PARTING,
        language="en",
        today=TODAY,
        case_id=case.id,
        typed=(("earlier_bonus.fate", "keep"), ("parting.keeps", "the cloth")),
    )
    part(shop, case_id=case.id, bonus_fates={spoken_of: "cancel"}, letter=True)
    draft = parting_draft(shop, case.id)
    assert draft.id == begun.id
    assert dict(draft.typed) == {"earlier_bonus.fate": "cancel", "parting.keeps": "the cloth"}


# What can't be


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"accepted": pounds("72.51")}, "accepted_above_paid"),
        ({"accepted": pounds("-0.01")}, "accepted_below_zero"),
        ({"pay_by": date(2026, 4, 1)}, "pay_by_past"),
        ({"pay_by": None}, "pay_by_missing"),
        ({"method": " "}, "method_missing"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(shop: Book, more: dict[str, Any], reason: str) -> None:
    promise = actions.make_promise(
        shop, client_id=1, what="a call", due_on=LATER, made_on=TODAY, operation_id="promise"
    )
    with pytest.raises(CaseRefused, match=reason) as refused:
        part(shop, letter=True, **more)
    assert wording.sentence(refused.value).endswith(".")
    assert shop.clients.get(1).standing is Standing.ACTIVE
    assert (shop.cases.of_client(1), shop.partings.of_client(1), shop.doors.of(1)) == ([], [], None)
    assert shop.promises.get(promise.id).ending is None


def test_no_more_goes_back_than_is_left_across_all_cases(shop: Book, case: Case) -> None:
    refund(shop, case, pounds("50"))
    shop.cases.save(replace(case, closed_on=TODAY))
    with pytest.raises(CaseRefused, match="accepted_above_paid") as refused:
        part(shop, accepted=pounds("22.51"))
    assert refused.value.limit == pounds("22.50")
    part(shop)
    assert shop.cases.refunded_on_order(1) == PAID


def test_accepted_work_is_in_the_orders_currency(shop: Book) -> None:
    with pytest.raises(CurrencyMismatch):
        part(shop, accepted=Money(5, "EUR"))


def test_another_refund_than_the_letter_states_is_refused(shop: Book, case: Case) -> None:
    refund(shop, case, pounds("20"))
    issue(shop, case, LetterKind.REFUND)
    with pytest.raises(CaseRefused, match="letter_stands"):
        part(shop, case_id=case.id)
    assert shop.clients.get(1).standing is Standing.ACTIVE


def test_each_open_bonus_needs_a_word_that_it_can_take(shop: Book, case: Case) -> None:
    goodwill, owed = granted(shop, case), _of_another_order(shop, Nature.OWED)
    with pytest.raises(CaseRefused, match="bonus_fate_missing"):
        part(shop, bonus_fates={goodwill: "keep"})
    with pytest.raises(CaseRefused, match="bonus_fate_missing"):
        part(shop, bonus_fates={goodwill: "", owed: "keep"})
    with pytest.raises(BonusRefused, match="not_owed"):
        part(shop, bonus_fates={goodwill: "exchange", owed: "keep"}, letter=True)
    with pytest.raises(CaseRefused, match="owed_not_cancelled"):
        part(shop, bonus_fates={goodwill: "keep", owed: "cancel"})
    assert shop.partings.of_client(1) == []
    part(shop, bonus_fates={goodwill: "keep", owed: "exchange"})


def test_nobody_is_parted_with_twice_unless_taken_on_again(shop: Book) -> None:
    part(shop)
    with pytest.raises(CaseRefused, match="already_parted"):
        part(shop, "again")
    shop.clients.save(replace(shop.clients.get(1), standing=Standing.ACTIVE))
    assert proposed(shop).parted is None
    part(shop, "again", order_id=None)
    assert len(shop.partings.of_client(1)) == 2


def test_an_archived_client_is_brought_back_before_money_goes_back(shop: Book) -> None:
    shop.clients.archive(1)
    with pytest.raises(CaseRefused, match="archived_client"):
        part(shop)


def test_no_letter_is_begun_without_a_letterhead_and_then_nothing_is_done(shop: Book) -> None:
    owner = shop.owner.get()
    assert owner is not None
    shop.owner.save(replace(owner, letterheads=()))
    with pytest.raises(CaseRefused, match="no_owner"):
        part(shop, letter=True)
    assert shop.clients.get(1).standing is Standing.ACTIVE


def test_another_clients_order_or_case_is_a_mistake_of_the_program(shop: Book, case: Case) -> None:
    other = shop.clients.add(replace(shop.clients.get(1), id=0, name="Somebody else"))
    for more in ({"order_id": 1}, {"order_id": None, "case_id": case.id}):
        with pytest.raises(ValueError, match="another client's"):
            part(shop, client_id=other.id, **more)
    with pytest.raises(ValueError, match="another client's"):
        actions.parting_proposal(shop, client_id=other.id, order_id=1, today=TODAY)


# Once


def test_the_same_operation_parts_once(shop: Book) -> None:
    first = part(shop, letter=True)
    assert part(shop, letter=True) == first
    assert len(shop.cases.of_client(1)) == 1


def test_after_a_commit_in_doubt_the_book_says_what_was_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Book.create(tmp_path / "book") as book:
        open_shop(book)
        _report_a_failure_after(monkeypatch, SqlCipherDatabase.commit)
        parting = part(book)
        monkeypatch.undo()
        assert book.partings.of_client(1) == [parting]
        assert part(book) == parting
        assert len(book.cases.of_client(1)) == 1


def test_after_a_commit_that_failed_nothing_was_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Book.create(tmp_path / "book") as book:
        open_shop(book)
        _report_a_failure_after(monkeypatch, lambda _self: None)
        with pytest.raises(StorageFailed):
            part(book)
        monkeypatch.undo()
        assert (book.partings.of_client(1), book.cases.of_client(1)) == ([], [])
        part(book)


def _report_a_failure_after(monkeypatch: pytest.MonkeyPatch, commit: Callable[[Any], object]) -> None:
    from sqlcipher3 import dbapi2

    def failing(self: Any) -> None:
        commit(self)
        raise dbapi2.OperationalError("disk I/O error")

    monkeypatch.setattr(SqlCipherDatabase, "commit", failing)


# What was promised with it


def test_the_day_of_the_refund_is_a_promise_that_stays_until_it_is_kept(shop: Book) -> None:
    parting = part(shop, promise="Pay back £72.50")
    part(shop, promise="Pay back £72.50")
    (promise,) = shop.promises.of_client(1)
    assert (promise.what, promise.due_on, promise.case_id) == ("Pay back £72.50", LATER, parting.case_id)
    assert [row.promise.id for row in shop.promises.open(LATER, 9)] == [promise.id]


def test_nothing_is_promised_where_nothing_goes_back(shop: Book) -> None:
    part(shop, accepted=PAID, promise="Pay back")
    assert shop.promises.of_client(1) == []


def test_a_refund_that_a_letter_has_promised_is_not_promised_anew(shop: Book) -> None:
    case = open_case(shop)
    refund(shop, case)
    issue(shop, case, LetterKind.REFUND)
    part(shop, case_id=case.id, promise="Pay back")
    assert shop.promises.of_client(1) == []
