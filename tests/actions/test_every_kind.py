"""Each kind of letter, from its beginning to what it brings about."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from evenhand import actions, wording
from evenhand.domain.bonus import Bonus, BonusRefused, EntryKind, balance, last_day
from evenhand.domain.case import CaseRefused
from evenhand.domain.letter_kinds import KINDS, About, FieldKind
from evenhand.domain.records import Case, Client, Letter, LetterDraft, LetterKind, Standing
from evenhand.letters import page
from evenhand.letters.facts import LetterFacts
from evenhand.storage.book import Book, Kind
from evenhand.storage.checking import check
from evenhand.storage.errors import NotInBook
from tailor import LATER, TODAY, bonus, issue, open_case, pounds, ready_for, refund, words_of, written


@pytest.fixture
def client(shop: Book) -> Client:
    return shop.clients.add(Client(0, "Priya Raman", "Dear Ms Raman,", "Ms Priya Raman", currency="GBP"))


def begun(book: Book, kind: LetterKind, client: Client, **more: Any) -> LetterDraft:
    return actions.start_letter(book, **(ready_for(book, kind, client) | more))


def send(book: Book, draft: LetterDraft, name: str = "send", on: date = TODAY) -> Letter:
    return actions.issue_letter(book, draft=draft, operation_id=name, issued_on=on)


def refused(book: Book, draft: LetterDraft, on: date = TODAY) -> CaseRefused:
    """Why the draft isn't issued; it stays as it is, and no number is gone."""
    before = book.letters.count(), book.letters.expected_number(draft.kind, on.year), book.letters.draft(draft.id)
    with pytest.raises(CaseRefused) as found:
        send(book, draft, "refused", on)
    after = book.letters.count(), book.letters.expected_number(draft.kind, on.year), book.letters.draft(draft.id)
    assert after == before
    assert wording.sentence(found.value)
    return found.value


@pytest.mark.parametrize("kind", LetterKind)
def test_every_kind_is_issued_with_its_number_and_all_that_was_typed(
    shop: Book, client: Client, kind: LetterKind, tmp_path: Path
) -> None:
    draft = begun(shop, kind, client)
    letter = send(shop, draft)
    assert letter.number == f"{KINDS[kind].series}-2026-0001"
    assert letter.number in words_of(shop, letter, tmp_path)
    assert (letter.client_id, letter.case_id) == (client.id, draft.case_id)
    told = json.loads(letter.snapshot)
    assert told.get("typed", {}) == {name: text for name, text in draft.typed if name != "earlier_bonus.fate"}
    assert letter.bonus_id == draft.bonus_id
    assert [row.draft.id for row in shop.letters.drafts()] == []
    assert send(shop, draft) == letter == shop.letters.get(letter.id)
    assert check(shop) == []


def test_the_new_kinds_share_one_series_without_a_gap(shop: Book) -> None:
    numbers = []
    for kind in LetterKind:
        one = shop.clients.add(Client(0, f"Client of {kind}", currency="GBP"))
        letter = written(shop, kind, one)
        if KINDS[kind].series == "L":
            numbers.append(letter.number)
    assert numbers == [f"L-2026-{place:04d}" for place in range(1, 11)]
    assert check(shop) == []


@pytest.mark.parametrize("kind", [kind for kind, one in KINDS.items() if About.CASE in one.about])
def test_any_letter_in_a_case_answers_it(shop: Book, client: Client, kind: LetterKind) -> None:
    draft = begun(shop, kind, client)
    assert draft.case_id is not None
    assert shop.cases.get(draft.case_id).answered_on is None
    send(shop, draft)
    assert shop.cases.get(draft.case_id).answered_on == TODAY


@pytest.mark.parametrize(
    ("kind", "standing"), [(LetterKind.PARTING, Standing.PARTED), (LetterKind.DECLINE, Standing.DECLINED)]
)
def test_parting_and_declining_set_where_the_client_stands(
    shop: Book, client: Client, kind: LetterKind, standing: Standing
) -> None:
    draft = begun(shop, kind, client)
    heard: list[frozenset[Kind]] = []
    shop.changed = heard.append
    send(shop, draft)
    assert shop.clients.get(client.id).standing is standing
    assert Kind.CLIENTS in heard[0]
    assert shop.clients.ids(text="raman")  # found as before


def test_a_case_stays_open_when_its_letter_parts_with_the_client(shop: Book, client: Client) -> None:
    draft = begun(shop, LetterKind.PARTING, client)
    send(shop, draft)
    assert draft.case_id is not None
    case = shop.cases.get(draft.case_id)
    assert (case.closed_on, case.outcome) == (None, None)


def test_a_parting_letter_states_the_refund_and_no_other_letter_does_so_again(
    shop: Book, case: Case, tmp_path: Path
) -> None:
    refund(shop, case, pounds("18.13"))
    draft = actions.start_letter(shop, kind=LetterKind.PARTING, language="en", today=TODAY, case_id=case.id)
    letter = send(shop, draft)
    assert letter.amount == pounds("18.13")
    assert "£18.13" in words_of(shop, letter, tmp_path)
    assert json.loads(letter.snapshot)["refund"]["minor"] == 1813
    with pytest.raises(CaseRefused, match="letter_stands"):
        actions.start_letter(shop, kind=LetterKind.REFUND, language="en", today=TODAY, case_id=case.id)
    with pytest.raises(CaseRefused, match="letter_stands"):
        refund(shop, case, pounds("5"))


def test_a_parting_letter_does_without_a_refund(shop: Book, case: Case) -> None:
    in_case = actions.start_letter(shop, kind=LetterKind.PARTING, language="en", today=TODAY, case_id=case.id)
    assert send(shop, in_case).amount is None
    to_client = actions.start_letter(
        shop, kind=LetterKind.PARTING, language="en", today=TODAY, client_id=case.client_id
    )
    assert send(shop, to_client, "again").case_id is None


def test_a_refund_told_before_is_not_told_again_when_parting(shop: Book, case: Case) -> None:
    refund(shop, case, pounds("18.13"))
    issue(shop, case, LetterKind.REFUND)
    parting = send(
        shop, actions.start_letter(shop, kind=LetterKind.PARTING, language="en", today=TODAY, case_id=case.id)
    )
    assert (parting.amount, "refund" in json.loads(parting.snapshot)) == (None, False)


@pytest.mark.parametrize("kind", [LetterKind.PARTING, LetterKind.APOLOGY])
def test_what_a_kind_may_state_is_checked_as_where_it_must(shop: Book, client: Client, kind: LetterKind) -> None:
    draft = begun(shop, kind, client)
    assert draft.case_id is not None
    order = shop.orders.get(shop.cases.get(draft.case_id).order_id)
    if kind is LetterKind.PARTING:
        shop.orders.save(replace(order, paid=pounds("10")))
        assert refused(shop, draft).reason == "refund_above_paid"
        shop.orders.save(order)
        assert refused(shop, draft, LATER + timedelta(1)).reason == "pay_by_past"
    else:
        given = shop.cases.compensations(draft.case_id).gift
        assert given is not None
        shop.cases.set_compensation(draft.case_id, replace(given, what=""))
        assert refused(shop, draft).reason == "gift_without_words"


def test_a_reminder_gives_the_bonus_its_later_last_day(shop: Book, client: Client, tmp_path: Path) -> None:
    draft = begun(shop, LetterKind.BONUS_REMINDER, client)
    letter = send(shop, draft)
    assert draft.bonus_id is not None
    granted, ledger = shop.bonuses.get(draft.bonus_id), shop.bonuses.ledger(draft.bonus_id)
    assert last_day(granted, ledger) == date(2026, 9, 30)
    (extended,) = [entry for entry in ledger if entry.kind is EntryKind.EXTENDED]
    assert (extended.letter_id, extended.entered_on) == (letter.id, TODAY)
    told = words_of(shop, letter, tmp_path)
    assert "30 September 2026" in told
    assert granted.code in told
    assert json.loads(letter.snapshot)["voucher"] == {
        "minor": 750,
        "currency": "GBP",
        "code": granted.code,
        "valid_until": "2026-09-30",
    }
    assert (letter.bonus_id, letter.amount) == (granted.id, None)  # it gives no money of its own
    assert shop.bonuses.row(granted.id).reminded_on == TODAY


def test_a_reminder_without_a_later_day_leaves_the_bonus_as_it_is(shop: Book, client: Client) -> None:
    draft = begun(shop, LetterKind.BONUS_REMINDER, client, typed=())
    assert draft.bonus_id is not None
    before = shop.bonuses.ledger(draft.bonus_id)
    letter = send(shop, draft)
    assert shop.bonuses.ledger(draft.bonus_id) == before
    assert json.loads(letter.snapshot)["voucher"]["valid_until"] == "2026-07-02"
    assert check(shop) == []


def test_a_reminder_never_brings_the_last_day_forward(shop: Book, client: Client) -> None:
    draft = begun(shop, LetterKind.BONUS_REMINDER, client, typed=(("bonus.extended_to", "2026-05-01"),))
    with pytest.raises(BonusRefused, match="not_later"):
        send(shop, draft)
    assert shop.letters.expected_number(draft.kind, 2026) == "L-2026-0001"
    assert shop.letters.draft(draft.id) == draft


def test_a_refund_asks_what_becomes_of_the_bonus_given_for_the_same_order(shop: Book, case: Case) -> None:
    bonus(shop, case)
    issue(shop, case, LetterKind.BONUS)
    granted = shop.bonuses.of_case(case.id)[0]
    refund(shop, case, beside=True)
    draft = actions.start_letter(shop, kind=LetterKind.REFUND, language="en", today=TODAY, case_id=case.id)
    undecided = refused(shop, draft)
    assert (undecided.reason, undecided.field) == ("bonus_undecided", "earlier_bonus.fate")
    decided = replace(draft, typed=(("earlier_bonus.fate", "200"),))
    letter = send(shop, decided)
    assert balance(granted, shop.bonuses.ledger(granted.id)) == pounds("2")
    assert (letter.bonus_id, json.loads(letter.snapshot)["typed"]) == (granted.id, {"earlier_bonus.fate": "200"})
    assert send(shop, decided) == letter
    assert balance(granted, shop.bonuses.ledger(granted.id)) == pounds("2")
    assert shop.bonuses.row(granted.id).reminded_on is None  # to speak of it isn't to remind of it
    assert check(shop) == []


def test_a_decision_about_a_bonus_that_is_gone_meanwhile_is_not_told(shop: Book, case: Case) -> None:
    bonus(shop, case)
    issue(shop, case, LetterKind.BONUS)
    refund(shop, case, beside=True)
    kept = (("earlier_bonus.fate", "keep"),)
    draft = actions.start_letter(shop, kind=LetterKind.REFUND, language="en", today=TODAY, case_id=case.id, typed=kept)
    actions.cancel_bonus(shop, bonus_id=1, on=TODAY, operation_id="cancel")
    assert refused(shop, draft).reason == "bonus_changed"  # its text still says what becomes of it
    letter = send(shop, replace(draft, body="Dear Ms Raman,\n\n[[refund]]\n\nThank you."))
    assert (letter.bonus_id, "typed" in json.loads(letter.snapshot)) == (None, False)


def test_a_refund_never_settles_another_bonus_than_the_one_it_names(shop: Book, case: Case) -> None:
    older = bonus_of(shop, case, "older")
    newer = bonus_of(shop, open_case(shop, name="newer case"), "newer")
    third = open_case(shop, name="third case")
    refund(shop, third)
    cancel = (("earlier_bonus.fate", "cancel"),)
    draft = actions.start_letter(
        shop, kind=LetterKind.REFUND, language="en", today=TODAY, case_id=third.id, typed=cancel
    )
    assert newer.code in draft.body
    actions.cancel_bonus(shop, bonus_id=newer.id, on=TODAY, operation_id="cancel")
    assert refused(shop, draft).reason == "bonus_changed"
    send(shop, replace(draft, body=draft.body.replace(newer.code, older.code)))
    assert not balance(older, shop.bonuses.ledger(older.id))


def bonus_of(shop: Book, case: Case, name: str) -> Bonus:
    """A bonus granted in a case that is closed by now."""
    bonus(shop, case)
    found = shop.bonuses.of_letter(issue(shop, case, LetterKind.BONUS, name).id)
    assert found is not None
    shop.cases.save(replace(shop.cases.get(case.id), closed_on=TODAY))
    return found


@pytest.mark.parametrize(
    ("kind", "typed", "reason"),
    [
        (LetterKind.ACKNOWLEDGEMENT, ("answer.by", "  "), "field_missing"),
        (LetterKind.ACKNOWLEDGEMENT, ("answer.by", "soon"), "field_not_a_day"),
        (LetterKind.ACKNOWLEDGEMENT, ("answer.by", "2026-04-01"), "day_past"),
        (LetterKind.THANK_YOU, ("change.text", ""), "field_missing"),
        (LetterKind.OPTIONS, ("options.offered", "[]"), "options_missing"),
        (LetterKind.OPTIONS, ("options.offered", '[{"what": " ", "by": "", "effort": "x"}]'), "options_missing"),
        (LetterKind.OPTIONS, ("options.offered", '[{"what": "x", "by": "2026-04-01", "effort": ""}]'), "day_past"),
        (LetterKind.OPTIONS, ("options.offered", '{"what": "x"}'), "options_missing"),
        (LetterKind.OPTIONS, ("options.offered", '[{"what": "x", "by": "soon", "effort": ""}]'), "options_missing"),
        (LetterKind.OPTIONS, ("reply.by", "20260430"), "field_not_a_day"),
        (LetterKind.OPTIONS, ("reply.by", "2026-04-01"), "day_past"),
        (LetterKind.BONUS_REMINDER, ("bonus.extended_to", "2026-04-01"), "day_past"),
    ],
)
def test_a_letter_that_lacks_what_it_needs_names_the_field(
    shop: Book, client: Client, kind: LetterKind, typed: tuple[str, str], reason: str
) -> None:
    draft = begun(shop, kind, client)
    without = tuple(pair for pair in draft.typed if pair[0] != typed[0])
    found = refused(shop, shop.letters.save_draft(replace(draft, typed=(*without, typed))))
    assert (found.reason, found.field) == (reason, typed[0])


@pytest.mark.parametrize("kind", LetterKind)
def test_a_draft_opens_though_what_it_keeps_cannot_be_read(shop: Book, client: Client, kind: LetterKind) -> None:
    begin = ready_for(shop, kind, client)
    begin["typed"] = tuple((field.name, "2026-02-30") for field in KINDS[kind].typed)
    draft = actions.start_letter(shop, **begin)
    facts = actions.letter_facts(
        shop,
        case_id=draft.case_id,
        client_id=draft.client_id,
        bonus_id=draft.bonus_id,
        typed=draft.typed,
        language="en",
        on=TODAY,
    )
    read = {field.name for field in KINDS[kind].typed if field.kind is FieldKind.TEXT}
    assert read == facts.typed.keys()


def test_a_decision_that_cannot_be_read_is_asked_for(shop: Book, case: Case) -> None:
    bonus_of(shop, case, "bonus")
    second = open_case(shop, name="second")
    refund(shop, second)
    unread = (("earlier_bonus.fate", "halve"),)
    begin: dict[str, Any] = {"kind": LetterKind.REFUND, "language": "en", "today": TODAY, "case_id": second.id}
    assert refused(shop, actions.start_letter(shop, **begin, typed=unread)).reason == "bonus_undecided"


def test_what_was_typed_for_another_kind_is_neither_printed_nor_kept(shop: Book, client: Client) -> None:
    draft = begun(shop, LetterKind.DECLINE, client)
    letter = send(shop, replace(draft, typed=(*draft.typed, ("news.text", "New cloth."), ("answer.by", "nonsense"))))
    assert json.loads(letter.snapshot)["typed"] == dict(draft.typed)


@pytest.mark.parametrize("kind", [LetterKind.ACKNOWLEDGEMENT, LetterKind.OPTIONS, LetterKind.REPLACEMENT])
def test_a_letter_about_a_case_that_was_closed_meanwhile_waits(shop: Book, client: Client, kind: LetterKind) -> None:
    draft = begun(shop, kind, client)
    assert draft.case_id is not None
    shop.cases.save(replace(shop.cases.get(draft.case_id), closed_on=TODAY))
    assert refused(shop, draft).reason == "case_closed"


def test_what_a_closed_case_gives_can_still_be_told(shop: Book, case: Case) -> None:
    refund(shop, case)
    draft = actions.start_letter(shop, kind=LetterKind.REFUND, language="en", today=TODAY, case_id=case.id)
    shop.cases.save(replace(case, closed_on=TODAY))
    assert send(shop, draft).number == "R-2026-0001"


def test_a_letter_may_follow_a_call_that_answered_the_case(shop: Book, client: Client) -> None:
    draft = begun(shop, LetterKind.ACKNOWLEDGEMENT, client)
    assert draft.case_id is not None
    called = date(2026, 4, 1)
    shop.cases.save(replace(shop.cases.get(draft.case_id), answered_on=called))
    send(shop, draft)
    assert shop.cases.get(draft.case_id).answered_on == called


def test_a_kind_that_no_longer_fits_is_not_issued_from_an_old_screen(shop: Book, client: Client) -> None:
    decline = begun(shop, LetterKind.DECLINE, client)
    shop.clients.save(replace(shop.clients.get(client.id), standing=Standing.ACTIVE))
    assert refused(shop, decline).reason == "kind_does_not_fit"
    assert shop.clients.get(client.id).standing is Standing.ACTIVE


def test_a_draft_issued_on_another_screen_is_not_issued_again(shop: Book, client: Client) -> None:
    draft = begun(shop, LetterKind.HOW_WE_WORK, client)
    send(shop, draft)
    with pytest.raises(NotInBook):
        send(shop, draft, "from the other screen")
    assert shop.letters.count() == 1


def test_no_letter_is_dated_before_the_last_one_that_stands(shop: Book, client: Client) -> None:
    ahead = date(2036, 4, 2)
    wrong = send(shop, begun(shop, LetterKind.HOW_WE_WORK, client), "wrong clock", ahead)
    draft = begun(shop, LetterKind.HOW_WE_WORK, client)
    found = refused(shop, draft)
    assert (found.reason, found.day) == ("clock_went_back", ahead)
    assert "2 April 2036" in wording.sentence(found).replace("\u00a0", " ")
    actions.void_letter(shop, letter_id=wrong.id, reason="the clock was wrong", voided_on=TODAY, operation_id="void")
    assert send(shop, draft, "right clock").number == "L-2026-0001"
    assert check(shop) == []


@pytest.mark.parametrize(
    "changed",
    [
        lambda facts: replace(facts, typed={"bonus.extended_to": "2026-10-30"}),
        lambda facts: replace(facts, bonus=replace(facts.bonus, code="B-0000-000")),
        lambda facts: replace(facts, bonus_left=pounds("7.25")),
        lambda facts: replace(facts, number="L-2026-0002"),
    ],
    ids=["last day", "code", "sum", "number"],
)
def test_a_slip_that_shows_anything_else_than_the_book_is_not_issued(
    shop: Book, client: Client, monkeypatch: pytest.MonkeyPatch, changed: Callable[[LetterFacts], LetterFacts]
) -> None:
    draft = begun(shop, LetterKind.BONUS_REMINDER, client)
    draft = shop.letters.save_draft(replace(draft, subject="Your bonus", body="Dear Ms Raman,\n\nDo use it."))
    draw = page.draw
    with monkeypatch.context() as patched:
        patched.setattr(page, "draw", lambda kind, facts, text: draw(kind, changed(facts), text))
        assert refused(shop, draft).reason == "letter_misstates"
    assert send(shop, draft).number == "L-2026-0001"


def test_a_failure_in_what_a_letter_brings_about_takes_the_letter_with_it(
    shop: Book, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = begun(shop, LetterKind.PARTING, client)

    def fail(_client: Client) -> None:
        raise MemoryError

    with monkeypatch.context() as patched, pytest.raises(MemoryError):  # noqa: PT012
        patched.setattr(shop.clients, "save", fail)
        send(shop, draft)
    assert (shop.letters.count(), shop.letters.draft(draft.id)) == (0, draft)
    assert draft.case_id is not None
    assert shop.cases.get(draft.case_id).answered_on is None
    assert send(shop, draft).number == "L-2026-0001"
