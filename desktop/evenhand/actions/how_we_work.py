"""The house rules' lines for clients in one language: what the letter and the sheet "How we work" say of the rules."""

from dataclasses import dataclass

from evenhand import built_in_rules
from evenhand.domain.rules import HouseRule
from evenhand.storage.book import Book

_FIRST = "en"


@dataclass(frozen=True, slots=True)
class HouseLines:
    """The lines of the rules that are on, in their order, and the rules that have one, but not in this language."""

    lines: tuple[str, ...]
    lacking: tuple[HouseRule, ...]


def house_lines(book: Book, *, language: str) -> HouseLines:
    """What the rules say to clients in a letters' language; the fields in it aren't filled yet."""
    speaks = _is_known(language)
    lines: list[str] = []
    lacking: list[HouseRule] = []
    for rule in book.rules.all():
        texts = dict(rule.for_clients)
        if not rule.is_on or not rule.understood or not any(text.strip() for text in texts.values()):
            continue
        line = texts.get(language, "").strip()
        if not line:
            lacking.append(rule)
            # While the app itself has no words in the language, English is better than nothing.
            line = "" if speaks else texts.get(_FIRST, "").strip()
        if line:
            lines.append(line)
    return HouseLines(tuple(lines), tuple(lacking))


def _is_known(language: str) -> bool:
    try:
        built_in_rules.words(language)
    except FileNotFoundError:
        return False
    return True
