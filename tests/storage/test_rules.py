"""The owner's house rules in the book: switched, moved, edited, own, set back; through updates of the app."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from evenhand import actions, built_in_rules
from evenhand.domain.comfort import Comfort, ComfortFlag, ComfortReason
from evenhand.domain.records import Client, LetterKind, Outcome, Standing
from evenhand.domain.rule_data import data_of
from evenhand.domain.rules import (
    MOST_CONDITIONS,
    Comparison,
    Condition,
    Fact,
    Gate,
    GateAnswer,
    GateAnswerKind,
    HouseRule,
    RuleAnswer,
    RuleGroup,
    RuleProblem,
    problems,
    text,
)
from evenhand.storage.book import Book
from evenhand.storage.connection import Kind
from evenhand.storage.errors import NotInBook
from evenhand.storage.rule_facts import months_before
from rule_shop import TODAY, Shop, ago

PROSPECT = Condition(Fact.STANDING, Comparison.IS, "prospect")
MINE = HouseRule(0, RuleGroup.CASE, (("en", "Mine"),), (PROSPECT,), do=(("en", "Think twice"),), todo_days=0)
Update = Callable[..., None]


@pytest.fixture
def update(monkeypatch: pytest.MonkeyPatch) -> Update:
    """Brings another rules.toml, as an update of the app does."""

    def do(data: list[dict[str, Any]], words: dict[str, dict[str, str]] | None = None) -> None:
        known = built_in_rules.words("en") if words is None else words
        rules = tuple(data)
        monkeypatch.setattr(built_in_rules, "data", lambda: rules)
        monkeypatch.setattr(built_in_rules, "words", lambda language: known if language == "en" else {})

    return do


def plain() -> list[dict[str, Any]]:
    return [dict(one) for one in built_in_rules.data()]


def order(book: Book, group: RuleGroup) -> list[int]:
    return [one.id for one in book.rules.all() if one.group is group]


def test_a_new_book_has_the_rules_that_come_with_the_app_and_keeps_none_of_them(book: Book) -> None:
    rules = book.rules.all()
    assert [one.id for one in rules] == [one["id"] for one in built_in_rules.data()]
    assert [one.id for one in rules if not one.is_on] == [22]
    assert all(text(one.name, "en") and one.understood and not one.edited for one in rules)
    assert book.connection.value("SELECT count(*) FROM house_rules") == 0


def test_a_switch_is_remembered_and_announced(book: Book) -> None:
    heard: list[frozenset[Kind]] = []
    book.changed = heard.append
    book.rules.switch(3, False)
    assert not book.rules.get(3).is_on
    assert heard == [frozenset([Kind.RULES])]
    with pytest.raises(NotInBook):
        book.rules.switch(777, True)


def test_what_is_off_stays_off_and_what_is_edited_stays_edited_through_an_update(book: Book, update: Update) -> None:
    book.rules.switch(3, False)
    mine = replace(book.rules.get(10), do=(("en", "Listen"),))
    book.rules.save(mine)
    data = plain()
    for one in data:
        one["version"] += 1
    asks = {"fact": "open_case", "comparison": "is", "value": "yes"}
    new = {"id": 26, "version": 1, "group": "case", "conditions": [asks]}
    update([new, *data], {str(n): {"name": f"New {n}", "do": "Anew"} for n in range(1, 27)})
    assert not book.rules.get(3).is_on
    assert text(book.rules.get(3).name, "en") == "New 3"
    edited = book.rules.get(10)
    assert (edited.do, edited.edited, edited.newer) == ((("en", "Listen"),), True, True)
    assert (edited.principle, edited.icon) == ("P8", "chats-circle")
    assert text(book.rules.built_in(10).do, "en") == "Anew"
    assert text(book.rules.get(11).do, "en") == "Anew"
    assert book.rules.get(26).is_on
    assert not book.rules.get(11).newer


def test_what_was_moved_stays_where_it_was_put_through_an_update(book: Book, update: Update) -> None:
    book.rules.move(3, 0)
    assert order(book, RuleGroup.SELF_FIRST) == [3, 1, 2]
    update(plain()[::-1])
    assert order(book, RuleGroup.SELF_FIRST) == [3, 2, 1]
    assert order(book, RuleGroup.LOYALTY) == [25, 24, 23]


def test_a_rule_that_an_update_dropped_leaves_the_owners_own_text_of_it(book: Book, update: Update) -> None:
    book.rules.save(replace(book.rules.get(10), do=(("en", "Listen"),)))
    book.rules.switch(11, False)
    update([one for one in plain() if one["id"] not in (10, 11)])
    assert text(book.rules.get(10).do, "en") == "Listen"
    with pytest.raises(NotInBook):
        book.rules.get(11)


def test_an_edit_that_changes_nothing_keeps_nothing(book: Book) -> None:
    saved = book.rules.save(replace(book.rules.get(10), do=(("en", "Listen"),)))
    assert saved.edited
    assert not saved.newer
    saved = book.rules.save(book.rules.built_in(10))
    assert not saved.edited
    assert book.rules.kept(10)[0].body is None


def test_rules_move_among_those_of_their_group_as_often_as_one_likes(book: Book) -> None:
    before = order(book, RuleGroup.CASE)
    for _ in range(40):  # there's only so much room between two places
        last = order(book, RuleGroup.CASE)[-1]
        book.rules.move(last, 1)
        assert order(book, RuleGroup.CASE)[1] == last
    ids = order(book, RuleGroup.CASE)
    assert sorted(ids) == sorted(before)
    book.rules.move(ids[0], 99)
    assert order(book, RuleGroup.CASE) == [*ids[1:], ids[0]]
    book.rules.move(ids[0], -5)
    assert order(book, RuleGroup.CASE) == ids
    assert not book.rules.get(22).is_on  # places are given anew, switches aren't


def test_an_own_rule_is_kept_whole_and_comes_last_in_its_group(book: Book) -> None:
    mine = book.rules.save(MINE)
    assert mine == replace(MINE, id=1000, place=mine.place)
    assert mine.is_own
    assert order(book, RuleGroup.CASE)[-1] == 1000
    assert book.rules.save(MINE).id == 1001
    changed = book.rules.save(replace(mine, letter=LetterKind.THANK_YOU, is_on=False))
    assert (changed.letter, changed.is_on) == (LetterKind.THANK_YOU, False)


def test_an_own_rule_can_go_and_come_back(book: Book) -> None:
    mine = book.rules.save(MINE)
    before = book.rules.drop(mine.id)
    with pytest.raises(NotInBook):
        book.rules.get(mine.id)
    book.rules.restore(before)
    assert book.rules.get(mine.id) == mine
    with pytest.raises(NotInBook):
        book.rules.drop(1)


def test_a_new_rule_inherits_nothing_of_one_that_went(book: Book) -> None:
    shop = Shop(book)
    gone = book.rules.save(MINE)
    book.rule_answers.add(RuleAnswer(0, gone.id, shop.client, TODAY))
    before = book.rules.drop(gone.id)
    other = book.rules.save(replace(MINE, name=(("en", "Another"),)))
    assert other.id != gone.id
    book.rules.restore(before)
    assert book.rules.get(gone.id) == gone
    assert book.rules.get(other.id) == other


def test_what_is_kept_of_a_rule_that_went_is_not_taken_for_a_new_one_in_another_session(tmp_path: Path) -> None:
    with Book.create(tmp_path / "book") as book:
        client = book.clients.add(Client(0, "Jane"))
        gone = book.rules.save(MINE)
        go_on = GateAnswer(0, client.id, Gate.NEW_ORDER, gone.id, "Mine", GateAnswerKind.GO_ON, TODAY)
        book.gate_answers.add(go_on)
        book.rules.drop(gone.id)
    with Book.open(tmp_path / "book") as book:
        assert book.rules.save(MINE).id == gone.id + 1


def test_all_rules_set_back_leave_what_the_owner_wrote_of_one_that_no_longer_comes(book: Book, update: Update) -> None:
    book.rules.save(replace(book.rules.get(10), do=(("en", "Listen"),)))
    update([one for one in plain() if one["id"] != 10])
    book.rules.reset_all()
    assert text(book.rules.get(10).do, "en") == "Listen"


@pytest.mark.parametrize("strange", ["no-such-icon", "../../evenhand"])
def test_a_rule_in_the_book_brings_no_icon_and_no_principle_of_its_own(book: Book, strange: str) -> None:
    body = json.dumps(data_of(MINE) | {"icon": strange, "principle": strange})
    book.connection.rows("INSERT INTO house_rules VALUES (1000, 500, 1, ?, 0)", (body,))
    found = book.rules.get(1000)
    assert (found.icon, found.principle, found.understood) == ("", "", True)


def test_a_rule_set_back_keeps_its_switch_and_can_be_had_again(book: Book) -> None:
    edited = book.rules.save(replace(book.rules.get(10), do=(("en", "Listen"),), is_on=False))
    before = book.rules.reset(10)
    assert book.rules.get(10) == replace(book.rules.built_in(10), is_on=False)
    book.rules.restore(before)
    assert book.rules.get(10) == edited


def test_all_rules_set_back_leave_the_own_ones_and_can_be_had_again(book: Book) -> None:
    book.rules.save(replace(book.rules.get(10), do=(("en", "Listen"),)))
    book.rules.switch(3, False)
    book.rules.move(2, 0)
    mine = book.rules.save(MINE)
    as_was = book.rules.all()
    before = book.rules.reset_all()
    assert [one for one in book.rules.all() if one.id != mine.id] == [book.rules.built_in(one["id"]) for one in plain()]
    assert book.rules.get(mine.id) == mine
    book.rules.restore(before)
    assert book.rules.all() == as_was


STRANGE = '{"group": "case",  "name": {"en": "Later"}, "conditions": [{"fact": "shoe_size", "value": 9}], "x": 1.50}'


@pytest.mark.parametrize("body", [STRANGE, "7", "null", "[]", '"x"', "{}", "[" * 100 + "]" * 100])
@pytest.mark.parametrize("id_", [10, 1000])
def test_what_isnt_understood_is_silent_and_kept_to_the_letter(book: Book, body: str, id_: int) -> None:
    book.clients.add(Client(0, "Jane", standing=Standing.PROSPECT))
    book.connection.rows("INSERT INTO house_rules VALUES (?, 500, 1, ?, 1)", (id_, body))
    strange = book.rules.get(id_)
    assert not strange.understood
    assert book.rules.count(strange, TODAY) == 0
    assert book.rules.fires_for(strange, TODAY) == []
    assert not book.rules.everybody(strange, TODAY)
    assert id_ not in [one.rule.id for one in book.rules.advice(1, TODAY).speaking]
    book.rules.switch(id_, False)
    book.rules.move(id_, 3)
    book.rules.save(replace(book.rules.get(id_), do=(("en", "Something else"),), is_on=True))
    assert book.connection.rows("SELECT body, is_on FROM house_rules WHERE id = ?", (id_,))[0] == (body, 1)
    if id_ == 10:
        book.rules.reset(id_)
        assert book.rules.get(id_) == replace(book.rules.built_in(id_), place=book.rules.get(id_).place)


def test_a_rule_from_a_newer_app_that_came_along_is_silent(book: Book, update: Update) -> None:
    data = plain()
    data[0]["conditions"] = [{"fact": "mood", "comparison": "is", "value": "low"}]
    update(data)
    assert not book.rules.get(1).understood
    assert book.rules.count(book.rules.get(1), TODAY) == 0


def test_lists_go_on_by_name_after_the_last_one(book: Book) -> None:
    for name in ("Cora", "anna", "Boris", "Äne", "Anna"):
        book.clients.add(Client(0, name, standing=Standing.PROSPECT))
    rule = book.rules.get(4)
    every = book.rules.fires_for(rule, TODAY)
    assert [one.client_name for one in every][-2:] == ["Boris", "Cora"]
    first = book.rules.fires_for(rule, TODAY, limit=2)
    assert first == every[:2]
    assert book.rules.fires_for(rule, TODAY, limit=9, after=first[-1]) == every[2:]


def test_a_rule_for_everybody_is_told(book: Book) -> None:
    rule = book.rules.save(replace(MINE, conditions=(replace(PROSPECT, comparison=Comparison.IS_NOT),)))
    assert not book.rules.everybody(rule, TODAY)  # there's nobody yet
    book.clients.add(Client(0, "Jane"))
    book.clients.add(Client(0, "Long gone", archived=True, standing=Standing.PROSPECT))
    assert book.rules.everybody(rule, TODAY)
    book.clients.add(Client(0, "New", standing=Standing.PROSPECT))
    assert not book.rules.everybody(rule, TODAY)


def test_a_loyalty_rule_counts_only_those_for_whom_it_speaks(book: Book) -> None:
    rule = book.rules.save(replace(MINE, group=RuleGroup.LOYALTY))
    for name in ("Jane", "Tom"):
        book.clients.add(Client(0, name, standing=Standing.PROSPECT))
    book.comfort.set_flag(ComfortFlag(2, Comfort.UNEASY, ago(3)))
    assert book.rules.count(rule, TODAY) == 1
    assert [(one.client_id, one.silenced_by) for one in book.rules.fires_for(rule, TODAY)] == [(1, None), (2, 2)]
    assert [one.client_id for one in book.rules.todos(TODAY) if one.rule.id == rule.id] == [1]
    book.rules.switch(2, False)
    assert book.rules.count(rule, TODAY) == 2


def todo_days(shop: Shop) -> list[tuple[int, date]]:
    return [(one.rule.id, one.due_on) for one in shop.book.rules.todos(TODAY)]


def test_todos_come_the_longest_due_first_and_as_many_as_wanted(book: Book) -> None:
    shop = Shop(book)
    shop.order(paid=0, delivered=10)
    shop.case(9)
    book.rules.save(replace(book.rules.get(11), todo_days=0))
    assert todo_days(shop) == [(11, date(2026, 3, 26)), (21, ago(3))]
    assert [one.rule.id for one in book.rules.todos(TODAY, 1)] == [11]


def test_what_today_lists_of_itself_is_no_todo_as_well(book: Book) -> None:
    shop = Shop(book)
    shop.case(9)
    made = {"client_id": shop.client, "what": "Ring", "due_on": TODAY, "made_on": TODAY, "operation_id": "ring"}
    promise = actions.make_promise(book, **made)  # type: ignore[arg-type]
    book.promises.save(replace(promise, due_on=ago(3), first_due=ago(3), made_on=ago(9)))
    assert {11, 16} <= {one.rule.id for one in book.rules.advice(shop.client, TODAY).speaking}
    assert todo_days(shop) == []


def test_a_todo_waits_for_its_day(book: Book) -> None:
    shop = Shop(book)
    shop.flag(Comfort.UNEASY, 3)
    uneasy = Condition(Fact.COMFORT_FLAG, Comparison.IS, "uneasy")
    mine = book.rules.save(replace(MINE, conditions=(uneasy,), todo_days=4))
    assert todo_days(shop) == []
    book.rules.save(replace(mine, todo_days=3))
    assert todo_days(shop) == [(mine.id, TODAY)]
    book.rules.switch(mine.id, False)
    assert todo_days(shop) == []


def test_a_done_todo_comes_back_when_something_newer_came(book: Book) -> None:
    shop = Shop(book)
    shop.flag(Comfort.UNEASY, 3)
    uneasy = Condition(Fact.COMFORT_FLAG, Comparison.IS, "uneasy")
    mine = book.rules.save(replace(MINE, conditions=(uneasy,)))
    assert todo_days(shop) == [(mine.id, ago(3))]
    book.rule_answers.add(RuleAnswer(0, mine.id, shop.client, ago(2)))
    assert todo_days(shop) == []
    shop.flag(Comfort.UNEASY, 1)
    assert todo_days(shop) == [(mine.id, ago(1))]


def test_a_todo_about_one_order_is_done_for_that_order_alone(book: Book) -> None:
    shop = Shop(book)
    one, other = shop.order(paid=0, delivered=10), shop.order(paid=0, delivered=10)
    book.rule_answers.add(RuleAnswer(0, 21, shop.client, TODAY, order_id=one))
    assert [row.order_id for row in book.rules.todos(TODAY)] == [other]


def test_a_todo_about_one_case_is_done_for_that_case_alone(book: Book) -> None:
    shop = Shop(book)
    first, second = shop.case(9), shop.case(9)
    book.rules.save(replace(book.rules.get(11), todo_days=0))
    book.rule_answers.add(RuleAnswer(0, 11, shop.client, TODAY, first))
    assert [(one.rule.id, one.case_id) for one in book.rules.todos(TODAY)] == [(11, second)]


@pytest.mark.parametrize("many", [MOST_CONDITIONS, MOST_CONDITIONS + 1, 99])
@pytest.mark.parametrize("group", ["self_first", "loyalty"])
def test_a_rule_of_too_many_conditions_keeps_no_other_from_speaking(book: Book, many: int, group: str) -> None:
    shop = Shop(book)
    for days in (0, 1):
        shop.contact(days, Comfort.UNCOMFORTABLE, ComfortReason.RUDE)
    facts = ["rude_at_first", "hard_marks"] * many
    known = {
        "rude_at_first": {"fact": "rude_at_first", "comparison": "is", "value": "yes"},
        "hard_marks": {"fact": "hard_marks", "comparison": "at_least", "value": 1, "within": 30},
    }
    body = json.dumps({"group": group, "name": {"en": "Many"}, "conditions": [known[one] for one in facts[:many]]})
    book.connection.rows("INSERT INTO house_rules VALUES (1000, 500, 1, ?, 0)", (body,))
    rule = book.rules.get(1000)
    assert rule.understood is (many == MOST_CONDITIONS)
    assert 3 in shop.fires()
    assert (1000 in {*shop.fires(), *shop.silent()}) is rule.understood
    for one in book.rules.all():
        assert len(book.rules.fires_for(one, TODAY)) >= book.rules.count(one, TODAY)
    half_typed = replace(book.rules.get(3), id=0, conditions=book.rules.get(3).conditions * many)
    assert book.rules.count(half_typed, TODAY) == int(many == MOST_CONDITIONS)


@pytest.mark.parametrize(
    ("today", "months", "first_that_counts"),
    [
        (date(2028, 2, 29), 12, date(2027, 3, 1)),
        (date(2028, 3, 31), 1, date(2028, 3, 1)),
        (date(2027, 3, 31), 1, date(2027, 3, 1)),
        (date(2027, 1, 1), 1, date(2026, 12, 2)),
        (date(2026, 12, 31), 6, date(2026, 7, 1)),
    ],
)
def test_complaints_are_counted_in_calendar_months_to_the_day(
    book: Book, today: date, months: int, first_that_counts: date
) -> None:
    shop = Shop(book)
    case = book.cases.get(shop.case(0, outcome=Outcome.STAYS, closed_on=TODAY))
    one = book.rules.save(replace(MINE, conditions=(Condition(Fact.COMPLAINTS, Comparison.AT_LEAST, 1, months),)))
    for received, counts in ((first_that_counts, 1), (first_that_counts - timedelta(1), 0), (today, 1)):
        book.cases.save(replace(case, received_on=received, closed_on=received))
        assert book.rules.count(one, today) == counts, received
    book.cases.save(replace(case, received_on=today + timedelta(1), closed_on=None))
    assert book.rules.count(one, today) == 0, "it's still to come"


def test_a_contact_still_to_come_is_no_hard_one_until_its_day(book: Book) -> None:
    shop = Shop(book)
    shop.contact(0, Comfort.UNCOMFORTABLE)
    shop.contact(-1, Comfort.UNCOMFORTABLE)
    assert 3 not in shop.fires()
    assert book.rules.count(book.rules.get(3), TODAY) == 0
    assert book.rules.count(book.rules.get(3), TODAY + timedelta(1)) == 1


def test_february_has_twenty_nine_days_in_a_leap_year_alone() -> None:
    assert months_before(date(2028, 3, 31), 1) == date(2028, 2, 29)
    assert months_before(date(2027, 3, 31), 1) == date(2027, 2, 28)
    assert months_before(date(2028, 2, 29), 48) == date(2024, 2, 29)


def test_putting_off_holds_until_the_day(book: Book) -> None:
    shop = Shop(book)
    order_id = shop.order(paid=0, delivered=10)
    put_off = book.rule_answers.add(RuleAnswer(0, 21, shop.client, ago(1), order_id=order_id, until=ago(-1)))
    assert todo_days(shop) == []
    book.rule_answers.drop(put_off.id)
    book.rule_answers.add(RuleAnswer(0, 21, shop.client, ago(1), order_id=order_id, until=TODAY))
    assert todo_days(shop) == [(21, TODAY)]


def test_an_unfinished_rule_can_be_asked_about_while_it_is_written(book: Book) -> None:
    empty = replace(MINE, conditions=())
    assert problems(empty) == (RuleProblem.NO_CONDITION,)
    assert book.rules.count(empty, TODAY) == 0
    book.clients.add(Client(0, "Jane"))
    assert book.rules.save(empty).conditions == ()
    lacking = replace(MINE, conditions=(Condition(Fact.ORDER_SUM, Comparison.AT_LEAST, ""),))
    assert book.rules.count(lacking, TODAY) == 0
    for value in ("", "2", -1, 10_000_000_000):
        late = replace(MINE, conditions=(Condition(Fact.PROMISE_LATE, Comparison.AT_MOST, value),))
        assert book.rules.count(late, TODAY) == 0
    kept = json.loads(book.rules.kept(1000)[0].body or "")
    assert kept["name"] == {"en": "Mine"}


@pytest.mark.parametrize("where", ["nowhere", ""])
def test_where_holidays_arent_known_nothing_is_late(book: Book, where: str) -> None:
    shop = Shop(book)
    owner = book.owner.get()
    assert owner is not None
    shop.case(30)
    book.owner.save(replace(owner, country=where))
    assert 11 not in shop.fires()
