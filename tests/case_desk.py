"""A tailor's desk for the tests of the case's screens: what is on it, and a person who looks at them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evenhand.domain.money import Money
from evenhand.domain.records import Case, Cause, Client, Letterhead, Order, Owner, Remedy, Responsibility
from evenhand.storage.book import Book
from evenhand.ui.case_screen import CaseScreen
from evenhand.ui.desk import Desk, Place
from person import Person

TODAY = date(2026, 11, 30)  # three months from here the month is shorter


@dataclass
class Table:
    """A desk that remembers where it was told to go and what was said."""

    book: Book
    today: date = TODAY
    gone: list[tuple[Place, int]] = field(default_factory=list)
    said: list[tuple[str, Callable[[], object] | None]] = field(default_factory=list)

    @property
    def desk(self) -> Desk:
        return Desk(self.book, lambda: self.today, lambda place, record: self.gone.append((place, record)), self._say)

    def _say(
        self, text: str, action: str = "", on_action: Callable[[], object] | None = None, *, failed: bool = False
    ) -> None:
        self.said.append((text, on_action))

    def undo(self) -> None:
        """Takes back what was said last."""
        _text, act = self.said[-1]
        assert act is not None
        act()


@pytest.fixture
def table(book: Book) -> Table:
    book.owner.save(Owner((Letterhead("en", "Linden Tailoring", "Mara Linden"),), country="GB", currency="GBP"))
    return Table(book)


@pytest.fixture
def priya(book: Book) -> Client:
    return book.clients.add(Client(0, "Priya Raman", "Dear Ms Raman,", "Ms Priya Raman", currency="GBP"))


@pytest.fixture
def order(book: Book, priya: Client) -> Order:
    paid = Money(20_000, "GBP")
    return book.orders.add(Order(0, priya.id, "2026-0001", date(2026, 11, 2), "a wedding party's suits", paid, paid))


@pytest.fixture
def look_at(qtbot: QtBot) -> Callable[[QWidget], Person]:
    def show(screen: QWidget) -> Person:
        qtbot.addWidget(screen)
        screen.resize(1068, 770)
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        return Person(qtbot, screen)

    return show


@pytest.fixture
def open_case(table: Table, look_at: Callable[[QWidget], Person]) -> Callable[[Case], Person]:
    def show(case: Case) -> Person:
        screen = CaseScreen(table.desk)
        person = look_at(screen)
        screen.show_record(case.id)
        return person

    return show


def put_right(table: Table, order: Order, **more: Any) -> Case:
    """A case whose cause is known and whose remedy is agreed."""
    said: dict[str, Any] = {"words": "They went.", "cause": Cause.PRODUCT, "responsibility": Responsibility.OURS}
    agreed: dict[str, Any] = {"remedy": Remedy.REPAIR, "remedy_what": "A stronger zip", "remedy_by": date(2026, 12, 3)}
    return table.book.cases.add(Case(0, "", order.client_id, order.id, "Zips failed", TODAY, **said, **agreed, **more))
