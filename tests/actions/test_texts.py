"""The owner's own texts: tried before they're kept, and used when a letter begins."""

import pytest

from evenhand import actions, wording
from evenhand.domain.records import LetterKind
from evenhand.letters import template
from evenhand.letters.refusal import LetterRefused
from evenhand.storage.book import Book, Kind
from tailor import TODAY, gift, open_case

BODY = "{client.salutation}\n\nPlease take this:\n\n[[gift]]\n\nUntil soon."


def test_an_own_text_is_kept_with_the_version_it_was_made_from(shop: Book) -> None:
    heard: list[frozenset[Kind]] = []
    shop.changed = heard.append
    kept = actions.save_letter_text(shop, kind=LetterKind.GIFT, language="en", subject="For you", body=BODY)
    assert kept.base_version == template.load(LetterKind.GIFT, "en").version
    assert (shop.letter_texts.of("en", LetterKind.GIFT), heard) == (kept, [frozenset({Kind.LETTERS})])


def test_a_text_changed_again_remembers_what_it_was_first_made_from(shop: Book) -> None:
    given = {"kind": LetterKind.GIFT, "language": "en", "subject": "For you", "body": BODY}
    first = actions.save_letter_text(shop, **given, base_version=7)  # type: ignore[arg-type]
    again = actions.save_letter_text(shop, **given | {"subject": "Yours"})  # type: ignore[arg-type]
    assert (again.id, again.base_version, again.subject) == (first.id, 7, "Yours")
    compared = actions.save_letter_text(shop, **given, base_version=8)  # type: ignore[arg-type]
    assert compared.base_version == 8


@pytest.mark.parametrize(
    ("subject", "body"),
    [("For you", BODY + " {gift.waht}"), ("{gift.what", BODY), ("For you", BODY + "\n\n{?gift.what}"), ("For you", "")],
)
def test_a_text_that_could_not_be_printed_is_not_kept(shop: Book, subject: str, body: str) -> None:
    with pytest.raises(LetterRefused) as refused:
        actions.save_letter_text(shop, kind=LetterKind.GIFT, language="en", subject=subject, body=body)
    assert wording.sentence(refused.value)
    assert shop.letter_texts.all() == []


def test_a_letter_goes_out_in_the_owners_own_words(shop: Book) -> None:
    case = open_case(shop)
    gift(shop, case)
    actions.save_letter_text(shop, kind=LetterKind.GIFT, language="en", subject="For you", body=BODY)
    draft = actions.start_letter(shop, kind=LetterKind.GIFT, language="en", today=TODAY, case_id=case.id)
    letter = actions.issue_letter(shop, draft=draft, operation_id="x", issued_on=TODAY)
    text = actions.plain_text(shop, letter_id=letter.id)
    assert text.startswith("Dear Mrs Whitcombe,\n\nPlease take this:\n\na silk scarf\n\nUntil soon.\n\n")
    shop.letter_texts.drop("en", LetterKind.GIFT)
    facts = actions.letter_facts(shop, case_id=case.id, language="en", on=TODAY)
    assert "Until soon" not in actions.suggested_text(shop, kind=LetterKind.GIFT, facts=facts).body
