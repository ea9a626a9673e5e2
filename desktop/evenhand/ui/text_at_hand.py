"""The text of one kind of letter in one language, as it's looked at and changed: built-in, or the owner's own."""

from dataclasses import replace

from evenhand import actions
from evenhand.domain.records import LETTER_LANGUAGES, LetterKind, LetterTextOfOwn
from evenhand.letters import template
from evenhand.letters.letter import LetterText
from evenhand.storage.book import Book


class TextAtHand:
    """What is typed is kept in the book as not finished, and begins letters only once it's put in use."""

    def __init__(self, book: Book, kind: LetterKind, language: str) -> None:
        self._book, self.kind, self.language = book, kind, language
        self.built_in = template.load(kind, language)
        self.own = book.letter_texts.of(language, kind)
        self.text = self._kept()

    def _kept(self) -> LetterText:
        own = self.own
        if own is None:
            return LetterText(self.built_in.subject, self.built_in.body)
        if own.unfinished_subject is not None and own.unfinished_body is not None:
            return LetterText(own.unfinished_subject, own.unfinished_body)
        return LetterText(own.subject, own.body)

    @property
    def is_in_use(self) -> bool:
        """Whether new letters begin with the text as it stands here."""
        return self.own is None or (self.own.subject, self.own.body) == (self.text.subject, self.text.body)

    @property
    def has_newer(self) -> bool:
        """Whether the built-in text was changed since the owner's own was made from it."""
        return self.own is not None and self.own.base_version < self.built_in.version

    def read(self) -> bool:
        """Takes over what the book holds now; True where that's another text than was known."""
        known = self.own
        self.own = self._book.letter_texts.of(self.language, self.kind)
        if self.own == known:
            return False
        self.text = self._kept()
        return True

    def make_own(self) -> None:
        """Copies the built-in text; the copy remembers which version it was."""
        built = self.built_in
        own = LetterTextOfOwn(0, self.language, self.kind, built.subject, built.body, built.version)
        self.own = self._book.letter_texts.save(own)
        self.text = self._kept()

    def write(self, subject: str, body: str) -> None:
        """What the owner typed."""
        self.text = LetterText(subject, body)

    def keep(self) -> None:
        """Writes what was typed into the book, where it isn't there yet. Raises what the book raises."""
        if self.own is None or self._kept() == self.text:
            return
        before, typed = self.own, (None, None) if self.is_in_use else (self.text.subject, self.text.body)
        self.own = replace(before, unfinished_subject=typed[0], unfinished_body=typed[1])  # before it's announced
        try:
            self._book.letter_texts.save(self.own)
        except BaseException:
            self.own = before
            raise

    def put_in_use(self, *, with_newer: bool = False) -> None:
        """New letters begin with it; `with_newer`: having looked at the newer built-in text. Raises LetterRefused."""
        base = self.built_in.version if with_newer else None
        self.own = actions.save_letter_text(
            self._book,
            kind=self.kind,
            language=self.language,
            subject=self.text.subject,
            body=self.text.body,
            base_version=base,
        )

    def go_back(self) -> LetterTextOfOwn | None:
        """Back to the built-in text; gives the owner's own, for `bring_back`."""
        self.keep()
        own = self.own
        self._book.letter_texts.drop(self.language, self.kind)
        self.own = None
        self.text = self._kept()
        return own


def record_of(kind: LetterKind, language: str) -> int:
    """A number from 1 for the text of a kind and language, as the window names what it shows."""
    return 1 + list(LetterKind).index(kind) * len(LETTER_LANGUAGES) + LETTER_LANGUAGES.index(language)


def text_of_record(record: int) -> tuple[LetterKind, str]:
    """The kind and language of such a number."""
    kind, code = divmod(record - 1, len(LETTER_LANGUAGES))
    return list(LetterKind)[kind], LETTER_LANGUAGES[code]
