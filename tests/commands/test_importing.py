"""`evenhand import`: what it says, and what is in the book then."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from evenhand import cli
from evenhand.domain.records import Client, Letterhead, Owner
from evenhand.storage.book import Book

TABLE = """Name,Phone,E-mail,Address
Jane Whitcombe,+44 1908 555 017,jane@example.org,Bath
Ann Lee,,ann@example.org,Olney
Ann Lee,,ann@example.org,Olney
Bob,too few
Peter Full,+44 1908 555 019,peter@example.org,Bath
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Book.create(tmp_path / "book") as book:
        book.owner.save(Owner((Letterhead("en", "Merrow Tailoring", "Ellen Merrow"),), country="GB"))
        book.clients.add(Client(0, "Jane Whitcombe", email="jane@example.org"))
        full = ("Bath",)
        book.clients.add(
            Client(0, "Peter Full", phone="+44 1908 555 019", email="peter@example.org", address_lines=full)
        )
    return tmp_path / "book"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def run(*arguments: object) -> int:
    return cli.run(cli.read([str(one) for one in arguments]))


def clients(folder: Path) -> Iterator[Client]:
    with Book.open(folder) as book:
        yield from [book.clients.get(id_) for id_ in book.clients.ids()]


def test_it_says_what_became_of_every_row(folder: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", "--data", folder, file) == 1
    told = capsys.readouterr()
    assert told.out == (
        "1 client added.\n1 client filled in.\n3 rows skipped.\n"
        "Line 4: Ann Lee stands in line 3 already.\n"
        "Line 6: Peter Full is in the book already, and the file says nothing new.\n"
    )
    assert told.err == "Line 5: the row has 2 cells, and the table has 4 columns.\n"
    assert [one.name for one in clients(folder)] == ["Ann Lee", "Jane Whitcombe", "Peter Full"]
    assert next(one for one in clients(folder) if one.name == "Jane Whitcombe").phone == "+44 1908 555 017"


def test_a_file_without_trouble_ends_with_0(folder: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("Name\nAnn Lee\nBob Ray\n")
    assert run("import", "--data", folder, file) == 0
    assert capsys.readouterr().out == "2 clients added.\n0 clients filled in.\n0 rows skipped.\n"
    assert len(list((folder / "backups").iterdir())) == 1


def test_only_saying_what_would_happen_writes_nothing(
    folder: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "book.db").read_bytes()
    assert run("import", "--dry-run", "--data", folder, file) == 1
    told = capsys.readouterr().out
    assert told.startswith("1 client added.\n1 client filled in.\n3 rows skipped.\n")
    assert told.endswith("Nothing is taken yet. Leave out --dry-run to take them.\n")
    assert (folder / "book.db").read_bytes() == before
    assert not (folder / "backups").exists()


def test_a_guessed_encoding_is_said(folder: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_bytes("Имя;Телефон\nАнна Соловьёва;+7 900 123-45-67\n".encode("koi8_r"))
    assert run("import", "--data", folder, file) == 0
    assert capsys.readouterr().out.startswith("Read as koi8_r.\n")
    assert "Анна Соловьёва" in [one.name for one in clients(folder)]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "This file is empty. Export it once more from the other program, then choose it here.\n"),
        (b"a,b\n1,2\n", "No column is recognised as a name or a company. Give one of them such a heading.\n"),
        (
            b"Name,Name\nx,y\n",
            "Line 1: two columns are called “Name”. Rename one of them in the file, then try again.\n",
        ),
    ],
)  # fmt: skip
def test_a_file_that_cant_be_taken_gets_one_sentence(
    folder: Path, file: Path, content: bytes, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(content)
    assert run("import", "--data", folder, file) == 1
    assert capsys.readouterr() == ("", told)


def test_a_file_that_isnt_there_is_said_in_one_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", "--data", folder, tmp_path / "none.csv") == 1
    assert capsys.readouterr().err == f"{tmp_path / 'none.csv'}: No such file or directory.\n"


def test_address_cards_are_taken_too(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "people.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ann Lee\nEND:VCARD\nBEGIN:VCARD\nFN:cut")
    assert run("import", "--data", folder, path) == 1
    told = capsys.readouterr()
    assert told.out.startswith("1 client added.\n")
    assert told.err.startswith("Line 5: the card that begins here has no end.")
