"""A program that is killed while it issues letters loses none it said it had issued, and skips no number."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from evenhand.storage.book import Book
from evenhand.storage.checking import check

ROUNDS = 20


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")
def test_no_letter_is_lost_and_no_number_skipped_when_the_program_is_killed(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "desktop")}
    command = [sys.executable, str(Path(__file__).with_name("kill_rounds.py")), str(tmp_path / "book"), str(ROUNDS)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    acknowledged = dict(line.split() for line in json.loads(done.stdout))
    assert len(acknowledged) >= ROUNDS
    with Book.open(tmp_path / "book") as book:
        kept = {row.number: row.letter.sha256 for row in book.letters.rows(limit=10**6)}
        assert acknowledged.items() <= kept.items()
        assert check(book) == []
