"""The closed language of the letters' own texts: {field}, {?field}...{/}, {!field}...{/}, and {{ }} for a brace.

A field's value is text already formatted in the letter's language; nothing else can be computed or reached.
The fields are listed, with their meanings, in resources/letters/README.md and in fields.FIELDS.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from evenhand import resources
from evenhand.domain.records import LetterKind
from evenhand.letters.refusal import LetterRefused

_TOKEN = re.compile(r"\{\{|\}\}|\{[^{}\n]*\}|[{}]")
# What would mean something in Markdown, wherever it stands in a line.
_MARKDOWN = re.compile(r"[\\*_{}\[\]]")
_LIST_START = re.compile(r"^(\s*)([-+]|\d{1,9}(?=[.)]))")


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of letter in one language, as it lies in the resources."""

    subject: str
    body: str


@cache
def load(kind: LetterKind, language: str) -> Template:
    """The built-in text. Raises FileNotFoundError where the language has none."""
    source = resources.path("letters", language, f"{kind.value}.md").read_text("utf-8")
    _before, header, body = source.split("+++", 2)
    return Template(tomllib.loads(header)["subject"], body.strip("\n") + "\n")


def escaped(value: str) -> str:
    """A value that Markdown prints as it is, on one line."""
    value = _MARKDOWN.sub(r"\\\g<0>", " ".join(re.split(r"[ \t\r\n]+", value.strip())))
    return _LIST_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[2] in "-+" else found[0], value)


def fill_plain(source: str, values: Mapping[str, str]) -> str:
    """The source with its fields filled in, for a plain line. Raises LetterRefused("text_mistake")."""
    return re.sub(r"[ \t\r\n]+", " ", _fill(source, values, lambda value: value, "{}")).strip()


def fill_body(source: str, values: Mapping[str, str]) -> str:
    """The source with its fields filled in, for Markdown; a paragraph that comes out empty falls away."""
    filled = _fill(source, values, escaped, r"\{\}")
    paragraphs = (re.sub(r"[ \t]+", " ", one).strip() for one in re.split(r"\n[ \t]*\n", filled))
    return "\n\n".join(one for one in paragraphs if one) + "\n"


def _fill(source: str, values: Mapping[str, str], escape: Callable[[str], str], braces: str) -> str:
    opening, closing = braces[: len(braces) // 2], braces[len(braces) // 2 :]
    out: list[str] = []
    shown = [True]  # one entry per block that is open; the innermost last
    opened: list[tuple[str, int]] = []
    end = 0
    for found in _TOKEN.finditer(source):
        if shown[-1]:
            out.append(source[end : found.start()])
        end = found.end()
        token, line = found[0], source.count("\n", 0, found.start()) + 1
        if token in ("{{", "}}"):
            if shown[-1]:
                out.append(opening if token == "{{" else closing)
        elif token in "{}":
            raise LetterRefused("text_mistake", reason="stray_brace", line=line, name=token, did_you_mean=None)
        elif token == "{/}":
            if not opened:
                raise LetterRefused("text_mistake", reason="not_open", line=line, name=token, did_you_mean=None)
            opened.pop()
            shown.pop()
        elif token[1] in "?!":
            present = bool(_value(token[2:-1], values, line).strip())
            opened.append((token, line))
            shown.append(shown[-1] and present == (token[1] == "?"))
        else:
            value = _value(token[1:-1], values, line)
            if not shown[-1]:
                continue
            if not value.strip():
                raise LetterRefused(
                    "text_mistake", reason="empty_field", line=line, name=token[1:-1], did_you_mean=None
                )
            out.append(escape(value))
    if opened:
        token, line = opened[-1]
        raise LetterRefused("text_mistake", reason="unclosed", line=line, name=token, did_you_mean=None)
    out.append(source[end:])
    return "".join(out)


def nearest(name: str, known: Mapping[str, object] | tuple[str, ...]) -> str | None:
    """The known name that was probably meant."""
    import difflib

    return next(iter(difflib.get_close_matches(name.strip().lower(), list(known), 1, 0.5)), None)


def _value(name: str, values: Mapping[str, str], line: int) -> str:
    if name not in values:
        raise LetterRefused(
            "text_mistake", reason="unknown_field", line=line, name=name, did_you_mean=nearest(name, values)
        )
    return values[name]
