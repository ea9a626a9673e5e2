"""What each section keeps and gives back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from evenhand.domain.bonus import EntryKind, LedgerEntry
from evenhand.domain.comfort import Comfort, ComfortFlag, ComfortMark, ComfortReason
from evenhand.domain.money import Money
from evenhand.domain.options import CaseOption, counted
from evenhand.domain.promises import Promise, PromiseEnding
from evenhand.domain.records import (
    BonusOffer,
    Case,
    CaseCompensations,
    Channel,
    Client,
    Direction,
    Gift,
    Interaction,
    Letter,
    LetterDraft,
    Letterhead,
    LetterKind,
    Order,
    Outcome,
    Owner,
    Refund,
    Remedy,
)
from evenhand.domain.turns import Turn, TurnChange
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed

Issue = Callable[..., Letter]


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def test_the_owner_is_kept_with_a_letterhead_for_each_language(book: Book) -> None:
    assert book.owner.get() is None
    english = Letterhead("en", "Tailor", "A. Owner", address_lines=("1 Lane", "Town"), legal_line="№ 1")
    owner = Owner((english, Letterhead("hy", "Դերձակ", "Ա.")), logo=b"\x89PNG", bonus_round_to=Decimal("0.50"))
    book.owner.save(owner)
    assert book.owner.get() == owner
    book.owner.save(replace(owner, letterheads=(english,), signature=b"x", logo=None))
    assert book.owner.get() == replace(owner, letterheads=(english,), signature=b"x", logo=None)


def test_orders_stand_newest_first_and_propose_the_next_number(book: Book, client: Client, order: Order) -> None:
    assert book.orders.next_number(2026) == "2026-0148"
    assert book.orders.next_number(2027) == "2027-0001"
    older = book.orders.add(replace(order, id=0, number="2026-x9", ordered_on=date(2025, 1, 1), cost=euros("3")))
    assert book.orders.of_client(client.id) == [order, older]
    assert book.orders.next_number(2026) == "2026-0148"
    assert book.orders.number_taken("2026-0147")
    assert not book.orders.number_taken("2026-0147", except_id=order.id)


def test_a_mark_belongs_to_a_contact_and_the_thread_runs_oldest_first(book: Book, client: Client) -> None:
    marks = []
    for day in (3, 1, 2):
        when = datetime.fromisoformat(f"2026-03-0{day} 09:00")
        contact = Interaction(0, client.id, when, Channel.PHONE, Direction.IN, "rang")
        contact = book.interactions.add(contact)
        marks.append((when, ComfortMark(contact.id, Comfort.UNEASY, (ComfortReason.RUDE, ComfortReason.OTHER), "hm")))
        book.comfort.mark(marks[-1][1])
    assert book.comfort.marks_of(client.id) == sorted(marks, key=lambda one: one[0])
    assert book.comfort.marks_of(client.id, limit=2) == sorted(marks, key=lambda one: one[0])[1:]
    better = replace(marks[0][1], comfort=Comfort.COMFORTABLE, reasons=())
    book.comfort.mark(better)
    assert book.comfort.mark_of(better.interaction_id) == better
    book.comfort.clear_mark(better.interaction_id)
    assert book.comfort.mark_of(better.interaction_id) is None
    assert [one.happened_at.day for one in book.interactions.of_client(client.id)] == [3, 2, 1]


def test_a_flag_is_set_changed_and_taken_away(book: Book, client: Client) -> None:
    for comfort in (Comfort.UNEASY, Comfort.UNCOMFORTABLE):
        flag = ComfortFlag(client.id, comfort, date(2026, 3, 1), "pressed the price")
        book.comfort.set_flag(flag)
        assert book.comfort.of(client.id) == flag
    book.comfort.clear_flag(client.id)
    assert book.comfort.of(client.id) is None


def test_a_note_that_was_cleared_is_nowhere_in_the_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("book")
    with Book.create(folder) as book:
        client = book.clients.add(Client(0, "Anna Canaryname"))
        book.comfort.set_note(client.id, "canary-in-the-note")
        book.comfort.set_note(client.id, "")
        book.clients.save(replace(client, name="Anna Berg"))
    content = (folder / "book.db").read_bytes()
    assert b"canary-in" not in content
    assert b"Canaryname" not in content
    assert b"canaryname" not in content


def test_cases_are_numbered_within_the_year_they_came_in(book: Book, case: Case, order: Order) -> None:
    assert case.number == "2026-001"
    book.cases.save(replace(case, outcome=Outcome.STAYS, closed_on=date(2026, 4, 1)))
    again = book.cases.add(replace(case, id=0, number="", received_on=date(2027, 1, 2)))
    assert again.number == "2027-001"
    assert book.cases.add(replace(case, id=0, number="", closed_on=date(2026, 4, 2))).number == "2026-002"
    assert book.cases.open_on_order(order.id) == again
    assert [row.case.number for row in book.cases.open()] == ["2027-001"]
    assert [row.case.number for row in book.cases.closed()] == ["2026-002", "2026-001"]
    assert [one.number for one in book.cases.of_client(case.client_id)] == ["2027-001", "2026-002", "2026-001"]
    assert book.cases.count_to_work_on() == 1


def test_an_order_has_one_open_case_at_most_whatever_writes_it(book: Book, case: Case) -> None:
    with pytest.raises(StorageFailed, match="rule"):
        book.cases.add(replace(case, id=0, number=""))


def test_a_line_of_the_cases_holds_all_its_step_follows_from(book: Book, case: Case) -> None:
    refund = Refund(euros("20"), "the card", date(2026, 5, 1), Decimal("0.25"), "the lining")
    gift = Gift("a scarf", euros("4.20"))
    offer = BonusOffer(euros("7.50"), date(2026, 7, 2), Decimal("0.10"), 3, Decimal("0.50"))
    for given in (refund, gift, offer):
        book.cases.set_compensation(case.id, given)
    book.comfort.set_flag(ComfortFlag(case.client_id, Comfort.UNEASY, date(2026, 1, 1)))
    (row,) = book.cases.open()
    assert row == book.cases.row(case.id)
    assert (row.case, row.client_name, row.order_number, row.order_what) == (
        case, "Jane Whitcombe", "2026-0147", "grey wool coat",
    )  # fmt: skip
    assert row.given == book.cases.compensations(case.id) == CaseCompensations(refund, offer, gift)
    assert (row.valued, row.comfort) == (False, Comfort.UNEASY)
    book.cases.drop_compensation(case.id, Refund)
    assert book.cases.compensations(case.id) == CaseCompensations(None, offer, gift)


def test_a_line_of_the_cases_holds_whose_move_it_is_what_is_offered_and_what_is_promised(
    book: Book, case: Case, order: Order
) -> None:
    later = book.orders.add(replace(order, id=0, number="2026-0148"))
    other = book.cases.add(replace(case, id=0, number="", order_id=later.id, received_on=date(2026, 4, 1)))
    day = date(2026, 4, 9)
    way = CaseOption(0, case.id, 1, Remedy.REDO, "made again")
    for option in (
        way,
        replace(way, remedy=Remedy.REFUND, title="the money back"),
        replace(way, remedy=Remedy.DISCOUNT),
        replace(way, offered=False),
        replace(way, title=""),
        replace(way, case_id=other.id),
    ):
        book.options.add(option)
    came_back = book.turns.add(TurnChange(0, case.id, Turn.OURS, day))
    asked = book.turns.add(TurnChange(0, case.id, Turn.CLIENT, date(2026, 4, 2)))
    promise = Promise(0, case.client_id, "Ring", day, day, day, None, case.id)
    without_hour, at_nine, elsewhere = (
        book.promises.add(one)
        for one in (promise, replace(promise, due_at=time(9)), replace(promise, case_id=other.id))
    )
    book.promises.add(replace(promise, ended_on=day, ending=PromiseEnding.KEPT))
    book.promises.add(replace(promise, case_id=None))
    first, second = book.cases.open()
    assert first == book.cases.row(case.id)
    assert (first.offered, first.turns, first.promises) == (2, (asked, came_back), (at_nine, without_hour))
    assert first.offered == len(counted(book.options.of_case(case.id)))
    assert (first.next_promise, first.situation.offered) == (at_nine, 2)
    assert (second.case, second.offered, second.turns, second.promises) == (other, 1, (), (elsewhere,))
    book.cases.save(replace(other, closed_on=day))
    (closed,) = book.cases.closed()
    assert closed.promises == (elsewhere,)
    assert book.cases.closed(0) == []


def test_refunds_of_an_order_are_summed_over_its_cases(book: Book, case: Case, order: Order) -> None:
    assert book.cases.refunded_on_order(order.id) == euros("0")
    book.cases.set_compensation(case.id, Refund(euros("20"), "card", date(2026, 5, 1)))
    book.cases.save(replace(case, closed_on=date(2026, 4, 1)))
    second = book.cases.add(replace(case, id=0, number=""))
    book.cases.set_compensation(second.id, Refund(euros("0.05"), "card", date(2026, 5, 1)))
    assert book.cases.refunded_on_order(order.id) == euros("20.05")
    assert book.cases.refunded_on_order(order.id, except_case=second.id) == euros("20")


def test_a_draft_is_kept_as_it_is_typed(book: Book, case: Case) -> None:
    draft = LetterDraft(
        0, case.client_id, case.id, LetterKind.REFUND, "ru", "О пальто", "Уважаемая…",
        saved_at=datetime.fromisoformat("2026-04-02 08:40"),
    )  # fmt: skip
    draft = book.letters.save_draft(draft)
    edited = book.letters.save_draft(replace(draft, body="*иначе*", edited=True))
    assert book.letters.draft(draft.id) == edited
    assert book.letters.draft_of_case(case.id, LetterKind.REFUND) == edited
    assert book.letters.draft_of_case(case.id, LetterKind.GIFT) is None
    (row,) = book.letters.drafts()
    assert (row.draft, row.client_name, row.case_number) == (edited, "Jane Whitcombe", "2026-001")
    book.letters.drop_draft(draft.id)
    assert book.letters.drafts() == []


def test_history_tells_everything_once_newest_first(book: Book, case: Case, issue: Issue) -> None:
    letter = issue(LetterKind.BONUS)
    issue(LetterKind.GIFT)
    book.letters.void(2, date(2026, 4, 3), "wrong", "void")
    bonus = book.bonuses.of_letter(letter.id)
    assert bonus
    spent = LedgerEntry(0, bonus.id, EntryKind.REDEEMED, euros("5"), date(2026, 4, 9), case.order_id)
    book.bonuses.append(spent, "redeem")
    contact = Interaction(
        0, case.client_id, datetime.fromisoformat("2026-04-02 09:00"), Channel.EMAIL, Direction.OUT, "Wrote back"
    )
    contact = book.interactions.add(contact)
    book.comfort.mark(ComfortMark(contact.id, Comfort.COMFORTABLE))
    told = [(row.on.isoformat(), row.kind, row.what, row.detail, row.state) for row in book.history(case.client_id)]
    assert told == [
        ("2026-04-09", "bonus", "B-0001-000", "B-2026-0001", "redeemed"),
        ("2026-04-02", "contact", "Wrote back", "email", "out"),
        ("2026-04-02", "bonus", "B-0001-000", "B-2026-0001", "granted"),
        ("2026-04-02", "letter", "gift", "G-2026-0001", "voided"),
        ("2026-04-02", "letter", "bonus", "B-2026-0001", ""),
        ("2026-03-30", "case", "The lining tore", "2026-001", "open"),
        ("2026-03-01", "order", "grey wool coat", "2026-0147", ""),
    ]
    rows = {(row.kind, row.state): row for row in book.history(case.client_id)}
    assert rows["contact", "out"].comfort is Comfort.COMFORTABLE
    assert rows["bonus", "redeemed"].amount == euros("5")
    assert rows["order", ""].amount == euros("72.50")
    assert book.history(99) == []


def test_figures_keep_each_currency_to_itself(book: Book, case: Case, order: Order, issue: Issue) -> None:
    book.orders.add(replace(order, id=0, number="2", total=euros("27.53"), paid=euros("20")))
    drams = Money(Decimal(12000), "AMD")
    book.orders.add(replace(order, id=0, number="3", total=drams, paid=drams))
    book.cases.set_compensation(case.id, Gift("a scarf", euros("4.20")))
    book.cases.set_compensation(case.id, Refund(euros("10"), "card", date(2026, 5, 1)))
    issue(LetterKind.BONUS)
    figures = book.figures(case.client_id)
    assert figures.worth == {"EUR": euros("92.50"), "AMD": drams}
    assert figures.average_order == {"EUR": euros("50.02"), "AMD": drams}
    assert figures.given == {"EUR": euros("14.20")}
    assert (figures.orders, figures.cases) == (3, 1)
    assert [(one.left, one.valid_until) for one in figures.open_bonuses] == [(euros("7.25"), None)]
    assert book.figures(99).worth == {}
