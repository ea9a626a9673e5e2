"""Beginning a letter."""

from dataclasses import replace
from datetime import date

from evenhand.actions.letters import Typed, check_fits, letter_facts, letter_situation, typed_for, typed_on
from evenhand.actions.texts import suggested_text
from evenhand.domain.records import LetterDraft, LetterKind
from evenhand.storage.book import Book


def start_letter(
    book: Book,
    *,
    kind: LetterKind,
    language: str,
    today: date,
    case_id: int | None = None,
    client_id: int | None = None,
    bonus_id: int | None = None,
    typed: Typed = (),
) -> LetterDraft:
    """The draft of this kind about a bonus, in a case or else to a client: the one at hand, or a new one.

    A new one has the owner's own text for the kind or the built-in one. It keeps what is `typed`, which never goes over
    what was typed by hand; what the book knows of the other fields it doesn't keep, for that is another day by day.
    Raises NotInBook, LetterRefused, and CaseRefused: 'no_owner', 'nothing_to_state', 'letter_stands', 'case_closed',
    'kind_does_not_fit'.
    """
    with book.transaction():
        if bonus_id is not None:
            case_id, client_id = None, book.bonuses.get(bonus_id).client_id
        elif case_id is not None:
            client_id = book.cases.get(case_id).client_id
        if client_id is None:
            raise TypeError("a letter is to a client")
        if at_hand := book.letters.drafts_about(kind, client_id=client_id, case_id=case_id, bonus_id=bonus_id):
            return _taken_up(book, at_hand[0], typed)
        situation = letter_situation(book, case_id=case_id, client_id=client_id, bonus_id=bonus_id)
        check_fits(kind, situation, today)

        facts = letter_facts(
            book,
            case_id=case_id,
            client_id=client_id,
            bonus_id=bonus_id,
            kind=kind,
            typed=typed_on(book, kind=kind, typed=typed, case_id=case_id, on=today),
            language=language,
            on=today,
        )
        text = suggested_text(book, kind=kind, facts=facts)
        draft = LetterDraft(
            id=0,
            client_id=client_id,
            case_id=case_id,
            kind=kind,
            language=language,
            subject=text.subject,
            body=text.body,
            bonus_id=bonus_id,
            typed=typed_for(kind, typed),
        )
        return book.letters.save_draft(draft)


def _taken_up(book: Book, draft: LetterDraft, typed: Typed) -> LetterDraft:
    """The draft with what it has nothing for yet."""
    by_hand = {name for name, value in draft.typed if value.strip()}
    more = tuple(one for one in typed_for(draft.kind, typed) if one[0] not in by_hand)
    if not more:
        return draft
    kept = tuple(one for one in draft.typed if one[0] not in dict(more))
    return book.letters.save_draft(replace(draft, typed=(*kept, *more)))
