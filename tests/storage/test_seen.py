"""What a computer remembers of its books outside of them, and how a book that isn't as remembered is told."""

import json
import multiprocessing
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evenhand.domain.records import Client
from evenhand.storage import seen
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed
from evenhand.storage.seen import Remembered, Seen, Standing

NOW = datetime(2026, 11, 22, 12, 0, 5, tzinfo=UTC)


@pytest.fixture
def memory(tmp_path: Path) -> Seen:
    return Seen(tmp_path / "state" / "Evenhand")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "book") as book:
        yield book


def file_of(memory: Seen) -> Path:
    return memory._path


def test_of_a_book_never_seen_nothing_is_remembered(memory: Seen, shop: Book) -> None:
    assert memory.of(shop.id) == Remembered()
    assert memory.standing(shop) is Standing.AHEAD if shop.written else Standing.SAME
    assert not file_of(memory).exists()


def test_who_was_erased_from_the_book_is_remembered_with_how_far_it_had_come(memory: Seen, shop: Book) -> None:
    memory.note_erased(shop, "earlier")
    anna = shop.clients.add(Client(0, "Anna"))
    uid = shop.erasures.uid(anna.id)
    with shop.transaction():
        shop.erasures.erase(anna.id, "Erased client 1", on=NOW.date(), keep_until=NOW.date())
    assert memory.of(shop.id).erased == {"earlier"}  # as after a crash just here, or on another computer
    memory.note(shop)
    assert memory.of(shop.id).erased == {"earlier", uid}


def test_all_that_is_noted_is_remembered(memory: Seen, shop: Book, tmp_path: Path) -> None:
    shop.connection.rows("INSERT INTO counters VALUES ('R', 2026, 31), ('case', 2026, 7)")
    shop.clients.add(Client(0, "Anna"))
    memory.note(shop)
    memory.note_erased(shop, "abc")
    memory.note_erased(shop, "ab")
    memory.note_erased(shop, "abc")
    memory.note_backup(shop, NOW.astimezone(timezone(timedelta(hours=4))), 12)
    memory.set_second_place(shop, tmp_path / "stick, флешка")
    memory.note_second(shop, NOW)
    assert Seen(file_of(memory).parent).of(shop.id) == Remembered(
        shop.written, {("R", 2026): 31, ("case", 2026): 7}, frozenset({"abc", "ab"}), NOW, 12,
        tmp_path / "stick, флешка", NOW,
    )  # fmt: skip
    memory.set_second_place(shop, None)
    assert (memory.of(shop.id).second_place, memory.of(shop.id).second_at) == (None, None)


@pytest.mark.skipif(os.name != "posix", reason="POSIX file modes")
def test_nobody_else_may_read_it_and_no_half_is_left(memory: Seen, shop: Book) -> None:
    memory.note(shop)
    assert file_of(memory).stat().st_mode & 0o777 == 0o600
    assert file_of(memory).parent.stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in file_of(memory).parent.iterdir()) == ["seen.json", "seen.json.lock"]


def test_numbers_given_once_stay_given_even_when_an_older_book_is_noted(memory: Seen, shop: Book) -> None:
    shop.connection.rows("INSERT INTO counters VALUES ('R', 2026, 31)")
    memory.note(shop)
    shop.connection.rows("UPDATE counters SET last = 12")
    memory.note(shop)
    assert memory.of(shop.id).counters == {("R", 2026): 31}


def test_a_book_is_known_again_ahead_older_or_another(memory: Seen, shop: Book, tmp_path: Path) -> None:
    assert shop.folder is not None
    older = tmp_path / "older.db"
    shutil.copy(shop.folder / "book.db", older)
    shop.clients.add(Client(0, "Anna"))
    memory.note(shop)
    assert memory.standing(shop) is Standing.SAME
    shop.clients.add(Client(0, "Boris"))
    assert memory.standing(shop) is Standing.AHEAD
    memory.note(shop)
    shop.close()
    shutil.copy(older, shop.folder / "book.db")
    with Book.open(shop.folder) as again:
        assert memory.standing(again) is Standing.OLDER
    (shop.folder / "book.db").unlink()
    with Book.create(shop.folder) as another:
        assert memory.standing(another) is Standing.OTHER
        memory.note(another)
        assert memory.standing(another) is Standing.SAME


def test_a_book_that_was_moved_is_the_same_book(memory: Seen, shop: Book, tmp_path: Path) -> None:
    memory.note(shop)
    shop.close()
    shutil.move(tmp_path / "book", tmp_path / "elsewhere")
    with Book.open(tmp_path / "elsewhere") as moved:
        assert memory.standing(moved) is Standing.SAME


def test_a_book_in_memory_leaves_no_trace(memory: Seen, book: Book) -> None:
    memory.note(book)
    assert memory.standing(book) is Standing.SAME
    assert not file_of(memory).exists()


GARBAGE = (
    b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b'{"books": [], "places": {}}', b'{"books": {}}', b"[" * 100_000,
    b'{"books": {}, "places": {}}' + bytes(100),
)  # fmt: skip


@pytest.mark.parametrize("garbage", GARBAGE, ids=range(len(GARBAGE)))
def test_a_memory_that_cannot_be_read_is_an_empty_one_and_is_written_anew(
    memory: Seen, shop: Book, garbage: bytes
) -> None:
    memory.note(shop)
    file_of(memory).write_bytes(garbage)
    assert memory.of(shop.id) == Remembered()
    memory.note(shop)
    assert memory.of(shop.id).writes == shop.written
    assert memory.last_at(shop.connection.path or Path()) == shop.id


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.dictionaries(
    st.sampled_from(["writes", "counters", "erased", "backed_up_at", "backed_up_writes", "second_place", "second_at"]),
    ODD,
)


@given(ODD | FIELDS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_odd_values_in_it_are_passed_over(tmp_path: Path, odd: object) -> None:
    memory = Seen(tmp_path)
    (tmp_path / "seen.json").write_text(json.dumps({"books": {"x": odd}, "places": {str(tmp_path): odd}}))
    found = memory.of("x")
    assert found.writes >= 0
    assert all(isinstance(one, str) for one in found.erased)
    assert all(last > 0 for last in found.counters.values())
    memory.note_state(tmp_path, "x", 3, {("R", 2026): 2})
    assert (memory.of("x").writes, memory.of("x").counters["R", 2026]) == (
        3,
        max(2, found.counters.get(("R", 2026), 0)),
    )


def test_a_memory_that_cannot_be_written_stands_in_nobodys_way_but_for_an_erasure(shop: Book, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    memory = Seen(tmp_path / "file" / "state")
    memory.note(shop)
    memory.note_backup(shop, NOW)
    memory.note_second(shop, NOW)
    for act in (lambda: memory.note_erased(shop, "u"), lambda: memory.set_second_place(shop, tmp_path)):
        with pytest.raises(StorageFailed):
            act()


def test_a_write_that_fails_leaves_what_was_remembered(
    memory: Seen, shop: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.note_erased(shop, "first")
    before = file_of(memory).read_bytes()

    def fail(*_given: object) -> None:
        raise OSError(28, "no space")

    for name in ("sync_file", "os.replace"):
        with monkeypatch.context() as broken:
            broken.setattr(f"evenhand.storage.seen.{name}", fail)
            with pytest.raises(StorageFailed, match="disk_full"):
                memory.note_erased(shop, "second")
        assert file_of(memory).read_bytes() == before
        assert sorted(path.name for path in file_of(memory).parent.iterdir()) == ["seen.json", "seen.json.lock"]


def _note_many(folder: Path, book_id: str, times: int) -> None:
    memory = Seen(folder)
    for number in range(1, times + 1):
        memory.note_state(folder / book_id, book_id, number, {("R", 2026): number, ("B", number): 1})


def test_two_programs_that_note_at_once_lose_nothing_of_each_other(tmp_path: Path) -> None:
    start = multiprocessing.get_context("spawn")
    programs = [start.Process(target=_note_many, args=(tmp_path, name, 30)) for name in ("one", "two")]
    for each in programs:
        each.start()
    for each in programs:
        each.join()
    for name in ("one", "two"):
        found = Seen(tmp_path).of(name)
        assert (found.writes, found.counters["R", 2026], len(found.counters)) == (30, 30, 31)
        assert Seen(tmp_path).last_at(tmp_path / name) == name


def test_its_own_folder_is_the_platforms_for_what_is_remembered(home: Path) -> None:
    assert home in seen.own_folder().parents
    assert not seen.own_folder().exists()


def test_a_memory_that_the_disk_refuses_for_a_moment_is_not_written_over(
    memory: Seen, shop: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.note_erased(shop, "a client's uid")
    read = Path.read_text

    def refuse(path: Path, *args: Any, **named: Any) -> str:
        if path.name == "seen.json":
            raise PermissionError(13, "held by somebody's scanner")
        return read(path, *args, **named)

    with monkeypatch.context() as held:
        held.setattr(Path, "read_text", refuse)
        memory.note(shop)
        with pytest.raises(StorageFailed):
            memory.note_erased(shop, "another")
    assert memory.of(shop.id).erased == {"a client's uid"}
