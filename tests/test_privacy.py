"""What the owner keeps for herself stays in the book: sentinels in every private field, sought on every way out."""

import io
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from evenhand import actions, cli, wording
from evenhand.domain.comfort import Comfort, ComfortFlag, ComfortMark, ComfortReason
from evenhand.domain.money import Money
from evenhand.domain.records import (
    Case,
    Cause,
    Channel,
    Client,
    Direction,
    Interaction,
    Letterhead,
    LetterKind,
    Order,
    Owner,
    Remedy,
    Responsibility,
)
from evenhand.letters.refusal import LetterRefused
from evenhand.storage.book import Book

TODAY = date(2026, 11, 20)
SENTINELS = ("zqflagreason", "zqmarknote", "zqprivatenote", "zqcontactsummary", "zqcasewords", "zqcasetitle")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "book"


@pytest.fixture
def private(folder: Path) -> Iterator[Book]:
    with Book.create(folder) as book:
        heads = tuple(Letterhead(code, "Linden Tailoring", "Mara Linden") for code in ("en", "ru", "ro", "hy"))
        book.owner.save(Owner(heads, country="GB", currency="GBP"))
        client = book.clients.add(Client(0, "Priya Raman", "Dear Ms Raman,", "Ms Priya Raman", currency="GBP"))
        book.comfort.set_flag(ComfortFlag(client.id, Comfort.UNCOMFORTABLE, TODAY, "zqflagreason"))
        book.comfort.set_note(client.id, "zqprivatenote")
        called = Interaction(0, client.id, datetime(2026, 11, 2, 9), Channel.PHONE, Direction.IN, "zqcontactsummary")
        contact = book.interactions.add(called)
        book.comfort.mark(ComfortMark(contact.id, Comfort.UNEASY, (ComfortReason.RUDE,), "zqmarknote"))
        paid = Money(200, "GBP")
        for number in range(len(LetterKind)):
            order = Order(0, client.id, f"2026-000{number}", date(2026, 11, 2), "a suit", paid, paid)
            case = Case(0, "", client.id, book.orders.add(order).id, "zqcasetitle", TODAY, words="zqcasewords")
            case = book.cases.add(case)
            found = replace(case, cause=Cause.PRODUCT, responsibility=Responsibility.OURS, finding="It was too small.")
            book.cases.save(replace(found, remedy=Remedy.NOTHING))
        yield book


def _give(book: Book, kind: LetterKind, case_id: int) -> None:
    if kind is LetterKind.REFUND:
        actions.choose_refund(
            book, case_id=case_id, amount=Money(40, "GBP"), method="your card", pay_by=TODAY, today=TODAY
        )
    if kind in (LetterKind.BONUS, LetterKind.DOUBLE):
        owner = book.owner.get()
        assert owner is not None
        actions.choose_bonus(book, case_id=case_id, share=owner.bonus_share, months=3, round_to=None, today=TODAY)
    if kind in (LetterKind.GIFT, LetterKind.DOUBLE):
        actions.choose_gift(book, case_id=case_id, what="a scarf", cost=Money(9, "GBP"), beside=True)


def _everything_that_goes_out(book: Book, language: str, folder: Path) -> str:
    out = []
    for kind, row in zip(LetterKind, book.cases.open(), strict=True):
        _give(book, kind, row.case.id)
        draft = actions.start_letter(book, case_id=row.case.id, kind=kind, language=language, today=TODAY)
        out += [draft.subject, draft.body]
        letter = actions.issue_letter(book, draft=draft, operation_id=f"{kind}", issued_on=TODAY)
        pdf = book.letters.pdf(letter.id)
        reader = PdfReader(io.BytesIO(pdf))
        out += [page.extract_text() for page in reader.pages]
        out += [str(reader.metadata), pdf.decode("latin-1"), letter.snapshot, letter.subject, letter.body]
        out.append(actions.save_copy(book, letter_id=letter.id, path=folder / f"{letter.number}.pdf").name)
        out.append(actions.copy_name(book, letter_id=letter.id))
    for refused in (
        lambda: actions.choose_refund(book, case_id=1, amount=Money(4000, "GBP"), method="", pay_by=TODAY, today=TODAY),
        lambda: actions.open_case(book, order_id=1, title="x", words="y", received_on=TODAY, operation_id="again"),
    ):
        with pytest.raises(wording.KNOWN_ERRORS) as caught:
            refused()
        out += [str(caught.value), repr(caught.value), wording.sentence(caught.value)]
    return "\n".join(out).lower()


@pytest.mark.parametrize("language", ["en", "ru", "ro", "hy"])
def test_no_private_word_is_in_a_letter_a_draft_a_copy_a_refusal_or_a_log(
    private: Book,
    folder: Path,
    tmp_path: Path,
    language: str,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    copies = tmp_path / "copies"
    copies.mkdir()
    out = _everything_that_goes_out(private, language, copies)
    private.close()
    assert cli.run(cli.read(["check", "--data", str(folder)])) == 0
    printed = capsys.readouterr()
    out += "\n".join((caplog.text, printed.out, printed.err)).lower()
    assert [word for word in SENTINELS if word in out] == []


def test_no_private_word_can_be_searched_for(private: Book) -> None:
    for word in SENTINELS:
        assert list(private.clients.ids(text=word)) == []
    tables = private.connection.rows("SELECT name FROM sqlite_master WHERE sql LIKE '%fts5%'")
    for (table,) in tables:
        for part in private.connection.rows(f"SELECT name FROM sqlite_master WHERE name LIKE '{table}%'"):
            rows = private.connection.rows(f"SELECT * FROM {part[0]}")
            assert not any(word in str(rows) for word in SENTINELS), part


def test_a_character_that_cannot_be_printed_is_named_without_the_words_round_it(private: Book) -> None:
    (row, *_rest) = private.cases.open()
    _give(private, LetterKind.GIFT, row.case.id)
    draft = actions.start_letter(private, case_id=row.case.id, kind=LetterKind.GIFT, language="en", today=TODAY)
    spoilt = replace(draft, body=f"{draft.body}\n\nzqprivatenote 😀")
    with pytest.raises(LetterRefused) as caught:
        actions.issue_letter(private, draft=spoilt, operation_id="x", issued_on=TODAY)
    assert "zqprivatenote" not in f"{caught.value}{caught.value!r}{wording.sentence(caught.value)}"
