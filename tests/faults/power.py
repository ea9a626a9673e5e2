"""Cutting the power for real: a file system in a file that is shut down without writing out what it holds in memory.

Needs root, loop devices and ext4; elsewhere it's said that nothing was cut.
"""

import fcntl
import os
import random
import shutil
import signal
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from faults.child import Do

_SHUTDOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN
_NOLOGFLUSH = 2  # what is in memory is lost, the file system's own journal too
_SIZE = 48 * 1024 * 1024
_TOOLS = ("mount", "umount", "mkfs.ext4")


def why_not() -> str:
    """Why the power can't be cut here; empty when it can."""
    if os.name != "posix" or os.geteuid() != 0:
        return "needs root"
    lacking = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if lacking:
        return f"needs {', '.join(lacking)}"
    try:
        with tempfile.TemporaryDirectory() as folder:
            make_disk(image := Path(folder) / "image")
            with mounted(image, Path(folder) / "disk") as root:
                _shut_down(root)
    except (OSError, subprocess.CalledProcessError):
        return "needs a loop device and ext4"
    return ""


def make_disk(image: Path) -> None:
    """An empty ext4 in a file."""
    with image.open("wb") as file:
        file.truncate(_SIZE)
    subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True, capture_output=True)


@contextmanager
def mounted(image: Path, place: Path) -> Iterator[Path]:
    place.mkdir(exist_ok=True)
    # Nothing is written out by itself meanwhile, and a rename isn't flushed as a favour.
    options = "loop,noauto_da_alloc,commit=300"
    subprocess.run(["mount", "-o", options, str(image), str(place)], check=True, capture_output=True)
    try:
        yield place
    finally:
        for _attempt in range(500):
            if subprocess.run(["umount", str(place)], capture_output=True, check=False).returncode == 0:
                break
            time.sleep(0.02)


def _shut_down(disk: Path) -> None:
    root = os.open(disk, os.O_RDONLY)
    try:
        fcntl.ioctl(root, _SHUTDOWN, struct.pack("I", _NOLOGFLUSH))
    finally:
        os.close(root)


def cut(do: Do, folder: Path, disk: Path, chance: random.Random) -> tuple[str, ...]:
    """Does the work on the disk until its power goes; gives what was said before that."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            do(folder, lambda line: os.write(writing, f"{line}\n".encode()))
        finally:
            os._exit(0)
    os.close(writing)
    heard = os.read(reading, 1)  # work is under way
    time.sleep(chance.uniform(0, 0.15))
    os.set_blocking(reading, False)
    # A flush that races with the cut may report success: only what was said before counts.
    try:
        while more := os.read(reading, 65536):
            heard += more
    except BlockingIOError:
        pass
    _shut_down(disk)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reading)
    return tuple(heard.decode().split("\n")[:-1])
