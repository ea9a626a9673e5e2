"""Made schema_05.db, once, with the program as it was when schema 5 was released. Never run again: the file is frozen.

It's the fourth schema's book brought up to date, and what only the fifth can hold.

PYTHONPATH=desktop python tests/old_books/make_v5.py tests/old_books/schema_05.db
"""

import shutil
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from evenhand import actions
from evenhand.actions import erasing, importing, safekeeping
from evenhand.domain.records import LetterDraft, LetterKind
from evenhand.storage.book import Book
from evenhand.storage.seen import Seen

DAY = date(2026, 12, 2)
NOON = datetime(2026, 12, 2, 12, tzinfo=UTC)
PEOPLE = "Name,Phone,E-mail\nCamille Dupont,0600 11 22 33,\nПётр Лавров,+371 22 100 17,lavrov@example.org\n"


def fill(folder: Path, seen: Seen) -> None:
    """An import that adds one person and fills in another; the added one erased; a number that a restoration lost."""
    file = folder / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    with Book.open(folder) as book:
        owner = book.owner.get()
        assert owner is not None
        book.owner.save(replace(owner, keep_years=7))
        plan = importing.preview(book, importing.read_file(file))
        importing.take(book, plan, operation_id="import", now=NOON)
        (camille,) = book.clients.ids(text="camille dupont")
        erasing.erase(book, camille, today=DAY, keep_until=date(2033, 12, 31), seen=seen, now=NOON)
        backup = safekeeping.back_up(book, now=NOON)
        assert backup is not None
        book.owner.save(replace(owner, logo=None, signature=None))  # the first schema's are no pictures
        draft = LetterDraft(0, 2, None, LetterKind.HOW_WE_WORK, "en", "How we work", "Dear Peter,")
        lost = actions.issue_letter(book, draft=draft, operation_id="lost", issued_on=DAY)
    restored = safekeeping.restore(folder, backup.path, key=None, seen=seen, today=DAY)
    assert restored.lost_numbers == (lost.number,), restored


if __name__ == "__main__":
    target = Path(sys.argv[1])
    if target.exists():
        sys.exit(f"{target} is frozen")
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "book"
        home.mkdir()
        shutil.copy(Path(__file__).with_name("schema_04.db"), home / "book.db")
        fill(home, Seen(Path(place) / "seen"))
        target.write_bytes((home / "book.db").read_bytes())
