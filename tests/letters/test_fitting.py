"""Which fields a kind of letter has, and how they're put into its text."""

import pytest

from evenhand.domain.letter_kinds import KINDS
from evenhand.domain.records import LETTER_LANGUAGES, LetterKind
from evenhand.letters import template
from evenhand.letters.fields import FIELDS, values
from evenhand.letters.fitting import Use, fields_of, written
from evenhand.letters.trial import difficult_facts, invented_owner

# True of some letters, but of none of the invented ones.
RARE = {"remedy.other", "bonus.rounded"}


@pytest.mark.parametrize("kind", LetterKind)
def test_the_fields_of_a_kind_are_those_that_can_hold_something(kind: LetterKind) -> None:
    told = difficult_facts(invented_owner("en"), "en", kind)
    held = {name for facts in told for name, value in values(kind, facts).items() if value}
    assert held <= set(fields_of(kind))
    assert set(fields_of(kind)) - held <= RARE


@pytest.mark.parametrize("kind", LetterKind)
def test_what_the_owner_types_for_a_kind_comes_first(kind: LetterKind) -> None:
    typed = [one.name for one in KINDS[kind].typed if one.name in FIELDS]
    assert list(fields_of(kind))[: len(typed)] == typed


@pytest.mark.parametrize("language", LETTER_LANGUAGES)
def test_no_built_in_text_names_a_field_that_its_kind_has_no_use_for(language: str) -> None:
    for kind in LetterKind:
        text = template.load(kind, language)
        named = {found[0].strip("{}?!") for found in template.TOKEN.finditer(text.subject + text.body)} - {"/"}
        assert named <= set(fields_of(kind)), kind


def test_a_field_that_may_be_empty_is_put_in_with_its_condition() -> None:
    uses = fields_of(LetterKind.THANK_YOU)
    assert (uses["client.name"], uses["order.what"], uses["case.ours"]) == (Use.ALWAYS, Use.SOMETIMES, Use.ASKED)
    assert written("client.name", Use.ALWAYS, "") == ("{client.name}", "")
    assert written("order.what", Use.SOMETIMES, "{?case.ours}Mine{/} ") == ("{?order.what}{order.what}{/}", "")
    assert written("case.ours", Use.ASKED, "") == ("{?case.ours}", "{/}")


def test_within_its_own_condition_a_field_is_put_in_bare() -> None:
    assert written("order.what", Use.SOMETIMES, "{?order.what}You asked for ") == ("{order.what}", "")
    assert written("order.what", Use.SOMETIMES, "{?order.what}it{/} ") == ("{?order.what}{order.what}{/}", "")
