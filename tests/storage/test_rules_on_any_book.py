"""On books of any shape: the rules say of one client what they say of all, and what the rest of the app says."""

import json
from datetime import date
from functools import partial
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

import books
from evenhand import actions
from evenhand.domain.bonus import EntryKind, LedgerEntry
from evenhand.domain.case import current_step
from evenhand.domain.money import Money
from evenhand.domain.records import Case, Nature, Order
from evenhand.domain.rules import FACTS, Comparison, Condition, Fact, FactType, HouseRule, RuleGroup, problems
from evenhand.domain.turns import ClockState, Turn, TurnChange, answer_clock
from evenhand.storage.book import Book
from evenhand.storage.rule_queries import firing
from evenhand.storage.rule_sql import Asked, Settings
from rule_shop import TODAY, Shop, ago, agree, conditions, grant, shops


@settings(max_examples=20)
@given(shops())
def test_on_any_book_what_one_client_is_told_is_what_all_are_told(book: Book) -> None:
    with book:
        agree(book)


def _firing(
    book: Book, fact: Fact, comparison: Comparison, value: Any, within: int = 0
) -> dict[int | None, date | None]:
    """For each case in which a rule of this one condition fires, or for each client, since when."""
    condition = Condition(fact, comparison, value)
    rule = HouseRule(0, RuleGroup.CASE, (), (condition,))
    rows = book.rules.fires_for(rule, TODAY)
    return {one.case_id or one.client_id: one.since for one in rows}


@settings(max_examples=20)
@given(shops())
def test_on_any_book_a_cases_step_is_the_one_that_the_case_says(book: Book) -> None:
    with book:
        archived = {*book.connection.firsts("SELECT id FROM clients WHERE archived")}
        steps = {
            row.case.id: current_step(row.situation) for row in book.cases.open() if row.case.client_id not in archived
        }
        for step in range(1, 6):
            assert {*_firing(book, Fact.CASE_STEP, Comparison.IS, str(step))} == {
                id_ for id_, at in steps.items() if at == step
            }
        assert {*_firing(book, Fact.OPEN_CASE, Comparison.IS, "yes")} == {*steps}


@settings(max_examples=30)
@given(shops(), st.integers(1, 9))
def test_on_any_book_an_answer_is_awaited_as_long_as_the_clock_says(book: Book, days: int) -> None:
    with book:
        archived = {*book.connection.firsts("SELECT id FROM clients WHERE archived")}
        late: dict[int, date | None] = {}
        awaited = set()
        for row in book.cases.open():
            if row.case.client_id in archived:
                continue
            clock = answer_clock(row.case, row.turns, days, "GB", TODAY)
            if clock.state in (ClockState.TODAY, ClockState.LATE):
                late[row.case.id] = clock.by
            if clock.state in (ClockState.TODAY, ClockState.LATE, ClockState.RUNNING):
                awaited.add(row.case.id)
        assert _firing(book, Fact.DAYS_UNANSWERED, Comparison.AT_LEAST, days) == late
        fewer = {*_firing(book, Fact.DAYS_UNANSWERED, Comparison.AT_MOST, days - 1)}
        assert fewer == awaited - {*late}


@settings(max_examples=20)
@given(shops())
def test_on_any_book_the_line_is_crossed_where_the_balance_says_so(book: Book) -> None:
    with book:
        clients = [*book.connection.firsts("SELECT id FROM clients WHERE NOT archived")]
        lines = {one: actions.the_line(book, client_id=one, today=TODAY) for one in clients}
        crossed = {one for one, line in lines.items() if line.balance is not None and line.balance.crossed}
        assert {*_firing(book, Fact.LINE_CROSSED, Comparison.IS, "yes")} == crossed
        assert {*_firing(book, Fact.LINE_CROSSED, Comparison.IS, "no")} == {*clients} - crossed


@settings(max_examples=30)
@given(shops(), st.lists(conditions(), min_size=1, max_size=3), st.sampled_from(RuleGroup))
def test_any_rule_of_ones_own_says_the_same_for_one_and_for_all(
    book: Book, of: list[Condition], group: RuleGroup
) -> None:
    with book:
        mine = book.rules.save(HouseRule(0, group, (("en", "Mine"),), tuple(of)))
        agree(book, mine.id, 25)  # a loyalty rule, which mine may silence


@settings(max_examples=20)
@given(shops(), conditions())
def test_what_the_checks_call_impossible_never_fires(book: Book, one: Condition) -> None:
    opposite = {Comparison.IS: Comparison.IS_NOT, Comparison.IS_NOT: Comparison.IS}
    if one.comparison in opposite:
        other = Condition(one.fact, opposite[one.comparison], one.value, one.within)
    elif one.comparison is Comparison.AT_LEAST and isinstance(one.value, int) and one.value:
        other = Condition(one.fact, Comparison.AT_MOST, one.value - 1, one.within)
    else:
        return
    rule = HouseRule(0, RuleGroup.CASE, (("en", "Mine"),), (one, other))
    with book:
        if FACTS[one.fact].type is not FactType.YES_NO:
            assert "can_not_hold" in problems(rule)
            assert book.rules.count(rule, TODAY) == 0


hostile = (
    st.sampled_from(["'; DROP TABLE clients; --", '"', "{today}", ":v0", "?1", "%s", "\x00", "yes' OR '1'='1"])
    | st.text()
)


@settings(max_examples=40)
@given(hostile, st.sampled_from(Fact), hostile)
def test_nothing_in_a_rule_gets_into_the_sql(words: str, fact: Fact, value: str) -> None:
    """Even a condition that no reading would let through is but a value to compare with."""
    with books.blank() as book:
        Shop(book)
        body = {"group": "case", "name": {words: words}, "conditions": [
            {"fact": fact.value, "comparison": words, "value": value, "within": words}]}  # fmt: skip
        row = json.dumps(body)
        book.connection.rows("INSERT INTO house_rules VALUES (1000, 1, 1, ?, 0)", (row,))
        mine = book.rules.get(1000)
        assert not mine.understood
        assert book.rules.count(mine, TODAY) == 0
        condition = Condition(fact, FACTS[fact].comparisons[0], value, 3)
        if FACTS[fact].type in (FactType.CHOICE, FactType.YES_NO) and fact is not Fact.CASE_STEP:
            book.rules.count(HouseRule(0, RuleGroup.CASE, (), (condition,)), TODAY)
        assert book.connection.value("SELECT count(*) FROM clients") == 2


@given(conditions())
def test_one_client_is_looked_up_and_no_table_is_read_through(one: Condition) -> None:
    with books.blank() as book:
        asked = Asked(Settings(TODAY), 1)
        sql = firing(HouseRule(0, RuleGroup.CASE, (), (one,)), asked).select("clients.id")
        tables = {*book.connection.firsts("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        plan = [row[3].split() for row in book.connection.rows(f"EXPLAIN QUERY PLAN {sql}", asked.parameters)]
        names = {"earlier", "later", "told", *tables}  # and what they're called in the queries
        assert [step for step in plan if step[0] == "SCAN" and step[1] in names] == []


_moves = st.lists(st.tuples(st.integers(0, 18), st.sampled_from([*Turn, Turn.OURS, Turn.CLIENT])), max_size=7)


@settings(max_examples=120)
@given(st.integers(0, 20), st.sampled_from([None, 0, 5, 12, 19, 20]), _moves, st.integers(1, 5))
def test_an_answer_is_awaited_through_any_turns_as_long_as_the_clock_says(
    received: int, answered: int | None, moves: list[tuple[int, Turn]], days: int
) -> None:
    with books.blank() as book:
        shop = Shop(book)
        case_id = shop.case(received, answered_on=None if answered is None else ago(answered))
        for back, turn in sorted(moves, key=lambda one: -one[0]):
            book.turns.add(TurnChange(0, case_id, turn, ago(back)))
        row = book.cases.row(case_id)
        clock = answer_clock(row.case, book.turns.of_case(case_id), days, "GB", TODAY)
        late = {case_id: clock.by} if clock.state in (ClockState.TODAY, ClockState.LATE) else {}
        assert _firing(book, Fact.DAYS_UNANSWERED, Comparison.AT_LEAST, days) == late


@settings(max_examples=60)
@given(
    st.sampled_from(Nature),
    st.sampled_from([None, -40, -1, 0, 40]),
    st.integers(140, 160),
    st.integers(0, 1),
    st.booleans(),
    st.booleans(),
)
@example(Nature.OWED, 40, 151, 1, False, False)  # money owed outlives its last day
def test_what_is_left_on_a_bonus_counts_to_the_minor_unit_as_the_balance_counts_it(
    nature: Nature, until: int | None, cost: int, more: int, to_come: bool, used: bool
) -> None:
    """A bonus of just what the client is expected to bring, or of a penny more."""
    with books.blank() as book:
        shop = Shop(book)
        gbp = partial(Money.of_minor, currency="GBP")
        order = Order(0, shop.client, "1", ago(100), "a coat", gbp(202), gbp(202), gbp(cost), ago(90))
        order = book.orders.add(order)
        book.orders.add(Order(0, shop.client, "2", ago(-9 if to_come else 9), "a hem", gbp(2), gbp(2), gbp(1)))
        case = book.cases.add(Case(0, "", shop.client, order.id, "It tore", ago(20), closed_on=ago(15)))
        line = actions.the_line(book, client_id=shop.client, today=TODAY)
        assert line.balance is not None
        just = line.balance.expected_margin.minor + more
        bonus = grant(book, shop.client, case.id, just, None if until is None else ago(until), nature)
        if used:
            book.bonuses.append(LedgerEntry(0, bonus.id, EntryKind.REDEEMED, gbp(just), TODAY, order.id), "used")
        line = actions.the_line(book, client_id=shop.client, today=TODAY)
        assert line.balance is not None
        assert bool(_firing(book, Fact.LINE_CROSSED, Comparison.IS, "yes")) == line.balance.crossed
