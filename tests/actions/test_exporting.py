"""Everything in the book as files: all of it, as it was, or no file at all."""

import csv
from datetime import date
from pathlib import Path

import pytest

import everything
from evenhand import translation
from evenhand.actions.exporting import ExportRefused, ExportStopped, export_all
from evenhand.domain.money import Money
from evenhand.domain.records import Client, Letterhead, Order, Owner
from evenhand.exchange.formulas import unguarded
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed
from evenhand.storage.export_tables import LEFT_OUT, SHEETS

TODAY = date(2026, 11, 20)

# Columns of words that need no place in a file, and why.
NOT_WRITTEN = {
    "folded": "made from name, phone and e-mail, for searching",
    "folded_name": "made from the name, for searching",
    "operation_id": "keeps one act from being done twice",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "out"


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _path(folder: Path, name: str, private: bool) -> Path:
    return folder / ("private" if private else "") / f"{name}.csv"


def test_every_table_is_written_or_left_out_for_a_reason(book: Book) -> None:
    written = {one.table for one in SHEETS}
    assert written | set(LEFT_OUT) == set(everything.tables(book))
    assert not written & set(LEFT_OUT)


def test_every_word_in_the_book_stands_in_a_file(full: Book, folder: Path) -> None:
    export_all(full, folder, today=TODAY)
    told = "".join(path.read_text("utf-8-sig") for path in folder.rglob("*.csv"))
    lacking = {
        (table, column)
        for table, column in everything.words_in(full)
        if everything.word(table, column) not in told and column not in NOT_WRITTEN
    }
    assert lacking <= {(table, column) for table, column in lacking if table in LEFT_OUT and table != "letter_voids"}


def test_each_file_has_a_line_for_each_row_of_its_table(business: Book, folder: Path) -> None:
    export_all(business, folder, today=TODAY)
    rows = 0
    for sheet in SHEETS:
        found = _read(_path(folder, sheet.name, sheet.private))
        assert len(found) == business.connection.value(f"SELECT count(*) FROM {sheet.table}"), sheet.name
        rows += len(found)
    assert rows > 200


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "@SUM(A1)",
        "+x",
        "-x",
        "\tx",
        "\rx",
        "\nx",
        "'=x",
        'a "b", c\r\nd; e',
        "Ёлка Պետրոսյան",
        " x ",
        "'",
        "＝1",
        "'＝1",
        "\0x",
        "a\0=1",
        "\u202eevil",
        "🙂",
        "[" * 100_000,
        "{0}",
    ],
)
def test_any_words_come_back_as_they_were(full: Book, folder: Path, text: str) -> None:
    changed = {"clients": "name", "interactions": "summary", "private_notes": "note", "promises": "what"}
    for table, column in changed.items():
        full.connection.rows(f"UPDATE {table} SET {column} = ?", (text,))
    export_all(full, folder, today=TODAY)
    (client,) = _read(folder / "clients.csv")
    (contact,) = _read(folder / "contacts.csv")
    (note,) = _read(folder / "private" / "notes.csv")
    (promise,) = _read(folder / "promises.csv")
    told = [client["name"], contact["summary"], note["note"], promise["what"], note["client"]]
    assert [unguarded(one) for one in told] == [text] * 5


def test_no_cell_of_any_file_begins_as_a_formula(full: Book, folder: Path) -> None:
    sealed = ("letters", "letter_voids", "letter_events", "bonuses", "bonus_ledger", "house_rules")
    for table, column in everything.words_in(full):
        if table in sealed or full.connection.value(f"SELECT json_valid({column}) FROM {table}"):
            continue
        full.connection.rows(f"UPDATE {table} SET {column} = '=' || {column}")
    full.connection.rows('UPDATE clients SET address_lines = \'["=1", "=2"]\'')
    export_all(full, folder, today=TODAY)
    cells = [cell for path in folder.rglob("*.csv") for row in _read(path) for cell in row.values()]
    assert len(cells) > 200
    assert not [cell for cell in cells if cell[:1] in tuple("=@+-\t\r")]
    assert len([cell for cell in cells if cell.startswith("'=")]) > 60


def test_lines_of_an_address_stand_in_one_cell(book: Book, folder: Path) -> None:
    book.clients.add(Client(0, "Anna Weiss", address_lines=("Lindenweg 4", "10115 Berlin")))
    export_all(book, folder, today=TODAY)
    assert _read(folder / "clients.csv")[0]["address"] == "Lindenweg 4\n10115 Berlin"


def test_sums_are_figures_in_their_currency_s_own_decimals(book: Book, folder: Path) -> None:
    client = book.clients.add(Client(0, "Anna Weiss"))
    sums = [Money.of_minor(1205, code) for code in ("EUR", "JPY", "KWD")]
    for sum_ in sums:
        book.orders.add(Order(0, client.id, "", TODAY, "a coat", sum_, Money.zero(sum_.currency)))
    export_all(book, folder, today=TODAY)
    rows = _read(folder / "orders.csv")
    assert [(row["total"], row["currency"]) for row in rows] == [("12.05", "EUR"), ("1205", "JPY"), ("1.205", "KWD")]
    assert [row["paid"] for row in rows] == ["0.00", "0", "0.000"]
    assert [row["own cost"] for row in rows] == ["", "", ""]
    assert rows[0]["ordered on"] == "2026-11-20"


def test_tables_open_in_any_spreadsheet(business: Book, folder: Path) -> None:
    export_all(business, folder, today=TODAY)
    raw = (folder / "clients.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfid,name,salutation,")
    assert b"\r\n" in raw


def test_letters_are_the_very_pages_named_by_number(business: Book, folder: Path) -> None:
    export_all(business, folder, today=TODAY)
    letters = business.letters.rows(limit=999)
    assert letters
    assert {path.name for path in (folder / "letters").iterdir()} == {f"{one.number}.pdf" for one in letters}
    for one in letters:
        assert (folder / "letters" / f"{one.number}.pdf").read_bytes() == business.letters.pdf(one.id)


def test_a_void_letter_is_marked(full: Book, folder: Path) -> None:
    export_all(full, folder, today=TODAY)
    (letter,) = _read(folder / "letters.csv")
    assert letter["voided on"] == everything.DAY
    assert letter["why void"] == everything.word("letter_voids", "void_reason")


def test_names_of_files_come_from_numbers_and_fixed_words_alone(full: Book, folder: Path) -> None:
    for table in ("clients", "orders", "cases"):
        column = "name" if table == "clients" else "number"
        full.connection.rows(f"UPDATE {table} SET {column} = '../../evil'")
    export_all(full, folder, today=TODAY)
    assert not [path for path in folder.parent.rglob("*") if "evil" in path.name or "zq" in path.name]
    assert [path.name for path in (folder / "letters").iterdir()] == ["letter-1.pdf"]


def test_logo_and_signature_are_pictures(book: Book, folder: Path) -> None:
    book.owner.save(Owner((Letterhead("en", "Merrow", "Ellen"),), logo=b"\x89PNG one", signature=b"\x89PNG two"))
    export_all(book, folder, today=TODAY)
    assert (folder / "pictures" / "logo.png").read_bytes() == b"\x89PNG one"
    assert (folder / "pictures" / "signature.png").read_bytes() == b"\x89PNG two"


def test_what_is_private_lies_in_a_folder_of_its_own(full: Book, folder: Path) -> None:
    export_all(full, folder, today=TODAY)
    open_to_all = "".join(path.read_text("utf-8-sig") for path in folder.glob("*.csv"))
    private = [table for table, _column in everything.words_in(full) if table in {s.table for s in SHEETS if s.private}]
    assert len(private) > 12
    assert not [table for table in private if f"zq{table}." in open_to_all]


def test_what_is_private_stays_in_the_book_when_it_isnt_wanted(full: Book, folder: Path) -> None:
    whole = export_all(full, folder, today=TODAY)
    part = export_all(full, folder.with_name("part"), today=TODAY, private=False)
    assert not (folder.with_name("part") / "private").exists()
    assert whole - part == sum(one.private for one in SHEETS)


def test_letters_to_somebody_erased_lie_apart(full: Book, folder: Path) -> None:
    full.erasures.erase(1, "Erased client 1", on=TODAY, keep_until=date(2036, 12, 31))
    export_all(full, folder, today=TODAY)
    assert [path.name for path in (folder / "letters-kept-of-erased").iterdir()] == ["letter-1.pdf"]
    assert not (folder / "letters").exists()
    assert _read(folder / "letters.csv")[0]["client erased, kept until"] == "2036-12-31"
    full.erasures.purge(1, date(2037, 1, 1))
    export_all(full, folder.with_name("later"), today=date(2037, 1, 1))
    assert not list(folder.with_name("later").rglob("*.pdf"))


@pytest.mark.parametrize("code", translation.SCREEN_LANGUAGES)
def test_a_readme_says_what_each_file_is(full: Book, folder: Path, code: str) -> None:
    translation.use(code)
    export_all(full, folder, today=TODAY)
    text = (folder / "README.txt").read_text("utf-8-sig")
    for path in folder.rglob("*.csv"):
        assert f"{path.relative_to(folder).as_posix()}: " in text
    assert "letters/: " in text
    assert "private/: " in text


def test_files_are_counted(business: Book, folder: Path) -> None:
    assert export_all(business, folder, today=TODAY) == sum(1 for one in folder.rglob("*") if one.is_file())


def test_it_says_how_far_it_has_come(business: Book, folder: Path) -> None:
    told: list[tuple[int, int]] = []
    export_all(business, folder, today=TODAY, progress=lambda done, of: told.append((done, of)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1]
    assert told == sorted(told)


@pytest.mark.parametrize("after", [0, 1, 7, 40, 60])
def test_a_stopped_export_leaves_nothing(business: Book, tmp_path: Path, after: int) -> None:
    times = iter(range(10_000))
    with pytest.raises(ExportStopped):
        export_all(business, tmp_path / "new" / "out", today=TODAY, cancelled=lambda: next(times) >= after)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing(business: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(_path: Path, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(StorageFailed, match="disk_full"):
        export_all(business, tmp_path / "out", today=TODAY)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_refused_and_keeps_it(business: Book, folder: Path) -> None:
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    with pytest.raises(ExportRefused, match="not_empty"):
        export_all(business, folder, today=TODAY)
    assert [path.name for path in folder.parent.rglob("*")] == ["out", "mine.txt"]


def test_a_file_is_no_folder_to_export_to(business: Book, folder: Path) -> None:
    folder.write_text("mine")
    with pytest.raises(ExportRefused, match="not_folder"):
        export_all(business, folder, today=TODAY)
    assert folder.read_text() == "mine"


def test_an_empty_folder_is_used(business: Book, folder: Path) -> None:
    folder.mkdir()
    export_all(business, folder, today=TODAY)
    assert (folder / "clients.csv").is_file()


def test_a_book_that_is_only_looked_at_can_be_exported(tmp_path: Path, folder: Path) -> None:
    with Book.create(tmp_path / "book") as book:
        book.clients.add(Client(0, "Anna Weiss"))
    with Book.open(tmp_path / "book", read_only=True) as book:
        export_all(book, folder, today=TODAY)
    assert _read(folder / "clients.csv")[0]["name"] == "Anna Weiss"


def test_bytes_that_are_no_text_are_damage_and_not_told(full: Book, folder: Path) -> None:
    full.connection.rows("UPDATE clients SET name = CAST('Anna ' || x'eda080' AS TEXT)")
    with pytest.raises(StorageFailed) as failed:
        export_all(full, folder, today=TODAY)
    assert failed.value.reason == "damaged"
    assert "Anna" not in str(failed.value)
    assert not folder.exists()
