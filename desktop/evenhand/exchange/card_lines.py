"""The lines of address cards: unfolded and put together a card at a time, and what one line says."""

import binascii
import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TextIO

_MOST_IN_CARD = 1_000_000  # characters, pictures not counted
_MOST_IN_HEAD = 10_000  # characters of what a line says before its value
_CHUNK = 1 << 16

# What isn't taken, and may be large. A group ("item1.") may stand before it.
_PASSED_OVER = re.compile(r"(?:[\w-]+\.)?(?:PHOTO|LOGO|KEY|SOUND|X-[\w-]+)[;:]", re.IGNORECASE)
_EDGE = re.compile(r"\s*(BEGIN|END)\s*:\s*VCARD\s*", re.IGNORECASE)
_QUOTED = re.compile(r"[^:]*;\s*(?:ENCODING=)?QUOTED-PRINTABLE\s*[;:]", re.IGNORECASE)
_HEAD = re.compile(r'((?:[^":]|"[^"]*")*):(.*)', re.DOTALL)
_PIECE = re.compile(r';((?:[^";]|"[^"]*")*)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_CHARSETS = ("utf-8", "utf-16", "ascii", "cp", "iso8859", "koi8", "mac", "gb", "big5", "shift_jis", "euc")
_NAME = re.compile(r"(?:[\w-]+\.)?([\w-]+)\s*")


class NotALine(ValueError):
    """A line that says nothing a card can say."""


@dataclass(slots=True)
class Card:
    """One card as its lines, each with its number. `trouble` is a BadRow's reason; empty when it's whole."""

    line: int
    lines: list[tuple[int, str]] = field(default_factory=list)
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Property:
    """What one line says: `name` in capitals, the types and values beside it in small letters."""

    name: str
    said: dict[str, str]
    raw: str
    encoding: str  # of the file, for bytes that don't say theirs

    def has(self, *words: str) -> bool:
        """Whether one of the types is among these."""
        typed = self.said.get("type", "").replace('"', "").split(",")
        return any(word in typed or self.said.get(word) == "" for word in words)  # the second as 2.1 writes it

    @property
    def text(self) -> str:
        return self._read(self.raw)

    @property
    def parts(self) -> list[str]:
        """The value's components, such as family name and given name."""
        return [self._read(one) for one in re.split(r"(?<!\\);", self.raw)]

    def _read(self, raw: str) -> str:
        """Raises ValueError, LookupError for bytes that can't be read."""
        how = self.said.get("encoding", "")
        if how == "quoted-printable" or "quoted-printable" in self.said:
            raw = self._decoded(quopri.decodestring(raw.encode()))
        elif how in ("b", "base64") or "base64" in self.said:
            raw = self._decoded(binascii.a2b_base64(raw))
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], raw) if "\\" in raw else raw

    def _decoded(self, data: bytes) -> str:
        if charset := self.said.get("charset", "").strip('"'):
            if not codecs.lookup(charset).name.startswith(_CHARSETS):
                raise NotALine  # Python calls things an encoding that no card means, and that take hours
            return data.decode(charset)
        try:
            return data.decode()
        except UnicodeDecodeError:
            return data.decode(self.encoding)


def property_of(line: str, encoding: str) -> Property:
    """Raises NotALine."""
    head, colon, value = line.partition(":")
    if '"' in head:
        if not (found := _HEAD.fullmatch(line)):
            raise NotALine
        head, value = found.groups()
    named = _NAME.match(head)
    if not colon or not named or len(head) > _MOST_IN_HEAD:
        raise NotALine
    said: dict[str, str] = {}
    for piece in _PIECE.findall(head, named.end()):
        key, _sign, worth = piece.strip().casefold().partition("=")
        said[key] = f"{said[key]},{worth}" if key in said else worth
    return Property(named[1].upper(), said, value, encoding)


def cards(file: TextIO) -> Iterator[Card]:
    """The cards of a file opened without newlines translated, pictures left out unread.

    Lines between cards come as a card in trouble, as what belonged to somebody may be there.
    """
    card: Card | None = None
    parts: list[str] = []  # of the line that's being put together
    begun = number = room = 0
    fresh, passing, astray, quoted = True, False, False, False
    while chunk := file.readline(_CHUNK):
        whole, fresh = fresh, chunk.endswith(("\n", "\r"))
        number += whole
        if passing and whole and chunk[0] in " \t":
            continue
        text = chunk.rstrip("\r\n")
        if not whole or (text[:1] in (" ", "\t") and (parts or passing)):
            if not passing and card and room > 0:
                room -= len(text)
                parts.append(text[1:] if whole else text)
            continue
        if passing and text and ":" not in text:
            continue  # a picture whose lines aren't set in
        if quoted and room > 0 and parts and parts[-1].endswith("="):
            parts[-1] = parts[-1][:-1]
            parts.append(text)
            room -= len(text)
            continue
        if card and parts:
            card.lines.append((begun, "".join(parts)))
        parts, begun, passing = [], number, bool(_PASSED_OVER.match(text))
        quoted = "=" in text and bool(_QUOTED.match(text))
        edge = _EDGE.fullmatch(text)
        if card and (edge or room <= 0):
            ended = edge and edge[1].upper() == "END"
            card.trouble = "card_too_long" if room <= 0 else "" if ended else "card_cut"
            yield card
            card, astray = None, not edge
        if edge:
            if edge[1].upper() == "BEGIN":
                card, room, astray = Card(number), _MOST_IN_CARD, False
        elif card and text and not passing:
            parts.append(text)
            room -= len(text)
        elif not card and text.strip() and not astray:
            astray = True
            yield Card(number, trouble="card_broken")
    if card:
        card.trouble = "card_cut"
        yield card
