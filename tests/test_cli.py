import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from evenhand import cli, translation
from evenhand.domain.records import LETTER_LANGUAGES, LetterKind
from evenhand.storage.book import Book
from evenhand.storage.errors import BookReadOnly


def run(*arguments: str) -> int:
    return cli.run(cli.read(arguments))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "a book, Книга"
    assert run("sample", str(folder)) == 0
    return folder


def test_a_sample_is_made_once_and_never_over_a_book(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (made / "book.db").read_bytes()
    assert run("sample", str(made)) == 1
    assert capsys.readouterr().err == f"{made} holds a book already. Choose an empty folder.\n"
    assert (made / "book.db").read_bytes() == before


def test_a_whole_book_is_in_order(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--data", str(made)) == 0
    assert capsys.readouterr().out == "The book is in order.\n"


def test_a_changed_letter_is_told_and_the_exit_code_says_so(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = bytearray((made / "book.db").read_bytes())
    raw[raw.find(b"/Title") + 10] ^= 1
    (tmp_path / "book.db").write_bytes(raw)
    assert run("--data", str(tmp_path), "check") == 1
    assert "the PDF is not the one that was issued" in capsys.readouterr().err


def test_checking_where_there_is_no_book_makes_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--data", str(tmp_path / "none")) == 1
    assert capsys.readouterr().err == f"There is no book in {tmp_path / 'none'}.\n"
    assert not (tmp_path / "none").exists()


def test_the_gallery_holds_every_kind_in_every_language(tmp_path: Path) -> None:
    assert run("gallery", str(tmp_path / "letters")) == 0
    files = {path.name: path for path in (tmp_path / "letters").iterdir()}
    assert set(files) == {f"{kind}-{language}.pdf" for kind in LetterKind for language in LETTER_LANGUAGES}
    for name, path in files.items():
        reader = PdfReader(path)
        assert len(reader.pages) == 1, name
        assert reader.trailer["/Root"]["/Lang"].startswith(name[-6:-4]), name


def test_a_file_where_a_folder_should_be_gets_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "taken"
    file.write_text("mine")
    for command in ("sample", "gallery"):
        assert run(command, str(file)) == 1
        assert capsys.readouterr().err.count("\n") == 1
    assert file.read_text() == "mine"


def test_a_second_start_on_an_open_book_says_so(made: Path) -> None:
    with Book.open(made):
        second = subprocess.run(
            [sys.executable, "-m", "evenhand", "check", "--data", str(made)],
            capture_output=True,
            text=True,
            check=False,
        )
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr == "This book is open in another window. Go on there, or close it first.\n"


def test_a_newer_book_is_refused_and_left_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Book.create(tmp_path):
        pass
    path = tmp_path / "book.db"
    raw = bytearray(path.read_bytes())
    raw[60:64] = (99).to_bytes(4)  # PRAGMA user_version, in the file's header
    path.write_bytes(raw)
    assert run("check", "--data", str(tmp_path)) == 1
    assert "saved by a newer version of Evenhand. Install the newer version." in capsys.readouterr().err
    assert path.read_bytes() == bytes(raw)


def test_where_there_is_no_screen_the_window_says_it_in_one_line() -> None:
    bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    bare.pop("QT_QPA_PLATFORM", None)
    found = subprocess.run([sys.executable, "-m", "evenhand"], capture_output=True, text=True, check=False, env=bare)
    if sys.platform.startswith("linux"):
        assert (found.returncode, found.stderr.count("\n")) == (1, 1)
        assert "There is no screen here." in found.stderr


def test_the_command_line_speaks_the_language_of_its_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "ro_RO.UTF-8")
    assert run("check", "--data", "/nowhere/at/all") == 1
    assert translation.language() == "ro"
    assert capsys.readouterr().err != "There is no book in /nowhere/at/all.\n"


def test_sample_and_a_command_do_not_go_together(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.read(["--sample", "check"])
    assert ended.value.code == 2
    assert "takes no command" in capsys.readouterr().err


def test_wiping_comfort_first_says_what_would_go_and_wipes_nothing(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (made / "book.db").read_bytes()
    assert run("wipe-comfort", "--data", str(made)) == 1
    out, err = capsys.readouterr()
    with Book.open(made) as book:
        held = book.comfort.held()
    assert out.startswith("This would go out of the book for good:\n")
    assert f"- {held.flags} flags on clients\n" in out
    assert f"- {held.marks} marks on contacts, with their reasons and notes\n" in out
    assert "private note" not in out
    assert err == "Nothing is wiped yet. Add --yes to wipe it; it can't be undone.\n"
    assert (made / "book.db").read_bytes() == before


def test_comfort_is_wiped_by_one_command_and_the_notes_by_their_own_word(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "book.db").write_bytes((made / "book.db").read_bytes())
    assert run("wipe-comfort", "--data", str(tmp_path), "--yes") == 0
    assert capsys.readouterr().out.startswith("Wiped for good:\n")
    with Book.open(tmp_path) as book:
        held = book.comfort.held()
    assert (held.flags, held.marks, held.cases, held.check_ins) == (0, 0, 0, 0)
    assert held.notes > 0
    assert run("wipe-comfort", "--data", str(tmp_path), "--yes") == 0
    assert capsys.readouterr().out == "The book holds nothing of it.\n"
    assert run("wipe-comfort", "--data", str(tmp_path), "--yes", "--notes") == 0
    assert f"- {held.notes} private notes on clients\n" in capsys.readouterr().out
    with Book.open(tmp_path) as book:
        assert book.comfort.held().notes == 0
    assert run("check", "--data", str(tmp_path)) == 0


def test_a_folder_that_cannot_be_written_is_refused_with_the_option_that_names_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path, _path: Path | None = None) -> None:
        raise BookReadOnly(folder)

    Book.create(tmp_path).close()
    (tmp_path / "clients.csv").write_text("Name\nIlse Brandt\n", encoding="utf-8")
    monkeypatch.setattr("evenhand.storage.first_look.probe", refuse)
    assert run("import", "--data", str(tmp_path), str(tmp_path / "clients.csv")) == 1
    wanted = f"Evenhand can't write to {tmp_path}. Make the folder writable, or choose another with --data.\n"
    assert capsys.readouterr().err == wanted
