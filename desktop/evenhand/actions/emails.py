"""An issued letter for the mail program: as plain text, and as a draft that it opens. Nothing is sent from here."""

import re
import unicodedata
from pathlib import Path

from evenhand.actions.copies import name_of, write_whole
from evenhand.domain.case import CaseRefused
from evenhand.storage.book import Book


def plain_text(book: Book, *, letter_id: int) -> str:
    """The letter as plain text in its own language, its figures among the words. Raises NotInBook."""
    from evenhand.letters.plain import plain

    letter, owner = book.letters.get(letter_id), book.owner.get()
    if owner is None or not owner.letterheads:
        raise CaseRefused("no_owner")
    return plain(letter, owner.letterhead(letter.language))


def email_draft(book: Book, *, letter_id: int) -> bytes:
    """The letter as an unsent message (RFC 5322): to the client's address, the text, and the PDF beside it.

    Mail programs that know `X-Unsent` open it for writing. Raises NotInBook.
    """
    from email.message import EmailMessage
    from email.policy import SMTP

    letter, owner = book.letters.get(letter_id), book.owner.get()
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if sender := _address(owner.email if owner else ""):
        message["From"] = sender
    if receiver := _address(book.clients.get(letter.client_id).email):
        message["To"] = receiver
    message["Subject"] = _header(letter.subject)
    message.set_content(plain_text(book, letter_id=letter_id), cte="quoted-printable")
    message.add_attachment(
        book.letters.pdf(letter_id),
        maintype="application",
        subtype="pdf",
        # The client reads it: the kind of letter is the owner's word.
        filename=f"{name_of(letter_id, letter.number)}.pdf",
    )
    return message.as_bytes()


def email_name(book: Book, *, letter_id: int) -> str:
    """The file name to propose for the draft: "R-2026-0031.eml". Raises NotInBook."""
    return f"{name_of(letter_id, book.letters.get(letter_id).number)}.eml"


def save_email(book: Book, *, letter_id: int, path: Path) -> Path:
    """Writes the draft to a file as `save_copy` writes a PDF. Raises NotInBook, StorageFailed (with the path)."""
    return write_whole(email_draft(book, letter_id=letter_id), path)


def _header(text: str) -> str:
    """On one line, without control characters: a line end in what was typed must not begin a header of its own.

    Nor must one in an encoded word (RFC 2047), which would be decoded after this.
    """
    line = "".join(character for character in " ".join(text.split()) if unicodedata.category(character) != "Cc")
    return line.replace("=?", "= ?")


_PART = r'[^\s<>"(),:;\\\[\]@]+'
_ADDRESS = re.compile(rf"(?:[^<>@]*<)?({_PART})@({_PART})(?:>)?")


def _address(text: str) -> str:
    """The one address in the text as mail carries it; empty where there's none, and the mail program will ask."""
    found = _ADDRESS.fullmatch(_header(text))
    if not found or not found[1].isascii():
        return ""
    try:
        return f"{found[1]}@{found[2].encode('idna').decode('ascii')}"
    except UnicodeError:
        return ""
