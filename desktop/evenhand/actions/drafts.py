"""Beginning a letter."""

from datetime import date

from evenhand.actions.letters import letter_facts
from evenhand.domain.records import LetterDraft, LetterKind
from evenhand.storage.book import Book


def start_letter(book: Book, *, case_id: int, kind: LetterKind, language: str, today: date) -> LetterDraft:
    """The case's draft of this kind: the one at hand, or a new one with the language's own text filled in.

    Raises NotInBook, LetterRefused, and CaseRefused ('no_owner').
    """
    from evenhand.letters.letter import first_text

    with book.transaction():
        if draft := book.letters.draft_of_case(case_id, kind):
            return draft
        facts = letter_facts(book, case_id=case_id, language=language, on=today)
        text = first_text(kind, facts)
        new = LetterDraft(0, facts.client.id, case_id, kind, language, text.subject, text.body)
        return book.letters.save_draft(new)
