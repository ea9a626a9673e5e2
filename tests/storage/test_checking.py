"""Each kind of damage from outside is found and named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

import tailor
from evenhand import actions
from evenhand.domain.bonus import EntryKind, LedgerEntry
from evenhand.domain.comfort import CheckIn, Comfort, FlagSuggestion
from evenhand.domain.country_facts import CountryFact, Topic
from evenhand.domain.intake import FitAnswer, FitCriterion, Intake, IntakeAnswer
from evenhand.domain.keeping_in_touch import FollowUp
from evenhand.domain.line import Claim
from evenhand.domain.load import LoadAnswer, LoadLimits, LoadSign
from evenhand.domain.money import Money
from evenhand.domain.options import CaseOption
from evenhand.domain.parting import Parting
from evenhand.domain.records import (
    Case,
    Client,
    Letter,
    LetterEvent,
    LetterEventKind,
    Letterhead,
    LetterKind,
    LetterTextOfOwn,
    Order,
    Owner,
    Remedy,
)
from evenhand.domain.rules import Gate, GateAnswer, GateAnswerKind, RuleAnswer
from evenhand.domain.suggestions import Heard, OrderAsked, Suggestion
from evenhand.domain.turns import Turn, TurnChange
from evenhand.storage.book import Book
from evenhand.storage.checking import Finding, check
from evenhand.storage.errors import StorageFailed
from evenhand.wording.findings import finding

TODAY = date(2026, 4, 2)
Issue = Callable[..., Letter]


@pytest.fixture
def shop(book: Book, issue: Issue) -> Book:
    """Three bonus letters and three refund letters; the second bonus is used in part, the third letter void."""
    book.owner.save(Owner((Letterhead("en", "Linden Tailoring", "Mara Linden"),)))
    for kind in (LetterKind.BONUS, LetterKind.REFUND) * 3:
        issue(kind)
    spent = LedgerEntry(0, 2, EntryKind.REDEEMED, Money.of_minor(200, "EUR"), date(2026, 4, 3), 1)
    book.bonuses.append(spent, "redeem")
    taken = LedgerEntry(0, 3, EntryKind.CANCELLED, Money.of_minor(725, "EUR"), date(2026, 4, 3))
    book.bonuses.append(taken, "cancel")
    book.letters.void(5, date(2026, 4, 3), "wrong", "void")
    return book


def tamper(book: Book, *statements: str, without: tuple[str, ...] = ()) -> list[Finding]:
    """Changes the book as someone would with another program, taking the triggers away and putting them back."""
    execute = book.connection.rows
    execute("PRAGMA foreign_keys = 0")
    triggers = execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name NOT IN ('clients')")
    for name, _sql in triggers:
        execute(f"DROP TRIGGER {name}")
    for statement in statements:
        execute(statement)
    for name, sql in triggers:
        if name not in without:
            execute(sql)
    return check(book)


def test_a_book_in_order_has_no_findings(shop: Book) -> None:
    assert check(shop) == []
    assert tamper(shop) == []


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("UPDATE clients SET standing = 'zz'", "clients"),
        ("UPDATE orders SET currency = 'xxx' WHERE id = 1", "orders"),
        ("UPDATE cases SET remedy = 'zz' WHERE id = 1", "cases"),
        ("UPDATE bonuses SET nature = 'zz' WHERE id = 1", "bonuses"),
        ("UPDATE letters SET kind = 'zz' WHERE id = 1", "letters"),
        ("UPDATE owner SET hour_rate = 'zz'", "owner"),
        ("UPDATE owner SET hour_rate = '-1'", "owner"),
        ("UPDATE owner SET usual_margin = '1.5'", "owner"),
        ("UPDATE owner SET bonus_share = 'zz'", "owner"),
        ("UPDATE letters SET currency = 'eur' WHERE id = 2", "letters"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_the_rest_is_still_checked(
    shop: Book, statement: str, table: str
) -> None:
    found = tamper(shop, statement)
    assert ("unreadable", table) in {(one.code, one.detail.get("table")) for one in found}


def test_letters_without_an_owner_are_told(shop: Book) -> None:
    assert "owner_missing" in {one.code for one in tamper(shop, "DELETE FROM letterheads")}


def test_a_gap_of_millions_is_one_finding(shop: Book) -> None:
    found = tamper(shop, "UPDATE letters SET sequence = 2000000000 WHERE id = 6")
    gaps = [one.detail for one in found if one.code == "numbers_gap"]
    assert [(gap["sequence"], gap["last"]) for gap in gaps] == [(3, 1999999999)]


def test_a_case_counter_that_was_set_back_is_told(shop: Book) -> None:
    assert "counter" in {one.code for one in tamper(shop, "DELETE FROM counters WHERE series = 'case'")}


@pytest.mark.parametrize(
    "statement",
    [
        """INSERT OR REPLACE INTO letters SELECT id + 100, 'G-2026-0777', series, year, sequence, kind, language,
           client_id, case_id, issued_on, subject, body, snapshot, amount, currency, pdf, sha256, facts_sha256,
           prev_sha256, 'other' || id, app_version, template_version, NULL, NULL FROM letters WHERE id = 2""",
        """INSERT OR REPLACE INTO bonus_ledger SELECT id + 100, bonus_id, kind, amount * 100, entered_on, order_id,
           letter_id, reverses_id, valid_until, note, currency, 'other' || id FROM bonus_ledger
           WHERE kind = 'granted' AND bonus_id = 1""",
    ],
)
def test_replacing_is_no_way_round_a_letter_or_the_ledger(shop: Book, statement: str) -> None:
    with pytest.raises(StorageFailed, match="rule"):
        shop.connection.rows(statement)
    assert check(shop) == []


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE letters SET pdf = CAST(replace(pdf, 'PDF', 'PDG') AS BLOB) WHERE id = 2",
         [("letter_pdf", "R-2026-0001")]),
        ("UPDATE letters SET sha256 = replace(sha256, 'a', 'b') WHERE id = 2",
         [("letter_pdf", "R-2026-0001"), ("letter_facts", "R-2026-0001")]),
        ("UPDATE letters SET amount = 1000000 WHERE id = 2", [("letter_facts", "R-2026-0001")]),
        ("UPDATE letters SET body = 'Dear Jane' WHERE id = 6", [("letter_facts", "R-2026-0003")]),
        ("UPDATE letters SET issued_on = '2026-04-01' WHERE id = 4", [("letter_facts", "R-2026-0002")]),
        ("DELETE FROM letters WHERE id = 2", [("letter_chain", "B-2026-0002"), ("number_gap", ("R", 2026, 1))]),
        ("DELETE FROM letters WHERE id = 6", [("counter", ("R", 2026))]),
        ("UPDATE counters SET last = 9 WHERE series = 'R'", [("counter", ("R", 2026))]),
        ("UPDATE counters SET last = 1 WHERE series = 'B'", [("counter", ("B", 2026))]),
        ("DELETE FROM counters WHERE series = 'B'", [("counter", ("B", 2026))]),
        ("UPDATE letters SET number = 'R-2026-0009' WHERE id = 6",
         [("letter_facts", "R-2026-0009"), ("letter_number", "R-2026-0009")]),
        ("DELETE FROM bonuses WHERE id = 1", [("foreign_key", "bonus_ledger"), ("bonus_missing", "B-2026-0001")]),
        ("UPDATE bonuses SET amount = 9999 WHERE id = 1",
         [("bonus_letter", "B-0001-000"), ("bonus_missing", "B-2026-0001"), ("bonus_granted", "B-0001-000")]),
        ("UPDATE bonuses SET valid_until = '2099-01-01' WHERE id = 1",
         [("bonus_letter", "B-0001-000"), ("bonus_missing", "B-2026-0001")]),
        ("UPDATE bonus_ledger SET amount = 726 WHERE kind = 'redeemed'", [("bonus_overspent", "B-0003-000")]),
        ("UPDATE bonus_ledger SET amount = 700 WHERE kind = 'granted' AND bonus_id = 1",
         [("bonus_granted", "B-0001-000")]),
        ("DELETE FROM bonus_ledger WHERE bonus_id = 1", [("bonus_granted", "B-0001-000")]),
        ("UPDATE bonus_ledger SET currency = 'GBP' WHERE kind = 'redeemed'", [("bonus_currency", "B-0003-000")]),
        ("DELETE FROM bonus_ledger WHERE kind = 'cancelled'", [("bonus_outstanding", "B-0005-000")]),
        ("UPDATE cases SET client_id = 77", [("foreign_key", "cases")]),
        ("DROP INDEX one_open_case_on_an_order", [("schema", "one_open_case_on_an_order")]),
        ("INSERT INTO order_search (order_search, rowid, folded) VALUES ('delete', 1, '2026-0147')",
         [("search", "order_search")]),
    ],
)  # fmt: skip
def test_what_was_changed_outside_the_program_is_found(
    shop: Book, statement: str, expected: list[tuple[str, object]]
) -> None:
    def told(finding: Finding) -> tuple[str, object]:
        where = finding.detail
        if "series" in where:
            return finding.code, tuple(where[name] for name in ("series", "year", "sequence") if name in where)
        return finding.code, next(where[name] for name in ("code", "number", "table", "name") if name in where)

    assert sorted(map(told, tamper(shop, statement)), key=repr) == sorted(expected, key=repr)


ENTRY = "INSERT INTO bonus_ledger (bonus_id, {more}kind, amount, entered_on, note, currency, operation_id) "


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (ENTRY.format(more="reverses_id, ") + "SELECT 2, id, 'reversed', 100, '2026-04-04', '', 'EUR', 'x'"
         " FROM bonus_ledger WHERE kind = 'redeemed'", ("bonus_reversal", "B-0003-000")),
        (ENTRY.format(more="reverses_id, ") + "SELECT 1, id, 'reversed', 200, '2026-04-04', '', 'EUR', 'x'"
         " FROM bonus_ledger WHERE kind = 'redeemed'", ("bonus_reversal", "B-0001-000")),
        (ENTRY.format(more="valid_until, ") + "VALUES (1, '2027-01-01', 'extended', 0, '2026-04-04', '', 'EUR', 'x')",
         ("bonus_extension", "B-0001-000")),
        (ENTRY.format(more="") + "VALUES (1, 'exchanged', 725, '2026-04-04', '', 'EUR', 'x')",
         ("bonus_exchange", "B-0001-000")),
    ],
)  # fmt: skip
def test_a_ledger_entry_that_can_not_be_is_found(shop: Book, statement: str, expected: tuple[str, str]) -> None:
    found = [(finding.code, finding.detail["code"]) for finding in tamper(shop, statement)]
    assert found == [expected]


def test_a_trigger_that_was_taken_away_is_missed(shop: Book) -> None:
    assert tamper(shop, without=("letters_kept",)) == [Finding("schema", {"name": "letters_kept"})]


def test_a_number_given_twice_is_found(shop: Book) -> None:
    shop.connection.rows("PRAGMA writable_schema = 1")
    shop.connection.rows(
        "UPDATE sqlite_master SET sql = replace(sql, '    UNIQUE (series, year, sequence),', '') WHERE name = 'letters'"
    )
    found = {finding.code for finding in tamper(shop, "UPDATE letters SET snapshot = snapshot")}
    assert "schema" in found


@pytest.mark.parametrize("place", [0.3, 0.6, 0.9])
def test_a_damaged_page_is_found_or_the_book_stays_shut(tmp_path: Path, place: float) -> None:
    from evenhand.domain.records import Client
    from evenhand.storage.errors import StorageError

    with Book.create(tmp_path) as book:
        book.clients.add_many(Client(0, f"Client {n}", address_lines=("Street", "Town")) for n in range(300))
    path = tmp_path / "book.db"
    content = bytearray(path.read_bytes())
    start = int(len(content) * place) // 4096 * 4096
    content[start : start + 4096] = b"\xff" * 4096
    path.write_bytes(content)
    try:
        with Book.open(tmp_path) as book:
            findings = check(book)
    except StorageError:
        return
    assert "damaged" in {finding.code for finding in findings} | {"damaged" for f in findings if f.code == "search"}


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("DELETE FROM letter_voids", ("letter_replaced", "L-2026-0002")),
        ("UPDATE letters SET replaces_id = NULL WHERE number = 'L-2026-0002'", ("letter_facts", "L-2026-0002")),
        ("UPDATE letters SET replaces_id = 1 WHERE number = 'L-2026-0003'", ("letter_replaced", "L-2026-0003")),
        ("UPDATE letters SET bonus_id = NULL WHERE number = 'L-2026-0003'", ("bonus_unextended", "L-2026-0003")),
        ("UPDATE letters SET replaces_id = 99 WHERE number = 'L-2026-0002'", ("foreign_key", "letters")),
        ("DELETE FROM bonus_ledger WHERE kind = 'extended'", ("bonus_unextended", "L-2026-0003")),
        ("UPDATE bonus_ledger SET valid_until = '2027-01-01' WHERE kind = 'extended'",
         ("bonus_unextended", "L-2026-0003")),
        ("UPDATE letter_events SET letter_id = 99", ("foreign_key", "letter_events")),
        ("UPDATE letter_texts SET kind = 'zz'", ("unreadable", "letter_texts")),
        ("UPDATE country_facts SET topic = 'zz'", ("unreadable", "country_facts")),
        ("UPDATE country_facts SET unit = 'zz'", ("unreadable", "country_facts")),
    ],
)  # fmt: skip
def test_what_letters_point_at_is_looked_after(book: Book, statement: str, expected: tuple[str, str]) -> None:
    client = tailor.open_shop(book).clients.get(1)
    first = tailor.written(book, LetterKind.HOW_WE_WORK, client)
    actions.void_letter(book, letter_id=first.id, reason="wrong", voided_on=tailor.TODAY, operation_id="void")
    draft = actions.replace_letter(book, letter_id=first.id, today=tailor.TODAY)
    actions.issue_letter(book, draft=draft, operation_id="again", issued_on=tailor.TODAY)
    tailor.written(book, LetterKind.BONUS_REMINDER, client)
    book.letters.add_event(LetterEvent(0, first.id, LetterEventKind.PRINTED, datetime(2026, 4, 2, 9)))
    book.letter_texts.save(LetterTextOfOwn(0, "en", LetterKind.GIFT, "A gift", "Dear", 1))
    book.country_facts.edit(CountryFact("GB", Topic.REPAIR, 14))
    assert check(book) == []
    found = tamper(book, statement)
    assert expected in {(one.code, one.detail.get("number") or one.detail.get("table")) for one in found}
    assert all(finding(one) for one in found)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE cases SET client_id = 2 WHERE id = 1", ("case_client", "2026-001")),
        ("UPDATE cases SET option_id = 2 WHERE id = 1", ("case_option", "2026-001")),
        ("UPDATE cases SET option_id = 99 WHERE id = 1", ("foreign_key", "cases")),
        ("UPDATE cases SET closed_on = '2026-05-01' WHERE id = 1", ("promise_left_open", "2026-001")),
        ("UPDATE case_turns SET case_id = 2", ("turn_letter", "2026-002")),
        ("INSERT INTO letter_voids VALUES (1, '2026-04-03', 'wrong', 'x')", ("turn_letter", "2026-001")),
        ("UPDATE promises SET client_id = 2 WHERE id = 1", ("other_client", "promises")),
        ("UPDATE follow_ups SET client_id = 2", ("other_client", "follow_ups")),
        ("UPDATE partings SET client_id = 2", ("other_client", "partings")),
        ("UPDATE promises SET option_id = 2 WHERE id = 1", ("promise_option", 1)),
        ("UPDATE promises SET case_id = NULL WHERE id = 1", ("promise_option", 1)),
        ("UPDATE promises SET due_on = '2026-05-30' WHERE id = 1", ("promise_day", 1)),
        ("UPDATE promises SET first_due = '2026-05-30' WHERE id = 1", ("promise_day", 1)),
        ("DELETE FROM promise_moves WHERE to_day = '2026-04-21'", ("promise_day", 1)),
        ("UPDATE promises SET option_id = 99 WHERE id = 1", ("foreign_key", "promises")),
        ("UPDATE case_options SET remedy = 'zz' WHERE id = 1", ("unreadable", "case_options")),
        ("UPDATE case_options SET discount = 'zz' WHERE id = 1", ("unreadable", "case_options")),
        ("UPDATE case_options SET currency = 'zzz', materials = 5 WHERE id = 1", ("unreadable", "case_options")),
        ("UPDATE case_options SET currency = 'USD', worth = 5 WHERE id = 1", ("case_currency", "2026-001")),
        ("INSERT INTO case_gifts VALUES (2, 'a scarf', 5, 'USD')", ("case_currency", "2026-002")),
        ("UPDATE case_claims SET currency = 'zzz'", ("unreadable", "case_claims")),
        ("UPDATE comfort_on_options SET comfort = 'zz'", ("unreadable", "comfort_on_options")),
        ("UPDATE comfort_on_cases SET comfort = 'zz'", ("unreadable", "comfort_on_cases")),
    ],
)
def test_what_belongs_to_a_case_is_looked_after(
    book: Book, case: Case, issue: Issue, statement: str, expected: tuple[str, object]
) -> None:
    book.owner.save(Owner((Letterhead("en", "Linden Tailoring", "Mara Linden"),)))
    other = book.clients.add(Client(0, "Priya Raman"))
    paid = book.orders.get(case.order_id).paid
    second = book.orders.add(Order(0, other.id, "2026-0148", TODAY, "waxed jacket", paid, paid))
    cases = [case, book.cases.add(Case(0, "", other.id, second.id, "Zip failed", TODAY))]
    ways = [
        book.options.add(CaseOption(0, one.id, 1, Remedy.REDO, "made again", by=date(2026, 4, 16))) for one in cases
    ]
    chosen = {"case_id": case.id, "option_id": ways[0].id, "today": TODAY}
    promise = actions.choose_option(book, **chosen, operation_id="chosen")
    assert promise is not None
    for day in (20, 21):
        actions.move_promise(book, promise_id=promise.id, to_day=date(2026, 4, day), on=TODAY)
    book.turns.add(TurnChange(0, case.id, Turn.CLIENT, TODAY, letter_id=issue(LetterKind.APOLOGY).id))
    book.claims.add(Claim(0, case.id, TODAY, "all of it", paid))
    book.follow_ups.add(FollowUp(0, case.client_id, TODAY, "Ask how the coat is", case.id))
    book.partings.add(Parting(0, case.client_id, TODAY, case.id), operation_id="parting")
    book.comfort.mark_option(ways[0].id, Comfort.UNEASY)
    book.comfort.mark_case(case.id, Comfort.UNEASY)
    assert check(book) == []
    found = tamper(book, statement)
    assert expected in {(one.code, next(iter(one.detail.values()))) for one in found}
    assert all(finding(one) for one in found)


@pytest.fixture
def cared_for(book: Book) -> Book:
    """A row in every table about rules, intakes, load and suggestions."""
    client = tailor.open_shop(book).clients.get(1)
    order = book.orders.of_client(client.id)[0]
    case = book.cases.add(Case(0, "", client.id, order.id, "It tore", TODAY, "It tore"))
    book.clients.add(replace(client, id=0, name="Somebody else"))
    book.rules.save(replace(book.rules.get(10), do=(("en", "Listen"),)))
    mine = replace(book.rules.get(10), id=0, todo_days=0)
    own = book.rules.save(mine).id
    book.rule_answers.add(RuleAnswer(0, own, client.id, TODAY, case.id, order.id))
    book.gate_answers.add(GateAnswer(0, client.id, Gate.NEW_ORDER, 1, "Not comfortable", GateAnswerKind.PART, TODAY))
    book.fit_criteria.add(FitCriterion(0, 1, "Is it mine?"))
    intake = book.intakes.add(Intake(0, TODAY, "Jane"))
    book.intake_answers.add(IntakeAnswer(0, intake.id, 1, "Is it mine?", FitAnswer.YES))
    book.check_ins.save(CheckIn(TODAY, Comfort.UNEASY))
    book.comfort.answer_suggestion(FlagSuggestion(client.id, Comfort.UNEASY, TODAY))
    book.load.set_limits(LoadLimits())
    book.load.add(LoadAnswer(0, TODAY, LoadSign.HARD_CONTACTS, 4))
    book.orders_asked.save(OrderAsked(order.id, TODAY, Heard.PRAISE, TODAY, "Lovely"))
    book.suggestions.add(Suggestion(0, TODAY, "A bench", client.id, order.id))
    return book


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE house_rules SET body = '[]' WHERE id = 10", ("unreadable", "house_rules", 10)),
        ("UPDATE house_rules SET body = json_set(body, '$.mood', 1) WHERE id = 1000",
         ("unreadable", "house_rules", 1000)),
        ("UPDATE gate_answers SET gate = 'zz'", ("unreadable", "gate_answers", 1)),
        ("UPDATE gate_answers SET client_id = 99", ("foreign_key", "gate_answers", 1)),
        ("UPDATE rule_answers SET case_id = 99", ("foreign_key", "rule_answers", 1)),
        ("UPDATE rule_answers SET client_id = 2, order_id = NULL", ("other_client", "rule_answers", 1)),
        ("UPDATE rule_answers SET rule_id = 0", ("unreadable", "rule_answers", 1)),
        ("UPDATE gate_answers SET rule_id = -3", ("unreadable", "gate_answers", 1)),
        ("UPDATE check_ins SET comfort = 'zz'", ("unreadable", "check_ins", TODAY.isoformat())),
        ("UPDATE flag_suggestions SET comfort = 'zz'", ("unreadable", "flag_suggestions", 1)),
        ("UPDATE load_answers SET sign = 'zz'", ("unreadable", "load_answers", 1)),
        ("UPDATE load_limits SET days_off = '[1, 2, 3, 4, 5, 6, 7]'", ("unreadable", "load_limits", 1)),
        ("UPDATE load_limits SET days_off = '{\"a\": 1}'", ("unreadable", "load_limits", 1)),
        ("UPDATE load_limits SET work_to = work_from", ("unreadable", "load_limits", 1)),
        ("UPDATE suggestions SET order_id = 99", ("foreign_key", "suggestions", 1)),
        ("UPDATE intake_answers SET intake_id = 99", ("foreign_key", "intake_answers", 1)),
        ("UPDATE intakes SET client_id = 99, ending = 'welcome', ended_on = begun_on", ("foreign_key", "intakes", 1)),
        ("UPDATE orders_asked SET order_id = 99", ("foreign_key", "orders_asked", 99)),
    ],
)  # fmt: skip
def test_what_the_owner_decided_is_looked_after(
    cared_for: Book, statement: str, expected: tuple[str, str, object]
) -> None:
    assert check(cared_for) == []
    found = tamper(cared_for, statement)
    assert [(one.code, one.detail["table"], one.detail["row"]) for one in found] == [expected]
    assert finding(found[0])


def test_answers_to_a_rule_that_was_let_go_are_no_fault(cared_for: Book) -> None:
    cared_for.rules.drop(1000)
    assert check(cared_for) == []
