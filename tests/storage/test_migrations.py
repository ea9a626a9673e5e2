"""Every released book opens, complete; a new one and a migrated one are the same; nothing is lost on the way."""

import hashlib
import shutil
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from evenhand.domain.bonus import BonusState, state
from evenhand.domain.comfort import Comfort, FlagSuggestion
from evenhand.domain.intake import FitAnswer, IntakeEnding
from evenhand.domain.keeping_in_touch import Door
from evenhand.domain.options import Effort
from evenhand.domain.promises import PromiseEnding
from evenhand.domain.records import ChosenBy, Envelope, LetterKind, Nature, PaperSize
from evenhand.domain.rules import Comparison, Condition, Fact, Gate
from evenhand.domain.suggestions import Heard
from evenhand.domain.turns import Turn
from evenhand.storage import migrations, tables
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.storage.database import open_database
from evenhand.storage.errors import BookDamaged, StorageFailed

OLD_BOOKS = sorted((Path(__file__).parents[1] / "old_books").glob("schema_*.db"))
SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"


def unpacked(old: Path, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    shutil.copy(old, folder / "book.db")
    return folder


def schema(book: Book) -> list[tuple[Any, ...]]:
    return book.connection.rows(SCHEMA)


def column_facts(book: Book) -> dict[str, list[tuple[Any, ...]]]:
    names = book.connection.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {name: book.connection.rows(f"PRAGMA table_xinfo({name})") for (name,) in names}


def test_the_oldest_book_brought_up_to_date_equals_a_new_one(tmp_path: Path) -> None:
    with Book.open(unpacked(OLD_BOOKS[0], tmp_path)) as old, Book.in_memory() as new:
        assert schema(old) == schema(new)
        assert column_facts(old) == column_facts(new)
        assert old.connection.value("PRAGMA user_version") == new.connection.value("PRAGMA user_version")


@pytest.mark.parametrize("old", OLD_BOOKS, ids=lambda path: path.stem)
def test_every_released_book_opens_with_all_that_was_in_it(old: Path, tmp_path: Path) -> None:
    with Book.open(unpacked(old, tmp_path)) as book:
        assert check(book) == []
        assert book.clients.count() == 8
        assert [row.name for row in book.clients.rows(book.clients.ids(text="սեվակ"))] == ["Պարույր Սևակ"]
        assert [book.clients.get(id_).name for id_ in (5, 6)] == [
            'Robert"); DROP TABLE clients;--', "<b>&{amount} & Söhne",
        ]  # fmt: skip
        numbers = {row.number: (row.voided, str(row.amount)) for row in book.letters.rows()}
        assert numbers == {
            "R-2026-0001": (False, "100.05 EUR"),
            "B-2026-0001": (False, "10.50 EUR"),
            "D-2026-0001": (True, "10.50 EUR"),
        }
        assert hashlib.sha256(book.letters.pdf(1)).hexdigest() == book.letters.get(1).sha256
        assert book.letters.pdf(1) == "%PDF-1.4 R-2026-0001 €".encode()
        states = {row.bonus.code: state(row.bonus, row.ledger, row.bonus.granted_on) for row in book.bonuses.rows()}
        assert states == {"B-7F4M-2QK": BonusState.REDEEMED, "B-7F4M-3QK": BonusState.CANCELLED}
        assert book.comfort.note_of(1) == "a private note"
        assert len(book.history(1)) == 4


def test_a_book_of_the_second_schema_opens_with_all_that_only_it_can_hold(tmp_path: Path) -> None:
    with Book.open(unpacked(OLD_BOOKS[1], tmp_path)) as book:
        owner = book.owner.get()
        assert owner is not None
        assert (owner.envelope, owner.paper) == (Envelope.RIGHT_WINDOW, PaperSize.LETTER)
        assert [(head.language, head.sums_in_words) for head in owner.letterheads] == [("en", False), ("hy", True)]
        assert [(event.kind.value, event.note) for event in book.letters.events(1)] == [
            ("printed", "Office «1»"), ("drafted", ""),
        ]  # fmt: skip
        own = book.letter_texts.of("ro", LetterKind.KEEP_IN_TOUCH)
        assert own is not None
        assert (own.body, own.base_version, own.unfinished_subject) == ("{client.salutation}\n\nBună.\n", 1, "Un s")
        fact = next(one for one in book.country_facts.of("AM") if one.edited)
        assert (fact.days, fact.source) == (10, "my lawyer")
        draft = next(row.draft for row in book.letters.drafts() if row.draft.bonus_id)
        assert (draft.kind, draft.replaces_id, draft.kept) == (LetterKind.BONUS_REMINDER, 3, ("vague:soon",))
        assert dict(draft.typed) == {"bonus.extended_to": "2027-02-28", "news.text": "«Ново»"}
        owed = book.cases.compensations(4).bonus
        assert owed is not None
        assert (owed.nature, owed.valid_until, owed.months) == (Nature.OWED, None, 0)


def test_a_book_of_the_third_schema_opens_with_all_that_only_it_can_hold(tmp_path: Path) -> None:
    with Book.open(unpacked(OLD_BOOKS[2], tmp_path)) as book:
        owner, case = book.owner.get(), book.cases.get(4)
        assert owner is not None
        assert (owner.hour_rate, owner.usual_margin, owner.touch_months) == (Decimal("28.50"), Decimal("0.6"), 3)
        assert (case.whys, case.chosen_by) == (("The zip gave way", "ինչո՞ւ"), ChosenBy.CLIENT)
        assert (case.change_in, case.changed_on) == ("Zips", date(2026, 11, 22))
        way, discount = book.options.of_case(4)
        assert (case.option_id, way.title, way.at, way.effort) == (way.id, "«Заново»", time(17, 5), Effort.LITTLE)
        assert (str(way.materials), way.minutes, str(way.worth)) == ("12.50 EUR", 90, "80.00 EUR")
        assert (discount.discount, discount.offered, discount.materials) == (Decimal("0.2"), False, None)
        assert book.comfort.on_options(4) == {way.id: Comfort.UNEASY}
        assert book.comfort.on_case(4) == (Comfort.COMFORTABLE, "a private word on a case")
        (promise,) = book.promises.of_case(4)
        assert (promise.option_id, promise.due_at, promise.ending) == (way.id, time(17, 5), PromiseEnding.KEPT)
        assert [one.to_day for one in book.promise_moves.of_promise(promise.id)] == [promise.due_on]
        assert [(one.turn, one.note) for one in book.turns.of_case(4)] == [(Turn.THIRD_PARTY, "the mill")]
        assert [one.text for one in book.questions.all()] == ["Când s-a întâmplat?"]
        assert [one.answer for one in book.asked.of_case(4)] == ["ieri"]
        assert [str(one.amount) for one in book.claims.of_case(4)] == ["99.99 EUR"]
        assert [one.heard for one in book.follow_ups.of_case(4)] == [False]
        assert book.doors.of(3) == Door(3, True, 12, date(2026, 11, 22))
        (parting,) = book.partings.of_client(3)
        assert str(parting.accepted) == "5.00 EUR"
        assert [one.what for one in book.parting_items.of_parting(parting.id)] == ["two swatches"]


def test_a_book_of_the_fourth_schema_opens_with_all_that_only_it_can_hold(tmp_path: Path) -> None:
    with Book.open(unpacked(OLD_BOOKS[3], tmp_path)) as book:
        owner, day, later = book.owner.get(), date(2026, 11, 22), date(2026, 12, 1)
        assert owner is not None
        assert (owner.ask_after, owner.ask_words, book.clients.get(2).left_alone) == (6, "How does it sit?", True)
        own = next(rule for rule in book.rules.all() if rule.is_own)
        assert own.conditions == (Condition(Fact.HARD_MARKS, Comparison.AT_LEAST, 2, within=60),)
        assert (dict(own.do)["ru"], own.say, own.todo_days) == ("Пишите, а не звоните.", (("hy", "Ես կգրեմ ձեզ։"),), 2)
        assert (own.understood, own.gates, book.rules.get(1).is_on) == (True, frozenset({Gate.NEW_ORDER}), False)
        (answer,) = book.rule_answers.of_client(1)
        assert (answer.rule_id, answer.order_id, answer.until) == (own.id, 1, later)
        assert [one.rule_name for one in book.gate_answers.of_client(1, Gate.DOUBLE)] == ["Not comfortable"]
        assert [one.text for one in book.fit_criteria.all()] == ["Îmi place lucrarea?"]
        (intake,) = book.intakes.of_client(3)
        assert (intake.ending, intake.reason, intake.remind_on) == (IntakeEnding.NOT_NOW, "no room", later)
        assert [(one.answer, one.note) for one in book.intake_answers.of_intake(intake.id)] == [
            (FitAnswer.NO, "too late")
        ]
        assert [one.name for one in book.intakes.open()] == ["Half written"]
        assert [one.comfort for one in book.check_ins.since(day)] == [Comfort.UNEASY, None]
        assert book.comfort.answer_of(3) == FlagSuggestion(3, Comfort.UNEASY, day)
        limits = book.load.limits()
        assert (limits.hard_contacts, limits.work_from, limits.days_off) == (2, time(7, 30), (7,))
        assert book.load.quiet_days(day) == [later]
        asked = book.orders_asked.of(2)
        assert asked is not None
        assert (asked.heard, asked.words) == (Heard.PRAISE, "«Прекрасно»")
        assert [(one.words, one.change) for one in book.suggestions.of_client(2)] == [
            ("Open on Saturdays", "Saturdays")
        ]


def test_a_book_of_the_fifth_schema_opens_with_all_that_only_it_can_hold(tmp_path: Path) -> None:
    with Book.open(unpacked(OLD_BOOKS[4], tmp_path)) as book:
        owner = book.owner.get()
        assert owner is not None
        assert owner.keep_years == 7
        (done,) = book.imports.all()
        assert (done.source, done.added, done.updated, done.taken_back_at) == ("people.csv", 1, 1, None)
        assert book.clients.get(2).email == "lavrov@example.org"
        (erased,) = book.erasures.all()
        assert (erased.erased_on, erased.keep_until, erased.purged_on) == (date(2026, 12, 2), date(2033, 12, 31), None)
        assert "Camille" not in repr(book.clients.get(erased.client_id))
        (lost,) = book.connection.rows("SELECT series, year, sequence FROM lost_numbers")
        assert book.letters.expected_number(LetterKind.HOW_WE_WORK, 2026) == f"{lost[0]}-2026-{lost[2] + 1:04d}"
        assert len(book.id) == 32


def test_there_is_a_frozen_book_for_every_released_schema() -> None:
    assert [path.stem for path in OLD_BOOKS] == [f"schema_{n:02d}" for n in range(1, len(migrations.STEPS) + 1)]


def test_the_tables_are_what_the_steps_make(book: Book) -> None:
    """Names, types and nulls; and STRICT, so that a day can't become a number."""
    made = dict(book.connection.rows("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    for table in tables.ALL:
        name = table._meta.table_name
        columns = book.connection.rows(f"PRAGMA table_info({name})")
        primary = [column for column in columns if column[5]]
        kinds = {"AUTO": "INTEGER", "INT": "INTEGER"}
        expected = {
            field.column_name: (kinds.get(field.field_type, field.field_type), field.null)
            for field in table._meta.sorted_fields
        }
        found = {n: (kind, not (notnull or key)) for _cid, n, kind, notnull, _default, key in columns}
        assert found == expected, name
        assert primary, name
        assert "STRICT" in made[name].rsplit(")", 1)[1]
    assert {name for name in made if "_search" not in name and "_beginnings" not in name} == {
        table._meta.table_name for table in tables.ALL
    }


@pytest.fixture
def second_step(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[migrations.Execute], None]], None]:
    return lambda step: monkeypatch.setattr(migrations, "STEPS", [*migrations.STEPS[:1], step])


def test_a_copy_is_put_beside_a_book_before_it_is_changed(tmp_path: Path, second_step: Any) -> None:
    folder = unpacked(OLD_BOOKS[0], tmp_path)
    second_step(lambda execute: execute("CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT"))
    Book.open(folder).close()
    Book.open(folder).close()
    (copy,) = folder.glob("before-*")
    assert copy.name.startswith("before-v1-to-v2-")
    assert copy.name.endswith("Z.db")
    database = open_database(copy, None)
    assert database.execute("PRAGMA user_version").fetchone() == (1,)
    assert database.execute("SELECT count(*) FROM letters").fetchone() == (3,)
    database.close()
    (folder / "book.db").unlink()
    copy.rename(folder / "book.db")
    with Book.open(folder) as book:
        assert book.connection.value("PRAGMA user_version") == 2


def test_a_step_that_fails_leaves_the_book_as_it_was(tmp_path: Path, second_step: Any) -> None:
    folder = unpacked(OLD_BOOKS[0], tmp_path)

    def step(execute: migrations.Execute) -> None:
        execute("CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT")
        execute("DROP TABLE private_notes")
        execute("SELECT nonsense")

    second_step(step)
    with pytest.raises(StorageFailed):
        Book.open(folder)
    assert len(list(folder.glob("before-v1-to-v2-*"))) == 1
    second_step(lambda execute: None)
    with Book.open(folder) as book:
        assert book.comfort.note_of(1) == "a private note"
        assert not book.connection.rows("SELECT 1 FROM sqlite_master WHERE name = 'more'")
    assert len(list(folder.glob("before-v1-to-v2-*"))) == 2  # the first copy wasn't overwritten


def test_a_step_that_orphans_rows_is_rolled_back(tmp_path: Path, second_step: Any) -> None:
    folder = unpacked(OLD_BOOKS[0], tmp_path)
    second_step(lambda execute: execute("DELETE FROM clients WHERE id = 1"))
    with pytest.raises(BookDamaged):
        Book.open(folder)
    second_step(lambda execute: None)
    with Book.open(folder) as book:
        name = book.connection.value("SELECT name FROM clients WHERE id = 1")
        assert name.startswith("Sinéad")
        assert book.connection.value("PRAGMA foreign_keys") == 1
