"""What the owner felt: kept apart from all else, and wiped without a trace."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

import books
from evenhand.domain.comfort import CheckIn, Comfort, ComfortFlag, ComfortMark, ComfortReason, FlagSuggestion
from evenhand.domain.load import LoadAnswer, LoadLimits, LoadSign
from evenhand.domain.options import CaseOption
from evenhand.domain.records import Case, Channel, Client, Direction, Interaction, Order, Remedy
from evenhand.domain.rules import Comparison, Condition, Fact, Gate, GateAnswer, GateAnswerKind, RuleAnswer
from evenhand.storage.book import Book, Kind
from evenhand.storage.comfort import ComfortHeld

TODAY = date(2026, 4, 2)
FELT = {
    "comfort_flags",
    "comfort_marks",
    "comfort_on_options",
    "comfort_on_cases",
    "check_ins",
    "flag_suggestions",
    "load_answers",
}
NOTES = {"private_notes"}


def contact(book: Book, client: Client, on: date, felt: Comfort | None = None, case: Case | None = None) -> int:
    when = datetime.combine(on, datetime.min.time().replace(hour=10))
    case_id = case.id if case else None
    told = Interaction(0, client.id, when, Channel.PHONE, Direction.IN, "a call", case_id=case_id)
    id_ = book.interactions.add(told).id
    if felt is not None:
        book.comfort.mark(ComfortMark(id_, felt))
    return id_


def rows(book: Book) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables; full-text indexes with their shadow tables."""
    names = book.connection.firsts("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return {name: book.connection.rows(f'SELECT * FROM "{name}"') for name in names}


def test_the_marks_of_a_case_are_those_of_its_contacts(book: Book, client: Client, order: Order) -> None:
    case = book.cases.add(Case(0, "", client.id, order.id, "The lining tore", TODAY))
    contact(book, client, TODAY - timedelta(days=9), Comfort.UNCOMFORTABLE)
    later = contact(book, client, TODAY, Comfort.COMFORTABLE, case)
    first = contact(book, client, TODAY - timedelta(days=2), Comfort.UNEASY, case)
    contact(book, client, TODAY - timedelta(days=1), None, case)
    assert [mark.interaction_id for _when, mark in book.comfort.marks_of_case(case.id)] == [first, later]


def test_two_uncomfortable_contacts_suggest_a_flag_and_nobody_sets_it(book: Book, client: Client) -> None:
    contact(book, client, TODAY - timedelta(days=90), Comfort.UNCOMFORTABLE)
    assert book.comfort.suggestion(client.id, TODAY) is None
    contact(book, client, TODAY, Comfort.UNCOMFORTABLE)
    assert book.comfort.suggestion(client.id, TODAY) is Comfort.UNCOMFORTABLE
    assert book.comfort.of(client.id) is None
    book.comfort.set_flag(ComfortFlag(client.id, Comfort.UNCOMFORTABLE, TODAY))
    assert book.comfort.suggestion(client.id, TODAY + timedelta(days=1)) is None


def test_not_now_holds_until_a_newer_contact(book: Book, client: Client) -> None:
    for days in (5, 3):
        contact(book, client, TODAY - timedelta(days=days), Comfort.UNEASY)
    assert book.comfort.suggestion(client.id, TODAY) is Comfort.UNEASY
    book.comfort.answer_suggestion(FlagSuggestion(client.id, Comfort.UNEASY, TODAY))
    assert book.comfort.suggestion(client.id, TODAY) is None
    tomorrow = TODAY + timedelta(days=1)
    assert book.comfort.suggestion(client.id, tomorrow) is None
    contact(book, client, tomorrow, Comfort.UNEASY)
    assert book.comfort.suggestion(client.id, tomorrow) is Comfort.UNEASY
    book.comfort.clear_answer(client.id)
    assert book.comfort.answer_of(client.id) is None


def test_five_comfortable_contacts_suggest_to_lift_a_flag_however_long_they_took(book: Book, client: Client) -> None:
    book.comfort.set_flag(ComfortFlag(client.id, Comfort.UNEASY, TODAY - timedelta(days=400), "haggles"))
    for days in (390, 300, 200, 100, 1):
        contact(book, client, TODAY - timedelta(days=days), Comfort.COMFORTABLE)
    assert book.comfort.suggestion(client.id, TODAY) is Comfort.COMFORTABLE


def test_a_word_on_how_it_felt_stands_in_its_own_table_alone(book: Book, client: Client, order: Order) -> None:
    case = book.cases.add(Case(0, "", client.id, order.id, "The lining tore", TODAY))
    told = contact(book, client, TODAY, Comfort.UNEASY, case)
    book.comfort.mark(ComfortMark(told, Comfort.UNEASY, (ComfortReason.RUDE,), "zqfelt"))
    book.comfort.set_flag(ComfortFlag(client.id, Comfort.UNEASY, TODAY, "zqfelt"))
    book.comfort.mark_case(case.id, Comfort.UNEASY, "zqfelt")
    book.comfort.set_note(client.id, "zqfelt")
    holding = {name for name, found in rows(book).items() if any("zqfelt" in str(row) for row in found)}
    assert holding == {"comfort_marks", "comfort_flags", "comfort_on_cases", "private_notes"}
    assert len(book.clients.ids(text="zqfelt")) == 0


# Wiping


@pytest.fixture
def full() -> Iterator[Book]:
    """The sample business, with a row in every table that tells of comfort."""
    with books.sample() as book:
        first = book.connection.value("SELECT min(id) FROM case_options")
        case_id = book.connection.value("SELECT min(id) FROM cases")
        book.comfort.mark_option(first, Comfort.UNEASY)
        book.comfort.mark_case(case_id, Comfort.UNCOMFORTABLE, "I gave too much")
        book.check_ins.save(CheckIn(TODAY, Comfort.UNEASY))
        book.comfort.answer_suggestion(FlagSuggestion(1, Comfort.UNEASY, TODAY))
        book.load.set_limits(LoadLimits(hard_contacts=2))
        book.load.add(LoadAnswer(0, TODAY, LoadSign.HARD_CONTACTS, 4))
        yield book


@pytest.mark.parametrize("notes", [False, True])
def test_wiping_takes_all_that_was_felt_and_touches_nothing_else(full: Book, notes: bool) -> None:
    wiped = FELT | (NOTES if notes else set())
    before = rows(full)
    assert all(before[name] for name in FELT | NOTES)
    announced: list[frozenset[Kind]] = []
    full.changed = announced.append
    full.comfort.wipe(notes=notes)
    after = rows(full)
    assert {name for name in after if after[name] != before[name]} - {"book_state"} == wiped
    assert not any(after[name] for name in wiped)
    assert announced == [frozenset({Kind.COMFORT})]


def test_every_table_that_names_a_comfort_is_wiped(full: Book) -> None:
    full.comfort.wipe(notes=True)
    words = {felt.value for felt in Comfort}
    told = {name for name, found in rows(full).items() for row in found if words & set(map(str, row))}
    assert told == set()


def test_what_a_wipe_takes_is_counted_first(full: Book) -> None:
    before = rows(full)
    tables = ("comfort_flags", "comfort_marks", "comfort_on_options", "comfort_on_cases", "check_ins")
    more = ("flag_suggestions", "load_answers", "private_notes")
    assert full.comfort.held() == ComfortHeld(*(len(before[name]) for name in (*tables, *more)))
    full.comfort.wipe()
    assert full.comfort.held() == ComfortHeld(0, 0, 0, 0, 0, 0, 0, len(before["private_notes"]))


def test_what_was_answered_to_a_rule_that_looks_at_feelings_is_wiped_with_them(book: Book, client: Client) -> None:
    hard = Condition(Fact.HARD_MARKS, Comparison.AT_LEAST, 1, 30)
    mine = replace(book.rules.get(21), id=0, conditions=(*book.rules.get(21).conditions, hard))
    own, gone = book.rules.save(mine).id, book.rules.save(mine).id
    book.rules.drop(gone)
    for rule_id in (1, 3, 5, 21, own, gone):
        answer = GateAnswer(0, client.id, Gate.NEW_ORDER, rule_id, "Not comfortable", GateAnswerKind.PART, TODAY)
        book.gate_answers.add(answer)
        book.rule_answers.add(RuleAnswer(0, rule_id, client.id, TODAY))
    rules = book.rules.all()
    book.comfort.wipe()
    assert [one.rule_id for one in book.gate_answers.of_client(client.id, Gate.NEW_ORDER)] == [21]
    assert [one.rule_id for one in book.rule_answers.of_client(client.id)] == [21]
    assert book.rules.all() == rules


def test_a_wiped_word_is_nowhere_in_the_files_of_the_book(tmp_path: Path) -> None:
    chance = random.Random(5)
    said = "Zqfelt"

    def told() -> str:
        return " ".join(f"{said}{chance.randrange(10**6)}" for _n in range(chance.choice((1, 4, 60, 900))))

    with Book.create(tmp_path) as book:
        with book.transaction():
            clients = [book.clients.add(Client(0, f"Client {n}")) for n in range(12)]
            ids = [(client, contact(book, client, TODAY)) for client in clients for _n in range(6)]
        with book.transaction():
            for client, id_ in chance.choices(ids, k=150):  # what is said over takes the place of what was said before
                felt = chance.choice(list(Comfort))
                book.comfort.mark(ComfortMark(id_, felt, (ComfortReason.RUDE,), told()))
                if chance.random() < 0.3:
                    book.comfort.set_flag(ComfortFlag(client.id, felt, TODAY, told()))
                if chance.random() < 0.3:
                    book.comfort.set_note(client.id, told())
        assert said.encode() in (tmp_path / "book.db").read_bytes()
        book.comfort.wipe(notes=True)
        assert all(said.encode() not in path.read_bytes() for path in tmp_path.iterdir())
    assert all(said.encode() not in path.read_bytes() for path in tmp_path.iterdir())


def test_a_way_that_was_marked_stays_when_the_mark_is_wiped(book: Book, client: Client, order: Order) -> None:
    case = book.cases.add(Case(0, "", client.id, order.id, "The lining tore", TODAY))
    way = book.options.add(CaseOption(0, case.id, 1, Remedy.REPAIR, "A mended lining", "", TODAY))
    book.comfort.mark_option(way.id, Comfort.UNEASY)
    book.comfort.wipe()
    assert book.options.of_case(case.id) == [way]
    assert book.comfort.on_options(case.id) == {}
