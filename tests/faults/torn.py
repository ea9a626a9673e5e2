"""Torn and reordered writes: every state the disk could be in if the power went at some moment, rebuilt from one trace.

What was flushed is there. Of what was written since, each write is there, missing, or torn at 512 bytes; a file made,
removed or renamed since the folder was flushed may be either. No rights are needed, and a state takes a moment.
"""

import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from faults.child import Do, run

SECTOR = 512
_CALLS = "openat,write,pwrite64,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,link,linkat"
_LINE = re.compile(r"^(\w+)\((.*)\)\s+= (-?\d+)", re.DOTALL)
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_OPEN_FILE = re.compile(r"^(\d+)<([^>]*)>(?!\(deleted\))")


@dataclass(frozen=True)
class Step:
    """One thing that the work did to the disk, or said."""

    what: str  # 'write', 'truncate', 'sync', 'create', 'unlink', 'rename', 'link', 'sync_folder', 'said'
    name: str = ""
    data: bytes = b""
    offset: int = 0
    to: str = ""


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


def _inside(path: str, folder: Path) -> str | None:
    """The name below the folder; "" is the folder itself, None anything elsewhere."""
    if path == str(folder):
        return ""
    return path[len(str(folder)) + 1 :] if path.startswith(f"{folder}/") else None


def recorded(do: Do, folder: Path, log: Path) -> list[Step]:
    """What the work does to the files in the folder, in order, from one run of it."""
    watch = ("-o", str(log), "-xx", "-y", "-s", "10000000", "-e", f"trace={_CALLS}")
    before = set(contents(folder))
    ended = run(do, folder, watch=watch)
    assert ended.code == 0, ended.error
    return list(_steps(log.read_text(encoding="latin-1"), folder, before))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in the folder and below it."""
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def lay(folder: Path, files: dict[str, bytes]) -> None:
    """Puts the files there, and nothing else."""
    shutil.rmtree(folder)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def _steps(text: str, folder: Path, known: set[str]) -> Iterator[Step]:
    said_to = None
    for line in text.splitlines():
        found = _LINE.match(line)
        if not found or int(found[3]) < 0:
            continue
        call, arguments = found[1], found[2]
        strings = [_bytes(one) for one in _STRING.findall(arguments)]
        opened = _OPEN_FILE.match(arguments)
        path = _plain(opened[2]) if opened else ""
        name = _inside(path, folder) if opened else None
        if call == "write" and path.startswith("pipe:") and said_to in (None, path):
            said_to = path
            yield Step("said", data=strings[0])
        elif call in ("write", "pwrite64") and name:
            offset = int(arguments.rsplit(",", 1)[1]) if call == "pwrite64" else -1
            yield Step("write", name, strings[0], offset)
        elif call == "ftruncate" and name:
            yield Step("truncate", name, offset=int(arguments.rsplit(",", 1)[1]))
        elif call in ("fsync", "fdatasync") and name is not None:
            yield Step("sync", name) if name in known else Step("sync_folder", name)
        elif call == "openat":
            name = _inside(strings[0].decode(), folder)
            if name and "O_CREAT" in arguments and name not in known:
                known.add(name)
                yield Step("create", name)
        elif call in ("unlink", "unlinkat", "rename", "renameat", "link", "linkat"):
            names = [_inside(one.decode(), folder) for one in strings]
            if names[0] is not None:
                to = names[1] or "" if len(names) > 1 else ""
                if to:
                    known.add(to)
                if "link" not in call or "unlink" in call:
                    known.discard(names[0])
                yield Step(call.removesuffix("at"), names[0], to=to)


def _plain(path: str) -> str:
    return _bytes(path).decode() if path.startswith("\\x") else path


@dataclass
class _File:
    """A file on the disk: what is flushed, and what was done since."""

    flushed: bytes = b""
    since: list[Step] = field(default_factory=list)
    end: int = 0  # of what was written one after another

    def now(self, chance: random.Random | None = None) -> bytes:
        """Its bytes with everything done since, or with whatever chance leaves of it."""
        content = bytearray(self.flushed)
        for step in self.since:
            fate = chance.choice(("kept", "kept", "lost", "torn")) if chance else "kept"
            if step.what == "truncate":
                if fate != "lost":
                    del content[step.offset :]
                    content.extend(bytes(step.offset - len(content)))
                continue
            if fate == "lost":
                continue
            for start in range(0, len(step.data), SECTOR):
                if fate == "torn" and chance and chance.random() < 0.5:
                    continue
                place, piece = step.offset + start, step.data[start : start + SECTOR]
                content.extend(bytes(max(place + len(piece) - len(content), 0)))
                content[place : place + len(piece)] = piece
        return bytes(content)


def left_behind(steps: list[Step], start: dict[str, bytes], moment: int, chance: random.Random) -> dict[str, bytes]:
    """The files of the folder if the power goes before the step at `moment`."""
    flushed_names: dict[str, _File] = {name: _File(content, end=len(content)) for name, content in start.items()}
    names = dict(flushed_names)
    moves: list[tuple[Step, _File | None]] = []
    for step in steps[:moment]:
        if step.what == "sync_folder":
            for move, file in moves:
                if _folder_of(move) == step.name:
                    _move(move, file, flushed_names)
            moves = [one for one in moves if _folder_of(one[0]) != step.name]
        elif step.what in ("create", "unlink", "rename", "link"):
            if step.what == "create":
                names[step.name] = _File()
            moved = names.get(step.name)
            moves.append((step, moved))
            _move(step, moved, names)
        elif step.what != "said" and step.name in names:
            _change(names[step.name], step)
    left = dict(flushed_names)
    for move, file in moves:
        if chance.random() < 0.5:
            _move(move, file, left)
    return {name: file.now(chance) for name, file in left.items()}


def _change(file: _File, step: Step) -> None:
    if step.what == "sync":
        file.flushed, file.since = file.now(), []
    elif step.what == "write":
        offset = file.end if step.offset < 0 else step.offset
        file.end = offset + len(step.data)
        file.since.append(Step("write", step.name, step.data, offset))
    else:
        file.end = min(file.end, step.offset)
        file.since.append(step)


def _folder_of(move: Step) -> str:
    return (move.to or move.name).rpartition("/")[0]


def _move(move: Step, file: _File | None, names: dict[str, _File]) -> None:
    """What a folder's entries are after the move."""
    if move.what in ("unlink", "rename"):
        names.pop(move.name, None)
    if file is not None and move.what != "unlink":
        names[move.to or move.name] = file


def said_before(steps: list[Step], moment: int) -> bytes:
    """What the work had said by then."""
    return b"".join(step.data for step in steps[:moment] if step.what == "said")
