"""Verifying a book: that nothing in it was changed, lost or invented outside the program."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, partial

from evenhand.domain.bonus import Bonus, LedgerEntry
from evenhand.domain.comfort import ComfortFlag, ComfortMark
from evenhand.domain.country_facts import Topic, Unit
from evenhand.domain.letter_kinds import KINDS
from evenhand.domain.money import Money
from evenhand.domain.records import (
    BonusOffer,
    Case,
    Client,
    Gift,
    Interaction,
    Letter,
    LetterDraft,
    LetterEvent,
    Letterhead,
    LetterKind,
    LetterTextOfOwn,
    Order,
    Refund,
)
from evenhand.storage import checking_bonuses, checking_cases, checking_copies, checking_rules
from evenhand.storage.book import Book
from evenhand.storage.connection import Connection
from evenhand.storage.errors import StorageFailed
from evenhand.storage.letters import facts_sha256
from evenhand.storage.owner import OwnerSection
from evenhand.storage.rows import columns, from_row


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that's wrong. `code` says what, `detail` where.

    damaged           text            the database itself isn't sound
    unreadable        table, row      a row holds what the program can't read
    owner_missing                     there are letters, and nobody who wrote them
    foreign_key       table, row      a row points at one that isn't there
    schema            name            a table, index or trigger is missing, altered or not ours
    search            name            an index for searching doesn't match what it searches
    letter_pdf        number          the PDF isn't the one that was issued
    letter_facts      number          what the book says of a letter isn't what was issued
    letter_chain      number          a letter before this one is missing or was changed
    letter_number     number          the number isn't made of its series, year and sequence
    letter_replaced   number          the letter it replaces isn't void or is to another client, or two replace it
    number_gap        series, year, sequence    a number is missing
    numbers_gap       series, year, sequence, last    several are, from sequence to last
    number_repeated   series, year, sequence    a number was given twice
    number_not_lost   series, year, sequence    a number is noted as lost, and there's a letter with it
    counter           series, year, last, highest    the next number isn't the one after the highest
    case_client       number          the case is another client's than its order
    case_option       number          what the client picked is a way of another case
    case_currency     number          a sum in the case is in another currency than its order
    promise_left_open number          the case is closed, and something in it is still promised
    turn_letter       number          a letter of another case, or a void one, passed on whose move it is
    other_client      table, row      a row belongs to one client and to a case of another
    promise_option    row             a promise comes from a way of another case
    promise_day       row             a promise's day isn't the one it was last moved to
    client_uid        row             a client has no mark to be found again by in another copy of the book
    erased_other      row             who was erased is another than the client of that id
    purged_early      number          a letter was let go of before its day, or its client wasn't erased
    purged_not        number          a letter that was let go of still holds words, or wasn't let go of
    import_count      row             an import has more clients than it added and filled in
    bonus_missing     number          a letter grants a bonus that isn't in the book
    bonus_letter      code            a bonus isn't the one its letter states
    bonus_granted     code            the ledger doesn't grant what the bonus says
    bonus_overspent   code            more was taken from a bonus than it held
    bonus_currency    code            the ledger has another currency than the bonus
    bonus_reversal    code            what was taken back isn't a redemption of this bonus and sum, or was twice
    bonus_extension   code            an extension isn't to a later day, or the bonus had no end
    bonus_unextended  number          a letter gives a bonus a later last day, and the ledger doesn't
    bonus_exchange    code            a goodwill bonus was exchanged for money
    bonus_outstanding code, number    the letter was voided and its bonus wasn't cancelled
    """

    code: str
    detail: dict[str, object] = field(default_factory=dict)


_ELSEWHERE = (checking_cases.links, checking_copies.links, checking_bonuses.granted, checking_bonuses.ledger)
_OFTEN = 100  # letters


def check(book: Book, progress: Callable[[int, int], object] | None = None) -> list[Finding]:
    """Everything that's wrong with the book; an empty list when nothing is. Writes nothing.

    `progress` is told how much is done of how much. A book that is only looked at is checked but for this: whether its
    search indexes match what they search.
    """
    connection = book.connection
    findings: list[Finding] = []
    steps = _Steps(progress or (lambda _done, _of: None))
    letters = partial(_letters, steps=steps)
    looks = (_database, _schema, _search, _records, letters, _links, _numbers, _counters, *_ELSEWHERE)
    with suppress(StorageFailed):
        steps.of = len(looks) + int(connection.value("SELECT count(*) FROM letters")) // _OFTEN
    for look in looks:
        try:
            findings.extend(one if isinstance(one, Finding) else Finding(*one) for one in look(connection))
        except StorageFailed as error:
            findings.append(Finding("damaged", {"text": error.detail}))
        except _UNREADABLE:
            pass  # a row that can't be read; _records has named it
        steps.take()
    return list({(finding.code, repr(finding.detail)): finding for finding in findings}.values())


class _Steps:
    """How far a check has come."""

    def __init__(self, told: Callable[[int, int], object]) -> None:
        self._told = told
        self.done, self.of = 0, 1

    def take(self) -> None:
        self.done += 1
        self._told(min(self.done, self.of), self.of)


def _database(book: Connection) -> Iterator[Finding]:
    for (text,) in book.rows("PRAGMA integrity_check"):
        if text != "ok":
            yield Finding("damaged", {"text": text})
    for table, row, _parent, _key in book.rows("PRAGMA foreign_key_check"):
        yield Finding("foreign_key", {"table": table, "row": row})


_STATEMENTS = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"


def _schema(book: Connection) -> Iterator[Finding]:
    for name in sorted({name for name, _sql in _newest_schema() ^ set(book.rows(_STATEMENTS))}):
        yield Finding("schema", {"name": name})


@cache
def _newest_schema() -> frozenset[tuple[str, str]]:
    """Name and statement of everything in a new book."""
    with Book.in_memory() as fresh:
        return frozenset((name, sql) for name, sql in fresh.connection.rows(_STATEMENTS))


def _search(book: Connection) -> Iterator[Finding]:
    if book.read_only:
        return
    for name in ("client_search", "client_beginnings", "order_search"):
        try:
            # It only asks, by a command that is an insert in form; in a transaction it would count as a change.
            book.rows(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")
        except StorageFailed:
            yield Finding("search", {"name": name})


_TABLES: tuple[tuple[type, str], ...] = (
    (Letterhead, "letterheads"),
    (Client, "clients"),
    (Order, "orders"),
    (Interaction, "interactions"),
    (ComfortFlag, "comfort_flags"),
    (ComfortMark, "comfort_marks"),
    (Case, "cases"),
    (Refund, "case_refunds"),
    (BonusOffer, "case_bonuses"),
    (Gift, "case_gifts"),
    (LetterDraft, "letter_drafts"),
    (LetterEvent, "letter_events"),
    (LetterTextOfOwn, "letter_texts"),
    (Bonus, "bonuses"),
    (LedgerEntry, "bonus_ledger"),
    *checking_cases.TABLES,
    *checking_rules.TABLES,
)


# What reading a row may raise; the last by a number that is none.
_UNREADABLE = (ValueError, KeyError, TypeError, ArithmeticError)


def _records(book: Connection) -> Iterator[Finding]:
    for record, table in _TABLES:
        for id_, *row in book.rows(f"SELECT rowid, {', '.join(columns(record))} FROM {table}"):
            try:
                from_row(record, row)
            except _UNREADABLE:
                yield Finding("unreadable", {"table": table, "row": id_})
    for id_, kind, currency in book.rows("SELECT id, kind, currency FROM letters"):
        try:
            LetterKind(kind)
            if currency is not None:
                Money.zero(currency)
        except ValueError:
            yield Finding("unreadable", {"table": "letters", "row": id_})
    for country, topic, unit in book.rows("SELECT country, topic, unit FROM country_facts"):
        try:
            Topic(topic), Unit(unit)
        except ValueError:
            yield Finding("unreadable", {"table": "country_facts", "row": country})
    for look in (checking_cases.unreadable, checking_rules.unreadable, checking_copies.unreadable):
        yield from (Finding(*one) for one in look(book))
    yield from _owner(book)
    owners = book.value("SELECT count(*) FROM owner"), book.value("SELECT count(*) FROM letterheads")
    if book.value("SELECT count(*) FROM letters") and not all(owners):
        yield Finding("owner_missing")


def _owner(book: Connection) -> Iterator[Finding]:
    try:
        owner = OwnerSection(book).get()
        sound = owner is None or (0 <= (owner.usual_margin or 0) <= 1 and (owner.hour_rate or 0) >= 0)
    except _UNREADABLE:
        sound = False
    if not sound:
        yield Finding("unreadable", {"table": "owner", "row": 1})


def _letters(book: Connection, steps: _Steps) -> Iterator[Finding]:
    names = [column for column in columns(Letter) if column not in ("voided_on", "void_reason", "currency")]
    wanted = ", ".join([*names, "currency", "pdf", "facts_sha256", "prev_sha256", "series", "year", "sequence"])
    previous = ""
    purged = set(book.firsts("SELECT letter_id FROM letter_purges"))  # their words are gone, their seals stay
    for count, (id_,) in enumerate(book.rows("SELECT id FROM letters ORDER BY id"), 1):
        if not count % _OFTEN:
            steps.take()
        (row,) = book.rows(f"SELECT {wanted} FROM letters WHERE id = ?", (id_,))
        *own, currency, pdf, facts, before, series, year, sequence = row
        values = dict(zip(names, own, strict=True)) | {"voided_on": None, "void_reason": "", "currency": currency}
        letter = from_row(Letter, [values[column] for column in columns(Letter)])
        where: dict[str, object] = {"number": letter.number}
        if id_ not in purged and hashlib.sha256(pdf).hexdigest() != letter.sha256:
            yield Finding("letter_pdf", where)
        if id_ not in purged and facts_sha256(letter, before) != facts:
            yield Finding("letter_facts", where)
        if before != previous:
            yield Finding("letter_chain", where)
        previous = facts
        stated = f"{series}-{year:04d}-{sequence:04d}", KINDS[letter.kind].series, letter.issued_on.year
        if stated != (letter.number, series, year):
            yield Finding("letter_number", where)


_REPLACED = """
SELECT later.number FROM letters AS later JOIN letters AS earlier ON earlier.id = later.replaces_id
    LEFT JOIN letter_voids ON letter_id = earlier.id
    WHERE letter_id IS NULL OR earlier.client_id <> later.client_id OR earlier.id >= later.id
UNION SELECT max(number) FROM letters LEFT JOIN letter_voids ON letter_id = id
    WHERE replaces_id IS NOT NULL AND letter_id IS NULL GROUP BY replaces_id HAVING count(*) > 1
"""
_UNEXTENDED = """
SELECT number FROM letters, json_each(snapshot, '$.typed') AS typed WHERE typed.key = 'bonus.extended_to'
    AND NOT EXISTS (SELECT 1 FROM bonus_ledger WHERE letter_id = letters.id AND bonus_ledger.kind = 'extended'
        AND bonus_ledger.bonus_id IS letters.bonus_id AND valid_until = typed.value)
"""


def _links(book: Connection) -> Iterator[Finding]:
    for code, sql in (("letter_replaced", _REPLACED), ("bonus_unextended", _UNEXTENDED)):
        for (number,) in book.rows(sql):
            yield Finding(code, {"number": number})


def _numbers(book: Connection) -> Iterator[Finding]:
    for series, year, sequence, before in book.rows(
        """SELECT series, year, sequence, coalesce(lag(sequence) OVER (PARTITION BY series, year ORDER BY sequence), 0)
           FROM (SELECT series, year, sequence FROM letters
               UNION SELECT series, year, sequence FROM lost_numbers
               UNION ALL SELECT series, year, sequence FROM letters GROUP BY 1, 2, 3 HAVING count(*) > 1)"""
    ):
        where = {"series": series, "year": year}
        if sequence == before:
            yield Finding("number_repeated", where | {"sequence": sequence})
        elif sequence == before + 2:
            yield Finding("number_gap", where | {"sequence": before + 1})
        elif sequence > before + 2:
            yield Finding("numbers_gap", where | {"sequence": before + 1, "last": sequence - 1})


_COUNTERS = """
SELECT series, year, coalesce(max(last), 0) AS given, coalesce(max(highest), 0) AS used FROM (
    SELECT series, year, last, NULL AS highest FROM counters
    UNION ALL SELECT series, year, NULL, max(sequence) FROM letters GROUP BY series, year
    UNION ALL SELECT series, year, NULL, max(sequence) FROM lost_numbers GROUP BY series, year
    UNION ALL SELECT 'case', CAST(substr(number, 1, 4) AS INTEGER), NULL, max(CAST(substr(number, 6) AS INTEGER))
        FROM cases GROUP BY 2
) GROUP BY series, year HAVING given < used OR (given > used AND series <> 'case')
"""


def _counters(book: Connection) -> Iterator[Finding]:
    for series, year, last, highest in book.rows(_COUNTERS):
        yield Finding("counter", {"series": series, "year": year, "last": last, "highest": highest})
