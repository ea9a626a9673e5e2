"""A second start on a book that is open: the window that has it comes forward, whatever it's doing."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from time import monotonic

import platformdirs
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from evenhand.domain.records import Letterhead, Owner
from evenhand.storage import presence
from evenhand.storage.book import Book
from evenhand.storage.errors import BookInUse
from evenhand.storage.keys import BookKey
from evenhand.ui.come_forward import Answer, call_first, is_open_here
from evenhand.ui.main_window import MainWindow
from evenhand.ui.preferences import Preferences

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")  # the offscreen platform has no others
ROOT = Path(__file__).parents[2]


call = partial(call_first, patience=20)  # tests run beside each other on a busy machine


@pytest.fixture
def elsewhere() -> Iterator[ThreadPoolExecutor]:
    """Second starts, which wait while the first window goes on."""
    with ThreadPoolExecutor() as pool:
        yield pool


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.show()
    return shown


def calls() -> list[str]:
    folder = platformdirs.user_state_path("Evenhand", appauthor=False) / "calls"
    return sorted(one.name for one in folder.glob("*.call"))


def heard(qtbot: QtBot, *called: "Future[bool]") -> list[bool]:
    qtbot.waitUntil(lambda: all(one.done() for one in called))
    return [one.result() for one in called]


def test_the_window_that_has_the_book_comes_up_from_the_dock(
    qtbot: QtBot, window: QWidget, tmp_path: Path, elsewhere: ThreadPoolExecutor
) -> None:
    answer = Answer(window, tmp_path)
    window.showMinimized()
    assert heard(qtbot, elsewhere.submit(call, tmp_path)) == [True]
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    qtbot.waitUntil(window.isActiveWindow)
    assert calls() == []
    answer.stop()


def test_two_starts_at_once_both_hear_that_it_is_there(
    qtbot: QtBot, window: QWidget, tmp_path: Path, elsewhere: ThreadPoolExecutor
) -> None:
    Answer(window, tmp_path)
    assert heard(qtbot, *(elsewhere.submit(call, tmp_path) for _start in range(4))) == [True] * 4
    assert calls() == []


def test_a_sheet_over_the_window_keeps_the_keyboard(
    qtbot: QtBot, window: QWidget, tmp_path: Path, elsewhere: ThreadPoolExecutor
) -> None:
    Answer(window, tmp_path)
    sheet = QDialog(window)
    sheet.open()
    assert heard(qtbot, elsewhere.submit(call, tmp_path)) == [True]
    qtbot.waitUntil(sheet.isActiveWindow)
    assert QApplication.activeModalWidget() is sheet
    sheet.close()


def test_the_book_is_the_same_by_whichever_link_it_is_reached(
    qtbot: QtBot, window: QWidget, tmp_path: Path, elsewhere: ThreadPoolExecutor
) -> None:
    (tmp_path / "business").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "business")
    Answer(window, tmp_path / "business")
    assert is_open_here(tmp_path / "link")
    assert heard(qtbot, elsewhere.submit(call, tmp_path / "link")) == [True]


def test_a_window_on_another_book_does_not_answer(qtbot: QtBot, window: QWidget, tmp_path: Path) -> None:
    told: list[bool] = []
    Answer(window, tmp_path / "one", lambda: told.append(True))
    began = monotonic()
    assert call_first(tmp_path / "other", patience=0.1) is False
    assert monotonic() - began < 2
    assert not is_open_here(tmp_path / "other")
    assert told == []
    assert calls() == []  # who wasn't heard leaves nothing behind


def test_a_call_that_a_killed_start_left_harms_nobody(
    qtbot: QtBot, window: QWidget, tmp_path: Path, elsewhere: ThreadPoolExecutor
) -> None:
    assert call_first(tmp_path, patience=0) is False
    folder = platformdirs.user_state_path("Evenhand", appauthor=False) / "calls"
    left = Answer(window, tmp_path)
    name = next(folder.glob("*.lock")).stem
    left.stop()
    (folder / f"{name}.old.call").write_bytes(b"\xff\xfe")
    (folder / f"{name}.older.call").touch()
    Answer(window, tmp_path)
    assert heard(qtbot, elsewhere.submit(call, tmp_path)) == [True]
    assert [one for one in calls() if one != f"{name}.old.call"] == []


def test_another_owner_of_this_computer_is_not_called(
    qtbot: QtBot, window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Answer(window, tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another owner's"))
    assert not is_open_here(tmp_path)
    assert call_first(tmp_path, patience=0.1) is False


def test_without_a_folder_to_call_in_the_window_opens_as_ever(
    qtbot: QtBot, window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    answer = Answer(window, tmp_path)
    assert not is_open_here(tmp_path)
    assert call_first(tmp_path) is False
    answer.stop()


def test_a_window_that_was_closed_is_there_no_more(qtbot: QtBot, window: QWidget, tmp_path: Path) -> None:
    answer = Answer(window, tmp_path)
    assert is_open_here(tmp_path)
    answer.stop()
    assert not is_open_here(tmp_path)


def test_a_window_that_is_locked_or_in_counter_view_comes_forward_and_stays_as_it_is(
    qtbot: QtBot, tmp_path: Path, elsewhere: ThreadPoolExecutor
) -> None:
    key = BookKey(b"k" * 32, b"s" * 16)
    with Book.create(tmp_path, key=key) as book:
        window = MainWindow(book, Preferences())
        qtbot.addWidget(window)
        window.show()
        Answer(window, tmp_path)
        window.set_counter_view(True)
        window.showMinimized()
        assert heard(qtbot, elsewhere.submit(call, tmp_path)) == [True]
        assert not window.isMinimized()
        assert Preferences().counter_view
        window.set_counter_view(False)
        window.lock()
        qtbot.waitUntil(lambda: book.connection.key is None)
        Book.open(tmp_path, key=key).close()  # the lock of the file is free, so only the window can tell
        assert is_open_here(tmp_path)
        assert heard(qtbot, elsewhere.submit(call, tmp_path)) == [True]
        assert window.locking.on


# A start as its owner makes it; this one says when its window is there and when it was brought up from the dock.
A_START = """
import sys
from PySide6.QtCore import QTimer
sys.argv[1:] = ["--data", sys.argv[1]]
from evenhand import app
from evenhand.__main__ import main
from evenhand.ui import come_forward
come_forward.call_first.__defaults__ = (30.0,)  # on a busy machine

class Window(app.MainWindow):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.timer = QTimer(self, interval=30)
        self.timer.timeout.connect(self.look)
        self.rounds = 0
        self.timer.start()
    def look(self):
        from evenhand.ui.vigil import Vigil
        if not self.rounds and self.findChild(Vigil):
            self.showMinimized()
            print("open", flush=True)
            self.rounds = 1
        elif self.rounds and not self.isMinimized():
            print("forward", flush=True)
            self.close()

app.MainWindow = Window
sys.exit(main())
"""


def test_a_second_start_of_the_whole_program_ends_by_itself_and_leaves_nothing_behind(
    qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "book"
    with Book.create(folder) as book:
        book.owner.save(Owner((Letterhead("en", "Merrow Tailoring", "Ellen Merrow"),)))
    environment = os.environ | {"PYTHONPATH": str(ROOT / "desktop")}
    command = [sys.executable, "-c", A_START, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "open\n"
        assert (folder / presence.FILE).exists()
        second = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)
        assert (second.returncode, second.stdout) == (0, "")
        assert first.stdout.readline() == "forward\n"
        assert first.wait(30) == 0
    assert not (folder / presence.FILE).exists()
    assert calls() == []
    assert not is_open_here(folder)


FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from evenhand.storage.book import Book
from evenhand.ui.come_forward import Answer
application = QApplication(["evenhand"])
folder = Path(sys.argv[1])
with Book.open(folder) as book:
    window = QWidget()
    window.showMinimized()
    def heard():
        print("forward" if not window.isMinimized() else "still down", flush=True)
        application.quit()
    answer = Answer(window, folder, heard)
    print("open", flush=True)
    QTimer.singleShot(20000, application.quit)
    application.exec()
"""


def test_of_two_programs_on_one_book_the_first_comes_forward_and_a_killed_one_is_not_waited_for(
    qtbot: QtBot, tmp_path: Path
) -> None:
    Book.create(tmp_path).close()
    environment = os.environ | {"PYTHONPATH": str(ROOT / "desktop")}

    def start() -> "subprocess.Popen[str]":
        begun = subprocess.Popen(
            [sys.executable, "-c", FIRST, str(tmp_path)], stdout=subprocess.PIPE, text=True, env=environment
        )
        assert begun.stdout is not None
        assert begun.stdout.readline() == "open\n"
        return begun

    with start() as killed:
        assert is_open_here(tmp_path)
        killed.kill()
    assert not is_open_here(tmp_path)
    with start() as first:
        with pytest.raises(BookInUse):
            Book.open(tmp_path)
        assert is_open_here(tmp_path)
        assert call(tmp_path) is True
        assert first.stdout is not None
        assert first.stdout.readline() == "forward\n"
        assert first.wait(10) == 0
    Book.open(tmp_path).close()
