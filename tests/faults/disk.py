"""A disk that fails at one call, and a disk that is full."""

import os
import random
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from faults.child import CALLS, Do, Ended, broken_at

ERRORS = ("EIO", "ENOSPC")
# What a failing disk fails at; the line that says what was done isn't on the disk.
ON_DISK = tuple(call for call in CALLS if call != "write")


def failing_at(do: Do, folder: Path, point: tuple[str, int], chance: random.Random) -> tuple[str, Ended]:
    """Does the work on a disk that fails once, at this call."""
    error = chance.choice(ERRORS)
    return error, broken_at(do, folder, point, f"error={error}")


def why_not_full() -> str:
    """Why a disk can't be filled here; empty when it can."""
    if os.name != "posix" or os.geteuid() != 0:
        return "needs root"
    try:
        with tempfile.TemporaryDirectory() as folder, small_disk(Path(folder) / "disk", 64):
            return ""
    except (OSError, subprocess.CalledProcessError):
        return "needs to mount a file system"


@contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of so many kilobytes."""
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def make_room(place: Path, kilobytes: int) -> None:
    """The disk has so many kilobytes from now on."""
    subprocess.run(["mount", "-o", f"remount,size={kilobytes}k", str(place)], check=True)
