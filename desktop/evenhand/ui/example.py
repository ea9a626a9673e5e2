"""The letter that stands for all letters while the owner sets up the letterhead."""

from datetime import date

from evenhand.domain.money import Money
from evenhand.domain.records import CaseCompensations, Client, Gift, LetterKind, Owner
from evenhand.letters.letter import LetterFacts, LetterText
from evenhand.translation import N_, text_in
from evenhand.ui.preview_pane import draw_pdf

_ADDRESS = (N_("Client's name"), N_("Street"), N_("Town"))
_SUBJECT = N_("What the letter is about")
_GIVEN = N_("What you give")
_SALUTATION = N_("Good day,")
_BODY = N_("Your letters will look like this. The words come later, when there is something to say.")


def draw_example(owner: Owner, language: str, on: date) -> bytes:
    """The PDF of an empty letter on the owner's letterhead in the language."""
    name, *address = (text_in(language, line) for line in _ADDRESS)
    facts = LetterFacts(
        owner=owner,
        client=Client(id=0, name=name, address_name=name, address_lines=tuple(address), language=language),
        order=None,
        case=None,
        given=CaseCompensations(gift=Gift(text_in(language, _GIVEN), Money.zero(owner.currency))),
        language=language,
        on=on,
    )
    body = f"{text_in(language, _SALUTATION)}\n\n{text_in(language, _BODY)}"
    return draw_pdf(facts, LetterKind.GIFT, LetterText(text_in(language, _SUBJECT), body))
