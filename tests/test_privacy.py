"""What the owner keeps for herself stays in the book: sentinels in every private field, sought on every way out."""

import io
import logging
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from pypdf import PdfReader

import tailor
from evenhand import actions, cli, wording
from evenhand.domain.comfort import CheckIn, Comfort, ComfortFlag, ComfortMark, ComfortReason
from evenhand.domain.intake import FitAnswer, Intake, IntakeAnswer, IntakeEnding
from evenhand.domain.line import Claim
from evenhand.domain.money import Money
from evenhand.domain.options import CaseOption
from evenhand.domain.questions import CaseQuestion
from evenhand.domain.records import (
    Case,
    Channel,
    ChosenBy,
    Client,
    Direction,
    Interaction,
    Letter,
    LetterDraft,
    LetterEvent,
    LetterEventKind,
    Letterhead,
    LetterKind,
    LetterTextOfOwn,
    Order,
    Owner,
    Remedy,
)
from evenhand.domain.rule_data import rule_from
from evenhand.domain.rules import Gate, GateAnswer, GateAnswerKind
from evenhand.domain.suggestions import Heard, OrderAsked, Suggestion
from evenhand.domain.turns import Turn
from evenhand.letters import template, wall_sheet
from evenhand.letters.refusal import LetterRefused
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed
from evenhand.storage.rules import KeptRule
from tailor import LATER, TODAY

SENTINELS = (
    "zqflagreason", "zqmarknote", "zqprivatenote", "zqcontactsummary", "zqcasewords", "zqcasetitle", "zqcasefeeling",
    "zqwaydetails", "zqturnnote", "zqfollowup", "zqwhy", "zqhabit", "zqclaim", "zqquestion", "zqanswer",
    "zqrulename", "zqruledo", "zqrulesay", "zqgaterule", "zqintakename", "zqcamethrough", "zqasks", "zqintakereason",
    "zqcriterion", "zqintakenote", "zqsuggestion", "zqsuggestionanswer", "zqpraise",
)  # fmt: skip
IN_THE_FACTS = ("zqcasewords", "zqclaim", "zqquestion", "zqanswer")  # the client's own, and what was asked of them


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "book"


@pytest.fixture
def private(folder: Path) -> Iterator[Book]:
    with Book.create(folder) as book:
        heads = tuple(Letterhead(code, "Linden Tailoring", "Mara Linden") for code in ("en", "ru", "ro", "hy"))
        book.owner.save(Owner(heads, email="mara@example.org", country="GB", currency="GBP"))
        yield book


def _known(book: Book, name: str) -> Client:
    """A client with something private in every place for it."""
    client = Client(0, name, "Dear Ms Raman,", "Ms Priya Raman", email="priya@example.org", currency="GBP")
    client = book.clients.add(client)
    book.comfort.set_flag(ComfortFlag(client.id, Comfort.UNCOMFORTABLE, TODAY, "zqflagreason"))
    book.comfort.set_note(client.id, "zqprivatenote")
    called = Interaction(0, client.id, datetime(2026, 3, 2, 9), Channel.PHONE, Direction.IN, "zqcontactsummary")
    contact = book.interactions.add(called)
    book.comfort.mark(ComfortMark(contact.id, Comfort.UNEASY, (ComfortReason.RUDE,), "zqmarknote"))
    _asked_in(book, client)
    return client


def _asked_in(book: Book, client: Client) -> None:
    """What the owner asked herself about the client, and what the house rules say of her."""
    known = {"name": "zqintakename", "came_through": "zqcamethrough", "asks": "zqasks", "reason": "zqintakereason"}
    intake = Intake(0, TODAY, **known, client_id=client.id, ending=IntakeEnding.WELCOME, ended_on=TODAY)  # type: ignore[arg-type]
    intake = book.intakes.add(intake)
    book.intake_answers.add(IntakeAnswer(0, intake.id, 1, "zqcriterion", FitAnswer.NO, "zqintakenote"))
    words = {"name": {"en": "zqrulename"}, "do": {"en": "zqruledo"}, "say": {"en": "zqrulesay"}}
    hard = {"fact": "hard_marks", "comparison": "at_least", "value": 1, "within": 3650}
    rule = book.rules.save(rule_from({"id": 0, "group": "self_first", "conditions": [hard], **words}))
    book.gate_answers.add(GateAnswer(0, client.id, Gate.NEW_ORDER, rule.id, "zqgaterule", GateAnswerKind.GO_ON, TODAY))
    book.check_ins.save(CheckIn(TODAY, Comfort.UNEASY))
    book.suggestions.add(Suggestion(0, TODAY, "zqsuggestion", client.id, None, TODAY, "zqsuggestionanswer"))
    order = book.orders.add(Order(0, client.id, "P-1", TODAY, "a hem", Money(900, "GBP"), Money(900, "GBP")))
    book.orders_asked.save(OrderAsked(order.id, TODAY, Heard.PRAISE, TODAY, "zqpraise"))


def _begun(book: Book, kind: LetterKind, language: str) -> LetterDraft:
    client = _known(book, f"Priya Raman {kind}")
    begin = tailor.ready_for(book, kind, client, language)
    for case in book.cases.of_client(client.id):
        _told_in_private(book, case)
    return actions.start_letter(book, **begin)


def _told_in_private(book: Book, case: Case) -> None:
    """Puts something in each field of a case that no letter may tell."""
    said = {"whys": ("zqwhy",), "change_in": "zqhabit", "changed_on": TODAY, "chosen_by": ChosenBy.OWNER}
    book.cases.save(replace(case, title="zqcasetitle", words="zqcasewords", **said))  # type: ignore[arg-type]
    way = CaseOption(0, case.id, 0, Remedy.REPAIR, "A mended lining", "zqwaydetails", LATER)
    way = actions.save_option(book, option=way, today=TODAY)
    book.comfort.mark_option(way.id, Comfort.UNEASY)
    book.comfort.mark_case(case.id, Comfort.UNCOMFORTABLE, "zqcasefeeling")
    actions.give_turn(book, case_id=case.id, turn=Turn.THIRD_PARTY, since=TODAY, note="zqturnnote", today=TODAY)
    actions.give_turn(book, case_id=case.id, turn=Turn.OURS, since=TODAY, today=TODAY)
    asked = {"client_id": case.client_id, "case_id": case.id, "due_on": LATER, "what": "zqfollowup", "today": TODAY}
    actions.plan_follow_up(book, **asked)  # type: ignore[arg-type]
    actions.set_door(book, client_id=case.client_id, closed=True, on=TODAY)
    book.asked.add(CaseQuestion(0, case.id, TODAY, "zqquestion", "zqanswer"))
    book.claims.add(Claim(0, case.id, TODAY, "zqclaim"))


def _kinds(language: str) -> list[LetterKind]:
    """The kinds that the language has a text for."""
    found = []
    for kind in LetterKind:
        with suppress(FileNotFoundError):
            template.load(kind, language)
            found.append(kind)
    return found


def _everything_that_goes_out(book: Book, language: str, folder: Path) -> str:
    out = []
    kinds = _kinds(language)
    assert kinds
    for kind in kinds:
        draft = _begun(book, kind, language)
        out += [draft.subject, draft.body, str(draft.typed)]
        letter = actions.issue_letter(book, draft=draft, operation_id=f"{kind}", issued_on=TODAY)
        out += _of_issued(book, letter, folder)
    taken = book.cases.get(1).order_id
    for refused in (
        lambda: actions.choose_refund(book, case_id=1, amount=Money(4000, "GBP"), method="", pay_by=TODAY, today=TODAY),
        lambda: actions.open_case(book, order_id=taken, title="x", words="y", received_on=TODAY, operation_id="again"),
    ):
        with pytest.raises(wording.KNOWN_ERRORS) as caught:
            refused()
        out += [str(caught.value), repr(caught.value), wording.sentence(caught.value)]
    return "\n".join(out).lower()


def _of_issued(book: Book, letter: Letter, folder: Path) -> Iterator[str]:
    """All that leaves the book with one letter, or is kept beside it."""
    id_: dict[str, int] = {"letter_id": letter.id}
    pdf = book.letters.pdf(letter.id)
    reader = PdfReader(io.BytesIO(pdf))
    yield from (page.extract_text() for page in reader.pages)
    yield from (str(reader.metadata), pdf.decode("latin-1"), letter.snapshot, letter.subject, letter.body)
    yield from (actions.copy_name(book, **id_), actions.email_name(book, **id_), actions.plain_text(book, **id_))
    yield actions.save_copy(book, **id_, path=folder / f"{letter.number}.pdf").name
    saved = actions.save_email(book, **id_, path=folder / f"{letter.number}.eml")
    message = message_from_bytes(saved.read_bytes(), policy=SMTP)
    assert isinstance(message, EmailMessage)
    yield str(message.items())
    for part in message.iter_parts():
        yield f"{part.items()} {part.get_content()!r}"
    book.letters.add_event(LetterEvent(0, letter.id, LetterEventKind.DRAFTED, datetime(2026, 4, 2, 9), saved.name))
    yield str(book.letters.events(letter.id))
    void = {"reason": "wrong", "voided_on": TODAY, "operation_id": f"void {letter.id}"}
    yield repr(actions.void_letter(book, **id_, **void))  # type: ignore[arg-type]
    yield repr(actions.left_by_voiding(book, **id_))
    yield repr(actions.replace_letter(book, **id_, today=TODAY))


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


def test_the_facts_of_a_case_tell_what_was_said_and_done_and_nothing_of_what_the_owner_thinks(private: Book) -> None:
    draft = _begun(private, LetterKind.APOLOGY, "en")
    actions.issue_letter(private, draft=draft, operation_id="apology", issued_on=TODAY)
    (case,) = private.cases.of_client(draft.client_id)
    called = Interaction(0, case.client_id, datetime(2026, 4, 1, 9), Channel.PHONE, Direction.IN, "zqcontactsummary")
    contact = private.interactions.add(replace(called, case_id=case.id))
    private.comfort.mark(ComfortMark(contact.id, Comfort.UNEASY, (ComfortReason.RUDE,), "zqmarknote"))
    part = {"client_id": case.client_id, "order_id": case.order_id, "accepted": None, "method": "the card"}
    given = {"pay_by": LATER, "items": ["the cloth"], "bonus_fates": {}, "door_closed": True, "letter": False}
    actions.part_kindly(private, **part, **given, case_id=case.id, today=TODAY, operation_id="part")  # type: ignore[arg-type]
    told = repr(actions.facts_pack(private, case_id=case.id, today=LATER)).lower()
    assert [word for word in SENTINELS if word in told] == [word for word in SENTINELS if word in IN_THE_FACTS]
    for word in (*Comfort, *ComfortReason, "door", *(f"chosenby.{one}" for one in ChosenBy)):
        assert word not in told


def test_an_own_text_can_not_ask_for_what_is_private(private: Book) -> None:
    for kind in LetterKind:
        for field in (
            "comfort.flag",
            "client.note",
            "case.words",
            "case.title",
            "interaction.summary",
            "option.details",
            "turn.note",
        ):
            text = {"subject": "A letter", "body": "{client.salutation}\n\n{?" + field + "}{" + field + "}{/}"}
            with pytest.raises(LetterRefused) as refused:
                actions.save_letter_text(private, kind=kind, language="en", **text)
            assert refused.value.details["reason"] == "unknown_field"
        # One that found its way into the book all the same can't be filled either.
        private.letter_texts.save(LetterTextOfOwn(0, "en", kind, **text, base_version=1))
        with pytest.raises(LetterRefused, match="unknown_field"):
            _begun(private, kind, "en")
        private.letter_texts.drop("en", kind)


def test_no_private_word_can_be_searched_for(private: Book) -> None:
    _begun(private, LetterKind.GIFT, "en")
    for word in SENTINELS:
        assert list(private.clients.ids(text=word)) == []
    tables = private.connection.rows("SELECT name FROM sqlite_master WHERE sql LIKE '%fts5%'")
    for (table,) in tables:
        for part in private.connection.rows(f"SELECT name FROM sqlite_master WHERE name LIKE '{table}%'"):
            rows = private.connection.rows(f"SELECT * FROM {part[0]}")
            assert not any(word in str(rows) for word in SENTINELS), part


def test_a_character_that_cannot_be_printed_is_named_without_the_words_round_it(private: Book) -> None:
    draft = _begun(private, LetterKind.GIFT, "en")
    spoilt = replace(draft, body=f"{draft.body}\n\nzqprivatenote 😀")
    with pytest.raises(LetterRefused) as caught:
        actions.issue_letter(private, draft=spoilt, operation_id="x", issued_on=TODAY)
    assert "zqprivatenote" not in f"{caught.value}{caught.value!r}{wording.sentence(caught.value)}"


def _records(book: Book) -> Iterator[object]:
    """Every record of the book that holds something private."""
    for (client_id,) in book.connection.rows("SELECT id FROM clients"):
        yield book.comfort.of(client_id)
        yield book.comfort.marks_of(client_id)
        for one in book.intakes.of_client(client_id):
            yield one
            yield book.intake_answers.of_intake(one.id)
        yield book.suggestions.of_client(client_id)
        for gate in Gate:
            yield book.gate_answers.of_client(client_id, gate)
        for order in book.orders.of_client(client_id):
            yield book.orders_asked.of(order.id)


OF_FEELINGS = (
    "zqflagreason", "zqmarknote", "zqintakename", "zqcamethrough", "zqasks", "zqintakereason", "zqcriterion",
    "zqintakenote", "zqsuggestion", "zqsuggestionanswer", "zqpraise", "zqgaterule", "uncomfortable", "uneasy", "rude",
)  # fmt: skip


def test_a_record_in_a_fault_or_a_traceback_shows_no_private_word(private: Book) -> None:
    _known(private, "Priya Raman")
    told = " ".join(repr(one) for one in _records(private))
    assert "ComfortFlag(client_id=1" in told
    assert [word for word in OF_FEELINGS if word in told.lower()] == []


def test_what_the_book_refuses_is_named_without_what_was_being_kept(private: Book) -> None:
    flag = ComfortFlag(99, Comfort.UNCOMFORTABLE, TODAY, "zqflagreason")
    mark = ComfortMark(99, Comfort.UNEASY, (ComfortReason.RUDE,), "zqmarknote")
    asked = {"came_through": "zqcamethrough", "asks": "zqasks", "reason": "zqintakereason"}
    unended = Intake(0, TODAY, "zqintakename", **asked, ending=IntakeEnding.WELCOME, ended_on=TODAY)  # type: ignore[arg-type]
    answer = IntakeAnswer(0, 99, 1, "zqcriterion", FitAnswer.NO, "zqintakenote")
    twice = private.intakes.add(Intake(0, TODAY, "zqintakename"))
    private.intake_answers.add(replace(answer, intake_id=twice.id))
    gate = GateAnswer(0, 99, Gate.NEW_ORDER, 1, "zqgaterule", GateAnswerKind.PART, TODAY)
    rule = KeptRule(1000, 1, True, "zqrulename {", 0)
    for refused in (
        lambda: private.comfort.set_flag(flag),
        lambda: private.comfort.mark(mark),
        lambda: private.comfort.set_note(99, "zqprivatenote"),
        lambda: private.intakes.add(unended),
        lambda: private.intake_answers.add(answer),
        lambda: private.intake_answers.add(replace(answer, intake_id=twice.id)),
        lambda: private.gate_answers.add(gate),
        lambda: private.suggestions.add(Suggestion(0, TODAY, "zqsuggestion", 99)),
        lambda: private.orders_asked.save(OrderAsked(99, TODAY, Heard.PRAISE, TODAY, "zqpraise")),
        lambda: private.rules.restore([rule]),
    ):
        with pytest.raises(StorageFailed) as caught:
            refused()
        told = "".join(traceback.format_exception(caught.value)) + wording.sentence(caught.value)
        assert caught.value.reason == "rule", told
        # The lines of this test are part of the traceback, and of no other.
        told = "\n".join(line for line in told.splitlines() if "lambda" not in line)
        assert [word for word in SENTINELS if word in told.lower()] == []


def test_the_sheet_for_the_wall_holds_the_rules_lines_for_clients_and_nothing_else_of_them(private: Book) -> None:
    _known(private, "Priya Raman")
    (rule,) = [one for one in private.rules.all() if one.is_own]
    private.rules.save(replace(rule, for_clients=(("en", "I answer within three working days."),)))
    owner = private.owner.get()
    assert owner is not None
    lines = actions.house_lines(private, language="en")
    pdf = wall_sheet.how_we_work(owner, language="en", on=TODAY, rules=lines.lines)
    reader = PdfReader(io.BytesIO(pdf))
    told = "".join(page.extract_text() for page in reader.pages) + str(reader.metadata) + pdf.decode("latin-1")
    assert "three working days" in told.replace("\u00a0", " ").replace("\n", " ")
    assert [word for word in SENTINELS if word in told.lower()] == []
    assert "zqrulename" not in repr(lines.lines)


@pytest.mark.parametrize("later", [None, LATER])
def test_the_letter_that_ends_an_intake_tells_nothing_of_what_was_weighed(
    private: Book, tmp_path: Path, later: date | None
) -> None:
    words = {"name": "Camille Durand", "came_through": "zqcamethrough", "asks": "zqasks"}
    intake = private.intakes.add(Intake(0, TODAY, **words))  # type: ignore[arg-type]
    private.intake_answers.add(IntakeAnswer(0, intake.id, 1, "zqcriterion", FitAnswer.NO, "zqintakenote"))
    if later is None:
        end = actions.decline_kindly(private, intake_id=intake.id, today=TODAY)
    else:
        put_off = {"reason": "zqintakereason", "remind_on": later, "remind_of": "zqfollowup", "room_from": later}
        end = actions.not_now(private, intake_id=intake.id, **put_off, today=TODAY)  # type: ignore[arg-type]
    assert end.draft is not None
    out = [repr(end.draft), end.draft.subject, end.draft.body, str(end.draft.typed)]
    letter = actions.issue_letter(private, draft=end.draft, operation_id="end", issued_on=TODAY)
    out += _of_issued(private, letter, tmp_path)
    assert [word for word in SENTINELS if word in "\n".join(out).lower()] == []


def test_what_is_written_is_not_told_to_a_log_however_much_it_is_to_tell(
    private: Book, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    _known(private, "Priya Raman")
    private.comfort.wipe(notes=True)
    assert [word for word in (*SENTINELS, "priya") if word in caplog.text.lower()] == []
