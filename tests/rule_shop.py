"""A shop to try the house rules in: a client to whom things happen, books of any shape, rules of any kind."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

import books
from evenhand.domain.bonus import Bonus, EntryKind, LedgerEntry, balance
from evenhand.domain.comfort import Comfort, ComfortFlag, ComfortMark, ComfortReason
from evenhand.domain.intake import FitAnswer, Intake, IntakeAnswer, IntakeEnding
from evenhand.domain.keeping_in_touch import Door
from evenhand.domain.money import Money
from evenhand.domain.options import CaseOption
from evenhand.domain.promises import Promise
from evenhand.domain.records import (
    BonusOffer,
    Case,
    Cause,
    Channel,
    Client,
    Direction,
    Gift,
    Interaction,
    Letter,
    Letterhead,
    LetterKind,
    Nature,
    Order,
    Outcome,
    Owner,
    Refund,
    Remedy,
    Responsibility,
    Standing,
)
from evenhand.domain.rules import FACTS, Condition, Fact, FactType
from evenhand.domain.turns import Turn, TurnChange
from evenhand.storage.book import Book

TODAY = date(2026, 4, 2)  # a Thursday; Friday and Monday are holidays in England


def ago(days: int) -> date:
    return TODAY - timedelta(days)


class Shop:
    """A book with one client, to whom things happen."""

    def __init__(self, book: Book) -> None:
        self.book = book
        book.owner.save(Owner((Letterhead("en", "Merrow", "Ellen Merrow"),)))
        book.clients.add(Client(0, "Somebody Else", currency="GBP"))
        self.client = book.clients.add(Client(0, "Jane Whitcombe", currency="GBP")).id

    def change(self, **what: Any) -> None:
        self.book.clients.save(replace(self.book.clients.get(self.client), **what))

    def flag(self, comfort: Comfort, days: int = 0) -> None:
        self.book.comfort.set_flag(ComfortFlag(self.client, comfort, ago(days)))

    def contact(self, days: int, comfort: Comfort | None = None, *reasons: ComfortReason) -> None:
        at = datetime.combine(ago(days), datetime.min.time()).replace(hour=10)
        made = self.book.interactions.add(Interaction(0, self.client, at, Channel.PHONE, Direction.IN, "Asked"))
        if comfort:
            self.book.comfort.mark(ComfortMark(made.id, comfort, reasons))

    def order(
        self, days: int = 40, total: int = 300, paid: int = 300, delivered: int | None = 30, cost: int = 0
    ) -> int:
        money = [Money(one, "GBP") for one in (total, paid)]
        day = None if delivered is None else ago(delivered)
        made = Order(0, self.client, "1169", ago(days), "a coat", *money, Money(cost, "GBP") if cost else None, day)
        return self.book.orders.add(made).id

    def case(self, days: int = 0, **what: Any) -> int:
        case = Case(0, "", self.client, self.order(), "It tore", ago(days), **({"words": "It tore"} | what))
        return self.book.cases.add(case).id

    def at_step(self, step: int, whose: Responsibility = Responsibility.OURS) -> int:
        known = {"cause": Cause.PRODUCT, "responsibility": whose, "answered_on": TODAY}
        right = {"remedy": Remedy.REDO, "remedy_by": ago(-3)}
        case = self.case(**(known if step > 1 else {"answered_on": TODAY}), **(right if step > 2 else {}))
        if step == 4:
            self.change(valued=True)
            self.book.cases.set_compensation(case, Gift("a scarf", Money(9, "GBP")))
        return case

    def intake(self, *answers: FitAnswer) -> None:
        done = {"client_id": self.client, "ending": IntakeEnding.WELCOME, "ended_on": ago(5)}
        intake = self.book.intakes.add(Intake(0, ago(6), "Jane", **done))  # type: ignore[arg-type]
        for place, one in enumerate(answers, 1):
            self.book.intake_answers.add(IntakeAnswer(0, intake.id, place, f"Question {place}", one))

    def bonus(self, days_left: int) -> None:
        grant(self.book, self.client, self.case(20, closed_on=ago(10)), 500, ago(-days_left))

    def fires(self) -> dict[int, date | None]:
        """The rules that speak for the client, with the day since when."""
        return {one.rule.id: one.since for one in self.book.rules.advice(self.client, TODAY).speaking}

    def silent(self) -> dict[int, int]:
        """The rules that are silent for the client, with the one that silences each."""
        return {one.fired.rule.id: one.by.rule.id for one in self.book.rules.advice(self.client, TODAY).silent}


def grant(
    book: Book, client_id: int, case_id: int, minor: int, until: date | None, nature: Nature = Nature.GOODWILL
) -> Bonus:
    """A bonus with its letter, granted ten days ago."""
    number = int(book.connection.value("SELECT count(*) FROM letters")) + 1
    letter = Letter(
        0, f"B-{number}", LetterKind.BONUS, "en", client_id, case_id, ago(10), "Your bonus", "", '{"bonus": {}}', ""
    )
    letter = book.letters.issue_row(
        letter, sequence=number, pdf=b"%PDF", operation_id=f"letter {number}", app_version="1", template_version="1"
    )
    bonus = Bonus(0, f"B{number}", client_id, case_id, letter.id, Money.of_minor(minor, "GBP"), ago(10), until, nature)
    return book.bonuses.grant(bonus, operation_id=f"grant {number}")


def agree(book: Book, *only: int) -> None:
    """What each client is told is what all are told, silence and days too; of some rules, or of all."""
    today = TODAY
    clients = [*book.connection.firsts("SELECT id FROM clients")]
    told: dict[int, set[tuple[object, ...]]] = {}
    for client_id in clients:
        advice = book.rules.advice(client_id, today)
        for one in advice.speaking:
            told.setdefault(one.rule.id, set()).add((client_id, one.case_id, one.order_id, one.since, None))
        for quiet in advice.silent:
            one = quiet.fired
            row = (client_id, one.case_id, one.order_id, one.since, quiet.by.rule.id)
            told.setdefault(one.rule.id, set()).add(row)
    for rule in book.rules.all():
        if only and rule.id not in only:
            continue
        rows = book.rules.fires_for(rule, today)
        found = {(one.client_id, one.case_id, one.order_id, one.since, one.silenced_by) for one in rows}
        assert len(found) == len(rows), f"rule {rule.id} says a thing twice"
        assert found == (told.get(rule.id, set()) if rule.is_on else found), f"rule {rule.id}"
        assert book.rules.count(rule, today) == len({one[0] for one in found if one[-1] is None}), f"rule {rule.id}"
        there = {*book.connection.firsts("SELECT id FROM clients WHERE archived = 0")}
        assert book.rules.everybody(rule, today) == (bool(there) and {one[0] for one in found} == there)


# Any book, any rule.

_minor = st.integers(1, 90_000)
_money = _minor.map(lambda minor: Money.of_minor(minor, "GBP"))


@st.composite
def shops(draw: st.DrawFn) -> Book:
    """A book in which three clients went through anything at all."""
    book = books.blank()
    margin = draw(st.sampled_from([None, "0.3"]))
    owner = Owner((Letterhead("en", "Merrow", "Ellen Merrow"),), usual_margin=Decimal(margin) if margin else None)
    book.owner.save(owner)
    for number in range(3):
        client = book.clients.add(
            Client(
                0,
                f"Client {number}",
                currency="GBP",
                standing=draw(st.sampled_from(Standing)),
                valued=draw(st.booleans()),
                archived=draw(st.integers(0, 5)) == 0,
                left_alone=draw(st.integers(0, 5)) == 0,
            )
        )
        if draw(st.integers(0, 5)) == 0:
            book.doors.set(Door(client.id, draw(st.booleans()), 6, TODAY))
        _live(draw, book, client.id)
    return book


def _live(draw: st.DrawFn, book: Book, client_id: int) -> None:
    shop = Shop.__new__(Shop)
    shop.book, shop.client = book, client_id
    if flag := draw(st.sampled_from([None, *Comfort])):
        shop.flag(flag, draw(st.integers(0, 400)))
    for _ in range(draw(st.integers(0, 3))):
        reasons = draw(st.lists(st.sampled_from(ComfortReason), max_size=2))
        shop.contact(draw(st.integers(0, 60)), draw(st.sampled_from([None, *Comfort])), *reasons)
    orders = []
    for _ in range(draw(st.integers(0, 3))):
        day = draw(st.integers(0, 900))
        total = draw(_money)
        paid = draw(st.sampled_from([Money.zero("GBP"), total]))
        cost = draw(st.none() | _money)
        delivered = draw(st.none() | st.integers(0, day))
        made = Order(
            0, client_id, "1", ago(day), "a coat", total, paid, cost, None if delivered is None else ago(delivered)
        )
        orders.append(book.orders.add(made).id)
    for order_id in orders:
        if draw(st.booleans()):
            _complain(draw, book, client_id, order_id)
    for _ in range(draw(st.integers(0, 2))):
        due = ago(draw(st.integers(-5, 20)))
        book.promises.add(Promise(0, client_id, "Call", ago(30), due, due))
    if draw(st.booleans()):
        shop.intake(*draw(st.lists(st.sampled_from(FitAnswer), max_size=4)))


_TAKING = (EntryKind.REDEEMED, EntryKind.CANCELLED, EntryKind.EXCHANGED)


def _complain(draw: st.DrawFn, book: Book, client_id: int, order_id: int) -> None:
    received = draw(st.integers(0, 40))
    closed = draw(st.none() | st.integers(0, received))
    answered = draw(st.none() | st.integers(0, received))
    known = draw(st.integers(0, 5))
    remedy = draw(st.sampled_from(Remedy)) if known > 2 else None
    cost = draw(st.none() | _money)
    outcome = draw(st.none() | st.sampled_from(Outcome))
    case = book.cases.add(
        Case(
            0, "", client_id, order_id, "It tore", ago(received),
            words=draw(st.sampled_from(["It tore", "", " \u00a0"])),
            cause=Cause.PRODUCT if known > 0 else None,
            responsibility=draw(st.sampled_from(Responsibility)) if known > 1 else None,
            answered_on=None if answered is None else ago(answered),
            remedy=remedy,
            remedy_by=ago(-2) if known > 3 else None,
            remedy_cost=cost,
            compensation_skipped=draw(st.booleans()),
            double_skipped=draw(st.booleans()),
            outcome=outcome if closed is None else outcome or Outcome.STAYS,
            closed_on=None if closed is None else ago(closed),
        )
    )  # fmt: skip
    if draw(st.integers(0, 4)) == 0:
        book.cases.set_compensation(case.id, Refund(draw(_money), "the card", ago(draw(st.integers(-3, 3)))))
    if draw(st.booleans()):
        book.cases.set_compensation(case.id, BonusOffer(draw(_money), ago(-30), Decimal("0.1"), 3))
    if draw(st.booleans()):
        book.cases.set_compensation(case.id, Gift("a scarf", draw(_money)))
    if draw(st.booleans()):
        until = draw(st.none() | st.integers(-60, 60))
        bonus = grant(
            book, client_id, case.id, draw(_minor), None if until is None else ago(until), draw(st.sampled_from(Nature))
        )
        for n, kind in enumerate(draw(st.lists(st.sampled_from(_TAKING), max_size=2))):
            left = balance(bonus, book.bonuses.ledger(bonus.id)).minor
            if left > 1:
                part = Money.of_minor(draw(st.integers(1, left)), "GBP")
                used_for = order_id if kind is EntryKind.REDEEMED else None
                entry = LedgerEntry(0, bonus.id, kind, part, TODAY, used_for)
                book.bonuses.append(entry, f"{bonus.code} {n}")
    for n in range(draw(st.integers(0, 2))):
        option = CaseOption(0, case.id, n + 1, draw(st.sampled_from(Remedy)), "A way", offered=draw(st.booleans()))
        book.options.add(option)
    turns = draw(st.lists(st.tuples(st.integers(0, received), st.sampled_from(Turn)), max_size=5))
    for days, turn in sorted(turns, key=lambda one: -one[0]):
        book.turns.add(TurnChange(0, case.id, turn, ago(days)))


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    fact = draw(st.sampled_from(Fact))
    known = FACTS[fact]
    comparison = draw(st.sampled_from(known.comparisons))
    values: dict[FactType, st.SearchStrategy[Any]] = {
        FactType.YES_NO: st.sampled_from(["yes", "no"]),
        FactType.CHOICE: st.sampled_from(known.choices or ("-",)),
        FactType.NUMBER: st.integers(0, 3),
        FactType.DAYS: st.integers(0, 40),
        FactType.SUM: _money,
    }
    within = draw(st.integers(1, 40)) if known.window else 0
    return Condition(fact, comparison, draw(values[known.type]), within)
