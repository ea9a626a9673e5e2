"""A business in the United States writes English letters with American days and sums; all others as in Britain."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from evenhand.domain.records import LetterKind
from evenhand.letters.letter import LetterFacts, first_text, snapshot
from evenhand.letters.page import DrawnLetter, draw
from paper import said

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
BRITISH = re.compile(rf"\d (?:{MONTHS}) \d{{4}}")
AMERICAN = re.compile(rf"(?:{MONTHS}) \d{{1,2}}, \d{{4}}")


def american(facts: LetterFacts) -> LetterFacts:
    return replace(facts, owner=replace(facts.owner, country="US"))


def said_on(letter: DrawnLetter) -> str:
    return " ".join(said(letter.pdf))


@pytest.mark.parametrize("kind", list(LetterKind))
def test_an_american_letter_has_no_british_day(kind: LetterKind, facts_for: Callable[..., LetterFacts]) -> None:
    facts = facts_for("en", kind)
    here, there = american(facts), facts
    words = said_on(draw(kind, here, first_text(kind, here)))
    assert AMERICAN.search(words)
    assert not BRITISH.search(words)
    assert not AMERICAN.search(said_on(draw(kind, there, first_text(kind, there))))


def test_what_was_issued_says_how_its_days_and_sums_are_written(facts_for: Callable[..., LetterFacts]) -> None:
    facts = facts_for("en", LetterKind.REFUND)
    assert "locale" not in snapshot(LetterKind.REFUND, facts)
    assert snapshot(LetterKind.REFUND, american(facts))["locale"] == "en-US"


@pytest.mark.parametrize("language", ["ru", "ro", "hy"])
def test_other_languages_are_written_alike_everywhere(language: str, facts_for: Callable[..., LetterFacts]) -> None:
    facts = facts_for(language, LetterKind.REFUND)
    assert first_text(LetterKind.REFUND, american(facts)) == first_text(LetterKind.REFUND, facts)
