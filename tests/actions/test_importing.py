"""Taking people of other programs into the book: nothing twice, nothing overwritten, all of it or none."""

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import books
from evenhand.actions import importing
from evenhand.actions.importing import By, Do, ImportDone, ImportStopped, Known, Plan
from evenhand.domain.comfort import Comfort, ComfortFlag
from evenhand.domain.money import Money
from evenhand.domain.records import Channel, Client, Direction, Interaction, Letterhead, Order, Owner, Standing
from evenhand.exchange.people import Field
from evenhand.exchange.refusal import FileRefused
from evenhand.storage.book import Book, Kind
from evenhand.storage.checking import check
from evenhand.storage.clients import ClientFilter
from evenhand.storage.errors import NotInBook, StorageFailed
from evenhand.storage.imports import MANY

NOW = datetime(2026, 11, 22, 18, 4, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HEADERS = "Name,Phone,E-mail,Address,Country,Client since,Note"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


def plan_of(book: Book, file: Path, *rows: str, headers: str = HEADERS) -> Plan:
    file.write_text("\n".join((headers, *rows)), encoding="utf-8")
    return importing.preview(book, importing.read_file(file))


def take(book: Book, plan: Plan, operation_id: str = "once") -> ImportDone:
    return importing.take(book, plan, operation_id=operation_id, now=NOW)


def names(book: Book) -> list[str]:
    return [book.clients.get(id_).name for id_ in book.clients.ids()]


def dump(book: Book) -> list[tuple[object, ...]]:
    """Everything about clients in the book."""
    tables = ("clients", "private_notes", "imports", "imported_clients", "book_state")
    return [row for table in tables for row in book.connection.rows(f"SELECT * FROM {table} ORDER BY 1")]


def many(count: int) -> list[str]:
    return [
        f"Jane Whitcombe {n},+44 1908 {n:06},jane{n}@example.org,{n} Mill Lane,GB,2020-01-02,note {n}"
        for n in range(count)
    ]


@pytest.fixture
def jane(book: Book) -> Client:
    return book.clients.add(Client(0, "Jane Whitcombe", phone="+44 1908 555 017", email="jane@example.org"))


def test_somebody_new_comes_in_as_the_owner_writes_to_clients(book: Book, file: Path) -> None:
    book.owner.save(Owner((Letterhead("ro", "Ac și ață", "Ana"),), country="MD", currency="MDL"))
    done = take(
        book, plan_of(book, file, "Ion Țurcanu,+373 22 555 017,ion@example.md,Str. Lungă 5,Moldova,2019-05-06,tall")
    )
    (ion,) = [book.clients.get(id_) for id_ in book.clients.ids()]
    assert ion == Client(
        ion.id, "Ion Țurcanu", address_lines=("Str. Lungă 5",), country="MD", phone="+373 22 555 017",
        email="ion@example.md", language="ro", currency="MDL", since=date(2019, 5, 6),
    )  # fmt: skip
    assert (ion.salutation, ion.standing, book.comfort.note_of(ion.id)) == ("", Standing.ACTIVE, "tall")
    assert done == ImportDone(done.import_id, NOW, "people.csv", added=1, updated=0, skipped=0)
    assert book.imports.all() == [done]
    assert list(book.clients.ids(text="turcanu")) == list(book.clients.ids(text="555017")) == [ion.id]
    assert check(book) == []


def test_the_language_is_the_files_before_it_is_the_owners(book: Book, file: Path) -> None:
    book.owner.save(Owner((Letterhead("ro", "Ac și ață", "Ana"),), country="MD", currency="MDL"))
    take(book, plan_of(book, file, "Нина Волкова,", "Елена Сорокина,", "Anahit Grigoryan,hy", headers="Name,Language"))
    told = {one.name: one.language for one in map(book.clients.get, book.clients.ids())}
    assert told == {"Нина Волкова": "ru", "Елена Сорокина": "ru", "Anahit Grigoryan": "hy"}
    assert plan_of(book, file, "Helen Okafor,,,,,,").language == "ro"


@pytest.mark.parametrize(
    ("row", "by"),
    [
        ("Whitcombe Jane,,JANE@example.org,Bath,,,", By.EMAIL),
        ("Mrs Whitcombe,01908 555017,,Bath,,,", By.PHONE),
        ("JANE  WHITCOMBE,,,Bath,,,", By.NAME),
        ("Джейн Уиткомб,,jane@example.org,Bath,,,", By.EMAIL),
    ],
)
def test_who_is_known_is_recognised_and_filled_in(book: Book, jane: Client, file: Path, row: str, by: By) -> None:
    plan = plan_of(book, file, row)
    (line,) = plan.lines
    assert (line.known, line.by, line.do, line.client_id) == (Known.CLIENT, by, Do.UPDATE, jane.id)
    assert (line.client_name, line.fills) == ("Jane Whitcombe", ("address_lines",))
    assert take(book, plan).updated == 1
    assert book.clients.get(jane.id) == replace(jane, address_lines=("Bath",))


def test_a_namesake_with_another_number_comes_in_as_another_client(book: Book, jane: Client, file: Path) -> None:
    (line,) = plan_of(book, file, "Jane Whitcombe,+1 217 555 0100,,,,,").lines
    assert (line.known, line.by, line.do) == (Known.CLIENT, By.NAME, Do.ADD)


def test_who_only_shares_a_telephone_comes_in_as_another_client(book: Book, jane: Client, file: Path) -> None:
    (line,) = plan_of(book, file, "Peter Brown,+44 1908 555 017,,,,,").lines
    assert (line.known, line.by, line.do, line.client_id) == (Known.CLIENT, By.PHONE, Do.ADD, jane.id)


def test_the_likelier_of_two_is_found(book: Book, jane: Client, file: Path) -> None:
    husband = book.clients.add(Client(0, "Peter Whitcombe", phone="+44 1908 555 017"))
    (line,) = plan_of(book, file, "Peter Brown,+44 1908 555 017,,Bath,,,").lines
    assert (line.client_id, line.do) == (husband.id, Do.UPDATE)


def test_nothing_that_stands_is_overwritten(book: Book, file: Path) -> None:
    full = Client(
        0, "Jane Whitcombe", "Dear Jane,", "Mrs Whitcombe", ("Bath",), "GB", "+44 1", "jane@example.org",
        since=date(2015, 1, 1), valued=True,
    )  # fmt: skip
    full = book.clients.add(full)
    book.comfort.set_note(full.id, "mine")
    plan = plan_of(book, file, "Jane W Whitcombe,+44 20 7946 0182,jane@example.org,Olney,US,2020-01-01,theirs")
    assert [line.do for line in plan.lines] == [Do.SKIP]
    plan.lines[0].do = Do.UPDATE
    assert take(book, plan).updated == 0
    assert book.clients.get(full.id) == full
    assert book.comfort.note_of(full.id) == "mine"


def test_a_country_is_filled_in_only_with_its_address(book: Book, file: Path) -> None:
    paris = book.clients.add(Client(0, "Jane", address_lines=("Paris",), email="jane@example.org"))
    plan = plan_of(book, file, "Jane,+44 1908 555 017,jane@example.org,Bath,GB,,")
    assert plan.lines[0].fills == ("phone",)
    take(book, plan)
    assert book.clients.get(paris.id) == replace(paris, phone="+44 1908 555 017")
    nowhere = book.clients.add(Client(0, "Ann", email="ann@example.org"))
    assert take(book, plan_of(book, file, "Ann,,ann@example.org,,GB,,"), "ann").updated == 1
    assert book.clients.get(nowhere.id).country == "GB"


def test_who_stands_twice_in_the_file_comes_in_once_with_what_both_rows_say(book: Book, file: Path) -> None:
    plan = plan_of(
        book, file, "Ann Lee,,ann@example.org,,,,", "Lee Ann,+44 1908 555 018,,,,,tall", "Ann Lee,,ann@example.org,,,,"
    )
    assert [(line.known, line.do, line.twin) for line in plan.lines] == [
        (Known.NEW, Do.ADD, 0), (Known.TWICE, Do.UPDATE, 2), (Known.TWICE, Do.SKIP, 2)
    ]  # fmt: skip
    done = take(book, plan)
    (ann,) = [book.clients.get(id_) for id_ in book.clients.ids()]
    assert (ann.name, ann.phone, ann.email) == ("Ann Lee", "+44 1908 555 018", "ann@example.org")
    assert book.comfort.note_of(ann.id) == "tall"
    assert (done.added, done.updated, done.skipped) == (1, 1, 1)


def test_the_owners_choice_goes_before_the_proposal(book: Book, jane: Client, file: Path) -> None:
    plan = plan_of(book, file, "Jane Whitcombe,,jane@example.org,Bath,,,", "Ann Lee,,,,,,", "Ann Lee,,,,,,")
    for line, do in zip(plan.lines, (Do.ADD, Do.SKIP, Do.ADD), strict=True):
        line.do = do
    done = take(book, plan)
    assert (done.added, done.skipped) == (2, 1)
    assert names(book) == ["Ann Lee", "Jane Whitcombe", "Jane Whitcombe"]
    assert book.clients.get(jane.id) == jane


def test_two_rows_about_one_client_fill_in_what_each_has(book: Book, jane: Client, file: Path) -> None:
    rows = ("Jane Whitcombe,,jane@example.org,Bath,,,", "J Whitcombe,+44 1908 555 017,,Olney,,2020-01-02,")
    assert take(book, plan_of(book, file, *rows)).updated == 1
    assert book.clients.get(jane.id) == replace(jane, address_lines=("Bath",), since=date(2020, 1, 2))


def test_taking_the_same_file_again_changes_nothing(book: Book, file: Path) -> None:
    take(book, plan_of(book, file, *many(5)))
    before = book.connection.rows("SELECT * FROM clients")
    done = take(book, plan_of(book, file, *many(5)), "again")
    assert (done.added, done.updated, done.skipped) == (0, 0, 5)
    assert book.connection.rows("SELECT * FROM clients") == before


def test_the_same_operation_imports_once(book: Book, file: Path) -> None:
    plan = plan_of(book, file, *many(3))
    assert take(book, plan) == take(book, plan)
    assert book.clients.count() == 3


def test_rows_that_cant_be_taken_are_counted_as_skipped(book: Book, file: Path) -> None:
    plan = plan_of(book, file, "Ann Lee,,,,,,", "too,few", ",,,,,,x")
    assert [row.reason for row in plan.bad] == ["too_few", "no_name"]
    done = take(book, plan)
    assert (done.added, done.skipped) == (1, 2)


def test_a_file_without_names_waits_for_the_owner_to_say_where_they_are(book: Book, file: Path) -> None:
    file.write_text("Who,Rings\nJane,+44 1908 555 017\n")
    found = importing.read_file(file)
    assert (found.named, found.people, found.fields) == (False, (), (None, None))
    with pytest.raises(FileRefused, match="no_name_column"):
        importing.preview(book, found)
    found = importing.with_columns(found, (Field.NAME, Field.PHONE))
    assert [one.name for one in found.people] == ["Jane"]
    assert take(book, importing.preview(book, found)).added == 1


def test_address_cards_come_in_by_the_same_way(book: Book, jane: Client, tmp_path: Path) -> None:
    path = tmp_path / "people.VCF"
    path.write_text(
        "BEGIN:VCARD\nFN:Jane Whitcombe\nNOTE:tall\nEND:VCARD\nBEGIN:VCARD\nFN:Ann\nEND:VCARD\nBEGIN:VCARD\n"
    )
    done = take(book, importing.preview(book, importing.read_file(path)))
    assert (done.added, done.updated, done.skipped) == (1, 1, 1)
    assert book.comfort.note_of(jane.id) == "tall"


@pytest.mark.parametrize("count", [5, MANY + 5])
def test_few_and_many_leave_the_same_book(book: Book, file: Path, count: int) -> None:
    """Many go in past the triggers that keep the search indexes; nobody can tell afterwards."""
    ann = book.clients.add(Client(0, "Ann Lee", email="ann@example.org"))
    done = take(book, plan_of(book, file, "Ann Lee,+44 1,ann@example.org,,,,", *many(count)))
    assert (done.added, done.updated) == (count, 1)
    assert check(book) == []
    assert book.connection.value("SELECT count(*) FROM client_uids") == count + 1
    assert list(book.clients.ids(text="ann")) == [ann.id]
    assert len(book.clients.ids(text="whitcombe")) == count
    assert [book.clients.get(id_).name for id_ in book.clients.ids(text="jane3@")] == ["Jane Whitcombe 3"]
    later = book.clients.add(Client(0, "Later Whitcombe"))
    assert later.id in book.clients.ids(text="whitcombe")
    book.clients.drop(later.id)
    assert check(book) == []


@pytest.mark.parametrize("count", [5, MANY + 5, 2500])
def test_stopping_leaves_nothing(book: Book, jane: Client, file: Path, count: int) -> None:
    plan = plan_of(book, file, "Jane Whitcombe,,jane@example.org,Bath,,,", *many(count))
    before = dump(book)
    asked = iter([False] * (count // 1000 + 1))
    with pytest.raises(ImportStopped):
        importing.take(book, plan, operation_id="x", now=NOW, cancelled=lambda: next(asked, True))
    assert dump(book) == before
    assert check(book) == []
    assert list(book.clients.ids(text="whitcombe")) == [jane.id]


def test_a_failure_halfway_leaves_nothing(
    book: Book, jane: Client, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_of(book, file, "Jane Whitcombe,,jane@example.org,Bath,,,", *many(MANY))
    before = dump(book)

    def fail(*_args: object) -> int:
        raise StorageFailed("disk_full")

    monkeypatch.setattr(type(book.imports), "fill", fail)
    with pytest.raises(StorageFailed):
        take(book, plan)
    assert dump(book) == before
    assert check(book) == []


def test_it_says_how_far_it_has_come(book: Book, file: Path) -> None:
    seen: list[tuple[int, int]] = []
    file.write_text("\n".join((HEADERS, *many(2500))))
    found = importing.read_file(file)
    plan = importing.preview(book, found, progress=lambda *at: seen.append(at))
    assert seen == [(1000, 2500), (2000, 2500), (2500, 2500)]
    seen.clear()
    importing.take(book, plan, operation_id="x", now=NOW, progress=lambda *at: seen.append(at))
    assert seen == [(1000, 2500), (2000, 2500), (2500, 2500)]


def test_one_announcement_says_that_clients_changed(book: Book, file: Path) -> None:
    said: list[frozenset[Kind]] = []
    book.changed = said.append
    take(book, plan_of(book, file, *many(MANY)))
    assert said == [frozenset({Kind.CLIENTS, Kind.COMFORT})]


def test_a_backup_is_made_before(tmp_path: Path, file: Path) -> None:
    with Book.create(tmp_path / "book") as book:
        take(book, plan_of(book, file, *many(3)))
        (backup,) = (tmp_path / "book" / "backups").iterdir()
    assert "before-import" in backup.name
    with sqlite3.connect(backup) as copy:
        assert copy.execute("SELECT count(*) FROM clients").fetchone() == (0,)


@pytest.fixture
def imported(book: Book, jane: Client, file: Path) -> int:
    """Jane is filled in, and five are added."""
    return take(
        book, plan_of(book, file, "Jane Whitcombe,,jane@example.org,Bath,GB,2020-01-02,hers", *many(5))
    ).import_id


def test_taking_back_leaves_the_book_as_it_was(book: Book, jane: Client, imported: int) -> None:
    done = importing.take_back(book, import_id=imported, now=LATER)
    assert (done.removed, done.restored, done.stayed) == (5, 1, ())
    assert [book.clients.get(id_) for id_ in book.clients.ids()] == [jane]
    assert book.comfort.note_of(jane.id) == ""
    assert book.imports.get(imported).taken_back_at == LATER
    assert book.connection.rows("SELECT * FROM imported_clients") == []
    assert check(book) == []


def test_taking_back_twice_changes_nothing_more(book: Book, file: Path, imported: int) -> None:
    importing.take_back(book, import_id=imported, now=LATER)
    take(book, plan_of(book, file, *many(5)), "anew")
    done = importing.take_back(book, import_id=imported, now=LATER)
    assert (done.removed, done.restored, done.stayed) == (0, 0, ())
    assert book.clients.count() == 6


def test_an_import_that_never_was_cant_be_taken_back(book: Book) -> None:
    with pytest.raises(NotInBook):
        importing.take_back(book, import_id=7, now=LATER)


def test_those_with_whom_something_has_happened_stay_and_are_named(book: Book, imported: int) -> None:
    people = {one.name: one for one in map(book.clients.get, book.clients.ids())}
    one, two, three, four, five = (people[f"Jane Whitcombe {n}"] for n in range(5))
    sum_ = Money(5, "GBP")
    book.orders.add(Order(0, one.id, "1", NOW.date(), "coat", sum_, sum_))
    book.interactions.add(Interaction(0, two.id, datetime(2026, 11, 23, 9), Channel.PHONE, Direction.IN, "rang"))
    book.comfort.set_flag(ComfortFlag(three.id, Comfort.UNEASY, NOW.date()))
    book.clients.save(replace(four, salutation="Dear Jane,"))
    book.comfort.set_note(five.id, "changed since")
    done = importing.take_back(book, import_id=imported, now=LATER)
    assert done.removed == 0
    assert done.stayed == tuple((each.id, each.name) for each in (one, two, three, four, five))
    assert book.clients.count() == 6
    assert book.comfort.note_of(five.id) == "changed since"
    assert check(book) == []


def test_what_was_changed_since_at_a_known_client_stays(book: Book, jane: Client, imported: int) -> None:
    book.clients.save(replace(book.clients.get(jane.id), address_lines=("Olney",), phone="+44 2"))
    book.comfort.set_note(jane.id, "mine now")
    done = importing.take_back(book, import_id=imported, now=LATER)
    assert done.restored == 1
    assert book.clients.get(jane.id) == replace(jane, address_lines=("Olney",), country="GB", phone="+44 2")
    assert book.comfort.note_of(jane.id) == "mine now"


@pytest.mark.parametrize("count", [5, MANY + 5])
def test_taking_back_works_after_a_restart(tmp_path: Path, file: Path, count: int) -> None:
    with Book.create(tmp_path / "book") as book:
        jane = book.clients.add(Client(0, "Jane Whitcombe", email="jane@example.org"))
        done = take(book, plan_of(book, file, "Jane Whitcombe,,jane@example.org,Bath,,,", *many(count)))
    with Book.open(tmp_path / "book") as book:
        back = importing.take_back(book, import_id=done.import_id, now=LATER)
        assert (back.removed, back.restored) == (count, 1)
        assert [book.clients.get(id_) for id_ in book.clients.ids()] == [jane]
        assert list(book.clients.ids(text="jane4@")) == []
        assert check(book) == []


def test_an_import_keeps_no_fact_about_anybody(book: Book, imported: int) -> None:
    kept = repr(book.connection.rows("SELECT * FROM imported_clients"))
    assert not any(word in kept for word in ("Jane", "Bath", "Mill", "hers", "@", "2020"))


def test_the_archived_are_known_too(book: Book, jane: Client, file: Path) -> None:
    book.clients.archive(jane.id)
    plan = plan_of(book, file, "Jane Whitcombe,,jane@example.org,Bath,,,")
    assert plan.lines[0].client_id == jane.id
    take(book, plan)
    assert book.clients.count() == 0
    assert book.clients.count(ClientFilter.ARCHIVED) == 1


def test_a_hundred_at_one_switchboard_are_all_compared_in_time(book: Book, file: Path) -> None:
    plan = plan_of(
        book, file, *(f"Person {chr(97 + n // 26)}{chr(97 + n % 26)} X{n},+44 1908 555 017,,,,," for n in range(300))
    )
    assert len(plan.lines) == 300


def test_the_sample_business_takes_people_in_and_gives_them_back(file: Path) -> None:
    with books.sample() as book:
        before = book.connection.rows("SELECT * FROM clients")
        done = take(book, plan_of(book, file, *many(MANY)))
        importing.take_back(book, import_id=done.import_id, now=LATER)
        assert book.connection.rows("SELECT * FROM clients") == before
        assert check(book) == []
