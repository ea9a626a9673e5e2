"""What every screen is given: the book, the day, and ways to go elsewhere and to speak."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from evenhand.storage.book import Book

if TYPE_CHECKING:
    from evenhand.ui.safekeeping import Safekeeping


class Place(StrEnum):
    """Where the window can go. A number beside it names the client, case, letter, text or rule to show there."""

    TODAY = "today"
    CLIENTS = "clients"
    INTAKE = "intake"
    CASES = "cases"
    CASE = "case"
    LETTERS = "letters"
    LETTER = "letter"
    BONUSES = "bonuses"
    BUSINESS = "business"
    TEXTS = "texts"
    CALCULATORS = "calculators"
    RULES = "rules"
    RULE_CLIENTS = "rule_clients"
    DATA = "data"


class Say(Protocol):
    """One quiet line at the foot of the window, with at most one thing to do about it. `failed`: it wasn't done."""

    def __call__(
        self, text: str, action: str = "", on_action: Callable[[], object] | None = None, *, failed: bool = False
    ) -> None: ...


@dataclass(frozen=True)
class Desk:
    """The tools on the desk, handed to each screen; a test builds one with lists and lambdas."""

    book: Book
    today: Callable[[], date]
    go: Callable[[Place, int], None]
    say: Say
    # Whether all that stands typed about a case is in the book; if not, the owner is led there.
    ready_for_letter: Callable[[int | None], bool] = lambda _case_id: True
    # What is typed and isn't in the book, for the screen that is built in its place in another language or size.
    waiting: dict[Place, object] = field(default_factory=dict, compare=False)
    # The backups of this book; None where nobody keeps them, as in a test of one screen.
    safekeeping: "Safekeeping | None" = field(default=None, compare=False)
