"""The line on the screen: each figure says how it came about, what is seen stands with its days, and facts on paper."""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from evenhand.domain.line import Claim
from evenhand.domain.records import Case
from evenhand.storage.book import Book
from evenhand.ui import loose_sheet
from evenhand.ui.desk import Desk
from evenhand.ui.line_pane import LineSheet, open_line
from person import Person
from tailor import TODAY, open_case, open_shop, pounds, refund


@dataclass
class Shown:
    """The sheet over a screen, and what was said meanwhile."""

    person: Person
    said: list[str] = field(default_factory=list)

    @property
    def sheet(self) -> LineSheet:
        sheet = self.person.seen
        assert isinstance(sheet, LineSheet)
        return sheet


@pytest.fixture
def case(book: Book) -> Case:
    open_shop(book)
    return open_case(book)


def _shown(book: Book, qtbot: QtBot, case_id: int | None) -> Shown:
    screen = QWidget()
    qtbot.addWidget(screen)
    screen.resize(1068, 770)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    said: list[str] = []

    def say(text: str, *_more: Any, **_named: Any) -> None:
        said.append(text)

    open_line(Desk(book, lambda: TODAY, lambda *_where: None, say), screen, 1, case_id)
    return Shown(Person(qtbot, screen), said)


def test_without_a_margin_a_dash_says_why(book: Book, case: Case, qtbot: QtBot) -> None:
    shown = _shown(book, qtbot, case.id)
    sheet = shown.sheet
    assert sheet.verdict.text().startswith("—  What you keep of an order isn't known yet.")
    assert (sheet.margin.value.text(), sheet.brings.value.text()) == ("—", "—")
    assert sheet.margin.value.lines()[0][0].startswith("What you keep of an order isn't known yet.")
    shown.person.click("Close")


def test_a_refund_beyond_what_is_expected_crosses_the_line_by_a_plain_sum(book: Book, case: Case, qtbot: QtBot) -> None:
    book.orders.save(replace(book.orders.get(1), cost=pounds("50.75")))  # 30 % is kept
    refund(book, case, pounds("40"))
    shown = _shown(book, qtbot, case.id)
    sheet = shown.sheet
    shown.person.write("Orders expected in the next year", "1")
    assert sheet.verdict.text() == ("Keeping them costs £18.25 more than they are expected to bring in a year.")
    assert [one.value.text() for one in (sheet.so_far, sheet.proposed, sheet.cost, sheet.brings)] == [
        "£0",
        "£40",
        "£40",
        "£21.75",
    ]
    shown.person.write("Orders expected in the next year", "4,5")
    assert sheet.verdict.text() == (
        "£57.88 is left before keeping them costs more than they are expected to bring in a year."
    )
    assert sheet.brings.value.lines()[-1][1] == "£57.88"


def test_a_number_of_orders_that_is_none_is_said_at_its_field(book: Book, case: Case, qtbot: QtBot) -> None:
    shown = _shown(book, qtbot, case.id)
    shown.person.write("Orders expected in the next year", "many")
    name = "Orders expected in the next year"
    assert shown.person.error(name) == "Write how many orders a year you expect, like 4 or 2.5."
    assert shown.person.find(name, QLineEdit).text() == "many"
    shown.person.write(name, "")
    assert shown.person.error(name) is None
    assert shown.sheet._line.year is not None


def test_what_can_be_seen_stands_with_the_days_it_rests_on(book: Book, case: Case, qtbot: QtBot) -> None:
    book.claims.add(Claim(0, case.id, date(2026, 3, 30), "the coat anew", pounds("100"), date(2026, 3, 31)))
    book.claims.add(Claim(0, case.id, date(2026, 4, 1), "and its price", pounds("150")))
    person = _shown(book, qtbot, case.id).person
    person.find("Asked for £100 where £72.50 was paid, on 30 Mar 2026", QWidget)
    person.find("Asked for £150 where £72.50 was paid, on 1 Apr 2026", QWidget)
    person.find("£100 was met on 31 Mar 2026, and £150 asked for on 1 Apr 2026", QWidget)
    person.find("Not seen.", QWidget)


def test_the_facts_pack_is_saved_as_a_pdf(
    book: Book, case: Case, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "facts.pdf"
    monkeypatch.setattr(loose_sheet, "ask_where", lambda *_args: file)
    shown = _shown(book, qtbot, case.id)
    shown.person.click("Save the facts pack")
    assert file.read_bytes().startswith(b"%PDF")
    assert shown.said == ["Saved facts.pdf."]
    shown.person.click("Close")


def test_of_a_client_without_a_case_nothing_is_proposed_and_no_facts_are_offered(book: Book, qtbot: QtBot) -> None:
    open_shop(book)
    book.orders.save(replace(book.orders.get(1), cost=pounds("50.75")))
    shown = _shown(book, qtbot, None)
    assert shown.sheet.proposed.value.text() == "£0"
    with pytest.raises(AssertionError):
        shown.person.find("Save the facts pack", QWidget)


def test_somebody_who_is_no_longer_in_the_book_is_said(book: Book, qtbot: QtBot) -> None:
    shown = _shown(book, qtbot, None)
    assert shown.said == ["That is no longer in the book."]


def test_looking_changes_nothing(book: Book, case: Case, qtbot: QtBot) -> None:
    before = (book.cases.get(case.id), book.cases.compensations(case.id))
    shown = _shown(book, qtbot, case.id)
    shown.person.write("Orders expected in the next year", "3")
    shown.person.click("Close")
    assert (book.cases.get(case.id), book.cases.compensations(case.id)) == before
