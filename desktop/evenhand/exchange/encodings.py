"""In which encoding a text file was written: said by the file itself, or proposed to whoever can see the result."""

import codecs
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from evenhand.exchange.refusal import FileRefused

# Those that table programs and telephones of our languages' countries wrote and write; the likelier first. Python has
# no codec for ARMSCII-8, so such a file has to be saved anew.
_PROPOSED = (
    "cp1252", "cp1251", "cp1250", "koi8_r", "cp866", "latin_1", "iso8859_15", "iso8859_2", "iso8859_16", "iso8859_5",
)  # fmt: skip
ENCODINGS = ("utf_8", *_PROPOSED, "utf_16", "utf_16_le", "utf_16_be")

_MARKS = (
    (codecs.BOM_UTF8, "utf_8_sig"),
    (codecs.BOM_UTF32_LE, "utf_32"),  # begins as UTF-16's does
    (codecs.BOM_UTF32_BE, "utf_32"),
    (codecs.BOM_UTF16_LE, "utf_16"),
    (codecs.BOM_UTF16_BE, "utf_16"),
)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # what spreadsheets save by themselves
_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_USUAL = frozenset("\u00a0«»„“”‘’–—…№€£§°\u00ad")


class Encoding(NamedTuple):
    """`name` is proposed; `others` are all that it may be, the likeliest first, `name` among them."""

    name: str
    others: tuple[str, ...]
    sure: bool


def encoding_of(path: Path) -> Encoding:
    """Raises FileRefused: 'empty', 'spreadsheet', 'not_text'; OSError."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise FileRefused("empty" if path.stat().st_size <= len(head) else "not_text")
    if head.startswith(_WORKBOOKS):
        raise FileRefused("spreadsheet")
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name, (name,), True)
    if wide := _wide(head):
        return Encoding(wide, (wide, *(one for one in ENCODINGS if one != wide)), False)
    if _is_utf8(path):
        return Encoding("utf_8", ENCODINGS, True)
    ranked = _ranked(b"".join(_telling(path)))
    rest = [one for one in ENCODINGS if one not in ranked]
    return Encoding(ranked[0], (*ranked, *rest), False)


def _wide(head: bytes) -> str:
    """UTF-16 without its mark, known by the empty halves of signs and spaces. Raises FileRefused: 'not_text'."""
    nothing = head.count(0)
    if nothing * 100 < len(head):
        return ""  # a stray one; its row is told
    first, second = head[0::2].count(0), head[1::2].count(0)
    if min(first, second) * 20 < max(first, second):
        return "utf_16_be" if first > second else "utf_16_le"
    raise FileRefused("not_text")


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf_8")("strict")
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _telling(path: Path) -> Iterator[bytes]:
    """The first lines, and those that hold more than ASCII: only they tell encodings apart."""
    room = _SAMPLE
    with path.open("rb") as file:
        number = 0
        while room > 0 and (line := file.readline(_SAMPLE)):
            if number < 2 or not line.isascii():
                room -= len(line)
                yield line
            number += 1


def _ranked(sample: bytes) -> list[str]:
    from charset_normalizer import from_bytes

    found: list[str] = []
    for match in from_bytes(sample, cp_isolation=list(_PROPOSED)):
        alike = match.could_be_from_charset
        found += [one for one in _PROPOSED if one in (*alike, match.encoding) and one not in found]
    found += [one for one in _PROPOSED if one not in found]
    return sorted(found, key=lambda name: _strange(sample, name))


def _strange(sample: bytes, encoding: str) -> int:
    """How many signs come out that hardly stand in a list of people, such as ¶ within a word."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return len(sample) + 1
    beyond = (one for one in text if one > "\x7f" and one not in _USUAL)
    return sum(1 for one in beyond if not unicodedata.category(one).startswith("L"))
