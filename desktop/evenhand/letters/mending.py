"""Where in an own text a mistake stands, and what could be written there instead."""

import re
from dataclasses import dataclass

from evenhand.letters.fields import FIELDS
from evenhand.letters.fitting import Use, written
from evenhand.letters.refusal import LetterRefused
from evenhand.letters.template import TOKEN, nearest

_NAME_AFTER = re.compile(r"\{([?!]?)([a-z_.]+)")
_NAME_BEFORE = re.compile(r"([?!]?)([a-z_.]+)$")


@dataclass(frozen=True, slots=True)
class Change:
    """Words for the characters from `start` to `end`, counted from 0."""

    start: int
    end: int
    words: str

    def applied(self, source: str) -> str:
        return source[: self.start] + self.words + source[self.end :]


@dataclass(frozen=True, slots=True)
class Spot:
    """The characters that a mistake is about. `mend`: what was probably meant."""

    start: int
    end: int
    line: int
    mend: Change | None = None


def spot(source: str, refused: LetterRefused) -> Spot | None:
    """The place of a mistake in the subject or the text that it's in; None where it has no place of its own."""
    reason = refused.details.get("reason", refused.code)
    name, near = str(refused.details.get("name", "")), refused.details.get("did_you_mean")
    first = _start_of_line(source, int(str(refused.details.get("line", 1))))
    match reason:
        case "unknown_field" | "empty_field":
            return _field(source, first, name, str(near) if near else None, str(reason))
        case "unclosed":
            return _unclosed(source, first, name)
        case "not_open":
            return _not_open(source, first)
        case "stray_brace":
            return _stray(source, first, name)
        case "bare_block":
            return _at(source, source.find(name), len(name), str(near))
        case "unknown_marker":
            return _marker(source, first, name, str(near) if near else None)
        case "repeated_marker":
            marker = f"[[{name}]]"
            return _at(source, source.find(marker, source.find(marker) + 1), len(marker), "")
    return None


def _start_of_line(source: str, line: int) -> int:
    return sum(len(one) + 1 for one in source.split("\n")[: line - 1])


def _end_of_line(source: str, start: int) -> int:
    end = source.find("\n", start)
    return len(source) if end < 0 else end


def _at(source: str, start: int, length: int, words: str | None = None) -> Spot | None:
    if start < 0:
        return None
    mend = None if words is None else Change(start, start + length, words)
    return Spot(start, start + length, source.count("\n", 0, start) + 1, mend)


def _field(source: str, first: int, name: str, near: str | None, reason: str) -> Spot | None:
    for found in TOKEN.finditer(source, first):
        token = found[0]
        asked = token[1:2] in ("?", "!")
        if token in ("{{", "}}", "{/}") or token[1 + asked : -1] != name or (reason == "empty_field" and asked):
            continue
        words = None
        if near:
            words = token[: 1 + asked] + near + "}"
        elif reason == "empty_field" and FIELDS.get(name, "").startswith("asked only"):
            words = "".join(written(name, Use.ASKED, ""))
        elif reason == "empty_field" and _is_alone(source, found.start(), found.end()):
            words = "".join(written(name, Use.SOMETIMES, ""))
        return _at(source, found.start(), len(token), words)
    return None


def _is_alone(source: str, start: int, end: int) -> bool:
    """Whether nothing but the token stands in its line, so that no sentence is left with a hole."""
    before, after = source[source.rfind("\n", 0, start) + 1 : start], source[end : _end_of_line(source, end)]
    return not (before + after).strip("*_ \t-")


def _unclosed(source: str, first: int, name: str) -> Spot | None:
    start = source.find(name, first)
    if start < 0:
        return None
    end = _end_of_line(source, start)
    return Spot(start, start + len(name), source.count("\n", 0, start) + 1, Change(end, end, "{/}"))


def _not_open(source: str, first: int) -> Spot | None:
    depth = 0
    for found in TOKEN.finditer(source):
        if found[0].startswith(("{?", "{!")):
            depth += 1
        elif found[0] == "{/}":
            depth -= 1
            if depth < 0 and found.start() >= first:
                return _at(source, found.start(), len(found[0]), "")
            depth = max(depth, 0)
    return None


def _stray(source: str, first: int, brace: str) -> Spot | None:
    start = next((one.start() for one in TOKEN.finditer(source, first) if one[0] == brace), -1)
    if start < 0 or brace == "{}":
        return _at(source, start, 2)
    if brace == "{" and (found := _NAME_AFTER.match(source, start)):
        near = nearest(found[2], FIELDS)
        return _at(source, start, len(found[0]), f"{{{found[1]}{near}}}" if near else None)
    if brace == "}" and (found := _NAME_BEFORE.search(source, 0, start)):
        near = nearest(found[2], FIELDS)
        if near:
            return _at(source, found.start(), start + 1 - found.start(), f"{{{found[1]}{near}}}")
    if source.startswith("{/", start):
        return _at(source, start, 2, "{/}")
    return _at(source, start, 1, brace * 2)


def _marker(source: str, first: int, name: str, near: str | None) -> Spot | None:
    marker = f"[[{name}]]"
    start = source.find(marker, first)
    if start < 0 or near is None:
        return _at(source, start, len(marker))
    if near != name:
        return _at(source, start, len(marker), f"[[{near}]]")
    line = source[source.rfind("\n", 0, start) + 1 : _end_of_line(source, start)]
    before, _marker_itself, after = line.partition(marker)
    apart = ("\n\n" if before.strip() else "") + marker + ("\n\n" if after.strip() else "")
    return _at(source, start, len(marker), apart)
