"""What the owner may want to look at in a letter before it goes out. It stops nothing."""

from datetime import date

from evenhand.actions.how_we_work import house_lines
from evenhand.domain.country_facts import WarningCode
from evenhand.domain.records import LetterDraft, LetterKind, Remedy
from evenhand.letters.facts import LetterFacts, Stated, stated, typed_day, typed_options
from evenhand.letters.refusal import LetterRefused
from evenhand.storage.book import Book
from evenhand.translation import _
from evenhand.ui.country_terms import CountryTerms, Noted, terms_for
from evenhand.wording import country as words
from evenhand.wording.house_lines import not_said

Warned = tuple[str, str]


def warnings_for(book: Book, draft: LetterDraft, facts: LetterFacts, today: date) -> list[Warned]:
    """Titles and sentences in the screen's language: days later than noted, a bonus's nature and last day, the address.

    Speaks only of what this kind of letter states or promises, as if it went out `today`.
    """
    terms = terms_for(book, facts.owner, facts.client)
    told = _stated(draft.kind, facts)
    found = [*_days(terms, told, facts, today), *_bonus(terms, told, draft.kind, facts, today)]
    if lacking := terms.address(facts.client.address_lines):
        found.append((words.warning_title(WarningCode.ADDRESS_INCOMPLETE), lacking))
    if told.rules and (unsaid := house_lines(book, language=facts.language).lacking):
        found.append((_("House rules"), not_said(unsaid, facts.language)))
    return found


def _stated(kind: LetterKind, facts: LetterFacts) -> Stated:
    try:
        return stated(kind, facts)
    except LetterRefused:  # what it can't do without isn't given yet; the composer says so itself
        return Stated()


def _days(terms: CountryTerms, told: Stated, facts: LetterFacts, today: date) -> list[Warned]:
    received = facts.case.received_on if facts.case else None
    noted: list[tuple[WarningCode, Noted | None]] = []
    if told.refund:
        noted.append((WarningCode.PAY_BY_LATE, terms.pay_by(told.refund.pay_by, received, today)))
    if received is not None:
        if told.remedy:
            one = told.remedy
            noted.append((WarningCode.REMEDY_LATE, terms.remedy(one.remedy, one.by, received, today)))
        offered = max((option.by for option in typed_options(facts) if option.by), default=None)
        if told.options and offered:
            noted.append((WarningCode.REMEDY_LATE, terms.remedy(Remedy.OTHER, offered, received, today)))
        if answered := typed_day(facts, "answer.by"):
            noted.append((WarningCode.ANSWER_LATE, terms.answer(answered, received)))
    return [(words.warning_title(code), one.text) for code, one in noted if one is not None and one.warned]


def _bonus(terms: CountryTerms, told: Stated, kind: LetterKind, facts: LetterFacts, today: date) -> list[Warned]:
    if told.bonus:
        found = terms.bonus_sentences(told.bonus.nature, today, told.bonus.valid_until, recall_choice=True)
    elif facts.bonus and kind is LetterKind.BONUS_REMINDER:
        later = typed_day(facts, "bonus.extended_to")  # a day that is out already isn't up for choosing
        found = terms.bonus_sentences(facts.bonus.nature, facts.bonus.granted_on, later)
    else:
        found = []
    return [(words.warning_title(code), text) for code, text in found]
