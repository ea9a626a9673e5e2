"""What fails is logged by its kind and its place, and never by a word of what it was about."""

import errno
import gc
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evenhand import __main__, actions, images, problem_log
from evenhand.domain.comfort import Comfort, ComfortMark
from evenhand.domain.money import Money, parse_amount
from evenhand.domain.records import Client, Letterhead, Order, Owner
from evenhand.problem_log import LARGEST, ProblemLog
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SENTINEL = "zqsecretword"
ONE = Money(100, "GBP")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[ProblemLog]:
    yield problem_log.begin(lambda: tmp_path / "state", lambda: NOON)
    problem_log.end()


def written(tmp_path: Path) -> str:
    return "".join(one.read_text() for one in sorted((tmp_path / "state").glob("problems*")))


def _ill_formed_paragraph() -> None:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    Paragraph(f"<b>{SENTINEL}", ParagraphStyle("x"))


def _full_disk() -> None:
    raise OSError(errno.ENOSPC, SENTINEL, f"/home/{SENTINEL}/book.db")


def _a_cause_with_words() -> None:
    try:
        int(SENTINEL)
    except ValueError as error:
        raise RuntimeError(SENTINEL) from error


class TelltaleError(Exception):
    """An error that would tell whoever prints it."""

    def __str__(self) -> str:
        raise AssertionError("its text was read")

    __repr__ = __str__
    reason = SENTINEL
    sqlite_errorname = f"{SENTINEL} {SENTINEL}"


def _telltale() -> None:
    raise TelltaleError(SENTINEL)


FAILURES: list[Callable[[], object]] = [
    lambda: int(SENTINEL),
    lambda: {}[SENTINEL],
    lambda: getattr(0, SENTINEL),
    lambda: f"{SENTINEL}é".encode("ascii"),
    lambda: parse_amount(SENTINEL, "GBP"),
    lambda: datetime.fromisoformat(SENTINEL),
    lambda: images.as_png(SENTINEL.encode()),
    lambda: Path(f"/nowhere/{SENTINEL}").read_bytes(),
    lambda: compile(f"{SENTINEL} {SENTINEL}", SENTINEL, "exec"),
    _ill_formed_paragraph,
    _full_disk,
    _a_cause_with_words,
    _telltale,
]


@pytest.mark.parametrize("fail", FAILURES)
def test_a_failure_of_any_kind_is_logged_without_what_it_was_about(
    fail: Callable[[], object], log: ProblemLog, tmp_path: Path
) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - whichever it is
        fail()
    line = problem_log.note(caught.value)
    assert type(caught.value).__name__ in line
    assert ".py:" in line
    assert f"2026-11-20T12:00:00Z {line}\n" == written(tmp_path)
    assert SENTINEL not in line.lower()
    assert str(Path.home()) not in line


def test_the_cause_is_named_too_and_the_system_s_own_name_of_it(log: ProblemLog) -> None:
    with pytest.raises(RuntimeError) as caught:
        _a_cause_with_words()
    assert "RuntimeError at " in problem_log.note(caught.value)
    assert " < ValueError at " in problem_log.note(caught.value)
    with pytest.raises(OSError) as full:  # noqa: PT011
        _full_disk()
    assert problem_log.note(full.value).startswith("OSError(ENOSPC) at test_problem_log.py:")


def test_an_error_that_caused_itself_ends_too(log: ProblemLog) -> None:
    error = ValueError()
    error.__context__ = other = KeyError()
    other.__context__ = error
    assert problem_log.described(error).count("<") == 1


def test_what_the_book_fails_at_is_logged_with_who_asked_for_it(book: Book, log: ProblemLog, tmp_path: Path) -> None:
    with pytest.raises(StorageFailed):
        book.comfort.mark(ComfortMark(99, Comfort.UNEASY, (), SENTINEL))
    with pytest.raises(StorageFailed):
        book.orders.add(Order(0, 99, SENTINEL, NOON.date(), SENTINEL, ONE, ONE))
    with pytest.raises(StorageFailed):
        book.connection.rows(f"SELECT '{SENTINEL}' FROM {SENTINEL}")
    told = written(tmp_path)
    assert told.count("StorageFailed(rule) at ") == 2
    assert "comfort.py:" in told
    assert "StorageFailed(other) at " in told
    assert SENTINEL not in told


def test_many_failures_with_words_in_every_field_leave_none_of_them_anywhere(
    book: Book, log: ProblemLog, tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    head = Letterhead("en", SENTINEL, SENTINEL, tagline=SENTINEL)
    book.owner.save(Owner((head,)))
    client = book.clients.add(Client(0, SENTINEL, f"Dear {SENTINEL},", email=SENTINEL))
    for refused in (
        lambda: book.clients.add(replace(client, id=0, currency=SENTINEL)),
        lambda: book.comfort.set_note(99, SENTINEL),
        lambda: book.owner.save(Owner((head,), currency=SENTINEL)),
        lambda: actions.open_case(
            book, order_id=99, title=SENTINEL, words=SENTINEL, received_on=NOON.date(), operation_id="x"
        ),
    ):
        with pytest.raises(Exception) as caught:  # noqa: PT011
            refused()
        sys.stderr.write(problem_log.note(caught.value))
    printed = capfd.readouterr()
    everything = written(tmp_path) + printed.out + printed.err + caplog.text
    assert "StorageFailed" in everything
    assert SENTINEL not in everything.lower()


def test_a_failure_in_a_thread_or_at_an_object_s_end_is_logged_and_told_without_its_words(
    log: ProblemLog, tmp_path: Path, capsys: pytest.CaptureFixture[str], recwarn: pytest.WarningsRecorder
) -> None:
    hook = threading.excepthook  # pytest puts its own in its place while a test runs
    problem_log.begin(lambda: tmp_path / "state", lambda: NOON)
    thread = threading.Thread(target=_a_cause_with_words)
    thread.start()
    thread.join()

    class Ends:
        def __del__(self) -> None:
            raise ValueError(SENTINEL)

    ends = Ends()
    del ends
    gc.collect()
    threading.excepthook = hook
    told = written(tmp_path)
    assert "thread: RuntimeError at " in told
    assert "unraisable: ValueError at " in told
    printed = capsys.readouterr()
    assert "RuntimeError" in printed.err
    assert SENTINEL not in told + printed.err + printed.out


def test_the_log_stays_small_and_keeps_what_is_newest(log: ProblemLog, tmp_path: Path) -> None:
    folder = tmp_path / "state"
    for number in range(3):
        folder.mkdir(exist_ok=True)
        (folder / problem_log.FILE).write_text("x" * LARGEST + f"\n{number}\n")
        log.note(f"after {number}")
    assert {one.name for one in folder.iterdir()} == {problem_log.FILE, problem_log.OLDER}
    assert log.lines(2) == ["2", "2026-11-20T12:00:00Z after 2"]
    assert sum(one.stat().st_size for one in folder.iterdir()) < 2 * LARGEST + 1000
    if os.name == "posix":
        assert (folder / problem_log.FILE).stat().st_mode & 0o077 == 0


def test_a_log_that_cannot_be_written_keeps_nobody_from_working(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    nowhere = ProblemLog(lambda: tmp_path / "file" / "state", lambda: NOON)
    nowhere.note("a failure")
    assert nowhere.lines(5) == []


def test_without_a_log_nothing_is_written(home: Path) -> None:
    assert problem_log.note(ValueError()) == "ValueError at ?"
    assert problem_log.last_lines(5) == []
    assert list(home.rglob("problems*")) == []


def _run(
    *arguments: str, code: str = "from evenhand.__main__ import main; sys.exit(main())"
) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1] / "desktop")}
    program = f"import sys; sys.argv[1:] = {list(arguments)!r}\n{code}"
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, env=environment)


def test_a_command_that_stumbles_says_a_sentence_and_logs_the_place(home: Path, tmp_path: Path) -> None:
    code = (
        "import evenhand.cli as cli, evenhand.__main__ as start\n"
        f"def stumble(options): raise KeyError('{SENTINEL}')\n"
        "cli._check = stumble\n"
        "sys.exit(start.main())"
    )
    ended = _run("check", "--data", str(tmp_path), code=code)
    assert ended.returncode == 1
    assert "Something went wrong that Evenhand has no words for (KeyError)" in ended.stderr
    (logged,) = home.rglob(problem_log.FILE)
    told = logged.read_text()
    assert "KeyError at " in told
    assert SENTINEL not in ended.stderr + ended.stdout + told


@pytest.mark.skipif(sys.platform == "win32", reason="Windows writes no core files")
def test_a_crash_leaves_no_image_of_the_memory() -> None:
    code = (
        "import resource, evenhand.__main__ as start\n"
        "start.keep_nothing_of_a_crash()\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    assert _run(code=code).stdout.strip() == "(0, 0)"
    assert "keep_nothing_of_a_crash()" in Path(__main__.__file__).read_text()
