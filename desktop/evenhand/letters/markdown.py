"""The closed Markdown of a letter's body: paragraphs, **bold**, *italic*, lists, line ends, and [[markers]]."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from evenhand.letters import shaping, template
from evenhand.letters.refusal import LetterRefused
from evenhand.letters.shaping import Run

_MARKER_LINE = re.compile(r"^[ \t]*\[\[([^\[\]]*)\]\][ \t]*$")
_ANY_MARKER = re.compile(r"(?<!\\)\[\[([^\[\]\n]*)\]\]")
_PLACEHOLDER = re.compile(r"(?<!\\)\{[?!]?[a-z_]+\.[a-z_.]+\}|(?<!\\)\{/\}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text in its written lines; usually one. `bullet` and `depth` when it's in a list."""

    lines: tuple[tuple[Run, ...], ...]
    bullet: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Marker:
    """The place of a block that the layout owns."""

    name: str


Block = Paragraph | Marker


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable(["emphasis", "list", "newline", "escape"])


def blocks(body: str, markers: tuple[str, ...]) -> list[Block]:
    """The body's blocks in order. Raises LetterRefused for a placeholder, and for a marker that isn't one of these."""
    found: list[Block] = []
    seen: set[str] = set()
    pending: list[str] = []
    for number, line in enumerate(body.split("\n"), 1):
        if placeholder := _PLACEHOLDER.search(line):
            raise LetterRefused(
                "text_mistake", reason="placeholder", place="text", line=number, name=placeholder[0], did_you_mean=None
            )
        marker = marker_in(line, number, markers)
        if not marker:
            pending.append(line)
            continue
        if marker in seen:
            raise LetterRefused("repeated_marker", name=marker, line=number)
        seen.add(marker)
        found += [*_paragraphs("\n".join(pending)), Marker(marker)]
        pending.clear()
    return [*found, *_paragraphs("\n".join(pending))]


def marker_in(line: str, number: int, markers: tuple[str, ...]) -> str | None:
    """The marker that the line is, if it's one. Raises LetterRefused where one has no place, or isn't one of these."""
    alone = _MARKER_LINE.match(line)
    found = alone or _ANY_MARKER.search(line)
    if found and not (alone and found[1] in markers):
        raise LetterRefused(
            "unknown_marker", name=found[1], line=number, did_you_mean=template.nearest(found[1], markers)
        )
    return found[1] if found else None


def _paragraphs(source: str) -> Iterator[Paragraph]:
    numbers: list[int | None] = []
    bullet = ""
    for token in _parser().parse(source):
        if token.type == "bullet_list_open":
            numbers.append(None)
        elif token.type == "ordered_list_open":
            numbers.append(int(token.attrs.get("start", 1)))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            numbers.pop()
        elif token.type == "list_item_open":
            number = numbers[-1]
            bullet = "•" if number is None else f"{number}."
            if number is not None:
                numbers[-1] = number + 1
        elif token.type == "inline":
            lines = tuple(_lines(token.children or ()))
            if any(lines):
                yield Paragraph(lines, bullet, len(numbers))
            bullet = ""


def _lines(tokens: Sequence[Any]) -> Iterator[tuple[Run, ...]]:
    """Written lines of runs; strong inside emphasis stays strong, as there is no bold italic."""
    strong = slanted = 0
    line: list[Run] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield tuple(line)
            line = []
        elif token.type in ("strong_open", "strong_close"):
            strong += token.nesting
        elif token.type in ("em_open", "em_close"):
            slanted += token.nesting
        elif token.content:
            font = shaping.BOLD if strong else shaping.ITALIC if slanted else shaping.SERIF
            line.append(Run(token.content, font))
    yield tuple(line)
