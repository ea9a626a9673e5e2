"""A letter for the mail program: plain text in its own language, and an unsent message with the PDF."""

import io
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pypdf
import pytest

from evenhand import actions, resources
from evenhand.domain.case import CaseRefused
from evenhand.domain.records import Case, Client, Letter, Letterhead, LetterKind
from evenhand.storage.book import Book
from evenhand.storage.errors import NotInBook, StorageFailed
from tailor import TODAY, ready_for, refund, written

HEADS = {
    "en": "With kind regards,",
    "ru": "С уважением,",
    "ro": "Cu stimă,",
    "hy": "Հարգանքով՝",
}

TEXTS = [
    (kind, language)
    for kind in LetterKind
    for language in HEADS
    if resources.path("letters", language, f"{kind}.md").exists()
]


@pytest.fixture
def client(shop: Book) -> Client:
    owner = shop.owner.get()
    assert owner is not None
    heads = tuple(Letterhead(code, f"Needle & Thread {code}", "A. Owner", role="Tailor") for code in HEADS)
    shop.owner.save(replace(owner, letterheads=heads))
    return shop.clients.add(Client(0, "Priya Raman", "Dear Ms Raman,", email="priya@example.org", currency="GBP"))


def message_of(book: Book, letter: Letter) -> EmailMessage:
    message = message_from_bytes(actions.email_draft(book, letter_id=letter.id), policy=SMTP)
    assert isinstance(message, EmailMessage)
    return message


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_draft_waits_in_the_mail_program_with_the_letter_beside_it(shop: Book, client: Client) -> None:
    letter = written(shop, LetterKind.REFUND, client)
    message = message_of(shop, letter)
    assert (message["X-Unsent"], message["To"], message["From"]) == ("1", "priya@example.org", "hello@example.org")
    assert message["Subject"] == letter.subject
    assert message["Date"] is None  # the mail program's own, when it's sent
    body = message.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == actions.plain_text(shop, letter_id=letter.id)
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "R-2026-0001.pdf"
    assert (attached.get_content_type(), attached.get_content()) == ("application/pdf", shop.letters.pdf(letter.id))


@pytest.mark.parametrize(
    ("language", "subject"),
    [("ru", "Возврат: серое пальто — всё вместе"), ("ro", "Rambursare: paltonul „gri”"), ("hy", "Վերադարձ՝ վերարկու")],
)
def test_a_subject_in_any_script_comes_through(shop: Book, client: Client, language: str, subject: str) -> None:
    shop.clients.save(client)
    draft = actions.start_letter(shop, **ready_for(shop, LetterKind.GIFT, client, language))
    letter = actions.issue_letter(shop, draft=replace(draft, subject=subject * 3), operation_id="x", issued_on=TODAY)
    raw = actions.email_draft(shop, letter_id=letter.id)
    assert raw.split(b"\r\n\r\n", 1)[0].isascii()
    assert all(len(line) < 999 for line in raw.split(b"\r\n"))
    assert message_of(shop, letter)["Subject"] == subject * 3


def test_a_line_end_in_an_address_or_a_subject_begins_no_header(shop: Book, client: Client) -> None:
    owner = shop.owner.get()
    assert owner is not None
    shop.owner.save(replace(owner, email="me@example.org\r\nX-Evil: 1"))
    shop.clients.save(replace(client, email="priya@example.org\nBcc: thief@example.org\x00"))
    draft = actions.start_letter(shop, **ready_for(shop, LetterKind.GIFT, shop.clients.get(client.id)))
    bad = replace(draft, subject="A gift\r\nBcc: thief@example.org")
    message = message_of(shop, actions.issue_letter(shop, draft=bad, operation_id="x", issued_on=TODAY))
    assert message["Bcc"] is message["X-Evil"] is message["Cc"] is None
    assert message["Subject"] == "A gift Bcc: thief@example.org"
    assert set(message.keys()) == {"X-Unsent", "Subject", "MIME-Version", "Content-Type"}


@pytest.mark.parametrize("word", ["=?utf-8?q?Coat=0D=0ABcc:_x=40y.z?=", "=?utf-8?b?YQ0KQmNjOiB4QHkueg==?="])
def test_a_word_in_mails_own_spelling_begins_no_header_either(shop: Book, client: Client, word: str) -> None:
    draft = actions.start_letter(shop, **ready_for(shop, LetterKind.HOW_WE_WORK, client))
    letter = actions.issue_letter(shop, draft=replace(draft, subject=word), operation_id="issue", issued_on=TODAY)
    message = message_of(shop, letter)
    assert message["Bcc"] is None
    assert message["Subject"] == word.replace("=?", "= ?")


@pytest.mark.parametrize(
    ("typed", "used"),
    [
        ("priya@example.org", "priya@example.org"),
        (" Priya Raman <priya@example.org> ", "priya@example.org"),
        ("info@пример.рф", "info@xn--e1afmkfd.xn--p1ai"),
        *((none, None) for none in ("", "not an address", "анна@пример.рф", "a@b@c", "<", '"', "a@b.c, d@e.f", "@")),
        ("priya@" + "a" * 300, None),
        ("=?utf-8?q?x=40y.z=2C_priya?=@example.org", None),
        ("=?utf-8?q?a=0D=0ABcc=3Ax?=@example.org", None),
    ],
)
def test_an_address_is_used_where_it_is_one_and_else_left_to_the_mail_program(
    shop: Book, client: Client, typed: str, used: str | None
) -> None:
    letter = written(shop, LetterKind.HOW_WE_WORK, client)
    shop.clients.save(replace(shop.clients.get(client.id), email=typed))
    message = message_of(shop, letter)
    assert message["To"] == used
    assert len(list(message.iter_attachments())) == 1


def test_a_message_without_addresses_is_left_to_the_mail_program(shop: Book, client: Client) -> None:
    owner = shop.owner.get()
    assert owner is not None
    shop.owner.save(replace(owner, email=""))
    letter = written(shop, LetterKind.HOW_WE_WORK, replace(client, email=" "))
    message = message_of(shop, letter)
    assert message["From"] is message["To"] is None


def test_an_american_letter_stays_american_as_plain_text_wherever_its_owner_moves(shop: Book, client: Client) -> None:
    owner = shop.owner.get()
    assert owner is not None
    shop.owner.save(replace(owner, country="US"))
    letter = written(shop, LetterKind.REFUND, client)
    shop.owner.save(owner)
    told = spaced(actions.plain_text(shop, letter_id=letter.id))
    assert "April 16, 2026" in told
    assert "16 April 2026" not in told


@pytest.mark.parametrize(("kind", "language"), TEXTS)
def test_the_plain_text_is_the_letter_in_its_own_language(
    shop: Book, client: Client, kind: LetterKind, language: str
) -> None:
    letter = written(shop, kind, client, language)
    text = actions.plain_text(shop, letter_id=letter.id)
    assert text.startswith("Dear Ms Raman,\n\n")
    assert text.endswith(f"\n\n{HEADS[language]}\n\nA. Owner\nTailor\nNeedle & Thread {language}\n")
    assert not [sign for sign in ("[[", "]]", "**", "{", "}", "\\") if sign in text]
    printed = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(shop.letters.pdf(letter.id))).pages)
    # Whatever the text says stands on the page too.
    joined = "".join(printed.split()).replace("\u2011", "-")
    words = [word for word in text.split() if word.isalpha()]
    assert len(words) > 20
    assert [word for word in words if word not in joined] == []


def test_the_figures_stand_where_the_bands_are(shop: Book, client: Client) -> None:
    text = spaced(actions.plain_text(shop, letter_id=written(shop, LetterKind.REFUND, client).id))
    assert (
        "I am returning part of what you paid:\n\n"
        "Amount: £18.13 (25% of the £72.50 paid)\n"
        "Paid to: the card ending 4417\n"
        "In your account by: 16 April 2026\n\n"
    ) in text


def test_a_choice_sheet_reads_as_a_numbered_list(shop: Book, client: Client) -> None:
    text = spaced(actions.plain_text(shop, letter_id=written(shop, LetterKind.OPTIONS, client).id))
    sheet = text[text.index("1. a new lining") :].split("\n\n")[0].splitlines()
    assert sheet[1:3] == ["   By 16 April 2026", "   From you: one fitting"]
    assert [line[:3] for line in sheet if line[0].isdigit()] == ["1. ", "2. ", "3. "]


def test_a_reminder_names_the_code_and_the_later_last_day(shop: Book, client: Client) -> None:
    letter = written(shop, LetterKind.BONUS_REMINDER, client)
    assert letter.bonus_id is not None
    granted = shop.bonuses.get(letter.bonus_id)
    text = spaced(actions.plain_text(shop, letter_id=letter.id))
    assert f"Bonus: £7.50 for your next order\nCode: {granted.code}\nValid: until 30 September 2026 inclusive" in text
    # What was told stays as it was told, whatever becomes of the bonus.
    actions.cancel_bonus(shop, bonus_id=granted.id, on=TODAY, operation_id="cancel")
    assert spaced(actions.plain_text(shop, letter_id=letter.id)) == text


def test_a_band_whose_place_was_taken_out_stands_before_the_last_paragraph(shop: Book, client: Client) -> None:
    draft = actions.start_letter(shop, **ready_for(shop, LetterKind.GIFT, client))
    body = "Dear Ms Raman,\n\nHere you are.\n\n- one\n- *two*\n\nGoodbye."
    letter = actions.issue_letter(shop, draft=replace(draft, body=body), operation_id="x", issued_on=TODAY)
    text = actions.plain_text(shop, letter_id=letter.id)
    assert text.startswith("Dear Ms Raman,\n\nHere you are.\n\n• one\n• two\n\na silk scarf\n\nGoodbye.\n\n")


def test_a_whole_refund_is_not_worked_out_and_a_sum_in_words_stands_beside_it(shop: Book, case: Case) -> None:
    owner = shop.owner.get()
    assert owner is not None
    shop.owner.save(replace(owner, letterheads=(replace(owner.letterheads[0], sums_in_words=True),)))
    refund(shop, case)
    draft = actions.start_letter(shop, kind=LetterKind.REFUND, language="en", today=TODAY, case_id=case.id)
    letter = actions.issue_letter(shop, draft=draft, operation_id="x", issued_on=TODAY)
    text = actions.plain_text(shop, letter_id=letter.id)
    assert "Amount: £72.50 (seventy-two pounds" in text
    assert "of the" not in text.split("Amount:")[1].splitlines()[0]


def test_a_message_is_saved_whole_or_not_at_all(shop: Book, client: Client, tmp_path: Path) -> None:
    letter = written(shop, LetterKind.GIFT, client)
    name = actions.email_name(shop, letter_id=letter.id)
    assert name == "G-2026-0001.eml"
    saved = actions.save_email(shop, letter_id=letter.id, path=tmp_path / name)
    assert list(tmp_path.iterdir()) == [saved]
    message = message_from_bytes(saved.read_bytes(), policy=SMTP)
    assert message["Subject"] == letter.subject
    with pytest.raises(StorageFailed, match="no_folder"):
        actions.save_email(shop, letter_id=letter.id, path=tmp_path / "gone" / name)


def test_there_is_no_message_without_a_letter_or_an_owner(shop: Book, client: Client) -> None:
    for make in (actions.plain_text, actions.email_draft, actions.email_name):
        with pytest.raises(NotInBook):
            make(shop, letter_id=99)
    letter = written(shop, LetterKind.GIFT, client)
    owner = shop.owner.get()
    assert owner is not None
    shop.owner.save(replace(owner, letterheads=()))
    with pytest.raises(CaseRefused, match="no_owner"):
        actions.plain_text(shop, letter_id=letter.id)
