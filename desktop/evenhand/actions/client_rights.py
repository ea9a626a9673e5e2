"""What a client can ask for: a copy of what they gave and got, and all else that is held about them.

The two are files of their own. The first holds nothing private and can be handed over as it is; the second is what the
owner chose, item by item, after reading it.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Collection, Iterable
from datetime import date
from pathlib import Path

from evenhand import formats
from evenhand.actions.copies import name_of, write_whole
from evenhand.storage.book import Book
from evenhand.storage.client_copy import PARTS, ClientCopy, Part
from evenhand.storage.held_items import HeldItem, HeldItems
from evenhand.translation import N_, SCREEN_LANGUAGES, _, language, text_in

_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say: when it was packed is nobody's business

# A code under its label as a word; anything else as it is.
Word = Callable[[str, str], str]

# What stands in the book as a code, as the client reads it.
_CODES = {
    "in_person": N_("In person"),
    "phone": N_("By phone"),
    "email": N_("By e-mail"),
    "message": N_("By message"),
    "letter": N_("By letter"),
    "other": N_("Another way"),
    "in": N_("You to us"),
    "out": N_("We to you"),
    "kept": N_("Kept"),
    "broken": N_("Not kept"),
    "cancelled": N_("Cancelled"),
    "granted": N_("Granted"),
    "redeemed": N_("Used"),
    "exchanged": N_("Exchanged for money"),
    "reversed": N_("Taken back"),
    "extended": N_("Extended"),
}
_CODED = {N_("channel"), N_("direction"), N_("how it ended"), N_("entry")}


def client_copy_name(client_id: int, today: date) -> str:
    """The file name to propose, without the client's name: "client-17-2026-11-22.zip"."""
    return f"client-{client_id}-{today}.zip"


def client_copy(book: Book, client_id: int, path: Path, *, today: date) -> Path:
    """Writes what a client gave and got to a ZIP, in the language of their letters, and says which file it was.

    It holds contents.txt, a CSV for each kind of thing, and the letters as they were issued; nothing else, whatever
    else the book holds. Raises NotInBook, StorageFailed (with the path).
    """
    reads = ClientCopy(book.connection)
    code = reads.language(client_id)
    code = code if code in SCREEN_LANGUAGES else "en"
    packed = io.BytesIO()
    told = []
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in PARTS:
            if rows := reads.rows(part, client_id):
                _pack(archive, f"{part.name}.csv", _table(part, rows, code))
                told.append(f"{part.name}.csv: {text_in(code, part.about)}")
        letters = reads.letters(client_id)
        for id_, number, pdf in letters:
            _pack(archive, f"letters/{name_of(id_, number)}.pdf", pdf)
        if letters:
            told.append(f"letters/: {text_in(code, N_('the letters, page by page as you got them'))}")
        _pack(archive, "contents.txt", _contents(book, told, code, today))
    return write_whole(packed.getvalue(), path, private=True)


def _pack(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED)


def _table(part: Part, rows: Iterable[tuple[object, ...]], code: str) -> bytes:
    coded = [place for place, heading in enumerate(part.columns) if heading in _CODED]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([text_in(code, heading) for heading in part.columns])
    for row in rows:
        cells = list(row)
        for place in coded:
            cells[place] = text_in(code, _CODES.get(str(cells[place]), str(cells[place] or "")))
        writer.writerow(cells)
    return text.getvalue().encode("utf-8-sig")


def _contents(book: Book, told: list[str], code: str, today: date) -> bytes:
    owner = book.owner.get()
    business = owner.letterhead(code).business_name if owner and owner.letterheads else ""
    head = text_in(code, N_("What you gave us and got from us, as we hold it on {day}."))
    lines = [business, head.format(day=formats.long_date(today, code)), *told]
    lines.append(text_in(code, N_("The tables open in any spreadsheet. Days are written year-month-day.")))
    return "\r\n\r\n".join(line for line in lines if line).encode("utf-8-sig") + b"\r\n"


def _as_it_is(_label: str, value: str) -> str:
    return value


def private_items(book: Book, client_id: int) -> list[HeldItem]:
    """Everything else that is held about a client, place by place. Raises NotInBook."""
    return HeldItems(book.connection).all(client_id)


def subject_access_name(client_id: int, today: date) -> str:
    """The file name to propose, without the client's name."""
    return f"client-{client_id}-held-{today}.txt"


def subject_access(
    book: Book,
    client_id: int,
    chosen: Collection[tuple[str, int]],
    path: Path,
    *,
    today: date,
    word: Word = _as_it_is,
) -> Path:
    """Writes the chosen ones of `private_items`, by their keys, to a text file, and says which file it was.

    `word` gives a value under its label in the owner's words. Raises NotInBook, StorageFailed (with the path).
    """
    client = book.clients.get(client_id)
    items = [one for one in private_items(book, client_id) if one.key in chosen]
    head = _("What is held about {name}, on {day}").format(name=client.name, day=formats.long_date(today, language()))
    text = "\n\n".join([head, *(item_text(one, word) for one in items)])
    told = text.replace("\r\n", "\n").replace("\n", "\r\n") + "\r\n"
    return write_whole(told.encode("utf-8-sig"), path, private=True)


def item_text(item: HeldItem, word: Word = _as_it_is) -> str:
    """One item as it is written to the file: what it is, its day, and its parts a line each."""
    head = "  ·  ".join(one for one in (_(item.called), item.when[:16]) if one)
    return "\n".join([head, *(f"{_(label)}: {_said(label, values, word)}" for label, values in item.parts)])


def _said(label: str, values: Iterable[str], word: Word) -> str:
    return ", ".join(word(label, one) for one in values)
