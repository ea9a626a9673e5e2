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

TOKEN = re.compile(r"\{\{|\}\}|\{[^{}\n]*\}|[{}]")
# What would mean something in Markdown, wherever it stands in a line.
_MARKDOWN = re.compile(r"[\\*_{}\[\]]")
_LIST_START = re.compile(r"^(\d{0,9})([-+.)])(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of letter in one language, as it lies in the resources."""

    subject: str
    body: str
    version: int  # goes up with every change of the text
    title: str  # what the kind is called in the language


@cache
def load(kind: LetterKind, language: str) -> Template:
    """The built-in text. Raises FileNotFoundError where the language has none."""
    source = resources.path("letters", language, f"{kind.value}.md").read_text("utf-8")
    _before, header, body = source.split("+++", 2)
    head = tomllib.loads(header)
    return Template(head["subject"], body.strip("\n") + "\n", head["version"], head["title"])


def escaped(value: str) -> str:
    """A value that Markdown prints as it is, on one line."""
    value = _MARKDOWN.sub(r"\\\g<0>", " ".join(re.split(r"[ \t\r\n]+", value.strip())))
    return _LIST_START.sub(r"\1\\\2", value)


def fill_plain(source: str, values: Mapping[str, str]) -> str:
    """The source with its fields filled in, for a plain line. Raises LetterRefused("text_mistake")."""
    return re.sub(r"[ \t\r\n]+", " ", _fill(source, values, lambda value: value, "{}", "subject")).strip()


def fill_body(source: str, values: Mapping[str, str]) -> str:
    """The source with its fields filled in, for Markdown; a paragraph that comes out empty falls away."""
    filled = _fill(source, values, escaped, r"\{\}", "text")
    paragraphs = (re.sub(r"[ \t]+", " ", one).strip() for one in re.split(r"\n[ \t]*\n", filled))
    return "\n\n".join(one for one in paragraphs if one) + "\n"


def _fill(source: str, values: Mapping[str, str], escape: Callable[[str], str], braces: str, place: str) -> str:
    def mistake(reason: str, line: int, name: str, did_you_mean: str | None = None) -> LetterRefused:
        return LetterRefused(
            "text_mistake", reason=reason, place=place, line=line, name=name, did_you_mean=did_you_mean
        )

    def value_of(name: str, line: int) -> str:
        if name not in values:
            raise mistake("unknown_field", line, name, nearest(name, values))
        return values[name]

    opening, closing = braces[: len(braces) // 2], braces[len(braces) // 2 :]
    out: list[str] = []
    shown = [True]  # one entry per block that is open; the innermost last
    opened: list[tuple[str, int]] = []
    end = 0
    for found in TOKEN.finditer(source):
        if shown[-1]:
            out.append(source[end : found.start()])
        end = found.end()
        token, line = found[0], source.count("\n", 0, found.start()) + 1
        if token in ("{{", "}}"):
            if shown[-1]:
                out.append(opening if token == "{{" else closing)
        elif token in "{}":
            raise mistake("stray_brace", line, token)
        elif token == "{/}":
            if not opened:
                raise mistake("not_open", line, token)
            opened.pop()
            shown.pop()
        elif token[1] in "?!":
            present = bool(value_of(token[2:-1], line).strip())
            opened.append((token, line))
            shown.append(shown[-1] and present == (token[1] == "?"))
        else:
            value = value_of(token[1:-1], line)
            if not shown[-1]:
                continue
            if not value.strip():
                raise mistake("empty_field", line, token[1:-1])
            out.append(escape(value))
    if opened:
        token, line = opened[-1]
        raise mistake("unclosed", line, token)
    out.append(source[end:])
    return "".join(out)


def without_fields(line: str) -> str:
    """A line of a source without its fields and conditions."""
    return TOKEN.sub("", line)


def nearest(name: str, known: Mapping[str, object] | tuple[str, ...]) -> str | None:
    """The known name that was probably meant."""
    import difflib

    return next(iter(difflib.get_close_matches(name.strip().lower(), list(known), 1, 0.5)), None)
