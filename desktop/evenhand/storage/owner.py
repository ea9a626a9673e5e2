"""The book's one owner and the letterheads of each language."""

from dataclasses import fields

from evenhand.domain.owner import Letterhead, Owner
from evenhand.storage.connection import Connection, Kind
from evenhand.storage.rows import columns, from_row, to_row

_OWN = tuple(field.name for field in fields(Owner) if field.name != "letterheads")


class OwnerSection:
    def __init__(self, connection: Connection) -> None:
        self._book = connection

    def get(self) -> Owner | None:
        """None until the owner has been entered."""
        row = self._book.row(f"SELECT '[]', {', '.join(_OWN)} FROM owner")
        if row is None:
            return None
        heads = self._book.rows(f"SELECT {', '.join(columns(Letterhead))} FROM letterheads ORDER BY id")
        return from_row(Owner, row, letterheads=tuple(from_row(Letterhead, head) for head in heads))

    def save(self, owner: Owner) -> None:
        row = to_row(owner, leave="letterheads") | {"id": 1}
        heads = [to_row(head) | {"id": place} for place, head in enumerate(owner.letterheads, start=1)]
        with self._book.writing(Kind.OWNER):
            self._book.tables.Owner.insert(row).on_conflict_replace().execute(self._book.db)
            self._book.tables.Letterhead.delete().execute(self._book.db)
            if heads:
                self._book.tables.Letterhead.insert_many(heads).execute(self._book.db)
