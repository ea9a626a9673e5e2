"""A child process that does some work on a book, and what may befall it: a kill, or an error at the n-th system call.

Forked from a parent that has everything loaded, so that a trial costs a few hundredths of a second.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from evenhand import wording

Say = Callable[[str], object]
Do = Callable[[Path, Say], object]

# Whatever changes a file, and every flush. Opening a file changes nothing that the call after it doesn't tell.
CALLS = ("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "unlink", "unlinkat", "rename", "renameat", "link",
         "linkat", "mkdir", "chmod")  # fmt: skip
KILLED, FAILED = -signal.SIGKILL, 3


@dataclass(frozen=True)
class Ended:
    """How a child ended: what it said it had done, its exit code (below zero: the signal), and its last words."""

    said: tuple[str, ...]
    code: int
    error: str = ""


def has_strace() -> bool:
    """Whether system calls can be watched here."""
    tool = which("strace")
    if tool is None:
        return False
    probe = subprocess.run([tool, "-o", os.devnull, "true"], capture_output=True, check=False)
    return probe.returncode == 0


def run(do: Do, folder: Path, *, watch: Sequence[str] = (), after: float | None = None) -> Ended:
    """Does the work in a child; `watch` are options of strace, `after` the seconds until it's killed."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if not child:
        os.close(reading)
        _work(do, folder, writing, stopped=bool(watch))
    os.close(writing)
    watcher = _attach(child, watch) if watch else None
    with os.fdopen(reading) as said:
        if after is not None:
            first = said.readline()  # only what was begun can be broken
            time.sleep(after)
            os.kill(child, signal.SIGKILL)
            text = first + said.read()
        else:
            text = said.read()
    _pid, status = os.waitpid(child, 0)
    if watcher is not None:
        watcher.wait(timeout=120)
    lines = [json.loads(line) for line in text.split("\n")[:-1]]
    error = next((words for kind, words in lines if kind == "error"), "")
    return Ended(tuple(words for kind, words in lines if kind == "said"), os.waitstatus_to_exitcode(status), error)


def _work(do: Do, folder: Path, writing: int, *, stopped: bool) -> None:
    def tell(kind: str, words: str) -> None:
        os.write(writing, (json.dumps([kind, words]) + "\n").encode())

    try:
        if stopped:
            os.kill(os.getpid(), signal.SIGSTOP)
        do(folder, lambda words: tell("said", words))
    except BaseException as error:
        if os.environ.get("EVENHAND_FAULTS_DEBUG"):
            traceback.print_exc()
        tell("error", in_words(error))
        os._exit(FAILED)
    os._exit(0)


def in_words(error: BaseException) -> str:
    """What the owner would read; for what has no sentence, its type and place."""
    if isinstance(error, wording.KNOWN_ERRORS):
        return wording.sentence(error)
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"


def _attach(child: int, watch: Sequence[str]) -> "subprocess.Popen[str]":
    os.waitpid(child, os.WUNTRACED)
    watcher = subprocess.Popen(["strace", "-p", str(child), *watch], stderr=subprocess.PIPE, text=True)
    assert watcher.stderr is not None
    watcher.stderr.readline()  # "Process ... attached"
    os.kill(child, signal.SIGCONT)
    return watcher


def traced(do: Do, folder: Path, log: Path, *more: str) -> Ended:
    """Does the work once and writes down its system calls."""
    return run(do, folder, watch=("-o", str(log), "-e", f"trace={','.join(CALLS)}", *more))


def points(do: Do, folder: Path, log: Path, calls: Sequence[str] = CALLS) -> list[tuple[str, int]]:
    """Every place where the work may be broken: the call's name and which one of that name it is."""
    ended = traced(do, folder, log)
    assert ended.code == 0, ended.error
    names = (line.split("(", 1)[0] for line in log.read_text(encoding="utf-8", errors="replace").splitlines())
    counted = Counter(name for name in names if name in calls)
    return [(name, number) for name, many in counted.items() for number in range(1, many + 1)]


def broken_at(do: Do, folder: Path, point: tuple[str, int], fault: str) -> Ended:
    """Does the work with a fault at one system call: "signal=KILL" before it, or "error=EIO" in its stead."""
    name, number = point
    watch = ("-o", os.devnull, "-e", f"trace={name}", "-e", f"inject={name}:{fault}:when={number}")
    return run(do, folder, watch=watch)


def some(found: list[tuple[str, int]], most: int, chance: random.Random) -> list[tuple[str, int]]:
    """All of them, or so many, drawn evenly."""
    return found if len(found) <= most else sorted(chance.sample(found, most))
