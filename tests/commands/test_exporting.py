"""`evenhand export` at the command line."""

from pathlib import Path

import pytest

from evenhand import cli
from evenhand.domain.records import Client
from evenhand.storage import keys
from evenhand.storage.book import Book


def _export(data: Path, target: Path) -> int:
    return cli.run(cli.read(["export", str(target), "--data", str(data)]))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    with Book.create(folder) as book:
        book.clients.add(Client(0, "Anna Weiss"))
    return folder


def test_everything_is_written_and_counted(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _export(data, tmp_path / "out") == 0
    files = sum(1 for one in (tmp_path / "out").rglob("*") if one.is_file())
    assert capsys.readouterr().out.startswith(f"{files} files written.")
    assert "Anna Weiss" in (tmp_path / "out" / "clients.csv").read_text("utf-8-sig")


def test_a_folder_with_something_in_it_is_refused_in_one_line(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _export(data, tmp_path) == 1
    told = capsys.readouterr().err
    assert told == f"There is something in {tmp_path} already. Choose an empty folder, or a new one.\n"


def test_a_file_is_refused_as_a_folder(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").write_text("mine")
    assert _export(data, tmp_path / "out") == 1
    assert capsys.readouterr().err == f"{tmp_path / 'out'} is a file. Choose a folder.\n"


def test_without_a_book_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _export(tmp_path / "none", tmp_path / "out") == 1
    assert "There is no book in" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_encrypted_book_is_exported_with_its_passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Book.create(tmp_path / "book", key=keys.new_key("a long passphrase")) as book:
        book.clients.add(Client(0, "Anna Weiss"))
    assert _export(tmp_path / "book", tmp_path / "out") == 1
    monkeypatch.setenv("EVENHAND_PASSPHRASE", "a long passphrase")
    assert _export(tmp_path / "book", tmp_path / "out") == 0
    assert "Anna Weiss" in (tmp_path / "out" / "clients.csv").read_text("utf-8-sig")
