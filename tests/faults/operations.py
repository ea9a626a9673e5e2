"""The work that is broken on purpose: each operation with what it starts from and what must hold whatever happens."""

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evenhand.actions import importing, safekeeping
from evenhand.domain.records import LetterKind
from evenhand.storage.backups import Backups
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.storage.database import open_database
from evenhand.storage.imports import MANY
from evenhand.storage.keys import BookKey, is_under, of_passphrase
from evenhand.storage.rekeying import rekey
from evenhand.storage.seen import Seen
from faults import letters_at_work
from faults.child import Say

OLD_BOOK = Path(__file__).parents[1] / "old_books" / "schema_01.db"


@dataclass(frozen=True)
class Operation:
    """Something that is done to a book in a folder."""

    name: str
    make: Callable[[Path], object]  # the folder it starts from
    do: Callable[[Path, Say], object]
    wrong: Callable[[Path, tuple[str, ...]], list[str]]  # given what was said to be done


def _old(folder: Path) -> None:
    folder.mkdir()
    shutil.copy(OLD_BOOK, folder / "book.db")


def _bring_up_to_date(folder: Path, say: Say) -> None:
    Book.open(folder).close()
    say("brought up to date")


def _letters(path: Path) -> list[tuple[str, str]]:
    database = open_database(path, None)
    try:
        rows = database.execute("SELECT number, pdf FROM letters ORDER BY id").fetchall()
    finally:
        database.close()
    return [(number, hashlib.sha256(pdf).hexdigest()) for number, pdf in rows]


def _version(path: Path) -> int:
    database = open_database(path, None)
    try:
        return int(database.execute("PRAGMA user_version").fetchone()[0])
    finally:
        database.close()


def _after_migration(folder: Path, said: tuple[str, ...]) -> list[str]:
    wrong = []
    found, copies = _version(folder / "book.db"), sorted(folder.glob("before-v*.db"))
    if said and found == 1:
        wrong.append("said to be up to date")
    if found != 1 and not copies:
        wrong.append("no copy from before")
    wrong += [f"copy {one.name}" for one in copies if _version(one) != 1 or _letters(one) != _letters(OLD_BOOK)]
    with Book.open(folder) as book:
        wrong += [finding.code for finding in check(book)]
    if _letters(folder / "book.db") != _letters(OLD_BOOK):
        wrong.append("letters differ")
    return wrong


def _three_letters(folder: Path, key: BookKey | None = None) -> None:
    letters_at_work.make_book(folder, key)
    with Book.open(folder, key=key) as book:
        letters_at_work.issue_two(book, lambda _line: None, name="earlier")
        letters_at_work.issue_two(book, lambda _line: None, name="and", bonus=False)


def _back_up(folder: Path, say: Say) -> None:
    with Book.open(folder) as book:
        for hour in range(3):
            letters_at_work.issue_two(book, lambda _line: None, name=f"hour {hour}", bonus=False)
            done = safekeeping.back_up(book, now=NOW.replace(hour=hour))
            assert done is not None
            say(done.path.name)


def _after_backup(folder: Path, said: tuple[str, ...]) -> list[str]:
    wrong = [f"lost {name}" for name in said if not (folder / "backups" / name).is_file()]
    with Book.open(folder) as book:
        wrong += [finding.code for finding in check(book)]
    letters = _letters(folder / "book.db")
    for one in Backups(folder).all():
        kept = _letters(one.path)
        if not one.is_whole() or kept != letters[: len(kept)]:
            wrong.append(f"{one.path.name} is no backup")
    if list((folder / "backups").glob("*.tmp")):
        wrong.append("a half backup is left")
    return wrong


def _rekey(old: BookKey | None, new: BookKey | None) -> Operation:
    def do(folder: Path, say: Say) -> None:
        with Book.open(folder, key=old) as book:
            rekey(book, new)
            say("under the new key")
            letters_at_work.issue_two(book, lambda _line: None, name="under the new key", bonus=False)
            say("written")

    def wrong(folder: Path, said: tuple[str, ...]) -> list[str]:
        path = folder / "book.db"
        key = new if is_under(path, new) else old
        if said and key != new:
            return ["said to be under the new key"]
        with Book.open(folder, key=key) as book:
            found = [finding.code for finding in check(book)]
            letters = book.letters.count()
        if letters < 3 + max(len(said) - 1, 0):
            found.append(f"{letters} letters")
        if [one.name for one in folder.iterdir() if one.name.endswith(".tmp")]:
            found.append("a half-written book is left")
        return found

    return Operation(
        f"put the book under a key {'from none' if old is None else 'from another'}",
        lambda folder: _three_letters(folder, old),
        do,
        wrong,
    )


def _with_backup(folder: Path) -> None:
    """A backup with three letters, and two more in the book since."""
    _three_letters(folder)
    with Book.open(folder) as book:
        safekeeping.back_up(book, now=NOW)
        letters_at_work.issue_two(book, lambda _line: None, name="since")


def _restore(folder: Path, say: Say) -> None:
    (backup,) = Backups(folder).all()
    memory = Seen(folder.with_name(f"{folder.name} seen"))
    safekeeping.restore(folder, backup.path, key=None, seen=memory, today=NOW.date())
    say("restored")


def _after_restore(folder: Path, said: tuple[str, ...]) -> list[str]:
    shutil.rmtree(folder.with_name(f"{folder.name} seen"), ignore_errors=True)
    with Book.open(folder) as book:
        wrong = [finding.code for finding in check(book)]
        letters = book.letters.count()
        letters_at_work.issue_two(book, lambda _line: None, name="afterwards")
        number = book.letters.rows(limit=2)[1].number
        wrong += [f"afterwards {finding.code}" for finding in check(book)]
    if letters not in (3, 5) or (said and letters != 3):
        wrong.append(f"{letters} letters")
    if number != "B-2026-0003":  # 2 was given by the book that was replaced
        wrong.append(f"the next letter is {number}")
    if letters == 3 and 5 not in [len(_letters(one.path)) for one in Backups(folder).all()]:
        wrong.append("the book that was replaced isn't kept")
    return wrong


def _in_turns(folder: Path) -> None:
    """Three backups; the first was brought back, and letters were issued on it, when the third was made."""
    _with_backup(folder)
    seen = Seen(folder.with_name("earlier seen"))
    with Book.open(folder) as book:
        second = safekeeping.back_up(book, now=NOW.replace(hour=19))
    assert second is not None
    first = Backups(folder).all()[-1]
    safekeeping.restore(folder, first.path, key=None, seen=seen, today=NOW.date())
    with Book.open(folder) as book:
        letters_at_work.issue_two(book, lambda _line: None, name="on the first")
        safekeeping.back_up(book, now=NOW.replace(hour=20))


def _restore_in_turns(folder: Path, say: Say) -> None:
    memory = Seen(folder.with_name(f"{folder.name} seen"))
    kept = sorted((one for one in Backups(folder).all() if one.seal), key=lambda one: one.made_at)
    for turn, backup in enumerate((kept[1], kept[2], kept[0])):
        safekeeping.restore(folder, backup.path, key=None, seen=memory, today=NOW.date())
        with Book.open(folder) as book:
            number = book.letters.expected_number(LetterKind.REFUND, NOW.year)
            letters_at_work.issue_two(book, lambda _line: None, name=f"turn {turn}", bonus=False)
        say(number)


def _after_turns(folder: Path, said: tuple[str, ...]) -> list[str]:
    shutil.rmtree(folder.with_name(f"{folder.name} seen"), ignore_errors=True)
    with Book.open(folder) as book:
        wrong = [finding.code for finding in check(book)]
        following = book.letters.expected_number(LetterKind.REFUND, NOW.year)
    given: dict[str, set[str]] = {}
    for path in (folder / "book.db", *(one.path for one in Backups(folder).all())):
        for number, seal in _letters(path):
            given.setdefault(number, set()).add(seal)
    wrong += [f"{number} was given to {len(seals)} letters" for number, seals in given.items() if len(seals) > 1]
    if len(set(said)) < len(said) or following in {*said, *given}:
        wrong.append(f"{following} is given again")
    return wrong


def _with_a_stick(folder: Path) -> None:
    _in_turns(folder)
    (folder / "stick").mkdir()


def _carry(folder: Path, say: Say) -> None:
    place, backups = folder / "stick", Backups(folder)
    with Book.open(folder) as book:
        book_id = book.id
    for backup in backups.all():
        say(backups.copy_to(place, backup, NOW, book_id).name)


def _after_carrying(folder: Path, said: tuple[str, ...]) -> list[str]:
    here = {one.path.name: one.path.read_bytes() for one in Backups(folder).all()}
    there = {path.name: path.read_bytes() for path in folder.glob("stick/*/*.db")}
    wrong = [f"{name} is not what was sent" for name, raw in there.items() if here.get(name) != raw]
    return wrong + [f"{name} did not arrive" for name in said if name not in there]


_PEOPLE, _HOST = 40, MANY + 50


def _import(people: int) -> Callable[[Path, Say], None]:
    def do(folder: Path, say: Say) -> None:
        cards = folder.with_name("people.csv")
        lines = (f"Person {number},person{number}@example.org" for number in range(people))
        cards.write_text("Name,E-mail\n" + "\n".join(lines), encoding="utf-8")
        with Book.open(folder) as book:
            plan = importing.preview(book, importing.read_file(cards))
            importing.take(book, plan, operation_id="import", now=NOW)
            say("taken in")

    return do


def _after_import(people: int) -> Callable[[Path, tuple[str, ...]], list[str]]:
    def wrong_with(folder: Path, said: tuple[str, ...]) -> list[str]:
        with Book.open(folder) as book:
            wrong = [finding.code for finding in check(book)]
            clients, backups = book.clients.count(), Backups(folder).all()
        if clients not in (1, 1 + people) or (said and clients == 1):
            wrong.append(f"{clients} clients")
        if clients > 1 and not any(one.is_whole() for one in backups):
            wrong.append("no backup from before")
        return wrong

    return wrong_with


def _taken_in(folder: Path) -> None:
    letters_at_work.make_book(folder)
    _import(_HOST)(folder, lambda _line: None)


def _take_back(folder: Path, say: Say) -> None:
    with Book.open(folder) as book:
        importing.take_back(book, import_id=1, now=NOW)
        say("taken back")


def _after_taking_back(folder: Path, said: tuple[str, ...]) -> list[str]:
    with Book.open(folder) as book:
        wrong = [finding.code for finding in check(book)]
        clients, back = book.clients.count(), book.imports.get(1).taken_back_at is not None
    if (clients, back) not in ((1, True), (1 + _HOST, False)) or (said and not back):
        wrong.append(f"{clients} clients, taken back: {back}")
    return wrong


NOW = datetime(2026, 11, 22, 18, 4, tzinfo=UTC)
KEY = of_passphrase("for the faults", b"salt of sixteen!")
OTHER_KEY = of_passphrase("for the faults too", b"another sixteen!")
ISSUE = Operation("issue letters", letters_at_work.make_book, letters_at_work.issue, letters_at_work.wrong_with)
MIGRATE = Operation("bring an old book up to date", _old, _bring_up_to_date, _after_migration)
BACK_UP = Operation("back up", _three_letters, _back_up, _after_backup)
RESTORE = Operation("restore a backup", _with_backup, _restore, _after_restore)
IN_TURNS = Operation("restore one backup after another", _in_turns, _restore_in_turns, _after_turns)
CARRY = Operation("carry backups to a second place", _with_a_stick, _carry, _after_carrying)
IMPORT = Operation("import clients", letters_at_work.make_book, _import(_PEOPLE), _after_import(_PEOPLE))
IMPORT_MANY = Operation("import many clients", letters_at_work.make_book, _import(_HOST), _after_import(_HOST))
TAKE_BACK = Operation("take an import back", _taken_in, _take_back, _after_taking_back)
REKEY, REKEY_AGAIN = _rekey(None, KEY), _rekey(KEY, OTHER_KEY)

ALL = (
    ISSUE, MIGRATE, BACK_UP, CARRY, RESTORE, IN_TURNS, REKEY, REKEY_AGAIN, IMPORT, IMPORT_MANY, TAKE_BACK,
)  # fmt: skip
WITH_FILES = (BACK_UP, CARRY, RESTORE, IN_TURNS, REKEY)
