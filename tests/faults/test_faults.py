"""Each way of breaking the book, tried a few times; `make faults` tries them in earnest."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(os.name != "posix", reason="kill -9, fork and strace are POSIX")
def test_the_book_survives_every_fault_known() -> None:
    command = [sys.executable, str(Path(__file__).with_name("run.py")), "--trials=4"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "kill -9 at a random moment" in done.stdout
