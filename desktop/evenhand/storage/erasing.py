"""Erasing a person: what is about them goes, and what the law keeps stays under a number until its day."""

from collections.abc import Sequence
from datetime import date

from evenhand.domain.bonus import EntryKind, LedgerEntry, balance, owed_in, state
from evenhand.domain.erasure import Erasure, Obstacle, Unsettled, is_due
from evenhand.domain.records import Client, Letter, Standing
from evenhand.storage.about_clients import OF_CLIENT
from evenhand.storage.bonuses import Bonuses
from evenhand.storage.clients import Clients
from evenhand.storage.connection import Connection, Kind
from evenhand.storage.errors import NotInBook, StorageError
from evenhand.storage.letters import Letters
from evenhand.storage.rows import columns, from_row

_COLUMNS = ", ".join(columns(Erasure))

# Rows that go with the person, those that others rest on last.
GONE = (
    "comfort_marks",
    "comfort_flags",
    "comfort_on_options",
    "comfort_on_cases",
    "flag_suggestions",
    "private_notes",
    "rule_answers",
    "gate_answers",
    "intake_answers",
    "intakes",
    "suggestions",
    "orders_asked",
    "follow_ups",
    "doors",
    "parting_items",
    "partings",
    "promise_moves",
    "promises",
    "case_options",
    "case_turns",
    "case_questions",
    "case_claims",
    "interactions",
    "letter_drafts",
    "imported_clients",
)

# Rows that numbers and sums rest on, and what of them goes.
EMPTIED = {
    "orders": "what = ''",
    "cases": """title = '', words = '', cause = NULL, responsibility = NULL, finding = '', change = '', remedy = NULL,
        remedy_what = '', remedy_by = NULL, whys = '[]', option_id = NULL, chosen_by = NULL, change_in = '',
        changed_on = NULL, outcome = NULL, operation_id = NULL, closed_on = coalesce(closed_on, ?2)""",
    "case_refunds": "method = '', what_for = '', share = NULL",
    "case_gifts": "what = ''",
    "letter_voids": "void_reason = '-'",
    "letter_events": "note = ''",
    "bonus_ledger": "note = ''",
}

_LAST_SUM = """
SELECT max(day) FROM (
    SELECT max(ordered_on, coalesce(delivered_on, '')) AS day FROM orders WHERE client_id = ?1
    UNION ALL SELECT issued_on FROM letters WHERE client_id = ?1
    UNION ALL SELECT entered_on FROM bonus_ledger JOIN bonuses ON bonuses.id = bonus_id WHERE client_id = ?1
    UNION ALL SELECT pay_by FROM case_refunds JOIN cases ON cases.id = case_id WHERE client_id = ?1
)
"""

# The name of an import's file may be the person's own, where it isn't known that somebody else came with it.
_ALONE = """UPDATE imports SET source = '' WHERE NOT EXISTS (
    SELECT 1 FROM imported_clients WHERE import_id = imports.id AND client_id <> ?1)"""


class ErasureRefused(StorageError):
    """A person who can't be erased yet, with everything that is still open.

    `reason` is 'unsettled', or 'day_past' (letters can't be kept until a day that has passed).
    """

    def __init__(self, reason: str, unsettled: Sequence[Unsettled] = ()) -> None:
        super().__init__(reason)
        self.reason, self.unsettled = reason, tuple(unsettled)


class Erasures:
    """Who was erased, and what is kept of them."""

    def __init__(self, connection: Connection) -> None:
        self._book = connection

    def all(self) -> list[Erasure]:
        """The next to be let go of first; those of whom nothing is kept any more last."""
        return self._where("1 ORDER BY purged_on IS NOT NULL, keep_until, client_id")

    def get(self, client_id: int) -> Erasure:
        """Raises NotInBook."""
        found = self._where("client_id = ?", client_id)
        if not found:
            raise NotInBook("erasures", client_id)
        return found[0]

    def known(self, client_id: int) -> bool:
        """Whether the client was erased."""
        return bool(self._where("client_id = ?", client_id))

    def uids(self) -> frozenset[str]:
        return frozenset(self._book.firsts("SELECT uid FROM erasures"))

    def uid(self, client_id: int) -> str:
        """What the client is known by in every copy of the book. Raises NotInBook."""
        found = self._book.value("SELECT uid FROM client_uids WHERE client_id = ?", (client_id,))
        if found is None:
            raise NotInBook("clients", client_id)
        return str(found)

    def with_uid(self, uid: str) -> int | None:
        """The id of the client who has this uid and isn't erased here."""
        found = self._book.value(
            "SELECT client_id FROM client_uids WHERE uid = ? AND client_id NOT IN (SELECT client_id FROM erasures)",
            (uid,),
        )
        return None if found is None else int(found)

    def last_sum_on(self, client_id: int) -> date | None:
        """The day of the last order, letter or money."""
        found = self._book.value(_LAST_SUM, (client_id,))
        return date.fromisoformat(found) if found else None

    def unsettled(self, client_id: int, today: date) -> list[Unsettled]:
        """What is still open between us."""
        found = []
        cases = list(
            self._book.firsts(
                "SELECT number FROM cases WHERE client_id = ? AND closed_on IS NULL ORDER BY number", (client_id,)
            )
        )
        if cases:
            found.append(Unsettled(Obstacle.OPEN_CASE, tuple(cases), len(cases)))
        bonuses = Bonuses(self._book)
        codes = [
            one.code for one in bonuses.of_client(client_id) if owed_in(state(one, bonuses.ledger(one.id), today), one)
        ]
        if codes:
            found.append(Unsettled(Obstacle.OPEN_BONUS, tuple(codes), len(codes)))
        promises = self._book.value(
            "SELECT count(*) FROM promises WHERE client_id = ? AND ended_on IS NULL", (client_id,)
        )
        if promises:
            found.append(Unsettled(Obstacle.OPEN_PROMISE, (), promises))
        return found

    def letters(self, client_id: int) -> list[Letter]:
        """The letters that are kept, newest first."""
        return Letters(self._book).of_client(client_id)

    def erase(self, client_id: int, name: str, *, on: date, keep_until: date) -> Erasure:
        """Takes the person out of the book for good. What stays is called by `name`. Raises NotInBook."""
        clients = Clients(self._book)
        before = clients.get(client_id)
        erasure = Erasure(client_id, self.uid(client_id), on, keep_until)
        with self._book.writing(*Kind):
            # First, for the triggers that guard letters and the ledger ask whether the person is erased.
            self._book.rows(
                "INSERT INTO erasures (client_id, uid, erased_on, keep_until) VALUES (?, ?, ?, ?)",
                (client_id, erasure.uid, on.isoformat(), keep_until.isoformat()),
            )
            self._book.rows(_ALONE, (client_id,))
            self._cancel_bonuses(client_id, on)
            self._book.rows(f"UPDATE cases SET option_id = NULL WHERE {OF_CLIENT['cases']}", (client_id,))
            for table in GONE:
                self._book.rows(f"DELETE FROM {table} WHERE {OF_CLIENT[table]}", (client_id,))
            for table, emptied in EMPTIED.items():
                given = (client_id, on.isoformat()) if "?2" in emptied else (client_id,)
                self._book.rows(f"UPDATE {table} SET {emptied} WHERE {OF_CLIENT[table]}", given)
            clients.save(
                Client(
                    client_id,
                    name,
                    language="en",
                    currency=before.currency,
                    standing=Standing.LEFT,
                    archived=True,
                    left_alone=True,
                )
            )
        return erasure

    def _cancel_bonuses(self, client_id: int, on: date) -> None:
        """Those that can still be used, as in an older copy that came back: nobody may come with them any more."""
        bonuses = Bonuses(self._book)
        for one in bonuses.of_client(client_id):
            ledger = bonuses.ledger(one.id)
            if owed_in(state(one, ledger, on), one):
                left = balance(one, ledger)
                bonuses.append(LedgerEntry(0, one.id, EntryKind.CANCELLED, left, on), f"erased:{one.id}")

    def keep(self, client_id: int, until: date) -> None:
        """Changes the last day on which letters and sums are kept. Raises NotInBook."""
        self.get(client_id)
        with self._book.writing(Kind.CLIENTS):
            self._book.rows("UPDATE erasures SET keep_until = ? WHERE client_id = ?", (until.isoformat(), client_id))

    def due(self, today: date) -> list[Erasure]:
        """Those of whom nothing has to be kept any longer."""
        return [one for one in self._where("purged_on IS NULL ORDER BY client_id") if is_due(one, today)]

    def purge(self, client_id: int, on: date) -> None:
        """Lets go of what was kept: the letters' words and pages, and the numbers of orders, which are the owner's own.

        What stays are the letters' numbers, days, sums and seals. Raises StorageFailed ('rule') before its day.
        """
        with self._book.writing(Kind.LETTERS, Kind.ORDERS, Kind.CLIENTS):
            self._book.rows(
                """INSERT INTO letter_purges (letter_id, purged_on) SELECT id, ?2 FROM letters
                    WHERE client_id = ?1 AND id NOT IN (SELECT letter_id FROM letter_purges)""",
                (client_id, on.isoformat()),
            )
            self._book.rows(
                "UPDATE letters SET subject = '', body = '', snapshot = '{}', pdf = x'00' WHERE client_id = ?",
                (client_id,),
            )
            self._book.rows("UPDATE orders SET number = '', folded = '' WHERE client_id = ?", (client_id,))
            self._book.rows("UPDATE erasures SET purged_on = ? WHERE client_id = ?", (on.isoformat(), client_id))

    def sweep(self) -> None:
        """Writes the file anew without what was let go of. Not inside a transaction. Raises StorageFailed.

        Freed space is overwritten as it's freed, but a page that was taken apart while it was full may keep an old
        copy of a row between its rows.
        """
        self._book.rows("VACUUM")

    def _where(self, condition: str, *parameters: object) -> list[Erasure]:
        rows = self._book.rows(f"SELECT {_COLUMNS} FROM erasures WHERE {condition}", parameters)
        return [from_row(Erasure, row) for row in rows]
