"""Each value has its word, each refusal its sentence."""

import ast
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest

import evenhand
from evenhand import translation, wording
from evenhand.domain.case import CaseRefused, Misfit, Missing
from evenhand.domain.hours import HoursNotUnderstood
from evenhand.domain.money import Money
from evenhand.domain.options import Effort, OfferGap, OptionGap
from evenhand.domain.promises import PromiseState
from evenhand.domain.records import ChosenBy
from evenhand.domain.turns import Turn

PACKAGE = Path(evenhand.__file__).parent


@pytest.mark.parametrize(
    "kind",
    [ChosenBy, Effort, Misfit, OfferGap, OptionGap, PromiseState, Turn],
)
def test_each_value_of_a_case_has_a_word_of_its_own(kind: type[StrEnum]) -> None:
    words = [wording.word(value) for value in kind]
    assert all(words)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("language", ["ru", "ro", "hy"])
def test_what_is_open_and_what_opens_are_two_words_as_an_answer_and_to_answer_are(language: str) -> None:
    translation.use(language)
    opens, answer = translation._("Open"), translation._("Answer")
    assert wording.word(PromiseState.OPEN) not in (opens, "Still open")
    assert translation.pgettext("act", "Answer") not in (answer, "Answer")


def test_each_thing_that_keeps_a_case_on_its_step_has_a_line() -> None:
    assert len({wording.missing(value) for value in Missing}) == len(Missing)


def _reasons() -> set[str]:
    """The words with which the package refuses something in a case."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "CaseRefused" and node.args:
                word = node.args[0]
                if isinstance(word, ast.Constant):
                    found.add(str(word.value))
    return found


def test_each_refusal_has_a_sentence_that_ends_and_blames_nobody() -> None:
    reasons = _reasons() | {"option_without_title", "option_without_day", "discount_without_share"}
    assert len(reasons) > 40
    for reason in sorted(reasons):
        refused = CaseRefused(reason, Money(5, "EUR"), field="reply.by", day=date(2026, 4, 2))
        sentence = wording.sentence(refused)
        assert sentence.endswith("."), reason
        assert "{" not in sentence, reason
        assert "!" not in sentence, reason


def test_hours_that_can_not_be_read_say_how_to_write_them() -> None:
    assert "1:30" in wording.sentence(HoursNotUnderstood("soon"))
    assert HoursNotUnderstood in wording.KNOWN_ERRORS
