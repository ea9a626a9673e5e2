"""What follows a case: greetings, doors open or closed, partings."""

from typing import NamedTuple

from evenhand.domain.keeping_in_touch import Door, FollowUp
from evenhand.domain.parting import Parting, PartingItem
from evenhand.storage import tables
from evenhand.storage.connection import Connection, Kind
from evenhand.storage.rows import columns, from_row, to_row
from evenhand.storage.section import Section


class FollowUpRow(NamedTuple):
    """One line of a list of follow-ups."""

    follow_up: FollowUp
    client_name: str


class FollowUps(Section[FollowUp]):
    record = FollowUp
    table = tables.FollowUp
    kind = Kind.FOLLOW_UPS

    def of_case(self, case_id: int) -> list[FollowUp]:
        """The soonest day first."""
        return self._where("case_id = ? ORDER BY due_on, id", case_id)

    def of_client(self, client_id: int) -> list[FollowUp]:
        """The soonest day first."""
        return self._where("client_id = ? ORDER BY due_on, id", client_id)

    def open(self) -> list[FollowUpRow]:
        """All that aren't done, the soonest day first."""
        sql = f"""SELECT {self._columns}, clients.name FROM follow_ups JOIN clients ON clients.id = client_id
            WHERE done_on IS NULL ORDER BY due_on, follow_ups.id"""
        width = len(columns(FollowUp))
        return [FollowUpRow(from_row(FollowUp, row[:width]), row[width]) for row in self._book.rows(sql)]


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
            tables.Door.insert(to_row(door)).on_conflict_replace().execute(self._book.db)


class Partings(Section[Parting]):
    record = Parting
    table = tables.Parting
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
    table = tables.PartingItem
    kind = Kind.CASES

    def of_parting(self, parting_id: int) -> list[PartingItem]:
        return self._where("parting_id = ? ORDER BY id", parting_id)
