"""Taking people from other programs' files into the book: read, compared, taken in one piece, and taken back.

found = read_file(path, encoding=None, delimiter=None)   # no book needed: a worker thread may do it
found = with_columns(found, fields)                      # when the owner says what a column holds
plan = preview(book, found)                              # who is new, who is known, who stands twice
plan.lines[3].do = Do.SKIP                               # as the owner likes
done = take(book, plan, operation_id=..., now=..., progress=..., cancelled=...)
take_back(book, import_id=done.import_id, now=...)
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TypeVar

from evenhand.actions.import_plan import Do, FileRead, ImportStopped, Known, Line, Plan
from evenhand.actions.once import once
from evenhand.actions.recognising import By, Faces, Match
from evenhand.actions.safekeeping import back_up
from evenhand.domain.records import Client
from evenhand.exchange.languages import likeliest
from evenhand.exchange.people import Field, Person
from evenhand.exchange.refusal import FileRefused
from evenhand.storage.book import Book
from evenhand.storage.import_undo import TakenBack
from evenhand.storage.imports import FILLED, Filled, ImportDone

__all__ = [
    "By",
    "Do",
    "FileRead",
    "ImportDone",
    "ImportStopped",
    "Known",
    "Line",
    "Plan",
    "TakenBack",
    "preview",
    "read_file",
    "take",
    "take_back",
    "with_columns",
]

T = TypeVar("T")

Progress = Callable[[int, int], None]  # how many are done, of how many
Cancelled = Callable[[], bool]

_CARDS = (".vcf", ".vcard")
_SLICE = 1000


def read_file(path: Path, *, encoding: str | None = None, delimiter: str | None = None, country: str = "") -> FileRead:
    """What's in the file, a table or address cards; encoding and delimiter are found out unless they're said.

    `country` is how addresses are written that don't say theirs, the owner's. Raises FileRefused, OSError.
    """
    if path.suffix.casefold() in _CARDS:
        from evenhand.exchange import cards

        deck = cards.read(path, encoding=encoding, country=country)
        return FileRead(path, deck.encoding, deck.encodings, deck.sure, deck.people, deck.bad, country=country)
    from evenhand.exchange import columns, tables

    table = tables.read(path, encoding=encoding, delimiter=delimiter)
    found = FileRead(path, table.encoding, table.encodings, table.sure, (), table.bad, table, country=country)
    return with_columns(found, columns.recognised(table.headers))


def with_columns(found: FileRead, fields: Sequence[Field | None]) -> FileRead:
    """The same file, with what each column holds said anew. Without a column of names there's nobody in it."""
    from evenhand.exchange import columns

    table = found.table
    assert table is not None
    found = replace(found, fields=tuple(fields), people=(), bad=table.bad)
    if not found.named:
        return found
    people, nameless = columns.people(table, fields, country=found.country)
    bad = sorted((*table.bad, *nameless), key=lambda row: row.line)
    return replace(found, people=people, bad=tuple(bad))


def preview(
    book: Book, found: FileRead, *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Plan:
    """What taking the file would do; nothing is written. `language` is the likeliest in the file, else the owner's.

    Raises FileRefused: 'no_name_column'; ImportStopped.
    """
    if not found.named:
        raise FileRefused("no_name_column")
    faces = Faces(book.imports.known())
    owner = book.owner.get()
    own = (owner.letterheads[0].language, owner.currency) if owner else (Client(0, "").language, Client(0, "").currency)
    plan = Plan(found.path.name, [], found.bad, likeliest(found.people) or own[0], own[1])
    for person in chain.from_iterable(_slices(found.people, progress, cancelled)):
        one = faces.somebody(person, _lacks(person))
        match = faces.match(one)
        line = _line(person, match) if match else Line(person, Known.NEW, Do.ADD)
        if line.known is Known.NEW or line.do is Do.ADD:
            faces.remember(one)
        plan.lines.append(line)
    return plan


def _lacks(person: Person) -> tuple[str, ...]:
    return tuple(name for name in (*FILLED, "note") if not getattr(person, name))


def _line(person: Person, match: Match) -> Line:
    """A proposal: to fill in what is empty where it's surely the same person, and to add who may be another."""
    has = {name for name in (*FILLED, "note") if getattr(person, name)}
    fills = tuple(name for name in match.who.lacks if name in has)
    if "address_lines" not in match.who.lacks:
        fills = tuple(name for name in fills if name != "country")  # it's of another address
    if match.sure:
        do = Do.UPDATE if fills else Do.SKIP
    else:
        do = Do.ADD
    known = Known.TWICE if match.who.line else Known.CLIENT
    return Line(person, known, do, match.by, match.who.client_id, match.who.name, match.who.line, fills)


def take(
    book: Book,
    plan: Plan,
    *,
    operation_id: str,
    now: datetime,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ImportDone:
    """Does what the plan says, all or nothing, after a backup. The same operation id imports nothing a second time.

    Raises ImportStopped, StorageFailed, BookDamaged; then nothing is in the book.
    """
    found = book.imports.of_operation(operation_id)
    if found is not None:
        return found
    back_up(book, now=now, why="import")

    def do() -> ImportDone:
        added, filled, merged = _work(book, plan)
        import_id = book.imports.begin(now=now, source=plan.source, operation_id=operation_id)
        count, updated = len(added) + len(filled), merged
        with book.imports.bulk(count):
            for new in _slices(added, progress, cancelled, total=count):
                book.imports.add(import_id, new)
            for known in _slices(filled, progress, cancelled, before=len(added), total=count):
                updated += book.imports.fill(import_id, known)
        skipped = len(plan.lines) + len(plan.bad) - len(added) - updated
        return book.imports.end(import_id, added=len(added), updated=updated, skipped=skipped)

    return once(book, lambda: book.imports.of_operation(operation_id), do)


def take_back(
    book: Book,
    *,
    import_id: int,
    now: datetime,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> TakenBack:
    """Undoes an import: those it added go out, unless something has happened with them since; what it filled in goes
    too, unless it was changed since. A second time there's nothing to undo.

    Raises ImportStopped, NotInBook, StorageFailed; then nothing is undone.
    """

    def go_on(done: int, total: int) -> None:
        if progress:
            progress(done, total)
        if cancelled and cancelled():
            raise ImportStopped

    return book.imports.take_back(import_id, now, go_on)


def _work(book: Book, plan: Plan) -> tuple[list[tuple[Client, str]], list[Filled], int]:
    """New clients with their notes, what is filled in at the known ones, and how many rows were joined to a new one."""
    added: dict[int, Person] = {}
    known: dict[int, Person] = {}
    merged = 0
    for line in plan.lines:
        if line.do is Do.ADD:
            added[line.person.line] = line.person
        elif line.do is Do.UPDATE and line.known is Known.CLIENT:
            before = known.get(line.client_id)
            known[line.client_id] = _joined(before, line.person) if before else line.person
        elif line.do is Do.UPDATE and line.twin in added:
            added[line.twin] = _joined(added[line.twin], line.person)
            merged += 1
    first = book.imports.next_id()
    new = [(_client(id_, person, plan), person.note) for id_, person in enumerate(added.values(), first)]
    return new, [_filled(id_, person) for id_, person in known.items()], merged


def _joined(first: Person, second: Person) -> Person:
    """The first, with what only the second has. A country goes with its address."""
    names = [name for name in (*FILLED, "note") if not getattr(first, name)]
    if "address_lines" not in names:
        names = [name for name in names if name != "country"]
    return replace(first, **{name: getattr(second, name) for name in names})


def _filled(client_id: int, person: Person) -> Filled:
    return Filled(client_id, {name: value for name in FILLED if (value := getattr(person, name))}, person.note)


def _client(id_: int, person: Person, plan: Plan) -> Client:
    return Client(
        id=id_,
        name=person.name,
        address_lines=person.address_lines,
        country=person.country,
        phone=person.phone,
        email=person.email,
        language=person.language or plan.language,
        currency=person.currency or plan.currency,
        since=person.since,
    )


def _slices(
    items: Sequence[T],
    progress: Progress | None,
    cancelled: Cancelled | None,
    *,
    before: int = 0,
    total: int | None = None,
) -> Iterator[Sequence[T]]:
    """A thousand at a time, between which it's told how far it has come, and asked whether to go on.

    Raises ImportStopped.
    """
    for start in range(0, len(items), _SLICE):
        if cancelled and cancelled():
            raise ImportStopped
        yield items[start : start + _SLICE]
        if progress:
            progress(before + min(start + _SLICE, len(items)), len(items) if total is None else total)
    if cancelled and cancelled():
        raise ImportStopped
