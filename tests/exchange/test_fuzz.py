"""Files that nobody wrote on purpose: read, or refused with a sentence, and nothing in between."""

import csv
import io
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import books
from evenhand import wording
from evenhand.actions import importing
from evenhand.actions.importing import FileRead, ImportStopped
from evenhand.exchange import tables
from evenhand.exchange.refusal import FileRefused
from evenhand.storage.checking import check
from evenhand.wording.import_refusals import bad_row
from foreign_files import APPLE_3, GOOGLE, PHONE_21, RUSSIAN, V4

NOW = datetime(2026, 11, 22, 18, 4, tzinfo=UTC)
TABLES = (
    GOOGLE.encode(), RUSSIAN.encode("cp1251"), RUSSIAN.encode("koi8_r"), RUSSIAN.encode("cp866"),
    RUSSIAN.encode("utf-16"), RUSSIAN.encode("utf-16-le"), b"sep=;\n" + RUSSIAN.encode(),
)  # fmt: skip
CARDS = (PHONE_21.encode(), APPLE_3.encode(), V4.encode(), (APPLE_3 + V4 + PHONE_21).encode("utf-16"))
NASTY = (
    b"\0", b'"', b"'", b",", b";", b"\r", b"\n", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"=", b"=0D=0A=\r\n",
    b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b"PHOTO:", b"\x81", b"\xed\xa0\x80", b";ENCODING=b:", b";CHARSET=utf-7:",
    b"\\", b" ::: ", b"\t" * 300, b'""' * 50, "Ա".encode(), b"x" * 70_000,
)  # fmt: skip
quick = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def mutated(sample: bytes, chance: random.Random) -> bytes:
    """The sample after a few accidents: bytes lost, changed, doubled, put elsewhere, the file cut off."""
    raw = bytearray(sample)
    for _accident in range(chance.randrange(1, 6)):
        at, length = chance.randrange(len(raw) + 1), chance.choice((1, 1, 2, 7, 40))
        match chance.randrange(6):
            case 0:
                raw[at : at + length] = b""
            case 1:
                raw[at : at + 1] = bytes([chance.randrange(256)])
            case 2:
                raw[at:at] = chance.choice(NASTY)
            case 3:
                raw[at:at] = raw[at : at + length] * chance.choice((1, 30))
            case 4:
                there = chance.randrange(len(raw) + 1)
                raw[there:there] = raw[at : at + length]
            case _:
                del raw[max(at, 10) :]
    return bytes(raw)


def read(path: Path, content: bytes, **said: Any) -> FileRead | None:
    """What's in it; None where it's refused, which it has to be with a sentence."""
    path.write_bytes(content)
    try:
        found = importing.read_file(path, **said)
    except FileRefused as error:
        refused = wording.sentence(error)
        return None if refused.endswith(".") else pytest.fail(f"no sentence: {refused!r}")
    for row in found.bad:
        assert bad_row(row).startswith(f"Line {row.line}: ")
        assert 0 < row.line <= content.count(b"\n") + content.count(b"\r") + 1
    for person in found.people:
        assert person.name.strip() == person.name != ""
        assert "\n" not in person.name + person.phone + person.email + "".join(person.address_lines)
        str(person).encode()
    return found


@quick
@given(content=st.binary(max_size=400), name=st.sampled_from(("x.csv", "x.vcf")))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes, name: str) -> None:
    read(tmp_path / name, content)


@quick
@given(
    text=st.text(max_size=300), name=st.sampled_from(("x.csv", "x.vcf")), encoding=st.sampled_from(("utf-8", "utf-16"))
)
def test_any_text_is_read_or_refused(tmp_path: Path, text: str, name: str, encoding: str) -> None:
    read(tmp_path / name, text.encode(encoding, "surrogatepass"))


@quick
@given(
    rows=st.lists(st.lists(st.text(max_size=20), min_size=3, max_size=3), max_size=8),
    delimiter=st.sampled_from(tables.DELIMITERS),
)
def test_whatever_was_written_as_a_table_comes_back(tmp_path: Path, rows: list[list[str]], delimiter: str) -> None:
    rows = [[cell.replace("\0", "").lstrip("'") for cell in row] for row in rows]
    rows = [row for row in rows if any(row) and "".join(row).isprintable()]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([["Name", "Phone", "Note"], *rows])
    path = tmp_path / "people.csv"
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    if not rows:
        with pytest.raises(FileRefused, match="only_headers"):
            tables.read(path)
        return
    table = tables.read(path, delimiter=delimiter)
    assert [list(row.cells) for row in table.rows] == rows
    assert not table.bad


@pytest.mark.parametrize("sample", range(len(TABLES) + len(CARDS)))
def test_a_damaged_file_is_taken_as_a_whole_or_not_at_all(tmp_path: Path, sample: int) -> None:
    chance = random.Random(sample)
    path = tmp_path / ("people.csv" if sample < len(TABLES) else "people.vcf")
    with books.blank() as book:
        for number in range(50):
            found = read(path, mutated((*TABLES, *CARDS)[sample], chance), country="GB")
            if found is None or not found.named:
                continue
            plan = importing.preview(book, found)
            before, stop = book.clients.count(), chance.random() < 0.3
            try:
                done = importing.take(book, plan, operation_id=str(number), now=NOW, cancelled=lambda stop=stop: stop)
            except ImportStopped:
                assert stop
                assert book.clients.count() == before
                continue
            assert book.clients.count() == before + done.added
            assert done.added + done.updated + done.skipped == len(found.people) + len(found.bad)
            if chance.random() < 0.5:
                importing.take_back(book, import_id=done.import_id, now=NOW)
                assert book.clients.count() == before
        assert check(book) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells how much memory it took at most")
def test_damaged_files_stay_within_bounds_of_memory(tmp_path: Path) -> None:
    """Files of some megabytes, in a process of their own that says how much it took."""
    chance = random.Random(6)
    folder = tmp_path / "files"
    folder.mkdir()
    for number, sample in enumerate((*TABLES, *CARDS)):
        (folder / f"{number}.{'csv' if number < len(TABLES) else 'vcf'}").write_bytes(mutated(sample * 1500, chance))
    program = (
        "import re, sys\nfrom pathlib import Path\nfrom evenhand.actions import importing\n"
        "from evenhand.exchange.refusal import FileRefused\n"
        "for path in Path(sys.argv[1]).iterdir():\n"
        "    try:\n        importing.read_file(path)\n    except FileRefused:\n        pass\n"
        # A resource's own figure would be that of the process it was started from.
        "print(re.search(r'VmHWM:\\s*(\\d+) kB', Path('/proc/self/status').read_text())[1])\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=True, timeout=300
    )
    assert int(found.stdout) < 256 * 1024
