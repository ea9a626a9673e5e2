"""Reading tables of other programs: whatever wrote them, nothing of them is lost silently."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from evenhand import wording
from evenhand.exchange import tables
from evenhand.exchange.people import BadRow
from evenhand.exchange.refusal import FileRefused

RUSSIAN = "Фамилия;Имя;Телефон\r\nСоловьёва;Анна;+7 900 123-45-67\r\nПетров;Иван;+7 921 555-00-11\r\n"
ROMANIAN = "Nume;Prenume;Oraş\r\nŞtefănescu;Ioana;Bucureşti\r\nŢurcanu;Ion;Chişinău\r\n"
FRENCH = "Name,Phone,Town\r\nJosé Müller,+33 1,Nîmes\r\nFrançoise Côté,+33 2,Orléans\r\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


def read(file: Path, content: bytes | str, **said: str) -> tables.Table:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return tables.read(file, **said)


def refused(file: Path, content: bytes | str, **said: str) -> FileRefused:
    with pytest.raises(FileRefused) as error:
        read(file, content, **said)
    assert wording.sentence(error.value).endswith(".")
    return error.value


def cells(table: tables.Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "cp866", "iso8859_5"])
def test_a_table_in_an_old_cyrillic_encoding_is_read_rightly_and_the_encoding_is_only_a_proposal(
    file: Path, encoding: str
) -> None:
    table = read(file, RUSSIAN.encode(encoding))
    assert (table.encoding, table.sure, table.delimiter) == (encoding, False, ";")
    assert cells(table) == [("Соловьёва", "Анна", "+7 900 123-45-67"), ("Петров", "Иван", "+7 921 555-00-11")]
    assert table.encodings[0] == encoding
    assert {"utf_8", "cp1251", "koi8_r", "cp866", "cp1250", "cp1252", "utf_16"} <= set(table.encodings)


@pytest.mark.parametrize(("text", "encoding"), [(ROMANIAN, "cp1250"), (ROMANIAN, "iso8859_2"), (FRENCH, "cp1252")])
def test_a_western_table_comes_out_with_its_own_letters(file: Path, text: str, encoding: str) -> None:
    table = read(file, text.encode(encoding))
    commas = str.maketrans("ŞşŢţ", "ȘșȚț")  # what a cedilla in these encodings stands for in Romanian
    assert [",".join(row).translate(commas) for row in cells(table)] == [
        line.replace(";", ",").translate(commas) for line in text.splitlines()[1:]
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_says_its_encoding_isnt_asked_about(file: Path, encoding: str) -> None:
    table = read(file, RUSSIAN.encode(encoding))
    assert table.sure
    assert table.headers[0] == "Фамилия"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [RUSSIAN, FRENCH])
def test_utf_16_without_its_mark_is_proposed(file: Path, encoding: str, text: str) -> None:
    table = read(file, text.encode(encoding))
    assert (table.encoding, table.sure) == (encoding.replace("-", "_"), False)
    assert len(table.rows) == 2


def test_the_owner_may_say_another_encoding(file: Path) -> None:
    wrong = read(file, RUSSIAN.encode("cp1251"), encoding="koi8_r")
    assert wrong.headers[0] != "Фамилия"
    assert read(file, RUSSIAN.encode("koi8_r"), encoding="koi8_r").headers[0] == "Фамилия"


def test_an_encoding_that_doesnt_fit_is_said(file: Path) -> None:
    error = refused(file, RUSSIAN.encode("cp1251"), encoding="utf_8")
    assert wording.sentence(error) == "Parts of this file can't be read as utf_8. Choose another encoding."


def test_one_foreign_letter_far_down_is_enough_to_tell_the_encoding(file: Path) -> None:
    many = "Name,Town\n" + "Jane,Olney\n" * 30_000 + "Анна Соловьёва,Казань\n"
    assert cells(read(file, many.encode("cp1251")))[-1] == ("Анна Соловьёва", "Казань")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_whatever_stands_between_the_cells_is_found_out(file: Path, delimiter: str) -> None:
    table = read(file, delimiter.join(("Name", "Phone", "Town")) + "\n" + delimiter.join(("Jane", "1", "Olney")) + "\n")
    assert table.delimiter == delimiter
    assert cells(table) == [("Jane", "1", "Olney")]


def test_a_comma_within_the_words_isnt_taken_for_the_delimiter(file: Path) -> None:
    table = read(file, "Name;Address\nJane;12, Mill Lane, Olney\nAnn;3, High St, Olney\n")
    assert (table.delimiter, cells(table)[0]) == (";", ("Jane", "12, Mill Lane, Olney"))


@pytest.mark.parametrize("first", ["sep=|\n", '"sep=|"\r\n', "SEP=|\n"])
def test_the_line_in_which_excel_names_the_delimiter_is_obeyed(file: Path, first: str) -> None:
    table = read(file, f"{first}a;b|c,d\n1;2|3,4\n")
    assert (table.headers, cells(table)) == (("a;b", "c,d"), [("1;2", "3,4")])


def test_a_cell_may_have_several_lines(file: Path) -> None:
    table = read(file, 'Name,Address\nJane,"12 Mill Lane\nOlney"\nAnn,x\n')
    assert [(row.line, row.cells[1]) for row in table.rows] == [(2, "12 Mill Lane\nOlney"), (4, "x")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_systems_line_ends_are_understood(file: Path, end: str) -> None:
    assert cells(read(file, end.join(("a,b", "1,2", "3,4")))) == [("1", "2"), ("3", "4")]


def test_an_open_quotation_mark_is_told_with_its_line_and_swallows_nobody(file: Path) -> None:
    table = read(file, 'Name,Phone\nJane,1\n"Ann,2\nBob,3\n"Eve",4\n')
    assert table.bad == (BadRow(3, "open_quote"),)
    assert [row.cells[0] for row in table.rows] == ["Jane", "Bob", "Eve"]


def test_an_open_quotation_mark_in_the_last_row_is_told(file: Path) -> None:
    table = read(file, 'Name,Phone\nJane,1\n"Ann,2')
    assert (cells(table), table.bad) == ([("Jane", "1")], (BadRow(3, "open_quote"),))


def test_words_after_a_closing_quotation_mark_are_told(file: Path) -> None:
    table = read(file, 'Name,Phone\n"Jane "the tailor"",1\nAnn,2\n')
    assert (cells(table), table.bad) == ([("Ann", "2")], (BadRow(2, "open_quote"),))


def test_an_open_quotation_mark_in_the_headings_stops_it(file: Path) -> None:
    error = refused(file, 'Name,"Phone\nJane,1\nAnn,2\n')
    assert wording.sentence(error).startswith("Line 1: a quotation mark is opened and never closed.")


def test_open_quotation_marks_on_purpose_take_no_time(file: Path) -> None:
    started = time.process_time()
    refused(file, "a,b\n" + '",b,"c\n' * 900_000)
    assert time.process_time() - started < 60


def test_two_columns_of_one_name_are_refused_by_name(file: Path) -> None:
    error = refused(file, "Name,Phone,name\nJane,1,2\n")
    assert wording.sentence(error).startswith("Line 1: two columns are called “name”.")


def test_a_ragged_row_is_told_with_its_line_and_its_cells(file: Path) -> None:
    table = read(file, "Name,Phone\nJane\nAnn,1\nBob,2,3\n\nEve,4,,\n")
    assert table.bad == (BadRow(2, "too_few", 1, 2), BadRow(4, "too_many", 3, 2))
    assert cells(table) == [("Ann", "1"), ("Eve", "4")]


def test_a_delimiter_at_every_end_makes_no_column(file: Path) -> None:
    table = read(file, "Name,Phone,\nJane,1,\n")
    assert (table.headers, cells(table)) == (("Name", "Phone"), [("Jane", "1")])


def test_a_cell_of_more_than_a_million_characters_is_told(file: Path) -> None:
    table = read(file, "Name,Note\nJane," + "x" * 1_000_001 + "\nAnn,y\n")
    assert table.bad == (BadRow(2, "field_too_long"),)
    assert cells(table) == [("Ann", "y")]


def test_a_cell_of_just_under_a_million_is_taken(file: Path) -> None:
    table = read(file, "Name,Note\nJane," + "x" * 999_999 + "\n")
    assert len(cells(table)[0][1]) == 999_999


def test_a_line_without_an_end_is_refused(file: Path) -> None:
    assert refused(file, "Name,Note\n" + ("x" * 1000 + ",") * 5000).reason == "line_too_long"


def test_a_sign_that_no_text_has_spoils_only_its_row(file: Path) -> None:
    table = read(file, "Name,Phone\nJa\0ne,1\n" + "Ann,2\n" * 100)
    assert table.bad == (BadRow(2, "nul"),)
    assert len(table.rows) == 100


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\n\r\n \n", "empty"),
        (b"Name,Phone\n", "only_headers"),
        (b"Name,Phone", "only_headers"),
        (b"PK\x03\x04\x14\0\6\0", "spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "spreadsheet"),
        (bytes(range(256)) * 40 + bytes(4000), "not_text"),
        (b"\0" * 5000 + b"x", "not_text"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(file: Path, content: bytes, reason: str) -> None:
    assert refused(file, content).reason == reason


def test_a_formulas_guard_is_taken_off(file: Path) -> None:
    table = read(file, "Name,Phone\n'=1+1,'+44 1908\n'@x,'-5\n'Tis,O'Neil\n")
    assert cells(table) == [("=1+1", "+44 1908"), ("@x", "-5"), ("'Tis", "O'Neil")]


def test_more_than_100_000_rows_are_refused(file: Path) -> None:
    error = refused(file, "Name\n" + "Jane\n" * 100_001)
    assert "more than 100\N{NARROW NO-BREAK SPACE}000 people" in wording.sentence(error)


def test_100_000_rows_are_taken(file: Path) -> None:
    assert len(read(file, "Name\n" + "Jane\n" * 100_000).rows) == 100_000


def test_more_than_40_mb_are_refused_unread(file: Path) -> None:
    with file.open("wb") as out:
        out.write(b"Name\n")
        out.truncate(2_000_000_000)
    started = time.process_time()
    with pytest.raises(FileRefused, match="too_large"):
        tables.read(file)
    assert time.process_time() - started < 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells how much memory it took at most")
def test_a_million_rows_are_refused_early_and_within_bounds(file: Path) -> None:
    with file.open("w") as out:
        out.write("Name,Phone,E-mail\n")
        out.writelines(f"Jane {n},{n},j{n}@ex.org\n" for n in range(1_000_000))
    program = (
        "import re, sys\nfrom pathlib import Path\nfrom evenhand.exchange import tables\n"
        "from evenhand.exchange.refusal import FileRefused\n"
        "try:\n    tables.read(Path(sys.argv[1]))\nexcept FileRefused as error:\n"
        # A resource's own figure would be that of the process it was started from.
        "    print(error.reason, re.search(r'VmHWM:\\s*(\\d+) kB', Path('/proc/self/status').read_text())[1])\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=True, timeout=60
    )
    reason, kilobytes = found.stdout.split()
    assert reason == "too_many_rows"
    assert int(kilobytes) < 256 * 1024
