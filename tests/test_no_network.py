"""The guard that every other test relies on."""

import ast
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from evenhand import sample


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_no_test_reaches_the_network(family: socket.AddressFamily) -> None:
    host = "127.0.0.1" if family is socket.AF_INET else "::1"
    with socket.socket(family) as plug, pytest.raises(RuntimeError, match=r"socket\.connect"):
        plug.connect((host, 9))


def test_no_test_looks_a_name_up() -> None:
    with pytest.raises(RuntimeError, match="looking up"):
        socket.getaddrinfo("example.com", 443)


def test_processes_of_one_machine_may_still_talk() -> None:
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"hello")
        assert other.recv(5) == b"hello"


PACKAGE = Path(__file__).parents[1] / "desktop" / "evenhand"
BARRED = {
    "QtNetwork", "QtWebEngineCore", "QtWebSockets", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib",
    "requests", "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib", "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip
HARMLESS = {"urllib.parse"}  # it takes addresses apart, and goes nowhere


def imported(source: str) -> Iterator[str]:
    """The full name of every module that a source imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ({node.module} | {f"{node.module}.{alias.name}" for alias in node.names})


def barred(source: str) -> set[str]:
    found = {name for name in imported(source) if set(name.split(".")) & BARRED}
    return {name for name in found if not any(name == one or name.startswith(f"{one}.") for one in HARMLESS)} - {
        "urllib"
    }


# The words alone: reading every module as a tree takes ten times as long.
_NAMED = re.compile(rf"^\s*(?:import|from)\s.*\b(?:{'|'.join(sorted(BARRED))})\b", re.MULTILINE)


def test_nothing_of_ours_asks_for_what_could_reach_a_network() -> None:
    read = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    assert len(read) > 300
    assert {
        path.name: barred(source) for path, source in read.items() if _NAMED.search(source) and barred(source)
    } == {}


@pytest.mark.parametrize(
    "source",
    [
        "import socket",
        "from urllib import request",
        "import urllib.request as r",
        "from PySide6 import QtCore, QtNetwork",
        "from PySide6.QtNetwork import QLocalServer",
        "def late():\n    import http.client",
    ],
)
def test_whatever_did_would_be_found(source: str) -> None:
    assert _NAMED.search(source)
    assert barred(source)


def test_taking_an_address_apart_is_harmless() -> None:
    assert not barred("from urllib.parse import quote, urlsplit")


# The real program on a real book, as its owner uses it: starts, goes about, opens a letter, asks the key store, quits.
_A_WAY_ABOUT = """
import sys
from pathlib import Path
sys.argv[1:] = ["--data", sys.argv[1]]
from PySide6.QtCore import QTimer
from evenhand import app, key_store
from evenhand.__main__ import main
from evenhand.ui.desk import Place

class Window(app.MainWindow):
    def __init__(self, book, *args, **kwargs):
        super().__init__(book, *args, **kwargs)
        self.ways = [lambda place=place: self.go(place) for place in (Place.CLIENTS, Place.CASES, Place.LETTERS)]
        self.ways.append(lambda: self.go(Place.LETTERS, book.letters.issued()[0].id))
        self.ways.append(lambda: (key_store.available(), key_store.remembered("book")))
        self.ways.append(lambda: print("all seen", len(self.ways), flush=True))
        self.ways.append(self.end)
        self.timer = QTimer(self, interval=150)
        self.timer.timeout.connect(self.next)
        self.timer.start()
    def next(self):
        self.ways.pop(0)()
    def end(self):
        self.timer.stop()
        print(sorted(name for name in sys.modules if "QtNetwork" in name or "QtWebEngine" in name))
        if sys.platform == "linux":
            print("libQt6Network" in Path("/proc/self/maps").read_text())
        self.close()

app.MainWindow = Window
sys.exit(main())
"""


def test_the_running_program_opens_no_socket_to_any_network(tmp_path: Path, home: Path) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace isn't here, so nobody watched what the program asks the system for")
    sample.make_book(tmp_path / "book", today=date(2026, 11, 20))
    control = _traced(strace, tmp_path / "control.txt", "import socket; socket.socket(socket.AF_INET)", tmp_path)
    assert "AF_INET" in control  # such a socket would be seen
    calls = _traced(strace, tmp_path / "calls.txt", _A_WAY_ABOUT, tmp_path / "book")
    assert "AF_INET" not in calls


def _traced(strace: str, log: Path, code: str, argument: Path) -> str:
    """What a program asks of the network, it and its children."""
    environment = os.environ | {"PYTHONPATH": str(PACKAGE.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    watched = [strace, "-f", "-qq", "-e", "trace=%network", "-e", "signal=none", "-o", str(log)]
    ended = subprocess.run(
        [*watched, sys.executable, "-c", code, str(argument)],
        capture_output=True, text=True, check=False, env=environment, timeout=120,
    )  # fmt: skip
    if "ptrace" in ended.stderr.lower():
        pytest.skip("this system lets nobody watch a program")
    assert ended.returncode == 0, ended.stderr
    if "Window" in code:
        assert "all seen" in ended.stdout
        assert "[]" in ended.stdout
        assert "True" not in ended.stdout
    return log.read_text()
