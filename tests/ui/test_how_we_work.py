"""The house rules for clients, as a letter and as a sheet for the wall: edited by the owner, then read on the paper."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from case_desk import TODAY, Table
from evenhand import actions
from evenhand.domain.comfort import Comfort, ComfortFlag
from evenhand.domain.records import LETTER_LANGUAGES, Client, Letter, LetterKind
from evenhand.domain.rule_data import rule_from
from evenhand.domain.rules import Gate, GateAnswerKind, HouseRule
from evenhand.letters.refusal import LetterRefused
from evenhand.storage.book import Book
from evenhand.ui.clients_screen import ClientsScreen
from evenhand.ui.desk import Place
from evenhand.ui.draft_at_hand import facts_of
from evenhand.ui.how_we_work import HowWeWork, open_how_we_work
from evenhand.ui.letter_warnings import warnings_for
from paper import said
from person import Person

Look = Callable[[QWidget], Person]
KIND = LetterKind.HOW_WE_WORK
ANSWER, MISTAKES, CHOICE = 11, 13, 14  # the numbers of these rules
WORDS = {"en": "Tea is on me.", "ru": "Чай за мной.", "ro": "Ceaiul e din partea mea.", "hy": "Թեյն ինձնից է։"}
in_every_language = pytest.mark.parametrize("language", LETTER_LANGUAGES)


@pytest.fixture
def quiet(table: Table) -> None:
    for rule in table.book.rules.all():
        table.book.rules.switch(rule.id, False)


def tea(book: Book, **words: str) -> HouseRule:
    """A rule of the owner's own, with its private words and its line for clients."""
    private = {"name": {"en": "zqname"}, "do": {"en": "zqdo"}, "say": {"en": "zqsay"}}
    valued = {"fact": "valued", "comparison": "is", "value": "yes"}
    body = {"id": 0, "group": "case", "conditions": [valued], "for_clients": words or WORDS, "gates": ["new_order"]}
    return book.rules.save(rule_from(body | private))


def letter(table: Table, client: Client, language: str = "en") -> str:
    return " ".join(said(table.book.letters.pdf(issued(table, client, language).id)))


def issued(table: Table, client: Client, language: str = "en") -> Letter:
    draft = actions.start_letter(table.book, kind=KIND, language=language, today=TODAY, client_id=client.id)
    return actions.issue_letter(table.book, draft=draft, operation_id=uuid4().hex, issued_on=TODAY)


@in_every_language
def test_the_letter_says_the_line_of_a_rule_in_its_own_language(
    table: Table, priya: Client, quiet: None, language: str
) -> None:
    tea(table.book)

    text = letter(table, priya, language)
    assert WORDS[language] in text
    assert not [words for code, words in WORDS.items() if code != language and words in text]


def test_the_letter_follows_the_rules_edited_moved_and_off(table: Table, priya: Client) -> None:
    rules = table.book.rules
    line = dict(rules.get(ANSWER).for_clients)["en"].replace("{answer.days}", "3 working days").replace("*", "")
    assert line in letter(table, priya)

    rules.save(replace(rules.get(ANSWER), for_clients=(("en", "You hear from me within {answer.days}."),)))
    rules.switch(MISTAKES, False)
    text = letter(table, priya)
    assert "You hear from me within 3 working days." in text
    assert line not in text
    assert dict(rules.get(MISTAKES).for_clients)["en"].split("**")[1] not in text

    first = dict(rules.get(CHOICE).for_clients)["en"].split("**")[1]
    assert text.index("You hear from me") < text.index(first)
    rules.move(CHOICE, 0)
    moved = letter(table, priya)
    assert moved.index(first) < moved.index("You hear from me")


def test_a_draft_that_lay_about_says_what_the_rules_say_now(table: Table, priya: Client, quiet: None) -> None:
    rule = tea(table.book)
    draft = actions.start_letter(table.book, kind=KIND, language="en", today=TODAY, client_id=priya.id)
    table.book.rules.save(replace(rule, for_clients=(("en", "Coffee is on me."),)))

    sent = actions.issue_letter(table.book, draft=draft, operation_id="x", issued_on=TODAY)
    text = " ".join(said(table.book.letters.pdf(sent.id)))
    assert "Coffee is on me." in text
    assert "Tea" not in text
    assert "• Coffee is on me." in actions.plain_text(table.book, letter_id=sent.id)


@in_every_language
def test_all_the_rules_as_they_come_fit_one_page_of_a_letter_and_one_sheet(
    table: Table, priya: Client, language: str
) -> None:
    assert len(said(table.book.letters.pdf(issued(table, priya, language).id))) == 1
    sheet = HowWeWork(table.desk, language)
    assert len(said(sheet.draw())) == 1


def test_a_language_in_which_no_rule_has_words_says_so_instead_of_printing_a_hole(
    table: Table, priya: Client, quiet: None
) -> None:
    tea(table.book, en="Tea is on me.")
    with pytest.raises(LetterRefused) as refused:
        letter(table, priya, "hy")
    assert (refused.value.code, refused.value.details["language"]) == ("no_rule_lines", "hy")


def test_the_composer_names_the_rules_that_lack_words_in_the_letters_language(
    table: Table, priya: Client, quiet: None
) -> None:
    tea(table.book)
    tea(table.book, en="Cake is on me.")
    for language, unsaid in (("en", []), ("hy", [("House rules", "Not said in Հայերեն yet: zqname.")])):
        draft = actions.start_letter(table.book, kind=KIND, language=language, today=TODAY, client_id=priya.id)
        found = warnings_for(table.book, draft, facts_of(table.book, draft, TODAY), TODAY)
        assert [one for one in found if one[0] == "House rules"] == unsaid
        table.book.letters.drop_draft(draft.id)


def test_the_owners_own_text_of_before_keeps_its_own_lines(table: Table, priya: Client, quiet: None) -> None:
    tea(table.book)
    own = "{client.salutation}\n\n- **An answer.** Within {answer.days}.\n\nTell me first.\n"
    actions.save_letter_text(table.book, kind=KIND, language="en", subject="How I work", body=own, base_version=1)

    text = letter(table, priya)
    assert "An answer. Within 3 working days." in text
    assert "Tea" not in text


@in_every_language
def test_nothing_private_is_in_the_letter_nor_on_the_sheet(table: Table, priya: Client, language: str) -> None:
    book = table.book
    rule = tea(book)
    book.comfort.set_flag(ComfortFlag(priya.id, Comfort.UNCOMFORTABLE, TODAY, "zqflag"))
    book.comfort.set_note(priya.id, "zqnote")
    about = {"client_id": priya.id, "gate": Gate.NEW_ORDER, "rule_id": rule.id, "on": TODAY}
    actions.answer_gate(book, **about, answer=GateAnswerKind.GO_ON)
    sent = issued(table, priya, language)

    sheet = HowWeWork(table.desk, language).draw()
    out = [*said(book.letters.pdf(sent.id)), *said(sheet), sent.snapshot, sent.body]
    for pdf in (book.letters.pdf(sent.id), sheet):  # in two letters of what is compressed one may come by chance
        assert not [word for word in (b"zqname", b"zqdo", b"zqsay", b"zqflag", b"zqnote") if word in pdf]
    assert "zq" not in " ".join(out) + actions.plain_text(book, letter_id=sent.id)
    assert WORDS[language] in out[0]


# The sheet, at the window


@pytest.fixture
def sheet(table: Table, priya: Client, quiet: None, look_at: Look) -> Person:
    tea(table.book)
    person = look_at(ClientsScreen(table.desk, clock=lambda: time(9)))
    open_how_we_work(table.desk, person.screen)
    return person


def on_sheet(person: Person) -> str:
    form = person.seen
    assert isinstance(form, HowWeWork)
    return said(form.draw())[0]


def test_the_sheet_is_seen_as_it_will_be_printed_in_the_language_that_is_chosen(sheet: Person) -> None:
    form = sheet.seen
    assert isinstance(form, HowWeWork)
    assert not form.paper._image.isNull()
    assert "Tea is on me." in on_sheet(sheet)
    assert "Priya" not in on_sheet(sheet)

    before = QImage(form.paper._image)
    sheet.click("Русский")
    assert "Чай за мной." in on_sheet(sheet)
    assert form.paper._image != before


def test_hours_typed_for_it_stand_on_the_sheet(sheet: Person) -> None:
    sheet.write("Hours and days", "I am here from ten to six")
    assert "My hours. I am here from ten to six." in on_sheet(sheet)


def test_it_is_saved_where_the_owner_wants_it(sheet: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "How we work.pdf"
    monkeypatch.setattr("evenhand.ui.loose_sheet.ask_where", lambda _parent, _asking, _name: path)
    sheet.click("Save as PDF")

    assert "Tea is on me." in said(path.read_bytes())[0]


def test_the_sheet_names_what_is_not_said_and_what_keeps_it_from_being_printed(sheet: Person, table: Table) -> None:
    [rule] = [one for one in table.book.rules.all() if one.is_own]
    table.book.rules.save(replace(rule, for_clients=(("en", "Tea is on me."),)))
    sheet.click("Հայերեն")
    form = sheet.seen
    assert isinstance(form, HowWeWork)
    assert form.lacking.text.text() == "Not said in Հայերեն yet: zqname."
    assert form.trouble.text().startswith("No house rule has a line for clients in Հայերեն.")
    assert form.paper._image.isNull()
    assert not form.primary.isEnabled()

    sheet.click("English")
    assert form.trouble.isHidden()
    assert form.primary.isEnabled()
    sheet.click("House rules")
    assert table.gone == [(Place.RULES, 0)]
