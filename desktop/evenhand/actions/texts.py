"""The texts that letters begin with: the owner's own, or else the built-in ones."""

from typing import TYPE_CHECKING

from evenhand.domain.records import LetterKind, LetterTextOfOwn
from evenhand.storage.book import Book

if TYPE_CHECKING:
    from evenhand.letters.facts import LetterFacts, LetterText


def suggested_text(book: Book, *, kind: LetterKind, facts: "LetterFacts") -> "LetterText":
    """The owner's own text for the kind and language, or the built-in one, filled with the facts.

    Raises LetterRefused.
    """
    from evenhand.letters.letter import first_text

    return first_text(kind, facts, book.letter_texts.of(facts.language, kind))


def save_letter_text(
    book: Book, *, kind: LetterKind, language: str, subject: str, body: str, base_version: int | None = None
) -> LetterTextOfOwn:
    """Keeps the owner's own text for a kind in a language, once it has been tried on difficult letters.

    `base_version` is the built-in text's that it was made from; without one an earlier own text keeps its own, and a
    new one takes the present. Raises LetterRefused, mostly 'text_mistake' with the line.
    """
    from evenhand.letters import template
    from evenhand.letters.letter import check_text

    check_text(kind, language, subject, body)
    known = book.letter_texts.of(language, kind)
    version = base_version or (known.base_version if known else template.load(kind, language).version)
    return book.letter_texts.save(LetterTextOfOwn(0, language, kind, subject, body, version))
