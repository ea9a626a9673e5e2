"""The book: all of one business's data, in one folder, behind named sections."""

import os
from contextlib import AbstractContextManager, suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from evenhand.storage import migrations
from evenhand.storage.backup import make_folder, sync_file, sync_folder
from evenhand.storage.book_folder import FILE, NOT_WRITABLE, clear_halves, probe, put
from evenhand.storage.connection import Changed, Connection, Kind
from evenhand.storage.errors import BookExists, BookMissing, BookOutdated, BookReadOnly, StorageFailed, reason_of
from evenhand.storage.keys import BookKey

if TYPE_CHECKING:
    from evenhand.storage.averages import OwnAverages
    from evenhand.storage.bonuses import Bonuses
    from evenhand.storage.case_file import AskedQuestions, CaseOptions, Claims, Questions, Turns
    from evenhand.storage.cases import Cases
    from evenhand.storage.check_ins import CheckIns
    from evenhand.storage.clients import Clients
    from evenhand.storage.comfort import ComfortSection
    from evenhand.storage.costs import Costs
    from evenhand.storage.counter import CounterReads
    from evenhand.storage.country_facts import CountryFacts
    from evenhand.storage.erasing import Erasures
    from evenhand.storage.following import Doors, FollowUps, PartingItems, Partings
    from evenhand.storage.history import ClientFigures, HistoryRow
    from evenhand.storage.imports import Imports
    from evenhand.storage.intake import FitCriteria, IntakeAnswers, Intakes
    from evenhand.storage.letter_texts import LetterTexts
    from evenhand.storage.letters import Letters
    from evenhand.storage.load import LoadSection
    from evenhand.storage.orders import Interactions, Orders
    from evenhand.storage.owner import OwnerSection
    from evenhand.storage.promises import PromiseMoves, Promises
    from evenhand.storage.rules import GateAnswers, HouseRules, RuleAnswers
    from evenhand.storage.suggestions import OrdersAsked, Suggestions

__all__ = ["Book", "Kind"]

# Each section's module and class.
_SECTIONS = {
    "owner": ("owner", "OwnerSection"),
    "imports": ("imports", "Imports"),
    "clients": ("clients", "Clients"),
    "orders": ("orders", "Orders"),
    "interactions": ("orders", "Interactions"),
    "comfort": ("comfort", "ComfortSection"),
    "cases": ("cases", "Cases"),
    "options": ("case_file", "CaseOptions"),
    "turns": ("case_file", "Turns"),
    "questions": ("case_file", "Questions"),
    "asked": ("case_file", "AskedQuestions"),
    "claims": ("case_file", "Claims"),
    "promises": ("promises", "Promises"),
    "promise_moves": ("promises", "PromiseMoves"),
    "follow_ups": ("following", "FollowUps"),
    "doors": ("following", "Doors"),
    "erasures": ("erasing", "Erasures"),
    "partings": ("following", "Partings"),
    "parting_items": ("following", "PartingItems"),
    "letters": ("letters", "Letters"),
    "letter_texts": ("letter_texts", "LetterTexts"),
    "bonuses": ("bonuses", "Bonuses"),
    "costs": ("costs", "Costs"),
    "counter": ("counter", "CounterReads"),
    "country_facts": ("country_facts", "CountryFacts"),
    "rules": ("rules", "HouseRules"),
    "rule_answers": ("rules", "RuleAnswers"),
    "gate_answers": ("rules", "GateAnswers"),
    "fit_criteria": ("intake", "FitCriteria"),
    "intakes": ("intake", "Intakes"),
    "intake_answers": ("intake", "IntakeAnswers"),
    "check_ins": ("check_ins", "CheckIns"),
    "load": ("load", "LoadSection"),
    "orders_asked": ("suggestions", "OrdersAsked"),
    "suggestions": ("suggestions", "Suggestions"),
}


class Book:
    """An open book, made by `create`, `open`, `open_or_create` or `in_memory`; a context manager that closes it.

    One process at a time holds it, from opening to closing.
    """

    def __init__(self, connection: Connection, changed: Changed | None) -> None:
        self.connection = connection
        connection.changed = changed
        connection.counts_writes = True

    if TYPE_CHECKING:
        owner: OwnerSection
        imports: Imports
        clients: Clients
        orders: Orders
        interactions: Interactions
        comfort: ComfortSection
        cases: Cases
        options: CaseOptions
        turns: Turns
        questions: Questions
        asked: AskedQuestions
        claims: Claims
        promises: Promises
        promise_moves: PromiseMoves
        follow_ups: FollowUps
        doors: Doors
        erasures: Erasures
        partings: Partings
        parting_items: PartingItems
        letters: Letters
        letter_texts: LetterTexts
        bonuses: Bonuses
        costs: Costs
        counter: CounterReads
        country_facts: CountryFacts
        rules: HouseRules
        rule_answers: RuleAnswers
        gate_answers: GateAnswers
        fit_criteria: FitCriteria
        intakes: Intakes
        intake_answers: IntakeAnswers
        check_ins: CheckIns
        load: LoadSection
        orders_asked: OrdersAsked
        suggestions: Suggestions
    else:

        def __getattr__(self, name: str) -> Any:
            """A section, made when it's first asked for: no window needs all of them, and each takes time to load."""
            if name not in _SECTIONS:
                raise AttributeError(name, name=name, obj=self)
            module, section = _SECTIONS[name]
            made = getattr(import_module(f"evenhand.storage.{module}"), section)(self.connection)
            setattr(self, name, made)
            return made

    @classmethod
    def create(cls, folder: Path, *, key: BookKey | None = None, changed: Changed | None = None) -> Self:
        """A new, empty book, encrypted when there's a key. Raises BookExists, BookReadOnly, StorageFailed."""
        path = folder / FILE
        if path.exists():
            raise BookExists(folder)
        if folder.exists() and not folder.is_dir():
            raise BookReadOnly(folder)
        half = folder / f"{FILE}.{os.getpid()}.tmp"
        try:
            make_folder(folder)
            probe(folder)
            half.unlink(missing_ok=True)
            os.close(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))  # private thoughts will lie in it
            connection = Connection(half, key)
            try:
                connection.prepare()
                migrations.migrate(connection, 0)
            finally:
                connection.close()
            sync_file(half)
            put(half, path)
            sync_folder(folder)
        except FileExistsError as error:
            raise BookExists(folder) from error
        except OSError as error:
            if error.errno in NOT_WRITABLE:
                raise BookReadOnly(folder) from error
            raise StorageFailed(reason_of(error), type(error).__name__, path=folder) from error
        finally:
            with suppress(OSError):
                half.unlink(missing_ok=True)
                half.with_name(half.name + "-journal").unlink(missing_ok=True)
        return cls.open(folder, key=key, changed=changed)

    @classmethod
    def open(
        cls, folder: Path, *, key: BookKey | None = None, read_only: bool = False, changed: Changed | None = None
    ) -> Self:
        """The book in the folder, brought to the newest schema; with `read_only` one of the newest schema, as it is.

        Raises BookMissing, BookInUse, BookNewer and BookOutdated (with nothing written), BookReadOnly, BookDamaged,
        PassphraseMissing, PassphraseWrong, StorageFailed.
        """
        path = folder / FILE
        if not path.is_file():
            raise BookMissing(folder)
        connection = Connection(path, key, read_only=read_only)
        try:
            found = migrations.version(connection)
            if read_only:
                if found < migrations.NEWEST:
                    raise BookOutdated(folder)
                connection.prepare()
                return cls(connection, changed)
            probe(folder, path)
            connection.prepare()
            clear_halves(folder)
            migrations.migrate(connection, found)
            return cls(connection, changed)
        except BaseException:
            connection.close()
            raise

    @classmethod
    def open_or_create(cls, folder: Path, *, key: BookKey | None = None, changed: Changed | None = None) -> Self:
        """The book in the folder, which is made when there's none. Raises what `open` and `create` raise."""
        if (folder / FILE).exists():
            return cls.open(folder, key=key, changed=changed)
        return cls.create(folder, key=key, changed=changed)

    @classmethod
    def in_memory(cls, *, changed: Changed | None = None) -> Self:
        """A new book that is gone when it's closed."""
        connection = Connection(None)
        connection.prepare()
        migrations.migrate(connection, 0)
        return cls(connection, changed)

    @property
    def path(self) -> Path | None:
        """The database file; None for a book in memory."""
        return self.connection.path

    @property
    def folder(self) -> Path | None:
        return self.path.parent if self.path else None

    @property
    def id(self) -> str:
        """The same for every copy of this book, and for no other."""
        return str(self.connection.value("SELECT book_id FROM book_state"))

    @property
    def written(self) -> int:
        """How many times this copy of the book was changed. Of two copies the higher has come further."""
        return int(self.connection.value("SELECT writes FROM book_state"))

    @property
    def read_only(self) -> bool:
        """Whether the book is only looked at."""
        return self.connection.read_only

    def begin_writing(self) -> None:
        """From only looking at the book to working with it; whoever has it goes on with the same object.

        Raises what `open` raises; then it's only looked at, as before.
        """
        assert self.folder is not None
        probe(self.folder, self.path)
        try:
            self.connection.set_read_only(False)
        except BaseException:
            self.connection.set_read_only(True)
            raise
        clear_halves(self.folder)

    @property
    def changed(self) -> Changed | None:
        """Called once after each outermost commit with the kinds of thing it changed."""
        return self.connection.changed

    @changed.setter
    def changed(self, changed: Changed | None) -> None:
        self.connection.changed = changed

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing, joined by what is written inside; one announcement after the outermost commit."""
        return self.connection.transaction()

    def history(self, client_id: int) -> "list[HistoryRow]":
        """All that happened with a client, newest first."""
        from evenhand.storage.history import history

        return history(self.connection, client_id)

    def figures(self, client_id: int) -> "ClientFigures":
        """What a client is worth and was given, per currency."""
        from evenhand.storage.history import figures

        return figures(self.connection, client_id)

    def averages(self, today: date) -> "list[OwnAverages]":
        """What the orders say in each currency: the average, the margin, how often clients order."""
        from evenhand.storage.averages import averages

        return averages(self.connection, today)

    def close(self) -> None:
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
