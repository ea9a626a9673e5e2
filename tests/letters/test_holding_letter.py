"""The acknowledgement of a case in which a promise was given another day: it holds the client, and asks nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from evenhand.domain.records import LETTER_LANGUAGES, LetterKind
from evenhand.letters.letter import LetterFacts, first_text

Facts = Callable[..., LetterFacts]

MOVED = {"promise.what": "the new coat, at your door", "promise.was": "2026-04-03", "promise.by": "2026-04-14"}
NOTHING_NEEDED = {
    "en": "Nothing is needed from you.",
    "ru": "От Вас ничего не требуется.",
    "ro": "Nu trebuie să faceți nimic.",
    "hy": "Ձեզանից ոչինչ չի պահանջվում։",
}


def body(facts: LetterFacts, **typed: str) -> str:
    return first_text(LetterKind.ACKNOWLEDGEMENT, replace(facts, typed=facts.typed | typed)).body.replace("\u00a0", " ")


@pytest.mark.parametrize("language", LETTER_LANGUAGES)
def test_it_says_what_was_promised_until_when_and_the_new_day(language: str, facts_for: Facts) -> None:
    facts = facts_for(language, LetterKind.ACKNOWLEDGEMENT)
    ordinary, text = body(facts), body(facts, **MOVED)
    was, by = "3 ", "**14 "
    assert "the new coat, at your door" in text
    assert text.index(was) < text.index("the new coat") < text.index(by)
    assert NOTHING_NEEDED[language] in text
    assert "**" in ordinary
    assert NOTHING_NEEDED[language] not in ordinary.partition("**")[0]


@pytest.mark.parametrize("language", LETTER_LANGUAGES)
def test_it_holds_nothing_of_the_ordinary_acknowledgement_and_the_other_way_round(
    language: str, facts_for: Facts
) -> None:
    facts = facts_for(language, LetterKind.ACKNOWLEDGEMENT)
    ordinary, holding = (set(text.split("\n\n")[1:]) for text in (body(facts), body(facts, **MOVED)))
    assert ordinary
    assert holding
    assert not ordinary & holding


def test_without_its_days_it_is_still_whole(facts_for: Facts) -> None:
    facts = facts_for("en", LetterKind.ACKNOWLEDGEMENT)
    text = body(facts, **{"promise.what": "the new coat"})
    assert "I promised you this: the new coat." in text
    assert "I have moved the day" not in text
    assert body(facts, **{"promise.by": "2026-04-14"}) == body(facts)
