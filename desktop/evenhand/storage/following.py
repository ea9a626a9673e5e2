"""What follows a case: greetings, doors open or closed, partings."""

import json
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from evenhand.domain.keeping_in_touch import Door, FollowUp
from evenhand.domain.parting import Parting, PartingItem
from evenhand.storage.connection import Connection, Kind
from evenhand.storage.rows import columns, from_row, to_row
from evenhand.storage.section import Section


class FollowUpRow(NamedTuple):
    """One line of a list of follow-ups."""

    follow_up: FollowUp
    client_name: str


class WhoLeft(NamedTuple):
    """A client who left, with all that the day of the next greeting follows from."""

    client_id: int
    name: str
    last_word: date | None  # their last order, contact or case, or the end of the case after which they went
    door: Door | None
    done: tuple[FollowUp, ...]
    money_owed: bool
    left_alone: bool  # they asked not to be written to


# Their own doings only: what we write doesn't bring a client back.
LAST_WORD = """nullif(max(
    coalesce((SELECT max(ordered_on) FROM orders WHERE client_id = clients.id), ''),
    coalesce((SELECT substr(max(happened_at), 1, 10) FROM interactions
        WHERE client_id = clients.id AND direction = 'in'), ''),
    coalesce((SELECT max(max(received_on, coalesce(closed_on, ''))) FROM cases WHERE client_id = clients.id), '')
), '')"""

# Theirs: an order that money and bonuses haven't paid for in full. Ours: a bonus in place of money owed with something
# left on it, and a refund until its day has passed: the book holds no payments out, so later it counts as paid.
# `mine` narrows it to one client.
WITH_MONEY_OWED = """
    SELECT client_id FROM orders WHERE paid < total {mine} AND paid < total - (
        SELECT coalesce(sum(iif(kind = 'reversed', -amount, amount)), 0) FROM bonus_ledger
        WHERE order_id = orders.id AND kind IN ('redeemed', 'reversed'))
    UNION ALL SELECT client_id FROM cases JOIN case_refunds ON case_id = cases.id WHERE pay_by >= {today} {mine}
    UNION ALL SELECT client_id FROM bonuses WHERE nature = 'owed' {mine} AND 0 < (
        SELECT sum(iif(kind IN ('granted', 'reversed'), amount, -amount)) FROM bonus_ledger
        WHERE bonus_id = bonuses.id)
"""
_MONEY_OWED = f"EXISTS ({WITH_MONEY_OWED.format(today='?1', mine='AND client_id = clients.id')})"

_GONE = """clients LEFT JOIN doors ON doors.client_id = clients.id WHERE archived = 0 AND standing = 'left'
    AND NOT EXISTS (SELECT 1 FROM cases WHERE cases.client_id = clients.id AND closed_on IS NULL)
    AND NOT EXISTS (SELECT 1 FROM follow_ups WHERE follow_ups.client_id = clients.id AND done_on IS NULL)"""
_WHO_LEFT = f"""SELECT clients.id, name, {LAST_WORD}, closed, months, set_on, {_MONEY_OWED}, left_alone FROM {_GONE}
    AND clients.id IN (SELECT value FROM json_each(?2))"""

# Narrows 100 000 clients to those to look at: a month counts as 28 days here, so that nobody who is due falls out.
# Materialized, for else each day is looked up again wherever it's named.
_SILENT = f"""
WITH gone AS MATERIALIZED (
    SELECT clients.id, {LAST_WORD} AS word, coalesce(months, ?2) AS every FROM {_GONE} AND coalesce(closed, 0) = 0
), heard AS MATERIALIZED (
    SELECT id, every, max(coalesce(word, ''), coalesce((SELECT max(done_on) FROM follow_ups
        WHERE client_id = gone.id AND heard = 1), '')) AS word FROM gone WHERE every > 0
), silent AS MATERIALIZED (
    SELECT id, every, word, max(word, coalesce((SELECT max(done_on) FROM follow_ups WHERE client_id = heard.id), ''))
        AS last FROM heard
)
SELECT id FROM silent WHERE NOT EXISTS (SELECT 1 FROM clients WHERE clients.id = silent.id AND left_alone = 1)
    AND last <> '' AND last <= date(?1, (-28 * every) || ' days')
    AND (SELECT count(*) FROM follow_ups WHERE client_id = silent.id AND done_on > word) < ?3
ORDER BY last, id
"""


class FollowUps(Section[FollowUp]):
    record = FollowUp
    table = "follow_ups"
    kind = Kind.FOLLOW_UPS

    def of_case(self, case_id: int) -> list[FollowUp]:
        """The soonest day first."""
        return self._where("case_id = ? ORDER BY due_on, id", case_id)

    def of_client(self, client_id: int) -> list[FollowUp]:
        """The soonest day first."""
        return self._where("client_id = ? ORDER BY due_on, id", client_id)

    def open(self) -> list[FollowUpRow]:
        """All that aren't done, the soonest day first; not of those who asked to be left alone.

        Those behind a closed door wait until it's opened.
        """
        sql = f"""SELECT {self._columns}, clients.name FROM follow_ups JOIN clients ON clients.id = client_id
            WHERE done_on IS NULL AND left_alone = 0
                AND NOT EXISTS (SELECT 1 FROM doors WHERE doors.client_id = clients.id AND closed = 1)
            ORDER BY due_on, follow_ups.id"""
        width = len(columns(FollowUp))
        return [FollowUpRow(from_row(FollowUp, row[:width]), row[width]) for row in self._book.rows(sql)]

    def silent(self, today: date, months: int, most: int) -> list[int]:
        """Clients who left and may be due for a greeting, the longest silent first: whether they are, the rule says.

        Each with the door's own rhythm or this one, fewer than so many greetings without an answer, neither an open
        case nor a planned follow-up, no closed door, and no wish to be left alone.
        """
        return list(self._book.firsts(_SILENT, (today.isoformat(), months, most)))

    def who_left(self, client_ids: Sequence[int], today: date) -> list[WhoLeft]:
        """Those of the clients who left and have neither an open case nor a planned follow-up."""
        rows = self._book.rows(_WHO_LEFT, (today.isoformat(), json.dumps(list(client_ids))))
        done: dict[int, list[FollowUp]] = {}
        left = json.dumps([row[0] for row in rows])
        mine = "done_on IS NOT NULL AND client_id IN (SELECT value FROM json_each(?))"
        for one in self._where(f"{mine} ORDER BY done_on, id", left):
            done.setdefault(one.client_id, []).append(one)
        return [
            WhoLeft(
                client_id=id_,
                name=name,
                last_word=date.fromisoformat(last) if last else None,
                door=Door(id_, bool(closed), months, date.fromisoformat(set_on)) if set_on else None,
                done=tuple(done.get(id_, ())),
                money_owed=bool(owed),
                left_alone=bool(alone),
            )
            for id_, name, last, closed, months, set_on, owed, alone in rows
        ]


class Doors:
    """Private: in no index, letter or export for a client."""

    def __init__(self, connection: Connection) -> None:
        self._book = connection

    def of(self, client_id: int) -> Door | None:
        """None while the owner hasn't said anything: the door is open."""
        row = self._book.row(f"SELECT {', '.join(columns(Door))} FROM doors WHERE client_id = ?", (client_id,))
        return from_row(Door, row) if row else None

    def set(self, door: Door) -> None:
        with self._book.writing(Kind.FOLLOW_UPS):
            self._book.tables.Door.insert(to_row(door)).on_conflict_replace().execute(self._book.db)

    def drop(self, client_id: int) -> None:
        """Takes back that anything was said."""
        with self._book.writing(Kind.FOLLOW_UPS):
            doors = self._book.tables.Door
            doors.delete().where(doors.client_id == client_id).execute(self._book.db)


class Partings(Section[Parting]):
    record = Parting
    table = "partings"
    kind = Kind.CASES

    def add(self, record: Parting, *, operation_id: str | None = None) -> Parting:
        return self._insert(record, operation_id=operation_id)

    def by_operation(self, operation_id: str) -> Parting | None:
        return next(iter(self._where("operation_id = ?", operation_id)), None)

    def of_client(self, client_id: int) -> list[Parting]:
        """Newest first."""
        return self._where("client_id = ? ORDER BY decided_on DESC, id DESC", client_id)


class PartingItems(Section[PartingItem]):
    record = PartingItem
    table = "parting_items"
    kind = Kind.CASES

    def of_parting(self, parting_id: int) -> list[PartingItem]:
        return self._where("parting_id = ? ORDER BY id", parting_id)
