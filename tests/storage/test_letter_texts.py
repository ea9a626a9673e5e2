"""The owner's own texts: one for a kind and a language."""

from dataclasses import replace

from evenhand.domain.records import LetterKind, LetterTextOfOwn
from evenhand.storage.book import Book, Kind

TEXT = LetterTextOfOwn(0, "en", LetterKind.GIFT, "A gift", "Dear Jane,", 1)


def test_there_is_one_text_for_a_kind_and_a_language(book: Book) -> None:
    assert book.letter_texts.of("en", LetterKind.GIFT) is None
    first = book.letter_texts.save(TEXT)
    other = book.letter_texts.save(replace(TEXT, language="ru"))
    again = book.letter_texts.save(replace(TEXT, subject="For you", base_version=2))
    assert again == replace(first, subject="For you", base_version=2)
    assert book.letter_texts.all() == [again, other]
    assert book.letter_texts.of("en", LetterKind.GIFT) == again
    assert book.letter_texts.of("en", LetterKind.BONUS) is None


def test_dropping_a_text_leaves_the_others(book: Book) -> None:
    book.letter_texts.save(TEXT)
    other = book.letter_texts.save(replace(TEXT, kind=LetterKind.BONUS))
    book.letter_texts.drop("en", LetterKind.GIFT)
    book.letter_texts.drop("en", LetterKind.GIFT)
    assert book.letter_texts.all() == [other]


def test_each_change_of_a_text_is_announced_with_the_letters(book: Book) -> None:
    heard: list[frozenset[Kind]] = []
    book.changed = heard.append
    book.letter_texts.save(TEXT)
    book.letter_texts.save(TEXT)
    book.letter_texts.drop("en", LetterKind.GIFT)
    assert heard == [frozenset({Kind.LETTERS})] * 3
