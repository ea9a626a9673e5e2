"""The hint beside a book that tells another computer who has it open."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from evenhand.storage import presence
from evenhand.storage.presence import FILE, Presence

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def on(host: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Presence:
    """Presence as that computer has it."""
    monkeypatch.setattr(presence, "host_name", lambda: host)
    return Presence(folder)


def test_a_book_that_another_computer_has_open_says_which_and_since_when(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on("workshop", tmp_path, monkeypatch).arrive(NOON)
    found = on("laptop", tmp_path, monkeypatch).other(NOON + timedelta(minutes=5))
    assert found is not None
    assert (found.host, found.since, found.fresh) == ("workshop", NOON, True)


def test_one_that_was_not_closed_there_is_told_too_however_long_ago(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop = on("workshop", tmp_path, monkeypatch)
    workshop.arrive(NOON)
    workshop.beat(NOON + timedelta(hours=1))
    found = on("laptop", tmp_path, monkeypatch).other(NOON + timedelta(days=30))
    assert found is not None
    assert (found.since, found.last_sign, found.fresh) == (NOON, NOON + timedelta(hours=1), False)


def test_a_book_closed_there_is_nobodys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop = on("workshop", tmp_path, monkeypatch)
    workshop.arrive(NOON)
    workshop.leave()
    assert on("laptop", tmp_path, monkeypatch).other(NOON) is None
    assert list(tmp_path.iterdir()) == []


def test_on_the_same_computer_a_hint_that_a_crash_left_is_replaced_without_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on("laptop", tmp_path, monkeypatch).arrive(NOON - timedelta(days=2))
    again = on("laptop", tmp_path, monkeypatch)
    assert again.other(NOON) is None
    again.arrive(NOON)
    assert json.loads((tmp_path / FILE).read_text())["since"] == NOON.isoformat()


def test_who_comes_second_finds_out_at_the_next_beat_and_leaves_the_others_hint_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = on("laptop", tmp_path, monkeypatch)
    laptop.arrive(NOON)
    assert laptop.beat(NOON + timedelta(minutes=4)) is None
    on("workshop", tmp_path, monkeypatch).arrive(NOON + timedelta(minutes=5))
    other = laptop.beat(NOON + timedelta(minutes=8))
    assert other is not None
    assert other.host == "workshop"
    laptop.leave()
    assert json.loads((tmp_path / FILE).read_text())["host"] == "workshop"


def test_nobody_who_only_looks_leaves_or_takes_a_hint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on("workshop", tmp_path, monkeypatch).arrive(NOON)
    said = (tmp_path / FILE).read_bytes()
    laptop = on("laptop", tmp_path, monkeypatch)
    assert laptop.other(NOON) is not None
    assert laptop.beat(NOON) is None
    laptop.leave()
    assert (tmp_path / FILE).read_bytes() == said


def test_the_hint_says_the_computer_and_the_time_and_nothing_of_the_book(tmp_path: Path) -> None:
    mine = Presence(tmp_path)
    mine.arrive(NOON)
    hint = json.loads((tmp_path / FILE).read_text())
    assert set(hint) == {"host", "pid", "since", "heartbeat"}
    assert hint["host"] == presence.host_name()
    assert hint["pid"] == os.getpid()
    if os.name == "posix":
        assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"{",
        b"[1]",
        b"null",
        b"\xff\xfe",
        b"[" * 4000,
        b'{"host": "x"}',
        b'{"host": "x", "since": 5, "heartbeat": "y"}',
        b'{"host": "x", "since": "soon", "heartbeat": "later"}',
        b" " * 9000 + b'{"host": "x", "since": "2026-11-20T12:00:00+00:00", "heartbeat": "2026-11-20T12:00:00+00:00"}',
    ],
)
def test_a_broken_hint_is_no_hint(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / FILE).write_bytes(broken)
    mine = Presence(tmp_path)
    assert mine.other(NOON) is None
    mine.arrive(NOON)
    mine.leave()
    assert not (tmp_path / FILE).exists()


def test_a_hint_of_a_program_that_wrote_no_time_zone_is_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / FILE).write_text('{"host": "x", "since": "2026-11-20T12:00:00", "heartbeat": "2026-11-20T12:00:00"}')
    found = on("laptop", tmp_path, monkeypatch).other(NOON)
    assert found is not None
    assert found.since == NOON


def test_a_folder_that_cannot_be_written_to_has_no_hint_and_makes_no_fuss(tmp_path: Path) -> None:
    nowhere = Presence(tmp_path / "nowhere")
    nowhere.arrive(NOON)
    assert nowhere.beat(NOON) is None
    nowhere.leave()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_in_the_way_leads_the_hint_nowhere_else(tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("mine")
    (tmp_path / "book.open.json.tmp").symlink_to(precious)
    Presence(tmp_path).arrive(NOON)
    assert precious.read_text() == "mine"
    assert (tmp_path / "book.open.json").is_file()
