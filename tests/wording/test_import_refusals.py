"""Every reason for which a file or a row can't be taken has its sentence."""

import re
from pathlib import Path

import pytest

from evenhand import exchange, translation, wording
from evenhand.exchange.people import BadRow
from evenhand.exchange.refusal import FileRefused
from evenhand.wording.import_refusals import bad_row

FILES = re.findall(r"^    ([a-z_]+)  ", str(FileRefused.__doc__), re.MULTILINE)
ROWS = re.findall(r"^    ([a-z_]+)  ", str(BadRow.__doc__), re.MULTILINE)


def _used() -> set[str]:
    """The reasons that the readers give."""
    sources = "".join(path.read_text("utf-8") for path in Path(str(exchange.__file__)).parent.glob("*.py"))
    return set(re.findall(r'(?:FileRefused\(|BadRow\([\w.]+, |trouble ?= ?)"([a-z_]+)"', sources))


@pytest.mark.parametrize("reason", [one for one in FILES if one != "reason"])
def test_a_file_that_is_refused(reason: str) -> None:
    said = wording.sentence(FileRefused(reason, line=7, text="Name", limit=100_000))
    assert said.endswith(".")
    assert "{" not in said
    assert "no words for" not in said
    assert "!" not in said


@pytest.mark.parametrize("reason", [one for one in ROWS if one != "reason"])
def test_a_row_that_is_left_out(reason: str) -> None:
    said = bad_row(BadRow(7, reason, 2, 3))
    assert said.startswith("Line 7: ")
    assert said.endswith(".")


def test_one_cell_is_no_cells() -> None:
    assert bad_row(BadRow(7, "too_few", 1, 3)) == "Line 7: the row has 1 cell, and the table has 3 columns."
    assert bad_row(BadRow(7, "too_many", 2, 1)) == "Line 7: the row has 2 cells, and the table has 1 column."
    translation.use("ru")
    assert bad_row(BadRow(7, "too_few", 1, 4)) == "Строка 7: в строке 1 ячейка, а в таблице 4 колонки."


def test_no_other_reason_is_given() -> None:
    assert {"empty", "open_quote", "nul", "card_cut"} <= _used()
    assert _used() <= set(FILES) | set(ROWS)
    assert FileRefused in wording.KNOWN_ERRORS
