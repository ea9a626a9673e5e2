"""What the book's sections have in common: one table of one kind of record, written through peewee."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Generic, Protocol, TypeVar

from evenhand.storage.connection import Connection, Kind
from evenhand.storage.errors import NotInBook
from evenhand.storage.rows import Value, columns, from_row, to_row


class Numbered(Protocol):
    @property
    def id(self) -> int: ...


class Listed(Numbered, Protocol):
    @property
    def place(self) -> int: ...
    @property
    def text(self) -> str: ...


R = TypeVar("R", bound=Numbered)
L = TypeVar("L", bound=Listed)


class Section(Generic[R]):
    """Records of one type in one table."""

    record: type[R]
    table: str  # its name in the book
    kind: Kind

    def __init__(self, connection: Connection) -> None:
        self._book = connection
        self._columns = ", ".join(f"{self.table}.{column}" for column in columns(self.record))

    @property
    def _model(self) -> Any:
        """The peewee model to write through; their classes say nothing that a type checker can use."""
        return self._book.tables.NAMED[self.table]

    def _derived(self, record: R) -> dict[str, Value]:
        """Columns that the record has no field for, such as a sort key."""
        return {}

    def add(self, record: R) -> R:
        """Puts the record in the book and gives it back with its id."""
        return self._insert(record)

    def put_back(self, record: R) -> R:
        """Puts a record back that was taken out: under its own id, or another where that was given away meanwhile."""
        return self.add(replace(record, id=0) if self._where("id = ?", record.id) else record)  # type: ignore[type-var]

    def _insert(self, record: R, **more: Value) -> R:
        row = to_row(record) | self._derived(record) | more
        if not row["id"]:
            del row["id"]
        with self._book.writing(self.kind):
            id_ = self._model.insert(row).execute(self._book.db)
        return replace(record, id=id_)  # type: ignore[type-var]

    def save(self, record: R) -> None:
        """Changes the record in the book. Raises NotInBook."""
        row = to_row(record) | self._derived(record)
        del row["id"]
        with self._book.writing(self.kind):
            if not self._model.update(row).where(self._model.id == record.id).execute(self._book.db):
                raise NotInBook(self.table, record.id)

    def drop(self, id_: int) -> None:
        """Takes the record out of the book; what others rest on, such as an order with a case, can't be.

        Raises NotInBook, StorageFailed.
        """
        with self._book.writing(self.kind):
            if not self._model.delete().where(self._model.id == id_).execute(self._book.db):
                raise NotInBook(self.table, id_)

    def get(self, id_: int) -> R:
        """Raises NotInBook."""
        found = self._where("id = ?", id_)
        if not found:
            raise NotInBook(self.table, id_)
        return found[0]

    def _where(self, condition: str, *parameters: Any) -> list[R]:
        sql = f"SELECT {self._columns} FROM {self.table} WHERE {condition}"
        return [from_row(self.record, row) for row in self._book.rows(sql, parameters)]


class OwnList(Section[L]):
    """Texts of the owner's own, in the owner's order."""

    def all(self) -> list[L]:
        return self._where("1 ORDER BY place, id")

    def write(self, wanted: Sequence[tuple[L | None, str]]) -> None:
        """The list as it's to be, each text with the one that it was before; all or nothing."""
        make: Any = self.record
        with self._book.transaction():
            kept = {known.id for known, _text in wanted if known}
            for one in self.all():
                if one.id not in kept:
                    self.drop(one.id)
            for place, (known, text) in enumerate(wanted, 1):
                if known is None:
                    self.add(make(0, place, text))
                elif (known.place, known.text) != (place, text):
                    self.save(make(known.id, place, text))
