"""A case's facts pack on paper: every dated fact is there, nothing private is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evenhand import actions, formats, translation
from evenhand.domain.comfort import Comfort, ComfortFlag, ComfortMark
from evenhand.domain.line import Claim
from evenhand.domain.questions import CaseQuestion
from evenhand.domain.records import Case, Channel, Direction, Interaction, LetterKind, Remedy
from evenhand.storage.book import Book
from evenhand.ui import loose_sheet
from evenhand.ui.desk import Desk
from evenhand.ui.facts_sheet import draw_facts, print_facts, save_facts
from evenhand.ui.printing import Print, Printed
from paper import boxes, said
from tailor import LATER, TODAY, bonus, gift, issue, open_case, open_shop, pounds

Said = list[str]


@pytest.fixture
def case(book: Book) -> Case:
    """A case with something of everything in it, the private too."""
    case = open_case(open_shop(book))
    agreed = {"remedy": Remedy.REDO, "remedy_what": "a new lining", "remedy_by": LATER, "finding": "It was cut short."}
    book.cases.save(replace(case, title="zqtitle", whys=("zqwhy",), **agreed))  # type: ignore[arg-type]
    called = Interaction(0, 1, datetime(2026, 3, 31, 9, 30), Channel.PHONE, Direction.IN, "zqsummary", case_id=case.id)
    contact = book.interactions.add(called)
    book.comfort.mark(ComfortMark(contact.id, Comfort.UNEASY, (), "zqmark"))
    book.comfort.set_flag(ComfortFlag(1, Comfort.UNCOMFORTABLE, TODAY, "zqflag"))
    book.comfort.set_note(1, "zqnote")
    book.asked.add(CaseQuestion(0, case.id, date(2026, 3, 31), "When did it tear?", "On Monday."))
    book.claims.add(Claim(0, case.id, date(2026, 3, 31), "the money back", pounds("72.50")))
    actions.make_promise(
        book, client_id=1, what="a call", due_on=date(2026, 4, 3), case_id=case.id, made_on=TODAY, operation_id="p"
    )
    bonus(book, case)
    gift(book, case, beside=True)
    issue(book, case, LetterKind.DOUBLE)
    return case


@pytest.fixture
def told() -> Said:
    return []


@pytest.fixture
def desk(book: Book, told: Said) -> Desk:
    def say(text: str, *_rest: object, **_more: object) -> None:
        told.append(text)

    return Desk(book, lambda: date(2026, 5, 1), lambda *_where: None, say)


def test_every_fact_stands_on_the_page_with_its_day(desk: Desk, case: Case) -> None:
    (text,) = said(draw_facts(desk, case.id))
    for words in (
        "Facts of case 2026-001",
        "Jane Whitcombe, order 2026-0147, grey wool coat.",
        "1 Mar 2026",
        "grey wool coat, no. 2026-0147, £72.50 paid",
        "30 Mar 2026",
        "“It tore on the first day.”",
        "By phone · They to me",
        "When did it tear? “On Monday.”",
        "the money back",
        "£72.50",
        "a call, by 3 April 2026",
        "It was cut short.",
        "a new lining, by 16 April 2026",
        "2 Apr 2026",
        "Needle & Thread",
        "1 May 2026",
        "Page 1 of 1",
    ):
        assert words in text, words
    letter = desk.book.letters.of_case(case.id)[0]
    assert letter.number in text


def test_nothing_private_and_no_opinion_is_printed(desk: Desk, case: Case) -> None:
    text = " ".join(said(draw_facts(desk, case.id))).lower()
    assert "zq" not in text
    assert "uneasy" not in text
    assert "comfortable" not in text


@pytest.mark.parametrize("language", translation.SCREEN_LANGUAGES)
def test_it_is_drawn_in_the_screens_language(desk: Desk, case: Case, language: str) -> None:
    translation.use(language)
    text = " ".join(said(draw_facts(desk, case.id)))
    assert " ".join(formats.long_date(date(2026, 5, 1), language).replace("\u00a0", " ").split()) in text
    assert boxes(draw_facts(desk, case.id))
    assert draw_facts(desk, case.id) == draw_facts(desk, case.id)


@pytest.mark.parametrize("act", [print_facts, save_facts])
def test_it_is_printed_or_saved_and_one_line_says_so(
    qtbot: QtBot,
    desk: Desk,
    case: Case,
    told: Said,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    act: Callable[[Desk, QWidget, int], None],
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    monkeypatch.setattr(loose_sheet, "print_pdf", lambda *_args: Print(Printed.YES))
    monkeypatch.setattr(loose_sheet, "ask_where", lambda _parent, _title, name: tmp_path / name)
    act(desk, parent, case.id)
    if act is print_facts:
        assert told == ["“Facts of case 2026-001” went to the printer."]
    else:
        assert told == ["Saved Facts of case 2026-001.pdf."]
        assert (tmp_path / "Facts of case 2026-001.pdf").read_bytes() == draw_facts(desk, case.id)


def test_a_character_that_cant_be_printed_is_named(qtbot: QtBot, desk: Desk, case: Case, told: Said) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    desk.book.cases.save(replace(desk.book.cases.get(case.id), words="上海"))
    save_facts(desk, parent, case.id)
    assert "U+4E0A" in told[0]
