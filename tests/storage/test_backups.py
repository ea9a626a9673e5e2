"""A backup is a copy that was opened and read through; it takes the place of no other and never of a better one."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from evenhand.domain.records import Client
from evenhand.storage import backup, backups, keys
from evenhand.storage.backups import Backups, listed
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.storage.copies import BackupCounts, sha256_of
from evenhand.storage.errors import (
    BookDamaged,
    BookInUse,
    BookNewer,
    PassphraseMissing,
    PassphraseWrong,
    StorageFailed,
)

NOW = datetime(2026, 11, 22, 12, 0, 5, tzinfo=UTC)
KEY = keys.BookKey(b"k" * 32, b"sixteen bytes ..")
OTHER = keys.BookKey(b"o" * 32, b"sixteen bytes !!")
OLD_BOOKS = Path(__file__).parents[1] / "old_books"


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> keys.BookKey | None:
    found: keys.BookKey | None = request.param
    return found


@pytest.fixture
def shop(tmp_path: Path, key: keys.BookKey | None) -> Iterator[Book]:
    with Book.create(tmp_path / "book", key=key) as book:
        book.clients.add(Client(0, "Zqname"))
        yield book


@pytest.fixture
def kept(shop: Book) -> Backups:
    assert shop.folder is not None
    return Backups(shop.folder)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def in_another_process(folder: Path) -> str:
    """What opening the book there comes to."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom evenhand.storage.book import Book\n"
        "try:\n    Book.open(Path(sys.argv[1]))\nexcept Exception as error:\n    print(type(error).__name__)"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "desktop")}
    command = [sys.executable, "-c", code, str(folder)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def test_a_backup_opens_as_a_book_and_holds_all_of_it(shop: Book, kept: Backups, tmp_path: Path) -> None:
    made = kept.make(shop, NOW)
    assert (made.made_at, made.why, made.size) == (NOW, "", made.path.stat().st_size)
    assert made.path.name == f"backup-20261122T120005Z-{sha256_of(made.path)[:16]}.db"
    assert names(kept.folder) == [made.path.name]
    (tmp_path / "again").mkdir()
    shutil.copy(made.path, tmp_path / "again" / "book.db")
    with Book.open(tmp_path / "again", key=shop.connection.key) as again:
        assert again.clients.get(1).name == "Zqname"
        assert (again.id, again.written) == (shop.id, shop.written)
        assert check(again) == []


def test_a_backup_of_an_encrypted_book_is_under_the_same_key(tmp_path: Path) -> None:
    with Book.create(tmp_path, key=KEY) as book:
        book.clients.add(Client(0, "zqname"))
        made = Backups(tmp_path).make(book, NOW)
    assert b"zqname" not in made.path.read_bytes()
    assert Backups(tmp_path).counts(made.path, KEY).clients == 1
    with pytest.raises(PassphraseMissing):
        Backups(tmp_path).counts(made.path, None)
    with pytest.raises(PassphraseWrong):
        Backups(tmp_path).counts(made.path, OTHER)


@pytest.mark.skipif(os.name != "posix", reason="POSIX file modes")
def test_nobody_else_may_read_a_backup(shop: Book, kept: Backups) -> None:
    made = kept.make(shop, NOW)
    assert made.path.stat().st_mode & 0o077 == 0
    assert kept.folder.stat().st_mode & 0o077 == 0


def test_a_backup_leaves_the_book_held(tmp_path: Path) -> None:
    with Book.create(tmp_path / "book") as book:
        kept = Backups(tmp_path / "book")
        kept.make(book, NOW)
        kept.make(book, NOW)
        assert in_another_process(tmp_path / "book") == "BookInUse"
        with pytest.raises(BookInUse):
            Book.open(tmp_path / "book")
    assert in_another_process(tmp_path / "book") == ""


def test_two_backups_of_one_second_are_two(shop: Book, kept: Backups) -> None:
    first = kept.make(shop, NOW)
    before = first.path.read_bytes()
    second = kept.make(shop, NOW)
    assert second.path != first.path
    assert first.path.read_bytes() == before
    assert [one.made_at for one in kept.all()] == [NOW, NOW]


def test_what_is_written_meanwhile_is_in_the_next_one(shop: Book, kept: Backups) -> None:
    half = kept.copy_out(shop, NOW)
    written = shop.written
    shop.clients.add(Client(0, "Later"))
    made = half.verify()
    assert (half.written, shop.written) == (written, written + 1)
    assert kept.counts(made.path, shop.connection.key).clients == 1
    assert kept.counts(kept.make(shop, NOW).path, shop.connection.key).clients == 2


def test_a_copy_is_read_through_in_another_thread_while_the_book_goes_on(shop: Book, kept: Backups) -> None:
    half = kept.copy_out(shop, NOW)
    done: list[backups.Backup] = []
    reader = threading.Thread(target=lambda: done.append(half.verify()))
    reader.start()
    shop.clients.add(Client(0, "Meanwhile"))
    reader.join()
    assert [one.path for one in kept.all()] == [done[0].path]


def test_inside_a_transaction_there_is_no_backup(shop: Book, kept: Backups) -> None:
    with shop.transaction(), pytest.raises(StorageFailed):
        kept.make(shop, NOW)
    assert names(kept.folder) == []


def test_another_book_that_was_put_in_the_place_of_the_open_one_is_not_taken_for_it(
    shop: Book, kept: Backups, tmp_path: Path
) -> None:
    Book.create(tmp_path / "other").close()
    os.replace(tmp_path / "other" / "book.db", kept.book_folder / "book.db")
    with pytest.raises(StorageFailed):
        kept.make(shop, NOW)
    assert names(kept.folder) == []


def test_a_copy_is_no_backup_before_it_was_read_through(shop: Book, kept: Backups) -> None:
    half = kept.copy_out(shop, NOW)
    assert half.path.suffix == ".tmp"
    assert kept.all() == []
    raw = bytearray(half.path.read_bytes())
    raw[4096 : 4096 * 4] = bytes(4096 * 3)
    half.path.write_bytes(raw)
    with pytest.raises((BookDamaged, PassphraseWrong)):
        half.verify()
    assert names(kept.folder) == []


def test_a_copy_that_lost_a_letter_is_no_backup(shop: Book, kept: Backups) -> None:
    half = kept.copy_out(shop, NOW)
    with pytest.raises(BookDamaged):
        backups.HalfBackup(half.path, half.key, half.made_at, "", 1, half.written).verify()
    assert names(kept.folder) == []


def test_a_row_that_points_nowhere_is_no_backup(shop: Book, kept: Backups) -> None:
    earlier = kept.make(shop, NOW)
    shop.connection.rows("PRAGMA foreign_keys = 0")
    shop.connection.rows("INSERT INTO client_uids (client_id, uid) VALUES (99, 'x')")
    with pytest.raises(BookDamaged):
        kept.make(shop, NOW + timedelta(hours=1))
    assert names(kept.folder) == [earlier.path.name]


def test_a_damaged_book_makes_no_backup_and_pushes_none_out(tmp_path: Path) -> None:
    with Book.create(tmp_path) as book:
        for number in range(400):
            book.clients.add(Client(0, f"Client {number}"))
        kept = Backups(tmp_path)
        good = [kept.make(book, NOW - timedelta(days=days)) for days in range(3)]
    raw = bytearray((tmp_path / "book.db").read_bytes())
    page = raw.find(b"Client 200") // 4096 * 4096
    raw[page : page + 300] = bytes(300)
    (tmp_path / "book.db").write_bytes(raw)
    with Book.open(tmp_path) as book, pytest.raises(BookDamaged):
        kept.make(book, NOW + timedelta(hours=1))
    assert [one.path for one in kept.all()] == [one.path for one in good]


@pytest.mark.parametrize("name", ["disk_full", "read_only"])
def test_a_disk_that_fails_is_named_and_leaves_no_half(
    shop: Book, kept: Backups, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    import errno

    def fail(*_given: object) -> None:
        raise OSError({"disk_full": errno.ENOSPC, "read_only": errno.EROFS}[name], "no")

    earlier = kept.make(shop, NOW)
    for place in ("copy_out", "put", "sync_file"):
        with monkeypatch.context() as broken:
            broken.setattr(backups, place, fail)
            with pytest.raises(StorageFailed) as failed:
                kept.make(shop, NOW)
        assert (failed.value.reason, failed.value.path) == (name, kept.folder)
        assert names(kept.folder) == [earlier.path.name]


def test_a_disk_that_fills_while_the_file_is_copied_leaves_no_half(
    shop: Book, kept: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    def half_poured(source: object, target: object) -> None:
        target.write(b"half")  # type: ignore[attr-defined]
        raise OSError(errno.ENOSPC, "no")

    monkeypatch.setattr(backup, "_pour", half_poured)
    with pytest.raises(StorageFailed, match="disk_full"):
        kept.make(shop, NOW)
    assert names(kept.folder) == []
    monkeypatch.undo()
    assert kept.make(shop, NOW).is_whole()  # the book's own connection was let go


def test_only_what_bears_a_backups_name_is_listed_the_newest_first(shop: Book, kept: Backups) -> None:
    made = kept.make(shop, NOW)
    imported = kept.make(shop, NOW - timedelta(hours=1), "import")
    beside = kept.book_folder / "before-v4-to-v5-20261101T080000Z.db"
    beside.write_bytes(b"an older one")
    for odd in ("holiday.db", "backup.db", "backup-20261122T120005Z.db.txt", "backup-20269999T120005Z.db", "x.txt"):
        (kept.folder / odd).write_bytes(b"somebody's")
    (kept.folder / "backup-20261121T120005Z.db").mkdir()
    assert [(one.path, one.why) for one in kept.all()] == [
        (made.path, ""), (imported.path, "import"), (beside, "v4-to-v5"),
    ]  # fmt: skip
    assert kept.all()[2].made_at == datetime(2026, 11, 1, 8, tzinfo=UTC)


def test_where_nothing_was_backed_up_the_list_is_empty(tmp_path: Path) -> None:
    assert Backups(tmp_path / "none").all() == []
    assert not (tmp_path / "none").exists()


def test_what_a_killed_program_left_half_is_cleared_and_ones_own_half_stays(shop: Book, kept: Backups) -> None:
    kept.folder.mkdir()
    left = kept.folder / "20261122T120005Z.999999.tmp"
    left.write_bytes(b"half")
    half = kept.copy_out(shop, NOW)
    assert kept.all() == []
    assert names(kept.folder) == [half.path.name]
    half.drop()
    assert names(kept.folder) == []


@pytest.mark.parametrize("old", sorted(OLD_BOOKS.glob("schema_*.db")), ids=lambda path: path.stem)
def test_books_of_every_schema_are_counted_without_a_change(old: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(old, copy)
    before = copy.read_bytes()
    schema = int(old.stem[-2:])
    found = Backups(tmp_path).counts(copy, None)
    assert found == BackupCounts(9 if schema < 5 else 10, found.orders, 3, date(2026, 4, 2), schema)
    assert (copy.read_bytes(), names(tmp_path)) == (before, ["copy.db"])


def test_a_newer_or_a_foreign_copy_is_not_counted(tmp_path: Path) -> None:
    Book.create(tmp_path).close()
    database = driver.connect(str(tmp_path / "book.db"))
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(BookNewer):
        Backups(tmp_path).counts(tmp_path / "book.db", None)
    foreign = tmp_path / "foreign.db"
    database = driver.connect(str(foreign))
    database.execute("CREATE TABLE cards (id)")
    database.execute(f"PRAGMA application_id = {0x45564E48}")
    database.execute("PRAGMA user_version = 5")
    database.close()
    for path in (foreign, tmp_path / "none.db"):
        with pytest.raises((BookDamaged, StorageFailed)):
            Backups(tmp_path).counts(path, None)


# Thinning


def aged(kept: Backups, book: Book, *hours: int) -> list[backups.Backup]:
    """Backups that are so many hours old."""
    return [kept.make(book, NOW - timedelta(hours=one)) for one in hours]


def test_thinning_lets_go_of_what_a_younger_one_stands_for(shop: Book, kept: Backups) -> None:
    young, evening, morning, future = aged(kept, shop, 1, 72, 76, -48)
    assert kept.thin(NOW) == [morning.path]
    assert {one.path for one in kept.all()} == {young.path, evening.path, future.path}
    assert kept.thin(NOW) == []


def test_a_good_copy_never_goes_for_a_broken_one(shop: Book, kept: Backups) -> None:
    _young, evening, noon, morning = aged(kept, shop, 1, 72, 74, 78)
    raw = bytearray(evening.path.read_bytes())
    raw[-1] ^= 1
    evening.path.write_bytes(raw)
    assert kept.thin(NOW) == [morning.path]
    assert noon.path.exists()
    assert evening.path.exists()  # broken as it is, it isn't ours to judge what can be saved from it


def test_what_was_set_aside_is_never_thinned_and_stands_for_nothing(shop: Book, kept: Backups) -> None:
    _young, morning = aged(kept, shop, 1, 78)
    aside = kept.folder / f"before-restore-{NOW - timedelta(hours=72):%Y%m%dT%H%M%SZ}.db"
    by_hand = kept.folder / f"backup-{NOW - timedelta(hours=71):%Y%m%dT%H%M%SZ}.db"
    older = kept.folder / f"before-restore-{NOW - timedelta(hours=82):%Y%m%dT%H%M%SZ}.db"
    for path in (aside, by_hand, older):
        path.write_bytes(b"whatever this is")
    assert kept.thin(NOW) == []
    assert morning.path.exists()


def test_the_newest_good_one_is_found_behind_the_broken(shop: Book, kept: Backups) -> None:
    newest, middle, oldest = aged(kept, shop, 1, 2, 3)
    key = shop.connection.key
    assert kept.newest_good(key) == newest
    newest.path.write_bytes(newest.path.read_bytes()[:4096])
    raw = bytearray(middle.path.read_bytes())
    raw[len(raw) - 1] ^= 1  # where nothing in the file itself would tell
    middle.path.write_bytes(raw)
    (kept.folder / "before-restore-20261122T115900Z.db").write_bytes(b"no book")
    assert kept.newest_good(key) == oldest
    assert kept.newest_good(OTHER) is None


def test_a_backup_of_a_book_that_was_tampered_with_is_not_a_good_one(shop: Book, kept: Backups) -> None:
    good = kept.make(shop, NOW)
    shop.connection.rows("INSERT INTO counters VALUES ('R', 2026, 3)")
    tampered = kept.make(shop, NOW + timedelta(hours=1))
    assert tampered.is_whole()
    assert kept.newest_good(shop.connection.key) == good


def test_a_flipped_bit_anywhere_in_a_backup_is_noticed(shop: Book, kept: Backups) -> None:
    made = kept.make(shop, NOW)
    raw = made.path.read_bytes()
    assert made.is_whole()
    for place in range(0, len(raw), len(raw) // 40):
        made.path.write_bytes(raw[:place] + bytes([raw[place] ^ 4]) + raw[place + 1 :])
        assert not made.is_whole()
    made.path.unlink()
    assert not made.is_whole()


# A second place


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def carry(kept: Backups, book: Book, made: backups.Backup, place: Path) -> Path:
    return kept.copy_to(place, made, NOW, book.id)


def test_a_copy_in_a_second_place_is_the_same_bytes_and_opens(shop: Book, kept: Backups, stick: Path) -> None:
    made = kept.make(shop, NOW)
    there = carry(kept, shop, made, stick)
    assert there.read_bytes() == made.path.read_bytes()
    assert there.parent == stick / f"Evenhand {shop.id[:8]}"
    assert kept.counts(there, shop.connection.key).clients == 1
    assert carry(kept, shop, made, stick) == there  # it's there already
    assert names(there.parent) == [made.path.name]


def test_the_second_place_is_thinned_and_another_books_copies_stay(shop: Book, kept: Backups, stick: Path) -> None:
    young, evening, morning = aged(kept, shop, 1, 72, 78)
    for one in (morning, evening):
        carry(kept, shop, one, stick)
    others = stick / "Evenhand 00000000"
    shutil.copytree(stick / f"Evenhand {shop.id[:8]}", others)
    carry(kept, shop, young, stick)
    assert names(stick / f"Evenhand {shop.id[:8]}") == sorted([young.path.name, evening.path.name])
    assert names(others) == sorted([morning.path.name, evening.path.name])


def test_a_second_place_that_is_not_there_is_named_and_not_made(shop: Book, kept: Backups, tmp_path: Path) -> None:
    made = kept.make(shop, NOW)
    with pytest.raises(StorageFailed) as failed:
        carry(kept, shop, made, tmp_path / "gone")
    assert (failed.value.reason, failed.value.path) == ("no_folder", tmp_path / "gone")
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize(("number", "reason"), [(28, "disk_full"), (30, "read_only"), (5, "disk_error")])
def test_a_second_place_that_fails_is_named_and_keeps_no_half(
    shop: Book, kept: Backups, stick: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    made = kept.make(shop, NOW)

    def fail(*_given: object) -> None:
        raise OSError(number, "no")

    for module, name in ((backup, "_pour"), (backup, "_sync"), (backups, "put"), (backups, "forget_cached")):
        with monkeypatch.context() as broken:
            broken.setattr(module, name, fail)
            with pytest.raises(StorageFailed) as failed:
                carry(kept, shop, made, stick)
        assert (failed.value.reason, failed.value.path) == (reason, stick)
        assert [path for path in stick.rglob("*") if path.is_file()] == []


def test_a_second_place_pulled_out_half_way_is_said_to_be_gone(
    shop: Book, kept: Backups, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = kept.make(shop, NOW)

    def pull_out(*_given: object) -> None:
        shutil.rmtree(stick)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(backup, "_pour", pull_out)
    with pytest.raises(StorageFailed) as failed:
        carry(kept, shop, made, stick)
    assert (failed.value.reason, failed.value.path) == ("no_folder", stick)
    assert made.is_whole()


def test_what_arrives_otherwise_than_it_was_sent_is_no_backup(
    shop: Book, kept: Backups, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = kept.make(shop, NOW)

    def bad_cable(source: object, target: object) -> None:
        raw = bytearray(source.read())  # type: ignore[attr-defined]
        raw[100] ^= 1
        target.write(raw)  # type: ignore[attr-defined]

    monkeypatch.setattr(backup, "_pour", bad_cable)
    with pytest.raises(BookDamaged):
        carry(kept, shop, made, stick)
    assert [path for path in stick.rglob("*") if path.is_file()] == []


def test_a_stick_without_links_and_folder_syncs_does(
    shop: Book, kept: Backups, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = kept.make(shop, NOW)

    def cannot(*_given: object) -> None:
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr(os, "link", cannot)
    monkeypatch.setattr(backups, "sync_folder", cannot)
    there = carry(kept, shop, made, stick)
    assert there.read_bytes() == made.path.read_bytes()
    assert names(there.parent) == [there.name]


def test_a_changed_file_under_the_same_name_in_the_second_place_is_not_overwritten(
    shop: Book, kept: Backups, stick: Path
) -> None:
    made = kept.make(shop, NOW)
    there = carry(kept, shop, made, stick)
    there.write_bytes(b"something else")
    again = carry(kept, shop, made, stick)
    assert again != there
    assert there.read_bytes() == b"something else"
    assert [one.path for one in listed(there.parent) if one.is_whole()] == [again]


def test_a_file_of_the_owners_that_is_called_alike_is_not_cleared(shop: Book, kept: Backups) -> None:
    kept.make(shop, NOW)
    for name in ("letter.tmp.docx", "template.tmpl", "20261122T180400Z.9999999.tmp"):
        (kept.folder / name).write_text("mine")
    kept.all()
    assert {one.name for one in kept.folder.glob("*.tmp*")} == {"letter.tmp.docx", "template.tmpl"}


def test_a_new_folder_of_backups_lasts_through_a_power_cut(
    shop: Book, kept: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr("evenhand.storage.backup.sync_folder", synced.append)
    kept.make(shop, NOW)
    assert synced == [kept.book_folder]
