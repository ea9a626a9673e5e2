"""Where a mistake in an own text stands, and what mends it."""

import pytest

from evenhand.domain.records import LetterKind
from evenhand.letters.letter import LetterRefused, check_words
from evenhand.letters.mending import spot

APOLOGY, GIFT = LetterKind.APOLOGY, LetterKind.GIFT
START = "{client.salutation}\n\nA word from me.\n\n"


def refusal(kind: LetterKind, body: str) -> LetterRefused | None:
    try:
        check_words(kind, "en", "A word", START + body)
    except LetterRefused as refused:
        return refused
    return None


@pytest.mark.parametrize(
    ("kind", "body", "marked", "mended"),
    [
        (GIFT, "Dear {client.nmae}", "{client.nmae}", "Dear {client.name}"),
        (GIFT, "One {?case.findng}it{/}", "{?case.findng}", "One {?case.finding}it{/}"),
        (GIFT, "{client.name} { client.Name }", "{ client.Name }", "{client.name} {client.name}"),
        (GIFT, "{case.finding}", "{case.finding}", "{?case.finding}{case.finding}{/}"),
        (GIFT, "Mine: {case.ours}", "{case.ours}", "Mine: {?case.ours}{/}"),
        (GIFT, "{?case.finding}I saw it.\n\nMore.", "{?case.finding}", "{?case.finding}I saw it.{/}\n\nMore."),
        (GIFT, "{?case.ours}a{/} b{/} c", "{/}", "{?case.ours}a{/} b c"),
        (GIFT, "To {client.name and", "{client.name", "To {client.name} and"),
        (GIFT, "To client.nam} and", "client.nam}", "To {client.name} and"),
        (GIFT, "{?case.ours}a{/ b", "{/", "{?case.ours}a{/} b"),
        (GIFT, "A { here", "{", "A {{ here"),
        (APOLOGY, "[[gift]]", "[[gift]]", "{?gift.what}[[gift]]{/}"),
        (GIFT, "[[gifts]]", "[[gifts]]", "[[gift]]"),
        (GIFT, "Take [[gift]] please", "[[gift]]", "Take \n\n[[gift]]\n\n please"),
        (GIFT, "[[gift]]\n\n[[gift]]", "[[gift]]", "[[gift]]\n\n"),
    ],
)
def test_a_mistake_is_found_where_it_stands_and_its_mending_is_what_was_meant(
    kind: LetterKind, body: str, marked: str, mended: str
) -> None:
    refused = refusal(kind, body)
    assert refused is not None
    found = spot(START + body, refused)
    assert found is not None
    assert (START + body)[found.start : found.end] == marked
    assert found.line == (START + body)[: found.start].count("\n") + 1
    assert found.mend is not None
    assert found.mend.applied(START + body) == START + mended


@pytest.mark.parametrize("body", ["Hello {total.nonsense}", "I saw {case.finding} and", "[[zzzzzz]]", "{}"])
def test_where_nobody_can_tell_what_was_meant_nothing_is_offered(body: str) -> None:
    refused = refusal(GIFT, body)
    assert refused is not None
    found = spot(START + body, refused)
    assert found is not None
    assert found.mend is None


def test_step_by_step_a_text_full_of_mistakes_is_mended() -> None:
    body = "{?gift.waht}Take it, {client.nme}{/}.{/}\n\nNow [[gfit]]"
    for _step in range(9):
        refused = refusal(GIFT, body)
        if refused is None:
            break
        found = spot(START + body, refused)
        assert found is not None
        assert found.mend is not None
        body = found.mend.applied(START + body).removeprefix(START)
    assert body == "{?gift.what}Take it, {client.name}{/}.\n\nNow \n\n[[gift]]"


def test_a_letter_that_cannot_be_drawn_for_another_reason_has_no_spot() -> None:
    assert spot("Dear Jane", LetterRefused("too_long", place="text")) is None
